"""What kind of file something is, by its first bytes. The name's extension is never believed."""

from __future__ import annotations

import re
from typing import BinaryIO

from mirrorppr_desktop.photo import tiff
from mirrorppr_desktop.photo.container import Refused
from mirrorppr_desktop.photo.photo import PhotoFormat

_HEAD_BYTES = 512
_RAW_HEADS = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb", b"\0MRM", b"II\x1a\0\0\0HEAPCCDR")
_REFUSED_HEADS = {
    b"GIF8": "a GIF",
    b"8BPS": "a Photoshop document (PSD)",
    b"BM": "a BMP",
    b"\xff\x0a": "a JPEG XL",
    b"\0\0\0\x0cJXL ": "a JPEG XL",
    b"\0\0\0\x0cjP  ": "a JPEG 2000",
    b"\xff\x4f\xff\x51": "a JPEG 2000",
    b"%PDF": "a PDF",
    b"v/1\x01": "an OpenEXR",
    b"#?RADIANCE": "a Radiance HDR",
    b"\0\0\1\0": "an icon",
    b"gimp xcf": "a GIMP document (XCF)",
    b"DDS ": "a DDS texture",
    b"SIMPLE  =": "a FITS",
    b"AT&TFORM": "a DjVu",
}
_BRANDS = {b"avif": "an AVIF", b"avis": "an AVIF"}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_INSTEAD = "; use JPEG, PNG, TIFF, WebP or RAW"
_PNM = re.compile(rb"P[1-7fF]\s")
_WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_SVG = re.compile(rb"\s*(<\?xml|<!--|<!doctype\s+svg|<svg)", re.IGNORECASE)


class NoImage(Exception):
    """The bytes are no image; the text says what they are instead. Stays inside this room."""


def sniff(file: BinaryIO) -> PhotoFormat:
    """The format of a file.

    Raises:
        NoImage: empty, or nothing that this program knows as an image.
        Refused: an image of a kind that is not read.
    """
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if not head:
        raise NoImage("empty (0 bytes); copy it again from the card or a backup")
    if head.startswith(b"\xff\xd8\xff"):
        return PhotoFormat.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PhotoFormat.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PhotoFormat.WEBP
    if head.startswith(_RAW_HEADS):
        return PhotoFormat.RAW
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return PhotoFormat.RAW if tiff.is_raw(file) else PhotoFormat.TIFF
    if head[4:8] == b"ftyp" and head[8:12] == b"crx ":
        return PhotoFormat.RAW
    _refuse(head)
    raise NoImage("a web page, not an image" if _WEB_PAGE.match(head) else "not an image that can be read")


def _refuse(head: bytes) -> None:
    for start, name in _REFUSED_HEADS.items():
        if head.startswith(start) and (start != b"BM" or head[6:10] == bytes(4)):
            raise Refused(name + _INSTEAD)
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        name = "a HEIC or HEIF" if brand in _HEIF_BRANDS else _BRANDS.get(brand, "a video")
        raise Refused(name + _INSTEAD)
    if _PNM.match(head):
        raise Refused("a PNM" + _INSTEAD)
    if _SVG.match(head) and b"<svg" in head.lower():
        raise Refused("an SVG drawing" + _INSTEAD)
