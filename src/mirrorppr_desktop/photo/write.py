"""Encoding of one photo to one file, with the metadata of the photo it came from."""

from __future__ import annotations

import io
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.photo import encode, jpeg, metadata, png, tiff_write
from mirrorppr_desktop.photo.colour import to_8_bits, to_16_bits
from mirrorppr_desktop.photo.header import probe
from mirrorppr_desktop.photo.output import OutputOptions, extension_for, output_format
from mirrorppr_desktop.photo.photo import Photo, PhotoFormat, Pixels
from mirrorppr_desktop.photo.publish import is_stage, output_error

__all__ = ["OutputOptions", "extension_for", "output_format", "write"]


def write(photo: Photo, pixels: Pixels, path: Path, options: OutputOptions) -> tuple[str, ...]:
    """Encode `pixels` to exactly `path`, with the metadata of `photo`.

    Args:
        photo: where the pixels come from.
        pixels: (H, W, C) in the encoding of `photo`; what is written is as large as these are.
        path: a new file; one that exists is never written over, unless it has a staging name.

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
        if is_stage(path):  # left by a worker that died in the middle of this very photo
            path.unlink(missing_ok=True)
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
