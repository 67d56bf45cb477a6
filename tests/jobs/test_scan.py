from __future__ import annotations

import os
from pathlib import Path

import pytest
from shoot import make_photo

from mirrorppr_desktop.jobs.scan import scan
from mirrorppr_desktop.photo.names import natural_key
from mirrorppr_desktop.retouch.request import ExemplarPair
from mirrorppr_desktop.settings import sidecar_path


def touch(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content + path.name)
    return path


def names(scanned: object) -> list[str]:
    return [one.path.name for one in scanned.photos]  # type: ignore[attr-defined]


def test_folders_are_sorted_as_a_person_would(tmp_path: Path) -> None:
    for name in ("IMG_10.jpg", "IMG_9.jpg", "img_1.JPG", "b.CR3", "A.tif"):
        touch(tmp_path / name)
    assert names(scan([tmp_path], tmp_path / "out")) == ["A.tif", "b.CR3", "img_1.JPG", "IMG_9.jpg", "IMG_10.jpg"]


def test_named_files_keep_their_order_and_need_no_suffix(tmp_path: Path) -> None:
    files = [touch(tmp_path / name) for name in ("z.jpg", "a.jpg", "no suffix")]
    assert names(scan(files, tmp_path / "out")) == ["z.jpg", "a.jpg", "no suffix"]


def test_folders_inside_are_taken_on_request_with_their_place(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg"), touch(tmp_path / "day 2" / "b.jpg")
    assert names(scan([tmp_path], tmp_path / "out")) == ["a.jpg"]
    deep = scan([tmp_path], tmp_path / "out", recursive=True)
    assert [(str(one.folder), one.path.name) for one in deep.photos] == [(".", "a.jpg"), ("day 2", "b.jpg")]


def test_results_never_come_back_as_photos(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg")
    result = touch(tmp_path / "a_retouched.jpg")
    touch(sidecar_path(result))
    touch(tmp_path / "out" / "b_retouched.jpg")
    touch(tmp_path / ".mp-1-1.part"), touch(tmp_path / "._a.jpg")
    found = scan([tmp_path], tmp_path / "out", recursive=True)
    assert names(found) == ["a.jpg"]
    assert [path.name for path, _ in found.skipped] == ["a_retouched.jpg"]
    assert names(scan(sorted(tmp_path.glob("[!.]*.jpg")), tmp_path)) == ["a.jpg"]  # as a shell's * would name them


def test_the_exemplar_pair_is_passed_over(tmp_path: Path) -> None:
    pair = ExemplarPair(touch(tmp_path / "before.jpg"), touch(tmp_path / "after.jpg"))
    touch(tmp_path / "c.jpg")
    found = scan([tmp_path], tmp_path / "out", exemplar=pair)
    assert names(found) == ["c.jpg"]
    assert {reason for _, reason in found.skipped} == {"part of the exemplar pair"}
    assert names(scan([pair.before, pair.after], tmp_path / "out", exemplar=pair)) == ["before.jpg"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_odd_entries_end_with_a_reason_and_the_scan_ends(tmp_path: Path) -> None:
    photo = touch(tmp_path / "a.jpg")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "round.jpg").symlink_to(tmp_path / "round.jpg")
    (tmp_path / "same.jpg").symlink_to(photo)
    os.link(photo, tmp_path / "twin.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "nowhere.jpg").symlink_to(tmp_path / "gone.jpg")
    touch(tmp_path / "notes.txt")
    found = scan([tmp_path], tmp_path / "out", recursive=True)
    assert names(found) == ["a.jpg"]
    reasons = {path.name: reason for path, reason in found.skipped}
    assert reasons["pipe.jpg"] == reasons["folder.jpg"] == "not a regular file"
    assert reasons["same.jpg"] == reasons["twin.jpg"] == "the same file as a.jpg"
    assert reasons["nowhere.jpg"] == "there is no such file"
    assert "cannot be opened" in reasons["round.jpg"]
    assert found.ignored == 1


def test_a_missing_name_is_told(tmp_path: Path) -> None:
    found = scan([tmp_path / "gone.jpg", make_photo(tmp_path / "a.jpg")], tmp_path / "out")
    assert names(found) == ["a.jpg"]
    assert found.unreachable == [(tmp_path / "gone.jpg", "there is no such file")] and not found.skipped


def test_natural_key_compares_any_names() -> None:
    odd = ["", "1", "a", "a1b2", "²", "٣x", "A", "x" * 300, "0" * 50]
    assert sorted(odd, key=natural_key) == sorted([*odd[3:], *odd[:3]], key=natural_key)


def test_a_folder_without_photos_is_told(tmp_path: Path) -> None:
    touch(tmp_path / "notes.txt"), touch(tmp_path / "a.jpg.mirrorppr.json")
    assert scan([tmp_path], tmp_path / "out").ignored == 1  # a sidecar is no stranger
    assert scan([tmp_path], tmp_path / "out").skipped == [(tmp_path, "a folder with no photos in it")]


def test_photos_are_told_while_the_others_are_looked_for(tmp_path: Path) -> None:
    for name in ("10.jpg", "9.jpg", "note.txt", "8.jpg"):
        touch(tmp_path / name)
    heard: list[str] = []
    result = scan([tmp_path], None, found=lambda path: heard.append(path.name))
    assert heard == ["8.jpg", "9.jpg", "10.jpg"] and len(result.photos) == 3

    def go(path: Path) -> None:
        (tmp_path / "10.jpg").unlink(missing_ok=True)

    assert names(scan([tmp_path], None, found=go)) == ["8.jpg", "9.jpg"]
