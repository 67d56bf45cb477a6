"""PSNR and SSIM of two pictures, exactly as scikit-image computes them, in flat memory."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from skimage.metrics import mean_squared_error, structural_similarity

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.photo.photo import Pixels

WINDOW_PX = 7  # scikit-image's default window of SSIM
_STRIP_ROWS = 512  # scikit-image works in float64: a strip of 24 MP takes 0.3 GB where the whole would take 3 GB


def psnr(first: Pixels, second: Pixels) -> float:
    """Peak signal-to-noise ratio over all pixels and channels, in dB.

    Args:
        first, second: (H, W) or (H, W, C) of the same shape and type, uint8 or uint16; the peak is the type's maximum.

    Returns:
        dB; `math.inf` for identical pictures.

    Raises:
        PicturesDiffer: the shapes or types differ; the message names both.
    """
    a, b = _as_channels(first, second)
    rows = len(a)
    weighted = 0.0
    for y in range(0, rows, _STRIP_ROWS):
        strip = slice(y, min(y + _STRIP_ROWS, rows))
        weighted += float(mean_squared_error(a[strip], b[strip])) * (strip.stop - strip.start)
    if weighted == 0:
        return math.inf
    return 10 * math.log10(_peak(a) ** 2 / (weighted / rows))


def ssim(first: Pixels, second: Pixels) -> float:
    """Structural similarity over the whole picture, the mean of its channels.

    Setting: scikit-image's defaults on RGB (`channel_axis`), a uniform window of 7 px with the sample covariance. It is
    the setting that reproduces the published figures of the four released SimFace cases, 0.978 for the copied query and
    0.909 for the published output (the Gaussian window of the original paper gives 0.980 and 0.908).

    Args:
        first, second: (H, W) or (H, W, C) of the same shape and type, uint8 or uint16, both sides >= 7 px.

    Returns:
        At most 1.0, which is reached by identical pictures only.

    Raises:
        PicturesDiffer: the shapes or types differ, or the pictures are smaller than the window.

    Source: Wang et al. 2004, Image Quality Assessment: From Error Visibility to Structural Similarity.
    """
    a, b = _as_channels(first, second)
    if min(a.shape[:2]) < WINDOW_PX:
        raise PicturesDiffer(f"pictures of {_size_words(a)} are too small for SSIM, which needs {WINDOW_PX} px a side")
    total = 0.0
    for strip, whole_windows in _window_strips(len(a)):
        strip_mean = structural_similarity(a[strip], b[strip], win_size=WINDOW_PX, channel_axis=2, data_range=_peak(a))
        total += float(strip_mean) * whole_windows
    return total / (len(a) - WINDOW_PX + 1)


def score_words(value: float, unit: str = "dB") -> str:
    """A PSNR as a user reads it: "38.12 dB", or "identical"."""
    return "identical" if math.isinf(value) else f"{value:.2f} {unit}".rstrip()


def _window_strips(rows: int) -> Iterator[tuple[slice, int]]:
    """Strips of rows, and how many rows of whole windows each holds; scikit-image's mean leaves out the border rows."""
    border = WINDOW_PX - 1
    for y in range(0, rows - border, _STRIP_ROWS):
        windows = min(_STRIP_ROWS, rows - border - y)
        yield slice(y, y + windows + border), windows


def _as_channels(first: Pixels, second: Pixels) -> tuple[Pixels, Pixels]:
    """Both as (H, W, C), proven to be comparable."""
    if first.shape[:2] != second.shape[:2]:
        raise PicturesDiffer(
            f"the pictures are of different size, {_size_words(first)} and {_size_words(second)}; "
            "only pictures of one size can be scored"
        )
    if first.shape != second.shape or first.dtype != second.dtype:
        raise PicturesDiffer(f"the pictures are of different kind, {_kind_words(first)} and {_kind_words(second)}")
    if first.dtype not in (np.uint8, np.uint16):
        raise PicturesDiffer(f"pictures of {first.dtype} have no known peak; 8 or 16 bit are scored")
    return (first[..., None], second[..., None]) if first.ndim == 2 else (first, second)


def _peak(pixels: Pixels) -> float:
    return float(np.iinfo(pixels.dtype).max)


def _size_words(pixels: Pixels) -> str:
    return f"{pixels.shape[1]} x {pixels.shape[0]}"


def _kind_words(pixels: Pixels) -> str:
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    return f"{channels} channel{'s' * (channels > 1)} of {8 * pixels.dtype.itemsize} bit"
