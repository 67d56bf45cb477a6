"""`mirrorppr explain`: what was done, in words and for machines, with what it could be instead and what bent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.cli.explain import _or_else
from mirrorppr_desktop.transfer.fitted import FittedOperation


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pair") / "before.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


def explained(
    before: Path, folder: Path, capsys: pytest.CaptureFixture[str], *operations: str
) -> tuple[dict[str, object], str]:
    """What explain says of simulated operations: JSON, and words."""
    after = folder / "after.png"
    asked = [word for one in operations for word in ("--op", one)]
    assert main(["simulate", str(before), *asked, "--out", str(after)]) == 0
    assert ("straight line in the background" in capsys.readouterr().err) == any("shoulders" in o for o in operations)
    assert main(["explain", "--before", str(before), "--after", str(after), "--json"]) == 0
    told = capsys.readouterr()
    return json.loads(told.out), told.err


def test_what_bends_beside_a_body_is_told(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, words = explained(before, tmp_path, capsys, "Broaden shoulders=1")
    assert [one["name"] for one in told["operations"]] == ["Broaden shoulders"]
    assert told["operations"][0]["could_be"] == []
    assert 0.5 < told["bend"]["px"] < 15 and 0 < told["bend"]["share"] < 1
    assert f"bent by up to {told['bend']['px']:.1f} px" in words


def test_a_face_bends_nothing(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, words = explained(before, tmp_path, capsys, "Enlarge eyes=0.8")
    assert told["bend"] is None and "Background" not in words
    (one,) = told["operations"]
    for other in one["could_be"]:
        assert f"{one['name']} {one['strength']:+.2f}, or {other}" in words
    assert "Enlarge eyes" in {one["name"], *one["could_be"]}


def test_other_readings_in_words() -> None:
    either = FittedOperation("Widen mouth", 0.4, 1.0, 1.0, ("Enlarge mouth", "Enlarge mouth + Thin lips"))
    assert _or_else(either) == ", or Enlarge mouth, or Enlarge mouth with Thin lips"
    assert _or_else(FittedOperation("Widen mouth", 0.4, 1.0, 1.0)) == ""
