"""`mirrorppr models` and `mirrorppr compare --identity`, typed as a person would."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
from pathlib import Path

import pytest
import skimage
from PIL import Image

FAKES = str(Path(__file__).parents[1] / "fakes")
if FAKES not in sys.path:
    sys.path.insert(0, FAKES)

from identity_models import write_identity_model  # noqa: E402

from mirrorppr_desktop.cli import main  # noqa: E402
from mirrorppr_desktop.weights import catalogue, store  # noqa: E402

ASTRONAUT = Path(skimage.data_dir) / "astronaut.png"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A file of the test's own for each identity model, and a catalogue that expects those."""
    monkeypatch.setenv("MIRRORPPR_HOME", str(tmp_path / "program"))
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.delenv("HF_HOME", raising=False)
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    made, models = {}, []
    for model in catalogue.read_catalogue():
        if model.kind is catalogue.Kind.IDENTITY:
            length = 128 if model.name == "sface" else 512
            path = write_identity_model(tmp_path / "got" / model.file_name, length, seed=len(made))
            made[model.name] = path
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            model = dataclasses.replace(model, size=path.stat().st_size, sha256=digest)  # noqa: PLW2901
        models.append(model)
    monkeypatch.setattr(store, "read_catalogue", lambda: tuple(models))
    return made


def test_the_list_says_licence_state_and_where_a_file_must_lie(files, tmp_path, capsys):
    assert main(["models"]) == 0
    said = capsys.readouterr().out
    assert "sface: SFace, identity similarity, small\n  Paid work allowed (Apache-2.0)" in said
    assert "Non-commercial" in said
    assert f"must lie at {tmp_path}/program/models/face/auraface/glintr100.onnx" in said
    assert "no weights are published" in said
    assert "ready, comes with the program" in said


def test_import_verify_path_remove(files, capsys):
    assert main(["models", "import", str(files["sface"])]) == 0
    assert "ready, compared" in capsys.readouterr().out
    assert main(["models", "path", "sface"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.read_bytes() == files["sface"].read_bytes()
    assert main(["models", "verify"]) == 0
    assert capsys.readouterr().out.count("ready") == 6
    path.write_bytes(b"x" * path.stat().st_size)
    assert main(["models", "verify", "sface"]) == 1
    captured = capsys.readouterr()
    assert "SFace was not loaded" in captured.out
    assert "damaged" in captured.err
    assert main(["models", "remove", "sface"]) == 0
    assert not path.exists()


def test_json_is_one_object_per_model(files, capsys):
    assert main(["models", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_name = {one["name"]: one for one in told}
    assert by_name["buffalo_l"]["commercial_use"] is False
    assert by_name["mirrorppr"]["commercial_use"] is None
    assert by_name["mirrorppr"]["sha256"] is None
    assert {one["state"] for one in told} == {"ready", "missing", "not published"}


def test_a_folder_is_imported_and_what_is_refused_is_named(files, tmp_path, capsys):
    (tmp_path / "got" / "x").mkdir()
    (tmp_path / "got" / "x" / "glintr100.onnx").write_bytes(b"not it")
    assert main(["models", "import", str(tmp_path / "got")]) == 0
    captured = capsys.readouterr()
    assert "present but locked" in captured.out
    assert "Refused: glintr100.onnx is not AuraFace v1" in captured.err


def test_a_download_asks_first(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["models", "download", "sface"]) == 1
    assert "the network is off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["models", "import"], "import needs a file or folder"),
        (["models", "path"], "path needs a model"),
        (["models", "list", "sface"], "list takes nothing"),
        (["models", "verify", "--yes"], "--yes is for download alone"),
    ],
)
def test_what_is_typed_wrongly_is_said(line, said, capsys):
    assert main(line) == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def darker(tmp_path):
    photo = Image.open(ASTRONAUT).convert("RGB")
    path = tmp_path / "darker.png"
    photo.point(lambda value: value * 0.9).save(path)
    return path


def test_compare_tells_the_stand_ins_of_each_face(darker, capsys):
    assert main(["compare", str(ASTRONAUT), str(darker)]) == 0
    said = capsys.readouterr().out
    assert "Face 1: no identity model, face-crop SSIM 0.9" in said
    assert "eye distances" in said


def test_compare_tells_the_identity_by_a_model_of_the_catalogue(files, darker, capsys):
    assert main(["models", "import", str(files["auraface"])]) == 0
    capsys.readouterr()
    assert main(["compare", str(ASTRONAUT), str(darker), "--identity", "auraface", "--json"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["identity_model"] == "AuraFace v1"
    (face,) = told["faces"]
    assert 0 < face["identity"] < 1
    assert 0.9 < face["face_ssim"] < 1
    assert face["displacement"] < 0.02
    assert f"identity {face['identity']:.3f} (AuraFace v1)" in captured.err
    assert not any("embedding" in key for key in face)


def test_a_research_model_is_refused_by_name_and_by_file_until_accepted(files, darker, capsys):
    assert main(["models", "import", str(files["buffalo_l"])]) == 0
    for chosen in ("buffalo_l", str(files["buffalo_l"])):
        assert main(["compare", str(ASTRONAUT), str(darker), "--identity", chosen]) == 1
        assert "locked" in capsys.readouterr().err
    assert main(["models", "accept", "buffalo_l"]) == 0
    assert "non-commercial research alone" in capsys.readouterr().err
    for chosen in ("buffalo_l", str(files["buffalo_l"])):
        assert main(["compare", str(ASTRONAUT), str(darker), "--identity", chosen]) == 0
        assert "Note: buffalo_l is non-commercial: not for paid work" in capsys.readouterr().out


def test_a_model_of_ones_own_is_used_and_its_licence_doubted(files, darker, tmp_path, capsys):
    mine = write_identity_model(tmp_path / "mine.onnx", 128, seed=77)
    assert main(["compare", str(ASTRONAUT), str(darker), "--identity", str(mine)]) == 0
    said = capsys.readouterr().out
    assert "(mine.onnx)" in said
    assert "look up its licence" in said


@pytest.mark.parametrize("chosen", ["auraface", "nobody", "pose-detection", "weights.pth"])
def test_a_model_that_cannot_be_used_is_said_before_anything_is_read(files, tmp_path, chosen, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.pth").write_bytes(b"x")
    assert main(["compare", "no-such-photo.png", "nor-this.png", "--identity", chosen]) == 1
    said = capsys.readouterr().err
    assert "no-such-photo" not in said
    assert "AuraFace" in said or "auraface" in said or "model file is data" in said


def test_a_picture_without_a_face_says_so(files, tmp_path, capsys):
    coins = Path(skimage.data_dir) / "coins.png"
    assert main(["models", "import", str(files["sface"])]) == 0
    assert main(["compare", str(coins), str(coins), "--identity", "sface"]) == 0
    assert "Identity: no face was found in coins.png" in capsys.readouterr().out
