"""ICC, EXIF, XMP and IPTC through every pair of formats, at both depths; what is erased is erased from the bytes."""

from __future__ import annotations

import contextlib
import io
import struct
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import ExifTags, Image, PngImagePlugin

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import xmp as xmp_block
from mirrorppr_desktop.photo.ifd import BadStructure
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions, write

_SOURCES = ("jpeg", "png8", "png16", "tiff8", "tiff16", "webp", "raw")
_RESULTS = [
    (PhotoFormat.JPEG, 8),
    (PhotoFormat.PNG, 8),
    (PhotoFormat.PNG, 16),
    (PhotoFormat.TIFF, 8),
    (PhotoFormat.TIFF, 16),
]
_POSITION = (
    b"48,51.5N",
    b"GPSLatitude",
    struct.pack("<6I", 48, 1, 51, 1, 30, 1),
    struct.pack(">6I", 48, 1, 51, 1, 30, 1),
)


@pytest.fixture(scope="module")
def sources(carriers: ModuleType, corpus: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of every kind; all of them lie on their side (orientation 6)."""
    folder = tmp_path_factory.mktemp("carriers")
    image = corpus.picture()
    array = np.asarray(image)
    deep = array.astype(np.uint16) * 257
    paths = {name: folder / name for name in _SOURCES}
    carriers.jpeg(paths["jpeg"], image)
    carriers.png(paths["png8"], image, order=">")
    carriers.png(paths["png16"], Image.fromarray(deep[..., 1]))
    carriers.webp(paths["webp"], image, order=">")
    rgb = {"photometric": "rgb", "iccprofile": carriers.icc()}
    carriers.tiff(paths["tiff8"], array, **rgb)
    carriers.tiff(paths["tiff16"], deep, order=">", **rgb)
    raw = corpus.mosaic(64, 48)
    own = [tag for tag in corpus.dng_tags() if tag[0] not in (271, 272, 33432)]
    carriers.tiff(paths["raw"], raw, extra=own, photometric=32803)
    return paths


@pytest.mark.parametrize(("format", "bits"), _RESULTS)
@pytest.mark.parametrize("source", _SOURCES)
def test_every_block_survives(
    source: str, format: PhotoFormat, bits: int, *, sources: dict[str, Path], carriers: ModuleType, tmp_path: Path
) -> None:
    photo = read(sources[source])
    result = tmp_path / "result"
    notes = write(photo, photo.pixels, result, OutputOptions(format=format, bits=bits))
    assert not [note for note in notes if "left out" in note]
    found = carriers.found_in(result)

    width, height = photo.size
    assert width < height  # upright
    icc = found.pop("icc")
    if source == "raw":
        assert icc is not None and icc[16:20] == b"RGB "
    else:
        assert icc == carriers.icc(grey=source == "png16")
    xmp = found.pop("xmp")
    assert xmp == carriers.XMP.replace(b'Orientation="6"', b'Orientation="1"')
    caption = found.pop("caption")
    if source in ("jpeg", "tiff8", "tiff16", "raw"):
        assert caption == b"A caption odd"
    maker = found.pop("maker")
    assert maker == (None if source == "raw" else carriers.MAKER_NOTE)
    assert found.pop("exposure") == pytest.approx(1 / 250)
    assert found.pop("latitude") == (48.0, 51.0, 30.0)
    assert found == {
        "make": "Example",
        "copyright": "(c) A Owner",
        "changed": "2026:11:21 10:11:12",
        "orientation": 1,
        "dots": (300.0, 300.0),
        "taken": "2026:11:20 09:08:07",
        "iso": 400,
        "lens": "Lens 85 mm",
        "wide": width,
        "high": height,
        "east": "E",
        "thumbnail": False,
    }
    # and once more through this program's own reader: nothing is lost or piled up on the way round
    again = read(result)
    assert again.metadata.xmp == photo.metadata.xmp
    assert again.metadata.iptc == photo.metadata.iptc
    assert again.header.orientation == 1


@pytest.mark.parametrize("source", ["jpeg", "png8", "webp"])
@pytest.mark.parametrize("format", [PhotoFormat.JPEG, PhotoFormat.PNG])
def test_exif_keeps_its_bytes_where_it_can(
    source: str, format: PhotoFormat, sources: dict[str, Path], tmp_path: Path
) -> None:
    photo = read(sources[source])
    write(photo, photo.pixels, tmp_path / "result", OutputOptions(format=format))
    assert read(tmp_path / "result").metadata.exif == photo.metadata.exif


@pytest.mark.parametrize(("format", "bits"), _RESULTS)
@pytest.mark.parametrize("source", _SOURCES)
def test_no_trace_of_the_position_is_left(
    source: str, format: PhotoFormat, bits: int, *, sources: dict[str, Path], carriers: ModuleType, tmp_path: Path
) -> None:
    before = sources[source].read_bytes()
    assert any(trace in before for trace in _POSITION[2:])
    photo = read(sources[source])
    result = tmp_path / "result"
    notes = write(photo, photo.pixels, result, OutputOptions(format=format, bits=bits, keep_gps=False))
    assert not [note for note in notes if "left out" in note]
    found = carriers.found_in(result)
    assert found["latitude"] is None and found["east"] is None
    assert found["taken"] == "2026:11:20 09:08:07" and found["copyright"] == "(c) A Owner"
    assert b"blue \xc3\xa9" in found["xmp"] and b"Rating" in found["xmp"]
    after = result.read_bytes()
    assert not any(trace in after for trace in _POSITION)


@pytest.mark.parametrize("source", ["jpeg", "png8", "webp"])
def test_no_trace_of_the_thumbnail_is_left(
    source: str, sources: dict[str, Path], carriers: ModuleType, tmp_path: Path
) -> None:
    assert carriers.THUMBNAIL in sources[source].read_bytes()
    photo = read(sources[source])
    write(photo, photo.pixels, tmp_path / "result", OutputOptions(format=PhotoFormat.JPEG))
    assert b"unretouched" not in (tmp_path / "result").read_bytes()


def test_grey_jpeg_keeps_its_grey_profile(carriers: ModuleType, corpus: ModuleType, tmp_path: Path) -> None:
    carriers.jpeg(tmp_path / "grey.jpg", corpus.picture().convert("L"))
    photo = read(tmp_path / "grey.jpg")
    assert photo.pixels.shape[2] == 1
    write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions())
    assert carriers.found_in(tmp_path / "result.jpg")["icc"] == carriers.icc(grey=True)


def test_what_a_jpeg_cannot_hold_is_left_out_with_a_note(
    carriers: ModuleType, corpus: ModuleType, tmp_path: Path
) -> None:
    huge_xmp = carriers.XMP.replace(b"blue", b"blue" * 20000)
    long_note = [(37500, 7, 70000, bytes(70000))]
    block = exif_block.block_of(
        {
            271: _value(b"Example\0"),
            34665: {37500: _value(long_note[0][3], 7), 36867: _value(b"2026:11:20 09:08:07\0")},
        },
        "<",
    )
    image = corpus.picture()
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", huge_xmp.decode())
    image.save(tmp_path / "source.png", exif=block, pnginfo=text)
    photo = read(tmp_path / "source.png")
    notes = write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions(format=PhotoFormat.JPEG))
    assert [note for note in notes if "XMP" in note] and [note for note in notes if "maker's part" in note]
    found = carriers.found_in(tmp_path / "result.jpg")
    assert found["xmp"] is None and found["maker"] is None
    assert found["make"] == "Example" and found["taken"] == "2026:11:20 09:08:07"
    # the same fits a PNG and a TIFF
    for format in (PhotoFormat.PNG, PhotoFormat.TIFF):
        result = tmp_path / f"result.{format}"
        assert write(photo, photo.pixels, result, OutputOptions(format=format)) == ()
        assert carriers.found_in(result)["xmp"] == xmp_block.upright(huge_xmp)


def _value(data: bytes, kind: int = 2):
    from mirrorppr_desktop.photo.ifd import Value

    return Value(kind, len(data), data)


def test_a_large_profile_goes_through_a_jpeg_in_pieces(
    corpus: ModuleType, carriers: ModuleType, tmp_path: Path
) -> None:
    profile = bytearray(carriers.icc() + bytes(200_000))
    profile[:4] = struct.pack(">I", len(profile))
    corpus.picture().save(tmp_path / "source.png", icc_profile=bytes(profile))
    photo = read(tmp_path / "source.png")
    write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions(format=PhotoFormat.JPEG))
    assert carriers.found_in(tmp_path / "result.jpg")["icc"] == bytes(profile)
    assert read(tmp_path / "result.jpg").metadata.icc == bytes(profile)


@pytest.mark.parametrize("order", ["<", ">"])
def test_broken_exif_never_raises_anything_but_bad_structure(order: str, carriers: ModuleType) -> None:
    whole = carriers.exif(order)
    random = np.random.default_rng(3)
    damaged = [whole[:length] for length in range(0, len(whole), 3)]
    for _ in range(600):
        block = bytearray(whole)
        for _ in range(random.integers(1, 8)):
            block[random.integers(0, 260)] = random.integers(0, 256)
        damaged.append(bytes(block))
    for block in damaged:
        exif_block.orientation_of(block)
        exif_block.says_srgb(block)
        for change in (lambda b: exif_block.upright(b, (3, 4)), exif_block.without_gps, exif_block.without_maker_note):
            with contextlib.suppress(BadStructure):
                assert isinstance(change(block), bytes)


def test_gps_goes_out_of_any_valid_block(carriers: ModuleType) -> None:
    for order in "<>":
        left = exif_block.without_gps(carriers.exif(order))
        assert not any(trace in left for trace in _POSITION)
        block = Image.Exif()
        block.load(left)
        assert not block.get_ifd(0x8825) and 34853 not in block
        assert block[271] == "Example" and block.get_ifd(0x8769)[42036] == "Lens 85 mm"
        assert block.get_ifd(ExifTags.IFD.IFD1)  # the pointer to the next directory has moved along


@pytest.mark.parametrize(
    "packet",
    [
        b"<a xmlns:e='http://ns.adobe.com/exif/1.0/' e:GPSLatitude='1'/>",  # another prefix
        b"<a xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='1'",  # no XML
        b"<!DOCTYPE a [<!ENTITY b 'GPS'>]><a>&b;</a>",
        "<a xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='1'/>".encode("utf-16"),
    ],
)
def test_an_xmp_packet_that_may_still_tell_the_position_is_given_up(packet: bytes) -> None:
    assert xmp_block.without_gps(packet) is None


def test_an_xmp_packet_without_a_position_stays_as_it_is(carriers: ModuleType) -> None:
    packet = xmp_block.without_gps(carriers.XMP)
    assert packet is not None
    assert xmp_block.without_gps(packet) == packet


def test_dots_per_inch_reach_the_header_of_a_jpeg(sources: dict[str, Path], tmp_path: Path) -> None:
    photo = read(sources["tiff8"])
    write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions(format=PhotoFormat.JPEG))
    assert Image.open(io.BytesIO((tmp_path / "result.jpg").read_bytes())).info["dpi"] == (300, 300)
