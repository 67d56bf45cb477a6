"""Where faces may be: the full-range face detector over the whole picture, a padded copy, and overlapping tiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points, Size
from mirrorppr_desktop.subject import models
from mirrorppr_desktop.subject.crop import Pyramid, Square, moved_back

_INPUT: Final = models.FACE_DETECTION.size[0]
_STRIDE: Final = 4  # of the detector's grid, in pixels of its input
# Found of 144 faces pasted into three busy pictures, 24, 34 and 44 px wide: fine 142, 143, 144; coarse 121, 137, 141.
_FINE_TILE_PX: Final = 320
_COARSE_TILE_PX: Final = 450
_DOMINANT: Final = 1 / 6  # of the picture's long side; beside a face that wide, 24 px are a stranger far behind
_TILE_OVERLAP: Final = 0.2
_LEVEL_RATIO: Final = 5.0  # what is too small for one level is found in the next, whose tiles are smaller by this
_PADDING: Final = 0.4  # on each side of the padded copy; faces wider than two thirds of an input are missed unpadded
_MIN_HINT: Final = 0.25  # worth a closer look
_MIN_SCORE: Final = 0.6
_SMALL_PX: Final = 24  # in the detector's input: boxes below are rough, and scores low
_CLOSER_ROOM: Final = 6  # side of the tile of a closer look over the box
_MAX_CLOSER_LOOKS: Final = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a face.

    box: x0, y0, x1, y1, brows to chin. keypoints: (6, 2) the subject's right eye, left eye, nose tip, mouth, right ear,
    left ear. Both in pixels of the picture searched. score: 0..1.
    """

    box: tuple[float, float, float, float]
    keypoints: Points
    score: float


def detect(picture: Pyramid) -> list[Candidate]:
    """All places in a picture that look like a face, best first, each once; from 24 px to larger than the frame."""
    hints = _hints(picture, _whole(picture.size))
    widest = max((hint.face.box[2] - hint.face.box[0] for hint in hints if hint.sure), default=0.0)
    dominated = widest >= _DOMINANT * max(picture.size)
    if dominated:
        hints += _hints(picture, _tiles(picture.size, _COARSE_TILE_PX))
    else:
        # A small picture is looked at in parts too: each look misses a few faces of any size.
        hints += _hints(picture, _tiles(picture.size, min(_FINE_TILE_PX, 0.6 * max(picture.size))))
    return _looked_at_closely(picture, hints)


def detect_turned(picture: Pyramid) -> list[Candidate]:
    """Faces that lie on their side or stand on their head, for a picture in which `detect` finds no upright one."""
    width, height = picture.size
    found: list[Candidate] = []
    for turns in (1, 2, 3):
        turned = Pyramid(np.ascontiguousarray(np.rot90(picture.levels[0], turns)))
        faces = _looked_at_closely(turned, _hints(turned, _whole(turned.size)))
        found += [_turned_back(face, turns, width, height) for face in faces]
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


def _whole(size: Size) -> Iterator[Square]:
    """The whole picture, and with room around it."""
    centre = ((size[0] - 1) / 2, (size[1] - 1) / 2)
    yield Square(centre, max(size))
    yield Square(centre, max(size) * (1 + 2 * _PADDING))


def _tiles(size: Size, finest_px: float) -> Iterator[Square]:
    """Overlapping tiles over the picture, in levels from just below the whole down to `finest_px`."""
    ratio = max(size) / finest_px
    # Evenly spaced, by at most the ratio that neighbouring levels bridge.
    steps = int(np.ceil(np.log(ratio) / np.log(_LEVEL_RATIO) - 1e-9))
    for step in range(1, steps + 1):
        side = max(size) / ratio ** (step / steps)
        for y in _middles(size[1], side):
            for x in _middles(size[0], side):
                yield Square((x, y), side)


def _middles(length: int, side: float) -> list[float]:
    """The middles of tiles of `side` that cover `length` pixels with at least the overlap."""
    if length <= side:
        return [(length - 1) / 2]
    count = int(np.ceil((length - side) / (side * (1 - _TILE_OVERLAP)))) + 1
    return [float(middle) for middle in np.linspace(side / 2, length - side / 2, count) - 0.5]


@dataclass(frozen=True, slots=True)
class _Hint:
    """What one tile showed, and whether that is enough."""

    face: Candidate
    sure: bool


def _hints(picture: Pyramid, tiles: Iterable[Square]) -> list[_Hint]:
    """What the detector sees in tiles; what it scores low, or sees small, asks for a closer look."""
    return [
        _Hint(face, face.score >= _MIN_SCORE and face.box[2] - face.box[0] >= _SMALL_PX * tile.side / _INPUT)
        for tile in tiles
        for face in _in_tile(picture, tile, _MIN_HINT)
    ]


def _looked_at_closely(picture: Pyramid, hints: list[_Hint]) -> list[Candidate]:
    """The faces among `hints`: as they are where they are sure, else as they look from near."""
    sure = {id(hint.face) for hint in hints if hint.sure}
    found = []
    for face in merge([hint.face for hint in hints])[:_MAX_CLOSER_LOOKS]:
        if id(face) in sure:
            found.append(face)
            continue
        x0, y0, x1, y1 = face.box
        closer = Square(((x0 + x1) / 2, (y0 + y1) / 2), _CLOSER_ROOM * max(x1 - x0, y1 - y0))
        near = _in_tile(picture, closer, _MIN_SCORE)
        found += [seen for seen in near if overlap(seen.box, face.box) > 0.4][:1]
    return merge(found)


def _in_tile(picture: Pyramid, tile: Square, min_score: float) -> list[Candidate]:
    """What the detector finds in one tile, best first."""
    view, to_view = picture.cut(tile, _INPUT)
    outputs = models.run(models.FACE_DETECTION, view)
    scores = 1 / (1 + np.exp(-np.clip(outputs[1].astype(np.float64), -50, 50)))
    index = np.flatnonzero(scores >= min_score)
    if index.size == 0:
        return []
    points = _decode(outputs[0], index)  # (n, 8, 2)
    found = []
    for pair, score in zip(points, scores[index], strict=True):
        moved_points = moved_back(pair - 0.5, to_view)
        (x0, y0), (x1, y1) = moved_points[:2].tolist()
        found.append(Candidate((x0, y0, x1, y1), moved_points[2:].astype(np.float32), float(score)))
    return merge([candidate for candidate in found if not _cut(candidate.box, tile, picture.size)])


def _cut(box: tuple[float, float, float, float], tile: Square, size: Size) -> bool:
    """Whether a border of the tile that is not the picture's cuts the box; another tile sees it whole."""
    inside = tile.side * (0.5 - 2 / _INPUT)
    (x, y), half = tile.centre, tile.side / 2
    return (
        (box[0] < x - inside and x - half > 0)
        or (box[1] < y - inside and y - half > 0)
        or (box[2] > x + inside and x + half < size[0] - 1)
        or (box[3] > y + inside and y + half < size[1] - 1)
    )


def _decode(raw: models.Floats, index: NDArray[np.intp]) -> NDArray[np.float64]:
    """(n, 8, 2): two corners of the box and six keypoints, in pixels of the input, of the cells `index`."""
    cells = _INPUT // _STRIDE
    anchors = (np.stack([index % cells, index // cells], axis=1) + 0.5) * _STRIDE  # (n, 2)
    values = raw.reshape(-1, 8, 2)[index].astype(np.float64)  # centre, size, six points; relative to the anchor
    values[:, 0] -= values[:, 1] / 2
    values[:, 1] += values[:, 0]
    positions: NDArray[np.float64] = values + anchors[:, None]
    return positions


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
