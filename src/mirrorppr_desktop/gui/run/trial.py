"""Which photos of a shoot a look is tried on before all of them are run: few, and as unlike each other as is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.shoot.photo import Photo, RunState

TRIAL: Final = 8
_TURN_WEIGHT: Final = 0.5  # a face in profile is as unlike one from the front as one of three times its size


def trial_words(count: int = TRIAL) -> str:
    """What the button says."""
    if count == 1:
        return QCoreApplication.translate("Trial", "Try on 1 photo")
    return QCoreApplication.translate("Trial", "Try on {0} photos").format(count)


def representative(photos: Sequence[Photo], count: int = TRIAL) -> list[Path]:
    """Photos from all over a shoot, in its order; the same ones each time as long as no more is known of them.

    The shoot, by capture time where all photos tell it and else as it was opened, is cut into as many parts. Each part
    gives one photo: the one whose face differs most in size and turn from those taken before it, as far as these are
    known, else the one in its middle. Photos without a face and those that failed are taken where there are no others.
    """
    able = [one for one in photos if one.faces != 0 and one.outcome.state not in (RunState.FAILED, RunState.SKIPPED)]
    able = able or list(photos)
    if all(one.captured for one in able):
        able.sort(key=lambda one: one.captured or "")  # stable: equal times stay as they were opened
    count = min(count, len(able))
    borders = [round(i * len(able) / count) for i in range(count + 1)] if count else []
    taken: list[Photo] = []
    for first, end in pairwise(borders):
        taken.append(_most_unlike(able[first:end], taken))
    chosen = {one.path for one in taken}
    return [one.path for one in photos if one.path in chosen]


def _most_unlike(part: Sequence[Photo], taken: Sequence[Photo]) -> Photo:
    middle = (len(part) - 1) / 2
    places = sorted(range(len(part)), key=lambda i: (abs(i - middle), i))  # of equals the one nearest the middle
    known = [found for one in taken if (found := _features(one)) is not None]

    def gap(i: int) -> float:
        here = _features(part[i])
        return 0.0 if here is None or not known else min(math.dist(here, other) for other in known)

    return part[max(places, key=gap)]


def _features(photo: Photo) -> tuple[float, float] | None:
    """Size of the largest face, in doublings, and how far it is turned."""
    if photo.face_share is None or photo.face_turn is None:
        return None
    return math.log2(max(photo.face_share, 1e-4)), photo.face_turn / _TURN_WEIGHT
