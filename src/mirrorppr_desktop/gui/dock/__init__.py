"""What stands in the dock beside a photo: the exemplar pair, the strengths of operations."""
