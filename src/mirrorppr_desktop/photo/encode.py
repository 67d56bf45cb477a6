"""Pixels to the coded bytes of a format, without metadata."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mirrorppr_desktop.photo import chroma
from mirrorppr_desktop.photo import png as png_chunks
from mirrorppr_desktop.photo.ifd import BadStructure, TiffReader
from mirrorppr_desktop.photo.output import SUBSAMPLINGS
from mirrorppr_desktop.photo.photo import JpegCoding, Pixels
from mirrorppr_desktop.photo.vips import pyvips

_T = TypeVar("_T")
_INTERPRETATIONS = {(1, 1): "b-w", (2, 1): "b-w", (3, 1): "srgb", (4, 1): "srgb"}
_INTERPRETATIONS |= {(1, 2): "grey16", (2, 2): "grey16", (3, 2): "rgb16", (4, 2): "rgb16"}
_PNG_LEVEL = 3  # of zlib-ng, on 24 MP with grain: 0.7 s and 26 MB; level 6 takes four times as long for 27 MB
_TIFF_LEVEL = 3
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 282, 283, 296


def jpeg(
    pixels: NDArray[np.uint8],
    coding: JpegCoding | None,
    quality: int,
    subsampling: str,
    density: tuple[int, int] | None = None,
) -> bytes:
    """A JPEG of (H, W, 1 or 3) pixels; as `coding` says, where it is given."""
    options: dict[str, object] = {"quality": quality, "subsampling": subsampling}
    height, width, channels = pixels.shape
    mode = "L" if channels == 1 else "RGB"
    if coding is not None:
        # Unusual subsamplings cannot be written; none at all loses nothing of the chroma.
        own = coding.subsampling if coding.subsampling in SUBSAMPLINGS else "4:4:4"
        options = {"qtables": [list(table) for table in coding.tables], "subsampling": own}
        if channels == 3 and chroma.is_worth_restoring(pixels, own):
            pixels, mode = chroma.restored(pixels, own), "YCbCr"
    if channels == 1:
        del options["subsampling"]
    if density is not None:
        options["dpi"] = density
    coded = io.BytesIO()
    image = Image.frombuffer(mode, (width, height), np.ascontiguousarray(pixels), "raw", mode, 0, 1)
    image.save(coded, "JPEG", **options)
    return coded.getvalue()


def density_of(exif: bytes | None) -> tuple[int, int] | None:
    """Dots per inch that an EXIF block names, for the header of a JPEG."""
    if not exif:
        return None
    try:
        reader = TiffReader(io.BytesIO(exif))
        first = reader.directory(reader.first)
        dots = [reader.value(first.fields[tag]).data for tag in (_X_RESOLUTION, _Y_RESOLUTION)]
        unit = 2.54 if reader.integer(first, _RESOLUTION_UNIT, 2) == 3 else 1.0
    except (BadStructure, KeyError):
        return None
    numbers = [np.frombuffer(data[:8], reader.order + "u4") for data in dots]
    if any(len(number) != 2 or not number[1] for number in numbers):
        return None
    x, y = (round(float(number[0]) / float(number[1]) * unit) for number in numbers)
    return (x, y) if 0 < x < 65536 and 0 < y < 65536 else None


def png(pixels: Pixels, file: BinaryIO, metadata_chunks: bytes) -> None:
    """A PNG, with `metadata_chunks` put in behind its header."""
    sink = _Sink(file, insert=metadata_chunks, insert_at=png_chunks.HEADER_BYTES)
    sink.receive(
        lambda target: _image(pixels).pngsave_target(target, compression=_PNG_LEVEL, filter="up", keep="none"),
    )


def tiff(pixels: Pixels, file: BinaryIO) -> None:
    """A TIFF. 8 bits are packed; the low bits of 16 are mostly noise, which packing costs seconds and saves nothing."""
    packing: dict[str, object] = {"compression": "none"}
    if pixels.dtype == np.uint8:
        packing = {"compression": "deflate", "level": _TIFF_LEVEL, "predictor": "horizontal"}
    _Sink(file).receive(lambda target: _image(pixels).tiffsave_target(target, keep="none", **packing))


class _Sink:
    """Lets the library write into an open file, so that a full disk comes out as the system's own error.

    insert: bytes put in where the library has written `insert_at` bytes.
    """

    def __init__(self, file: BinaryIO, insert: bytes = b"", insert_at: int = 0) -> None:
        self._file = file
        self._insert, self._insert_at = insert, insert_at
        self._failure: OSError | None = None

    def receive(self, save: Callable[[pyvips.TargetCustom], None]) -> None:
        """Run `save` with a target that ends in the file.

        Raises:
            OSError
        """
        target = pyvips.TargetCustom()
        target.on_write(lambda data: self._do(lambda: self._write(data), -1))
        target.on_read(lambda length: self._do(lambda: self._file.read(length), b""))
        target.on_seek(lambda offset, whence: self._do(lambda: self._file.seek(offset, whence), -1))
        try:
            save(target)
        except pyvips.Error as error:
            raise self._failure or OSError(errno.EIO, f"encoding failed: {error}") from error
        if self._failure is not None:
            raise self._failure

    def _do(self, step: Callable[[], _T], failed: _T) -> _T:
        try:
            return step()
        except OSError as error:  # must not travel through the C code in between
            self._failure = self._failure or error
            return failed

    def _write(self, data: bytes) -> int:
        before = self._file.tell()
        cut = self._insert_at - before
        if self._insert and 0 <= cut < len(data):
            self._file.write(data[:cut] + self._insert + data[cut:])
            self._insert = b""
        else:
            self._file.write(data)
        return len(data)


def _image(pixels: Pixels) -> pyvips.Image:
    """The pixels as an image of the library, not copied."""
    height, width, channels = pixels.shape
    kind = "ushort" if pixels.dtype == np.uint16 else "uchar"
    image = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels).data, width, height, channels, kind)
    return image.copy(interpretation=_INTERPRETATIONS[channels, pixels.dtype.itemsize])
