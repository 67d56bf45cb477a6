"""Looks on the command line: kept from a pair and from named operations, and done to photos."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.look import read_look
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.retouch.request import SetStrength
from mirrorppr_desktop.settings import sidecar_path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portrait, its retouched version with the look of it, and a shoot of one."""
    folder = tmp_path_factory.mktemp("looks")
    astronaut = np.asarray(skimage.data.astronaut())
    Image.fromarray(astronaut).save(folder / "a.png")
    operations = ["--op", "Enlarge eyes=1", "--op", "plump lips=1"]
    named = ["--out", str(folder / "b.png"), "--save-look", str(folder / "named.mplook")]
    assert main(["simulate", str(folder / "a.png"), *operations, *named]) == 0
    (folder / "shoot").mkdir()
    Image.fromarray(astronaut[:400, 60:460]).save(folder / "shoot" / "c.png")
    return folder


def retouch(folder: Path, out: str, *options: str) -> Path:
    files = ["--photos", str(folder / "shoot"), "--out", str(folder / out), "--workers", "1"]
    assert main(["retouch", *options, *files]) == 0
    return folder / out / "c_retouched.png"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_look_does_what_its_pair_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = ["--before", str(folder / "a.png"), "--after", str(folder / "b.png")]
    assert main(["explain", *pair, "--save-look", str(folder / "soft.mplook")]) == 0
    assert f"Look: {folder / 'soft.mplook'}" in capsys.readouterr().out
    by_pair = retouch(folder, "pair", *pair)
    by_look = retouch(folder, "look", "--look", str(folder / "soft.mplook"))
    assert digest(by_look) == digest(by_pair) != digest(folder / "shoot" / "c.png")
    with_set = retouch(folder, "set", *pair, "--set", "thin lips=0.5", "--set", "1:enlarge eyes=0")
    operations = read_record(sidecar_path(with_set)).retouch.parts[0].operations
    assert {one.name: one.strength for one in operations}["Thin lips"] == 0.5
    assert not {"Enlarge eyes", "Plump lips"} & {one.name for one in operations}


def test_named_operations_are_kept_as_a_look(folder: Path) -> None:
    look = read_look(folder / "named.mplook")
    assert {(one.name, one.strength) for one in look.operations} == {("Enlarge eyes", 1.0), ("Plump lips", 1.0)}
    assert look.name == "named" and look.thumbnail is not None
    result = retouch(folder, "named", "--look", str(folder / "named.mplook"), "--strength", "0.5")
    record = read_record(sidecar_path(result))
    assert record.retouch.strength == 0.5 and record.retouch.parts[0].residual is None
    assert record.retouch.provenance.exemplar_sha256 is None
    by_hand = [*("--op", "Enlarge eyes=1"), *("--op", "Plump lips=1"), "--out", str(folder / "hand.png")]
    assert main(["simulate", str(folder / "shoot" / "c.png"), *by_hand]) == 0


def test_a_look_that_cannot_be_used_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--photos", str(folder / "shoot"), "--out", str(folder / "none")]
    assert main(["retouch", "--look", str(folder / "gone.mplook"), *files]) == 1
    assert "gone.mplook: there is no such file" in capsys.readouterr().err
    assert not (folder / "none").exists()
    (folder / "bad.mplook").write_text("{}")
    assert main(["retouch", "--look", str(folder / "bad.mplook"), *files]) == 1
    told = capsys.readouterr().err
    assert "bad.mplook: it is no look of this program" in told and "Traceback" not in told


def test_what_is_set_must_be_an_operation_of_a_face_where_one_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["retouch", "--look", str(folder / "named.mplook"), "--photos", "p", "--out", "o", "--set"]
    assert main([*line, "2:Slim waist=0.5"]) == 1
    assert "leave the number of the face out" in capsys.readouterr().err
    assert main([*line, "Enlarge eye=0.5"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_the_command_line_asks_for_what_was_typed(folder: Path) -> None:
    from mirrorppr_desktop.cli.parser import parse
    from mirrorppr_desktop.cli.retouch import _job

    look = ["retouch", "--look", "l.mplook", "--photos", "p", "--out", "o"]
    job = _job(parse([*look, "--set", "2:enlarge eyes=0.3", "--set", "slim waist=1"]))
    assert job.request is not None and job.request.look == Path("l.mplook")
    assert job.request.adjustments.set == (SetStrength("Enlarge eyes", 0.3, 2), SetStrength("Slim waist", 1.0))
