"""What is under way when a shoot, or the window, is closed: nothing is lost, and nothing reaches another shoot."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hand import Hand

from mirrorppr_desktop.gui.closing import Answer
from mirrorppr_desktop.gui.computer import NO_MODEL
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.jobs.questions import CompareAsk, PairAsk, Trouble, ViewAsk
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength
from mirrorppr_desktop.weights.catalogue import Kind, read_catalogue
from mirrorppr_desktop.weights.state import ModelState, State

EYES = Adjustments(set=(SetStrength("Enlarge eyes", 0.5, None),))


@pytest.fixture
def other(folder: Path, tmp_path: Path) -> Path:
    (made := tmp_path / "Another shoot").mkdir()
    shutil.copy(folder / "small.png", made)
    return made


def test_a_look_made_by_hand_stays_with_its_shoot(hand: Hand, folder: Path, other: Path) -> None:
    hand.open(folder)
    photo = hand.photo("grace_hopper.jpg").path
    hand.shoot.decide([photo], "eyes", lambda one: replace(one, adjustments=EYES))
    hand.lanes.analysis.hold(True)
    hand.window.desk.exemplar.use_by_hand()
    hand.window.openings.open([other])
    hand.lanes.analysis.hold(False)
    hand.wait(lambda: hand.shoot.title == "Another shoot" and hand.is_shown())
    hand.settle()
    assert hand.shoot.settings.look is None and hand.shoot.undo.count() == 0


def test_a_look_made_by_hand_is_one_step_though_another_photo_is_looked_at(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    photo, next_one = hand.photo("grace_hopper.jpg").path, hand.photo("small.png").path
    hand.shoot.decide([photo, next_one], "eyes", lambda one: replace(one, adjustments=EYES))
    hand.lanes.analysis.hold(True)
    hand.window.desk.exemplar.use_by_hand()
    hand.shoot.set_current(next_one)
    hand.lanes.analysis.hold(False)
    hand.wait(lambda: hand.shoot.settings.look is not None)
    assert hand.shoot.photo(photo).decision.adjustments is None
    assert hand.shoot.photo(next_one).decision.adjustments == EYES
    hand.shoot.undo.undo()
    assert hand.shoot.settings.look is None and hand.shoot.photo(photo).decision.adjustments == EYES


def test_troubles_of_another_shoot_are_not_told(window: Hand, other: Path) -> None:
    gone, pair = window.photo("group.jpg").path, window.shoot.settings.pair
    assert pair is not None
    window.window.openings.open([other])
    window.wait(window.is_shown)
    for ask in (PairAsk(pair), ViewAsk(gone, 100, None), CompareAsk(gone, gone)):
        window.lanes._arrived.emit(Trouble(ask, gone, "gone"))
    window.settle()
    assert not window.window.note.isVisible() and window.window.desk.exemplar.pair_trouble is None


def test_a_pair_whose_process_ended_is_refused(window: Hand) -> None:
    pair = window.shoot.settings.pair
    assert pair is not None
    window.lanes._arrived.emit(Trouble(PairAsk(pair), pair.after, "the process ended", crashed=True))
    window.wait(lambda: window.window.desk.exemplar.pair_trouble is not None)
    assert "the process ended" in window.words(window.space.page.setup_dock.card)


def test_pages_of_a_closed_shoot_hear_nothing(window: Hand, other: Path) -> None:
    for name in ("review", "blind", "export", "shoot"):
        assert window.window.show_page(name) is not None
    window.window.openings.open([other])
    window.wait(window.is_shown)
    window.settle()
    window.shoot.set_settings("strength", replace(window.shoot.settings, strength=0.4))
    window.wait(window.is_shown)  # an error in a slot fails the test


def test_a_moved_slider_does_not_take_a_blind_tests_picture(window: Hand) -> None:
    desk, photo = window.window.desk, window.shoot.current
    assert photo is not None
    made: list[object] = []
    desk.variants_ready.connect(lambda _path, _before, pictures: made.extend(pictures))
    window.lanes.previews.hold(True)
    desk.ask_variants(photo.path, (0.3, 1.7))
    window.shoot.set_settings("strength", replace(window.shoot.settings, strength=0.6))
    window.lanes.previews.hold(False)
    window.wait(lambda: len(made) == 2 and window.is_shown())


def test_an_export_is_asked_about_before_the_window_closes(window: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    space = window.space
    job = space.run.job([photo.path for photo in window.shoot.photos])
    space.export_run.start(job)
    monkeypatch.setattr("mirrorppr_desktop.gui.leaving.ask_closing", lambda *_: Answer.STAY)
    window.window.close()
    assert window.window.isVisible() and window.batch.orders == ["start"]
    monkeypatch.setattr("mirrorppr_desktop.gui.leaving.ask_closing", lambda *_: Answer.FINISH)
    window.window.close()
    assert window.window.isVisible() and window.batch.orders == ["start", "stop"]
    window.batch.end()
    window.wait(lambda: not window.window.isVisible())


def test_a_store_is_worked_on_in_one_window(hands: Callable[..., Hand], folder: Path) -> None:
    first, second = hands(), hands()
    first.open(folder)
    second.window.openings.open([folder])
    assert second.window.workspace is None
    assert "another window" in second.window.note.text()
    first.window.openings.close_shoot()
    second.open(folder)
    assert len(second.shoot) == 3


def test_what_a_full_disk_refuses_is_asked_about(hand: Hand, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.open(folder)
    db = hand.shoot.store._db
    db.execute(f"PRAGMA max_page_count={db.execute('PRAGMA page_count').fetchone()[0]}")
    hand.shoot.set_settings("look", replace(hand.shoot.settings, look=Path("/" + "x" * 20_000)))
    hand.shoot.flag([hand.shoot.photos[0].path], Flag.ACCEPTED)
    assert "could not be written" in hand.window.note.text()
    asked: list[str] = []
    monkeypatch.setattr("mirrorppr_desktop.gui.leaving.ask_lose", lambda _parent, *words: bool(asked.append(words[1])))
    hand.window.openings.close_shoot()
    assert "full" in asked[0] and hand.window.workspace is not None
    db.execute("PRAGMA max_page_count=100000")
    hand.window.openings.close_shoot()
    assert len(asked) == 1 and hand.window.workspace is None


def test_a_photo_that_only_was_seen_goes_with_its_file(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    seen, worked_on = hand.photo("group.jpg").path, hand.photo("small.png").path
    hand.shoot.learn(seen, captured="2026-11-14T09:30:00", faces=6)
    hand.shoot.flag([worked_on], Flag.ACCEPTED)
    hand.lanes.photos_gone.emit((seen, worked_on))
    assert seen not in hand.shoot and worked_on in hand.shoot


def test_a_licence_against_paid_work_stands_in_the_status_line(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    models = [one for one in read_catalogue() if one.kind is Kind.IDENTITY]
    barred = next(one for one in models if one.commercial_use is False)
    free = next(one for one in models if one.commercial_use)
    states = {one.name: ModelState(one, State.READY, Path("x.onnx")) for one in (barred, free)}
    monkeypatch.setattr("mirrorppr_desktop.gui.computer.ModelStore.states", lambda _self: tuple(states.values()))
    hand.window.equipment.use_model(barred.name)
    assert hand.window.line.licence == "Non-commercial" and hand.window.desk.model == barred.name
    hand.window.equipment.use_model(free.name)
    assert hand.window.line.licence == "" and hand.window.desk.model == free.name
    hand.window.equipment.use_model("")
    hand.window.equipment.look()
    assert hand.window.desk.model is None and hand.preferences.identity_model == NO_MODEL
