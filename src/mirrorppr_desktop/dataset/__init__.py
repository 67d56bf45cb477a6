"""Pairs to learn from: found, made, checked, stored and sampled. No torch."""
