from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mirrorppr_desktop.jobs.pairing import likely_order


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("BP_0398.tif", "BP_0398_edit.tif"),
        ("IMG_1234.jpg", "IMG_1234-Edited.jpg"),
        ("IMG_1234.jpg", "IMG_1234-1.jpg"),
        ("IMG_1234.jpg", "IMG_1234 (2).jpg"),
        ("IMG_1234.jpg", "IMG_1234 copy.jpg"),
        ("portrait_before.png", "portrait_after.png"),
        ("portrait_original.png", "portrait.png"),
        ("before.png", "something.jpg"),
        ("DSC_0001.NEF", "DSC_0001.jpg"),
        ("DSC_0001.NEF", "DSC_0001.tif"),
        ("originals/a.jpg", "retouched/a.jpg"),
        ("a.jpg", "final/a.jpg"),
        ("edition.jpg", "edition_retouched.jpg"),  # a word within a word is none
    ],
)
def test_names_tell_the_order(before: str, after: str, tmp_path: Path) -> None:
    one, other = tmp_path / before, tmp_path / after
    for path, time in ((one, 2000), (other, 1000)):  # against the times
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (time, time))
    assert likely_order(one, other) == likely_order(other, one)
    assert (likely_order(one, other).before, likely_order(one, other).after) == (one, other)


def test_else_the_newer_file_is_the_one_after(tmp_path: Path) -> None:
    old, new = tmp_path / "x.jpg", tmp_path / "b.jpg"
    for path, time in ((old, 1000), (new, 2000)):
        path.touch()
        os.utime(path, (time, time))
    assert likely_order(new, old).after == new and likely_order(old, new).after == new


def test_files_that_are_not_there_stay_in_their_order() -> None:
    assert likely_order(Path("a.jpg"), Path("b.jpg")).before == Path("a.jpg")


def test_it_is_light() -> None:
    script = (
        "import sys; import mirrorppr_desktop.jobs.pairing, mirrorppr_desktop.jobs.listing, "
        "mirrorppr_desktop.jobs.watch; "
        "print([name for name in ('numpy', 'cv2', 'pyvips', 'PySide6') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
