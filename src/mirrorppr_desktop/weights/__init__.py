"""The model files: which there are, under which licence, and whether they lie here unaltered."""
