import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import pyvips
import skimage
import tifffile
from PIL import Image

from mirrorppr_desktop.cli import main

ASTRONAUT = Path(skimage.data_dir) / "astronaut.png"


@pytest.fixture
def edited(tmp_path):
    """The astronaut with a patch of her suit moved by four pixels."""
    photo = np.array(Image.open(ASTRONAUT).convert("RGB"))
    photo[250:350, 250:350] = photo[250:350, 254:354].copy()
    Image.fromarray(photo).save(tmp_path / "edited.png")
    return tmp_path / "edited.png"


def test_two_pictures_are_measured_and_shown(edited, tmp_path, capsys):
    sheet = tmp_path / "sheet.png"
    assert main(["compare", str(ASTRONAUT), str(edited), "--out", str(sheet)]) == 0
    said = capsys.readouterr().out
    assert "astronaut.png and edited.png, 512 x 512, 8 bit: PSNR" in said
    assert "Drift: none" in said
    shown = np.array(Image.open(sheet))
    assert shown.shape[1] >= 1200
    assert len(shown) > 1200


def test_json_is_one_object_with_every_number(edited, capsys):
    assert main(["compare", str(ASTRONAUT), str(edited), "--json"]) == 0
    captured = capsys.readouterr()
    (line,) = captured.out.splitlines()
    told = json.loads(line)
    assert told["size"] == [512, 512]
    assert 25 < told["psnr"] < 45
    assert 0.9 < told["ssim"] < 1
    assert told["psnr_aligned"] == told["psnr"]
    assert told["drift_px"] == 0
    assert told["identical"] is False
    assert 3 < told["largest_movement_px"] < 6
    assert 0.01 < told["changed_share"] < 100 * 100 / 512**2
    assert "PSNR" in captured.err


def test_a_picture_is_identical_to_itself(tmp_path, capsys):
    sheet = tmp_path / "sheet.png"
    assert main(["compare", str(ASTRONAUT), str(ASTRONAUT), "--out", str(sheet), "--json"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["identical"] is True
    assert told["psnr"] is None
    assert told["ssim"] == 1.0
    assert "identical" in captured.err


def test_a_drift_is_told_and_scored_without(tmp_path, capsys):
    photo = Image.open(ASTRONAUT).convert("RGB")
    stretch = (1.003, 0, -0.4, 0, 1.003, -0.4)
    photo.transform(photo.size, Image.Transform.AFFINE, stretch, Image.Resampling.BICUBIC).save(tmp_path / "b.png")
    assert main(["compare", str(ASTRONAUT), str(tmp_path / "b.png"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["drift_px"] == pytest.approx(1.6, abs=0.3)
    assert told["psnr_aligned"] > told["psnr"] + 5
    assert told["drift"][0][0] == pytest.approx(0.003, abs=0.0005)


def test_different_sizes_are_refused_with_both_names_and_sizes(tmp_path, capsys):
    Image.open(ASTRONAUT).convert("RGB").crop((0, 0, 400, 300)).save(tmp_path / "cropped.png")
    assert main(["compare", str(ASTRONAUT), str(tmp_path / "cropped.png"), "--out", str(tmp_path / "s.png")]) == 1
    said = capsys.readouterr().err
    assert "astronaut.png is 512 x 512" in said
    assert "cropped.png is 400 x 300" in said
    assert not (tmp_path / "s.png").exists()


def test_a_missing_picture_and_a_missing_folder_are_named(edited, tmp_path, capsys):
    assert main(["compare", str(ASTRONAUT), str(tmp_path / "none.png")]) == 1
    assert "none.png" in capsys.readouterr().err
    assert main(["compare", str(ASTRONAUT), str(edited), "--out", str(tmp_path / "nowhere" / "s.png")]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_bit_depths_and_channels_may_differ(tmp_path, capsys):
    photo = np.array(Image.open(ASTRONAUT).convert("RGB"))
    tifffile.imwrite(tmp_path / "deep.tif", photo.astype(np.uint16) * 257, photometric="rgb")
    assert main(["compare", str(ASTRONAUT), str(tmp_path / "deep.tif"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["identical"] is True
    assert any("8 bit" in note for note in told["notes"])
    Image.fromarray(photo[..., 1]).save(tmp_path / "grey.png")
    assert main(["compare", str(ASTRONAUT), str(tmp_path / "grey.png"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["identical"] is False
    assert any("grey" in note for note in told["notes"])


def test_pictures_are_compared_by_what_their_profiles_show(tmp_path, capsys):
    photo = Image.open(ASTRONAUT).convert("RGB")  # tagged sRGB
    wide = bytes(pyvips.Image.profile_load("p3"))
    for name, profile, identical in (("untagged.png", None, True), ("wide.png", wide, False)):
        photo.save(tmp_path / name, icc_profile=profile)
        assert main(["compare", str(ASTRONAUT), str(tmp_path / name), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["identical"] is identical
        assert any("profiles" in note for note in told["notes"]) is not identical


def test_24_megapixels_stay_below_two_gigabytes(tmp_path):
    photo = Image.open(ASTRONAUT).convert("RGB").resize((6000, 4000), Image.Resampling.BILINEAR)
    photo.save(tmp_path / "a.jpg", quality=90)
    pixels = np.array(photo)
    pixels[1000:1400, 2000:2400] = pixels[1000:1400, 2020:2420].copy()
    Image.fromarray(pixels).save(tmp_path / "b.jpg", quality=90)
    code = (
        "import resource, sys; from mirrorppr_desktop.cli import main; code = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
    )
    arguments = ["compare", "a.jpg", "b.jpg", "--out", "sheet.png"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    peak_mb = int(done.stdout.splitlines()[-1]) / (1e6 if sys.platform == "darwin" else 1e3)
    assert peak_mb < 2000
