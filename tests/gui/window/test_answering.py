"""The window answers while a batch of a hundred photos tells its news and a hand moves sliders."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
from hand import Hand
from near_lanes import NearLanes
from PySide6.QtCore import QObject, QTimer

from mirrorppr_desktop.jobs.events import PhotoDone, PhotoStage, Started

PHOTOS = 100
PER_SECOND = 20
STALL_S, P99_S = 0.250, 0.050  # of this process
WAIT_S = 1.0  # by the clock
TRIES = 3
BEAT_MS = 2  # 0 would never let go of the interpreter, which the thread of the previews needs too
IDLE_S = 0.0005  # a turn in which nothing happened: thousands of them would hide the others


class Heartbeat(QObject):
    """Beats whenever the event loop comes round. turns: CPU seconds of this process between beats.

    CPU time: on a machine that is shared the clock on the wall tells how busy others are. What a turn waits for
    without computing, a disk or a lock, is bounded more loosely, by the clock.
    """

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[float] = []
        self.walls: list[float] = []
        self._cpu, self._wall = time.thread_time(), time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        cpu, wall = time.thread_time(), time.monotonic()
        self.turns.append(cpu - self._cpu)
        self.walls.append(wall - self._wall)
        self._cpu, self._wall = cpu, wall

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def many(tmp_path: Path, photos: Path) -> Path:
    """A hundred photos: three of them again and again."""
    folder = tmp_path / "many"
    folder.mkdir()
    sources = cycle(sorted(photos.iterdir()))
    for number in range(PHOTOS):
        source = next(sources)
        shutil.copy(source, folder / f"BP_{number:04d}{source.suffix}")
    return folder


def run(hand: Hand) -> Heartbeat:
    """One batch with all its news in the time that a real one of 20 photos a second takes."""
    hand.window.running.start("all")
    hand.space.tools.run_switch.button("photo").click()
    batch, slider = hand.batch, hand.slider("Enlarge eyes")
    assert len(batch.job.photos) == PHOTOS
    batch.tell(Started(PHOTOS, 0, 4, batch.job.out))
    results = [batch.job.out / f"{path.stem}_retouched{path.suffix}" for path in batch.job.photos]
    told = iter(
        event
        for photo, result in zip(batch.job.photos, results, strict=True)
        for event in (
            PhotoStage(photo, "reading", 1),
            PhotoStage(photo, "working out the retouch", 1),
            PhotoStage(photo, "writing", 1),
            PhotoDone(photo, result, 0.2),
        )
    )
    left = [4 * PHOTOS]
    values = cycle(np.linspace(-1.5, 1.5, 37).tolist())

    def tell() -> None:
        event = next(told, None)
        if event is not None:
            left[0] -= 1
            batch.tell(event)

    def slide() -> None:
        slider._move(next(values))

    news, moves = QTimer(), QTimer()
    news.timeout.connect(tell)
    moves.timeout.connect(slide)
    news.start(1000 // (4 * PER_SECOND))
    moves.start(33)
    heart = Heartbeat()
    hand.wait(lambda: left[0] == 0)
    heart.stop()
    moves.stop()
    news.stop()
    slider._commit()
    batch.counts["done"] = PHOTOS
    batch.end()
    hand.settle()
    return heart


def test_no_turn_of_the_event_loop_is_long(hands: Callable[..., Hand], many: Path, pair: tuple[Path, Path]) -> None:
    hand = hands(lanes=NearLanes(previews_beside=True))
    hand.open(many)
    hand.wait(lambda: len(hand.shoot) == PHOTOS)
    hand.choose_pair(*pair)
    previews: list[object] = []
    hand.window.desk.preview_ready.connect(previews.append)
    figures = []
    for _ in range(TRIES):
        previews.clear()
        heart = run(hand)
        assert {str(one.outcome.state) for one in hand.shoot.photos} == {"done"}
        busy = [one for one in heart.turns if one > IDLE_S]
        figures.append((max(busy), float(np.percentile(busy, 99)), max(heart.walls)))
        if all(one < most for one, most in zip(figures[-1], (STALL_S, P99_S, WAIT_S), strict=True)):
            break
    longest, p99, waited = (min(one[i] for one in figures) for i in range(3))
    assert longest < STALL_S and p99 < P99_S and waited < WAIT_S, figures
    assert len(previews) > 10  # the hand sees what it does while it moves
