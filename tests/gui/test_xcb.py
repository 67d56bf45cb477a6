"""The window on a real X server: beside OpenCV's own Qt plugins, at twice the density, on a small screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hand import lay_out_shoot

_XVFB = shutil.which("Xvfb")
pytestmark = pytest.mark.skipif(_XVFB is None, reason="Xvfb is not installed")
_PROGRAM = Path(__file__).parents[1] / "fakes" / "xcb_window.py"


@pytest.fixture(scope="module", params=["1920x1200"])
def display(request: pytest.FixtureRequest) -> Iterator[str]:
    """An X server of that size."""
    yield from _serve(request.param)


@pytest.fixture(scope="module")
def small_display() -> Iterator[str]:
    """The smallest screen that the window is made for."""
    yield from _serve("1366x768")


def _serve(size: str) -> Iterator[str]:
    assert _XVFB is not None
    told, telling = os.pipe()
    command = [_XVFB, "-displayfd", str(telling), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[telling], stderr=subprocess.DEVNULL)
    os.close(telling)
    try:
        with os.fdopen(told) as number:
            line = number.readline().strip()
        assert line, "Xvfb did not start"
        yield f":{line}"
    finally:
        server.terminate()
        server.wait(10)


def _run(display: str, folder: Path, **environment: str) -> dict[str, Any]:
    """What the program in the process saw; it opens the window on a shoot, looks and types."""
    lay_out_shoot(folder)
    there = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **environment,
    }
    command = [sys.executable, str(_PROGRAM), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=there, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if "qt.qpa" in line or "QXcb" in line or "plugin" in line]
    assert lines == []
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_it_comes_up_beside_opencv_and_is_typed_to(display: str, tmp_path: Path) -> None:
    (folder := tmp_path / "shoot").mkdir()
    found = _run(display, folder)
    assert found["platform"] == "xcb" and found["ratio"] == 1 and found["active"] and found["sharp"]
    assert found["colours"] > 1000  # of the screen, with a photo on it
    assert found["after_right"] == "group.jpg" and found["after_p"] == "accepted"
    assert found["after_undo"] == "unset"
    assert found["mode_after_y"] != found["mode"]
    assert found["clipped"] == []


def test_it_is_sharp_at_twice_the_density(display: str, tmp_path: Path) -> None:
    (folder := tmp_path / "shoot").mkdir()
    found = _run(display, folder, QT_SCALE_FACTOR="2", MIRRORPPR_TEST_SIZE="960x600")
    assert found["ratio"] == 2
    assert found["screenshot"] == [2 * side for side in found["size"]]
    assert found["percent_at_full_size"] == 100
    assert found["sharp"]  # one pixel of the file is one of the screen


def test_nothing_is_cut_off_on_a_small_screen(small_display: str, tmp_path: Path) -> None:
    (folder := tmp_path / "shoot").mkdir()
    found = _run(small_display, folder, MIRRORPPR_TEST_SIZE="1366x768")
    assert found["size"] == [1366, 768]
    assert found["clipped"] == []
