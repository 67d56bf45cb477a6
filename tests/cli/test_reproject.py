import json

import cv2
import numpy as np
import pytest
import skimage.data
import tifffile
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.metrics.scores import psnr
from mirrorppr_desktop.record import read_record


@pytest.fixture
def files(tmp_path):
    """A photo of 16 bits and 1024 px, and a picture of half that size in which a shoulder was pushed aside."""
    photo = cv2.resize(skimage.data.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC)
    y, x = np.mgrid[0:1024, 0:1024].astype(np.float32)
    push = 14 * np.exp(-((x - 240) ** 2 + (y - 860) ** 2) / 80**2)
    edited = cv2.remap(photo, x + push, y, cv2.INTER_CUBIC)
    tifffile.imwrite(tmp_path / "photo.tif", photo.astype(np.uint16) * 257)
    Image.fromarray(edited).resize((512, 512), Image.Resampling.LANCZOS).save(tmp_path / "generated.png")
    return tmp_path, photo, edited


def test_a_generated_picture_becomes_a_warp_at_full_size_and_depth(files, capsys):
    folder, photo, edited = files
    out = folder / "result.tif"
    assert main(["reproject", str(folder / "photo.tif"), str(folder / "generated.png"), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(out)
    assert "Note: beyond the faces: moved by up to 1" in said.err
    result = tifffile.imread(out)
    assert result.dtype == np.uint16 and result.shape == (1024, 1024, 3)
    close = (result // 257).astype(np.uint8)
    assert psnr(close, edited) > psnr(photo, edited) + 6
    np.testing.assert_array_equal(result[:300], photo[:300].astype(np.uint16) * 257)
    record = read_record(folder / "result.tif.mirrorppr.json")
    assert record.source.name == "photo.tif"
    assert record.retouch.provenance.engine == "reproject"
    assert record.retouch.notes
    assert not list(folder.glob(".mp-*"))


def test_the_sidecar_makes_the_result_again(files, capsys):
    folder, _, _ = files
    out = folder / "r.png"
    assert main(["reproject", str(folder / "photo.tif"), str(folder / "generated.png"), "--out", str(out)]) == 0
    record = json.loads((folder / "r.png.mirrorppr.json").read_text())
    assert record["retouch"]["parts"][0]["face"] is None
    again = ["retouch", "--from-sidecars", str(folder), "--photos", str(folder / "photo.tif"), "--out"]
    assert main([*again, str(folder / "again"), "--workers", "1", "--format", "png"]) == 0
    (made,) = (folder / "again").glob("*.png")
    np.testing.assert_array_equal(np.array(Image.open(made)), np.array(Image.open(out)))


def test_strength_zero_leaves_the_photo_as_it_is(files):
    folder, photo, _ = files
    out = folder / "same.tif"
    given = ["reproject", str(folder / "photo.tif"), str(folder / "generated.png"), "--out", str(out)]
    assert main([*given, "--strength", "0"]) == 0
    np.testing.assert_array_equal(tifffile.imread(out), photo.astype(np.uint16) * 257)


def test_what_cannot_be_done_is_told_and_nothing_is_written(files, capsys):
    folder, photo, _ = files
    Image.fromarray(photo[:, :700]).save(folder / "cropped.png")
    before = sorted(folder.iterdir())
    for arguments, code, words in (
        (["generated.png", "--out", str(folder / "no" / "r.png")], 1, "is not a folder"),
        (["generated.png", "--out", str(folder / "r.webp")], 1, "choose one of these for --out"),
        (["cropped.png", "--out", str(folder / "r.png")], 1, "do not show the same frame"),
        (["none.png", "--out", str(folder / "r.png")], 1, "none.png"),
        (["generated.png"], 2, "--out is missing"),
    ):
        given = [str(folder / "photo.tif"), str(folder / arguments[0]), *arguments[1:]]
        assert main(["reproject", *given]) == code
        assert words in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before
