"""The start page: two steps, recent shoots, a session that ended unexpectedly, drops anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reviewed_shoot import make_shoot, run_by_hand

from mirrorppr_desktop.gui.shoot.photo import Outcome, RunState
from mirrorppr_desktop.gui.shoot.recent import Recent, day_words, drive_of, recent_shoots, words_for_missing
from mirrorppr_desktop.gui.shoot.store_lock import hold_store
from mirrorppr_desktop.gui.start_page import StartPage
from mirrorppr_desktop.gui.this_computer import ComputerFacts
from mirrorppr_desktop.retouch.request import ExemplarPair


def drop(widget: QWidget, paths: list[Path]) -> bool:
    """Drag files onto a widget and let go; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return True


def photos(folder: Path, *names: str) -> list[Path]:
    made = [folder / name for name in names]
    for path in made:
        path.touch()
    return made


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.set_computer(ComputerFacts(workers=8))
    made.resize(1366, 700)
    made.show()
    return made


def test_two_photos_on_a_zone_are_a_pair(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    two = photos(tmp_path, "a.tif", "a_edit.tif")
    with qtbot.waitSignal(page.pair_chosen) as told:
        assert drop(page.pair.zones[1], two)
    assert told.args == [two]


def test_one_photo_on_each_zone_is_a_pair_too_and_keeps_its_place(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    after, before = photos(tmp_path, "late.tif", "early.tif")
    with qtbot.assertNotEmitted(page.pair_chosen):
        drop(page.pair.zones[1], [after])
    assert page.pair.zones[1].accessibleName() == "late.tif"
    with qtbot.waitSignal(page.pair_chosen) as told:
        drop(page.pair.zones[0], [before])
    assert told.args == [[before, after]]


def test_a_folder_is_a_shoot_and_the_box_says_whether_sub_folders_count(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.shoot_chosen) as told:
        drop(page.shoot, [tmp_path])
    assert told.args == [[tmp_path], False]
    qtbot.mouseClick(page.recursive, Qt.MouseButton.LeftButton, pos=QPoint(8, page.recursive.height() // 2))
    with qtbot.waitSignal(page.shoot_chosen) as told:
        drop(page, [tmp_path])
    assert told.args == [[tmp_path], True]


def test_a_look_may_be_dropped_anywhere_and_what_is_no_use_is_told(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    look, text = photos(tmp_path, "Board.mplook", "notes.txt")
    with qtbot.waitSignal(page.look_dropped) as told:
        drop(page, [look])
    assert told.args == [look]
    assert not page.trouble.isVisible()
    drop(page, [text])
    assert page.trouble.isVisible() and "notes.txt" in page.trouble.text()


def test_the_buttons_ask_for_files(qtbot: QtBot, tmp_path: Path) -> None:
    two = photos(tmp_path, "a.tif", "b.tif")
    made = StartPage(choose_photos=lambda _parent: two, choose_folder=lambda _parent: tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.pair_chosen) as told:
        made.pair.choose.click()
    assert told.args == [two]
    with qtbot.waitSignal(made.shoot_chosen) as told:
        made.folder_button.click()
    assert told.args == [[tmp_path], False]


def test_recent_shoots_are_read_from_their_stores(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    shoots = tmp_path / "stores"
    folder = tmp_path / "photos"
    folder.mkdir()
    shoot = make_shoot(shoots, 6)
    shoot.describe("Board portraits", [folder], recursive=False)
    run_by_hand(shoot)
    shoot.store.close()
    (shoots / "broken.db").write_bytes(b"no database")
    (found,) = recent_shoots(shoots)
    assert (found.title, found.photos, found.done, found.failed) == ("Board portraits", 6, 5, 1)
    assert found.missing is None and found.running is None and len(found.first) == 4
    asked: list[Path] = []
    page.thumbnail_wanted.connect(asked.append)
    page.set_recents([found])
    assert asked == list(found.first)
    page.set_thumbnail(asked[0], QImage(60, 40, QImage.Format.Format_RGB888))
    row = page.recents.rows[0]
    assert row.pictures.has_picture(asked[0]) and not row.pictures.has_picture(asked[1])
    assert "5 done" in row.told.text() and "1 failed" in row.told.text()
    with qtbot.waitSignal(page.recent_chosen) as told:
        row.button.click()
    assert told.args == [shoots / "shoot.db"]


def test_a_session_that_ended_unexpectedly_comes_first(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    shoot = make_shoot(tmp_path, 5)
    run_by_hand(shoot)
    in_hand = shoot.photos[1]
    ended = shoot.photos[2]
    shoot.tell({in_hand.path: Outcome(RunState.WORKING), ended.path: ended.outcome})
    shoot.store.set_facts({"running": [str(one.path) for one in shoot.photos]})
    shoot.store.close()
    recents = recent_shoots(tmp_path)
    assert recents[0].running == 5 and recents[0].in_hand == (in_hand.path,)
    page.set_recents(recents)
    assert page.interruption.isVisible()
    assert "3 of 5 photos are done" in page.interruption.text() and in_hand.name in page.interruption.text()
    with qtbot.waitSignal(page.resume_wanted) as told:
        page.interruption.button("Resume").click()
    assert told.args == [tmp_path / "shoot.db"]
    with qtbot.waitSignal(page.recent_chosen):
        page.interruption.button("Open without running").click()
    page.set_recents([replace(recents[0], running=None)])
    assert not page.interruption.isVisible()


def test_a_missing_folder_can_be_located(qtbot: QtBot, tmp_path: Path) -> None:
    shoot = make_shoot(tmp_path, 1)
    gone = tmp_path / "gone"
    shoot.describe("Old", [gone], recursive=False)
    shoot.store.close()
    made = StartPage(choose_folder=lambda _parent: tmp_path)
    qtbot.addWidget(made)
    made.set_recents(recent_shoots(tmp_path))
    row = made.recents.rows[0]
    assert str(gone) in row.told.text()
    with qtbot.waitSignal(made.located) as told:
        row.button.click()
    assert told.args == [tmp_path / "shoot.db", tmp_path]


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        ("/Volumes/Studio 2/2026/actors", "Studio 2"),
        ("/media/anna/Studio 2/actors", "Studio 2"),
        ("/run/media/anna/CARD/DCIM", "CARD"),
        ("/home/anna/photos", ""),
        ("Q:\\shoots\\a", "Q:"),
    ],
)
def test_the_drive_that_is_missing_has_its_name(path: str, drive: str) -> None:
    assert drive_of(path) == drive
    assert (f'drive "{drive}"' if drive else path) in words_for_missing(Path(path))


def test_days_in_words() -> None:
    today = date(2026, 11, 25)
    at = datetime(2026, 11, 25, 8, 12)
    assert day_words(at, today) == "today 08:12"
    assert day_words(at.replace(day=24), today) == "yesterday"
    assert day_words(at.replace(day=9), today) == "9 November"
    assert day_words(at.replace(year=2025), today) == "25 November 2025"


def test_this_computer_says_what_is_missing_and_how_to_get_it(page: StartPage, qtbot: QtBot) -> None:
    texts = {button.text(): button for button in page.computer.findChildren(QPushButton) if button.isVisible()}
    with qtbot.waitSignal(page.models_wanted):
        texts["Get a model…"].click()
    page.set_computer(ComputerFacts(workers=2, identity="AuraFace v1", identity_licence="Paid work allowed"))
    QApplication.processEvents()  # what was added is shown with the next turn of the loop
    left = {button.text() for button in page.computer.findChildren(QPushButton) if button.isVisible()}
    assert "Get a model…" not in left


def test_every_control_has_a_name(page: StartPage, tmp_path: Path) -> None:
    page.set_recents([Recent(tmp_path / "a.db", "A", (tmp_path,))])
    for button in page.findChildren(QPushButton):
        assert button.text() or button.accessibleName()


def test_a_chosen_pair_lies_in_its_zones_until_it_is_used(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    before, after, other = photos(tmp_path, "a.tif", "a_edit.tif", "b_edit.tif")
    wanted: list[Path] = []
    page.thumbnail_wanted.connect(wanted.append)
    page.show_pair(ExemplarPair(before, after))
    assert wanted == [before, after]
    zones = page.pair.zones
    assert [zone.accessibleDescription() for zone in zones] == ["a.tif", "a_edit.tif"]
    red = QImage(60, 40, QImage.Format.Format_RGB888)
    red.fill(Qt.GlobalColor.red)
    page.set_thumbnail(before, red)

    def reds() -> int:
        shown = zones[0].grab().toImage()
        colours = [shown.pixelColor(shown.width() // 2, y).getRgb() for y in range(shown.height())]
        return sum(red > 200 and green < 60 for red, green, *_ in colours)

    qtbot.waitUntil(lambda: reds() >= 60)
    with qtbot.waitSignal(page.pair_chosen) as told:  # another photo takes the place of one
        assert drop(zones[1], [other])
    assert told.args == [[before, other]]
    page.pair.clear()
    assert reds() == 0 and zones[0].accessibleDescription() == "drop the untouched photo"


def test_a_shoot_that_a_window_has_open_was_not_cut_off(tmp_path: Path) -> None:
    shoot = make_shoot(tmp_path, 1)
    shoot.store.set_facts({"running": ["a.jpg"]})
    lock = hold_store(shoot.store.path)
    (held,) = recent_shoots(tmp_path)
    assert held.is_open and held.running is None
    lock.unlock()
    (free,) = recent_shoots(tmp_path)
    assert not free.is_open and free.running == 1
    shoot.store.close()
