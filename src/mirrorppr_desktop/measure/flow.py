"""What moved between the pictures of a pair: a dense displacement, freed of tone, drift and noise."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.measure.drift import Drift, Field, fit_drift, unchanged_mask
from mirrorppr_desktop.measure.tone import ToneMatch, fit_tone
from mirrorppr_desktop.photo.photo import RGB8

_Plane = NDArray[np.float32]

_SMOOTH_PX = 2.0  # of the confidence-weighted mean
_TEXTURE_HALF = 4.0  # levels per pixel at which texture is worth half
_CORE_PX = 0.35  # smallest motion that can be significant by itself
_GROW_PX = 31
_LEAST_PART = 4e-4  # of the picture
_LEAST_CORE = 0.12  # of a part
_FEATHER_PX = 3.0


@dataclass(frozen=True, slots=True)
class Displacement:
    """Backward displacement from `after` to `before`: after(p) = before(p + vectors(p) + drift(p)).

    vectors: (H, W, 2) float32, x then y, in pixels; zero where nothing significant moved. confidence: (H, W) 0..1.
    drift_field and tone: what was taken out before.
    """

    vectors: Field
    confidence: _Plane
    drift_field: Drift
    tone: ToneMatch

    @property
    def drift(self) -> NDArray[np.float64]:
        """(2, 3): d(p) = drift @ (x, y, 1), valid inside `drift_field.box`."""
        return self.drift_field.affine

    @property
    def drift_px(self) -> float:
        """Longest displacement of the drift."""
        return self.drift_field.largest_px


def measure(after: RGB8, before: RGB8) -> Displacement:
    """Measure what moved.

    Args:
        after: (H, W, 3) sRGB.
        before: (H, W, 3), the same scene before the edit.

    Raises:
        ValueError: the two are not of the same size.
    """
    if after.shape != before.shape:
        raise ValueError(f"pictures of different sizes: {after.shape[:2]} and {before.shape[:2]}")
    unchanged = unchanged_mask(before, after)
    tone = fit_tone(before, after)
    target = cv2.cvtColor(after, cv2.COLOR_RGB2GRAY)
    source = cv2.cvtColor(tone.apply(before), cv2.COLOR_RGB2GRAY)
    field, confidence, texture = _estimate(target, source)
    drift = fit_drift(field, texture, unchanged)
    drifted = drift.dense(target.shape)
    field = _weighted_mean(field - drifted, confidence)
    significant = _significance(field, drifted, target, source)
    outside = (~unchanged).astype(np.float32)
    gate = cv2.GaussianBlur(significant * outside, (0, 0), _FEATHER_PX) * cv2.blur(outside, (5, 5))
    return Displacement(field * gate[..., None], confidence, drift, tone)


def _estimate(target: NDArray[np.uint8], source: NDArray[np.uint8]) -> tuple[Field, _Plane, _Plane]:
    """Dense flow target -> source as the mean of two estimates, its confidence (H, W) and the texture (H, W)."""
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    flow.setFinestScale(0)
    sharp = flow.calc(target, source, None)
    soft = flow.calc(cv2.GaussianBlur(target, (0, 0), 1.2), cv2.GaussianBlur(source, (0, 0), 1.2), None)
    field = 0.5 * (sharp + soft)
    back = flow.calc(source, target, None)
    loop = field + sample(back, field)  # where the two directions disagree, neither is believed
    length = np.hypot(field[..., 0], field[..., 1])
    loop_error = np.hypot(loop[..., 0], loop[..., 1]) / (0.5 + 0.15 * length)
    spread = np.hypot(*np.moveaxis(0.5 * (sharp - soft), 2, 0))
    gx, gy = cv2.Sobel(target, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(target, cv2.CV_32F, 0, 1, scale=0.125)
    texture = np.sqrt(cv2.GaussianBlur(gx * gx + gy * gy, (0, 0), 2.0))
    confidence = texture / (texture + _TEXTURE_HALF) * np.exp(-(spread**2)) * np.exp(-(loop_error**2))
    return field, confidence.astype(np.float32), texture


def _weighted_mean(field: Field, confidence: _Plane) -> Field:
    """Normalised convolution: every vector becomes the mean around it, weighted by confidence."""
    weight = confidence + 1e-4
    total = cv2.GaussianBlur(field * weight[..., None], (0, 0), _SMOOTH_PX)
    return np.asarray(total / cv2.GaussianBlur(weight, (0, 0), _SMOOTH_PX)[..., None])


def _significance(
    field: Field, drifted: Field, target: NDArray[np.uint8], source: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """(H, W) 0 or 1: where moving the pixels explains the picture clearly better than leaving them."""
    still = _squared_error(target, source, drifted)
    moved = _squared_error(target, source, drifted + field)
    noise = float(np.median(still)) + 0.5
    length = np.hypot(field[..., 0], field[..., 1])
    core = (still / noise > 2) & ((still - moved) / (still + noise) > 0.25) & (length > _CORE_PX)
    core = cv2.morphologyEx(core.astype(np.uint8), cv2.MORPH_OPEN, _disc(5))
    near = cv2.dilate(core, _disc(2 * _GROW_PX + 1))
    grown = ((length > 0.3 * _CORE_PX) & (near > 0)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    core_area = np.bincount(labels.ravel(), weights=core.ravel(), minlength=count)
    area = stats[:, cv2.CC_STAT_AREA]
    keep = (area >= _LEAST_PART * grown.size) & (core_area >= _LEAST_CORE * area)
    keep[0] = False
    kept = keep[labels].astype(np.uint8)
    return np.asarray(cv2.dilate(kept, _disc(9)), np.float32)


def _squared_error(target: NDArray[np.uint8], source: NDArray[np.uint8], field: Field) -> _Plane:
    warped = sample(source.astype(np.float32), field)
    return np.asarray(cv2.GaussianBlur((target.astype(np.float32) - warped) ** 2, (0, 0), 3.0))


def sample(picture: NDArray[np.float32], field: Field) -> NDArray[np.float32]:
    """picture(p + field(p)) for every pixel p."""
    height, width = field.shape[:2]
    map_x = field[..., 0] + np.arange(width, dtype=np.float32)
    map_y = field[..., 1] + np.arange(height, dtype=np.float32)[:, None]
    return np.asarray(cv2.remap(picture, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _disc(diameter: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (diameter, diameter)))
