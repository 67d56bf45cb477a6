"""A shoot keeps every decision, and takes back whole gestures."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui.shoot.photo import Flag, Outcome, RunState, forget_strength, set_strength
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.gui.shoot.store import Store, StoreDamaged, peek
from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, SetStrength

PHOTOS = [Path(f"/shoot/IMG_{n}.jpg") for n in range(4)]
A, B, C, D = PHOTOS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shoots" / "one.db"


@pytest.fixture
def shoot(file: Path, qapp: object) -> Iterator[Shoot]:
    made = Shoot(Store(file))
    made.describe("Board portraits", [Path("/shoot")], False)
    made.add(PHOTOS)
    yield made
    made.store.close()


def opened_again(file: Path) -> Shoot:
    """As after a crash: nothing was closed, another process reads what is on disk."""
    return Shoot(Store(file))


def test_every_decision_is_on_disk_at_once(shoot: Shoot, file: Path) -> None:
    pair = ExemplarPair(Path("/pair/a.tif"), Path("/pair/a_edit.tif"))
    adjustments = Adjustments(without=("Slim waist",), set=(SetStrength("Enlarge eyes", 0.3, 2),), faces=((1, 0.5),))
    shoot.flag([A, C], Flag.ACCEPTED)
    shoot.rate([C], 4)
    shoot.decide([B], "strength", lambda one: replace(one, strength=0.7, adjustments=adjustments))
    shoot.set_settings("pair", Settings(pair=pair, strength=0.8, floor=0.91, adjustments=adjustments))
    shoot.tell({D: Outcome(RunState.DONE, Path("/shoot/retouched/x.jpg"), notes=("untagged",), identity=0.88)})
    shoot.set_current(C)

    again = opened_again(file)
    assert again.title == "Board portraits"
    assert again.photos == shoot.photos
    assert again.settings == Settings(pair=pair, strength=0.8, floor=0.91, adjustments=adjustments)
    assert again.current == again.photo(C)
    assert (again.strength_of(B), again.strength_of(A)) == (0.7, 0.8)
    assert again.photo(D).held_back(0.9)
    again.store.close()


def test_a_photo_in_hand_when_the_program_ended_is_to_be_done_again(shoot: Shoot, file: Path) -> None:
    shoot.tell({A: Outcome(RunState.WORKING), B: Outcome(RunState.WAITING), C: Outcome(RunState.FAILED, reason="x")})
    again = opened_again(file)
    assert [photo.outcome.state for photo in again.photos[:3]] == [RunState.NONE, RunState.NONE, RunState.FAILED]
    again.store.close()


def test_a_drag_is_one_step_of_undo_and_a_batch_action_too(shoot: Shoot) -> None:
    for strength in (0.9, 0.8, 0.7):
        shoot.decide([A], "strength", lambda one, s=strength: replace(one, strength=s), gesture="drag 1")
    shoot.decide([A], "strength", lambda one: replace(one, strength=0.2), gesture="drag 2")
    shoot.flag(PHOTOS, Flag.REJECTED)
    assert shoot.undo.count() == 3
    shoot.undo.undo()
    assert {photo.decision.flag for photo in shoot.photos} == {Flag.UNSET}
    shoot.undo.undo()
    assert shoot.strength_of(A) == 0.7
    shoot.undo.undo()
    assert shoot.strength_of(A) == 1.0
    shoot.undo.redo()
    assert shoot.strength_of(A) == 0.7


def test_one_gesture_on_two_photos_is_two_steps(shoot: Shoot) -> None:
    for path in (A, B):
        shoot.decide([path], "strength", lambda one: replace(one, strength=0.5), gesture="drag")
    shoot.undo.undo()
    assert (shoot.strength_of(A), shoot.strength_of(B)) == (0.5, 1.0)


def test_what_changes_nothing_is_no_step(shoot: Shoot) -> None:
    shoot.flag([A], Flag.UNSET)
    shoot.set_settings("nothing", shoot.settings)
    assert shoot.undo.count() == 0


def test_undo_is_on_disk_as_well(shoot: Shoot, file: Path) -> None:
    shoot.flag([A], Flag.ACCEPTED)
    shoot.undo.undo()
    again = opened_again(file)
    assert again.photo(A).decision.flag == Flag.UNSET
    again.store.close()


def test_signals_name_what_changed(shoot: Shoot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shoot.photos_changed) as heard:
        shoot.flag([B, D], Flag.ACCEPTED)
    assert heard.args == [[B, D]]
    with qtbot.waitSignal(shoot.photos_added) as added:
        shoot.add([A, Path("/shoot/new.jpg")])
    assert added.args == [[Path("/shoot/new.jpg")]]


def test_a_removed_photo_hands_the_current_place_on(shoot: Shoot, qtbot: QtBot) -> None:
    shoot.set_current(A)
    with qtbot.waitSignal(shoot.current_changed) as heard:
        shoot.remove([A])
    assert heard.args == [B]
    assert A not in shoot


def test_names_that_are_no_text_survive(shoot: Shoot, file: Path) -> None:
    odd = Path("/shoot/" + b"caf\xe9.jpg".decode("utf-8", "surrogateescape"))
    shoot.add([odd])
    again = opened_again(file)
    assert odd in again
    assert again.photo(odd).name.isascii()
    again.store.close()


def test_counts_can_be_read_without_opening(shoot: Shoot, file: Path) -> None:
    shoot.tell({A: Outcome(RunState.DONE, Path("r.jpg"), identity=0.5), B: Outcome(RunState.FAILED)})
    facts = dict(peek(file))
    assert (facts["photos"], facts["done"], facts["failed"], facts["held"]) == (4, 1, 1, 1)


def test_a_damaged_store_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "bad.db"
    file.write_bytes(b"this is no database" * 100)
    before = file.read_bytes()
    with pytest.raises(StoreDamaged, match=r"bad\.db"):
        Store(file)
    assert file.read_bytes() == before
    assert dict(peek(file)) == {}


def test_a_store_of_a_newer_version_is_refused(shoot: Shoot, file: Path) -> None:
    shoot.store.set_facts({"schema": 99})
    with pytest.raises(StoreDamaged, match="newer"):
        Store(file)


def test_a_row_that_cannot_be_read_costs_its_decisions_only(shoot: Shoot, file: Path) -> None:
    shoot.flag([B], Flag.ACCEPTED)
    with sqlite3.connect(file) as other:
        other.execute("UPDATE photo SET value = '{}' WHERE place = 0")
    again = opened_again(file)
    assert [photo.path for photo in again.photos] == PHOTOS
    assert again.photo(B).decision.flag == Flag.ACCEPTED
    again.store.close()


def test_setting_a_strength_again_replaces_the_earlier_word() -> None:
    one = set_strength(Adjustments(), SetStrength("Enlarge eyes", 0.2))
    two = set_strength(one, SetStrength("Enlarge eyes", 0.4))
    of_face = set_strength(two, SetStrength("Enlarge eyes", 0.1, 2))
    assert two.set == (SetStrength("Enlarge eyes", 0.4),)
    assert forget_strength(of_face, ("Enlarge eyes",), None).set == (SetStrength("Enlarge eyes", 0.1, 2),)


def test_what_a_full_disk_refuses_waits_and_is_told(shoot: Shoot, file: Path, qtbot: QtBot) -> None:
    db = shoot.store._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages}")  # as a disk on which nothing is left
    long = Settings(look=Path("/" + "x" * 20_000))
    with qtbot.waitSignal(shoot.store_troubled) as told:
        shoot.set_settings("look", long)
        shoot.flag([A], Flag.ACCEPTED)
    assert "full" in told.args[0]
    assert shoot.settings == long and shoot.photo(A).decision.flag == Flag.ACCEPTED  # the window goes on

    db.execute("PRAGMA max_page_count=100000")
    with qtbot.waitSignal(shoot.store_troubled, timeout=15_000) as fine:
        pass
    assert fine.args == [""]
    again = opened_again(file)
    assert again.settings == long and again.photo(A).decision.flag == Flag.ACCEPTED
    again.store.close()


def test_photos_keep_their_order_when_some_have_gone(shoot: Shoot, file: Path) -> None:
    shoot.remove([A, B])
    shoot.store.close()
    again = opened_again(file)
    new = Path("/shoot/A_new.jpg")
    again.add([new])
    again.flag([C], Flag.ACCEPTED)
    again.store.close()
    last = opened_again(file)
    assert [photo.path for photo in last.photos] == [C, D, new]
    last.store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "shoots").write_text("a file where the folder should be")
    with pytest.raises(StoreDamaged, match=r"one\.db"):
        Store(tmp_path / "shoots" / "one.db")


def test_photos_that_lie_elsewhere_keep_all_and_undo_finds_them(shoot: Shoot, file: Path) -> None:
    new = Path("/else/IMG_1.jpg")
    shoot.rate([B], 3)
    shoot.flag([A, B], Flag.ACCEPTED)
    shoot.set_current(B)
    shoot.note_missing([B])
    assert shoot.missing == (B,)
    assert shoot.rebind({B: new}) == []
    assert [one.path for one in shoot.photos] == [A, new, C, D] and not shoot.missing
    assert shoot.current is not None and shoot.current.path == new and shoot.photo(new).decision.stars == 3
    shoot.undo.undo()
    assert shoot.photo(new).decision.flag == Flag.UNSET and shoot.photo(new).decision.stars == 3
    shoot.undo.redo()
    again = opened_again(file)
    assert again.photos == shoot.photos and again.current == again.photo(new)
    again.store.close()


def test_photos_may_change_places(shoot: Shoot, file: Path) -> None:
    shoot.rate([A], 1)
    shoot.rate([B], 2)
    assert shoot.rebind({A: B, B: A}) == []
    assert [(one.path, one.decision.stars) for one in shoot.photos[:2]] == [(B, 1), (A, 2)]
    again = opened_again(file)
    assert again.photos == shoot.photos
    again.store.close()


def test_a_renamed_photo_takes_the_place_of_its_new_name_unless_that_was_worked_on(shoot: Shoot) -> None:
    shoot.rate([A], 5)
    assert shoot.rebind({A: D}) == []  # D came in as a new photo, and nobody has worked on it
    assert [one.path for one in shoot.photos] == [D, B, C] and shoot.photo(D).decision.stars == 5
    shoot.rate([C], 1)
    assert shoot.rebind({D: C}) == [D]
    assert (shoot.photo(D).decision.stars, shoot.photo(C).decision.stars) == (5, 1)


def test_a_photo_that_is_taken_out_comes_back_by_undo(shoot: Shoot, file: Path) -> None:
    shoot.rate([B], 5)
    shoot.note_missing([B])
    shoot.take_out([B])
    assert B not in shoot
    shoot.undo.undo()
    assert shoot.photo(B).decision.stars == 5 and shoot.missing == (B,)
    again = opened_again(file)
    assert again.photo(B).decision.stars == 5 and not again.missing  # which is found out when it is opened
    again.store.close()
    shoot.undo.redo()
    assert B not in shoot
