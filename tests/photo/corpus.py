"""Bad and odd files, made by script, each with what reading it must come to.

`generate(folder)` fills a folder and returns its cases. Other tests load this file by its path (tests are no packages):

    spec = importlib.util.spec_from_file_location("photo_corpus", tests / "photo" / "corpus.py")
    corpus = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
"""

from __future__ import annotations

import io
import os
import socket
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageCms, PngImagePlugin
from skimage import data as pictures

from mirrorppr_desktop.errors import DamagedPhoto, NotAPhoto, PhotoError, PhotoTooLarge, UnsupportedPhoto

CUTS = (0.01, 0.1, 0.5, 0.9, 0.99)
_DAMAGED = r"damaged \(cut off or corrupt\)"
_SIZE = (320, 240)


@dataclass(frozen=True)
class Case:
    """A file, and the error that reading it must raise (None: it is read); a pattern of the message or the notes."""

    path: Path
    error: type[PhotoError] | None = None
    pattern: str = ""


def generate(folder: Path) -> list[Case]:
    """Fill `folder`, which must be empty. Files that this system or user cannot make are left out."""
    cases: list[Case] = []
    for make in (
        _no_images,
        _refused_kinds,
        _cut_off,
        _damaged,
        _too_large,
        _odd_but_good,
        _turned,
        _odd_names,
        _irregular,
    ):
        for name, content, error, pattern in make():
            path = folder / os.fsdecode(name)
            try:
                if callable(content):
                    content(path)
                else:
                    path.write_bytes(content)
            except (OSError, ValueError):  # a name that this file system does not hold
                continue
            cases.append(Case(path, error, pattern))
    return cases


_Content = bytes | Callable[[Path], object]
_Row = tuple[str | bytes, _Content, type[PhotoError] | None, str]


def picture() -> Image.Image:
    """A real photo, small."""
    return Image.fromarray(pictures.astronaut()).resize(_SIZE)


def coded(image: Image.Image, format: str, **options: object) -> bytes:
    """The bytes of an image file."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def tiff(array: np.ndarray, **options: object) -> bytes:
    """The bytes of a TIFF file of any kind of numbers."""
    file = io.BytesIO()
    tifffile.imwrite(file, array, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    """An EXIF block with an orientation and a date."""
    block = Image.Exif()
    block[274] = orientation
    block[306] = "2026:11:21 10:00:00"
    return block.tobytes()


def mosaic(width: int, height: int) -> np.ndarray:
    """What a sensor with a Bayer pattern (RGGB) sees of a real photo: (height, width) uint16, 12 bits."""
    rgb = np.asarray(picture().resize((width, height))).astype(np.uint16) << 4
    sensor = rgb[..., 1].copy()
    sensor[0::2, 0::2] = rgb[0::2, 0::2, 0]
    sensor[1::2, 1::2] = rgb[1::2, 1::2, 2]
    return sensor


def dng_tags() -> list[tuple]:
    """What makes a TIFF a DNG that LibRaw opens."""
    matrix = (10000, 10000, 0, 1, 0, 1, 0, 1, 10000, 10000, 0, 1, 0, 1, 0, 1, 10000, 10000)
    return [
        (271, "s", 0, "Example", True),
        (272, "s", 0, "Camera One", True),
        (33421, "H", 2, (2, 2), True),  # CFARepeatPatternDim
        (33422, "B", 4, (0, 1, 1, 2), True),  # CFAPattern: RGGB
        (33432, "s", 0, "(c) Example", True),
        (50706, "B", 4, (1, 4, 0, 0), True),  # DNGVersion
        (50708, "s", 0, "Example Camera One", True),  # UniqueCameraModel
        (50714, "H", 1, 0, True),  # BlackLevel
        (50717, "H", 1, 4080, True),  # WhiteLevel
        (50721, "2i", 9, matrix, True),  # ColorMatrix1
        (50728, "2I", 3, (1, 1, 1, 1, 1, 1), True),  # AsShotNeutral
        (50778, "H", 1, 21, True),  # CalibrationIlluminant1: D65
    ]


def dng(width: int = 64, height: int = 48, orientation: int = 1) -> bytes:
    """A small RAW file."""
    tags = [*dng_tags(), (274, "H", 1, orientation, True)]
    return tiff(mosaic(width, height), photometric=32803, extratags=tags, metadata=None, rowsperstrip=8)


def _no_images() -> Iterator[_Row]:
    noise = np.random.default_rng(1).integers(0, 256, 4000, np.uint8).tobytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("photo.jpg", b"nothing")
    yield "empty.jpg", b"", NotAPhoto, "empty"
    yield "noise.jpg", b"\x07" + noise, NotAPhoto, "not an image"
    yield "zeros.png", bytes(4000), NotAPhoto, "not an image"
    yield "one_byte.tif", b"\xff", NotAPhoto, "not an image"
    yield "two_bytes.jpg", b"\xff\xd8", NotAPhoto, "not an image"
    yield "page.jpg", b"<!DOCTYPE html><html><body>Not found</body></html>", NotAPhoto, "a web page"
    yield "page2.png", b"\n <html lang='en'><head></head></html>", NotAPhoto, "a web page"
    yield "text.jpg", b"Ceci n'est pas une photo", NotAPhoto, "not an image"
    yield "archive.jpg", packed.getvalue(), NotAPhoto, "not an image"
    yield "riff.webp", b"RIFF\x24\0\0\0WAVEfmt " + bytes(24), NotAPhoto, "not an image"


def _refused_kinds() -> Iterator[_Row]:
    image = picture()
    small = np.asarray(image)
    yield "still.gif", coded(image, "GIF"), UnsupportedPhoto, "a GIF; use JPEG"
    moving = coded(image, "GIF", save_all=True, append_images=[image.rotate(90)])
    yield "moving_named.jpg", moving, UnsupportedPhoto, "a GIF; use JPEG"
    yield "bitmap.bmp", coded(image, "BMP"), UnsupportedPhoto, "a BMP"
    yield "layers.psd", b"8BPS\0\1" + bytes(100), UnsupportedPhoto, "Photoshop document"
    yield "phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), UnsupportedPhoto, "HEIC"
    yield "web.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(100), UnsupportedPhoto, "AVIF"
    yield "clip.jpg", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(100), UnsupportedPhoto, "a video"
    yield "new.jxl", b"\xff\x0a" + bytes(100), UnsupportedPhoto, "JPEG XL"
    yield "boxed.jxl", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(100), UnsupportedPhoto, "JPEG XL"
    yield "wave.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(100), UnsupportedPhoto, "JPEG 2000"
    yield "drawing.svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", UnsupportedPhoto, "SVG"
    yield "paper.jpg", b"%PDF-1.7\n" + bytes(100), UnsupportedPhoto, "a PDF"
    yield "plain.ppm", coded(image, "PPM"), UnsupportedPhoto, "a PNM"
    yield "favicon.ico", b"\0\0\1\0\1\0" + bytes(100), UnsupportedPhoto, "an icon"
    yield "scene.exr", b"v/1\x01\2\0\0\0" + bytes(100), UnsupportedPhoto, "OpenEXR"
    yield "float.tif", tiff(small.astype(np.float32) / 255, photometric="rgb"), UnsupportedPhoto, "floating-point"
    yield "half.tif", tiff(small.astype(np.float16), photometric="rgb"), UnsupportedPhoto, "floating-point"
    yield "long.tif", tiff(small.astype(np.uint32), photometric="rgb"), UnsupportedPhoto, "32 bits"
    yield "signed.tif", tiff(small.astype(np.int16), photometric="rgb"), UnsupportedPhoto, "signed"
    yield "lab.tif", coded(_lab(image), "TIFF"), UnsupportedPhoto, "Lab"
    five = np.dstack([small, small[..., :2]])
    spare = {"photometric": "rgb", "extrasamples": (0, 0), "planarconfig": "contig"}
    yield "spot.tif", tiff(five, **spare), UnsupportedPhoto, "5 channels"
    ink = {"photometric": "separated", "planarconfig": "contig"}
    yield "cmyk_alpha.tif", tiff(five, extrasamples=("unassalpha",), **ink), UnsupportedPhoto, "5 channels"
    jpeg = coded(image, "JPEG")
    frame = jpeg.index(b"\xff\xc0")
    lossless = jpeg[: frame + 1] + b"\xc3" + jpeg[frame + 2 :]
    yield "lossless.jpg", lossless, UnsupportedPhoto, "lossless"
    yield "deep.jpg", jpeg[: frame + 4] + b"\x0c" + jpeg[frame + 5 :], UnsupportedPhoto, "12 bits"
    coding_points = b"\0\0\0\4cICP\x09\x10\0\1" + struct.pack(">I", zlib.crc32(b"cICP\x09\x10\0\1"))
    png = coded(image, "PNG")
    yield "hdr.png", png[:33] + coding_points + png[33:], UnsupportedPhoto, "HDR"


def _lab(image: Image.Image) -> Image.Image:
    lab = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    return lab


def _whole() -> dict[str, bytes]:
    image = picture()
    return {
        "baseline.jpg": coded(image, "JPEG", quality=95),
        "progressive.jpg": coded(image, "JPEG", quality=95, progressive=True),
        "rgb.png": coded(image, "PNG"),
        "plain.tif": coded(image, "TIFF"),
        "deflate.tif": coded(image, "TIFF", compression="tiff_adobe_deflate"),
        "lzw.tif": coded(image, "TIFF", compression="tiff_lzw"),
        "lossy.webp": coded(image, "WEBP", quality=90),
        "lossless.webp": coded(image, "WEBP", lossless=True),
        "mosaic.dng": dng(),
    }


def _cut_off() -> Iterator[_Row]:
    for name, whole in _whole().items():
        for part in CUTS:
            kept = max(16, int(len(whole) * part))
            yield f"cut_{round(100 * part):02d}_{name}", whole[:kept], DamagedPhoto, _DAMAGED
        yield f"cut_last_{name}", whole[:-1], DamagedPhoto, _DAMAGED
        yield f"whole_{name}", whole, None, ""


def _damaged() -> Iterator[_Row]:
    whole = _whole()
    jpeg, png = whole["baseline.jpg"], whole["rgb.png"]
    yield "no_end.jpg", jpeg[:-2], DamagedPhoto, _DAMAGED
    yield "end_too_soon.jpg", jpeg[: len(jpeg) // 2] + b"\xff\xd9", DamagedPhoto, _DAMAGED
    yield "no_frame.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(9) + b"\xff\xd9", DamagedPhoto, _DAMAGED
    yield "no_size.jpg", _patched(jpeg, jpeg.index(b"\xff\xc0") + 5, bytes(4)), DamagedPhoto, _DAMAGED
    yield "no_end.png", png[:-12], DamagedPhoto, _DAMAGED
    yield "flipped.png", _patched(png, len(png) // 2, bytes([png[len(png) // 2] ^ 0xFF])), DamagedPhoto, _DAMAGED
    yield "no_header.png", png[:8] + png[33:], DamagedPhoto, _DAMAGED
    packed = whole["lzw.tif"]
    yield "overwritten.tif", _patched(packed, len(packed) // 2, b"\xa5" * 500), DamagedPhoto, _DAMAGED
    yield "no_directory.tif", b"II*\0\0\0\0\0" + bytes(100), DamagedPhoto, _DAMAGED
    yield "far_directory.tif", b"II*\0\xff\xff\xff\x7f" + bytes(100), DamagedPhoto, _DAMAGED
    yield "riff_only.webp", b"RIFF\4\0\0\0WEBP", DamagedPhoto, _DAMAGED
    yield "no_content.cr3", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(100), DamagedPhoto, _DAMAGED
    yield "no_content.raf", b"FUJIFILMCCD-RAW 0201FF389501" + bytes(200), DamagedPhoto, _DAMAGED


def _patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png_of_zeros(width: int, height: int, rows: int) -> bytes:
    """A one-bit PNG whose header says one height and whose data holds `rows` rows."""
    line = bytes(1 + (width + 7) // 8)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(line * rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _too_large() -> Iterator[_Row]:
    jpeg = coded(picture(), "JPEG")
    yield "bomb.png", _png_of_zeros(20000, 20000, 20000), PhotoTooLarge, r"400 megapixels; the limit is 250"
    yield "side.png", _png_of_zeros(70000, 8, 8), PhotoTooLarge, r"70000 pixels on a side"
    huge = _patched(jpeg, jpeg.index(b"\xff\xc0") + 5, struct.pack(">HH", 20000, 20000))
    yield "huge.jpg", huge, PhotoTooLarge, "400 megapixels"
    yield "huge_cut.jpg", huge[:-500], PhotoTooLarge, "400 megapixels"
    small = coded(picture(), "TIFF")
    yield "huge.tif", _tiff_resized(small, 30000, 30000), PhotoTooLarge, "900 megapixels"
    frame = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (16383).to_bytes(3, "little") * 2
    yield "huge.webp", b"RIFF" + struct.pack("<I", 4 + len(frame)) + b"WEBP" + frame, PhotoTooLarge, "268 megapixels"


def _tiff_resized(data: bytes, width: int, height: int) -> bytes:
    """A TIFF whose first directory says another size than its pixels have."""
    changed = bytearray(data)
    at = struct.unpack_from("<I", data, 4)[0]
    for entry in range(at + 2, at + 2 + 12 * struct.unpack_from("<H", data, at)[0], 12):
        tag = struct.unpack_from("<H", data, entry)[0]
        if tag in (256, 257):
            changed[entry + 2 : entry + 12] = struct.pack("<HII", 4, 1, width if tag == 256 else height)
    return bytes(changed)


def _odd_but_good() -> Iterator[_Row]:
    image = picture()
    small = np.asarray(image)
    deep = small.astype(np.uint16) * 257
    grey = image.convert("L")
    alpha = image.convert("RGBA")
    alpha.putalpha(grey)
    yield "deep.tif", tiff(deep, photometric="rgb"), None, ""
    yield "deep_big_endian.tif", tiff(deep, photometric="rgb", byteorder=">"), None, ""
    yield "big.tif", tiff(small, photometric="rgb", bigtiff=True), None, ""
    yield "tiles.tif", tiff(small, photometric="rgb", tile=(64, 64)), None, ""
    yield "planes.tif", tiff(np.moveaxis(small, 2, 0), photometric="rgb", planarconfig="separate"), None, ""
    yield "one_strip.tif", tiff(deep, photometric="rgb", rowsperstrip=_SIZE[1]), None, ""
    yield "grey16.png", coded(Image.fromarray(deep[..., 1]), "PNG"), None, ""
    yield "grey16.tif", tiff(deep[..., 1], photometric="minisblack"), None, ""
    for name, format in (("grey.jpg", "JPEG"), ("grey.png", "PNG"), ("grey.tif", "TIFF")):
        yield name, coded(grey, format), None, ""
    yield "white_is_zero.tif", tiff(255 - np.asarray(grey), photometric="miniswhite"), None, ""
    for name, format in (("alpha.png", "PNG"), ("alpha.tif", "TIFF"), ("alpha.webp", "WEBP")):
        yield name, coded(alpha, format), None, ""
    yield "grey_alpha.png", coded(alpha.convert("LA"), "PNG"), None, ""
    premultiplied = np.dstack([small // 2, np.full(small.shape[:2], 128, np.uint8)])
    associated = {"photometric": "rgb", "extrasamples": ("assocalpha",)}
    yield "premultiplied.tif", tiff(premultiplied, **associated), None, "transparency"
    palette = image.convert("P")
    yield "palette.png", coded(palette, "PNG"), None, "palette"
    yield "palette_alpha.png", coded(palette, "PNG", transparency=0), None, "palette"
    yield "palette.tif", coded(palette, "TIFF"), None, "palette"
    yield "one_bit.png", coded(image.convert("1"), "PNG"), None, "1 bits were widened"
    yield "one_bit.tif", coded(image.convert("1"), "TIFF"), None, "1 bits were widened"
    cmyk = coded(image.convert("CMYK"), "JPEG")
    yield "cmyk.jpg", cmyk, None, "CMYK"
    adobe = cmyk.index(b"Adobe") + 11
    yield "ycck.jpg", _patched(cmyk, adobe, b"\2"), None, "CMYK"
    yield "cmyk.tif", coded(image.convert("CMYK"), "TIFF"), None, "CMYK"
    yield "interlaced.png", coded(image, "PNG")[:8] + _interlaced(small), None, ""
    yield "ycc.tif", coded(image, "TIFF", compression="jpeg"), None, ""
    more = {"save_all": True, "append_images": [image.rotate(90), image.rotate(180)]}
    yield "pages.tif", coded(image, "TIFF", **more), None, "3 pictures"
    yield "moving.png", coded(image, "PNG", **more), None, "3 pictures"
    yield "moving.webp", coded(image, "WEBP", **more), None, "3 pictures"
    yield "pair.mpo", coded(image, "MPO", **more), None, "3 pictures"
    yield "pixel.png", coded(image.resize((1, 1)), "PNG"), None, ""
    yield "thin.jpg", coded(image.resize((3000, 2)), "JPEG"), None, ""
    jpeg = coded(image, "JPEG")
    yield "tail.jpg", jpeg + b"appended by some phone" * 100, None, ""
    yield "jpeg_named.png", jpeg, None, ""
    yield "png_named.JPG", coded(image, "PNG"), None, ""
    yield "no_name_part", jpeg, None, ""
    yield "junk_profile.jpg", coded(image, "JPEG", icc_profile=os.urandom(70)), None, "colour profile is damaged"
    yield "junk_profile.png", coded(image, "PNG", icc_profile=b"x" * 70), None, "colour profile is damaged"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    yield "other_profile.jpg", coded(image, "JPEG", icc_profile=_patched(srgb, 16, b"GRAY")), None, "colour profile is"
    yield "huge_profile.tif", coded(image, "TIFF", icc_profile=srgb + bytes(5 << 20)), None, "colour profile is"
    yield "junk_exif.jpg", coded(image, "JPEG", exif=b"Exif\0\0junk" * 9), None, "EXIF is damaged"
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", "<x/>" + " " * (9 << 20))
    yield "huge_xmp.png", coded(image, "PNG", pnginfo=text), None, "XMP is damaged or too large"
    packed = PngImagePlugin.PngInfo()
    packed.add_itxt("XML:com.adobe.xmp", " " * (20 << 20), zip=True)
    yield "xmp_bomb.png", coded(image, "PNG", pnginfo=packed), None, "XMP is damaged or too large"
    yield "gamma.png", _with_gamma(coded(image, "PNG")), None, "gamma"


def _interlaced(array: np.ndarray) -> bytes:
    """The chunks of an interlaced PNG (Adam7) of an RGB picture."""
    data = b""
    for x, y, dx, dy in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        data += b"".join(b"\0" + row.tobytes() for row in array[y::dy, x::dx])
    height, width = array.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    return _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")


def _with_gamma(png: bytes) -> bytes:
    return png[:33] + _chunk(b"gAMA", struct.pack(">I", 100000)) + png[33:]


def _turned() -> Iterator[_Row]:
    image = picture()
    for orientation in range(10):
        yield f"turned_{orientation}.jpg", coded(image, "JPEG", exif=exif(orientation)), None, ""
    for format in ("PNG", "WEBP", "TIFF"):
        yield f"turned_6.{format.lower()}", coded(image, format, exif=exif(6)), None, ""


def _odd_names() -> Iterator[_Row]:
    jpeg = coded(picture(), "JPEG")
    accented = "Zoë_é.jpg"
    names: list[str | bytes] = [
        "nfc_" + unicodedata.normalize("NFC", accented),
        "nfd_" + unicodedata.normalize("NFD", accented),
        "smile_\U0001f600.jpg",
        "right_to_left_\u202eשלום.jpg",
        "two\nlines.jpg",
        "tab\t.jpg",
        "-rf.jpg",
        "--help.jpg",
        " leading space.jpg",
        "trailing space .jpg",
        "trailing dot..jpg",
        "CON.jpg",
        "percent%20.jpg",
        "quote'\".jpg",
        "star*?.jpg",
        "x" * 251 + ".jpg",
        "é" * 125 + "a.jpg",
        b"not_utf8_\xff\xfe.jpg",
        ".hidden.jpg",
    ]
    for name in names:
        yield name, jpeg, None, ""
    yield "two\nlines_bad.jpg", b"nothing", NotAPhoto, "not an image"


def _irregular() -> Iterator[_Row]:
    if sys.platform == "win32":
        return
    yield "folder.jpg", lambda path: path.mkdir(), NotAPhoto, "a folder"
    yield "pipe.jpg", os.mkfifo, NotAPhoto, "not a regular file"
    yield "loop.jpg", lambda path: path.symlink_to(path.name), NotAPhoto, "cannot be opened"
    yield "dangling.jpg", lambda path: path.symlink_to("nowhere.jpg"), NotAPhoto, "no such file"
    yield "device.jpg", lambda path: path.symlink_to("/dev/zero"), NotAPhoto, "not a regular file"
    yield "socket.jpg", _socket, NotAPhoto, "not a regular file"
    yield "linked.jpg", lambda path: path.symlink_to("whole_baseline.jpg"), None, ""
    if os.geteuid() != 0:  # root reads everything
        yield "locked.jpg", _locked, NotAPhoto, "no permission"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        folder = Path.cwd()
        try:  # the name of a socket is at most some hundred bytes long, whatever the folder's is
            os.chdir(path.parent)
            one.bind(path.name)
        finally:
            os.chdir(folder)


def _locked(path: Path) -> None:
    path.write_bytes(coded(picture(), "JPEG"))
    path.chmod(0)
