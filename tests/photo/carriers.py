"""Files that carry every block of metadata, built without the code under test; and a reader that is not it, either."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import tifffile
from PIL import ExifTags, Image, ImageCms, IptcImagePlugin, PngImagePlugin

MAKER_NOTE = b"Example\0\1\2\3" + bytes(range(64))
THUMBNAIL = b"\xff\xd8\xff\xe0unretouched face\xff\xd9"
XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    b' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    b' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="4" tiff:Orientation="6"'
    b' exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,17.7E"><exif:GPSAltitude>35/1</exif:GPSAltitude>'
    b"<xmp:Label>blue \xc3\xa9</xmp:Label></rdf:Description></rdf:RDF></x:xmpmeta>"
    + b" " * 400
    + b'<?xpacket end="w"?>'
)
IPTC = b"\x1c\x02\x00\x00\x02\x00\x04\x1c\x02\x78\x00\x0dA caption odd"


def icc(grey: bool = False) -> bytes:
    """A profile that is not the one an encoder would add by itself."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2001, 2, 3, 4, 5, 6)  # its date
    if grey:
        profile[16:20] = b"GRAY"
    return bytes(profile)


def _ifd(entries: list[tuple[int, int, int, bytes]], base: int, order: str, following: int = 0) -> bytes:
    """A directory of (tag, type, count, value) to stand at `base`, its long values behind it."""
    table, heap = struct.pack(order + "H", len(entries)), b""
    heap_at = base + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        table += struct.pack(order + "HHI", tag, kind, count)
        if len(value) <= 4:
            table += value.ljust(4, b"\0")
        else:
            table += struct.pack(order + "I", heap_at + len(heap))
            heap += value + b"\0" * (len(value) % 2)
    return table + struct.pack(order + "I", following) + heap


def _details(order: str) -> list[tuple[int, int, int, bytes]]:
    return [
        (33434, 5, 1, struct.pack(order + "II", 1, 250)),  # ExposureTime
        (34855, 3, 1, struct.pack(order + "H", 400)),  # ISO
        (36867, 2, 20, b"2026:11:20 09:08:07\0"),  # DateTimeOriginal
        (37500, 7, len(MAKER_NOTE), MAKER_NOTE),
        (40962, 4, 1, struct.pack(order + "I", 9999)),  # PixelXDimension, wrong on purpose
        (40963, 4, 1, struct.pack(order + "I", 8888)),
        (42036, 2, 11, b"Lens 85 mm\0"),
    ]


def _position(order: str) -> list[tuple[int, int, int, bytes]]:
    return [
        (1, 2, 2, b"N\0"),
        (2, 5, 3, struct.pack(order + "6I", 48, 1, 51, 1, 30, 1)),
        (3, 2, 2, b"E\0"),
        (4, 5, 3, struct.pack(order + "6I", 2, 1, 17, 1, 42, 1)),
    ]


def exif(order: str = "<", orientation: int = 6) -> bytes:
    """An EXIF block (a TIFF structure) with all sub-directories, a maker note, a position and a thumbnail."""
    first = [
        (271, 2, 8, b"Example\0"),
        (272, 2, 11, b"Camera One\0"),
        (274, 3, 1, struct.pack(order + "H", orientation)),
        (282, 5, 1, struct.pack(order + "II", 300, 1)),
        (283, 5, 1, struct.pack(order + "II", 300, 1)),
        (296, 3, 1, struct.pack(order + "H", 2)),
        (306, 2, 20, b"2026:11:21 10:11:12\0"),
        (33432, 2, 12, b"(c) A Owner\0"),
    ]
    pointers = [(34665, 4, 1, b"\0" * 4), (34853, 4, 1, b"\0" * 4)]
    details_at = 8 + len(_ifd(first + pointers, 8, order))
    details = _ifd(_details(order), details_at, order)
    position_at = details_at + len(details)
    position = _ifd(_position(order), position_at, order)
    second_at = position_at + len(position)
    thumbnail_at = second_at + 2 + 12 * 3 + 4
    second = _ifd(
        [
            (259, 3, 1, struct.pack(order + "H", 6)),
            (513, 4, 1, struct.pack(order + "I", thumbnail_at)),
            (514, 4, 1, struct.pack(order + "I", len(THUMBNAIL))),
        ],
        second_at,
        order,
    )
    pointers = [
        (34665, 4, 1, struct.pack(order + "I", details_at)),
        (34853, 4, 1, struct.pack(order + "I", position_at)),
    ]
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + _ifd(first + pointers, 8, order, second_at) + details + position + second + THUMBNAIL


def jpeg(path: Path, image: Image.Image, order: str = "<") -> None:
    """With EXIF, XMP, ICC and, in a Photoshop segment, IPTC."""
    file = io.BytesIO()
    grey = image.mode == "L"
    image.save(file, "JPEG", quality=95, exif=b"Exif\0\0" + exif(order), icc_profile=icc(grey), xmp=XMP)
    resources = b"8BIM\x04\x25\0\0\0\0\0\x10" + bytes(16) + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(IPTC)) + IPTC
    content = b"Photoshop 3.0\0" + resources + b"\0" * (len(IPTC) % 2)
    data = file.getvalue()
    path.write_bytes(data[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + data[2:])


def png(path: Path, image: Image.Image, order: str = "<") -> None:
    """With EXIF, XMP and ICC."""
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    image.save(path, "PNG", exif=exif(order), icc_profile=icc(image.mode in ("L", "I;16")), pnginfo=text)


def webp(path: Path, image: Image.Image, order: str = "<") -> None:
    """With EXIF, XMP and ICC."""
    image.save(path, "WEBP", lossless=True, exif=exif(order), icc_profile=icc(), xmp=XMP)


def tiff(path: Path, array: np.ndarray, order: str = "<", extra: list | None = None, **options: object) -> None:
    """With every block; EXIF in the file's own directories, as cameras and editors write it."""
    placeholders = {34665: 0x11223344, 34853: 0x55667788}  # written one tag lower: tifffile keeps these two to itself
    tags = [
        (271, "s", 0, "Example", True),
        (272, "s", 0, "Camera One", True),
        (274, "H", 1, 6, True),
        (33432, "s", 0, "(c) A Owner", True),
        (700, "B", len(XMP), XMP, True),
        (33723, 7, len(IPTC), IPTC, True),
        *((tag - 1, "I", 1, value, True) for tag, value in placeholders.items()),
        *(extra or []),
    ]
    file = io.BytesIO()
    tifffile.imwrite(
        file, array, extratags=tags, byteorder=order, metadata=None, software="", resolution=(300, 300),
        datetime="2026:11:21 10:11:12", **options,
    )  # fmt: skip
    data = bytearray(file.getvalue())
    for tag, entries in ((34665, _details(order)), (34853, _position(order))):
        data += b"\0" * (len(data) % 2)
        mark = struct.pack(order + "HHII", tag - 1, 4, 1, placeholders[tag])
        assert data.count(mark) == 1
        at = data.index(mark)
        data[at : at + 12] = struct.pack(order + "HHII", tag, 4, 1, len(data))
        data += _ifd(entries, len(data), order)
    path.write_bytes(data)


def found_in(path: Path) -> dict[str, object]:
    """What other readers find in a file: icc, xmp, iptc, and the EXIF fields by name."""
    with Image.open(path) as image:
        image.load()
        block = image.getexif()
        details, position = dict(block.get_ifd(0x8769)), dict(block.get_ifd(0x8825))
        tags = getattr(image, "tag_v2", {})
        xmp = tags.get(700) or image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        iptc = IptcImagePlugin.getiptcinfo(image) or {}
        text = image.info.get("Raw profile type iptc")
        if text:
            digits = bytes.fromhex("".join(text.split("\n")[3:]))
            iptc = {(2, 120): b"A caption odd"} if IPTC in digits else {}
        return {
            "icc": image.info.get("icc_profile"),
            "xmp": xmp.encode() if isinstance(xmp, str) else xmp,
            "caption": iptc.get((2, 120)),
            "make": block.get(271),
            "copyright": block.get(33432),
            "changed": block.get(306),
            "orientation": block.get(274, 1),
            "dots": tuple(float(block.get(tag, 0)) for tag in (282, 283)),
            "taken": details.get(36867),
            "exposure": float(details[33434]) if 33434 in details else None,
            "iso": details.get(34855),
            "lens": details.get(42036),
            "maker": details.get(37500),
            "wide": details.get(40962),
            "high": details.get(40963),
            "latitude": tuple(float(one) for one in position[2]) if 2 in position else None,
            "east": position.get(3),
            "thumbnail": bool(block.get_ifd(ExifTags.IFD.IFD1)),
        }
