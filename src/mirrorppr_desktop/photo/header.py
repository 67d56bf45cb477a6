"""What a file is, from its header alone: quick, and safe on anything that can lie in a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from mirrorppr_desktop.errors import DamagedPhoto, NotAPhoto, PhotoTooLarge, UnsupportedPhoto
from mirrorppr_desktop.photo import exif, jpeg, png, raw, tiff, webp
from mirrorppr_desktop.photo.container import Container, CutOff, Refused
from mirrorppr_desktop.photo.photo import PhotoFormat, PhotoHeader, Size
from mirrorppr_desktop.photo.sniff import NoImage, sniff

MAX_SIDE = 65_500  # the longest side that a JPEG can have; larger ones could not be written in every format
_SIDEWAYS = (5, 6, 7, 8)
_SCANS = {
    PhotoFormat.JPEG: jpeg.scan,
    PhotoFormat.PNG: png.scan,
    PhotoFormat.TIFF: tiff.scan,
    PhotoFormat.WEBP: webp.scan,
    PhotoFormat.RAW: raw.scan,
}


def probe(path: Path, *, max_megapixels: float = 250) -> PhotoHeader:
    """Size, depth, orientation and frames of a photo, without decoding a pixel.

    Raises:
        NotAPhoto: not a regular file, not readable, empty, or no image.
        UnsupportedPhoto: an image of a kind that is refused by name.
        DamagedPhoto: the structure of the file is cut off.
        PhotoTooLarge: more pixels than the limit.
    """
    with opened(path) as file:
        return header_of(path, scan(path, file, max_megapixels))


def taken(path: Path, *, max_megapixels: float = 250) -> tuple[Size, str | None]:
    """The size of a photo, upright, and when it was taken ("2026-11-14T09:30:00"), without decoding a pixel.

    Raises:
        NotAPhoto, UnsupportedPhoto, DamagedPhoto, PhotoTooLarge: as `probe`.
    """
    with opened(path) as file:
        container = scan(path, file, max_megapixels)
    return header_of(path, container).size, exif.captured_of(container.blocks.exif)


def header_of(path: Path, container: Container) -> PhotoHeader:
    """The header as the rest of the program sees it."""
    width, height = container.size
    return PhotoHeader(
        path=path,
        format=container.format,
        size=(height, width) if container.orientation in _SIDEWAYS else (width, height),
        bits=container.bits,
        orientation=container.orientation,
        frames=container.frames,
    )


def scan(path: Path, file: BinaryIO, max_megapixels: float) -> Container:
    """The structure of an open file, or the error that names what is wrong with it."""

    def check_size(size: Size) -> None:
        megapixels = size[0] * size[1] / 1e6
        if megapixels > max_megapixels:
            raise PhotoTooLarge(path, f"too large ({megapixels:.0f} megapixels; the limit is {max_megapixels:g})")
        if max(size) > MAX_SIDE:
            raise PhotoTooLarge(path, f"too large ({max(size)} pixels on a side; the limit is {MAX_SIDE})")

    try:
        return _SCANS[sniff(file)](file, check_size)
    except NoImage as what:
        raise NotAPhoto(path, str(what)) from what
    except Refused as what:
        raise UnsupportedPhoto(path, str(what)) from what
    except CutOff as what:
        raise damaged(path) from what
    except OSError as error:
        raise DamagedPhoto(path, f"could not be read from the disk ({error.strerror or error})") from error


def damaged(path: Path) -> DamagedPhoto:
    """The error for a file that does not hold what it should."""
    return DamagedPhoto(path, "damaged (cut off or corrupt); copy it again from the card or a backup")


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A regular file, open for reading. Pipes, devices and folders are refused without waiting for them.

    Raises:
        NotAPhoto
    """
    try:
        _refuse_irregular(path, path.stat().st_mode)
        # Between that look and this one the name may have come to mean a pipe: never wait for one.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise NotAPhoto(path, _why_not_open(error)) from error
    with os.fdopen(descriptor, "rb") as file:
        _refuse_irregular(path, os.fstat(descriptor).st_mode)
        yield file


def _refuse_irregular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotAPhoto(path, "a folder, not a photo" if stat.S_ISDIR(mode) else "not a regular file")


def _why_not_open(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file (moved, renamed or deleted)"
    if isinstance(error, PermissionError):
        return "may not be read (no permission)"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be opened ({reason})"
