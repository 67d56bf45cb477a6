"""`--same-person`: the photographer knows better than what the pictures look like."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.look import read_look
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.settings import sidecar_path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portrait, its retouched version, another person in two sizes."""
    folder = tmp_path_factory.mktemp("people")
    Image.fromarray(skimage.data.astronaut()).save(folder / "a.png")
    assert main(["simulate", str(folder / "a.png"), "--op", "Enlarge eyes=1", "--out", str(folder / "b.png")]) == 0
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None and spec.submodule_search_locations
    hopper = Image.open(Path(spec.submodule_search_locations[0]) / "mpl-data" / "sample_data" / "grace_hopper.jpg")
    hopper.convert("RGB").save(folder / "taller.png")
    hopper.convert("RGB").resize((512, 512)).save(folder / "other.png")
    return folder


def retouch(folder: Path, after: str, *options: str) -> int:
    pair = ["--before", str(folder / "a.png"), "--after", str(folder / after)]
    files = ["--photos", str(folder / "a.png"), "--out", str(folder / "out"), "--workers", "1"]
    return main(["retouch", *pair, *files, *options])


def test_two_people_are_refused_with_what_was_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retouch(folder, "other.png") == 1
    told = capsys.readouterr().err
    assert "a.png and other.png do not show the same picture" in told and "face-crop SSIM 0." in told
    assert "landmark displacement 0." in told and "Nothing was learned." in told
    assert told.rstrip().endswith("If it is one picture of one person: --same-person")


def test_what_cannot_be_learned_is_not_offered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retouch(folder, "taller.png") == 1
    assert "--same-person" not in capsys.readouterr().err
    assert retouch(folder, "taller.png", "--same-person") == 1


def test_what_looks_like_two_is_learned_and_the_sidecar_says_who_said_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for room in ("pair", "mismatch"):
        monkeypatch.setattr(f"mirrorppr_desktop.transfer.{room}.LEAST_LIKENESS", 1.1)
    assert retouch(folder, "b.png") == 1
    assert retouch(folder, "b.png", "--same-person") == 0
    result = folder / "out" / "a_retouched.png"
    assert (np.asarray(Image.open(result)) != np.asarray(Image.open(folder / "a.png"))).any()
    assert json.loads(sidecar_path(result).read_text())["retouch"]["said_same_person"] is True
    assert read_record(sidecar_path(result)).retouch.provenance.said_same_person

    pair = ["--before", str(folder / "a.png"), "--after", str(folder / "b.png")]
    kept = folder / "kept.mplook"
    assert main(["explain", *pair]) == 1
    assert main(["explain", *pair, "--same-person", "--save-look", str(kept)]) == 0
    look = read_look(kept)
    assert look.made_by.said_same_person and look.to_engine().said_same_person


def test_it_is_said_of_a_pair_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for what in (["--look", "a.mplook"], ["--from-sidecars", "d"]):
        assert main(["retouch", *what, "--photos", "p", "--out", "o", "--same-person"]) == 2
        assert "--same-person" in capsys.readouterr().err.splitlines()[-1]
