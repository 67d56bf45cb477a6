"""Stages of training over one loop. What needs torch is imported where it is used."""
