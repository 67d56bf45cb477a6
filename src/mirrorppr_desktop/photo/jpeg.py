"""The segments of a JPEG file, read and written without touching the coded pixels.

Source: ITU-T T.81 annex B; CIPA DC-007 for the multi-picture format; XMP part 3 and ICC.1 annex B for the APP segments.
"""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import iptc as iptc_block
from mirrorppr_desktop.photo import xmp as xmp_block
from mirrorppr_desktop.photo.container import MAX_ICC_BYTES, Container, CutOff, Refused, SizeCheck, take
from mirrorppr_desktop.photo.ifd import BadStructure, TiffReader
from mirrorppr_desktop.photo.photo import JpegCoding, Metadata, PhotoFormat

MAX_SEGMENT_BYTES = 65533
EXIF_MARK = b"Exif\0\0"
XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
ICC_MARK = b"ICC_PROFILE\0"
PHOTOSHOP_MARK = b"Photoshop 3.0\0"
_XMP_EXTENSION_MARK = b"http://ns.adobe.com/xmp/extension/\0"
_SOI, _EOI, _SOS, _DQT = 0xD8, 0xD9, 0xDA, 0xDB
_ICC_CHUNK = MAX_SEGMENT_BYTES - len(ICC_MARK) - 2
_BASELINE_OR_PROGRESSIVE = {0xC0, 0xC1, 0xC2, 0xC9, 0xCA}
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7}
_MP_THUMBNAILS = {0x010001, 0x010002, 0x010003, 0x010004, 0x010005}
_ZIGZAG = (
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
)  # fmt: skip


def scan(file: BinaryIO, check_size: SizeCheck) -> Container:
    """What the segments before the first scan say.

    Raises:
        CutOff, Refused
    """
    blocks = _Blocks()
    tables: dict[int, tuple[int, ...]] = {}
    frame: bytes | None = None
    for marker, at, length in segments(file):
        if marker == _DQT:
            tables.update(_quantisation(take(file, at, length)))
        elif marker in _BASELINE_OR_PROGRESSIVE:
            frame = take(file, at, length)
            if len(frame) >= 6:
                check_size((int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")))
        elif marker in _OTHER_FRAMES:
            raise Refused("a lossless or hierarchical JPEG; save it as an ordinary JPEG, PNG or TIFF")
        elif 0xE1 <= marker <= 0xEE and length > 4:
            blocks.add(marker, take(file, at, length))
        elif marker == _SOS:
            break
    if frame is None or len(frame) < 6:
        raise CutOff("no frame header")
    bits, height, width, components = struct.unpack(">BHHB", frame[:6])
    if bits != 8:
        raise Refused(f"a JPEG of {bits} bits; save it as an 8-bit JPEG, or as PNG or TIFF")
    if components not in (1, 3, 4):
        raise Refused(f"a JPEG of {components} channels")
    if not width or not height or len(frame) < 6 + 3 * components:
        raise CutOff("no size in the frame header")
    metadata = blocks.metadata()
    return Container(
        PhotoFormat.JPEG,
        (width, height),
        bits=8,
        channels=components,
        orientation=exif_block.orientation_of(metadata.exif),
        frames=blocks.frames,
        cmyk=components == 4,
        says_srgb=exif_block.says_srgb(metadata.exif),
        jpeg=_coding(frame, tables, blocks.adobe_transform),
        blocks=metadata,
        notes=tuple(blocks.notes),
    )


def segments(file: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """(marker, offset of the content, its length) of each segment from the start of the file up to the first scan.

    Raises:
        CutOff: the file ends before the first scan.
    """
    at = 2
    while True:
        pair = take(file, at, 2)
        while pair[0] == 0xFF and pair[1] == 0xFF:  # fill bytes
            at += 1
            pair = take(file, at, 2)
        if pair[0] != 0xFF or pair[1] == _EOI:
            raise CutOff(f"no marker at byte {at}")
        if pair[1] == 1 or 0xD0 <= pair[1] <= _SOI:  # markers without content
            at += 2
            continue
        length = int.from_bytes(take(file, at + 2, 2), "big") - 2
        if length < 0:
            raise CutOff(f"a segment of no length at byte {at}")
        yield pair[1], at + 4, length
        at += 4 + length


class _Blocks:
    """Collects what the application segments hold."""

    def __init__(self) -> None:
        self.exif: bytes | None = None
        self.xmp: bytes | None = None
        self.iptc: bytes | None = None
        self.icc: dict[int, bytes] = {}
        self.icc_chunks = 0
        self.adobe_transform: int | None = None
        self.frames = 1
        self.notes: list[str] = []

    def add(self, marker: int, data: bytes) -> None:
        if marker == 0xE1 and data.startswith(EXIF_MARK) and self.exif is None:
            self.exif = data[len(EXIF_MARK) :]
        elif marker == 0xE1 and data.startswith(XMP_MARK) and self.xmp is None:
            self.xmp = data[len(XMP_MARK) :]
        elif marker == 0xE1 and data.startswith(_XMP_EXTENSION_MARK):
            self._note("the extended part of its XMP is left out")
        elif marker == 0xE2 and data.startswith(ICC_MARK) and len(data) > len(ICC_MARK) + 2:
            number, self.icc_chunks = data[len(ICC_MARK)], data[len(ICC_MARK) + 1]
            self.icc.setdefault(number, data[len(ICC_MARK) + 2 :])
        elif marker == 0xE2 and data.startswith(b"MPF\0"):
            self.frames = _pictures(data[4:])
        elif marker == 0xED and data.startswith(PHOTOSHOP_MARK) and self.iptc is None:
            self.iptc = iptc_block.from_photoshop(data[len(PHOTOSHOP_MARK) :])
        elif marker == 0xEE and data.startswith(b"Adobe") and len(data) >= 12:
            self.adobe_transform = data[11]

    def metadata(self) -> Metadata:
        icc: bytes | None = None
        if self.icc:
            icc = b"".join(self.icc[number] for number in sorted(self.icc))
            if sorted(self.icc) != list(range(1, self.icc_chunks + 1)) or len(icc) > MAX_ICC_BYTES:
                icc = b""  # present but not whole: judged like any other damaged profile
        return Metadata(self.exif, self.xmp, icc, self.iptc)

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _quantisation(segment: bytes) -> dict[int, tuple[int, ...]]:
    """Tables of one DQT segment by number, in natural order."""
    tables: dict[int, tuple[int, ...]] = {}
    at = 0
    while at < len(segment):
        wide, number = segment[at] >> 4, segment[at] & 15
        size = 128 if wide else 64
        values = segment[at + 1 : at + 1 + size]
        if len(values) < size:
            raise CutOff("a quantisation table is cut off")
        zigzag = struct.unpack(">64H" if wide else "64B", values)
        natural = [0] * 64
        for position, value in zip(_ZIGZAG, zigzag, strict=True):
            natural[position] = value
        tables[number] = tuple(natural)
        at += 1 + size
    return tables


def _coding(frame: bytes, tables: dict[int, tuple[int, ...]], adobe_transform: int | None) -> JpegCoding | None:
    """How the file was quantised; None where a result cannot be written that way (CMYK, RGB components)."""
    components = [frame[6 + 3 * i : 9 + 3 * i] for i in range(frame[5])]
    ids = bytes(component[0] for component in components)
    if len(components) == 4 or (len(components) == 3 and (adobe_transform == 0 or ids == b"RGB")):
        return None
    try:
        used = [tables[component[2]] for component in components]
    except KeyError:
        return None
    while len(used) > 1 and used[-1] == used[-2]:
        used.pop()
    if len(used) == 1 and len(components) == 3:
        used = used * 2  # say it for chroma, too
    factors = [(component[1] >> 4, component[1] & 15) for component in components]
    return JpegCoding(tuple(used), _subsampling(factors))


def _subsampling(factors: list[tuple[int, int]]) -> str:
    if len(factors) == 1:
        return "4:4:4"
    (h, v), chroma = factors[0], factors[1]
    if chroma != factors[2] or not all(chroma) or h % chroma[0] or v % chroma[1]:
        return "other"
    ratio = (h // chroma[0], v // chroma[1])
    return {(1, 1): "4:4:4", (2, 1): "4:2:2", (2, 2): "4:2:0", (1, 2): "4:4:0", (4, 1): "4:1:1"}.get(ratio, "other")


def _pictures(index: bytes) -> int:
    """How many pictures a multi-picture file holds besides previews of the first; 1 where the index is broken."""
    try:
        reader = TiffReader(io.BytesIO(index))
        entries = reader.value(reader.directory(reader.first).fields[0xB002]).data
    except (BadStructure, KeyError):
        return 1
    kinds = [
        struct.unpack_from(reader.order + "I", entries, at)[0] & 0xFFFFFF for at in range(0, len(entries) - 15, 16)
    ]
    return max(1, sum(kind not in _MP_THUMBNAILS for kind in kinds))


def with_metadata(coded: bytes, metadata: Metadata, notes: list[str]) -> Iterator[bytes]:
    """The pieces of a JPEG file: start, application segments of `metadata`, and the coded picture.

    What is too large for its segment is left out, and said in `notes`.
    """
    file = io.BytesIO(coded)
    start = 2
    for marker, at, length in segments(file):
        if marker != 0xE0:  # keep the encoder's own JFIF segment in front
            break
        start = at + length
    yield coded[:start]
    if metadata.exif is not None:
        yield _exif_segment(metadata.exif, notes)
    if metadata.xmp is not None:
        yield _xmp_segment(metadata.xmp, notes)
    if metadata.iptc is not None:
        yield from _photoshop_segments(metadata.iptc, notes)
    if metadata.icc:
        chunks = [metadata.icc[at : at + _ICC_CHUNK] for at in range(0, len(metadata.icc), _ICC_CHUNK)]
        if len(chunks) > 255:
            notes.append("its colour profile is too large for a JPEG and is left out")
            chunks = []
        for number, chunk in enumerate(chunks, 1):
            yield _segment(0xE2, ICC_MARK + bytes((number, len(chunks))) + chunk)
    yield coded[start:]


def _exif_segment(exif: bytes, notes: list[str]) -> bytes:
    room = MAX_SEGMENT_BYTES - len(EXIF_MARK)
    if len(exif) > room:
        with contextlib.suppress(BadStructure):
            exif = exif_block.without_maker_note(exif)
        if len(exif) > room:
            notes.append("its EXIF is too large for a JPEG and is left out")
            return b""
        notes.append("the maker's part of its EXIF is too large for a JPEG and is left out")
    return _segment(0xE1, EXIF_MARK + exif)


def _xmp_segment(xmp: bytes, notes: list[str]) -> bytes:
    room = MAX_SEGMENT_BYTES - len(XMP_MARK)
    if len(xmp) > room:
        xmp = xmp_block.without_padding(xmp)
    if len(xmp) > room:
        notes.append("its XMP is too large for a JPEG and is left out")
        return b""
    return _segment(0xE1, XMP_MARK + xmp)


def _photoshop_segments(iptc: bytes, notes: list[str]) -> Iterator[bytes]:
    resource = iptc_block.to_photoshop(iptc)
    if len(PHOTOSHOP_MARK) + len(resource) > MAX_SEGMENT_BYTES:
        notes.append("its IPTC is too large for a JPEG and is left out")
        return
    yield _segment(0xED, PHOTOSHOP_MARK + resource)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content
