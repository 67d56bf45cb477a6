"""Colour profiles, and the reduced sRGB copy that detectors look at."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Photo, Pixels
from mirrorppr_desktop.photo.vips import pyvips

_SPACES = {1: b"GRAY", 2: b"GRAY", 3: b"RGB ", 4: b"RGB "}
_MID_GREY = 128
_INTERPRETATIONS = {(1, 8): "b-w", (3, 8): "srgb", (1, 16): "grey16", (3, 16): "rgb16"}


def profile_fits(icc: bytes, channels: int, *, cmyk: bool = False) -> bool:
    """Whether a profile is whole and of the colour space of a picture with that many channels.

    Source: ICC.1:2022 section 7: the header, then a table of tags.
    """
    if len(icc) < 132 or icc[36:40] != b"acsp" or int.from_bytes(icc[:4], "big") > len(icc):
        return False
    if icc[16:20] != (b"CMYK" if cmyk else _SPACES[channels]):
        return False
    count = int.from_bytes(icc[128:132], "big")
    if not 0 < count <= 1000 or len(icc) < 132 + 12 * count:
        return False
    for at in range(132, 132 + 12 * count, 12):
        start, size = int.from_bytes(icc[at + 4 : at + 8], "big"), int.from_bytes(icc[at + 8 : at + 12], "big")
        if start + size > len(icc):
            return False
    return True


@cache
def srgb_profile() -> bytes:
    """An sRGB profile, for pictures that this program brings into sRGB."""
    return bytes(pyvips.Image.profile_load("srgb"))


def srgb_view(photo: Photo, long_side: int) -> RGB8:
    """A copy of the photo in sRGB for detectors and flow, at most `long_side` on its longer side, never enlarged.

    Returns:
        (h, w, 3) uint8. Transparent parts lie on mid grey; grey photos have three equal channels.
    """
    return srgb_of(reduced(photo.pixels, long_side), photo.metadata.icc)


def srgb_of(pixels: Pixels, icc: bytes | None) -> RGB8:
    """Pixels in the encoding of a profile (sRGB where there is none) as sRGB: see `srgb_view`."""
    alpha = pixels[..., -1:] if pixels.shape[2] in (2, 4) else None
    colours = pixels if alpha is None else np.ascontiguousarray(pixels[..., :-1])
    image = _to_srgb8(colours, icc)
    if alpha is not None:
        opacity = alpha.astype(np.float32) / np.iinfo(alpha.dtype).max
        image = np.rint(image * opacity + _MID_GREY * (1 - opacity)).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(image, (*image.shape[:2], 3)))


def reduced(pixels: Pixels, long_side: int) -> Pixels:
    """Area average down to `long_side`; (h, w, C) of the same type."""
    height, width, channels = pixels.shape
    scale = min(1.0, long_side / max(width, height))
    if scale == 1:
        return pixels
    target = max(1, round(width * scale)), max(1, round(height * scale))
    # Halving has a fast path, so come near the target by halves; the average of averages is the average of the area.
    while width % 2 == 0 and height % 2 == 0 and width >= 2 * target[0] and height >= 2 * target[1]:
        width, height = width // 2, height // 2
        pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    if (width, height) != target:
        pixels = cv2.resize(pixels, target, interpolation=cv2.INTER_AREA)
    return pixels.reshape(target[1], target[0], channels)


def _to_srgb8(colours: Pixels, icc: bytes | None) -> NDArray[np.uint8]:
    """(h, w, 1 or 3) in any encoding -> uint8 in sRGB; grey stays one channel where no profile asks for three."""
    if means_srgb(icc):
        return to_8_bits(colours)
    height, width, channels = colours.shape
    bits = colours.dtype.itemsize * 8
    image = pyvips.Image.new_from_memory(
        np.ascontiguousarray(colours).data, width, height, channels, "ushort" if bits == 16 else "uchar"
    ).copy(interpretation=_INTERPRETATIONS[channels, bits])
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", icc)
    try:
        image = image.icc_transform("srgb", embedded=True, intent="relative", depth=8)
    except pyvips.Error:  # a profile that is whole by its table and still cannot be used: as if there were none
        return to_8_bits(colours)
    converted: NDArray[np.uint8] = image.numpy().reshape(height, width, -1)
    return converted


def profile_name(icc: bytes | None) -> str:
    """What a profile calls itself, as in "Adobe RGB (1998)"; "untagged" where there is none.

    Source: ICC.1:2001-04 section 6.5.17 (textDescriptionType); ICC.1:2022 section 10.15 (multiLocalizedUnicodeType).
    """
    if icc is None:
        return "untagged"
    for at in range(132, min(len(icc), 132 + 12 * int.from_bytes(icc[128:132], "big")), 12):
        if icc[at : at + 4] == b"desc":
            start, size = int.from_bytes(icc[at + 4 : at + 8], "big"), int.from_bytes(icc[at + 8 : at + 12], "big")
            words = _description(icc[start : start + size])
            return words if words and words.isprintable() else "unnamed profile"
    return "unnamed profile"


def _description(tag: bytes) -> str:
    """The text of a description tag, the first of its languages."""
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, offset = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        return tag[offset : offset + length].decode("utf-16-be", "ignore").strip("\0 ")
    length = int.from_bytes(tag[8:12], "big")
    return tag[12 : 12 + length].decode("latin-1").strip("\0 ") if tag[:4] == b"desc" else ""


def means_srgb(icc: bytes | None) -> bool:
    """Whether pixels are in sRGB: no profile, or one that calls itself so, in either encoding of its description."""
    return icc is None or b"sRGB" in icc or "sRGB".encode("utf-16-be") in icc


def to_8_bits(pixels: Pixels) -> NDArray[np.uint8]:
    """Pixels at 8 bits, rounded to the nearest level."""
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    return _EIGHT_BITS[pixels]


def to_16_bits(pixels: Pixels) -> NDArray[np.uint16]:
    """Pixels at 16 bits: 255 becomes 65535."""
    if pixels.dtype == np.uint16:
        return pixels.astype(np.uint16, copy=False)
    return np.multiply(pixels, 257, dtype=np.uint16)


_EIGHT_BITS: NDArray[np.uint8] = ((np.arange(65536) + 128) // 257).astype(np.uint8)
