"""What an operation of faces is: points that move, points that hold still, and how far the motion reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mirrorppr_desktop.retouch.face_motions import Motion
from mirrorppr_desktop.subject.landmarks import mirror_index

Table: TypeAlias = Literal["LLW", "professional"]


@dataclass(frozen=True, slots=True)
class Part:
    """Points that move together, and the hull around them within which pixels move.

    feather: distances from the hull, in units of the face's scale, between which the motion fades out.
    weights: how much of the motion each moving point takes; all of it where there are none. A point of weight 0 holds
    the inside of the hull. spacing: least distance of control points in units of the face's scale; a wide soft motion
    needs few. softness: see `similarity_mls`, in units of the face's scale; without it a point that moves farther than
    its neighbours leaves a dent. half: the part lies on this half of the face only, and is left out where a profile
    hides that half.
    """

    moving: tuple[int, ...]
    anchors: tuple[int, ...]
    feather: tuple[float, float]
    weights: tuple[float, ...] = ()
    spacing: float = 0.065
    softness: float = 0.0
    half: Literal["right", "left"] | None = None


@dataclass(frozen=True, slots=True)
class FaceOperation:
    """One operation in its two directions.

    positive, negative: names of the directions. parts: moved independently of each other. motion: at strength 1 in the
    positive direction, `amplitude` times. unit: of the amplitude. moves: what a person sees change. tables: where the
    paper lists it. both_halves: makes no sense on a profile.
    """

    positive: str
    negative: str
    parts: tuple[Part, ...]
    amplitude: float
    unit: str
    motion: Motion
    moves: str
    tables: tuple[Table, ...] = ("professional",)
    both_halves: bool = True


def halves(
    moving: tuple[int, ...],
    anchors: tuple[int, ...],
    feather: tuple[float, float],
    weights: tuple[float, ...] = (),
    spacing: float = 0.065,
) -> tuple[Part, Part]:
    """A part of the subject's right half, and its mirror image."""
    mirror = mirror_index()

    def across(points: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(int(mirror[i]) for i in points)

    return (
        Part(moving, anchors, feather, weights, spacing, half="right"),
        Part(across(moving), across(anchors), feather, weights, spacing, half="left"),
    )
