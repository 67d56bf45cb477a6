"""The chunks of a WebP file. Source: WebP container specification (RFC 9649)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo.container import MAX_ICC_BYTES, Container, CutOff, SizeCheck, take
from mirrorppr_desktop.photo.ifd import MAX_VALUE_BYTES
from mirrorppr_desktop.photo.photo import Metadata, PhotoFormat, Size

_ALPHA_FLAG = 0x10


def scan(file: BinaryIO, check_size: SizeCheck) -> Container:
    """What the chunks say.

    Raises:
        CutOff
    """
    found: dict[bytes, bytes] = {}
    size: Size | None = None
    alpha, frames = False, 0
    for kind, at, length in _chunks(file):
        if kind == b"VP8X" and length >= 10:
            head = take(file, at, 10)
            alpha = bool(head[0] & _ALPHA_FLAG)
            size = _uint24(head[4:7]) + 1, _uint24(head[7:10]) + 1
            check_size(size)
        elif kind in (b"VP8 ", b"VP8L") and size is None:
            size, alpha = _bitstream_header(kind, take(file, at, min(length, 10)))
        elif kind == b"ANMF":
            frames += 1
        elif kind in (b"ICCP", b"EXIF", b"XMP ") and kind not in found:
            found[kind] = take(file, at, length) if length <= MAX_VALUE_BYTES else b""
    if size is None:
        raise CutOff("no picture in it")
    icc = found.get(b"ICCP")
    exif = exif_block.bare(found[b"EXIF"]) if b"EXIF" in found else None
    return Container(
        PhotoFormat.WEBP,
        size,
        bits=8,
        channels=4 if alpha else 3,
        orientation=exif_block.orientation_of(exif),
        frames=max(1, frames),
        says_srgb=exif_block.says_srgb(exif),
        blocks=Metadata(exif, found.get(b"XMP "), b"" if icc and len(icc) > MAX_ICC_BYTES else icc),
    )


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """(kind, offset of the content, its length) of each chunk.

    Raises:
        CutOff: the file is shorter than it says.
    """
    end = 8 + int.from_bytes(take(file, 4, 4), "little")
    if file.seek(0, 2) < end:
        raise CutOff("shorter than its header says")
    at = 12
    while at + 8 <= end:
        kind, length = struct.unpack("<4sI", take(file, at, 8))
        if at + 8 + length > end:
            raise CutOff(f"chunk {kind!r} is cut off")
        yield kind, at + 8, length
        at += 8 + length + length % 2


def _bitstream_header(kind: bytes, head: bytes) -> tuple[Size, bool]:
    if (len(head) < 10 and kind == b"VP8 ") or len(head) < 5:
        raise CutOff("no picture header")
    if kind == b"VP8 ":  # three bytes of frame tag, three of start code, then 14 bits each
        width, height = struct.unpack("<HH", head[6:10])
        return (width & 0x3FFF, height & 0x3FFF), False
    bits = int.from_bytes(head[1:5], "little")  # one byte of signature, then 14 bits each and the alpha bit
    return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1), bool(bits >> 28 & 1)


def _uint24(data: bytes) -> int:
    return int.from_bytes(data, "little")
