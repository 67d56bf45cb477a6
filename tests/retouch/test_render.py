from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.retouch.render import UNMOVED_PX, render, render_part
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField

MADE_BY = Provenance("test", "1")


def noise(height: int, width: int, channels: int, dtype: type) -> np.ndarray:
    top = np.iinfo(dtype).max
    return np.random.default_rng(0).integers(0, top + 1, (height, width, channels)).astype(dtype)


def push(size: tuple[int, int], box: tuple[float, float, float, float], px: float) -> WarpField:
    """A constant displacement to the right inside the box, fading at its border."""
    grid = WarpField.over(box, 6, size)
    nodes = grid.node_points()
    depth = np.minimum.reduce([nodes[:, 0] - box[0], box[2] - nodes[:, 0], nodes[:, 1] - box[1], box[3] - nodes[:, 1]])
    fade = np.clip(depth / 24, 0, 1)
    return grid.with_vectors(np.column_stack([px * fade, 0 * fade]))


def retouch(size: tuple[int, int], *fields: WarpField, strength: float = 1.0) -> Retouch:
    faces = tuple(PartRetouch(i + 1, residual=field) for i, field in enumerate(fields))
    return Retouch(size, faces, MADE_BY, strength)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_pixels_that_do_not_move_stay_bit_identical(dtype: type, channels: int) -> None:
    pixels = noise(300, 400, channels, dtype)
    before = pixels.copy()
    field = push((400, 300), (100, 80, 260, 220), 7)
    out = render(pixels, retouch((400, 300), field))
    moved = np.abs(field.dense((0, 0, 400, 300))).max(axis=2) >= UNMOVED_PX
    assert out.dtype == dtype and out.shape == pixels.shape
    np.testing.assert_array_equal(out[~moved], pixels[~moved])
    assert (out[moved] != pixels[moved]).mean() > 0.5
    np.testing.assert_array_equal(pixels, before)


def test_a_whole_pixel_push_moves_pixels_exactly() -> None:
    pixels = noise(300, 400, 3, np.uint16)
    out = render(pixels, retouch((400, 300), push((400, 300), (100, 80, 300, 220), 5)))
    np.testing.assert_array_equal(out[140:160, 180:220], pixels[140:160, 185:225])


def test_nothing_to_do_gives_the_same_object() -> None:
    pixels = noise(60, 80, 3, np.uint8)
    field = push((80, 60), (10, 10, 70, 50), 5)
    assert render(pixels, retouch((80, 60))) is pixels
    assert render(pixels, retouch((80, 60), field, strength=0)) is pixels
    assert render(pixels, retouch((80, 60), field.scaled(1e-4))) is pixels


def test_tiles_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = noise(300, 400, 3, np.uint8)
    plan = retouch((400, 300), push((400, 300), (60, 40, 360, 280), 6.4))
    whole = render(pixels, plan)
    monkeypatch.setattr("mirrorppr_desktop.retouch.render._TILE_PX", 37)
    difference = np.abs(render(pixels, plan).astype(int) - whole)
    assert difference.max() <= 1  # cv2 rounds positions to 1/32 px from the window's corner


def test_overlapping_faces_are_resampled_once_and_both_move() -> None:
    size = (400, 300)
    pixels = noise(300, 400, 3, np.uint8)
    first, second = push(size, (40, 60, 240, 240), 4), push(size, (160, 60, 360, 240), 3)
    out = render(pixels, retouch(size, first, second))
    np.testing.assert_array_equal(out[140:160, 80:120], pixels[140:160, 84:124])
    np.testing.assert_array_equal(out[140:160, 190:200], pixels[140:160, 197:207])  # 4 + 3 where both are full
    np.testing.assert_array_equal(out[140:160, 290:320], pixels[140:160, 293:323])


def test_a_field_beyond_the_border_repeats_the_edge() -> None:
    pixels = noise(60, 80, 3, np.uint8)
    out = render(pixels, retouch((80, 60), push((80, 60), (40, -60, 200, 120), 30)))
    assert (out[20:40, 75:] == pixels[20:40, 79:80]).all()


def test_the_same_retouch_at_twice_the_size_shows_the_same() -> None:
    x, y = np.meshgrid(np.linspace(0, 1, 400), np.linspace(0, 1, 300))
    small = (127 + 100 * np.sin(9 * x + 7 * y))[..., None].astype(np.uint8)
    large = np.kron(small[..., 0], np.ones((2, 2), np.uint8))[..., None]
    plan = retouch((400, 300), push((400, 300), (100, 80, 300, 220), 5))
    reduced = render(large, plan.resized((800, 600)))[..., 0].reshape(300, 2, 400, 2).mean(axis=(1, 3))
    assert np.abs(reduced - render(small, plan)[..., 0]).mean() < 1


def test_a_retouch_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="resize"):
        render(noise(60, 80, 3, np.uint8), retouch((81, 60)))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("box", [(0, 0, 900, 700), (120, 90, 500, 480), (383, 200, 385, 201), (700, 600, 900, 700)])
def test_a_part_is_the_whole_to_the_last_bit(dtype: type, box: tuple[int, int, int, int]) -> None:
    pixels = noise(700, 900, 3, dtype)
    before = pixels.copy()
    fields = (push((900, 700), (60.3, 40.7, 620.1, 560.9), 7.3), push((900, 700), (400, 300, 800, 560), -4.1))
    whole = retouch((900, 700), *fields)
    x0, y0, x1, y1 = box
    part = render_part(pixels, whole, box)
    np.testing.assert_array_equal(part, render(pixels, whole)[y0:y1, x0:x1])
    part[:] = 0
    np.testing.assert_array_equal(pixels, before)
    with pytest.raises(ValueError, match="resize it first"):
        render_part(pixels[1:], whole, box)
