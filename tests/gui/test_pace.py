"""How fast, and how long still."""

from __future__ import annotations

import pytest

from mirrorppr_desktop.gui.run.pace import WINDOW, Pace, duration


def test_nothing_is_foretold_before_there_is_something_to_go_by() -> None:
    pace = Pace()
    pace.begin(100.0)
    pace.finish(103.0)
    assert pace.per_minute is None
    assert pace.left_s(10) is None


def test_the_time_left_follows_the_photos_finished_last() -> None:
    pace = Pace()
    pace.begin(0.0)
    for n in range(40):  # slow at first, 10 s each
        pace.finish(10.0 * (n + 1))
    for n in range(WINDOW + 1):  # then 2 s each
        pace.finish(400.0 + 2.0 * (n + 1))
    assert pace.per_minute == pytest.approx(30.0)
    assert pace.left_s(15) == pytest.approx(30.0)


def test_the_start_of_the_workers_does_not_count() -> None:
    pace = Pace()
    pace.begin(0.0)
    for n in range(1, 4):
        pace.work(30.0 + 2.0 * (n - 1))
        pace.finish(30.0 + 2.0 * n)
    assert pace.per_minute == pytest.approx(30.0)


def test_time_that_a_run_is_held_does_not_count() -> None:
    pace = Pace()
    pace.begin(0.0)
    for n in range(10):
        pace.finish(3.0 * (n + 1))
    before = pace.per_minute
    pace.hold(30.0)
    assert pace.elapsed(500.0) == 30.0
    pace.release(630.0)
    pace.finish(633.0)
    assert pace.per_minute == pytest.approx(before)
    assert pace.elapsed(633.0) == 33.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (40.4, "40 s"), (59.6, "1 min 00 s"), (118, "1 min 58 s"), (7500, "2 h 05 min"), (-3, "0 s")],
)
def test_durations_read_as_people_say_them(seconds: float, words: str) -> None:
    assert duration(seconds).replace("\u2009", " ") == words
