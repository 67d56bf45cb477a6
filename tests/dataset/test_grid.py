from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.dataset.grid import STEP, Placement, grid_size, working_copy


@given(st.floats(1 / 3, 3), st.floats(100**2, 2048**2))
def test_sizes_are_of_sixteens_and_of_the_area(aspect: float, area: float) -> None:
    width, height = grid_size(aspect, area)
    assert width % STEP == 0 and height % STEP == 0
    assert abs(width * height / area - 1) < 0.35  # sixteens are coarse where a side is short
    assert abs(width / height / aspect - 1) < 0.35


@given(st.integers(16, 3000), st.integers(16, 3000), st.sampled_from([256**2, 1024**2]))
def test_a_working_copy_is_never_larger_and_hardly_distorted(width: int, height: int, area: int) -> None:
    one = working_copy((0, 0, width, height), area)
    assert one.size[0] % STEP == 0 and one.size[1] % STEP == 0
    assert one.size[0] <= width and one.size[1] <= height
    x0, y0, x1, y1 = one.region
    assert 0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height
    assert abs(one.scale[0] / one.scale[1] - 1) < 1e-6


def test_too_small_a_picture_has_no_working_copy() -> None:
    with pytest.raises(ValueError, match="smaller"):
        working_copy((0, 0, 15, 400), 1e6)


@pytest.mark.parametrize("region", [(0, 0, 320, 240), (10.4, 20.7, 170.4, 140.7), (31.5, 12.25, 111.5, 72.25)])
@pytest.mark.parametrize("size", [(160, 120), (80, 60), (320, 240)])
def test_points_go_where_pixels_go(region: tuple[float, float, float, float], size: tuple[int, int]) -> None:
    x, y = np.meshgrid(np.arange(320), np.arange(240))
    ramp = np.stack([x / 2, y / 2, 0 * x], axis=-1).astype(np.float64)
    placement = Placement(region, size)
    cut = placement.cut(np.rint(ramp).astype(np.uint8)).astype(np.float64)
    seen = np.array([[100.0, 70.0], [60.0, 50.0]], np.float32)
    for point, (column, row) in zip(seen, placement.points(seen), strict=True):
        if 2 < column < size[0] - 3 and 2 < row < size[1] - 3:
            i, j = round(float(row)), round(float(column))
            around = cut[i - 1 : i + 2, j - 1 : j + 2]
            off = np.array([column - j, row - i]) / placement.scale
            assert np.abs(2 * around.mean(axis=(0, 1))[:2] + off - point).max() < 1.6


def test_a_cut_without_scaling_copies_pixels() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (64, 80, 3), np.uint8)
    assert np.array_equal(Placement((16, 0, 64, 32), (48, 32)).cut(picture), picture[:32, 16:64])
