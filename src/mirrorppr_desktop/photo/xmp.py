"""XMP packets: kept byte by byte but for the orientation, and for the position where it is to be left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

MAX_XMP_BYTES = 8 << 20
_EXIF_NAMESPACE = "http://ns.adobe.com/exif/1.0/"
_ORIENTATION = re.compile(rb"""(tiff:Orientation\s*(?:=\s*["']|>\s*))[0-9](?=\s*["'<])""")
_GPS_ATTRIBUTE = re.compile(rb"""\s+exif:GPS\w*\s*=\s*("[^"]*"|'[^']*')""")
_GPS_ELEMENT = re.compile(rb"""<exif:(GPS\w*)\b[^<>]*?(?:/>|>.*?</exif:\1\s*>)""", re.DOTALL)
_PADDING = re.compile(rb"\s{200,}(?=<\?xpacket end)")


def upright(xmp: bytes) -> bytes:
    """The packet of a photo that was turned upright."""
    return _ORIENTATION.sub(rb"\g<1>1", xmp)


def without_gps(xmp: bytes) -> bytes | None:
    """The packet without a position, or None where it cannot be shown to hold none.

    The text is edited, so that the rest stays as it was; a parser then proves that nothing of the position is left.
    """
    if b"GPS" not in xmp and b"G\0P\0S" not in xmp:
        return xmp
    edited = _GPS_ELEMENT.sub(b"", _GPS_ATTRIBUTE.sub(b"", xmp))
    return edited if _is_free_of_gps(edited) else None


def without_padding(xmp: bytes) -> bytes:
    """The packet without the blank space that writers leave in it for later edits."""
    return _PADDING.sub(b"\n", xmp)


def _is_free_of_gps(xmp: bytes) -> bool:
    # A document type is what entity bombs are made of; XMP never has one.
    if b"<!" in xmp.replace(b"<!--", b""):
        return False
    try:
        root = ElementTree.fromstring(xmp.strip(b"\0 \r\n\t"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    mark = f"{{{_EXIF_NAMESPACE}}}GPS"
    return not any(
        str(name).startswith(mark) for element in root.iter() for name in (element.tag, *element.attrib.keys())
    )
