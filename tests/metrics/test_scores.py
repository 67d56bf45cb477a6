import math

import numpy as np
import pytest
import skimage
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.metrics.scores import psnr, score_words, ssim


def noisy_pair(rows, dtype=np.uint8, channels=3):
    """The astronaut, tiled to `rows`, and the same with grain."""
    photo = np.tile(skimage.data.astronaut()[:, 100:164], (4, 1, 1))[:rows]  # (rows, 64, 3)
    photo = photo[..., :channels]
    noise = np.random.default_rng(3).normal(0, 6, photo.shape)
    grainy = np.clip(photo + noise, 0, 255)
    if dtype == np.uint16:
        return photo.astype(np.uint16) * 257, np.rint(grainy * 257).astype(np.uint16)
    return photo, grainy.astype(np.uint8)


# The strips meet after 512 rows of windows, so these heights lie on, before and behind a border.
@pytest.mark.parametrize("rows", [7, 300, 517, 518, 519, 1200])
@pytest.mark.parametrize(("dtype", "channels"), [(np.uint8, 3), (np.uint16, 3), (np.uint8, 1)])
def test_scores_are_those_of_scikit_image_on_the_whole_picture(rows, dtype, channels):
    a, b = noisy_pair(rows, dtype, channels)
    peak = np.iinfo(dtype).max
    assert psnr(a, b) == pytest.approx(peak_signal_noise_ratio(a, b, data_range=peak), rel=1e-12)
    assert ssim(a, b) == pytest.approx(structural_similarity(a, b, channel_axis=2, data_range=peak), rel=1e-9)


def test_grey_without_a_channel_axis_scores_like_one_with_it():
    a, b = noisy_pair(100, channels=1)
    assert psnr(a[..., 0], b[..., 0]) == psnr(a, b)
    assert ssim(a[..., 0], b[..., 0]) == ssim(a, b)


def test_one_level_everywhere_is_48_decibel():
    black = np.zeros((16, 16, 3), np.uint8)
    assert psnr(black, black + 1) == pytest.approx(20 * math.log10(255))
    deep = np.zeros((16, 16, 3), np.uint16)
    assert psnr(deep, deep + 1) == pytest.approx(20 * math.log10(65535))


def test_identical_pictures_are_called_identical():
    a, _ = noisy_pair(64)
    assert psnr(a, a.copy()) == math.inf
    assert ssim(a, a.copy()) == 1.0
    assert score_words(psnr(a, a)) == "identical"
    assert score_words(38.125) == "38.12 dB"


@pytest.mark.parametrize("score", [psnr, ssim])
def test_pictures_of_different_size_are_refused_with_both_sizes(score):
    with pytest.raises(PicturesDiffer, match=r"64 x 48 and 48 x 64"):
        score(np.zeros((48, 64, 3), np.uint8), np.zeros((64, 48, 3), np.uint8))


@pytest.mark.parametrize("score", [psnr, ssim])
def test_pictures_of_different_kind_are_refused_with_both_kinds(score):
    rgb8 = np.zeros((48, 64, 3), np.uint8)
    with pytest.raises(PicturesDiffer, match=r"3 channels of 8 bit and 3 channels of 16 bit"):
        score(rgb8, rgb8.astype(np.uint16))
    with pytest.raises(PicturesDiffer, match=r"3 channels of 8 bit and 1 channel of 8 bit"):
        score(rgb8, rgb8[..., :1])


def test_a_picture_smaller_than_the_window_is_refused():
    small = np.zeros((6, 40, 3), np.uint8)
    with pytest.raises(PicturesDiffer, match="40 x 6"):
        ssim(small, small)
