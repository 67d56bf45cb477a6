"""What may stand behind an option: read from its text, or refused in the words that argparse shows."""

from __future__ import annotations

import argparse
import math

from mirrorppr_desktop.settings import MAX_STRENGTH


def number(text: str) -> float:
    """Any finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def strength(text: str) -> float:
    """How far a retouch or an operation goes, 0 to 2."""
    value = number(text)
    if not 0 <= value <= MAX_STRENGTH:
        raise argparse.ArgumentTypeError(
            f"{text} is outside 0 to 2: 0 leaves the photos alone, 1 does as the pair, 2 twice as much"
        )
    return value


def positive(text: str) -> float:
    """A number above 0."""
    value = number(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} must be more than 0")
    return value


def count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1")
    return int(text)


def quality(text: str) -> int:
    """A JPEG quality, 1 to 100."""
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1 to 100")
    return int(text)


def face_strength(text: str) -> tuple[int, float]:
    """'2=0.5' -> (2, 0.5)."""
    face, equals, amount = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not N=STRENGTH, as in 2=0.5 for the second face from the left")
    return count(face.strip()), strength(amount)


def operation(text: str) -> tuple[str, float]:
    """'Enlarge eyes=0.5' -> ("Enlarge eyes", 0.5); whether there is such an operation is known to `retouch` alone."""
    name, equals, amount = text.rpartition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=STRENGTH, as in 'Enlarge eyes=0.5'")
    return name.strip(), strength(amount)


def set_strength(text: str) -> tuple[int | None, str, float]:
    """'2:Enlarge eyes=0.3' -> (2, "Enlarge eyes", 0.3); without a number it is None, for every face."""
    face, colon, rest = text.partition(":")
    name, amount = operation(rest if colon else text)
    return count(face.strip()) if colon else None, name, amount
