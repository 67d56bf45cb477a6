"""Maps that show where two pictures differ and what moved, each with the legend that says how to read it."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.metrics.sheet import (
    EDGE,
    HINT,
    PANEL,
    TALLEST,
    TEXT,
    fitted_size,
    font,
    resized,
    text_width,
    wrapped,
)
from mirrorppr_desktop.photo.photo import RGB8, Size

Vectors: TypeAlias = NDArray[np.float32]  # (H, W, 2) backward displacement in pixels, x then y

FACTORS = (1, 2, 4, 8, 16, 32, 64)
SMALLEST_RIM_PX = 1.0  # below a pixel the colours would show the noise of the measurement
_LEGEND_PT = 15
_PAD_PX = 12
_BAR_PX = 16
_WHEEL_PX = 132
_GROUND = 0.42  # brightness of the grey photo under the colours


def difference_map(before: RGB8, after: RGB8, *, factor: float | None = None, width: int = 600) -> RGB8:
    """Absolute difference of each channel, amplified, over a legend bar that names the factor.

    Args:
        before, after: (H, W, 3) of the same size.
        factor: of the amplification; chosen by `fitting_factor` where none is given.
        width: of the map, in pixels.

    Returns:
        (h, width, 3): black where nothing differs, white where all channels differ by 255 / factor or more.

    Raises:
        PicturesDiffer: the sizes differ.
    """
    if before.shape != after.shape:
        raise PicturesDiffer(f"a difference map needs pictures of one size, not {before.shape} and {after.shape}")
    # Reduced after the difference was taken: reducing first would average the differences of fine detail away.
    difference = np.asarray(cv2.absdiff(before, after))
    used = fitting_factor(difference) if factor is None else factor
    legend = _difference_legend(difference, used, width)
    small = resized(difference, _size_above((before.shape[1], before.shape[0]), legend))
    shown = np.clip(small * np.float32(used), 0, 255).astype(np.uint8)
    return np.concatenate([_centred(shown, width), legend])


def fitting_factor(difference: RGB8) -> int:
    """The largest of `FACTORS` that leaves all but a hundredth of the differing values below white."""
    counts = sum(np.asarray(cv2.calcHist([difference], [c], None, [256], [0, 256]))[:, 0] for c in range(3))
    differing = np.cumsum(np.asarray(counts)[1:])  # [k]: values of 1 to k + 1
    if not differing[-1]:
        return 1
    typical = 1 + int(np.searchsorted(differing, 0.99 * differing[-1]))
    return max(f for f in FACTORS if f * typical <= 255)


def displacement_map(
    vectors: Vectors,
    *,
    background: RGB8 | None = None,
    rim_px: float | None = None,
    file_scale: float = 1.0,
    width: int = 600,
) -> RGB8:
    """Where content moved to and how far, as colours over the darkened grey photo, over the wheel that explains them.

    Args:
        vectors: (H, W, 2) backward displacement, after(p) = before(p + vectors(p)), so content moved by -vectors.
        background: photo under the colours, any size of the same proportions.
        rim_px: movement at the rim of the wheel, in pixels of the file; the largest one of the map where None.
        file_scale: pixels of the file per pixel of the vectors, where these were measured on a reduced copy.
        width: of the map, in pixels.

    Returns:
        (h, width, 3). Hue is the direction of the movement, the strength of the colour its length.
    """
    moved = -vectors * np.float32(file_scale)
    largest = _largest(moved)
    rim = rim_px if rim_px is not None else max(largest, SMALLEST_RIM_PX)
    legend = _wheel_legend(rim, largest, width)
    size = _size_above((vectors.shape[1], vectors.shape[0]), legend)
    small = np.asarray(cv2.resize(moved, size, interpolation=cv2.INTER_AREA))
    shown = _coloured(small, rim, _ground(background, *size))
    return np.concatenate([_centred(shown, width), legend])


def _size_above(size: Size, legend: RGB8) -> Size:
    """The picture's size in a map that, with its legend, is no taller than a sheet shows without reducing it."""
    height, width = legend.shape[:2]
    return fitted_size(size, width, max(TALLEST - height / width, 0.25))


def _largest(moved: NDArray[Any]) -> float:
    """Length that all but a ten-thousandth stay below: one wild pixel must not set the scale."""
    return float(np.percentile(np.hypot(moved[..., 0], moved[..., 1]), 99.99))


def _coloured(moved: NDArray[Any], rim_px: float, ground: NDArray[np.float32]) -> RGB8:
    """Colours of a movement (h, w, 2) laid over a ground (h, w, 3) of 0..255, as strong as the movement is long."""
    angle = np.degrees(np.arctan2(-moved[..., 1], moved[..., 0])) % 360  # counted as on paper: up is 90
    strength = np.clip(np.hypot(moved[..., 0], moved[..., 1]) / rim_px, 0, 1)[..., None].astype(np.float32)
    ones = np.ones_like(angle, np.float32)
    hsv = np.stack([angle.astype(np.float32), 0.85 * ones, ones], axis=-1)
    colour = 255 * np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB))
    blended = np.rint(ground * (1 - strength) + colour * strength)
    return np.asarray(blended, np.uint8)


def _ground(background: RGB8 | None, width: int, height: int) -> NDArray[np.float32]:
    if background is None:
        return np.full((height, width, 3), PANEL, np.float32)
    grey = np.asarray(cv2.cvtColor(resized(background, (width, height)), cv2.COLOR_RGB2GRAY), np.float32)
    return np.repeat(np.float32(_GROUND) * grey[..., None], 3, axis=2)


def _difference_legend(difference: RGB8, factor: float, width: int) -> RGB8:
    """Black-to-white bar of the differences, with its ends, the factor and the largest difference in words."""
    white_at = 255 / factor
    words = (
        f"Difference x {factor:g}; largest {int(difference.max())} of 255"
        if difference.any()
        else "No difference: the pictures are identical"
    )
    lines = wrapped(words, width - 2 * _PAD_PX, _LEGEND_PT)
    line_px = round(1.3 * _LEGEND_PT)
    bar_top = _PAD_PX + line_px * len(lines) + 4
    strip = Image.new("RGB", (width, bar_top + _BAR_PX + line_px + _PAD_PX), PANEL)
    draw = ImageDraw.Draw(strip)
    for i, line in enumerate(lines):
        draw.text((_PAD_PX, _PAD_PX + i * line_px), line, fill=TEXT, font=font(_LEGEND_PT))
    bar_width = min(320, width - 2 * _PAD_PX)
    ramp = np.repeat(np.linspace(0, 255, bar_width - 2).round().astype(np.uint8)[None, :, None], 3, axis=2)
    strip.paste(Image.fromarray(np.repeat(ramp, _BAR_PX - 2, axis=0)), (_PAD_PX + 1, bar_top + 1))
    draw.rectangle((_PAD_PX, bar_top, _PAD_PX + bar_width - 1, bar_top + _BAR_PX - 1), outline=EDGE)
    for position in (0.0, 0.5, 1.0):
        label = f"{position * white_at:.{0 if white_at >= 20 else 1}f}"
        x = _PAD_PX + position * (bar_width - text_width(label, _LEGEND_PT - 2))
        draw.text((round(x), bar_top + _BAR_PX + 3), label, fill=HINT, font=font(_LEGEND_PT - 2))
    return np.asarray(strip)


def _wheel_legend(rim_px: float, largest_px: float, width: int) -> RGB8:
    """The colour wheel with the length at its rim, and how to read it in words beside or, where narrow, below."""
    text = (
        f"Rim of the wheel: {rim_px:.3g} px of the file\n"
        f"Largest movement: {largest_px:.3g} px\n"
        "Colour: where the content moved to; the stronger the colour, the further. Grey: not moved."
    )
    beside = width >= 2 * _WHEEL_PX + 3 * _PAD_PX
    left = _WHEEL_PX + 2 * _PAD_PX if beside else _PAD_PX
    lines = wrapped(text, width - left - _PAD_PX, _LEGEND_PT)
    line_px = round(1.3 * _LEGEND_PT)
    top = _PAD_PX if beside else _WHEEL_PX + 2 * _PAD_PX
    height = max(_WHEEL_PX + 2 * _PAD_PX, top + line_px * len(lines) + _PAD_PX)
    strip = Image.new("RGB", (width, height), PANEL)
    strip.paste(_wheel(), (_PAD_PX, _PAD_PX))
    draw = ImageDraw.Draw(strip)
    for i, line in enumerate(lines):
        draw.text((left, top + i * line_px), line, fill=TEXT if i == 0 else HINT, font=font(_LEGEND_PT))
    return np.asarray(strip)


def _wheel() -> Image.Image:
    """The wheel, painted by the very function that paints the map, so that the two cannot disagree."""
    axis = (np.arange(_WHEEL_PX, dtype=np.float32) - (_WHEEL_PX - 1) / 2) / (_WHEEL_PX / 2 - 2)
    position = np.stack(np.meshgrid(axis, axis), axis=-1)  # (d, d, 2), length 1 at the rim
    ground = np.full((_WHEEL_PX, _WHEEL_PX, 3), PANEL, np.float32)
    wheel = _coloured(position, 1.0, ground)
    wheel[np.hypot(position[..., 0], position[..., 1]) > 1] = PANEL
    picture: Image.Image = Image.fromarray(wheel)
    ImageDraw.Draw(picture).ellipse((1, 1, _WHEEL_PX - 2, _WHEEL_PX - 2), outline=EDGE)
    return picture


def _centred(image: RGB8, width: int) -> RGB8:
    """The image on a canvas of that width."""
    canvas = np.full((image.shape[0], width, 3), PANEL, np.uint8)
    left = (width - image.shape[1]) // 2
    canvas[:, left : left + image.shape[1]] = image
    return canvas
