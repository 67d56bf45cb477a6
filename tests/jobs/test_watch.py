from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from mirrorppr_desktop.jobs.listing import list_photos
from mirrorppr_desktop.jobs.watch import Change, FileWatch, FolderWatch, PhotosFound, PhotosGone
from mirrorppr_desktop.settings import JOB_FOLDER, sidecar_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shoot").mkdir()
    return tmp_path / "shoot"


def put(path: Path, content: bytes = b"photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


class Looking:
    """A watch whose looks are taken one by one."""

    def __init__(self, folder: Path, recursive: bool = False, **more: object) -> None:
        self.told: list[Change] = []
        self.watch = FolderWatch(folder, recursive, self.told.append, **more)
        self.watch.look()

    def look(self) -> list[Change]:
        self.told.clear()
        self.watch.look()
        return list(self.told)


def test_what_is_there_already_is_not_told(folder: Path) -> None:
    put(folder / "a.jpg")
    looking = Looking(folder)
    assert looking.look() == looking.look() == []


def test_unless_it_is_not_known(folder: Path) -> None:
    known, new = put(folder / "a.jpg"), put(folder / "b.jpg")
    looking = Looking(folder, known=[known])
    assert looking.look() == [PhotosFound((new,))]
    assert looking.look() == []


def test_a_photo_is_told_once_it_has_stood_still(folder: Path) -> None:
    looking = Looking(folder)
    photo = put(folder / "a.jpg", b"")
    assert looking.look() == looking.look() == []  # a name without content is no photo yet
    put(photo, b"half")
    assert looking.look() == []
    put(photo, b"half and the rest")
    assert looking.look() == []
    os.utime(photo, (1, 1))
    assert looking.look() == []
    assert looking.look() == [PhotosFound((photo,))]
    assert looking.look() == []


def test_they_come_together_and_in_order(folder: Path) -> None:
    looking = Looking(folder)
    photos = [put(folder / name) for name in ("IMG_10.jpg", "IMG_9.jpg", "notes.txt", ".hidden.jpg", "IMG_1.NEF")]
    looking.look()
    assert looking.look() == [PhotosFound((photos[4], photos[1], photos[0]))]


def test_one_that_is_gone_is_told_after_two_looks(folder: Path) -> None:
    photo = put(folder / "a.jpg")
    looking = Looking(folder)
    photo.unlink()
    assert looking.look() == []
    put(photo)  # an editor that saves under another name and renames
    assert looking.look() == looking.look() == []
    photo.unlink()
    looking.look()
    assert looking.look() == [PhotosGone((photo,))]
    put(photo)
    looking.look()
    assert looking.look() == [PhotosFound((photo,))]


def test_nothing_is_gone_while_the_drive_is_away(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.jpg")
    looking = Looking(folder)
    folder.rename(tmp_path / "away")
    assert looking.look() == looking.look() == looking.look() == []
    (tmp_path / "away").rename(folder)
    assert looking.look() == []


def test_folders_below_are_looked_into_on_demand(folder: Path) -> None:
    flat, deep = Looking(folder), Looking(folder, recursive=True)
    photo = put(folder / "day 1" / "a.jpg")
    (folder / "day 1" / "up").symlink_to(folder)
    for looking in (flat, deep):
        looking.look()
    assert flat.look() == []
    assert deep.look() == [PhotosFound((photo,))]
    shutil.rmtree(folder / "day 1")
    deep.look()
    assert deep.look() == [PhotosGone((photo,))]


def test_results_are_never_told(folder: Path) -> None:
    looking = Looking(folder, recursive=True)
    put(sidecar_path(put(folder / "a_retouched.jpg")))
    put(folder / ".mp-1-2.part")
    (folder / JOB_FOLDER).mkdir()
    put(folder / "b_retouched.jpg")
    put(folder / "b_retouched-2.jpg")
    put(folder / "done" / "c.jpg")
    (folder / "done" / JOB_FOLDER).mkdir()
    looking.watch.ignore([put(folder / "named by hand.jpg")])
    other = put(folder / "d.jpg")
    looking.look()
    assert looking.look() == [PhotosFound((other,))]
    assert looking.look() == []


def test_on_its_thread_and_to_its_end(folder: Path) -> None:
    heard: list[Change] = []
    came = threading.Event()

    def listen(change: Change) -> None:
        heard.append(change)
        came.set()

    threads = threading.active_count()
    watch = FolderWatch(folder, False, listen, 0.01, known=())
    watch.start()
    photo = put(folder / "a.jpg")
    assert came.wait(10) and heard == [PhotosFound((photo,))]
    watch.close()
    assert threading.active_count() == threads


def test_three_thousand_photos_cost_little(folder: Path) -> None:
    for n in range(3000):
        (folder / f"IMG_{n}.jpg").touch()
    looking = Looking(folder)
    names = len(os.listdir(folder))  # noqa: PTH208  the reference
    start = time.perf_counter()
    for _ in range(5):
        os.listdir(folder)  # noqa: PTH208
        [folder / name for name in map(str, range(names))]
    reference = time.perf_counter() - start
    start = time.perf_counter()
    for _ in range(5):
        looking.look()
    assert time.perf_counter() - start < 30 * reference


def test_listing_passes_over_results_and_the_folder_they_go_to(folder: Path) -> None:
    first, second = put(folder / "IMG_2.jpg"), put(folder / "IMG_10.jpg", b"another")
    put(sidecar_path(put(folder / "x_retouched.jpg", b"result")))
    put(folder / "out" / "y.jpg", b"y")
    below = put(folder / "day 2" / "z.jpg", b"z")
    put(folder / "notes.txt")
    listed = list_photos([folder])
    assert listed.photos == (first, second)
    assert listed.ignored == 1 and [path.name for path, _ in listed.skipped] == ["x_retouched.jpg"]
    assert list_photos([folder], recursive=True, out=folder / "out").photos == (below, first, second)
    assert list_photos([folder / "missing"]).skipped[0][0] == folder / "missing"


def test_single_files_come_and_go_wherever_they_lie(folder: Path) -> None:
    here, away = put(folder / "a.jpg"), folder / "elsewhere" / "b.jpg"
    told: list[Change] = []
    watch = FileWatch([here, away], told.append, missing=[away])
    watch.look()
    put(folder / "c.jpg")  # none of them
    put(away)
    watch.look()
    assert told == []
    watch.look()
    assert told == [PhotosFound((away,))]
    here.unlink()
    watch.look()
    watch.look()
    watch.look()
    assert told == [PhotosFound((away,)), PhotosGone((here,))]
