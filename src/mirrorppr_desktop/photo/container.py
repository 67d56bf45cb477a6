"""What the structure of an image file says before any pixel is decoded: one value for all formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias

from mirrorppr_desktop.photo.photo import JpegCoding, Metadata, PhotoFormat, Size

MAX_ICC_BYTES = 4 << 20
# Called as soon as the size is known, so that a huge picture is named as such even where it is also cut off.
SizeCheck: TypeAlias = Callable[[Size], None]


class Refused(Exception):
    """An image of a kind that is not read; the text names the kind and what to do. Stays inside this room."""


class CutOff(Exception):
    """The structure of the file ends too early or contradicts itself. Stays inside this room."""


@dataclass(frozen=True, slots=True)
class Container:
    """What was found in a file.

    size: as stored, before orientation. blocks: as stored, too; b"" stands for one that is there but cannot be taken
    over (broken or too large). says_srgb: the file says in another way than by a profile that it is in sRGB.
    """

    format: PhotoFormat
    size: Size
    bits: int
    channels: int  # as stored: 1, 2, 3 or 4
    orientation: int = 1
    frames: int = 1
    cmyk: bool = False
    says_srgb: bool = False
    jpeg: JpegCoding | None = None
    blocks: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


def take(file: BinaryIO, offset: int, length: int) -> bytes:
    """Exactly `length` bytes from `offset`.

    Raises:
        CutOff: the file ends before.
    """
    file.seek(offset)
    data = file.read(length)
    if len(data) != length:
        raise CutOff(f"bytes {offset} to {offset + length} are missing")
    return data
