"""The chunks of a PNG file, read and written without touching the coded pixels.

Source: PNG third edition (W3C 2025); XMP part 3; ImageMagick's text form of IPTC profiles, which others read, too.
"""

from __future__ import annotations

import binascii
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import iptc as iptc_block
from mirrorppr_desktop.photo.container import MAX_ICC_BYTES, Container, CutOff, Refused, SizeCheck, take
from mirrorppr_desktop.photo.ifd import MAX_VALUE_BYTES
from mirrorppr_desktop.photo.photo import Metadata, PhotoFormat

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_BYTES = len(SIGNATURE) + 25  # signature and IHDR: what stands before any metadata
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_IPTC_KEYWORD = b"Raw profile type iptc"
_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}
_PALETTE = 3


def scan(file: BinaryIO, check_size: SizeCheck) -> Container:
    """What the chunks say.

    Raises:
        CutOff, Refused
    """
    head = take(file, len(SIGNATURE), 25)
    if head[4:8] != b"IHDR":
        raise CutOff("no header chunk")
    width, height, bits, colour = struct.unpack(">IIBB", head[8:18])
    if not width or not height or colour not in _CHANNELS:
        raise CutOff("no size in the header")
    check_size((width, height))
    found: dict[bytes, bytes] = {}
    transparent, frames = False, 1
    for kind, at, length in _chunks(file):
        if kind == b"tRNS":
            transparent = True
        elif kind == b"acTL" and length >= 8:
            frames = max(1, int.from_bytes(take(file, at, 4), "big"))
        elif kind == b"cICP" and length >= 4 and take(file, at, 4)[1] in (16, 18):
            raise Refused("an HDR PNG (PQ or HLG); save it in an ordinary colour space")
        elif kind in (b"eXIf", b"iCCP", b"gAMA", b"sRGB") and kind not in found:
            found[kind] = take(file, at, length) if length <= MAX_VALUE_BYTES + 100 else b""
        elif kind in (b"iTXt", b"zTXt", b"tEXt"):
            keyword = take(file, at, min(length, 80)).split(b"\0")[0]
            if keyword in (_XMP_KEYWORD, _IPTC_KEYWORD) and keyword not in found:
                found[keyword] = (length <= MAX_VALUE_BYTES and _text(kind, take(file, at, length))) or b""
    metadata = _metadata(found)
    channels = _CHANNELS[colour] + (1 if transparent and colour in (0, 2, _PALETTE) else 0)
    return Container(
        PhotoFormat.PNG,
        (width, height),
        bits=16 if bits == 16 else 8,
        channels=channels,
        orientation=exif_block.orientation_of(metadata.exif),
        frames=frames,
        says_srgb=b"sRGB" in found or exif_block.says_srgb(metadata.exif),
        blocks=metadata,
        notes=tuple(_notes(bits, colour, found)),
    )


def _notes(bits: int, colour: int, found: dict[bytes, bytes]) -> Iterator[str]:
    if colour == _PALETTE:
        yield "its palette was turned into RGB"
    elif bits < 8:
        yield f"its {bits} bits were widened to 8"
    gamma = int.from_bytes(found.get(b"gAMA", b""), "big")
    if gamma and not 40000 < gamma < 50000 and b"iCCP" not in found and b"sRGB" not in found:
        yield "its unusual gamma is ignored: read as sRGB"


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """(kind, offset of the content, its length) of each chunk behind the header.

    Raises:
        CutOff: the file ends before its end chunk.
    """
    at = HEADER_BYTES
    end = file.seek(0, 2)
    while True:
        length, kind = struct.unpack(">I4s", take(file, at, 8))
        if at + 12 + length > end:
            raise CutOff(f"chunk {kind!r} is cut off")
        if kind == b"IEND":
            return
        yield kind, at + 8, length
        at += 12 + length


def _text(kind: bytes, content: bytes) -> bytes | None:
    """The text of a textual chunk, unpacked; None where it is broken or too large."""
    _, _, rest = content.partition(b"\0")
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflate(rest[1:])
    if len(rest) < 2:
        return None
    packed, rest = rest[0], rest[2:]
    _, _, rest = rest.partition(b"\0")  # language
    _, _, text = rest.partition(b"\0")  # translated keyword
    return _inflate(text) if packed else text


def _inflate(packed: bytes, limit: int = MAX_VALUE_BYTES) -> bytes | None:
    """Unpacked bytes, or None where they are broken or more than `limit`: a few kB can unpack to gigabytes."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, limit)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else data


def _metadata(found: dict[bytes, bytes]) -> Metadata:
    icc: bytes | None = None
    if b"iCCP" in found:
        _, _, rest = found[b"iCCP"].partition(b"\0")
        icc = _inflate(rest[1:], MAX_ICC_BYTES) or b""  # b"": present but not whole
    exif = found.get(b"eXIf")
    iptc: bytes | None = None
    if found.get(_IPTC_KEYWORD):
        try:  # "\niptc\n", the length in decimal, then hexadecimal lines
            lines = found[_IPTC_KEYWORD].split(b"\n", 3)
            iptc = iptc_block.bare(binascii.unhexlify(b"".join(lines[3].split())))
        except (IndexError, binascii.Error):
            iptc = None
    return Metadata(None if exif is None else exif_block.bare(exif), found.get(_XMP_KEYWORD), icc, iptc)


def metadata_chunks(metadata: Metadata) -> bytes:
    """The chunks that hold `metadata`, to stand right behind the header."""
    chunks = b""
    if metadata.icc:
        chunks += chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(metadata.icc))
    if metadata.exif:
        chunks += chunk(b"eXIf", metadata.exif)
    if metadata.xmp:
        chunks += chunk(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + metadata.xmp)
    if metadata.iptc:
        resource = iptc_block.to_photoshop(metadata.iptc)
        digits = binascii.hexlify(resource)
        lines = b"\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
        text = b"\niptc\n%8d\n" % len(resource) + lines + b"\n"
        chunks += chunk(b"zTXt", _IPTC_KEYWORD + b"\0\0" + zlib.compress(text))
    return chunks


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
