"""What reading yields: upright pixels of the right kind, and the digest of what was decoded."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image, ImageOps

from mirrorppr_desktop.errors import NotAPhoto, PhotoChanged, PhotoTooLarge
from mirrorppr_desktop.photo.header import probe
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.read import read


@pytest.mark.parametrize("orientation", range(10))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_every_orientation_comes_out_upright(format: str, orientation: int, corpus: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(corpus.coded(corpus.picture(), format, exif=corpus.exif(orientation), lossless=True))
    photo = read(path)
    with Image.open(path) as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    difference = np.abs(photo.pixels.astype(int) - expected)
    assert photo.pixels.shape == expected.shape
    assert difference.max() <= (0 if format != "JPEG" else 2)
    assert photo.header.orientation == (orientation if 1 <= orientation <= 8 else 1)
    assert photo.header.size == photo.size == probe(path).size
    with Image.open(path) as image:  # the block says 1 now
        block = Image.Exif()
        assert photo.metadata.exif is not None
        block.load(photo.metadata.exif)
        assert block.get(274, 1) == 1 and block[306] == "2026:11:21 10:00:00"


def test_the_digest_is_of_the_bytes_that_were_decoded(group_photo: Path) -> None:
    photo = read(group_photo)
    assert photo.sha256 == hashlib.sha256(group_photo.read_bytes()).hexdigest()
    assert photo.header.format is PhotoFormat.JPEG
    assert photo.size == (1280, 886)


def test_quantisation_and_subsampling_agree_with_an_independent_reader(
    group_photo: Path, corpus: ModuleType, tmp_path: Path
) -> None:
    files = [group_photo]
    for subsampling in ("4:4:4", "4:2:2", "4:2:0"):
        files.append(tmp_path / f"{subsampling.replace(':', '')}.jpg")
        files[-1].write_bytes(corpus.coded(corpus.picture(), "JPEG", quality=88, subsampling=subsampling))
        assert read(files[-1]).jpeg.subsampling == subsampling
    for file in files:
        with Image.open(file) as image:
            tables = [tuple(image.quantization[component[3]]) for component in image.layer]
        assert list(read(file).jpeg.tables) == tables[:2]
        assert tables[1] == tables[2]


@pytest.mark.parametrize(
    ("mode", "channels", "bits"),
    [("L", 1, 8), ("LA", 2, 8), ("RGB", 3, 8), ("RGBA", 4, 8), ("P", 3, 8), ("1", 1, 8), ("I;16", 1, 16)],
)
@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_grey_alpha_and_depth_stay_as_they_are(
    format: str, mode: str, channels: int, bits: int, *, corpus: ModuleType, tmp_path: Path
) -> None:
    image = corpus.picture()
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 200)
    elif mode in ("LA", "RGBA"):
        image.putalpha(image.convert("L"))
        image = image.convert(mode)
    else:
        image = image.convert(mode)
    path = tmp_path / "photo"
    path.write_bytes(corpus.coded(image, format))
    photo = read(path)
    assert photo.pixels.shape[2] == channels and photo.bits == bits == photo.header.bits
    expected = np.asarray(image.convert("RGB") if mode == "P" else image.convert("L") if mode == "1" else image)
    assert np.array_equal(photo.pixels.squeeze(), expected)


def test_cmyk_becomes_srgb_that_looks_the_same(corpus: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "cmyk.jpg").write_bytes(corpus.coded(corpus.picture().convert("CMYK"), "JPEG", quality=95))
    photo = read(tmp_path / "cmyk.jpg")
    assert photo.pixels.shape == (240, 320, 3)
    assert photo.metadata.icc is not None and photo.metadata.icc[16:20] == b"RGB "
    assert photo.jpeg is None  # its tables were for four inks
    original = np.asarray(corpus.picture()).astype(float)
    brightness = photo.pixels.mean(2).ravel(), original.mean(2).ravel()
    assert np.corrcoef(*brightness)[0, 1] > 0.95  # not inverted, not swapped


def test_premultiplied_colours_are_freed(corpus: ModuleType, tmp_path: Path) -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[...] = (100, 50, 20, 128)
    (tmp_path / "a.tif").write_bytes(corpus.tiff(pixels, photometric="rgb", extrasamples=("assocalpha",)))
    photo = read(tmp_path / "a.tif")
    assert np.abs(photo.pixels[0, 0].astype(int) - (199, 100, 40, 128)).max() <= 1


def test_the_limit_is_a_setting_and_is_exact(group_photo: Path) -> None:
    assert probe(group_photo, max_megapixels=1.13408).size == (1280, 886)
    with pytest.raises(PhotoTooLarge, match="limit is 1"):
        probe(group_photo, max_megapixels=1)
    with pytest.raises(PhotoTooLarge):
        read(group_photo, max_megapixels=1)


def test_a_file_that_grows_while_it_is_read_is_told_apart(
    group_photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.jpg"
    path.write_bytes(group_photo.read_bytes())
    look, looks = os.fstat, []

    def grown(descriptor: int) -> os.stat_result:
        looks.append(descriptor)
        if len(looks) == 3:  # opened, before reading, after reading
            with path.open("ab") as file:
                file.write(b"more")
        return look(descriptor)

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(PhotoChanged, match="changed while"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    regular = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: regular)
    with pytest.raises(NotAPhoto, match="not a regular file"):
        probe(tmp_path / "pipe.jpg")


def test_raw_is_rendered_neutrally_upright_and_deep(corpus: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "photo.dng"
    path.write_bytes(corpus.dng(128, 96))
    photo = read(path)
    assert photo.header.format is PhotoFormat.RAW and photo.bits == 16 and photo.size == (128, 96) == probe(path).size
    # The mosaic was made of sRGB values as if they were linear: the rendering is brighter, but the same picture.
    expected = np.asarray(corpus.picture().resize((128, 96)).convert("L")).astype(float)
    assert np.corrcoef(photo.pixels[..., 1].ravel(), expected.ravel())[0, 1] > 0.75

    path.write_bytes(corpus.dng(128, 96, orientation=6))
    turned = read(path)
    assert turned.size == (96, 128) == probe(path).size
    assert np.array_equal(turned.pixels, np.rot90(photo.pixels, -1))


def test_reading_prints_nothing(corpus: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.png"
    path.write_bytes(corpus.coded(corpus.picture(), "PNG", icc_profile=b"x" * 70))
    assert read(path).notes == ("its colour profile is damaged or of another kind: read as sRGB",)
    assert capfd.readouterr() == ("", "")
