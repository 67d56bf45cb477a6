"""`mirrorppr demo`: what it leaves, that it resumes, and what it says where a package is missing."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path

import numpy as np
import pytest

from mirrorppr_desktop.cli import demo, main
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.settings import sidecar_path

pytestmark = pytest.mark.filterwarnings("error")


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".mirrorppr" not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it, in a place whose name needs quoting."""
    folder = tmp_path_factory.mktemp("demo") / "a folder & more"
    assert main(["demo", "--out", str(folder)]) == 0
    return folder


def test_every_photo_has_a_result_and_a_sidecar(out: Path) -> None:
    photos = {path.stem: path for path in (out / "photos").iterdir()}
    assert photos.keys() == {"group", "grace_hopper", "small"}
    for stem, photo in photos.items():
        result = out / "results" / f"{stem}_retouched{photo.suffix}"
        record = read_record(sidecar_path(result))
        assert record.source.sha256 == hashlib.sha256(photo.read_bytes()).hexdigest()
        before, after = read(photo).pixels, read(result).pixels
        assert before.shape == after.shape
        assert not np.array_equal(before, after)


def test_the_packages_photos_are_untouched(out: Path) -> None:
    for one in demo.SHOOT:
        spec = importlib.util.find_spec(one.package)
        assert spec is not None
        assert spec.submodule_search_locations
        packaged = Path(spec.submodule_search_locations[0]) / one.path
        assert (out / "photos" / one.name).read_bytes() == packaged.read_bytes()


def test_all_six_faces_of_the_group_are_retouched(out: Path) -> None:
    record = read_record(sidecar_path(out / "results" / "group_retouched.jpg"))
    assert [one.face for one in record.retouch.faces] == [1, 2, 3, 4, 5, 6]
    before = read(out / "photos" / "group.jpg").pixels.astype(int)
    after = read(out / "results" / "group_retouched.jpg").pixels.astype(int)
    everywhere = np.abs(after - before).max(axis=2)
    for one in record.retouch.faces:
        x0, y0, x1, y1 = one.box
        assert np.hypot(one.warp().vectors[..., 0], one.warp().vectors[..., 1]).max() > 0.5
        assert everywhere[y0:y1, x0:x1].max() > 20


def test_the_sheets_show_every_photo_and_every_face(out: Path) -> None:
    sheet, faces = read(out / "sheet.png"), read(out / "faces.png")
    assert sheet.size[0] > 3 * 480
    assert sheet.size[1] > 4 * 300  # four rows: the pair and three photos
    assert faces.size[0] > 6 * 240  # three rows of two faces, each before, after and difference
    assert faces.size[1] > 3 * 200


def test_the_page_shows_files_that_are_there(out: Path) -> None:
    page = (out / "index.html").read_text(encoding="utf-8")
    sources = re.findall(r'src="([^"]+)"', page)
    assert len(sources) == 2 * 4 + 2 - 1
    assert all((out / source).is_file() for source in sources)


def test_a_second_run_resumes(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _digests(out)
    assert main(["demo", "--out", str(out)]) == 0
    assert _digests(out) == before
    told = capsys.readouterr()
    assert str(out / "sheet.png") in told.out
    assert "mirrorppr simulate" not in told.err  # the pair was there


def test_without_packaged_photos_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "SHOOT", [demo.PackagedPhoto("a.jpg", "no_such_package", "a.jpg", "nobody")])
    assert main(["demo", "--out", str(tmp_path / "demo")]) == 1
    assert "pip install" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["demo", "--out", str(tmp_path / "file" / "demo")]) == 1
    assert "Name another --out" in capsys.readouterr().err
