"""Photos and shoots that are not where they were: found again with every decision, or told in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hand import CTRL, Hand
from PySide6.QtCore import Qt

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.photo_filter import Show
from mirrorppr_desktop.gui.photo_list import PhotoState, Role
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.store import store_path


@pytest.fixture
def closed(hands: Callable[..., Hand], folder: Path) -> Path:
    """A shoot that was worked on and closed; its folder."""
    hand = hands()
    hand.open(folder)
    hand.wait(lambda: all(one.length for one in hand.shoot.photos))
    hand.shoot.flag([hand.photo("group.jpg").path], Flag.REJECTED)
    hand.shoot.rate([hand.photo("small.png").path], 4)
    hand.close()
    return folder


def opened(hands: Callable[..., Hand]) -> Hand:
    """The window at another time, with the shoot of last time."""
    hand = hands()
    hand.wait(lambda: hand.window.workspace is not None)
    return hand


def state(hand: Hand, name: str) -> PhotoState:
    photos = hand.space.page.filmstrip.photos
    return photos.data(photos.index_of(hand.photo(name).path), Role.STATE)


def test_a_photo_that_is_gone_is_told_and_comes_back_with_its_decisions(
    hands: Callable[..., Hand], closed: Path, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    shutil.move(closed / "small.png", tmp_path / "small.png")
    hand = opened(hands)
    hand.wait(lambda: hand.shoot.missing)
    note = hand.window.note
    assert note.isVisible() and "Not there: small.png." in note.text() and "decisions are kept" in note.text()
    assert state(hand, "small.png") == PhotoState.MISSING and state(hand, "group.jpg") == PhotoState.NONE
    strip = hand.space.page.filmstrip
    hand.wait(lambda: "1 missing" in hand.words(strip))
    strip.photos.set_show(Show.MISSING)
    assert [path.name for path in strip.photos.paths] == ["small.png"]
    hand.shoot.set_current(hand.photo("small.png").path)
    hand.wait(lambda: "is not in “Board portraits” any more" in hand.words(hand.canvas))
    hand.window.desk.exemplar.choose_pair(list(pair), in_order=True)
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    assert hand.space.page.setup_dock.run.text() == "Run on all 2"
    hand.window.running.start("all")
    assert [path.name for path in hand.batch.job.photos] == ["grace_hopper.jpg", "group.jpg"]
    hand.space.run.close()
    shutil.move(tmp_path / "small.png", closed / "small.png")
    hand.wait(lambda: not hand.shoot.missing)
    assert hand.photo("small.png").decision.stars == 4 and not note.isVisible()
    assert len(hand.shoot) == 3
    hand.wait(hand.is_shown)


def test_a_renamed_photo_is_located(hands: Callable[..., Hand], closed: Path, monkeypatch) -> None:
    (closed / "small.png").rename(closed / "final.png")
    hand = opened(hands)
    hand.wait(lambda: hand.shoot.missing and len(hand.shoot) == 4)
    monkeypatch.setattr(dialogs, "choose_photo", lambda _parent, _name: closed / "final.png")
    hand.shoot.set_current(hand.photo("small.png").path)
    menu = hand.space.page.filmstrip.menu.make(hand.photo("small.png"))
    (locate,) = [one for one in menu.actions() if one.objectName() == "locate"]
    locate.trigger()
    assert len(hand.shoot) == 3 and hand.photo("final.png").decision.stars == 4
    assert "1 of 1 photos were found" in hand.window.note.text()
    hand.wait(hand.is_shown)


def test_missing_photos_are_taken_out_and_undo_brings_them_back(hands: Callable[..., Hand], closed: Path) -> None:
    (closed / "group.jpg").unlink()
    hand = opened(hands)
    hand.wait(lambda: hand.shoot.missing)
    hand.click(hand.button("Remove from shoot", hand.window.note))
    assert len(hand.shoot) == 2 and not hand.window.note.isVisible()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.photo("group.jpg").decision.flag == Flag.REJECTED


def test_a_worked_on_photo_that_goes_while_the_shoot_is_open_is_shown_as_missing(window: Hand, folder: Path) -> None:
    window.shoot.rate([window.photo("group.jpg").path], 2)
    (folder / "group.jpg").unlink()
    (folder / "small.png").unlink()
    window.wait(lambda: window.shoot.missing)
    window.wait(lambda: len(window.shoot) == 2)  # nobody has worked on the other one
    assert state(window, "group.jpg") == PhotoState.MISSING


def test_a_moved_shoot_is_located_with_its_decisions(
    hands: Callable[..., Hand], closed: Path, tmp_path: Path, monkeypatch
) -> None:
    new = tmp_path / "archive" / "Portraits 2026"
    new.parent.mkdir()
    shutil.move(closed, new)
    (new / "grace_hopper.jpg").unlink()
    hand = hands()
    hand.wait(lambda: hand.window.start.recents.rows)
    (row,) = hand.window.start.recents.rows
    monkeypatch.setattr(hand.window.start, "_choose_folder", lambda _parent: new)
    hand.click(row.button)
    hand.wait(lambda: hand.window.workspace is not None)
    text = hand.window.note.text()
    assert (
        hand.window.note.isVisible() and "2 of 3 photos were found" in text and "Not there: grace_hopper.jpg." in text
    )
    assert hand.shoot.store.path == store_path([new]) and hand.shoot.title == "Portraits 2026"
    assert hand.photo("group.jpg").decision.flag == Flag.REJECTED and hand.photo("small.png").decision.stars == 4
    hand.wait(lambda: hand.shoot.missing)
    assert hand.window.note.text() == text and len(hand.shoot) == 3
    hand.close()
    again = opened(hands)  # and it comes back from there
    again.wait(lambda: again.shoot.missing)
    assert again.shoot.store.path == store_path([new]) and again.photo("small.png").decision.stars == 4


def test_a_folder_without_the_photos_is_refused_and_may_be_opened_as_new(
    hands: Callable[..., Hand], closed: Path, tmp_path: Path
) -> None:
    shutil.move(closed, tmp_path / "away")
    (other := tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "away" / "small.png", other / "unrelated.png")
    hand = hands()
    store = store_path([closed])
    hand.window.start.located.emit(store, other)
    hand.wait(hand.window.note.isVisible)
    assert "None of the 3 photos of “Board portraits” is in" in hand.window.note.text()
    assert hand.window.workspace is None and store.exists()
    hand.click(hand.button("Open as a new shoot", hand.window.note))
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 1)
    assert hand.shoot.store.path == store_path([other]) and store.exists()


@pytest.mark.parametrize("earlier", [True, False])
def test_a_place_that_is_known_already_is_asked_about(
    hands: Callable[..., Hand], closed: Path, tmp_path: Path, earlier: bool
) -> None:
    new = tmp_path / "new"
    shutil.copytree(closed, new)
    shutil.rmtree(closed)
    hand = hands()
    hand.open(new)
    hand.shoot.rate([hand.photo("small.png").path], 1)
    hand.window.openings.close_shoot()
    hand.window.start.located.emit(store_path([closed]), new)
    hand.wait(hand.window.note.isVisible)
    assert "1 of them with decisions" in hand.window.note.text() and hand.window.workspace is None
    hand.click(hand.button("Those of “Board portraits”" if earlier else "Those made there", hand.window.note))
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3)
    assert hand.photo("small.png").decision.stars == (4 if earlier else 1)
    assert hand.shoot.store.path == store_path([new])
    assert len(list(store_path([new]).parent.glob("*.aside"))) == earlier
    assert store_path([closed]).exists() != earlier
