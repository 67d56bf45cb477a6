"""The order in which a person counts file names. Light to import."""

from __future__ import annotations

import re


def natural_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key of a name: runs of digits by their number, so that IMG_9 comes before IMG_10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return (*((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part), (2, name))
