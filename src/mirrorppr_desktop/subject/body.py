"""The body of one person as 33 points, and the silhouette of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.subject import models
from mirrorppr_desktop.subject.crop import Pyramid, Square, moved, moved_back
from mirrorppr_desktop.subject.subject import Body, Face

BODY_POINTS: Final = 33
_DETECTION: Final = models.POSE_DETECTION.size[0]
_INPUT: Final = models.POSE_LANDMARKS.size[0]
_HEATMAP: Final = 64
_ROOM: Final = 1.25  # of the crop around the circle that holds the whole body, as the model was trained
_MIN_SCORE: Final = 0.5
_MIN_PRESENCE: Final = 0.5
_SILHOUETTE_LONG_SIDE: Final = 256
# Which point each becomes in a mirror: the eyes come in threes, all else but the nose in pairs, left first.
_MIRROR: Final = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(((index - 11) ^ 1) + 11 for index in range(11, BODY_POINTS))]


def find_body(picture: Pyramid, face: Face | None) -> Body | None:
    """The points of the person with `face`, or of the clearest person where no face is given; None where none is seen.

    Points are in pixels of the picture. Those outside it are extrapolated: less visible, but not always by much.
    """
    circle = _detect_circle(picture, face)
    first = None if circle is None else _look(picture, circle, mirrored=False)
    if first is None:
        return None
    # From where the first look saw the body, twice, so that what the model does differently left and right cancels. The
    # points of a picture and of its mirror image differ by 4.7 % of the torso's length after one look.
    looks = [look for mirrored in (False, True) if (look := _look(picture, first.circle, mirrored=mirrored))] or [first]
    points = np.mean([look.points for look in looks], axis=0)
    visibility = np.mean([look.visibility for look in looks], axis=0)
    return Body(points.astype(np.float32), visibility.astype(np.float32))


def find_silhouette(picture: Pyramid) -> NDArray[np.float32]:
    """(h, w), 0..1, how sure each place of a grid over the whole picture belongs to a person; long side 256."""
    width, height = picture.size
    # The smallest that has at least what the model wants.
    near = [level for level in picture.levels if min(level.shape[:2]) >= min(models.SEGMENTATION.size)][-1:]
    view = cv2.resize((near or picture.levels)[0], models.SEGMENTATION.size, interpolation=cv2.INTER_AREA)
    mask = models.run(models.SEGMENTATION, view)[0]
    scale = _SILHOUETTE_LONG_SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    grid = cv2.resize(mask.reshape(models.SEGMENTATION.size[::-1]), size, interpolation=cv2.INTER_AREA)
    silhouette: NDArray[np.float32] = np.clip(grid, 0, 1).astype(np.float32)
    return silhouette


_Circle = tuple[NDArray[np.float64], NDArray[np.float64]]  # the hips' middle; a point above the head, on the circle


@dataclass(frozen=True, slots=True)
class _Look:
    """What one run of the model says: 33 points, their visibility, and the circle around the body."""

    points: NDArray[np.float64]
    visibility: NDArray[np.float64]
    circle: _Circle


def _anchors() -> NDArray[np.float64]:
    """(2254, 2) centres of the detector's cells, in pixels of its input, in the order of its outputs."""
    grids = []
    for stride, per_cell in ((8, 2), (16, 2), (32, 6)):
        cells = _DETECTION // stride
        y, x = np.mgrid[0:cells, 0:cells]
        grids.append(np.repeat(np.stack([x, y], axis=-1).reshape(-1, 2) + 0.5, per_cell, axis=0) * stride)
    return np.concatenate(grids)


def _detect_circle(picture: Pyramid, face: Face | None) -> _Circle | None:
    """The circle around the body that the detector sees, of the person whose face is nearest to `face`."""
    width, height = picture.size
    view, to_view = picture.cut(Square(((width - 1) / 2, (height - 1) / 2), max(width, height)), _DETECTION)
    outputs = models.run(models.POSE_DETECTION, view)
    scores = 1 / (1 + np.exp(-np.clip(outputs[1].astype(np.float64), -50, 50)))
    index = np.flatnonzero(scores >= _MIN_SCORE)
    if index.size == 0:
        return None
    values = outputs[0].reshape(-1, 12)[index].astype(np.float64)
    anchors = _anchors()[index]
    weight = scores[index]
    if face is not None:
        # The detector's box lies on the face, of a large one on the chin: take the person whose face this is.
        corners = moved(np.array(face.box).reshape(2, 2), to_view)
        reach = np.maximum(values[:, 2], (corners[1] - corners[0]).max())
        distance = np.hypot(*(anchors + values[:, :2] - corners.mean(axis=0)).T) / reach
        weight = np.where(distance < 1, weight, 0)
        if not weight.any():
            return None
    best = int(weight.argmax())
    points = anchors[best] + values[best, 4:8].reshape(2, 2)
    hips, above = moved_back(points - 0.5, to_view)
    return hips, above


def _look(picture: Pyramid, circle: _Circle, *, mirrored: bool) -> _Look | None:
    """Run the model on the body inside a circle; None where it sees none."""
    hips, above = circle
    spoke = above - hips
    side = 2 * _ROOM * float(np.hypot(*spoke))
    roll = float(np.arctan2(spoke[0], -spoke[1]))  # 0 where the body is upright
    if side < 8:
        return None
    view, to_view = picture.cut(Square((float(hips[0]), float(hips[1])), side, roll), _INPUT)
    outputs = models.run(models.POSE_LANDMARKS, np.ascontiguousarray(view[:, ::-1]) if mirrored else view)
    if float(outputs[1][0]) < _MIN_PRESENCE:
        return None
    values = outputs[0].reshape(-1, 5).astype(np.float64)  # (39, 5) x, y, z, visibility, presence
    points = _refined(values[:, :2], outputs[2].reshape(_HEATMAP, _HEATMAP, -1))
    points = points[: BODY_POINTS + 2] - 0.5  # the two points after the body's tell the circle
    seen = 1 / (1 + np.exp(-values[:BODY_POINTS, 3]))
    if mirrored:
        points[:, 0] = _INPUT - 1 - points[:, 0]
        points[:BODY_POINTS], seen = points[_MIRROR], seen[_MIRROR]
    points = moved_back(points, to_view)
    return _Look(points[:BODY_POINTS], seen, (points[BODY_POINTS], points[BODY_POINTS + 1]))


def _refined(points: NDArray[np.float64], heatmap: models.Floats) -> NDArray[np.float64]:
    """Points moved to the centre of mass of their heat in the 7 x 7 cells around them, where there is some.

    Args:
        points: (39, 2) in pixels of the model's input.
        heatmap: (64, 64, 39) logits.
    """
    cell = _INPUT / _HEATMAP
    refined = points.copy()
    for index, (x, y) in enumerate(points / cell):
        column, row = int(x), int(y)
        if not (0 <= column < _HEATMAP and 0 <= row < _HEATMAP):
            continue
        top, left = max(0, row - 3), max(0, column - 3)
        heat = 1 / (1 + np.exp(-heatmap[top : row + 4, left : column + 4, index].astype(np.float64)))
        if heat.max() < 0.5:
            continue
        rows, columns = np.mgrid[top : top + heat.shape[0], left : left + heat.shape[1]]
        refined[index] = np.array([(heat * columns).sum(), (heat * rows).sum()]) / heat.sum() * cell
    return refined
