"""`mirrorppr doctor`: all well on a whole installation, and a line with a remedy where it is not."""

from __future__ import annotations

import json
import os
import signal
from argparse import Namespace
from pathlib import Path

import pytest

from mirrorppr_desktop.cli import doctor, main, self_tests
from mirrorppr_desktop.weights.catalogue import read_catalogue


def test_a_whole_installation(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [check for check in found["checks"] if not check["ok"]] == []
    assert (code, found["ok"]) == (0, True)
    names = [check["name"] for check in found["checks"]]
    assert set(self_tests.TESTS) < set(names)
    assert {f"model {model.name}" for model in read_catalogue() if model.packaged} < set(names)
    assert found["versions"]["mediapipe"] == "0.10.21"
    assert found["devices"]["cpu_cores"] >= 1


def test_a_model_that_the_user_brought_is_compared_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIRRORPPR_HOME", str(tmp_path))
    model = next(one for one in read_catalogue() if one.name == "sface")
    monkeypatch.setattr(doctor, "read_catalogue", lambda: (model,))
    monkeypatch.setattr(doctor, "TESTS", [])
    names = [check.name for check in doctor._checks() if check.name.startswith("model")]
    assert names == []  # not there, not needed
    model.file().parent.mkdir(parents=True)
    model.file().write_bytes(b"half of it")
    (check,) = (check for check in doctor._checks() if check.name == "model sface")
    assert not check.ok
    assert "SFace was not loaded" in check.detail
    assert "mirrorppr models import" in check.remedy


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The doctor with its self-tests alone, and those to be chosen by the test."""
    monkeypatch.setattr(doctor, "read_catalogue", lambda: ())
    return monkeypatch


def test_what_fails_is_told_with_a_remedy(only: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    only.setattr(doctor, "TESTS", ["no such part", "rendering a warp"])
    assert doctor.run(Namespace(json=False)) == 1
    told = capsys.readouterr().out
    failed = next(line for line in told.splitlines() if "no such part" in line)
    assert failed.startswith("FAILED")
    assert "KeyError" in failed
    assert "what to do: " in told
    assert "1 of 4 checks failed" in told
    assert any(line.startswith("ok") and "rendering a warp" in line for line in told.splitlines())


def test_a_crash_of_native_code_is_a_line(only: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -SEGV $$\n")
    crashing.chmod(0o755)
    only.setattr(doctor.sys, "executable", str(crashing))
    with pytest.raises(RuntimeError, match=signal.SIGSEGV.name):
        doctor._self_test("silhouette")


def test_two_versions_of_opencv_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"opencv-python": "4.12.0.88", "opencv-contrib-python": "4.11.0.86"}
    monkeypatch.setattr(doctor, "_version", lambda name: versions.get(name, ""))
    with pytest.raises(ValueError, match=r"4\.12\.0\.88, opencv-contrib-python 4\.11\.0\.86"):
        doctor._one_opencv()


def test_no_opencv_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_version", lambda name: "")
    with pytest.raises(ValueError, match="none"):
        doctor._one_opencv()


def test_a_folder_that_cannot_be_written_to_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    monkeypatch.chdir(locked)
    assert "GB free" in doctor._folder_is_writable()
    if os.geteuid() == 0:
        locked.rmdir()  # root may write anywhere, but not into a folder that is gone
    else:
        locked.chmod(0o500)
    with pytest.raises(OSError):
        doctor._folder_is_writable()


def test_it_leaves_nothing_behind(only: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only.chdir(tmp_path)
    only.setattr(doctor, "TESTS", [])
    assert doctor.run(Namespace(json=True)) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("rendering a warp", "mirrorppr_desktop.retouch.render.render"),
        ("face landmarks", "mirrorppr_desktop.subject.find.find"),
    ],
)
def test_a_self_test_can_fail(part: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from mirrorppr_desktop.subject.subject import Subject

    def do_nothing(first: object, second: object, **_: object) -> object:
        return first if part == "rendering a warp" else Subject((512, 512), ())

    monkeypatch.setattr(broken, do_nothing)
    with pytest.raises(self_tests.SelfTestFailed):
        self_tests.TESTS[part]()
