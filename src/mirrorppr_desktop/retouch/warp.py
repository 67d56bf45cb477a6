"""A warp field: a smooth backward displacement on a coarse grid, independent of the size it is rendered at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points, Size

Vectors: TypeAlias = NDArray[np.float32]  # (rows, columns, 2), x then y
Plane: TypeAlias = NDArray[np.float32]  # (H, W)
Box: TypeAlias = tuple[int, int, int, int]  # x0, y0, x1, y1; x1 and y1 exclusive
_INVERSE_ROUNDS = 20
_UNFOLD_ROUNDS = 60
LEAST_JACOBIAN = 0.05  # a patch of the result shows at least a twentieth of the area it came from


@dataclass(frozen=True, slots=True)
class WarpField:
    """Backward displacement of a region: result(p) = original(p + displacement(p)), zero outside the grid.

    size: the photo in whose pixels positions and vectors are told. origin: position of the first node.
    step: distance of the nodes along x and y, in pixels. vectors: (rows, columns, 2) float32 displacement at the nodes,
    interpolated by Catmull-Rom cubics. The outermost nodes should be zero, so that the field ends without a seam.
    """

    size: Size
    origin: tuple[float, float]
    step: tuple[float, float]
    vectors: Vectors

    def __post_init__(self) -> None:
        v = self.vectors
        if v.ndim != 3 or v.shape[2] != 2 or min(v.shape[:2]) < 2:
            raise ValueError(f"a warp field needs at least 2 x 2 nodes of 2 numbers, not an array of shape {v.shape}")
        if v.dtype != np.float32 or not np.isfinite(v).all():
            raise ValueError("a warp field needs finite float32 vectors")
        if min(self.step) <= 0 or min(self.size) < 1:
            raise ValueError("a warp field needs a positive step and size")

    @classmethod
    def over(cls, box: tuple[float, float, float, float], step: float, size: Size) -> Self:
        """A zero field whose nodes cover `box` (x0, y0, x1, y1) with one node more on every side."""
        x0, y0, x1, y1 = box
        columns = int(np.ceil((x1 - x0) / step)) + 3
        rows = int(np.ceil((y1 - y0) / step)) + 3
        return cls(size, (x0 - step, y0 - step), (step, step), np.zeros((rows, columns, 2), np.float32))

    def node_points(self) -> Points:
        """Positions of the nodes, (rows * columns, 2), row by row."""
        rows, columns = self.vectors.shape[:2]
        x = self.origin[0] + self.step[0] * np.arange(columns)
        y = self.origin[1] + self.step[1] * np.arange(rows)
        points: Points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2).astype(np.float32)
        return points

    def with_vectors(self, vectors: NDArray[np.floating[Any]]) -> Self:
        """The same grid with other vectors, (rows, columns, 2) or (rows * columns, 2)."""
        reshaped = np.ascontiguousarray(vectors, np.float32).reshape(self.vectors.shape)
        return type(self)(self.size, self.origin, self.step, reshaped)

    def scaled(self, strength: float) -> Self:
        """Every vector times `strength`."""
        return self.with_vectors(self.vectors * np.float32(strength))

    def resized(self, size: Size) -> Self:
        """The same field in pixels of another size of the same photo."""
        if size == self.size:
            return self
        sx, sy = size[0] / self.size[0], size[1] / self.size[1]
        origin = ((self.origin[0] + 0.5) * sx - 0.5, (self.origin[1] + 0.5) * sy - 0.5)
        step = (self.step[0] * sx, self.step[1] * sy)
        return type(self)(size, origin, step, (self.vectors * np.array([sx, sy])).astype(np.float32))

    def placed(self, offset: tuple[float, float], size: Size) -> Self:
        """The field of a part of a photo as one of the whole: `offset` is where the part begins, `size` the photo's."""
        origin = (self.origin[0] + offset[0], self.origin[1] + offset[1])
        return type(self)(size, origin, self.step, self.vectors)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of the outermost nodes."""
        rows, columns = self.vectors.shape[:2]
        x0, y0 = self.origin
        return x0, y0, x0 + self.step[0] * (columns - 1), y0 + self.step[1] * (rows - 1)

    @property
    def box(self) -> Box:
        """The pixels that the field can touch, clipped to the photo; empty boxes have x1 <= x0 or y1 <= y0."""
        x0, y0, x1, y1 = self.extent
        return (
            max(0, int(np.ceil(x0))),
            max(0, int(np.ceil(y0))),
            min(self.size[0], int(np.floor(x1)) + 1),
            min(self.size[1], int(np.floor(y1)) + 1),
        )

    def dense(self, box: Box) -> Vectors:
        """Displacement of every pixel of `box`: (y1 - y0, x1 - x0, 2) float32."""
        return np.stack(self.planes(box), axis=-1)

    def planes(self, box: Box) -> tuple[Plane, Plane]:
        """The same as two contiguous planes along x and along y, (y1 - y0, x1 - x0) each.

        Separable: two small matrix products instead of a gather of 16 taps for every pixel.
        """
        x0, y0, x1, y1 = box
        return self._planes_at(np.arange(x0, x1), np.arange(y0, y1))

    def _planes_at(self, x: NDArray[Any], y: NDArray[Any]) -> tuple[Plane, Plane]:
        """Displacement at every crossing of the columns `x` and the rows `y`, (len(y), len(x)) each."""
        rows, columns = self.vectors.shape[:2]
        wx = _cubic_weights((x - self.origin[0]) / self.step[0], columns)  # (W, columns)
        wy = _cubic_weights((y - self.origin[1]) / self.step[1], rows)  # (H, rows)
        # Only the nodes around have a say.
        some_x, some_y = wx.any(axis=0), wy.any(axis=0)
        wx, wy = wx[:, some_x].T.copy(), wy[:, some_y].copy()
        nodes = self.vectors[np.ix_(some_y, some_x)]
        along_x, along_y = ((wy @ np.ascontiguousarray(nodes[..., axis])) @ wx for axis in range(2))
        return along_x, along_y

    def _at_nodes_of(self, grid: WarpField) -> Vectors:
        """Displacement at the nodes of another grid, of the shape of its vectors."""
        rows, columns = grid.vectors.shape[:2]
        x = grid.origin[0] + grid.step[0] * np.arange(columns)
        y = grid.origin[1] + grid.step[1] * np.arange(rows)
        return np.stack(self._planes_at(x, y), axis=-1)

    def longest_near(self, box: Box) -> float:
        """Largest component among the nodes that have a say in `box`; 0 where none has."""
        low_x, low_y = ((box[i] - self.origin[i]) / self.step[i] - 2 for i in range(2))
        high_x, high_y = ((box[i + 2] - self.origin[i]) / self.step[i] + 3 for i in range(2))
        near = self.vectors[max(0, int(low_y)) : max(0, int(high_y)), max(0, int(low_x)) : max(0, int(high_x))]
        return float(np.abs(near).max()) if near.size else 0.0

    def sample(self, points: NDArray[np.floating[Any]]) -> Points:
        """Displacement at any points, (N, 2) -> (N, 2); the same interpolation as `dense`."""
        p = np.asarray(points, np.float64)
        rows, columns = self.vectors.shape[:2]
        gx = (p[:, 0] - self.origin[0]) / self.step[0]
        gy = (p[:, 1] - self.origin[1]) / self.step[1]
        out = np.zeros((len(p), 2), np.float32)
        inside = np.flatnonzero((gx >= 0) & (gx <= columns - 1) & (gy >= 0) & (gy <= rows - 1))
        gx, gy = gx[inside], gy[inside]
        left, top = np.floor(gx).astype(np.intp), np.floor(gy).astype(np.intp)
        weights_x, weights_y = (_catmull_rom(g - first).astype(np.float32) for g, first in ((gx, left), (gy, top)))
        taps = [np.clip(left + i - 1, 0, columns - 1) for i in range(4)]
        flat = self.vectors.reshape(-1, 2)
        total = np.zeros((len(inside), 2), np.float32)
        for j in range(4):
            row = np.clip(top + j - 1, 0, rows - 1) * columns
            line = np.zeros((len(inside), 2), np.float32)
            for i in range(4):
                line += weights_x[i][:, None] * flat.take(row + taps[i], axis=0)
            total += weights_y[j][:, None] * line
        out[inside] = total
        return out

    def resampled(self, step: float) -> Self:
        """The same field on nodes `step` pixels apart."""
        grid = type(self).over(self.extent, step, self.size)
        return grid.with_vectors(self._at_nodes_of(grid))

    def plus(self, other: WarpField, factor: float = 1.0, max_nodes: int = 400, step: float = 0.0) -> WarpField:
        """The sum of this field and `factor` times another one, both told at the same place of the result.

        Nodes stand as close as those of the finer field, but at least `step` apart and at most `max_nodes` on a side.
        """
        if other.size != self.size:
            raise ValueError(f"fields of different sizes: {self.size} and {other.size}")
        grid = _union_grid(self, other, max_nodes, step)
        return grid.with_vectors(self._at_nodes_of(grid) + np.float32(factor) * other._at_nodes_of(grid))

    def then(self, after: WarpField, max_nodes: int = 400) -> WarpField:
        """One field for this one followed by `after`: c(p) = after(p) + self(p + after(p)).

        The nodes stand as close as those of the finer field, but at most `max_nodes` on a side.
        """
        if after.size != self.size:
            raise ValueError(f"fields of different sizes: {self.size} and {after.size}")
        grid = _union_grid(self, after, max_nodes)
        second = after._at_nodes_of(grid).reshape(-1, 2)
        first = self._at_nodes_of(grid).reshape(-1, 2)
        moved = np.flatnonzero(second.any(axis=1))  # elsewhere this field is looked at in its own place
        first[moved] = self.sample(grid.node_points()[moved] + second[moved])
        return grid.with_vectors(first + second)

    def inverted(self) -> Self:
        """The field that undoes this one, by fixed-point iteration g(p) = -f(p + g(p)); exact where nothing folds."""
        points = self.node_points()
        inverse = -self.sample(points)
        for _ in range(_INVERSE_ROUNDS):
            inverse = -self.sample(points + inverse)
        return self.with_vectors(inverse)

    def jacobian(self) -> NDArray[np.float64]:
        """Determinant of d(p + displacement)/dp in each cell, (rows - 1, columns - 1): the smaller of two corners.

        It is the area that a patch of the result is taken from; <= 0 means that the field folds there.
        """
        v = self.vectors.astype(np.float64)
        dx = np.diff(v, axis=1) / self.step[0]  # (rows, columns - 1, 2)
        dy = np.diff(v, axis=0) / self.step[1]  # (rows - 1, columns, 2)
        corners = ((dx[:-1], dy[:, :-1]), (dx[1:], dy[:, 1:]))
        first, second = ((1 + gx[..., 0]) * (1 + gy[..., 1]) - gx[..., 1] * gy[..., 0] for gx, gy in corners)
        return np.asarray(np.minimum(first, second))

    def unfolded(self, least: float = LEAST_JACOBIAN) -> Self:
        """The field relaxed around the cells whose jacobian is below `least`; itself where there are none."""
        vectors = self.vectors
        for _ in range(_UNFOLD_ROUNDS):
            tight = self.with_vectors(vectors).jacobian() < least
            if not tight.any():
                break
            nodes = np.zeros(vectors.shape[:2], np.float32)
            for rows, columns in ((slice(1, None), slice(1, None)), (slice(None, -1), slice(None, -1))):
                nodes[rows, columns] = np.maximum(nodes[rows, columns], tight)
            near = cv2.GaussianBlur(cv2.dilate(nodes, np.ones((3, 3), np.uint8)), (0, 0), 1.0)[..., None]
            vectors = vectors + near * (cv2.GaussianBlur(vectors, (0, 0), 1.0) - vectors)
        return self if vectors is self.vectors else self.with_vectors(vectors)


def _catmull_rom(t: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Weights (4, N) of the four neighbours of a fraction t in 0..1."""
    t = np.asarray(t, np.float64)
    t2, t3 = t * t, t * t * t
    weights: NDArray[np.float64] = 0.5 * np.stack(
        [-t + 2 * t2 - t3, 2 - 5 * t2 + 3 * t3, t + 4 * t2 - 3 * t3, -t2 + t3]
    )
    return weights


def _cubic_weights(position: NDArray[np.floating[Any]], nodes: int) -> NDArray[np.float32]:
    """(N, nodes) interpolation matrix for positions in units of nodes; rows outside 0..nodes-1 are zero."""
    inside = (position >= 0) & (position <= nodes - 1)
    first = np.floor(position).astype(int)
    weights = _catmull_rom(position - first) * inside  # (4, N)
    matrix = np.zeros((len(position), nodes), np.float32)
    lines = np.arange(len(position))
    for k in range(4):
        matrix[lines, np.clip(first + k - 1, 0, nodes - 1)] += weights[k].astype(np.float32)  # one node a line and tap
    return matrix


def _union_grid(a: WarpField, b: WarpField, max_nodes: int, least_step: float = 0.0) -> WarpField:
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = a.extent, b.extent
    x0, y0, x1, y1 = min(ax0, bx0), min(ay0, by0), max(ax1, bx1), max(ay1, by1)
    step = max(min(*a.step, *b.step), max(x1 - x0, y1 - y0) / max_nodes, least_step)
    return WarpField.over((x0, y0, x1, y1), step, a.size)
