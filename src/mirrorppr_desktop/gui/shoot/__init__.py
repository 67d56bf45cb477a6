"""The shoot that is open: its photos, what was decided about them, what became of them. Kept on disk at every step."""
