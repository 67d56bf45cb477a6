"""The floor below which results are held back: changed by whatever shows it, one step of undo for each gesture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.shoot.shoot import Shoot

STEP: Final = 0.005


def set_floor(shoot: Shoot, floor: float, gesture: object | None = None) -> None:
    """Set the floor of a shoot, to three digits within 0..1."""
    floor = round(max(0.0, min(floor, 1.0)), 3)
    words = QCoreApplication.translate("Floor", "floor")
    shoot.set_settings(words, replace(shoot.settings, floor=floor), gesture)


def floor_between(identities: Sequence[float], below: int) -> float:
    """A floor that holds the first `below` of the identities back and lets the others pass.

    Args:
        identities: in rising order, at least one.
    """
    if below <= 0:
        return round(max(0.0, identities[0] // STEP * STEP), 3)
    if below >= len(identities):
        return round(min(1.0, (identities[-1] // STEP + 1) * STEP), 3)
    low, high = identities[below - 1], identities[below]
    middle = round((low + high) / 2, 3)
    return middle if low < middle <= high else high
