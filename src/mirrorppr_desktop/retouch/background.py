"""What lies beside the people of a photo, and how far a warp bends straight lines there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.body_frame import LEAST_VISIBILITY, body_scale
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Subject

_PERSON = 0.5  # of the silhouette's probability
_FINER = 3  # the silhouette's edge is told to a third of its cells
_BESIDE = 0.25  # from the people, in body scales: some two centimetres
# Motion fades out beside a body over twice the farthest move (0.2 of a scale, at strength 1.5): a smooth step over that
# distance is 1.5 times as steep as a line, so that a quarter of the area is left where the picture is pressed together.
# It begins a little off the outline, which a silhouette of 256 pixels does not tell exactly.
_FADES = (0.1, 0.7)
_LIMBS = (((11, 13), 0.3), ((13, 15), 0.2), ((12, 14), 0.3), ((14, 16), 0.2), ((11, 12), 0.2))
_LEGS = (((23, 25), 0.5), ((25, 27), 0.3), ((24, 26), 0.5), ((26, 28), 0.3))  # bones and half-widths, in scales
_TORSO = [11, 12, 24, 23]


@dataclass(frozen=True, slots=True)
class Bend:
    """How far a straight line in the background is bent at the most. px: in pixels. own_px: the people's own move."""

    px: float
    own_px: float

    @property
    def share(self) -> float:
        """The bend over the people's own move, 0 where they do not move."""
        return self.px / self.own_px if self.own_px > 0 else 0.0

    def scaled(self, factor: float) -> Bend:
        """The same in pixels of a copy `factor` times as large."""
        return Bend(factor * self.px, factor * self.own_px)


@dataclass(frozen=True, slots=True)
class Background:
    """Where no person is. distances: (h, w) pixels of `size` to the nearest person, 0 on one, on a reduced grid."""

    distances: NDArray[np.float32]
    size: Size

    @classmethod
    def of(cls, subject: Subject) -> Background | None:
        """Beside the people of a subject; None where its silhouette was not asked for or shows nobody."""
        if subject.silhouette is None:
            return None
        height, width = subject.silhouette.shape
        finer = cv2.resize(subject.silhouette, (_FINER * width, _FINER * height), interpolation=cv2.INTER_LINEAR)
        beside = (finer < _PERSON).astype(np.uint8)
        _fill_body(beside, subject)
        if beside.all():
            return None
        cell = subject.size[0] / beside.shape[1]
        return cls(np.asarray(cv2.distanceTransform(beside, cv2.DIST_L2, 5) * cell, np.float32), subject.size)

    def distance(self, points: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """Pixels from points (N, 2) to the nearest person, (N,), 0 on one; beyond the photo's edge as at the edge."""
        rows, columns = self.distances.shape
        cells = (points + 0.5) * [columns / self.size[0], rows / self.size[1]]
        column, row = np.clip(np.floor(cells).astype(np.intp), 0, [columns - 1, rows - 1]).T
        return np.asarray(self.distances[row, column], np.float64)

    def fade(self, grid: WarpField, scale: float) -> NDArray[np.float64]:
        """How much of a body's motion is left at the nodes of a grid, (N,): 1 on people, 0 far from them."""
        low, high = _FADES
        away = np.clip((self.distance(grid.node_points()) / scale - low) / (high - low), 0.0, 1.0)
        left = (1 - away * away * (3 - 2 * away)).reshape(grid.vectors.shape[:2])
        # The distance to an outline has edges of its own, along which a field would crease.
        return np.asarray(cv2.GaussianBlur(left, (0, 0), 1.0).reshape(-1), np.float64)

    def bend(self, field: WarpField, scale: float) -> Bend:
        """How far a field bends straight lines of the background.

        A line that runs across the motion leaves it by as much as the picture moves, and is straight again where the
        field ends. Right at the outline the background moves with the person, as it must without a tear; so the lines
        are taken that pass `_BESIDE` scales or more from the people.

        Args:
            field: backward, of a body's operation as it is performed.
            scale: the body's unit of length in pixels.
        """
        nodes = field.node_points()
        shown = ((nodes >= 0) & (nodes <= np.array(self.size) - 1)).all(axis=1)
        distance = self.distance(nodes)
        moves = field.inverted().vectors.reshape(-1, 2)  # of what was at the nodes before
        length = np.hypot(*moves.T)
        return Bend(
            float(length[shown & (distance >= _BESIDE * scale)].max(initial=0.0)),
            float(length[shown & (distance == 0)].max(initial=0.0)),
        )


def _fill_body(beside: NDArray[np.uint8], subject: Subject) -> None:
    """Clear the subject's own torso and limbs, (h, w), where the silhouette overlooks them."""
    if subject.body is None:
        return
    scale, size = body_scale(subject), np.array(subject.size)
    cells = np.array(beside.shape[::-1]) / size
    points = np.rint((subject.body.points + 0.5) * cells - 0.5).astype(np.int32)
    seen = subject.body.visibility >= LEAST_VISIBILITY
    for (start, end), half_width in (*_LIMBS, *_LEGS):
        if seen[[start, end]].all():
            thickness = max(1, round(2 * half_width * scale * float(cells[0])))
            cv2.line(beside, _pixel(points[start]), _pixel(points[end]), 0, thickness)
    if seen[_TORSO].all():
        cv2.fillConvexPoly(beside, points[_TORSO], 0)


def _pixel(point: NDArray[np.int32]) -> tuple[int, int]:
    return int(point[0]), int(point[1])
