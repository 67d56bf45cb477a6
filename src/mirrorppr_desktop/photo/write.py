"""Encoding of one photo to one file, with the metadata of the photo it came from."""

from __future__ import annotations

import errno
import io
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import DiskFull, OutputNotWritable
from mirrorppr_desktop.photo import encode, jpeg, metadata, png, tiff_write
from mirrorppr_desktop.photo.colour import to_8_bits, to_16_bits
from mirrorppr_desktop.photo.header import probe
from mirrorppr_desktop.photo.photo import Photo, PhotoFormat, PhotoHeader, Pixels

_WRITTEN = (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF)
# "same" for what is read only: lossless, and what programs for such photos expect.
_SAME = {PhotoFormat.WEBP: PhotoFormat.PNG, PhotoFormat.RAW: PhotoFormat.TIFF}
_SPELLINGS = {
    PhotoFormat.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    PhotoFormat.PNG: (".png",),
    PhotoFormat.TIFF: (".tif", ".tiff"),
}
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How results are written.

    format: None = as the photo was (WebP becomes PNG, RAW becomes TIFF). bits: None = as the photo was; JPEG has 8.
    quality and subsampling ("4:4:4", "4:2:2", "4:2:0"; None = 4:4:4) hold for JPEGs whose photo was none; a JPEG from a
    JPEG takes its photo's own tables and subsampling. keep_gps: False erases where the photo was taken.
    """

    format: PhotoFormat | None = None
    bits: int | None = None
    quality: int = 92
    subsampling: str | None = None
    keep_gps: bool = True

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in _WRITTEN:
            raise ValueError(f"results are written as JPEG, PNG or TIFF, not as {self.format}")
        if self.bits not in (None, 8, 16):
            raise ValueError(f"results have 8 or 16 bits, not {self.bits}")
        if not 1 <= self.quality <= 100:
            raise ValueError(f"JPEG quality goes from 1 to 100, not {self.quality}")
        if self.subsampling not in (None, *encode.SUBSAMPLINGS):
            raise ValueError(f"subsampling is one of {', '.join(encode.SUBSAMPLINGS)}, not {self.subsampling}")


def output_format(header: PhotoHeader, options: OutputOptions) -> PhotoFormat:
    """The format that a photo's result is written in."""
    return options.format or _SAME.get(header.format, header.format)


def extension_for(format: PhotoFormat, source_path: Path) -> str:
    """The extension of a result, with its dot: the photo's own spelling where it fits the format (.JPG stays .JPG)."""
    spellings = _SPELLINGS[format]
    return source_path.suffix if source_path.suffix.lower() in spellings else spellings[0]


def write(photo: Photo, pixels: Pixels, path: Path, options: OutputOptions) -> tuple[str, ...]:
    """Encode `pixels` to exactly `path`, with the metadata of `photo`.

    Args:
        photo: where the pixels come from.
        pixels: (H, W, C) in the encoding of `photo`; what is written is as large as these are.
        path: a new file; one that exists is never written over.

    Returns:
        Notes on what could not be kept: metadata that does not fit the format, transparency in a JPEG.

    Raises:
        DiskFull, OutputNotWritable
    """
    format = output_format(photo.header, options)
    notes: list[str] = []
    blocks = photo.metadata
    if not options.keep_gps:
        blocks, gps_notes = metadata.without_gps(blocks)
        notes += gps_notes
    with _created(path) as file:
        if format is PhotoFormat.JPEG:
            flat = _for_jpeg(pixels, notes)
            ready: Pixels = flat
            density = encode.density_of(blocks.exif)
            coded = encode.jpeg(flat, photo.jpeg, options.quality, options.subsampling or "4:4:4", density)
            for piece in jpeg.with_metadata(coded, blocks, notes):
                file.write(piece)
        else:
            ready = to_16_bits(pixels) if (options.bits or pixels.dtype.itemsize * 8) == 16 else to_8_bits(pixels)
            if format is PhotoFormat.PNG:
                encode.png(ready, file, png.metadata_chunks(blocks))
            else:
                encode.tiff(ready, file)
                notes += tiff_write.add_metadata(file, blocks)
    written = probe(path, max_megapixels=math.inf)
    if written.size != (ready.shape[1], ready.shape[0]) or written.bits != ready.dtype.itemsize * 8:
        path.unlink(missing_ok=True)
        raise OutputNotWritable(f"{path.parent}: what was written does not read back as what was meant")
    return tuple(notes)


def _for_jpeg(pixels: Pixels, notes: list[str]) -> NDArray[np.uint8]:
    """8 bits without transparency."""
    if pixels.dtype == np.uint16:
        notes.append("a JPEG holds 8 bits a channel: the result has fewer than the photo")
    eight = to_8_bits(pixels)
    if eight.shape[2] in (2, 4):
        notes.append("a JPEG holds no transparency: laid on white")
        eight = _on_white(eight)
    return eight


def _on_white(pixels: NDArray[np.uint8], rows: int = 256) -> NDArray[np.uint8]:
    """Colours over white, (H, W, C - 1); by strips, so that no full-size copy in floating point is made."""
    flat = np.empty((*pixels.shape[:2], pixels.shape[2] - 1), np.uint8)
    for top in range(0, len(pixels), rows):
        strip = pixels[top : top + rows].astype(np.uint32)
        colours, alpha = strip[..., :-1], strip[..., -1:]
        flat[top : top + rows] = (colours * alpha + 255 * (255 - alpha) + 127) // 255
    return flat


@contextmanager
def _created(path: Path) -> Iterator[BinaryIO]:
    """A new file, open for writing; removed again where writing it fails."""
    try:
        # Exclusive, and no link is followed: nobody can slip another file under a staged name.
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise output_error(path, error) from error
    try:
        with io.BufferedRandom(io.FileIO(descriptor, "r+b")) as file:
            yield file
    except OSError as error:
        path.unlink(missing_ok=True)
        raise output_error(path, error) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def output_error(path: Path, error: OSError) -> DiskFull | OutputNotWritable:
    """The error that a user can act on, for one of the system's."""
    folder = path.parent
    if error.errno in _NO_SPACE:
        return DiskFull(f"{folder}: the disk is full; make room and run again")
    return OutputNotWritable(f"{folder}: cannot be written to ({error.strerror or error})")
