"""Turn a retouch into pixels of the untouched original: the one place where pixels of a result are made."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from mirrorppr_desktop.photo.photo import Pixels
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.retouch.warp import Box, WarpField

UNMOVED_PX = 0.02  # a smaller displacement than this leaves a pixel as it is; cv2 resolves 1/32 px
_TILE_PX = 384  # maps and window of a tile stay in the cache; larger ones hold more pixels that do not move
_OVERSHOOT = 1.3  # a cubic goes beyond its nodes by less than this
_CUBIC_MARGIN_PX = 3
_MAX_NODES = 400  # per side of a composed field, whatever the steps of its parts


def render(pixels: Pixels, retouch: Retouch) -> Pixels:
    """Perform a retouch.

    Args:
        pixels: (H, W, C) of the original, 8 or 16 bit, of the retouch's size. Never changed.
        retouch: what to do.

    Returns:
        (H, W, C) of the same type; `pixels` itself where nothing is to be done. Pixels that no warp moves by
        `UNMOVED_PX` are bit-identical to the original's.

    Raises:
        ValueError: pixels and retouch are of different sizes.
    """
    _require_size(pixels, retouch)
    out = pixels
    for warp in join_overlapping(retouch.warps()):
        for tile in _tiles(warp.box):
            warped = _warped(pixels, warp, tile)
            if warped is not None:
                if out is pixels:
                    out = pixels.copy()
                x0, y0, x1, y1 = tile
                out[y0:y1, x0:x1] = warped
    return out


def render_part(pixels: Pixels, retouch: Retouch, box: Box) -> Pixels:
    """The pixels of `box` as `render` makes them, (y1 - y0, x1 - x0, C), at the cost of that part alone.

    Raises:
        ValueError: pixels and retouch are of different sizes.
    """
    _require_size(pixels, retouch)
    bx0, by0, bx1, by1 = box
    out = pixels[by0:by1, bx0:bx1].copy()
    for warp in join_overlapping(retouch.warps()):
        for tile in _tiles(warp.box):
            if _overlap(tile, box):
                warped = _warped(pixels, warp, tile)  # whole tiles: so the last bit is the same
                if warped is not None:
                    x0, y0, x1, y1 = max(tile[0], bx0), max(tile[1], by0), min(tile[2], bx1), min(tile[3], by1)
                    part = warped[y0 - tile[1] : y1 - tile[1], x0 - tile[0] : x1 - tile[0]]
                    out[y0 - by0 : y1 - by0, x0 - bx0 : x1 - bx0] = part
    return out


def _require_size(pixels: Pixels, retouch: Retouch) -> None:
    size = (pixels.shape[1], pixels.shape[0])
    if size != retouch.size:
        raise ValueError(f"a retouch for {retouch.size} cannot be rendered on a photo of {size}; resize it first")


def join_overlapping(warps: tuple[WarpField, ...]) -> tuple[WarpField, ...]:
    """Compose the warps whose boxes overlap, in their order, so that every pixel is resampled once."""
    joined: list[WarpField] = []
    for warp in warps:
        current = warp
        apart = []
        for earlier in joined:
            if _overlap(earlier.box, current.box):
                current = earlier.then(current, max_nodes=_MAX_NODES)
            else:
                apart.append(earlier)
        joined = [*apart, current]
    return tuple(joined)


def _warped(pixels: Pixels, warp: WarpField, tile: Box) -> Pixels | None:
    """The pixels of a tile; None where all stay as they are."""
    if warp.longest_near(tile) < UNMOVED_PX / _OVERSHOOT:
        return None
    x0, y0, x1, y1 = tile
    along_x, along_y = warp.planes(tile)  # (h, w) each
    length = np.maximum(np.abs(along_x), np.abs(along_y))
    largest = float(length.max())
    if largest < UNMOVED_PX:
        return None
    reach = int(np.ceil(largest)) + _CUBIC_MARGIN_PX
    wx0, wy0 = max(0, x0 - reach), max(0, y0 - reach)
    wx1, wy1 = min(pixels.shape[1], x1 + reach), min(pixels.shape[0], y1 + reach)
    along_x += np.arange(x0 - wx0, x1 - wx0, dtype=np.float32)
    along_y += np.arange(y0 - wy0, y1 - wy0, dtype=np.float32)[:, None]
    warped: Pixels = cv2.remap(
        pixels[wy0:wy1, wx0:wx1], along_x, along_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).reshape(y1 - y0, x1 - x0, pixels.shape[2])  # cv2 drops a single channel's axis
    still = length < UNMOVED_PX
    if still.any():
        np.copyto(warped, pixels[y0:y1, x0:x1], where=still[..., None])
    return warped


def _tiles(box: Box) -> Iterator[Box]:
    x0, y0, x1, y1 = box
    for y in range(y0, y1, _TILE_PX):
        for x in range(x0, x1, _TILE_PX):
            yield x, y, min(x + _TILE_PX, x1), min(y + _TILE_PX, y1)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
