"""The dock at the right: the exemplar pair, what is set, and what starts a run."""
