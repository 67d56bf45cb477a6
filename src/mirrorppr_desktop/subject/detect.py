"""Where faces may be: the full-range face detector over the whole picture, a padded copy, and overlapping tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.subject import models

_INPUT: Final = models.FACE_DETECTION.size[0]
_STRIDE: Final = 4  # of the detector's grid, in pixels of its input
SMALLEST_FACE_PX: Final = 24
_FINEST_TILE_PX: Final = 400  # a 24 px face is 11.5 px in it; the detector finds 95 of 100 faces of 10 px, all of 12
_TILE_OVERLAP: Final = 0.25  # a face too small for the next coarser level lies whole in one tile
_LEVEL_RATIO: Final = 4.0
_PADDING: Final = 0.4  # on each side of the padded copy; faces wider than two thirds of an input are missed unpadded
_FLAT_LEVELS: Final = 20  # a tile with less contrast than this, of 255, holds no face


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a face.

    box: x0, y0, x1, y1, brows to chin. keypoints: (6, 2) the subject's right eye, left eye, nose tip, mouth, right ear,
    left ear. Both in pixels of the picture searched. score: 0..1.
    """

    box: tuple[float, float, float, float]
    keypoints: Points
    score: float


def detect(image: RGB8, *, min_score: float = 0.5) -> list[Candidate]:
    """All places in `image` that look like a face, best first, each once. Faces from 24 px to ones that overfill it."""
    found = [candidate for tile in _tiles(image) for candidate in _in_tile(image, tile, min_score)]
    return merge(found)


def detect_turned(image: RGB8, *, min_score: float = 0.5) -> list[Candidate]:
    """Faces that lie on their side or stand on their head, for a picture in which `detect` finds none."""
    height, width = image.shape[:2]
    found: list[Candidate] = []
    for turns in (1, 2, 3):
        turned = np.ascontiguousarray(np.rot90(image, turns))
        for tile in _whole(turned):
            found += [_turned_back(face, turns, width, height) for face in _in_tile(turned, tile, min_score)]
    return merge(found)


def merge(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the best of each group of overlapping boxes."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda face: (-face.score, face.box)):
        if all(overlap(candidate.box, other.box) < 0.4 for other in kept):
            kept.append(candidate)
    return kept


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Common area as a share of the smaller box, 0..1."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return max(width, 0) * max(height, 0) / max(smaller, 1e-9)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A square of the picture's plane, which may reach beyond the picture."""

    x: float
    y: float
    side: float


def _whole(image: RGB8) -> Iterator[_Tile]:
    """The whole picture, and with room around it."""
    height, width = image.shape[:2]
    long_side = max(height, width)
    for side in (long_side, long_side * (1 + 2 * _PADDING)):
        yield _Tile((width - side) / 2, (height - side) / 2, side)


def _tiles(image: RGB8) -> Iterator[_Tile]:
    yield from _whole(image)
    height, width = image.shape[:2]
    # Levels from just below the whole picture to the finest, evenly spaced by at most the ratio that tiles bridge.
    steps = int(np.ceil(np.log(max(height, width) / _FINEST_TILE_PX) / np.log(_LEVEL_RATIO) - 1e-9))
    for step in range(1, steps + 1):
        side = max(height, width) * (_FINEST_TILE_PX / max(height, width)) ** (step / steps)
        for y in _starts(height, side):
            for x in _starts(width, side):
                yield _Tile(x, y, side)


def _starts(length: int, side: float) -> list[float]:
    """Where tiles of `side` begin so that they cover `length` with at least the overlap."""
    if length <= side:
        return [(length - side) / 2]
    count = int(np.ceil((length - side) / (side * (1 - _TILE_OVERLAP)))) + 1
    return [float(start) for start in np.linspace(0, length - side, count)]


def _in_tile(image: RGB8, tile: _Tile, min_score: float) -> list[Candidate]:
    view = _view(image, tile)
    if int(view.max()) - int(view.min()) < _FLAT_LEVELS:
        return []
    boxes, keypoints, scores = _decode(*models.run(models.FACE_DETECTION, view), min_score)
    scale = tile.side / _INPUT
    origin = np.array([tile.x, tile.y], np.float32)
    height, width = image.shape[:2]
    found = []
    for box, points, score in zip(boxes * scale, keypoints * scale, scores, strict=True):
        x0, y0, x1, y1 = (float(v) for v in box + np.tile(origin, 2))
        # Cut by a border that is not the picture's: a neighbouring tile sees it whole.
        margin = 2 * scale
        cut = (
            (x0 < tile.x + margin and tile.x > 0)
            or (y0 < tile.y + margin and tile.y > 0)
            or (x1 > tile.x + tile.side - margin and tile.x + tile.side < width)
            or (y1 > tile.y + tile.side - margin and tile.y + tile.side < height)
        )
        if not cut:
            found.append(Candidate((x0, y0, x1, y1), (points + origin).astype(np.float32), float(score)))
    return merge(found)


def _view(image: RGB8, tile: _Tile) -> RGB8:
    """The tile at the detector's size; black beyond the picture."""
    height, width = image.shape[:2]
    scale = _INPUT / tile.side
    x0, y0 = max(0, int(tile.x)), max(0, int(tile.y))
    x1, y1 = min(width, int(np.ceil(tile.x + tile.side))), min(height, int(np.ceil(tile.y + tile.side)))
    size = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    # INTER_AREA is the same as a box filter only when it shrinks.
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    part = cv2.resize(image[y0:y1, x0:x1], size, interpolation=smooth)
    left, top = max(0, round((x0 - tile.x) * scale)), max(0, round((y0 - tile.y) * scale))
    view = np.zeros((_INPUT, _INPUT, 3), np.uint8)
    part = part[: _INPUT - top, : _INPUT - left]
    view[top : top + part.shape[0], left : left + part.shape[1]] = part
    return view


def _decode(
    raw: models.Floats, logits: models.Floats, min_score: float
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Boxes (n, 4), keypoints (n, 6, 2) in pixels of the input, and scores (n,), of one run of the detector."""
    scores = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    index = np.flatnonzero(scores >= min_score)
    cells = _INPUT // _STRIDE
    anchors = (np.stack([index % cells, index // cells], axis=1) + 0.5) * _STRIDE  # (n, 2)
    values = raw.reshape(-1, 16)[index]  # centre, size, six points; relative to the anchor
    centre = anchors + values[:, :2]
    half = values[:, 2:4] / 2
    keypoints = anchors[:, None] + values[:, 4:].reshape(-1, 6, 2)
    boxes = np.concatenate([centre - half, centre + half], axis=1)
    return boxes.astype(np.float32), keypoints.astype(np.float32), scores[index].astype(np.float32)


def _turned_back(candidate: Candidate, turns: int, width: int, height: int) -> Candidate:
    """A candidate found after np.rot90(image, turns), in the picture of width x height before it."""
    points = np.concatenate([candidate.keypoints, np.array(candidate.box, np.float32).reshape(2, 2)])
    # The size of the picture that each quarter turn led to: the last turn is undone first.
    for turn in range(turns, 0, -1):
        before_width = width if turn % 2 else height
        points = np.stack([before_width - 1 - points[:, 1], points[:, 0]], axis=1)
    corners = points[6:]
    x0, y0 = (float(v) for v in corners.min(axis=0))
    x1, y1 = (float(v) for v in corners.max(axis=0))
    return Candidate((x0, y0, x1, y1), points[:6].astype(np.float32), candidate.score)
