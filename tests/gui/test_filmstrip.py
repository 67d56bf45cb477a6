"""The filmstrip as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, decide, make_shoot, run_by_hand

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.filmstrip import Filmstrip
from mirrorppr_desktop.gui.photo_filter import Order, Show
from mirrorppr_desktop.gui.shoot.photo import Flag, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot


@pytest.fixture
def shoot(qtbot: QtBot, tmp_path: Path) -> Iterator[Shoot]:
    made = make_shoot(tmp_path, 40)
    run_by_hand(made)
    yield made
    made.store.close()


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> Iterator[Filmstrip]:
    theme.apply(qapp, "dark")
    made = Filmstrip(shoot, answering_cache())
    qtbot.addWidget(made)
    made.resize(1000, 148)
    made.show()
    qtbot.waitExposed(made)
    made.view.setFocus()
    yield made
    made.close()


def _center(strip: Filmstrip, number: int) -> QPoint:
    return strip.view.visualRect(strip.photos.index(number)).center()


def _words(strip: Filmstrip) -> list[str]:
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_head_counts(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    assert {"2026-11-14 Board portraits", "40 photos", "39 done", "13 held back", "1 failed"} <= set(_words(strip))
    shoot.flag([photo.path for photo in shoot.photos if photo.held_back(0.9)], Flag.ACCEPTED)
    qtbot.waitUntil(lambda: "13 held back" not in _words(strip))


def test_click_arrows_and_ends(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    qtbot.mouseClick(strip.view.viewport(), Qt.MouseButton.LeftButton, pos=_center(strip, 3))
    assert shoot.current == shoot.photos[3] and shoot.selected == (shoot.photos[3],)
    qtbot.keyClick(strip.view, Qt.Key.Key_Right)
    assert shoot.current == shoot.photos[4]
    qtbot.keyClick(strip.view, Qt.Key.Key_End)
    assert shoot.current == shoot.photos[39]
    assert strip.view.viewport().rect().contains(_center(strip, 39))
    qtbot.keyClick(strip.view, Qt.Key.Key_PageUp)
    page = 39 - shoot.photos.index(shoot.current)
    assert 5 < page < 15
    qtbot.keyClick(strip.view, Qt.Key.Key_Home)
    assert shoot.current == shoot.photos[0]


def test_shift_extends_and_ctrl_a_takes_all(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    qtbot.mouseClick(strip.view.viewport(), Qt.MouseButton.LeftButton, pos=_center(strip, 2))
    qtbot.keyClick(strip.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(strip.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert shoot.selected == shoot.photos[2:5] and shoot.current == shoot.photos[4]
    qtbot.keyClick(strip.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert shoot.selected == shoot.photos and shoot.current == shoot.photos[4]


def test_it_follows_what_others_make_current(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    shoot.set_current(shoot.photos[30].path)
    assert strip.view.currentIndex().row() == 30
    assert strip.view.viewport().rect().contains(_center(strip, 30))


def test_only_what_is_in_view_and_a_screen_around_is_asked(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    cache = strip.list.cache
    qtbot.waitUntil(lambda: cache.picture(shoot.photos[20].path) is not None)
    assert cache.picture(shoot.photos[39].path) is None
    strip.view.horizontalScrollBar().setValue(strip.view.horizontalScrollBar().maximum())
    qtbot.waitUntil(lambda: cache.picture(shoot.photos[39].path) is not None)


def test_show_and_order_menus(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    held = next(one for one in strip.show_menu.menu().actions() if one.data() == Show.HELD)
    held.trigger()
    assert strip.show_menu.text() == "Show: held back" and strip.photos.rowCount() == 13
    lowest = next(one for one in strip.order_menu.menu().actions() if one.data() == Order.IDENTITY)
    lowest.trigger()
    assert strip.photos.paths[0].stem == "BP_0402"
    assert shoot.current is not None and shoot.current.path in strip.photos.paths


def test_pictures_of_the_states(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    decide(shoot, 2, Flag.REJECTED)
    working = shoot.photos[6]
    shoot.tell({working.path: replace(working.outcome, state=RunState.WORKING)}, {working.path: "writing"})
    qtbot.waitUntil(lambda: strip.list.cache.picture(shoot.photos[8].path) is not None)
    picture = strip.view.viewport().grab().toImage()
    accent, box = theme.tokens().color("accent"), strip.view.visualRect(strip.photos.index(6))
    bar = [
        picture.pixelColor(x, y)
        for x in range(box.left() + 4, box.right() - 20)
        for y in range(box.bottom() - 26, box.bottom() - 20)
    ]
    assert accent in bar  # the working bar
    first = strip.view.visualRect(strip.photos.index(0))
    assert accent in [picture.pixelColor(first.left() + 2, first.center().y() + dy) for dy in range(-3, 3)]  # current
    grey = strip.view.visualRect(strip.photos.index(2))
    for dx in range(-20, 20, 4):
        colour: QColor = picture.pixelColor(grey.center() + QPoint(dx, -15))
        assert colour.red() == colour.green() == colour.blue()


def test_the_menu_acts_on_the_selection_and_tells_the_rest(qtbot: QtBot, strip: Filmstrip, shoot: Shoot) -> None:
    shoot.set_current(shoot.photos[38].path)
    shoot.select([shoot.photos[38].path, shoot.photos[39].path])
    menu = strip.menu.make(shoot.photos[38])
    by_name = {action.objectName(): action for action in menu.actions()}
    with qtbot.waitSignal(strip.menu.retry_wanted) as retried:
        by_name["retry"].trigger()
    assert retried.args == [[shoot.photos[39].path]]
    with qtbot.waitSignal(strip.menu.run_wanted) as ran:
        by_name["run"].trigger()
    assert ran.args == [[shoot.photos[38].path, shoot.photos[39].path]]
    with qtbot.waitSignal(strip.menu.show_wanted) as shown:
        by_name["show_result"].trigger()
    assert shown.args == [shoot.photos[38].outcome.result]
    by_name["reject"].trigger()
    assert {shoot.photos[38].decision.flag, shoot.photos[39].decision.flag} == {Flag.REJECTED}
    assert shoot.undo.count() == 1
    menu.deleteLater()


def test_it_is_low_where_the_window_is(strip: Filmstrip) -> None:
    strip.set_low(True)
    assert strip.height() == 130
    assert strip.view.visualRect(strip.photos.index(0)).height() <= strip.view.viewport().height()
