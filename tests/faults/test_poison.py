"""Photos that kill, hang or starve the worker that has them: they are named, and the rest of the night goes on."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest
from fake_engines import FakeEngine
from shoot import digest, do, make_job, make_shoot

from mirrorppr_desktop.errors import DiskFull
from mirrorppr_desktop.jobs.ledger import FILE_NAME, Ledger
from mirrorppr_desktop.jobs.schema import State

pytestmark = pytest.mark.faults


def test_photos_that_kill_their_worker_are_set_aside(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 12)
    poison = {321: "segfault", 325: "killed", 331: "segfault"}
    job = make_job(tmp_path, tmp_path / "photos")
    summary, heard = do(job, FakeEngine(poison))
    assert (summary.done, summary.failed, summary.left) == (9, 3, 0)
    assert set(heard.failed) == {"IMG_2.jpg", "IMG_6.jpg", "IMG_12.jpg"}
    assert "signal SIGSEGV" in heard.failed["IMG_2.jpg"] and "signal SIGKILL" in heard.failed["IMG_6.jpg"]
    assert not list(job.out.rglob("*.part"))
    again, heard = do(job, FakeEngine(poison))  # set aside means: not met again by itself
    assert (again.done, again.failed, again.skipped) == (0, 3, 9)
    cured, _ = do(replace(job, retry=True), FakeEngine())
    assert (cured.done, cured.skipped) == (3, 9)
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 4)
    summary, _ = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine({321: f"once:{tmp_path / 'died'}"}))
    assert (summary.done, summary.failed) == (4, 0)
    assert (tmp_path / "died").exists()


def test_silence_is_noticed(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 4)
    summary, heard = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine({321: "hang"}), stall_s=1.5)
    assert (summary.done, summary.failed) == (3, 1)
    assert "no sign of life" in heard.failed["IMG_2.jpg"]


def test_slow_is_not_silent(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    summary, _ = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine(seconds=0.7), stall_s=3.0)
    assert (summary.done, summary.failed) == (2, 0)


def test_a_bug_and_a_lack_of_memory_are_one_photo_each(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 4)
    summary, heard = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine({321: "bug", 322: "no memory"}))
    assert (summary.done, summary.failed) == (2, 2)
    assert heard.failed["IMG_2.jpg"] == "unexpected ZeroDivisionError: a bug on purpose"
    assert "not enough memory" in heard.failed["IMG_3.jpg"]


def test_a_full_disk_stops_the_job_once_and_it_goes_on_later(tmp_path: Path) -> None:
    photos = make_shoot(tmp_path / "photos", 8)
    looks = {path: digest(path) for path in photos}
    job = make_job(tmp_path, tmp_path / "photos", workers=1)
    with pytest.raises(DiskFull, match=r"no space is left.*run again to go on"):
        do(job, FakeEngine({323: "disk full"}))
    with Ledger(job.folder / FILE_NAME) as ledger:
        states = [item.state for item in ledger.items()]
    assert states == [State.DONE] * 3 + [State.PENDING] * 5
    summary, _ = do(job)
    assert (summary.done, summary.skipped) == (5, 3)
    assert {path: digest(path) for path in photos} == looks


def test_an_original_that_goes_away_is_one_line(tmp_path: Path) -> None:
    photos = make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos", workers=1)

    from shoot import Heard, fake_makers

    from mirrorppr_desktop.jobs import job as jobs
    from mirrorppr_desktop.jobs.stop import StopRequest

    def remove_the_last(event: object) -> None:
        if type(event).__name__ == "Started":
            photos[2].unlink()

    heard = Heard(also=remove_the_last)
    summary = jobs.run(job, heard, StopRequest(), fake_makers())
    assert (summary.done, summary.failed) == (2, 1)
    assert "missing" in heard.failed["IMG_3.jpg"] or "no such file" in heard.failed["IMG_3.jpg"]
