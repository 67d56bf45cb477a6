from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from mirrorppr_desktop import settings
from mirrorppr_desktop.jobs.lane import Lane
from mirrorppr_desktop.jobs.questions import Answer, Thumbnail, ThumbnailAsk, Trouble

FAKE = "fake_answers:thumbnail"


class Heard:
    """Answers as they come, and a way to wait for them."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.threads: set[str] = set()
        self._changed = threading.Condition()

    def __call__(self, answer: Answer) -> None:
        with self._changed:
            self.answers.append(answer)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def wait_for(self, count: int, timeout_s: float = 60) -> list[Answer]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.answers) >= count, timeout_s), self.answers
            return list(self.answers)

    @property
    def names(self) -> list[str]:
        return [answer.path.stem for answer in self.answers]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make(heard: Heard) -> Iterator[Callable[..., Lane]]:
    lanes: list[Lane] = []
    threads, before = threading.active_count(), children()

    def made(answerer: str = FAKE, **more: object) -> Lane:
        lanes.append(Lane(answerer, heard, **{"name": "test", **more}))
        return lanes[-1]

    yield made
    for lane in lanes:
        lane.close()
    assert children() == before
    assert threading.active_count() == threads


def children() -> set[int]:
    """Processes below this one, but for the one that multiprocessing keeps to count its semaphores."""
    found = psutil.Process().children(recursive=True)
    return {one.pid for one in found if not any("resource_tracker" in word for word in one.cmdline())}


def of(path: Path) -> ThumbnailAsk:
    return ThumbnailAsk(path, 64)


def reached(gate: Path) -> None:
    deadline = time.monotonic() + 60
    while not gate.with_suffix(".reached").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ended(number: int) -> None:
    """Wait for the end of a process, without taking its exit code away from its parent."""
    deadline = time.monotonic() + 10
    while psutil.pid_exists(number) and psutil.Process(number).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_answers_come_in_order_on_a_thread_of_the_lane(make: Callable[..., Lane], heard: Heard) -> None:
    lane = make()
    for n in range(50):
        lane.ask(of(Path(f"{n}.jpg")))
    answers = heard.wait_for(50)
    assert heard.names == [str(n) for n in range(50)]
    assert all(isinstance(one, Thumbnail) and np.array_equal(one.pixels, np.zeros((2, 3, 3))) for one in answers)
    assert heard.threads == {"lane test"}
    assert len({one.size for one in answers if isinstance(one, Thumbnail)}) == 1  # one process did it all


def test_nothing_is_started_before_the_first_ask(make: Callable[..., Lane]) -> None:
    before = children(), threading.active_count()
    make()
    assert (children(), threading.active_count()) == before


def test_start_has_a_process_ready_before_the_first_ask(make: Callable[..., Lane], heard: Heard) -> None:
    before = children()
    make().start()
    deadline = time.monotonic() + 30
    while children() == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert not heard.answers


def test_a_newer_ask_of_the_same_key_takes_the_place_of_a_waiting_one(
    make: Callable[..., Lane], heard: Heard, tmp_path: Path
) -> None:
    lane, gate = make(), tmp_path / "gate.jpg"
    lane.ask(of(gate), key="view")
    reached(gate)
    lane.ask(of(Path("old.jpg")), key="view")
    lane.ask(of(Path("other.jpg")))
    lane.ask(of(Path("new.jpg")), key="view")
    assert lane.waiting == 2
    gate.with_suffix(".open").touch()
    heard.wait_for(3)
    assert heard.names == ["gate", "new", "other"]


def test_front_comes_next_and_forgotten_ones_never(make: Callable[..., Lane], heard: Heard, tmp_path: Path) -> None:
    lane, gate = make(), tmp_path / "gate.jpg"
    lane.ask(of(gate))
    reached(gate)
    for n in range(6):
        lane.ask(of(Path(f"{n}.jpg")), key=n)
    lane.ask(of(Path("urgent.jpg")), front=True)
    lane.ask(of(Path("4.jpg")), key=4, front=True)
    lane.forget([0, 5, "unknown"])
    lane.forget(lambda ask: isinstance(ask, ThumbnailAsk) and ask.path.stem == "2")
    gate.with_suffix(".open").touch()
    heard.wait_for(5)
    assert heard.names == ["gate", "4", "urgent", "1", "3"]


def test_two_processes_share_the_queue(make: Callable[..., Lane], heard: Heard, tmp_path: Path) -> None:
    lane, gates = make(processes=2), [tmp_path / f"gate{n}.jpg" for n in range(2)]
    for gate in gates:
        lane.ask(of(gate))
    for gate in gates:
        reached(gate)  # both are in hand at the same time
    for gate in gates:
        gate.with_suffix(".open").touch()
    answers = heard.wait_for(2)
    assert len({one.size for one in answers if isinstance(one, Thumbnail)}) == 2


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("damaged", "damaged on purpose"),
        ("bug", "unexpected ZeroDivisionError: a bug on purpose"),
        ("unpicklable", "unexpected"),
    ],
)
def test_an_error_is_the_answer_to_its_ask_alone(
    stem: str, reason: str, make: Callable[..., Lane], heard: Heard
) -> None:
    lane = make()
    lane.ask(of(Path(f"{stem}.jpg")))
    lane.ask(of(Path("fine.jpg")))
    trouble, fine = heard.wait_for(2)
    assert isinstance(trouble, Trouble) and trouble.path == Path(f"{stem}.jpg") and reason in trouble.reason
    assert trouble.ask == of(Path(f"{stem}.jpg")) and not trouble.crashed
    assert isinstance(fine, Thumbnail)


@pytest.mark.parametrize(("stem", "how"), [("segfault", "SIGSEGV"), ("killed", "SIGKILL")])
def test_a_process_that_dies_is_replaced_and_the_queue_goes_on(
    stem: str, how: str, make: Callable[..., Lane], heard: Heard
) -> None:
    lane = make()
    for name in ("first.jpg", f"{stem}.jpg", "second.jpg", f"{stem}.jpg", "third.jpg"):
        lane.ask(of(Path(name)))
    answers = heard.wait_for(5)
    assert [type(one) for one in answers] == [Thumbnail, Trouble, Thumbnail, Trouble, Thumbnail]
    trouble = answers[1]
    assert isinstance(trouble, Trouble) and trouble.crashed and how in trouble.reason
    assert trouble.path.stem == stem


def test_an_idle_process_that_is_killed_is_missed_by_nobody(make: Callable[..., Lane], heard: Heard) -> None:
    lane = make()
    lane.ask(of(Path("a.jpg")))
    (first,) = heard.wait_for(1)
    assert isinstance(first, Thumbnail) and first.size is not None
    os.kill(first.size[0], signal.SIGKILL)
    ended(first.size[0])
    lane.ask(of(Path("b.jpg")))
    answer = heard.wait_for(2)[1]
    assert isinstance(answer, Thumbnail) or (isinstance(answer, Trouble) and answer.crashed)
    lane.ask(of(Path("c.jpg")))
    assert isinstance(heard.wait_for(3)[2], Thumbnail)


@pytest.mark.parametrize(
    "fault",
    [("fake_answers:nothing", (), "AttributeError"), (FAKE, ("no_such_module",), "no_such_module")],
)
def test_three_false_starts_stop_it_with_a_word(
    fault: tuple[str, tuple[str, ...], str], make: Callable[..., Lane], heard: Heard, home: Path
) -> None:
    answerer, preload, why = fault
    lane = make(answerer, preload=preload)
    lane.ask(of(Path("a.jpg")))
    lane.ask(of(Path("b.jpg")))
    answers = heard.wait_for(2)
    lane.ask(of(Path("c.jpg")))
    answers = heard.wait_for(3)
    assert heard.names == ["a", "b", "c"]
    assert all(isinstance(one, Trouble) and one.crashed and why in one.reason for one in answers)
    log = home / "log" / "test.log"
    assert str(log) in answers[0].reason and log.read_text().count("Traceback") == 3


@pytest.mark.parametrize("stem", ["hang", "gate"])
def test_closing_ends_a_process_that_hangs_within_two_seconds(
    stem: str, make: Callable[..., Lane], heard: Heard, tmp_path: Path
) -> None:
    before = children()
    lane = make(processes=2)
    lane.ask(of(Path("idle.jpg")))
    heard.wait_for(1)
    lane.ask(of(tmp_path / f"{stem}.jpg"))
    lane.ask(of(Path("after.jpg")))
    heard.wait_for(2)
    start = time.monotonic()
    lane.close()
    assert time.monotonic() - start < 2
    assert children() == before
    told = len(heard.answers)
    lane.ask(of(Path("late.jpg")))  # a closed lane hears nothing
    lane.close()
    assert len(heard.answers) == told


def test_a_listener_that_fails_does_not_stop_the_lane(
    heard: Heard, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def listen(answer: Answer) -> None:
        heard(answer)
        raise RuntimeError("a listener's own fault")

    lane = Lane(FAKE, listen, name="test")
    lane.ask(of(Path("a.jpg")))
    lane.ask(of(Path("b.jpg")))
    heard.wait_for(2)
    lane.close()
    assert "a listener's own fault" in capfd.readouterr().err


def test_output_of_processes_goes_to_the_log(
    make: Callable[..., Lane], heard: Heard, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lane = make(nice=7)
    lane.ask(of(Path("print.jpg")))
    (answer,) = heard.wait_for(1)
    lane.close()
    text = (home / "log" / "test.log").read_text()
    assert "a word to stdout" in text and "a word to stderr" in text
    assert "a word" not in "".join(capfd.readouterr())
    assert isinstance(answer, Thumbnail) and answer.size is not None
    assert answer.size[1] >= os.nice(0) + 7 or answer.size[1] == 19


@pytest.mark.parametrize("end", ["killed", "forgot to close"])
def test_processes_end_with_the_window(end: str, tmp_path: Path) -> None:
    script = f"""
import sys, os, threading
from pathlib import Path
from mirrorppr_desktop.jobs.lane import Lane
from mirrorppr_desktop.jobs.questions import ThumbnailAsk
if __name__ == "__main__":
    done = threading.Event()
    def listen(answer):
        print(answer.size[0], flush=True)
        done.set()
    lane = Lane("{FAKE}", listen, name="test")
    lane.ask(ThumbnailAsk(Path("a.jpg"), 64))
    assert done.wait(60)
    if {end == "killed"}:
        os.kill(os.getpid(), 9)
"""
    file = tmp_path / "window.py"
    file.write_text(script)
    fakes = Path(__file__).parents[1] / "fakes"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(fakes)])}
    done = subprocess.run(
        [sys.executable, file], capture_output=True, text=True, timeout=60, env=environment, check=False
    )
    number = int(done.stdout)
    assert done.returncode == (-9 if end == "killed" else 0), done.stderr
    ended(number)


def test_a_window_may_import_it_without_anything_heavy() -> None:
    script = (
        "import sys; import mirrorppr_desktop.jobs.lane, mirrorppr_desktop.jobs.questions; "
        "print([name for name in ('numpy', 'cv2', 'pyvips', 'mediapipe', 'torch', 'PySide6') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
