"""Blind test: two results side by side without names; votes say which one to run."""
