"""MirrorPPR Desktop: carry the retouch of one portrait to a whole shoot."""

__version__ = "0.1.0"
