"""The TIFF structure: directories (IFDs) of tagged fields. EXIF blocks and TIFF files are both built of it.

Source: TIFF 6.0 (Adobe 1992), section 2; BigTIFF (Aware Systems); EXIF 2.32 for the sub-directories.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Literal, TypeAlias

ORIENTATION = 274
EXIF_IFD, GPS_IFD, INTEROP_IFD, SUB_IFDS = 34665, 34853, 40965, 330
MAX_VALUE_BYTES = 8 << 20  # no single value of a photo's metadata is larger; pixel data is never read through here
_MAX_FIELDS = 2000
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_UNIT_BYTES = _TYPE_BYTES | {5: 4, 10: 4}  # a rational is swapped as two numbers
_INTEGER_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}
UNDEFINED, ASCII, SHORT, LONG, BYTE = 7, 2, 3, 4, 1


class BadStructure(ValueError):
    """The bytes are no valid TIFF structure, or they end too early. Stays inside this room."""


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a directory as it lies in the file: it starts at `at`, its value at `data_at`."""

    type: int
    count: int
    at: int
    data_at: int

    @property
    def bytes(self) -> int:
        """Length of the value."""
        return _TYPE_BYTES.get(self.type, 0) * self.count


@dataclass(frozen=True, slots=True)
class Value:
    """A value taken out of its file: raw bytes in the byte order of the tree that it belongs to."""

    type: int
    count: int
    data: bytes

    def swapped(self) -> Value:
        """The same value in the other byte order; opaque types stay as they are."""
        unit = _UNIT_BYTES.get(self.type, 1)
        if unit == 1:
            return self
        parts = (self.data[i : i + unit][::-1] for i in range(0, len(self.data), unit))
        return Value(self.type, self.count, b"".join(parts))


Tree: TypeAlias = "dict[int, Value | Tree]"  # tag -> value, or a sub-directory


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory: its fields by tag, where the offset of the next one is written, and that offset (0: last)."""

    fields: dict[int, Field]
    at: int
    next_at: int
    next: int


class TiffReader:
    """Reads a TIFF structure. Every offset is checked; nothing outside the file is believed.

    Raises:
        BadStructure: from any method, where the structure is broken or cut off.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.length = file.seek(0, 2)
        head = self.read(0, 8)
        if head[:2] not in (b"II", b"MM"):
            raise BadStructure("no TIFF byte order mark")
        self.order = "<" if head[:2] == b"II" else ">"
        magic: int = struct.unpack(self.order + "H", head[2:4])[0]
        self.big = magic == 43
        if self.big:
            self.first: int = struct.unpack(self.order + "Q", self.read(8, 8))[0]
        else:
            # 42 in TIFF; some RAW files put a magic of their own here and are the same otherwise
            self.first = struct.unpack(self.order + "I", head[4:8])[0]

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`."""
        if offset < 0 or offset + length > self.length:
            raise BadStructure(f"bytes {offset} to {offset + length} of {self.length}")
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise BadStructure("the file ended early")
        return data

    def directory(self, offset: int) -> Directory:
        """The directory at `offset`."""
        count_bytes, entry_bytes, inline = (8, 20, 8) if self.big else (2, 12, 4)
        count = int.from_bytes(self.read(offset, count_bytes), self._byteorder)
        if count > _MAX_FIELDS:
            raise BadStructure(f"a directory of {count} fields")
        start = offset + count_bytes
        table = self.read(start, count * entry_bytes)
        fields: dict[int, Field] = {}
        for i in range(count):
            at = i * entry_bytes
            tag, kind = struct.unpack_from(self.order + "HH", table, at)
            n: int = struct.unpack_from(self.order + ("Q" if self.big else "I"), table, at + 4)[0]
            value_at = start + at + entry_bytes - inline
            size = _TYPE_BYTES.get(kind, 0) * n
            if size > inline:
                value_at = int.from_bytes(table[at + entry_bytes - inline : at + entry_bytes], self._byteorder)
            # The first of two equal tags counts, as in other readers; unknown types cannot be measured.
            if size and tag not in fields:
                fields[tag] = Field(kind, n, start + at, value_at)
        next_at = start + count * entry_bytes
        try:
            next_offset = int.from_bytes(self.read(next_at, inline), self._byteorder)
        except BadStructure:  # a last directory that saves its four zero bytes is common and harmless
            next_offset = 0
        return Directory(fields, offset, next_at, next_offset)

    def value(self, field: Field) -> Value:
        """The raw value of a field."""
        if field.bytes > MAX_VALUE_BYTES:
            raise BadStructure(f"a value of {field.bytes} bytes")
        return Value(field.type, field.count, self.read(field.data_at, field.bytes))

    def integers(self, field: Field) -> tuple[int, ...]:
        """The numbers of an integer field."""
        code = _INTEGER_CODES.get(field.type)
        if code is None:
            raise BadStructure(f"type {field.type} is no integer")
        return struct.unpack(f"{self.order}{field.count}{code}", self.value(field).data)

    def integer(self, directory: Directory, tag: int, default: int) -> int:
        """The first number of a field, or `default` where the field is absent or no integer."""
        field = directory.fields.get(tag)
        if field is None or field.type not in _INTEGER_CODES or not field.count:
            return default
        return self.integers(field)[0]

    def chain(self, limit: int = 1000) -> list[Directory]:
        """The directories of the file's main chain, in order; ends at a loop."""
        directories: list[Directory] = []
        seen: set[int] = set()
        offset = self.first
        while offset and offset not in seen and len(directories) < limit:
            seen.add(offset)
            directories.append(self.directory(offset))
            offset = directories[-1].next
        return directories

    @property
    def _byteorder(self) -> Literal["little", "big"]:
        return "little" if self.order == "<" else "big"


def serialise(tree: Tree, order: str, base: int) -> bytes:
    """The bytes of a directory and all below it, to stand at offset `base` of a classic TIFF structure.

    Args:
        tree: values in byte order `order`; sub-directories are written behind their parent.
        order: "<" or ">".
        base: even offset from the start of the structure.
    """
    tags = sorted(tree)
    table_bytes = 2 + 12 * len(tags) + 4
    table = bytearray(struct.pack(order + "H", len(tags)))
    heap = bytearray()
    for tag in tags:
        item = tree[tag]
        here = base + table_bytes + len(heap)
        if isinstance(item, dict):
            heap += serialise(item, order, here)
            table += struct.pack(order + "HHII", tag, LONG, 1, here)
        elif len(item.data) <= 4:
            table += struct.pack(order + "HHI", tag, item.type, item.count) + item.data.ljust(4, b"\0")
        else:
            table += struct.pack(order + "HHII", tag, item.type, item.count, here)
            heap += item.data
        heap += b"\0" * (len(heap) % 2)  # directories and values start at even offsets
    return bytes(table + b"\0\0\0\0" + heap)


def swapped(tree: Tree) -> Tree:
    """The same tree in the other byte order."""
    return {tag: swapped(item) if isinstance(item, dict) else item.swapped() for tag, item in tree.items()}
