"""The reduced copy that detectors look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from skimage import data as pictures

from mirrorppr_desktop.photo.colour import profile_fits, srgb_profile, srgb_view, to_8_bits, to_16_bits
from mirrorppr_desktop.photo.photo import Metadata, Photo, PhotoFormat, PhotoHeader
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.vips import pyvips


def _photo(pixels: np.ndarray, icc: bytes | None = None) -> Photo:
    header = PhotoHeader(Path("a.png"), PhotoFormat.PNG, (pixels.shape[1], pixels.shape[0]), 8, 1)
    return Photo(pixels, Metadata(icc=icc), header, "")


def test_a_small_photo_is_not_enlarged_and_not_changed(astronaut: Path) -> None:
    photo = read(astronaut)
    view = srgb_view(photo, 2048)
    assert np.array_equal(view, photo.pixels) and view.dtype == np.uint8


@pytest.mark.parametrize("long_side", [512, 256, 128, 64, 32, 4])
def test_reduction_is_the_area_average(long_side: int, astronaut: Path) -> None:
    photo = read(astronaut)
    tall = replace(photo, pixels=np.ascontiguousarray(photo.pixels[:, :384]))
    view = srgb_view(tall, long_side)
    block = 512 // long_side
    expected = tall.pixels.reshape(long_side, block, 384 // block, block, 3).mean((1, 3))
    assert view.shape == expected.shape
    # halving rounds once per step, half a level up at the most
    assert np.abs(view - expected).max() <= 0.5 * max(1, np.log2(block)) + 0.01


@pytest.mark.parametrize("long_side", [500, 333, 200, 100, 7, 1])
def test_any_size_is_possible_and_as_bright(long_side: int, astronaut: Path) -> None:
    photo = read(astronaut)
    odd = replace(photo, pixels=np.ascontiguousarray(photo.pixels[:511, :303]))
    view = srgb_view(odd, long_side)
    assert view.shape == (long_side, max(1, round(303 * long_side / 511)), 3)
    assert abs(view.mean() - odd.pixels.mean()) < 1.5


def test_depth_and_grey_and_alpha_come_out_as_rgb8() -> None:
    rgb = pictures.astronaut()
    deep = rgb.astype(np.uint16) * 257
    assert np.array_equal(srgb_view(_photo(deep), 512), rgb)
    grey = np.ascontiguousarray(rgb[..., :1])
    view = srgb_view(_photo(grey), 512)
    assert view.shape == (512, 512, 3) and np.array_equal(view[..., 2], grey[..., 0])
    clear = np.dstack([rgb, np.zeros(rgb.shape[:2], np.uint8)])
    assert (srgb_view(_photo(clear), 64) == 128).all()
    opaque = np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
    assert np.array_equal(srgb_view(_photo(opaque), 512), rgb)
    assert (srgb_view(_photo(np.zeros((8, 8, 2), np.uint16)), 8) == 128).all()


def test_a_wide_profile_is_converted() -> None:
    p3 = bytes(pyvips.Image.profile_load("p3"))
    pixels = np.full((32, 32, 3), (200, 100, 100), np.uint8)
    view = srgb_view(_photo(pixels, p3), 32)
    assert view[0, 0, 0] > 205 and view[0, 0, 1] < 100  # the same colour takes larger numbers in the smaller space
    deep = srgb_view(_photo(to_16_bits(pixels), p3), 32)
    assert np.abs(deep.astype(int) - view).max() <= 1
    neutral = np.full((8, 8, 3), 120, np.uint8)
    assert np.abs(srgb_view(_photo(neutral, p3), 8).astype(int) - 120).max() <= 1


def test_a_profile_must_be_whole_and_fit() -> None:
    srgb = srgb_profile()
    assert profile_fits(srgb, 3) and profile_fits(srgb, 4)
    assert not profile_fits(srgb, 1) and not profile_fits(srgb, 4, cmyk=True)
    for length in range(len(srgb)):
        assert not profile_fits(srgb[:length], 3)
    assert not profile_fits(b"", 3)


def test_an_unusable_profile_costs_the_colours_not_the_photo() -> None:
    hollow = bytearray(srgb_profile().replace(b"sRGB", b"none").replace("sRGB".encode("utf-16-be"), b"\0n\0o\0n\0e"))
    hollow[132 + 12 * 2 : 132 + 12 * 2 + 4] = b"xxxx"
    pixels = np.ascontiguousarray(pictures.astronaut()[:64, :64])
    assert srgb_view(_photo(pixels, bytes(hollow)), 64).shape == (64, 64, 3)


def test_depths_round_to_the_nearest_level() -> None:
    every = np.arange(65536, dtype=np.uint16)
    assert np.array_equal(to_8_bits(every), np.rint(every / 257))
    levels = np.arange(256, dtype=np.uint8)
    assert np.array_equal(to_8_bits(to_16_bits(levels)), levels)


def test_a_turned_photo_is_seen_upright(carriers: ModuleType, corpus: ModuleType, tmp_path: Path) -> None:
    carriers.jpeg(tmp_path / "a.jpg", corpus.picture())
    assert srgb_view(read(tmp_path / "a.jpg"), 160).shape == (160, 120, 3)
