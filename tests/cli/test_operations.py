"""`mirrorppr operations`, and `mirrorppr simulate` with all that it names."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.retouch.catalogue import operation_names


@pytest.fixture(scope="module")
def portrait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("portrait") / "portrait.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


def test_the_table_names_every_operation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["operations"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in operation_names())
    assert sum("LLW" in line for line in told.splitlines() if "/" in line) == 8
    assert "16 directed" in told and "0 to 2" in told


def test_json_tells_machines_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["operations", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    operations = told["operations"]
    assert len(operations) == 27
    names = [name for one in operations for name in (one["positive"], one["negative"]) if name]
    assert tuple(names) == operation_names()
    assert sum("LLW" in one["tables"] for one in operations) == 8
    assert all(one["unit"] and one["moves"] and one["part"] in ("face", "body") for one in operations)
    assert told["strength"] == {"min": 0.0, "max": 2.0, "natural": 1.0}


def test_the_sheet_shows_each_direction(portrait: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.png"
    assert main(["operations", "--sheet", str(sheet), "--photo", str(portrait)]) == 0
    told = capsys.readouterr()
    assert str(sheet) in told.out and "Slim legs: no legs" in told.err
    width, height = Image.open(sheet).size
    assert width > 1900 and height > 14 * 240


def test_a_photo_without_a_sheet_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["operations", "--photo", "a.jpg"]) == 2
    assert "--sheet" in capsys.readouterr().err


def test_simulate_takes_faces_and_body(portrait: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.png"
    asked = ["--op", "square SHOULDERS=1", "--op", "sharpen-face=1", "--op", "Slim legs=1"]
    assert main(["simulate", str(portrait), *asked, "--out", str(out)]) == 0
    assert "Slim legs" in capsys.readouterr().err
    moved = (pixels(out) != pixels(portrait)).any(axis=2)
    assert moved[60:200, 150:300].any()  # the face
    assert moved[200:300, 60:400].any()  # the shoulders


def test_simulate_says_when_a_photo_can_take_nothing(
    portrait: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.png"
    assert main(["simulate", str(portrait), "--op", "Slim legs=1", "--out", str(out)]) == 1
    assert "no legs" in capsys.readouterr().err
    assert not out.exists()
