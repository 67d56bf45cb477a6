"""Ways through the window as a hand goes them: the tray, drops of several kinds, looks, where the focus stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hand import CTRL, Hand
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QSystemTrayIcon

from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.retouch.request import ExemplarPair


@pytest.fixture
def running(window: Hand, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A run goes on, on a desktop that has a tray."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    window.key(Qt.Key.Key_R, CTRL)
    window.batch.begin()
    return window


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[list[str]]:
    """Press a button of the next questions; what there was to press."""
    offered: list[list[str]] = []

    def press(box: QMessageBox) -> int:
        offered.append([one.text() for one in box.buttons()])
        next(one for one in box.buttons() if one.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return offered


ANSWERS = {"Finish these photos and quit", "Keep running in the tray", "Stay"}
NO_TRAY = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise")  # on no screen


@NO_TRAY
def test_a_run_goes_on_in_the_tray_and_the_window_comes_back(running: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = answer(monkeypatch, "Keep running in the tray")
    running.window.close()
    assert set(offered[0]) == ANSWERS and not running.window.isVisible()
    assert "stop" not in running.batch.orders
    tray = running.window.leaving._tray
    assert tray is not None and tray._icon.isVisible() and not tray._icon.icon().isNull()
    running.batch.finish(running.photo("group.jpg").path)
    running.settle()
    assert "1 of 3" in tray._icon.toolTip()
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, _title, words, *_: told.append(words))
    for name in ("grace_hopper.jpg", "small.png"):
        running.batch.finish(running.photo(name).path)
    running.batch.end()
    running.wait(lambda: told)
    assert "3 of 3 done" in told[0]
    show, _quit = tray._menu.actions()
    show.trigger()
    assert running.window.isVisible() and not tray._icon.isVisible()


@NO_TRAY
def test_from_the_tray_it_finishes_what_is_in_hand_and_quits(running: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = answer(monkeypatch, "Keep running in the tray")
    running.window.close()
    tray = running.window.leaving._tray
    assert tray is not None
    tray._menu.actions()[1].trigger()
    assert running.batch.orders[-1] == "stop" and len(offered) == 1
    running.batch.end()
    running.wait(lambda: not running.window.isVisible() and not tray._icon.isVisible())


def test_closing_can_be_thought_better_of(running: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "Stay")
    running.window.close()
    assert running.window.isVisible() and running.batch.orders == ["start"]


def test_photos_in_hand_are_finished_before_it_quits(running: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "Finish these photos and quit")
    running.window.close()
    assert running.window.isVisible() and running.batch.orders[-1] == "stop"
    running.batch.end()
    running.wait(lambda: not running.window.isVisible())


# --- drops


def test_a_pair_dropped_on_its_card_is_swapped_by_its_button(hand: Hand, folder: Path, pair: tuple[Path, Path]) -> None:
    hand.drop(folder)
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3)
    card = hand.space.page.setup_dock.card
    hand.drop(pair[1], pair[0], on=card)
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    assert hand.shoot.settings.pair == ExemplarPair(*pair)
    hand.wait(hand.is_shown)
    hand.click(hand.button("Swap", card))
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None or hand.window.desk.exemplar.pair_trouble is not None)
    assert hand.shoot.settings.pair == ExemplarPair(pair[1], pair[0])
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.shoot.settings.pair == ExemplarPair(*pair)


def test_a_folder_and_a_look_at_once_open_the_one_and_name_the_other(hand: Hand, folder: Path, tmp_path: Path) -> None:
    look = tmp_path / "Board.mplook"
    look.write_text("{}")
    odd = tmp_path / "notes.txt"
    odd.write_text("x")
    hand.drop(folder, look, odd)
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3)
    assert (
        "Board.mplook was left aside" in hand.window.note.text() and "notes.txt is no photo" in hand.window.note.text()
    )


def test_a_drop_of_no_file_is_not_taken(hand: Hand) -> None:
    mime = QMimeData()
    mime.setText("only words")
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(hand.window, enter)
    assert not enter.isAccepted()


# --- looks


def test_a_look_is_saved_and_loaded_again(window: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Board.mplook"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.window.acts["file.save_look"].trigger()
    window.wait(file.is_file)
    window.window.desk.exemplar.clear()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window.window.acts["file.look"].trigger()
    window.wait(lambda: window.shoot.settings.look == file)
    card = window.space.page.setup_dock.card
    window.wait(lambda: "Enlarge eyes" in window.words(card) and "Board" in window.words(card))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff\xfe", b'{"kind": "mirrorppr look", "schema": 99}', b"[" * 10**5]
)
def test_a_hostile_look_changes_nothing_and_is_told(window: Hand, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "evil.mplook"
    file.write_bytes(content)
    before = window.shoot.settings
    window.drop(file)
    window.wait(window.window.note.isVisible)
    assert "evil.mplook" in window.window.note.text() and window.shoot.settings == before


def test_a_look_of_an_overruled_pair_says_so(window: Hand, tmp_path: Path) -> None:
    window.shoot.say_same_person()
    window.wait(lambda: window.window.desk.exemplar.pair is not None and window.is_shown())
    file = tmp_path / "said.mplook"
    window.window.desk.exemplar.save_look(file, "said")
    window.wait(file.is_file)
    assert json.loads(file.read_text())["said_same_person"] is True


# --- the focus stays on the page


def test_the_focus_stays_where_a_button_was_pressed(window: Hand) -> None:
    window.window.running.start("all")
    window.batch.finish_all()
    window.wait(lambda: not window.space.run.is_running)
    window.key(Qt.Key.Key_3, CTRL)
    blind = window.space.blind
    assert blind is not None
    blind.dock.setup.source.setCurrentIndex(blind.dock.setup.source.findData("all"))
    window.click(blind.dock.setup.start)
    window.wait(lambda: blind._since is not None)
    window.key(Qt.Key.Key_1)
    blind.dock.show_votes.setFocus()
    window.key(Qt.Key.Key_Space, on=blind.dock.show_votes)
    assert blind.test is not None and blind.test.is_shown
    assert QApplication.focusWidget() is blind or blind.isAncestorOf(QApplication.focusWidget())

    window.shoot.flag([window.photo("small.png").path], Flag.ACCEPTED)
    window.key(Qt.Key.Key_4, CTRL)
    export = window.space.export
    assert export is not None
    window.wait(lambda: not export.is_looking)
    button = window.button("Export 1 photo", export)
    button.setFocus()
    window.key(Qt.Key.Key_Space, on=button)
    assert window.space.export_run.is_running
    assert QApplication.focusWidget() is export or export.isAncestorOf(QApplication.focusWidget())
    shutil.rmtree(export.choice.folder, ignore_errors=True)
