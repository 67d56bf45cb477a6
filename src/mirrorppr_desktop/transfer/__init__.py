"""The training-free engine: measure an exemplar pair, carry what was done to a query."""
