"""Review: look at results, worst first, and decide on each."""
