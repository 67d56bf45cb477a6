"""Chroma through a JPEG's subsampling and back."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import data as pictures

from mirrorppr_desktop.photo.chroma import is_worth_restoring, restored
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions, write


def _read_back(pixels: np.ndarray, folder: Path, subsampling: str, quality: int = 95) -> np.ndarray:
    Image.fromarray(pixels).save(folder / "a.jpg", quality=quality, subsampling=subsampling)
    return read(folder / "a.jpg").pixels


@pytest.mark.parametrize("subsampling", ["4:2:0", "4:2:2"])
@pytest.mark.parametrize("shape", [(240, 320), (241, 321), (17, 15), (1, 1), (2, 300)])
def test_chroma_is_constant_over_each_sample_and_luma_is_the_encoders(
    shape: tuple[int, int], subsampling: str, tmp_path: Path
) -> None:
    pixels = _read_back(pictures.astronaut()[: shape[0], : shape[1]], tmp_path, subsampling)
    ycc = restored(pixels, subsampling)
    assert ycc.shape == pixels.shape
    expected = np.asarray(Image.fromarray(pixels).convert("YCbCr")).astype(int)
    assert np.abs(ycc[..., 0] - expected[..., 0]).max() <= 1
    assert (ycc[:, 0 : shape[1] // 2 * 2 : 2, 1:] == ycc[:, 1::2, 1:]).all()
    if subsampling == "4:2:0":
        assert (ycc[0 : shape[0] // 2 * 2 : 2, :, 1:] == ycc[1::2, :, 1:]).all()


def test_stored_chroma_is_found_again(tmp_path: Path) -> None:
    """The chroma planes as coded are known here: they are what the filter must bring back."""
    random = np.random.default_rng(5)
    stored = random.integers(96, 160, (40, 60, 2)).astype(np.uint8)  # the hardest there is: noise
    ycc = np.dstack([np.full((80, 120), 128, np.uint8), np.repeat(np.repeat(stored, 2, 0), 2, 1)])
    file = io.BytesIO()
    Image.fromarray(ycc, "YCbCr").save(file, "JPEG", quality=100, subsampling="4:2:0")
    (tmp_path / "a.jpg").write_bytes(file.getvalue())
    pixels = read(tmp_path / "a.jpg").pixels
    found = restored(pixels, "4:2:0")[::2, ::2, 1:].astype(int)
    plain = np.asarray(Image.fromarray(pixels).convert("YCbCr")).astype(float)[..., 1:]
    averaged = plain.reshape(40, 2, 60, 2, 2).mean((1, 3))
    assert np.abs(found - stored).mean() < 1.5  # the file itself is rounded
    assert np.abs(averaged - stored).mean() > 4


def test_detail_decides(tmp_path: Path) -> None:
    rich = _read_back(pictures.astronaut(), tmp_path, "4:2:0")
    assert is_worth_restoring(rich, "4:2:0") and is_worth_restoring(rich, "4:2:2")
    assert not is_worth_restoring(rich, "4:4:4") and not is_worth_restoring(rich, "other")
    smooth = np.asarray(Image.fromarray(pictures.astronaut()).resize((2048, 2048), Image.Resampling.BICUBIC))
    assert not is_worth_restoring(_read_back(smooth, tmp_path, "4:2:0"), "4:2:0")
    assert not is_worth_restoring(np.full((3, 3, 3), 90, np.uint8), "4:2:0")


def test_ten_passes_do_not_wash_the_colours_out(tmp_path: Path) -> None:
    first = _read_back(pictures.astronaut(), tmp_path, "4:2:0")
    path = tmp_path / "a.jpg"
    for turn in range(10):
        photo = read(path)
        path = tmp_path / f"{turn}.jpg"
        write(photo, photo.pixels, path, OutputOptions())
    last = read(path).pixels
    error = np.mean((last.astype(float) - first) ** 2)
    assert 10 * np.log10(255**2 / error) > 46
