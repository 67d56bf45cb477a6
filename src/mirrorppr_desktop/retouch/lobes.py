"""Lobes: smooth, bounded pushes that the operations of a body are made of. All forward, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_BONE_REACH = 0.75  # from the middle of a bone, in its length: beyond its joints

Vector: TypeAlias = NDArray[np.float64]  # (2,), or (N,)


@dataclass(frozen=True, slots=True)
class Bell:
    """A push that is strongest at `centre` and fades along two axes; gone at three sigmas.

    axes: (2, 2) unit vectors, one per row. sigma: along them, in pixels. push: (2,) pixels at the centre.
    """

    centre: Vector
    axes: NDArray[np.float64]
    sigma: tuple[float, float]
    push: Vector

    @property
    def box(self) -> NDArray[np.float64]:
        """x0, y0, x1, y1 around everything that moves."""
        reach = 3 * np.hypot(*(self.axes * np.array(self.sigma)[:, None]))
        return np.concatenate([self.centre - reach, self.centre + reach])

    def displacement(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Forward displacement (N, 2) of points (N, 2)."""
        r2 = (((points - self.centre) @ self.axes.T / np.array(self.sigma)) ** 2).sum(axis=1)
        return np.asarray(np.multiply.outer(np.exp(-0.5 * r2) * _fade(np.sqrt(r2), 2.0, 3.0), self.push))


@dataclass(frozen=True, slots=True)
class Widening:
    """A limb that grows away from its bone, most at half its length and at `half_width` from the axis.

    start, end: of the bone. push: displacement at `half_width`, in pixels; negative makes the limb slimmer.
    """

    start: Vector
    end: Vector
    half_width: float
    push: float

    @property
    def box(self) -> NDArray[np.float64]:
        """x0, y0, x1, y1 around everything that moves."""
        middle, half = 0.5 * (self.start + self.end), _BONE_REACH * np.abs(self.end - self.start)
        reach = half + 3 * self.half_width
        return np.concatenate([middle - reach, middle + reach])

    def displacement(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Forward displacement (N, 2) of points (N, 2)."""
        bone = self.end - self.start
        length = float(np.hypot(*bone))
        along = bone / length
        across = np.array([along[1], -along[0]])
        s = (points - self.start) @ along / length - 0.5
        t = (points - self.start) @ across / self.half_width
        profile = np.where(np.abs(s) < _BONE_REACH, np.cos(0.5 * np.pi * s / _BONE_REACH) ** 2, 0.0)
        profile = profile * t * np.exp(0.5 * (1 - t**2)) * _fade(np.abs(t), 2.0, 3.0)
        return np.asarray(np.multiply.outer(self.push * profile, across))


Lobe: TypeAlias = Bell | Widening


def motions(lobes: Sequence[Lobe], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Forward displacement (P, N, 2) that each of the lobes gives to points (N, 2); their sum is the whole motion."""
    moved = np.zeros((len(lobes), len(points), 2))
    for i, lobe in enumerate(lobes):
        near = ((points >= lobe.box[:2]) & (points <= lobe.box[2:])).all(axis=1)
        moved[i, near] = lobe.displacement(points[near])
    return moved


def shared(limbs: Sequence[Widening]) -> tuple[Widening, ...]:
    """The same limbs, those that lie over each other sharing the motion: seen from the side, two legs are one."""
    middles = np.array([0.5 * (limb.start + limb.end) for limb in limbs])
    apart = np.hypot(*np.moveaxis(middles[:, None] - middles, 2, 0))  # (P, P)
    reach = 0.5 * np.array([limb.half_width for limb in limbs])
    crowd = np.exp(-0.5 * (apart / np.sqrt(np.multiply.outer(reach, reach))) ** 2).sum(axis=1)
    return tuple(replace(limb, push=limb.push / float(n)) for limb, n in zip(limbs, crowd, strict=True))


def _fade(value: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """1 below `low`, 0 above `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(1 - t * t * (3 - 2 * t))
