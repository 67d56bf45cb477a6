"""Full decoding of one photo."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from mirrorppr_desktop.errors import DamagedPhoto, PhotoChanged, PhotoTooLarge, UnsupportedPhoto
from mirrorppr_desktop.photo import metadata, raw
from mirrorppr_desktop.photo.colour import profile_fits, srgb_profile
from mirrorppr_desktop.photo.container import Container, CutOff
from mirrorppr_desktop.photo.header import damaged, header_of, opened, scan
from mirrorppr_desktop.photo.photo import Metadata, Photo, PhotoFormat, Pixels
from mirrorppr_desktop.photo.vips import pyvips

_Decoded = TypeVar("_Decoded")
_MAX_FILE_BYTES = 4 << 30
# Faults that cost no pixel; a file that has no other is read.
_HARMLESS = (
    "extraneous bytes before marker",
    "Unknown Adobe color transform",
    "unsupported JFIF revision",
    'for "Orientation" tag',
)


def read(path: Path, *, max_megapixels: float = 250) -> Photo:
    """Decode a photo. The file is read once; what is hashed is what is decoded.

    Raises:
        NotAPhoto, UnsupportedPhoto, DamagedPhoto, PhotoTooLarge: see `header.probe`.
        DamagedPhoto: also where the pixels cannot be decoded in full.
        PhotoChanged: the file changed while it was being read.
    """
    data = _bytes_of(path, max_megapixels)
    container = scan(path, io.BytesIO(data), max_megapixels)
    try:
        pixels, decode_notes = _decoded(container, data)
    except (CutOff, pyvips.Error) as error:
        raise damaged(path) from error
    except Unreadable as what:
        raise UnsupportedPhoto(path, str(what)) from what
    header = header_of(path, container)
    if container.format is PhotoFormat.RAW:  # LibRaw settles the size only on rendering
        header = replace(header, size=(pixels.shape[1], pixels.shape[0]))
    if (pixels.shape[1], pixels.shape[0]) != header.size:
        raise DamagedPhoto(path, "damaged (its header tells another size than its pixels have)")
    blocks, block_notes = metadata.settle(container.blocks, header.size)
    blocks, profile_notes = with_profile(container, blocks, pixels.shape[2])
    return Photo(
        pixels=pixels,
        metadata=blocks,
        header=header,
        sha256=hashlib.sha256(data).hexdigest(),
        jpeg=container.jpeg,
        notes=(*_frame_notes(container), *container.notes, *decode_notes, *block_notes, *profile_notes),
    )


class Unreadable(Exception):
    """The decoder yields something that is no photo as the contract describes it. Stays inside this room."""


def _bytes_of(path: Path, max_megapixels: float) -> bytes:
    with opened(path) as file:
        scan(path, file, max_megapixels)  # refuse from the header before reading gigabytes
        before = os.fstat(file.fileno())
        if before.st_size > _MAX_FILE_BYTES:
            raise PhotoTooLarge(path, f"too large ({before.st_size / 2**30:.1f} GiB; the limit is 4)")
        try:
            unbuffered = cast(io.FileIO, file.raw)  # the buffer would join its pieces and hold the file twice
            unbuffered.seek(0)
            data = unbuffered.readall()
        except OSError as error:
            raise DamagedPhoto(path, f"could not be read from the disk ({error.strerror or error})") from error
        after = os.fstat(file.fileno())
    if len(data) != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PhotoChanged(path, "changed while it was being read; run again when it is complete")
    return data


def _decoded(container: Container, data: bytes) -> tuple[Pixels, list[str]]:
    """The upright pixels, and what had to be converted.

    Raises:
        CutOff, pyvips.Error: not decodable in full.
    """
    if container.format is PhotoFormat.RAW:
        return raw.decode(data), []

    def decode(fail_on: str) -> tuple[Pixels, list[str]]:
        source = pyvips.Source.new_from_memory(data)  # unlike a buffer, not copied
        return _rendered(container, opened_image(container, source, fail_on))

    return strictly(container, decode)


def strictly(container: Container, decode: Callable[[str], _Decoded]) -> _Decoded:
    """What `decode` yields when it is told what to fail on: every fault, but for those that cost no pixel.

    Raises:
        pyvips.Error: not decodable in full.
    """
    try:
        return decode("warning" if container.format is PhotoFormat.JPEG else "error")  # others warn of unknown tags
    except pyvips.Error as error:
        if not _is_harmless(str(error)):
            raise
    return decode("truncated")


def _is_harmless(message: str) -> bool:
    """Whether every line that the decoder left, but for the one that says what failed, is about nothing."""
    lines = [line for line in message.splitlines()[1:] if line.strip()]
    return bool(lines) and all(any(fault in line for fault in _HARMLESS) for line in lines)


def opened_image(container: Container, source: pyvips.Source, fail_on: str, shrink: int = 1) -> pyvips.Image:
    """The picture of a file that is no RAW, as stored, still to be decoded.

    shrink: 1, 2, 4 or 8; a JPEG can be decoded at so much less than its size.
    """
    # A picture that is turned is needed as a whole; otherwise its rows go straight to the array.
    options = {"access": "sequential" if container.orientation == 1 else "random", "fail_on": fail_on}
    if container.format is PhotoFormat.JPEG:
        return pyvips.Image.jpegload_source(source, shrink=shrink, **options)
    if container.format is PhotoFormat.PNG:
        return pyvips.Image.pngload_source(source, **options)
    if container.format is PhotoFormat.TIFF:
        return pyvips.Image.tiffload_source(source, page=0, **options)
    return pyvips.Image.webpload_source(source, page=0, **options)


def _rendered(container: Container, image: pyvips.Image) -> tuple[Pixels, list[str]]:
    image, notes = settled(container, image)
    array = upright(image, container.orientation).numpy()
    if container.format is not PhotoFormat.JPEG and array.dtype.itemsize * 8 != container.bits:
        raise CutOff("another depth than the header says")
    return array.reshape(*array.shape[:2], image.bands), notes


def settled(container: Container, image: pyvips.Image) -> tuple[pyvips.Image, list[str]]:
    """The picture as the contract describes it, still to be decoded, and what had to be converted.

    Raises:
        Unreadable
    """
    notes = []
    if container.cmyk:
        image = _cmyk_to_srgb(container, image)
        notes.append("converted from CMYK to sRGB")
    if image.format not in ("uchar", "ushort") or not 1 <= image.bands <= 4:
        raise Unreadable(f"an image of {image.bands} channels of {image.format}; save it with 8 or 16 bits as RGB")
    return image, notes


def _cmyk_to_srgb(container: Container, image: pyvips.Image) -> pyvips.Image:
    if not profile_fits(container.blocks.icc or b"", 4, cmyk=True):
        image = image.copy()
        image.remove("icc-profile-data")
    depth = 16 if image.format == "ushort" else 8
    return image.icc_transform("srgb", embedded=True, input_profile="cmyk", intent="relative", depth=depth)


def upright(image: pyvips.Image, orientation: int) -> pyvips.Image:
    """Turned and mirrored as EXIF says. Source: EXIF 2.32, tag 274."""
    if orientation in (5, 6):
        image = image.rot90()
    elif orientation in (7, 8):
        image = image.rot270()
    elif orientation in (3, 4):
        image = image.rot180()
    return image.fliphor() if orientation in (2, 4, 5, 7) else image


def with_profile(container: Container, blocks: Metadata, channels: int) -> tuple[Metadata, list[str]]:
    """The blocks with the profile that the pixels are in now."""
    if container.cmyk or container.format is PhotoFormat.RAW:
        return replace(blocks, icc=srgb_profile()), []
    if blocks.icc is None:
        return blocks, [] if container.says_srgb else ["no colour profile: read as sRGB"]
    if profile_fits(blocks.icc, channels):
        return blocks, []
    return replace(blocks, icc=None), ["its colour profile is damaged or of another kind: read as sRGB"]


def _frame_notes(container: Container) -> list[str]:
    if container.frames == 1:
        return []
    return [f"{container.frames} pictures in one file: only the first is used"]
