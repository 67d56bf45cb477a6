"""The export page: which photos, under which names, how written; shown before anything is written."""
