"""What writing keeps: every pixel where the format can, the source's own quantisation where it is a JPEG."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import tifffile
from PIL import Image
from skimage import data as pictures

from mirrorppr_desktop.errors import DiskFull, OutputNotWritable
from mirrorppr_desktop.photo import encode
from mirrorppr_desktop.photo.photo import Metadata, Photo, PhotoFormat, PhotoHeader
from mirrorppr_desktop.photo.publish import stage_path
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions, extension_for, output_format, write

_LOSSLESS = (PhotoFormat.PNG, PhotoFormat.TIFF)


def _photo(pixels: np.ndarray, format: PhotoFormat = PhotoFormat.PNG) -> Photo:
    bits = pixels.dtype.itemsize * 8
    header = PhotoHeader(Path("made.png"), format, (pixels.shape[1], pixels.shape[0]), bits, 1)
    return Photo(pixels, Metadata(), header, "")


def _psnr(a: np.ndarray, b: np.ndarray) -> float:
    error = np.mean((a.astype(float) - b) ** 2)
    return float(10 * np.log10(255**2 / max(error, 1e-10)))


def _pixels(channels: int, bits: int) -> np.ndarray:
    """A real photo with every kind of channel, and every bit of it used."""
    rgb = pictures.astronaut()[100:301, 150:400]
    grey = rgb.mean(2).astype(np.uint8)
    planes = {1: [grey], 2: [grey, rgb[..., 0]], 3: [*np.moveaxis(rgb, 2, 0)], 4: [*np.moveaxis(rgb, 2, 0), grey]}
    pixels = np.stack(planes[channels], axis=2)
    if bits == 8:
        return pixels
    return pixels.astype(np.uint16) * 256 + np.random.default_rng(0).integers(0, 256, pixels.shape, np.uint16)


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("format", _LOSSLESS)
def test_lossless_results_are_identical_in_every_pixel(
    format: PhotoFormat, channels: int, bits: int, tmp_path: Path
) -> None:
    pixels = _pixels(channels, bits)
    result = tmp_path / f"result.{format}"
    assert write(_photo(pixels), pixels, result, OutputOptions(format=format)) == ()
    again = read(result)
    assert again.bits == bits and np.array_equal(again.pixels, pixels)
    if format is PhotoFormat.TIFF:  # and by another reader
        try:
            other = tifffile.imread(result)
        except ValueError as missing:  # unpacking needs a package that is not there
            pytest.skip(str(missing)) if "imagecodecs" in str(missing) else pytest.fail(str(missing))
        assert np.array_equal(other.reshape(pixels.shape), pixels)
    elif bits == 8:
        assert np.array_equal(np.asarray(Image.open(result)).reshape(pixels.shape), pixels)
    # a photo that was written is a photo that can be written again
    write(again, again.pixels, tmp_path / "second", OutputOptions())
    assert np.array_equal(read(tmp_path / "second").pixels, pixels)


@pytest.mark.parametrize("format", _LOSSLESS)
def test_depths_convert_by_rounding_and_back_without_loss(format: PhotoFormat, tmp_path: Path) -> None:
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256, 1)
    write(_photo(ramp), ramp, tmp_path / "eight", OutputOptions(format=format, bits=8))
    eight = read(tmp_path / "eight").pixels
    assert np.array_equal(eight, np.rint(ramp / 257).astype(np.uint8))
    write(_photo(eight), eight, tmp_path / "sixteen", OutputOptions(format=format, bits=16))
    assert np.array_equal(read(tmp_path / "sixteen").pixels, eight.astype(np.uint16) * 257)


@pytest.mark.parametrize("quality", [75, 92, 95, 98])
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("picture", ["astronaut", "group"])
def test_an_unchanged_jpeg_comes_back_nearly_as_it_was(
    picture: str, subsampling: str, quality: int, group_photo: Path, tmp_path: Path
) -> None:
    image = Image.fromarray(pictures.astronaut()) if picture == "astronaut" else Image.open(group_photo)
    source = tmp_path / "source.jpg"
    image.save(source, quality=quality, subsampling=subsampling)
    photo = read(source)
    write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions(quality=30))  # the quality asked for has no say
    again = read(tmp_path / "result.jpg")
    assert again.jpeg == photo.jpeg
    assert _psnr(again.pixels, photo.pixels) >= 50


def test_the_group_photo_comes_back_nearly_as_it_was(group_photo: Path, tmp_path: Path) -> None:
    photo = read(group_photo)
    write(photo, photo.pixels, tmp_path / "result.jpg", OutputOptions())
    again = read(tmp_path / "result.jpg")
    assert again.jpeg == photo.jpeg
    assert _psnr(again.pixels, photo.pixels) >= 60


def test_three_tables_and_grey_keep_their_own(corpus: ModuleType, tmp_path: Path) -> None:
    tables = [[1 + i % 7 for i in range(64)], [2 + i % 5 for i in range(64)], [3 + i % 3 for i in range(64)]]
    corpus.picture().save(tmp_path / "three.jpg", qtables=tables, subsampling="4:4:4")
    corpus.picture().convert("L").save(tmp_path / "one.jpg", qtables=tables[:1])
    for name, count in (("three.jpg", 3), ("one.jpg", 1)):
        photo = read(tmp_path / name)
        assert photo.jpeg is not None and [list(table) for table in photo.jpeg.tables] == tables[:count]
        write(photo, photo.pixels, tmp_path / f"again_{name}", OutputOptions())
        assert read(tmp_path / f"again_{name}").jpeg == photo.jpeg


def test_quality_and_subsampling_hold_for_what_was_no_jpeg(tmp_path: Path) -> None:
    pixels = _pixels(3, 8)
    sizes = []
    for quality in (60, 80, 95):
        result = tmp_path / f"{quality}.jpg"
        write(_photo(pixels), pixels, result, OutputOptions(PhotoFormat.JPEG, quality=quality, subsampling="4:2:0"))
        assert read(result).jpeg.subsampling == "4:2:0"
        sizes.append(result.stat().st_size)
    assert sizes == sorted(sizes)
    write(_photo(pixels), pixels, tmp_path / "d.jpg", OutputOptions(PhotoFormat.JPEG))
    assert read(tmp_path / "d.jpg").jpeg.subsampling == "4:4:4"


def test_transparency_is_laid_on_white_in_a_jpeg(tmp_path: Path) -> None:
    pixels = np.zeros((32, 32, 4), np.uint16)
    pixels[:16] = (65535, 0, 0, 65535)  # opaque red above, nothing below
    notes = write(_photo(pixels), pixels, tmp_path / "a.jpg", OutputOptions(PhotoFormat.JPEG, quality=100))
    assert any("transparency" in note for note in notes) and any("8 bits" in note for note in notes)
    again = read(tmp_path / "a.jpg").pixels
    assert np.abs(again[4, 4].astype(int) - (255, 0, 0)).max() <= 3
    assert again[28, 28].min() >= 253


def test_formats_and_extensions() -> None:
    def header(format: PhotoFormat) -> PhotoHeader:
        return PhotoHeader(Path("a"), format, (1, 1), 8, 1)

    same = OutputOptions()
    assert [output_format(header(one), same) for one in PhotoFormat] == [
        PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF, PhotoFormat.PNG, PhotoFormat.TIFF,
    ]  # fmt: skip
    assert output_format(header(PhotoFormat.RAW), OutputOptions(PhotoFormat.JPEG)) is PhotoFormat.JPEG
    assert extension_for(PhotoFormat.JPEG, Path("IMG.JPG")) == ".JPG"
    assert extension_for(PhotoFormat.JPEG, Path("a.Jpeg")) == ".Jpeg"
    assert extension_for(PhotoFormat.TIFF, Path("IMG.NEF")) == ".tif"
    assert extension_for(PhotoFormat.TIFF, Path("scan.TIFF")) == ".TIFF"
    assert extension_for(PhotoFormat.PNG, Path("photo.webp")) == ".png"
    assert extension_for(PhotoFormat.JPEG, Path("no_extension")) == ".jpg"


@pytest.mark.parametrize(
    "wrong", [{"format": PhotoFormat.WEBP}, {"bits": 12}, {"quality": 0}, {"quality": 101}, {"subsampling": "4:1:1"}]
)
def test_impossible_options_are_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="not"):
        OutputOptions(**wrong)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_bytes(b"precious")
    pixels = _pixels(3, 8)
    with pytest.raises(OutputNotWritable):
        write(_photo(pixels), pixels, tmp_path / "mine.png", OutputOptions())
    assert (tmp_path / "mine.png").read_bytes() == b"precious"
    (tmp_path / "link.png").symlink_to(tmp_path / "elsewhere.png")
    with pytest.raises(OutputNotWritable):
        write(_photo(pixels), pixels, tmp_path / "link.png", OutputOptions())
    assert not (tmp_path / "elsewhere.png").exists()
    with pytest.raises(OutputNotWritable, match="No such file"):
        write(_photo(pixels), pixels, tmp_path / "gone" / "a.png", OutputOptions())


def test_what_a_dead_worker_left_under_a_staging_name_is_no_obstacle(tmp_path: Path) -> None:
    pixels = _pixels(3, 8)
    staged = stage_path(tmp_path / "a.png", "1")
    staged.write_bytes(b"half a pict")
    write(_photo(pixels), pixels, staged, OutputOptions())
    assert np.array_equal(read(staged).pixels, pixels)


@pytest.mark.parametrize("format", [PhotoFormat.JPEG, *_LOSSLESS])
@pytest.mark.parametrize("room", [0, 100, 20_000])
def test_a_full_disk_is_named_and_leaves_nothing(
    format: PhotoFormat, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    import signal

    pixels = _pixels(3, 16)
    monkeypatch.setattr("mirrorppr_desktop.photo.publish._NO_SPACE", (errno.EFBIG,))
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(DiskFull, match="the disk is full"):
            write(_photo(pixels), pixels, tmp_path / "result", OutputOptions(format))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, previous)
    assert list(tmp_path.iterdir()) == []


def test_metadata_that_cannot_be_read_costs_a_note_and_no_pixel(tmp_path: Path) -> None:
    pixels = _pixels(3, 8)
    photo = replace(_photo(pixels), metadata=Metadata(exif=b"no block at all"))
    for format in _LOSSLESS:
        result = tmp_path / f"result.{format}"
        notes = write(photo, pixels, result, OutputOptions(format, keep_gps=False))
        assert len(notes) == 1 and "EXIF is left out" in notes[0]
        assert np.array_equal(read(result).pixels, pixels)


def test_a_result_that_does_not_read_back_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = _pixels(3, 8)
    whole = encode.png
    monkeypatch.setattr(encode, "png", lambda p, file, chunks: whole(np.ascontiguousarray(p[:-1]), file, chunks))
    with pytest.raises(OutputNotWritable, match="does not read back"):
        write(_photo(pixels), pixels, tmp_path / "result", OutputOptions())
    assert list(tmp_path.iterdir()) == []
