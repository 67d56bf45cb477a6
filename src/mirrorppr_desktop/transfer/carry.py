"""Carry what was done to one face over to another, by the correspondence of their landmarks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from mirrorppr_desktop.errors import RetouchError
from mirrorppr_desktop.photo.photo import Points, Size
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.landmarks import MESH_POINTS, OUTER_EYE_CORNERS, mirror_index

# Lengths in units of the distance between the outer eye corners. The smoothing is of the spline that follows the
# difference in shape of the two faces.
_SMOOTHING = 0.3
_NODES_PER_FACE_SCALE = 44
_SPLINE_STRIDE = 4
_MARGIN = 0.2
_NEGLIGIBLE = 2e-4
# What no measured face comes near, and a look that was tampered with may: it would cost any amount of memory.
_LEAST_LIKENESS = 0.3
_MOST_NODES = 1 << 22

_Complex = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class FaceEdit:
    """What was done to one face.

    landmarks: (468, 2) before the edit. field: the backward field. moved: (468, 2) the landmarks after the edit. All in
    pixels of the field's size.
    """

    landmarks: Points
    field: WarpField
    moved: Points

    @classmethod
    def of(cls, landmarks: Points, field: WarpField) -> FaceEdit:
        """The edit that a field makes to a face of these landmarks, (>= 468, 2)."""
        mesh = landmarks[:MESH_POINTS]
        return cls(mesh, field, mesh + field.inverted().sample(mesh))

    @property
    def scale(self) -> float:
        """Distance between the outer corners of the eyes, in pixels."""
        return face_scale(self.landmarks)

    def mirrored(self) -> FaceEdit:
        """The same edit as done to the mirrored person."""
        last_column = self.field.size[0] - 1
        flip = np.array([-1, 1], np.float32)
        shift = np.array([last_column, 0], np.float32)
        landmarks, moved = ((points * flip + shift)[_mirror()] for points in (self.landmarks, self.moved))
        vectors = self.field.vectors[:, ::-1] * flip
        origin = (last_column - self.field.extent[2], self.field.origin[1])
        return FaceEdit(landmarks, replace(self.field, origin=origin, vectors=np.ascontiguousarray(vectors)), moved)


def face_scale(landmarks: Points) -> float:
    """Distance between the outer corners of the eyes, the unit of length of a face."""
    right, left = OUTER_EYE_CORNERS
    return float(np.hypot(*(landmarks[left] - landmarks[right])))


def carry(edit: FaceEdit, landmarks: Points, size: Size) -> WarpField:
    """Perform an edit of one face on another one.

    Positions follow the correspondence of the two faces' landmarks (a similarity and a smoothing spline), vectors only
    the one similarity: stretching them locally was measured to be worse.

    Args:
        edit: what was done, and to which face.
        landmarks: (>= 468, 2) of the other face, in pixels of `size`.
        size: of the other photo.

    Returns:
        The backward field for the other photo, over the part of it that the edit reaches.

    Raises:
        RetouchError: the two faces have nothing in common.
    """
    target = _complex(landmarks[:MESH_POINTS])  # q_i
    source = _complex(edit.landmarks)  # a_i
    turn, shift = _similarity(target, source)  # a ~ turn * q + shift
    if not abs(turn) * float(np.std(target)) >= _LEAST_LIKENESS * float(np.std(source)):
        raise RetouchError("the face that the retouch was made on does not resemble this one")
    source_moved = _complex(edit.moved)  # a'_i = a_i + v_i
    target_moved = target + (source_moved - source) / turn  # q'_i

    grid = _reached_grid(edit, turn, shift, face_scale(landmarks), size)
    aligned = turn * target_moved + shift
    spline = RBFInterpolator(
        _real(aligned) / edit.scale, _real(source_moved - aligned) / edit.scale, kernel="linear", smoothing=_SMOOTHING
    )
    # The spline is smooth and dear: worked out on a coarser grid, interpolated on the finer one.
    coarse = WarpField.over(grid.extent, _SPLINE_STRIDE * grid.step[0], size)
    coarse_along = turn * _complex(coarse.node_points()) + shift
    difference = coarse.with_vectors(spline(_real(coarse_along) / edit.scale) * edit.scale)
    nodes = grid.node_points()
    matched = _real(turn * _complex(nodes) + shift) + difference.sample(nodes)  # phi(p): where to look in the edit
    return grid.with_vectors(_real(_complex(edit.field.sample(matched)) / turn))


def symmetrised(edit: FaceEdit, least_correlation: float = 0.4) -> FaceEdit:
    """The mean of an edit and its mirror image, where the two agree; the edit itself where it was one-sided.

    Both sides of a face show the same intent twice, with independent noise.
    """
    mirror = carry(edit.mirrored(), edit.landmarks, edit.field.size)
    reflected = mirror.sample(edit.field.node_points())
    own = edit.field.vectors.reshape(-1, 2)
    energy = float(np.sqrt((own**2).sum() * (reflected**2).sum()))
    if energy == 0 or float((own * reflected).sum()) / energy < least_correlation:
        return edit
    both = mirror.with_vectors(
        0.5 * (mirror.vectors + edit.field.sample(mirror.node_points()).reshape(mirror.vectors.shape))
    )
    return FaceEdit.of(edit.landmarks, both)


def _reached_grid(edit: FaceEdit, turn: complex, shift: complex, scale: float, size: Size) -> WarpField:
    """Zero field over the part of the other photo that the edit can reach."""
    lengths = np.hypot(*edit.field.vectors.reshape(-1, 2).T)
    nodes = edit.field.node_points()[lengths > _NEGLIGIBLE * edit.scale]
    if len(nodes) == 0:
        nodes = edit.field.node_points()[:1]
    reached = _real((_complex(nodes) - shift) / turn)
    margin = _MARGIN * scale
    x0, y0 = reached.min(axis=0) - margin
    x1, y1 = reached.max(axis=0) + margin
    step = scale / _NODES_PER_FACE_SCALE
    if (x1 - x0) * (y1 - y0) > _MOST_NODES * step**2:
        raise RetouchError("the retouch reaches too far beyond the face that it was made on")
    return WarpField.over((float(x0), float(y0), float(x1), float(y1)), step, size)


def _similarity(source: _Complex, target: _Complex) -> tuple[complex, complex]:
    """Least-squares turn (rotation and scale) and shift with target ~ turn * source + shift."""
    centred_source, centred_target = source - source.mean(), target - target.mean()
    turn = complex((np.conj(centred_source) * centred_target).sum() / (np.abs(centred_source) ** 2).sum())
    return turn, complex(target.mean() - turn * source.mean())


def _complex(points: NDArray[np.floating[Any]]) -> _Complex:
    return points[:, 0].astype(np.complex128) + 1j * points[:, 1]


def _real(values: _Complex) -> NDArray[np.float64]:
    return np.stack([values.real, values.imag], axis=1)


@cache
def _mirror() -> NDArray[np.intp]:
    return mirror_index()
