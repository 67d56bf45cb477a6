"""What an option's text means: numbers, strengths and operations, each refused in words where it cannot be one."""

from __future__ import annotations

import argparse
import math

from mirrorppr_desktop.settings import MAX_STRENGTH


def as_number(text: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def as_strength(text: str) -> float:
    """A strength from 0 to 2."""
    value = as_number(text)
    if not 0 <= value <= MAX_STRENGTH:
        raise argparse.ArgumentTypeError(
            f"{text} is outside 0 to 2: 0 leaves the photos alone, 1 does as the pair, 2 twice as much"
        )
    return value


def as_positive(text: str) -> float:
    """A number above 0."""
    value = as_number(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} must be more than 0")
    return value


def as_count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1")
    return int(text)


def as_quality(text: str) -> int:
    """A whole number from 1 to 100."""
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1 to 100")
    return int(text)


def as_face_strength(text: str) -> tuple[int, float]:
    """'2=0.5' -> (2, 0.5)."""
    number, equals, strength = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not N=STRENGTH, as in 2=0.5 for the second face from the left")
    return as_count(number.strip()), as_strength(strength)


def as_operation(text: str) -> tuple[str, float]:
    """'Enlarge eyes=0.5' -> ("Enlarge eyes", 0.5); whether there is such an operation is known to `retouch` alone."""
    name, equals, strength = text.rpartition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=STRENGTH, as in 'Enlarge eyes=0.5'")
    return name.strip(), as_strength(strength)


def as_set_strength(text: str) -> tuple[int | None, str, float]:
    """'2:Enlarge eyes=0.3' -> (2, "Enlarge eyes", 0.3); without a number it is None, for every face."""
    face, colon, rest = text.partition(":")
    name, strength = as_operation(rest if colon else text)
    return as_count(face.strip()) if colon else None, name, strength
