"""Figures as they are written in the window, in the way of the chosen language."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QLocale

THIN: Final = "\u202f"  # narrow space that does not break: between a figure and its unit
MINUS: Final = "\u2212"


def plain(value: float, digits: int = 2) -> str:
    """A figure with so many digits behind the point."""
    return QLocale().toString(float(value), "f", digits)


def below(value: float, digits: int = 3) -> float:
    """A figure rounded down: what is below a bar of so many digits never reads as if it had reached it."""
    scale = 10.0**digits
    return math.floor(value * scale + 1e-6) / scale


def signed(value: float, digits: int = 2) -> str:
    """A figure with its sign; zero has none."""
    shown = plain(abs(value), digits)
    if shown == plain(0, digits):
        return shown
    return f"{'+' if value > 0 else MINUS}{shown}"


def count(value: int) -> str:
    """A whole number, its thousands apart."""
    return QLocale().toString(int(value))


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 in percent."""
    return f"{plain(share * 100, digits)}{THIN}%"


def size(count_of_bytes: int) -> str:
    """A file size in the largest unit that leaves a figure above 1, by thousands as file browsers say it."""
    value = float(count_of_bytes)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{plain(value, 0 if unit in ('B', 'kB') or value >= 100 else 1)}{THIN}{unit}"
        value /= 1000
    return f"{plain(value, 1)}{THIN}TB"
