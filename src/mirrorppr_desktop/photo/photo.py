"""What a photo is. The array contract of the whole program stands here, once.

Pixels      (H, W, C), uint8 or uint16 over the full range of the type, C = 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha
            (alpha not premultiplied), upright: EXIF orientation is applied on reading and the tag is reset to 1.
Encoding    the file's own (its ICC profile, or sRGB where it has none). Nothing is linearised or converted for a warp.
Points      (N, 2) float32, x before y, in pixels; the centre of the top left pixel is (0, 0).
Sizes       (width, height).
Warps       backward, in pixels of the size that they name: result(p) = original(p + displacement(p)).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]
RGB8: TypeAlias = NDArray[np.uint8]  # (H, W, 3), sRGB: what detectors and flow look at
Points: TypeAlias = NDArray[np.float32]  # (N, 2), x then y
Size: TypeAlias = tuple[int, int]  # (width, height)


class PhotoFormat(StrEnum):
    """File formats by their standard names."""

    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What travels with the pixels, as the raw blocks of the standards.

    exif: a TIFF structure (without the leading "Exif\\0\\0"), orientation reset to 1. icc: an ICC profile.
    xmp: an XMP packet. iptc: an IPTC-IIM block.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    icc: bytes | None = None
    iptc: bytes | None = None


@dataclass(frozen=True, slots=True)
class JpegCoding:
    """How a JPEG was quantised, so that a result can be written the same way.

    tables: one or more (64,) tuples in natural (not zigzag) order. subsampling: as in "4:4:4", "4:2:2", "4:2:0".
    """

    tables: tuple[tuple[int, ...], ...]
    subsampling: str


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """What the header of a file says, before any pixel is decoded. `size` is upright."""

    path: Path
    format: PhotoFormat
    size: Size
    bits: int  # 8 or 16 as this program reads it
    orientation: int  # 1..8; invalid values read as 1
    frames: int = 1

    @property
    def megapixels(self) -> float:
        """Millions of pixels."""
        return self.size[0] * self.size[1] / 1e6


@dataclass(frozen=True, slots=True)
class Photo:
    """One decoded photo."""

    pixels: Pixels
    metadata: Metadata
    header: PhotoHeader
    sha256: str  # of the file's bytes, taken while they were read
    jpeg: JpegCoding | None = None
    notes: tuple[str, ...] = ()  # what a user should know: "converted from CMYK", "untagged: read as sRGB"

    @property
    def size(self) -> Size:
        """Width and height, upright."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def bits(self) -> int:
        """Bits of a sample, 8 or 16."""
        return 16 if self.pixels.dtype == np.uint16 else 8
