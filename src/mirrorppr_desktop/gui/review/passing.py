"""Which strength would bring a result over the floor, as far as one measurement allows to say."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from mirrorppr_desktop.gui.shoot.photo import Photo, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot

_STEP: Final = 0.05
_LEAST: Final = 0.1  # a weaker retouch is hardly one


@dataclass(frozen=True, slots=True)
class Expected:
    """A strength, and the identity that a result made with it is expected to reach at least."""

    strength: float
    identity: float


def passing(shoot: Shoot, photo: Photo) -> Expected | None:
    """The largest strength in steps of 5 % that is expected to pass; None where the figures do not allow to say.

    What is lost of the identity grows with the strength, slowly at first and then faster, and nothing is lost at 0: so
    at a part of the strength no more than that part of the loss is expected. The loss is known where the result was
    made with what the photo is set to now.
    """
    outcome, floor = photo.outcome, shoot.settings.floor
    if outcome.state != RunState.DONE or outcome.identity is None or not photo.below(floor):
        return None
    if not outcome.made_with or outcome.made_with != shoot.made_with(photo.path):
        return None
    strength, loss = shoot.strength_of(photo.path), 1 - outcome.identity
    wanted = math.floor(strength * (1 - floor) / loss / _STEP + 1e-9) * _STEP
    if not _LEAST <= wanted < strength:
        return None
    wanted = round(wanted, 2)
    return Expected(wanted, 1 - loss * wanted / strength)
