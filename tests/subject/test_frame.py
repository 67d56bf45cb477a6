from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.subject.frame import face_region, frame_around
from mirrorppr_desktop.subject.subject import Face


def test_a_frame_lies_around_the_middle() -> None:
    assert frame_around((100, 200, 200, 300), (1000, 800), 2.0) == (50, 150, 250, 350)


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ((0, 0, 100, 100), (0, 0, 200, 200)),  # moved, not cut
        ((900, 700, 1000, 800), (800, 600, 1000, 800)),
        ((100, 100, 900, 700), (0, 0, 800, 800)),  # as much as there is
    ],
)
def test_a_frame_stays_in_the_picture(
    region: tuple[float, float, float, float], expected: tuple[int, int, int, int]
) -> None:
    left, top, right, bottom = frame_around(region, (1000, 800), 2.0)
    assert (right - left, bottom - top) == (expected[2] - expected[0], expected[3] - expected[1])
    assert left >= 0 and top >= 0 and right <= 1000 and bottom <= 800
    if expected[2] - expected[0] == 200:
        assert (left, top, right, bottom) == expected


@given(st.tuples(*[st.floats(0, 500)] * 2), st.tuples(*[st.floats(0, 300)] * 2), st.integers(1, 900), st.floats(1, 8))
def test_a_frame_is_a_square_that_holds_what_it_can(
    corner: tuple[float, float], extent: tuple[float, float], side: int, factor: float
) -> None:
    size = (side, 700)
    x0, y0 = (min(value, limit) for value, limit in zip(corner, size, strict=True))
    x1, y1 = min(x0 + extent[0], side), min(y0 + extent[1], 700)
    left, top, right, bottom = frame_around((x0, y0, x1, y1), size, factor)
    assert right - left == bottom - top >= 1
    assert left >= 0 and top >= 0 and right <= side and bottom <= 700
    if right - left < min(size):  # there was room for it
        assert left <= x0 + 1 and right >= x1 - 1 and top <= y0 + 1 and bottom >= y1 - 1


def test_a_moved_face_is_the_same_elsewhere() -> None:
    landmarks = np.random.default_rng(0).uniform(20, 80, (478, 2)).astype(np.float32)
    face = Face(3, landmarks, (20, 20, 80, 80), 0.9, 0.5)
    moved = face.moved(-10, 5)
    assert moved.landmarks - landmarks == pytest.approx(np.tile([-10, 5], (478, 1)), abs=1e-4)
    assert (moved.box, moved.number, moved.scale) == ((10, 25, 70, 85), 3, pytest.approx(face.scale, rel=1e-5))
    assert face_region(moved, (1000, 1000)) == pytest.approx(
        np.add(face_region(face, (1000, 1000)), (-10, 5, -10, 5)), abs=1e-4
    )
