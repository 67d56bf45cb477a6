"""A batch in its own process, as a window runs it: told, paused, skipped, stopped, crashed, orphaned."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest
from fake_makers import SCRIPT
from shoot import digest, do, make_job, make_pair, make_shoot

from mirrorppr_desktop.jobs.batch import LOG_NAME, Batch
from mirrorppr_desktop.jobs.events import (
    Ended,
    Event,
    Held,
    JobFailed,
    JobTrouble,
    PhotoDone,
    PhotoSkipped,
    PhotoStage,
    PhotoStalled,
    Released,
    Started,
    Summary,
    WorkerLost,
)
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.photo.folder_lock import FolderLock

MAKERS = "fake_makers:scripted"
WAIT_S = 60.0


@dataclass
class Window:
    """Hears a batch, and waits for what it should hear."""

    events: list[Event] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    news: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, event: Event) -> None:
        with self.news:
            self.events.append(event)
            self.threads.add(threading.current_thread().name)
            self.news.notify_all()

    def of(self, kind: type) -> list:
        with self.news:
            return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, kind: type, count: int = 1) -> None:
        with self.news:
            told = self.news.wait_for(
                lambda: sum(isinstance(event, kind) for event in self.events) >= count, timeout=WAIT_S
            )
            assert told, (kind, self.events)


Begin = Callable[..., tuple[Batch, Window]]


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Starts batches with a fake engine; none outlives the test."""
    batches: list[Batch] = []

    def start(job: Job, **script: object) -> tuple[Batch, Window]:
        monkeypatch.setenv(SCRIPT, json.dumps(script))
        window = Window()
        batch = Batch(job, window, MAKERS)
        batches.append(batch)
        batch.start()
        return batch, window

    yield start
    for batch in batches:
        batch.close()
        assert not batch.is_running
    assert multiprocessing.active_children() == []
    assert not any(thread.name == "batch" for thread in threading.enumerate())


def test_a_batch_does_what_the_command_line_does(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos")
    batch, window = begin(job)
    window.wait_for(Ended)
    assert not batch.is_running
    (summary,) = window.of(Summary)
    assert (summary.done, summary.failed, summary.left) == (3, 0, 0)
    assert isinstance(window.events[-1], Ended) and window.of(JobFailed) == []
    assert window.threads == {"batch"}
    (started,) = window.of(Started)
    assert (started.todo, started.workers) == (3, 2)
    other = make_job(tmp_path / "again", tmp_path / "photos")
    _, heard = do(other)
    assert {event.photo.name: digest(event.result) for event in window.of(PhotoDone)} == {
        name: digest(result) for name, result in heard.done.items()
    }


def test_it_is_held_and_goes_on(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 6)
    batch, window = begin(make_job(tmp_path, tmp_path / "photos"), seconds=0.1)
    window.wait_for(PhotoDone)
    batch.hold()
    window.wait_for(Held)
    (held,) = window.of(Held)
    done = len(window.of(PhotoDone))
    with window.news:  # the photos in hand come to their end
        assert window.news.wait_for(
            lambda: sum(isinstance(event, PhotoDone) for event in window.events) == done + held.in_hand, WAIT_S
        )
        # and then nothing happens, while the batch is there
        assert not window.news.wait_for(
            lambda: sum(isinstance(event, PhotoDone) for event in window.events) > done + held.in_hand, 0.8
        )
    assert batch.is_running
    batch.release()
    window.wait_for(Released)
    window.wait_for(Ended)
    assert window.of(Summary)[0].done == 6


def test_it_is_stopped_while_it_is_held(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 6)
    batch, window = begin(make_job(tmp_path, tmp_path / "photos"), seconds=0.1)
    window.wait_for(PhotoDone)
    batch.hold()
    window.wait_for(Held)
    batch.stop()
    window.wait_for(Ended)
    (summary,) = window.of(Summary)
    assert summary.left == 6 - summary.done > 0


def test_photos_in_hand_are_finished_however_long_they_take(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 4)
    batch, window = begin(make_job(tmp_path, tmp_path / "photos"), seconds=5.0)
    window.wait_for(PhotoStage, 2)
    batch.stop()
    window.wait_for(Ended)
    (summary,) = window.of(Summary)
    assert summary.done >= 1 and summary.done + summary.left == 4  # longer than an ordinary stop waits


def test_stopping_now_drops_them(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = make_job(tmp_path, tmp_path / "photos")
    batch, window = begin(job, by_width={"320": "hang", "321": "hang"})
    window.wait_for(PhotoStage, 6)  # each comes to its third stage, and hangs there
    assert {(event.photo.name, event.worker) for event in window.of(PhotoStage)} in (
        {("IMG_1.jpg", 1), ("IMG_2.jpg", 2)},
        {("IMG_1.jpg", 2), ("IMG_2.jpg", 1)},
    )
    batch.stop(now=True)
    window.wait_for(Ended)
    (summary,) = window.of(Summary)
    assert (summary.done, summary.left) == (0, 2)
    assert not list(job.out.rglob("*.part"))


def test_a_stalled_photo_is_told_and_skipped_by_hand(tmp_path: Path, begin: Begin) -> None:
    photos = make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos")
    batch, window = begin(job, by_width={"321": "hang"}, quiet_s=0.5)
    window.wait_for(PhotoStalled)
    (stalled,) = window.of(PhotoStalled)
    assert (stalled.photo, stalled.stage) == (photos[1], "working out the retouch")
    assert stalled.seconds >= 0.5 and stalled.worker in (1, 2)
    batch.skip(photos[1])
    window.wait_for(Ended)
    (skipped,) = window.of(PhotoSkipped)
    assert (skipped.photo, skipped.reason) == (photos[1], "skipped by hand")
    (summary,) = window.of(Summary)
    assert (summary.done, summary.skipped, summary.left) == (2, 1, 0)
    assert not list(job.out.rglob("*.part"))
    _, heard = do(job)
    assert set(heard.done) == {"IMG_2.jpg"}  # another run tries it again


def test_a_waiting_photo_is_skipped_too(tmp_path: Path, begin: Begin) -> None:
    photos = make_shoot(tmp_path / "photos", 6)
    batch, window = begin(make_job(tmp_path, tmp_path / "photos", workers=1), seconds=0.2)
    window.wait_for(PhotoStage)
    batch.skip(photos[5])
    window.wait_for(Ended)
    assert [event.photo for event in window.of(PhotoSkipped)] == [photos[5]]
    assert window.of(Summary)[0].done == 5


def test_a_lost_worker_is_told_with_what_becomes_of_its_photo(tmp_path: Path, begin: Begin) -> None:
    photos = make_shoot(tmp_path / "photos", 2)
    once = tmp_path / "once"
    _, window = begin(make_job(tmp_path, tmp_path / "photos"), by_width={"320": f"once:{once}", "321": "killed"})
    window.wait_for(Ended)
    told = [(event.photo, event.how, event.again) for event in window.of(WorkerLost)]
    assert told.count((photos[0], "signal SIGKILL", True)) == 1
    assert [one for one in told if one[0] == photos[1]] == [
        (photos[1], "signal SIGKILL", True),
        (photos[1], "signal SIGKILL", False),
    ]
    assert (window.of(Summary)[0].done, window.of(Summary)[0].failed) == (1, 1)


@pytest.mark.parametrize(
    ("building", "kind", "words"),
    [
        ("refuse", JobTrouble.PAIR, "two different people"),
        ("bug", JobTrouble.OTHER, "unexpected ZeroDivisionError"),
        ("segfault", JobTrouble.CRASHED, "SIGSEGV"),
    ],
)
def test_what_goes_wrong_with_the_pair_reaches_the_window(
    tmp_path: Path, begin: Begin, building: str, kind: JobTrouble, words: str
) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = make_job(tmp_path, tmp_path / "photos")
    _, window = begin(job, building=building)
    window.wait_for(Ended)
    (failed,) = window.of(JobFailed)
    assert failed.kind == kind and words in failed.reason
    log = (job.folder / LOG_NAME).read_text()
    if kind == JobTrouble.CRASHED:
        assert str(job.folder / LOG_NAME) in failed.reason
        assert "Segmentation fault" in log and "fake_makers.py" in log
    if building == "bug":
        assert "Traceback" in log


def test_jobs_that_cannot_run_say_why(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    job.folder.mkdir(parents=True)
    with FolderLock(job.folder / "lock"):
        _, window = begin(job)
        window.wait_for(Ended)
    assert [event.kind for event in window.of(JobFailed)] == [JobTrouble.IN_USE]
    file = tmp_path / "file"
    file.write_text("a file")
    _, window = begin(replace(job, out=file / "below"))
    window.wait_for(Ended)
    assert [event.kind for event in window.of(JobFailed)] == [JobTrouble.NOT_WRITABLE]
    _, window = begin(make_job(tmp_path / "other", tmp_path / "photos"), by_width={"320": "disk full"})
    window.wait_for(Ended)
    assert [event.kind for event in window.of(JobFailed)] == [JobTrouble.DISK_FULL]


def test_closing_ends_what_hangs(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 2)
    batch, window = begin(make_job(tmp_path, tmp_path / "photos"), building="hang")
    window.wait_for(Started)
    began = time.monotonic()
    batch.close(timeout=0.5)
    assert time.monotonic() - began < 10
    assert not batch.is_running and isinstance(window.events[-1], Ended)
    batch.close()  # again is no error


def test_a_listener_that_fails_does_not_stop_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_shoot(tmp_path / "photos", 2)
    monkeypatch.setenv(SCRIPT, "{}")
    window = Window()

    def fail(event: Event) -> None:
        window(event)
        if isinstance(event, PhotoDone):
            raise RuntimeError("the widget is gone")

    batch = Batch(make_job(tmp_path, tmp_path / "photos"), fail, MAKERS)
    batch.start()
    window.wait_for(Ended)
    batch.close()
    assert window.of(Summary)[0].done == 2
    assert "the widget is gone" in capsys.readouterr().err


def test_a_batch_is_started_once_and_may_never_be(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    idle = Batch(job, lambda event: None, MAKERS)
    idle.stop()
    idle.close()
    batch, window = begin(job)
    with pytest.raises(RuntimeError, match="once"):
        batch.start()
    window.wait_for(Ended)


_WINDOW = """
import os, sys, time
sys.path[:0] = sys.argv[1].split(os.pathsep)
from pathlib import Path
from shoot import make_job
from mirrorppr_desktop.jobs.batch import Batch

def main():
    folder = Path(sys.argv[2])
    def tell(event):
        print(type(event).__name__, flush=True)
    batch = Batch(make_job(folder, folder / "photos"), tell, "fake_makers:scripted")
    batch.start()
    if sys.argv[3] == "wait":
        time.sleep(600)
    else:
        sys.stdin.readline()  # then to the end of the program, without a word to the batch

if __name__ == "__main__":
    main()
"""


@contextmanager
def _window_process(tmp_path: Path, way: str, **script: object) -> Iterator[subprocess.Popen[str]]:
    program = tmp_path / "window.py"
    program.write_text(_WINDOW)
    fakes = str(Path(__file__).parents[1] / "fakes")
    window = subprocess.Popen(
        [sys.executable, str(program), fakes, str(tmp_path), way],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, SCRIPT: json.dumps(script)},
        start_new_session=True,
    )
    try:
        yield window
    finally:
        with suppress(ProcessLookupError):  # whatever a failed test has left
            os.killpg(window.pid, signal.SIGKILL)
        window.wait()
        for stream in (window.stdout, window.stdin):
            assert stream is not None
            stream.close()


def _family(window: subprocess.Popen[str], least: int) -> list[psutil.Process]:
    """The processes below the window, as soon as there are so many."""
    deadline = time.monotonic() + WAIT_S
    while len(family := psutil.Process(window.pid).children(recursive=True)) < least:
        assert time.monotonic() < deadline, family
        time.sleep(0.05)
    return family


def _all_end(family: list[psutil.Process]) -> bool:
    return psutil.wait_procs(family, timeout=20)[1] == []


def _read_until(process: subprocess.Popen[str], name: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == name:
            return
    pytest.fail(f"{name} was never told")


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("building", ["", "hang"])
def test_a_batch_ends_when_its_window_is_killed(tmp_path: Path, building: str) -> None:
    make_shoot(tmp_path / "photos", 4)
    make_pair(tmp_path / "pair")
    with _window_process(tmp_path, "wait", building=building, by_width={"321": "hang", "322": "hang"}) as window:
        _read_until(window, "Started" if building else "PhotoStage")
        family = _family(window, 3)  # the batch and its workers
        window.send_signal(signal.SIGKILL)
        window.wait()
        assert _all_end(family)
    job = make_job(tmp_path, tmp_path / "photos")
    if not building:
        assert not list(job.out.rglob("*.part"))  # photos in hand were put down, not just left
    summary, _ = do(job)  # and the folder can be gone on with
    assert (summary.done + summary.skipped, summary.failed) == (4, 0)


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_a_window_that_just_ends_takes_its_batch_along(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 4)
    make_pair(tmp_path / "pair")
    with _window_process(tmp_path, "leave", by_width={"321": "hang", "322": "hang"}) as window:
        _read_until(window, "PhotoStage")
        family = _family(window, 3)
        assert window.stdin is not None
        window.stdin.write("leave\n")
        window.stdin.flush()
        assert window.wait(timeout=30) == 0
        assert _all_end(family)


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_ctrl_c_in_the_terminal_is_for_the_window_to_hear(tmp_path: Path, begin: Begin) -> None:
    make_shoot(tmp_path / "photos", 4)
    _, window = begin(make_job(tmp_path, tmp_path / "photos"), seconds=0.2)
    window.wait_for(Started)
    (process,) = multiprocessing.active_children()
    os.kill(process.pid, signal.SIGINT)
    window.wait_for(Ended)
    assert window.of(Summary)[0].done == 4
    _, window = begin(make_job(tmp_path / "two", tmp_path / "photos"), seconds=0.3)
    window.wait_for(PhotoDone)
    (process,) = multiprocessing.active_children()
    os.kill(process.pid, signal.SIGTERM)  # ended gently, by a person or a system that shuts down
    window.wait_for(Ended)
    assert window.of(JobFailed) == []
    assert window.of(Summary)[0].left + window.of(Summary)[0].done == 4


def test_importing_it_is_light() -> None:
    heavy = "{'mediapipe', 'torch', 'cv2', 'pyvips', 'psutil', 'mirrorppr_desktop.pipeline', 'PySide6'}"
    program = f"import sys, mirrorppr_desktop.jobs.batch\nassert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
