"""A tiny dataset that is drawn instead of read: a blob on noise, moved aside or brightened by the edit of a pair."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.training.data import Quadruplet

SIDE = 64
EDITS = ((10, 0, 0), (-10, 0, 0), (0, 0, 60), (0, 0, -60))  # pixels to the right, down, and levels brighter


@dataclass(frozen=True)
class FakePairs:
    """Pair i is of identity i // 4 and has edit i % 4. wide: queries of another aspect than the exemplars."""

    count: int = 8
    places: tuple[int, ...] | None = None
    held_out: bool = False
    wide: bool = False

    @property
    def identities(self) -> Sequence[str]:
        return [f"person {i // 4}" for i in self._numbers]

    def only(self, places: Sequence[int], *, held_out: bool) -> FakePairs:
        numbers = tuple(self._numbers[i] for i in places)
        return FakePairs(self.count, numbers, held_out, self.wide)

    def quadruplet(self, index: int, seed: int) -> Quadruplet:
        number = self._numbers[index]
        source, target = _pair(number, f"exemplar {number}", SIDE)
        # The query says nothing of the edit: every pair gets the same three.
        query, truth = _pair(number, f"query {seed % 3}", SIDE + 32 * self.wide)
        return Quadruplet(source, target, query, truth)

    @property
    def _numbers(self) -> tuple[int, ...]:
        return tuple(range(self.count)) if self.places is None else self.places


def _pair(number: int, place: str, width: int) -> tuple[RGB8, RGB8]:
    dx, dy, brighter = EDITS[number % len(EDITS)]
    chance = random.Random(place)
    x, y = chance.randrange(24, width - 24), chance.randrange(24, SIDE - 24)
    noise = np.random.default_rng(chance.getrandbits(30)).integers(90, 110, (SIDE, width, 3))
    return _drawn(noise, x, y, 200), _drawn(noise, x + dx, y + dy, 200 + brighter)


def _drawn(ground: np.ndarray, x: int, y: int, level: int) -> RGB8:
    picture = ground.copy()
    picture[y - 8 : y + 8, x - 8 : x + 8] = np.clip(level, 0, 255)
    return picture.astype(np.uint8)
