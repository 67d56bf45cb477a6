"""Full disks, closed folders, errors of the system at every single call, and ledgers that were damaged."""

from __future__ import annotations

import errno
import io
import os
import random
import re
import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from harness import Shoot, Toll, check_finished, looks_of
from PIL import Image
from shoot import digest, do, make_job, make_shoot, visible

from mirrorppr_desktop.errors import MirrorPPRError, OutputNotWritable
from mirrorppr_desktop.jobs.events import Notice

pytestmark = [pytest.mark.faults, pytest.mark.skipif(os.name != "posix", reason="limits and modes of POSIX")]
ERRORS = (errno.ENOSPC, errno.EIO, errno.EMFILE)
EVERY_ERROR = os.environ.get("MIRRORPPR_FAULTS") == "all"  # each error at each call, not one of them in turn


def test_a_file_size_limit_stops_the_job_with_one_message(tmp_path: Path) -> None:
    shoot = Shoot.ours(tmp_path, 4, "--format", "png")
    noise = np.random.default_rng(1).integers(0, 256, (900, 900, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "photos" / "IMG_5.jpg", quality=95)
    limited = replace(shoot, command=["bash", "-c", 'ulimit -f 1024; exec "$@"', "limited", *shoot.command])
    code, said, words = limited.run()
    assert code == 1, words
    assert len(re.findall("the disk is full|no space is left", words)) == 1 and "run again to go on" in words
    assert said.count('"failed"') <= 1  # of the summary
    assert not list(shoot.out.rglob("*.part"))
    assert shoot.run()[0] == 0
    assert sum(path.suffix == ".png" for path in shoot.out.glob("*")) == 5


@pytest.mark.parametrize("out", ["/proc/mirrorppr", "closed/out"])
def test_a_folder_that_cannot_be_written_to_is_told_before_the_start(tmp_path: Path, out: str) -> None:
    if out.startswith("closed"):
        if os.geteuid() == 0:
            pytest.skip("nothing is closed to root")
        (tmp_path / "closed").mkdir(mode=0o555)
    elif not Path("/proc").is_dir():
        pytest.skip("no /proc")
    make_shoot(tmp_path / "photos", 1)
    with pytest.raises(OutputNotWritable, match="choose another folder for results"):
        do(replace(make_job(tmp_path, tmp_path / "photos"), out=tmp_path / out))


class FailingSystem:
    """Counts the calls that write below a folder, and lets the n-th fail."""

    FUNCTIONS = (
        (os, "open"),
        (os, "replace"),
        (os, "link"),
        (os, "rename"),
        (os, "fsync"),
        (os, "mkdir"),
        (io, "open"),
    )

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path, fail_at: int, error: int) -> None:
        self.calls, self._fail_at, self._error, self._folder = 0, fail_at, error, str(folder)
        for module, name in self.FUNCTIONS:
            patch.setattr(module, name, self._wrapped(name, getattr(module, name)))

    def _wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any, *rest: Any, **more: Any) -> Any:
            if name == "fsync" or (not isinstance(target, int) and os.fsdecode(target).startswith(self._folder)):
                self.calls += 1
                if self.calls == self._fail_at:
                    raise OSError(
                        self._error, os.strerror(self._error), None if name == "fsync" else os.fsdecode(target)
                    )
            return function(target, *rest, **more)

        return call


@pytest.mark.timeout(900 if EVERY_ERROR else 300)
def test_an_error_at_any_call_harms_nothing(tmp_path: Path) -> None:
    """SQLite's own method: fail the n-th call, for n = 1, 2, 3, ... until a run comes through without."""
    photos = make_shoot(tmp_path / "photos", 1)
    looks = looks_of(photos)
    called = 0
    for n in range(1, 500):
        errors = ERRORS if EVERY_ERROR else (ERRORS[n % len(ERRORS)],)
        outcomes = [_run_with_error(tmp_path / f"{n}-{error}", photos, n, error) for error in errors]
        assert looks_of(photos) == looks
        if not any(outcomes):
            break
        called = n
    assert called > 10, "too few calls were met for this to say anything"


def _run_with_error(folder: Path, photos: list[Path], n: int, error: int) -> bool:
    """One run with an error at its n-th call, and one without. False: the first never came to its n-th call."""
    job = make_job(folder, tuple(photos), workers=1)
    with pytest.MonkeyPatch.context() as patch:
        system = FailingSystem(patch, job.out, n, error)
        try:
            do(job)
        except MirrorPPRError as told:
            assert str(told)
        met = system.calls >= n
    for result in job.out.glob("*.jpg"):
        Image.open(result).load()
    summary, heard = do(job)
    assert (summary.failed, summary.left) == (0, 0), (n, error, heard.failed)
    assert visible(job.out) == {"IMG_1_retouched.jpg", "IMG_1_retouched.jpg.mirrorppr.json"}, (n, error)
    assert not list(job.out.rglob("*.part")), (n, error)
    return met


@pytest.mark.parametrize("damage", ["a byte flipped", "cut off", "zeroed", "gone", "its log deleted"])
def test_a_damaged_ledger_loses_no_result(tmp_path: Path, damage: str) -> None:
    photos = make_shoot(tmp_path / "photos", 4)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)
    results = {path: digest(path) for path in job.out.glob("*.jpg")}
    ledger = job.folder / "ledger.sqlite"
    whole = ledger.read_bytes()
    match damage:
        case "a byte flipped":
            at = random.Random(3).randrange(200, 4000)  # in the description of the tables
            ledger.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        case "cut off":
            ledger.write_bytes(whole[:5000])
        case "zeroed":
            ledger.write_bytes(bytes(len(whole)))
        case "gone":
            ledger.unlink()
        case "its log deleted":
            (job.folder / "ledger.sqlite-wal").unlink(missing_ok=True)
    summary, heard = do(job)
    assert (summary.failed, summary.left) == (0, 0)
    assert {path: digest(path) for path in job.out.glob("*.jpg")} == results
    assert summary.done == 0 and summary.skipped == len(photos)
    notices = [event.text for event in heard.of(Notice)]
    if damage in ("cut off", "zeroed"):
        assert "ledger-damaged-1.sqlite" in notices[0] and "4 results found again" in notices[0]
    toll = Toll()
    if damage == "its log deleted":
        check_finished(Shoot(tmp_path, photos, []), looks_of(photos), toll)
    assert toll.harm == {}


def test_a_ledger_on_a_full_disk_says_so(tmp_path: Path) -> None:
    """The ledger itself cannot grow: one message, and no talk of damage."""
    shoot = Shoot.ours(tmp_path, 3)
    code, _, words = replace(shoot, command=["bash", "-c", 'ulimit -f 20; exec "$@"', "limited", *shoot.command]).run()
    assert code == 1 and "Traceback" not in words, words
    assert shoot.run()[0] == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 20
