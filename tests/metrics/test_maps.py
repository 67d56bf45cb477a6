import numpy as np
import pytest
import skimage

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.metrics import maps
from mirrorppr_desktop.metrics.maps import difference_map, displacement_map, fitting_factor
from mirrorppr_desktop.metrics.sheet import PANEL, Panel, contact_sheet


def hue(rgb):
    """Hue of one colour in degrees."""
    r, g, b = (float(v) for v in rgb)
    top, bottom = max(r, g, b), min(r, g, b)
    assert top - bottom > 40, f"no colour: {rgb}"
    if top == r:
        return 60 * ((g - b) / (top - bottom)) % 360
    return 60 * (2 + (b - r) / (top - bottom)) if top == g else 60 * (4 + (r - g) / (top - bottom))


def test_a_difference_is_shown_where_it_is_and_as_often_as_the_factor_says():
    before = np.full((300, 400, 3), 100, np.uint8)
    after = before.copy()
    after[100:200, 50:150, 1] = 110
    shown = difference_map(before, after, factor=8, width=400)
    np.testing.assert_array_equal(shown[110:190, 60:140], np.broadcast_to([0, 80, 0], (80, 80, 3)))
    assert not shown[:90, :400].any()
    assert shown[300:].std() > 0  # the legend


def test_a_small_difference_is_amplified_more_than_a_large_one():
    small, large = np.zeros((9, 9, 3), np.uint8), np.zeros((9, 9, 3), np.uint8)
    small[2:5], large[2:5] = 3, 200
    assert fitting_factor(small) == 64
    assert fitting_factor(large) == 1
    assert fitting_factor(np.zeros((9, 9, 3), np.uint8)) == 1


def test_one_wild_pixel_does_not_set_the_factor():
    difference = np.zeros((100, 100, 3), np.uint8)
    difference[:50] = 7
    difference[0, 0] = 255
    assert fitting_factor(difference) == 32


def test_identical_pictures_have_a_black_map():
    photo = skimage.data.astronaut()
    assert not difference_map(photo, photo, width=256)[:256].any()


def test_maps_refuse_pictures_of_different_size():
    with pytest.raises(PicturesDiffer, match=r"\(8, 8, 3\) and \(9, 9, 3\)"):
        difference_map(np.zeros((8, 8, 3), np.uint8), np.zeros((9, 9, 3), np.uint8))


@pytest.mark.parametrize(("backward", "wanted"), [((5, 0), 180), ((-5, 0), 0), ((0, 5), 90), ((0, -5), 270)])
def test_the_hue_is_where_the_content_moved_to(backward, wanted):
    vectors = np.zeros((300, 400, 2), np.float32)
    vectors[100:200, 100:200] = backward
    shown = displacement_map(vectors, width=400)
    assert hue(shown[150, 150]) == pytest.approx(wanted, abs=3)
    np.testing.assert_array_equal(shown[50, 50], PANEL)


def test_the_wheel_has_the_colours_of_the_map():
    vectors = np.full((300, 400, 2), 0, np.float32)
    vectors[..., 0] = 6  # content moves to the left, as far as the rim of the wheel
    shown = displacement_map(vectors, width=400)
    wheel = shown[300:]
    radius = maps._WHEEL_PX // 2
    left_rim = wheel[maps._PAD_PX + radius, maps._PAD_PX + 5]
    right_rim = wheel[maps._PAD_PX + radius, maps._PAD_PX + 2 * radius - 6]
    assert hue(left_rim) == pytest.approx(hue(shown[150, 200]), abs=4)
    assert abs(hue(right_rim) - hue(left_rim)) == pytest.approx(180, abs=8)
    centre = wheel[maps._PAD_PX + radius, maps._PAD_PX + radius].astype(int)
    assert np.ptp(centre) < 12


def test_half_the_length_is_half_the_colour():
    vectors = np.zeros((300, 400, 2), np.float32)
    vectors[:150, :, 0], vectors[150:, :, 0] = -8, -4
    shown = displacement_map(vectors, rim_px=8, width=400).astype(float)
    full, half = shown[75, 200] - PANEL, shown[225, 200] - PANEL
    np.testing.assert_allclose(half, full / 2, atol=1)


def test_the_photo_shows_grey_under_the_colours():
    photo = skimage.data.astronaut()
    shown = displacement_map(np.zeros((512, 512, 2), np.float32), background=photo, width=512)[:512]
    assert np.ptp(shown, axis=2).max() == 0
    assert shown.max() <= np.ceil(0.42 * 255)
    assert shown.std() > 10


@pytest.mark.parametrize("size", [(205, 768), (1024, 1024), (900, 120)])
def test_a_sheet_shows_a_map_pixel_for_pixel(size):
    width, height = size
    vectors = np.random.default_rng(1).normal(0, 3, (height, width, 2)).astype(np.float32)
    shown = displacement_map(vectors, width=480)
    sheet = contact_sheet([Panel(shown, "moved")], 1, 480)
    np.testing.assert_array_equal(sheet[16 : 16 + len(shown), 16 : 16 + 480], shown)
