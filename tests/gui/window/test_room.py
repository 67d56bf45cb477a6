"""The bar above the page in windows of every width: nothing crowds, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hand import Hand
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QToolButton, QWidget


@pytest.fixture
def after_run(window: Hand) -> Hand:
    """The photo again, after a run."""
    window.window.running.start("all")
    window.batch.end()
    window.settle()
    window.click(window.space.tools.run_switch.button("photo"))
    return window


def resize(hand: Hand, wide: int) -> None:
    hand.window.resize(wide, 768)
    hand.wait(lambda: hand.window.width() == wide)
    hand.qtbot.wait(50)


def places(hand: Hand) -> list[QRect]:
    """Where what can be pressed lies in the bar, from the left."""
    tools = hand.space.tools
    parts: list[QWidget] = [*hand.window.top._tabs.values(), tools.run_switch, tools.compare.modes]
    parts += [tools.compare.overlays, tools.more, tools.zoom.zoom, hand.window.top._undo, hand.window.top._redo]
    seen = [one for one in parts if one.isVisible()]
    return [QRect(one.mapTo(hand.window.top, QPoint(0, 0)), one.size()) for one in seen]


def is_tidy(hand: Hand) -> bool:
    """Whether nothing lies on anything else or is cut off."""
    found = places(hand)
    tools = hand.space.tools
    for row in (tools.run_switch, tools.compare.modes, tools.compare.overlays, tools.zoom.zoom):
        if row.isVisible():
            buttons = [one.geometry() for one in row.findChildren(QToolButton) if one.isVisible()]
            if min(one.width() for one in buttons) < 36 or buttons[-1].right() >= row.width() or not _apart(buttons):
                return False
    return _apart(found)


def _apart(boxes: list[QRect]) -> bool:
    return all(left.right() < right.left() for left, right in pairwise(boxes))


@pytest.mark.parametrize("wide", [960, 1024, 1152, 1280, 1366, 1440, 1920])
def test_nothing_crowds(after_run: Hand, wide: int) -> None:
    resize(after_run, wide)
    after_run.wait(lambda: is_tidy(after_run), timeout=4000)
    assert places(after_run)[-1].right() <= wide


def test_words_stay_at_1440_after_a_run(after_run: Hand) -> None:
    resize(after_run, 1440)
    assert after_run.space.compare.modes.button("split").shows_words()  # type: ignore[attr-defined]
    resize(after_run, 1366)
    assert not after_run.space.compare.modes.button("split").shows_words()  # type: ignore[attr-defined]


def test_what_made_way_is_in_a_menu(window: Hand) -> None:
    tools, canvas = window.space.tools, window.space.page.canvas
    resize(window, 1440)
    assert not tools.more.isVisible() and tools.compare.overlays.isVisible()
    resize(window, 960)
    assert tools.more.isVisible() and not tools.compare.overlays.isVisible() and not tools.zoom.isVisible()
    menu = tools.more.menu()
    menu.aboutToShow.emit()
    by_words = {one.text().split("\t")[0].replace("\u202f", " "): one for one in menu.actions()}
    by_words["Arrows of movement"].trigger()
    assert "arrows" in canvas.stage.overlays
    by_words["100 %"].trigger()
    assert round(canvas.zoom_percent) == 100
    menu.aboutToShow.emit()
    assert next(one for one in menu.actions() if one.text().startswith("Arrows")).isChecked()
    resize(window, 1440)
    assert tools.compare.overlays.is_on("arrows") and tools.zoom.isVisible()


def test_the_strip_reaches_the_foot_of_a_low_window(window: Hand) -> None:
    resize(window, 1366)
    page = window.space.page
    assert page.filmstrip.height() == 130 and page.filmstrip.geometry().bottom() == page.rows.height() - 1
