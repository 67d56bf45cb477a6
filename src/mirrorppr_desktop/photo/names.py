"""What names of photo files tell: which are photos, and in which order a person counts them. Light to import."""

from __future__ import annotations

import re

# RAW files by their makers' names; the content decides when the file is opened.
# fmt: off
RAW_SUFFIXES = frozenset((
    ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos", ".mrw",
    ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
))
# fmt: on
PHOTO_SUFFIXES = RAW_SUFFIXES | {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp"}


def natural_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key of a name: runs of digits by their number, so that IMG_9 comes before IMG_10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return (*((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part), (2, name))
