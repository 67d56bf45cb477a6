"""Run: states, pause, troubles in words, and the window that can be closed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import CTRL, SHIFT, Hand, pixels
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from mirrorppr_desktop.gui import leaving
from mirrorppr_desktop.gui import running as running_module
from mirrorppr_desktop.gui import window as window_module
from mirrorppr_desktop.gui.closing import Answer
from mirrorppr_desktop.gui.run.words import worker_lost
from mirrorppr_desktop.gui.shoot.photo import RunState
from mirrorppr_desktop.jobs.events import Ended, JobFailed, JobTrouble, PhotoStage, PhotoStalled, WorkerLost
from mirrorppr_desktop.settings import JOB_FOLDER


def states(hand: Hand) -> dict[str, str]:
    return {one.name: str(one.outcome.state) for one in hand.shoot.photos}


def path(hand: Hand, name: str) -> Path:
    return hand.photo(name).path


def names(hand: Hand) -> list[str]:
    return [one.name for one in hand.batch.job.photos]


@pytest.fixture
def running(window: Hand) -> Hand:
    window.click(window.space.page.setup_dock.run)
    window.batch.begin()
    return window


def test_run_on_all(running: Hand) -> None:
    assert names(running) == ["grace_hopper.jpg", "group.jpg", "small.png"]
    job = running.batch.job
    assert job.request == running.shoot.settings.request and job.own == ()
    assert job.out == running.shoot.out == running.shoot.folders[0] / "retouched"
    assert running.space.page.shows_run and set(states(running).values()) == {"waiting"}
    running.batch.work_on(path(running, "grace_hopper.jpg"))
    running.settle()
    dock = running.space.page.run_dock
    assert states(running)["grace_hopper.jpg"] == "working"
    assert "working out the retouch" in running.words(dock)
    running.batch.finish(path(running, "grace_hopper.jpg"))
    running.settle()
    assert states(running)["grace_hopper.jpg"] == "done"
    assert "33 %" in running.words(dock) and "of 3 photos" in running.words(dock)
    assert "Running, 1 of 3" in running.words(running.window.line)
    for name in ("group.jpg", "small.png"):
        running.batch.finish(path(running, name))
    running.batch.end()
    running.settle()
    assert set(states(running).values()) == {"done"} and not running.space.run.is_running
    assert "3 of 3 done" in running.words(running.window.line)
    running.click(running.button("Review 3 results"))
    assert running.window.stack.currentWidget() is running.space.review


def test_states_are_seen_on_the_thumbnails(running: Hand) -> None:
    grid = running.space.page.run_grid.view
    waiting = pixels(grid)
    running.batch.work_on(path(running, "group.jpg"))
    running.settle()
    working = pixels(grid)
    running.batch.fail(path(running, "group.jpg"), "no face was found")
    running.settle()
    failed = pixels(grid)
    assert (waiting != working).any() and (working != failed).any()


def test_run_on_the_selection_and_on_accepted_by_key_and_menu(window: Hand) -> None:
    window.go_to("group.jpg")
    window.key(Qt.Key.Key_P, on=window.canvas)
    window.key(Qt.Key.Key_R, CTRL | SHIFT)
    assert names(window) == ["group.jpg"]
    window.batch.finish_all()
    window.go_to("small.png")
    menu = window.space.page.setup_dock._more.menu()
    assert menu is not None
    accepted = next(one for one in menu.actions() if one.text() == "Run on accepted (1)")
    accepted.trigger()
    assert names(window) == ["group.jpg"] and len(window.batches) == 2
    window.batch.finish_all()
    window.key(Qt.Key.Key_R, CTRL)
    assert len(names(window)) == 3


def test_photos_with_settings_of_their_own_are_ordered_so(window: Hand) -> None:
    window.go_to("small.png")
    window.key(Qt.Key.Key_BracketLeft, on=window.canvas)
    window.key(Qt.Key.Key_R, CTRL)
    assert [(one.photo.name, one.strength) for one in window.batch.job.own] == [("small.png", pytest.approx(0.95))]


def test_pause_and_resume(running: Hand) -> None:
    running.click(running.button("Pause"))
    assert running.batch.orders[-1] == "hold" and "Paused at 0 of 3" in running.words(running.window.line)
    running.click(running.button("Resume"))
    assert running.batch.orders[-1] == "release"
    running.key(Qt.Key.Key_Period, CTRL)
    assert running.batch.orders[-1] == "hold"
    running.key(Qt.Key.Key_Period, CTRL)
    assert running.batch.orders[-1] == "release"


@pytest.mark.parametrize("sure", [False, True])
def test_cancel_asks_first(running: Hand, monkeypatch: pytest.MonkeyPatch, sure: bool) -> None:
    asked = []
    monkeypatch.setattr(running_module, "ask_cancel", lambda _parent, facts: asked.append(facts) or sure)
    running.batch.finish(path(running, "grace_hopper.jpg"))
    running.click(running.button("Cancel…"))
    assert [(one.done, one.left) for one in asked] == [(1, 2)]
    assert ("stop" in running.batch.orders) == sure
    if sure:
        running.batch.end()
        running.settle()
        assert states(running) == {"grace_hopper.jpg": "done", "group.jpg": "none", "small.png": "none"}
        assert "2 left" in running.words(running.window.line)


def test_failures_are_listed_and_tried_again(running: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(window_module, "show_folder", opened.append)
    running.batch.finish(path(running, "grace_hopper.jpg"))
    for name in ("group.jpg", "small.png"):
        running.batch.fail(path(running, name), f"{name} is damaged: it ends early")
    running.batch.end()
    running.settle()
    dock = running.space.page.run_dock
    assert "group.jpg is damaged: it ends early" in running.words(dock)
    assert "Nothing was written" in running.words(dock) and "2 failed" in running.words(running.window.line)
    running.click(running.button("Show file", dock))
    running.click(running.button("Retry failed", dock))
    assert names(running) == ["group.jpg", "small.png"] and running.batch.job.retry
    running.batch.finish_all()
    running.settle()
    assert set(states(running).values()) == {"done"}
    assert "is damaged" not in running.words(dock)


def test_a_photo_without_progress_is_told_and_skipped(running: Hand) -> None:
    stalled = path(running, "group.jpg")
    running.batch.work_on(stalled)
    running.batch.tell(PhotoStalled(stalled, "working out the retouch", 31.0, 1))
    running.settle()
    dock = running.space.page.run_dock
    assert "No progress for 31 s on group.jpg" in running.words(dock)
    running.click(running.button("Skip this photo", dock))
    assert running.batch.orders[-1] == "skip group.jpg"
    running.batch.drop(stalled, "skipped by hand")
    running.settle()
    assert "No progress" not in running.words(dock) and "group.jpg: skipped by hand" in running.words(dock)
    assert states(running)["group.jpg"] == "skipped"


def test_a_photo_that_goes_on_after_all_is_no_longer_told(running: Hand) -> None:
    stalled = path(running, "group.jpg")
    running.batch.tell(PhotoStage(stalled, "reading", 1), PhotoStalled(stalled, "reading", 31.0, 1))
    running.settle()
    dock = running.space.page.run_dock
    running.click(running.button("Wait", dock))
    running.settle()
    assert "No progress" not in running.words(dock)
    running.batch.tell(PhotoStage(stalled, "writing", 1))
    running.settle()
    assert "No progress" not in running.words(dock) and "skip group.jpg" not in running.batch.orders


def test_a_worker_that_crashes_is_told(running: Hand) -> None:
    running.batch.work_on(path(running, "group.jpg"))
    running.batch.tell(WorkerLost(path(running, "group.jpg"), "signal SIGSEGV", True, 1))
    running.settle()
    told = running.words(running.space.page.run_dock)
    assert "The worker on group.jpg ended unexpectedly (a fault in native code: SIGSEGV)" in told
    assert "tried once more" in told
    asked: list[Path] = []
    running.space.file_wanted.disconnect()
    running.space.file_wanted.connect(asked.append)
    running.click(running.button("Show log", running.space.page.run_dock))
    assert asked == [running.shoot.out / JOB_FOLDER / "batch.log"]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("signal SIGKILL", "(memory ran out, or it was ended from outside: SIGKILL)"),
        ("signal SIGXCPU", "(SIGXCPU)"),
        ("exit code 3", "(exit code 3)"),
        ("exit code 3221225477", "(a fault in native code: exit code 3221225477)"),
        ("no sign of life for 60 s", "(no sign of life for 60 s)"),
    ],
)
def test_it_is_said_how_a_worker_ended(how: str, told: str) -> None:
    assert told in worker_lost(WorkerLost(Path("/a/BP_1.tif"), how, again=True))
    last = worker_lost(WorkerLost(Path("/a/BP_1.tif"), how, again=False))
    assert "BP_1.tif" in last and last.endswith("The photo is listed as failed.")
    assert "before it had a photo" in worker_lost(WorkerLost(None, how, again=False))


def test_a_run_of_hand_edits_alone_points_to_the_exemplar(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    run = hand.space.page.setup_dock.run
    assert not run.isEnabled() and "set by hand" not in run.toolTip()
    hand.drag(hand.slider("Enlarge eyes"), 0.4)
    hand.wait(lambda: "What is set by hand" in run.toolTip())
    assert "Use as exemplar" in run.toolTip() and not run.isEnabled()
    hand.window.running.start("all")  # as by key
    assert "Use as exemplar" in hand.words(hand.window.line) and hand.batches == []


def test_the_menu_works_in_the_grid_of_a_run(running: Hand) -> None:
    asked: list[Path] = []
    running.space.file_wanted.disconnect()
    running.space.file_wanted.connect(asked.append)
    (show,) = [
        one
        for one in running.space.page.run_grid.menu.make(running.photo("group.jpg")).actions()
        if one.objectName() == "show"
    ]
    show.trigger()
    assert asked == [path(running, "group.jpg")]


def test_a_full_disk_stops_the_run_in_words(running: Hand) -> None:
    words = "retouched: the disk is full. Finished results are whole; free some space and run again."
    running.batch.finish(path(running, "grace_hopper.jpg"))
    running.batch.work_on(path(running, "group.jpg"))
    running.batch.end(JobFailed(words, JobTrouble.DISK_FULL))
    running.settle()
    assert not running.space.run.is_running
    assert words in running.words(running.space.page.run_dock)
    assert "the disk is full" in running.words(running.window.line)
    assert states(running) == {"grace_hopper.jpg": "done", "group.jpg": "none", "small.png": "none"}


def test_a_batch_that_dies_is_told_and_can_be_run_again(running: Hand) -> None:
    running.batch.work_on(path(running, "group.jpg"))
    running.batch.is_running = False
    running.batch.tell(
        JobFailed("The process that runs the batch ended unexpectedly (signal SIGKILL).", JobTrouble.CRASHED), Ended()
    )
    running.settle()
    assert "ended unexpectedly" in running.words(running.space.page.run_dock)
    assert "working" not in states(running).values() and "waiting" not in states(running).values()
    running.key(Qt.Key.Key_R, CTRL)
    assert len(running.batches) == 2 and running.space.run.is_running


def test_a_second_run_waits_for_the_first(running: Hand, folder: Path) -> None:
    running.key(Qt.Key.Key_R, CTRL)
    assert len(running.batches) == 1 and "A run goes on" in running.words(running.window.line)
    running.window.openings.open([folder / "small.png"])
    assert "A run goes on" in running.window.note.text() and len(running.shoot) == 3


def test_photos_are_looked_at_and_set_while_it_runs(running: Hand) -> None:
    running.space.tools.run_switch.button("photo").click()
    running.settle()
    assert not running.space.page.shows_run
    running.go_to("group.jpg")
    before = pixels(running.canvas)
    running.drag(running.slider("Enlarge eyes"), -1.5)
    running.wait(running.is_shown)
    assert (before != pixels(running.canvas)).any()
    job = running.batch.job
    assert job.request is not None and job.request.adjustments.set == ()  # fixed at its start


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise")  # of the offscreen platform
@pytest.mark.parametrize("answer", list(Answer))
def test_closing_while_it_runs_asks(running: Hand, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    asked = []
    monkeypatch.setattr(leaving, "ask_closing", lambda _parent, facts: asked.append(facts) or answer)
    running.key(Qt.Key.Key_Q, CTRL)
    assert [one.left for one in asked] == [3]
    match answer:
        case Answer.STAY:
            assert running.window.isVisible() and "stop" not in running.batch.orders
        case Answer.TRAY:
            assert not running.window.isVisible() and "stop" not in running.batch.orders
            running.batch.finish(path(running, "group.jpg"))
            running.settle()
            assert states(running)["group.jpg"] == "done"
            running.window.leaving.come_back()
            assert running.window.isVisible()
        case Answer.FINISH:
            assert running.window.isVisible() and running.batch.orders[-1] == "stop"
            running.batch.work_on(path(running, "group.jpg"))
            running.batch.finish(path(running, "group.jpg"))
            running.batch.end()
            running.wait(lambda: not running.window.isVisible())
            assert len(asked) == 1


def test_the_question_before_closing_is_answered_by_escape(running: Hand, monkeypatch) -> None:
    from mirrorppr_desktop.gui.closing import ask_closing

    seen = []

    def press_escape(box: QMessageBox) -> int:
        seen.append((box.text(), [one.text() for one in box.buttons()]))
        box.show()
        running.settle()
        running.key(Qt.Key.Key_Escape, on=box)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press_escape)
    assert ask_closing(running.window, running.space.run.facts) == Answer.STAY
    assert seen[0][0] == "3 photo(s) are left." or seen[0][0] == "3 photos are left."
    assert {"Finish these photos and quit", "Stay"} <= set(seen[0][1])


def test_a_state_none_is_left_for_what_was_not_come_to(running: Hand) -> None:
    running.batch.end()
    running.settle()
    assert {one.outcome.state for one in running.shoot.photos} == {RunState.NONE}
    assert running.shoot.store.fact("running") is None
