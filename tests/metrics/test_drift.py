from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage

from mirrorppr_desktop.measure.drift import Drift
from mirrorppr_desktop.metrics.drift import carry_drift, drift_for_size, measure_motion
from mirrorppr_desktop.metrics.scores import psnr
from mirrorppr_desktop.photo.photo import Metadata, Photo, PhotoFormat, PhotoHeader


def photo_of(pixels, name="a.png"):
    size = (pixels.shape[1], pixels.shape[0])
    header = PhotoHeader(Path(name), PhotoFormat.PNG, size, 8 * pixels.dtype.itemsize, 1)
    return Photo(pixels, Metadata(), header, "0" * 64)


def shift(x, y):
    return np.array([[0, 0, x], [0, 0, y]], np.float64)


def test_no_drift_leaves_the_very_picture():
    picture = skimage.data.astronaut()
    assert carry_drift(picture, Drift(np.zeros((2, 3)), (0, 0, 512, 512))) is picture


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_whole_shift_moves_pixels_exactly_across_tiles(dtype, channels):
    wide = np.tile(skimage.data.astronaut()[:40, :, :channels].astype(dtype), (1, 5, 1))  # (40, 2560, C), three tiles
    moved = carry_drift(wide, Drift(shift(3, -2), (0, 0, 2560, 40)))
    np.testing.assert_array_equal(moved[2:, :-3], wide[:-2, 3:])  # moved(p) = wide(p + (3, -2))


def test_nothing_moves_outside_the_box():
    picture = skimage.data.astronaut()
    moved = carry_drift(picture, Drift(shift(1, 0), (100, 50, 300, 400)))
    inside = np.zeros(picture.shape[:2], bool)
    inside[50:400, 100:300] = True
    np.testing.assert_array_equal(moved[~inside], picture[~inside])
    np.testing.assert_array_equal(moved[50:400, 100:300], picture[50:400, 101:301])


def test_drift_of_a_reduced_copy_holds_for_the_photo():
    affine = np.array([[0.004, -0.001, 0.7], [0.002, 0.003, -1.1]])
    small = Drift(affine, (10, 20, 300, 200))
    large = drift_for_size(small, (320, 240), (1600, 1200))
    assert large.box == (50, 100, 1500, 1000)
    point = np.array([700.0, 411.0])
    on_copy = (point + 0.5) / 5 - 0.5
    np.testing.assert_allclose(large.affine @ [*point, 1], 5 * (affine @ [*on_copy, 1]))


def test_a_stretched_astronaut_is_measured_and_scored_without_the_stretch():
    before = skimage.data.astronaut()
    stretch = np.array([[0.003, 0, -0.3], [0, 0.002, 0.4]])
    after = cv2.warpAffine(
        before,
        stretch + np.eye(2, 3),
        (512, 512),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    motion = measure_motion(photo_of(before), photo_of(after))
    wanted = Drift(stretch, (0, 0, 512, 512))
    assert motion.drift.largest_px == pytest.approx(wanted.largest_px, abs=0.15)
    assert psnr(before, after) < 31
    assert psnr(carry_drift(before, motion.drift), after) > 38


def test_an_edit_is_no_drift():
    before = skimage.data.astronaut()
    after = before.copy()
    after[200:300, 200:300] = before[200:300, 204:304]  # a patch moved by 4 px
    motion = measure_motion(photo_of(before), photo_of(after))
    assert motion.drift.largest_px == 0
    inside = motion.vectors[225:275, 225:275, 0]
    assert np.median(inside) == pytest.approx(4, abs=0.5)  # backward: content comes from the right
    assert np.abs(motion.vectors[:150]).max() == 0


def test_pictures_too_small_for_flow_have_no_motion():
    small = skimage.data.astronaut()[:9, :9]
    motion = measure_motion(photo_of(small), photo_of(small[::-1].copy()))
    assert motion.drift.largest_px == 0
    assert not motion.vectors.any()
