from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import pyvips
import tifffile
from PIL import Image, ImageOps

from mirrorppr_desktop.errors import DamagedPhoto, PhotoError
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.exif import captured_of, thumbnail_of
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.reduced import carried, reduced


def mean_difference(a: np.ndarray, b: np.ndarray) -> float:
    assert a.shape == b.shape
    return float(np.abs(a.astype(int) - b).mean())


def with_preview(path: Path, photo: Image.Image, preview: Image.Image, orientation: int = 1, **more: object) -> Path:
    """A JPEG whose EXIF holds another picture, so that it can be told which of the two was shown."""
    file = io.BytesIO()
    preview.save(file, "JPEG", quality=95)
    block = Image.Exif()
    block[274] = orientation
    block.get_ifd(34665)[36867] = "2026:11:14 09:30:00"
    base = block.tobytes()[6:]
    # The second directory goes behind all: 2 entries, then the preview.
    order = "little" if base[:2] == b"II" else "big"
    entries = int.from_bytes(base[8:10], order)
    link = 10 + 12 * entries
    at = len(base) + len(base) % 2
    base = base.ljust(at, b"\0")
    base = base[:link] + at.to_bytes(4, order) + base[link + 4 :]
    data_at = at + 2 + 24 + 4
    fields = [(513, data_at), (514, len(file.getvalue()))]
    second = (2).to_bytes(2, order)
    for tag, value in fields:
        second += tag.to_bytes(2, order) + (4).to_bytes(2, order) + (1).to_bytes(4, order) + value.to_bytes(4, order)
    block_bytes = base + second + bytes(4) + file.getvalue()
    photo.save(path, "JPEG", quality=95, exif=b"Exif\0\0" + block_bytes, **more)
    assert thumbnail_of(block_bytes) == file.getvalue()
    return path


@pytest.fixture
def red(corpus: ModuleType) -> Image.Image:
    """A preview that no one mistakes for the photo, of the proportions of `corpus.picture()`."""
    return Image.new("RGB", (160, 120), (200, 0, 0))


def is_red(pixels: np.ndarray) -> bool:
    return mean_difference(pixels, np.broadcast_to(np.array([200, 0, 0]), pixels.shape)) < 4


def test_a_preview_in_the_exif_is_shown_where_it_is_large_enough(
    corpus: ModuleType, red: Image.Image, tmp_path: Path
) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), red)
    small = reduced(path, 160)
    assert is_red(small.pixels) and small.pixels.shape == (120, 160, 3)
    assert (small.size, small.captured) == ((320, 240), "2026-11-14T09:30:00")
    assert reduced(path, 80).pixels.shape == (60, 80, 3) and is_red(reduced(path, 80).pixels)
    assert not is_red(reduced(path, 161).pixels)


def test_a_preview_of_other_proportions_is_not(corpus: ModuleType, tmp_path: Path) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), Image.new("RGB", (160, 107), (200, 0, 0)))
    assert not is_red(reduced(path, 100).pixels)


def test_nor_one_of_a_photo_in_other_colours(corpus: ModuleType, red: Image.Image, tmp_path: Path) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), red, icc_profile=wide_profile())
    assert not is_red(reduced(path, 100).pixels)


def test_a_preview_is_turned_as_the_photo_is(corpus: ModuleType, tmp_path: Path) -> None:
    preview = Image.new("RGB", (160, 120), (200, 0, 0))
    preview.paste((0, 0, 200), (0, 0, 40, 120))  # its left comes to lie on top
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), preview, orientation=6)
    small = reduced(path, 160)
    assert small.pixels.shape == (160, 120, 3) and small.size == (240, 320)
    assert small.pixels[5, 60, 2] > 150 and small.pixels[150, 60, 0] > 150


def test_a_damaged_preview_gives_way_to_the_photo(corpus: ModuleType, red: Image.Image, tmp_path: Path) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), red)
    data = path.read_bytes()
    at = data.index(b"\xff\xd8", 2)
    path.write_bytes(data[: at + 300] + b"\0" * 200 + data[at + 500 :])
    assert reduced(path, 160).pixels.shape == (120, 160, 3)


def test_what_a_photo_carries_is_had_whatever_its_size(
    corpus: ModuleType, red: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), red, orientation=6)
    monkeypatch.delattr("mirrorppr_desktop.photo.reduced.opened_image")  # no photo is decoded for it
    small = carried(path, 320)
    assert small is not None and is_red(small.pixels) and small.pixels.shape == (160, 120, 3)
    assert (small.size, small.captured) == ((240, 320), "2026-11-14T09:30:00")
    smaller = carried(path, 80)
    assert smaller is not None and smaller.pixels.shape == (80, 60, 3)


def test_bars_of_what_it_carries_are_cut_off(corpus: ModuleType, tmp_path: Path) -> None:
    wide = corpus.picture().resize((300, 200))
    filled = Image.new("RGB", (160, 120))
    filled.paste((200, 0, 0), (0, 7, 160, 113))
    small = carried(with_preview(tmp_path / "a.jpg", wide, filled), 320)
    assert small is not None and small.pixels.shape == (107, 160, 3) and is_red(small.pixels[2:-2])


def test_what_shows_something_else_than_the_photo_is_not_taken(corpus: ModuleType, tmp_path: Path) -> None:
    wide = corpus.picture().resize((300, 200))
    assert carried(with_preview(tmp_path / "a.jpg", wide, Image.new("RGB", (160, 120), (200, 0, 0))), 320) is None
    grey = with_preview(tmp_path / "b.jpg", wide, Image.new("L", (150, 100), 120))
    assert carried(grey, 320) is None
    wide.save(tmp_path / "c.jpg")
    assert carried(tmp_path / "c.jpg", 320) is None
    wide.save(tmp_path / "d.png")
    assert carried(tmp_path / "d.png", 320) is None


def test_a_damaged_one_is_not_taken_either(corpus: ModuleType, red: Image.Image, tmp_path: Path) -> None:
    path = with_preview(tmp_path / "a.jpg", corpus.picture(), red)
    data = path.read_bytes()
    at = data.index(b"\xff\xd8", 2)
    path.write_bytes(data[: at + 20] + b"\0" * 200 + data[at + 220 :])
    assert carried(path, 320) is None


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_every_kind_and_orientation_looks_like_the_photo(
    format: str, orientation: int, corpus: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "photo"
    path.write_bytes(corpus.coded(corpus.picture(), format, exif=corpus.exif(orientation), lossless=True))
    small = reduced(path, 100)
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    assert small.size == upright.size
    expected = np.asarray(upright.resize((small.pixels.shape[1], small.pixels.shape[0]), Image.Resampling.BOX))
    assert max(small.pixels.shape) == 100
    assert mean_difference(small.pixels, expected) < 5
    assert small.captured == "2026-11-21T10:00:00"


def wide_profile() -> bytes:
    """A wide profile: what it calls half red is more than half red in sRGB."""
    return bytes(pyvips.Image.profile_load("p3"))


@pytest.mark.parametrize("kind", ["grey", "grey16", "rgb16", "alpha", "cmyk", "wide", "palette", "large"])
def test_it_looks_as_the_whole_photo_does(kind: str, corpus: ModuleType, tmp_path: Path) -> None:
    picture, path = corpus.picture(), tmp_path / "photo"
    array = np.asarray(picture)
    match kind:
        case "grey":
            path.write_bytes(corpus.coded(picture.convert("L"), "JPEG", quality=95))
        case "grey16":
            tifffile.imwrite(path, np.asarray(picture.convert("L")).astype(np.uint16) * 257)
        case "rgb16":
            tifffile.imwrite(path, array.astype(np.uint16) * 257, photometric="rgb", iccprofile=wide_profile())
        case "alpha":
            see_through = picture.copy()
            see_through.putalpha(Image.linear_gradient("L").resize(picture.size))
            path.write_bytes(corpus.coded(see_through, "PNG"))
        case "cmyk":
            path.write_bytes(corpus.coded(picture.convert("CMYK"), "JPEG", quality=95))
        case "wide":
            path.write_bytes(corpus.coded(picture, "JPEG", quality=95, icc_profile=wide_profile()))
        case "palette":
            path.write_bytes(corpus.coded(picture.quantize(64), "PNG"))
        case "large":
            path.write_bytes(corpus.coded(picture.resize((2000, 1500)), "JPEG", quality=95))
    expected = srgb_view(read(path), 120)
    assert mean_difference(reduced(path, 120).pixels, expected) < 4  # another filter


def test_it_is_never_enlarged(corpus: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(corpus.coded(corpus.picture(), "PNG"))
    assert np.array_equal(reduced(path, 1000).pixels, np.asarray(corpus.picture()))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_raw_without_a_preview_is_rendered(orientation: int, corpus: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    path.write_bytes(corpus.dng(320, 240, orientation))
    small = reduced(path, 100)
    whole = srgb_view(read(path), 100)
    assert small.size == ((320, 240) if orientation < 5 else (240, 320))
    assert mean_difference(small.pixels, whole) < 8  # half the sensor's resolution


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_named(share: float, corpus: ModuleType, tmp_path: Path) -> None:
    whole = corpus.coded(corpus.picture().resize((1600, 1200)), "JPEG", quality=90)
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(DamagedPhoto, match=r"cut\.jpg"):
        reduced(path, 100)


def test_bad_and_odd_files_end_as_they_do_when_read(corpus: ModuleType, tmp_path: Path) -> None:
    for case in corpus.generate(tmp_path):
        if case.error is None:
            small = reduced(case.path, 64)
            assert max(small.pixels.shape) <= 64 and small.pixels.dtype == np.uint8
        else:
            with pytest.raises(PhotoError):
                reduced(case.path, 64)


def test_a_clock_that_was_never_set_tells_no_time() -> None:
    block = Image.Exif()
    block[306] = "0000:00:00 00:00:00"
    assert captured_of(block.tobytes()[6:]) is None
    assert captured_of(b"II*\0garbage") is None
