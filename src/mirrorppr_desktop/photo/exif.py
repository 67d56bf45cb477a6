"""EXIF blocks: made upright, freed of the thumbnail and of GPS, taken out of a TIFF's directories and back into one.

A block that can be changed in place is changed in place, so that maker notes, whose inner offsets count from the start
of the block, stay readable. Only a TIFF result gets its EXIF laid out anew.
"""

from __future__ import annotations

import io
import re
import struct

from mirrorppr_desktop.photo.ifd import (
    EXIF_IFD,
    GPS_IFD,
    INTEROP_IFD,
    ORIENTATION,
    BadStructure,
    Directory,
    TiffReader,
    Tree,
    serialise,
    swapped,
)
from mirrorppr_desktop.photo.photo import Size

MAX_EXIF_BYTES = 8 << 20
_MAKER_NOTE = 37500
_COLOUR_SPACE, _PIXEL_X, _PIXEL_Y = 40961, 40962, 40963
_THUMBNAIL_AT, _THUMBNAIL_BYTES = 513, 514
_CHANGED_ON, _TAKEN_ON = 306, 36867
_WHEN = re.compile(rb"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
# What a TIFF's first directory says about the photo; the rest of it is about how this one file lays out its pixels.
_ABOUT_THE_PHOTO = frozenset((270, 271, 272, 282, 283, 296, 305, 306, 315, 316, 18246, 18249, 33432, 36867, 37396))
_ABOUT_THE_PHOTO |= frozenset(range(40091, 40096))  # title, comment, author, keywords, subject as Windows keeps them


def bare(block: bytes) -> bytes:
    """A block without the "Exif" mark that JPEG, and some writers of PNG and WebP, put before it."""
    return block[6:] if block[:6] == b"Exif\0\0" else block


def orientation_of(exif: bytes | None) -> int:
    """1 to 8; 1 where there is none or a wrong one."""
    if exif is None:
        return 1
    try:
        reader = TiffReader(io.BytesIO(exif))
        value = reader.integer(reader.directory(reader.first), ORIENTATION, 1)
    except BadStructure:
        return 1
    return value if 1 <= value <= 8 else 1


def says_srgb(exif: bytes | None) -> bool:
    """Whether the camera noted that it wrote sRGB."""
    if not exif:
        return False
    try:
        reader = TiffReader(io.BytesIO(exif))
        details = _sub_directory(reader, reader.directory(reader.first), EXIF_IFD)
        return details is not None and reader.integer(details, _COLOUR_SPACE, 0) == 1
    except BadStructure:
        return False


def thumbnail_of(exif: bytes | None) -> bytes | None:
    """The small JPEG that a camera puts in: as the photo is stored, not turned upright."""
    if not exif:
        return None
    try:
        reader = TiffReader(io.BytesIO(exif))
        following = reader.directory(reader.first).next
        second = reader.directory(following) if following else None
        if second is None:
            return None
        at, length = (reader.integer(second, tag, 0) for tag in (_THUMBNAIL_AT, _THUMBNAIL_BYTES))
        return reader.read(at, length) if at and length else None
    except BadStructure:
        return None


def captured_of(exif: bytes | None) -> str | None:
    """When the photo was taken, by the camera's clock, as in "2026-11-14T09:30:00"."""
    if not exif:
        return None
    try:
        reader = TiffReader(io.BytesIO(exif))
        first = reader.directory(reader.first)
        details = _sub_directory(reader, first, EXIF_IFD)
        field = (details and details.fields.get(_TAKEN_ON)) or first.fields.get(_CHANGED_ON)
        found = _WHEN.match(reader.value(field).data) if field else None
    except BadStructure:
        return None
    if found is None or found[1] == b"0000":  # a clock that was never set
        return None
    year, month, day, hour, minute, second = (part.decode() for part in found.groups())
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}"


def upright(exif: bytes, size: Size) -> bytes:
    """The block of a photo that was turned upright: orientation 1, its true size, no thumbnail of the old picture.

    Raises:
        BadStructure: the block cannot be read.
    """
    reader = TiffReader(io.BytesIO(exif))
    block = bytearray(exif)
    first = reader.directory(reader.first)
    _set_integer(reader, block, first, ORIENTATION, 1)
    details = _sub_directory(reader, first, EXIF_IFD)
    if details is not None:
        _set_integer(reader, block, details, _PIXEL_X, size[0])
        _set_integer(reader, block, details, _PIXEL_Y, size[1])
    return bytes(_cut_thumbnail(reader, block, first))


def without_gps(exif: bytes) -> bytes:
    """The block with its position erased: the GPS directory zeroed, the pointer to it taken out.

    Raises:
        BadStructure: the block cannot be read.
    """
    reader = TiffReader(io.BytesIO(exif))
    block = bytearray(exif)
    first = reader.directory(reader.first)
    pointer = first.fields.get(GPS_IFD)
    if pointer is None:
        return exif
    gps = _sub_directory(reader, first, GPS_IFD)
    if gps is not None:
        for field in gps.fields.values():
            _zero(block, field.data_at, field.bytes)
        _zero(block, gps.at, gps.next_at - gps.at)
    # The entries behind the pointer, and the offset of the next directory, move up by one entry.
    end = first.next_at + 4
    block[pointer.at : end] = block[pointer.at + 12 : end] + bytes(12)
    struct.pack_into(reader.order + "H", block, first.at, (first.next_at - first.at - 2) // 12 - 1)
    return bytes(block)


def without_maker_note(exif: bytes) -> bytes:
    """The block laid out anew without the maker's own data, for containers that hold little.

    Raises:
        BadStructure: the block cannot be read.
    """
    tree, order = tree_of(TiffReader(io.BytesIO(exif)))
    details = tree.get(EXIF_IFD)
    if isinstance(details, dict):
        details.pop(_MAKER_NOTE, None)
    return block_of(tree, order)


def tree_of(reader: TiffReader, directory: Directory | None = None) -> tuple[Tree, str]:
    """What a TIFF structure says about the photo, and the byte order it says it in.

    Unreadable single values are left out: one broken maker field must not cost the date and the copyright.
    """
    first = directory or reader.directory(reader.first)
    tree = _values(reader, first, _ABOUT_THE_PHOTO)
    details = _sub_directory(reader, first, EXIF_IFD)
    if details is not None:
        sub = _values(reader, details, None)
        interoperability = _sub_directory(reader, details, INTEROP_IFD)
        if interoperability is not None:
            sub[INTEROP_IFD] = _values(reader, interoperability, None)
        tree[EXIF_IFD] = sub
    gps = _sub_directory(reader, first, GPS_IFD)
    if gps is not None:
        tree[GPS_IFD] = _values(reader, gps, None)
    return tree, reader.order


def block_of(tree: Tree, order: str) -> bytes:
    """An EXIF block that holds `tree`."""
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HI", 42, 8) + serialise(tree, order, 8)


def tree_in_order(exif: bytes, order: str) -> Tree:
    """The tree of a block in the byte order wanted.

    Raises:
        BadStructure: the block cannot be read.
    """
    tree, own = tree_of(TiffReader(io.BytesIO(exif)))
    return tree if own == order else swapped(tree)


def _values(reader: TiffReader, directory: Directory, only: frozenset[int] | None) -> Tree:
    tree: Tree = {}
    for tag, field in directory.fields.items():
        if tag in (EXIF_IFD, GPS_IFD, INTEROP_IFD) or (only is not None and tag not in only):
            continue
        if field.type in (16, 17, 18):  # eight-byte types of BigTIFF have no place in an EXIF block
            continue
        try:
            tree[tag] = reader.value(field)
        except BadStructure:
            continue
    return tree


def _sub_directory(reader: TiffReader, directory: Directory, tag: int) -> Directory | None:
    """The directory that a pointer names, or None where the pointer is absent or leads nowhere."""
    try:
        offset = reader.integer(directory, tag, 0)
        return reader.directory(offset) if offset else None
    except BadStructure:
        return None


def _set_integer(reader: TiffReader, block: bytearray, directory: Directory, tag: int, value: int) -> None:
    field = directory.fields.get(tag)
    if field is None or field.count != 1 or field.type not in (3, 4):
        return
    struct.pack_into(reader.order + ("H" if field.type == 3 else "I"), block, field.data_at, value)


def _cut_thumbnail(reader: TiffReader, block: bytearray, first: Directory) -> bytearray:
    """Unlink the second directory and erase the picture that it holds."""
    if not first.next:
        return block
    struct.pack_into(reader.order + "I", block, first.next_at, 0)
    try:
        second = reader.directory(first.next)
        at = reader.integer(second, _THUMBNAIL_AT, 0)
        length = reader.integer(second, _THUMBNAIL_BYTES, 0)
    except BadStructure:
        return block
    if at > first.next_at and length:
        _zero(block, at, length)
        if at + length >= len(block):  # it is the last thing in the block, as nearly always
            del block[at:]
    return block


def _zero(block: bytearray, at: int, length: int) -> None:
    end = min(at + length, len(block))
    if 8 <= at < end:
        block[at:end] = bytes(end - at)
