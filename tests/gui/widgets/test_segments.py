"""Segments: one of several, or several switches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shown import show

from mirrorppr_desktop.gui.widgets.segments import Segment, Segments

LEFT = Qt.MouseButton.LeftButton
MODES = (
    Segment("photo", "Photo", "photo"),
    Segment("split", "Split", "split"),
    Segment("flicker", "Flicker", "flicker"),
)


def test_one_of_several(qtbot) -> None:
    row, heard = Segments(MODES), []
    row.chosen.connect(heard.append)
    show(qtbot, row)
    QTest.mouseClick(row.button("split"), LEFT)
    assert (row.current(), heard) == ("split", ["split"])
    QTest.mouseClick(row.button("split"), LEFT)
    assert row.current() == "split"  # it cannot be switched off
    row.set_current("photo")
    assert heard == ["split", "split"]


def test_arrows_choose_and_tab_stops_once(qtbot) -> None:
    box, heard = QWidget(), []
    layout = QHBoxLayout(box)
    row, after = Segments(MODES), QLineEdit()
    layout.addWidget(row)
    layout.addWidget(after)
    row.chosen.connect(heard.append)
    show(qtbot, box)
    row.button("photo").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Right)
    QTest.keyClick(row.button("split"), Qt.Key.Key_Left)
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Left)
    assert heard == ["split", "photo", "flicker"]
    QTest.keyClick(row.button("flicker"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_several_switches(qtbot) -> None:
    row, heard = Segments(MODES, exclusive=False, words=False), []
    row.switched.connect(lambda key, on: heard.append((key, on)))
    show(qtbot, row)
    QTest.mouseClick(row.button("photo"), LEFT)
    QTest.mouseClick(row.button("split"), LEFT)
    QTest.mouseClick(row.button("photo"), LEFT)
    assert heard == [("photo", True), ("split", True), ("photo", False)]
    assert (row.is_on("split"), row.is_on("photo")) == (True, False)


def test_words_make_way_before_icons(qtbot) -> None:
    row = Segments(MODES)
    show(qtbot, row)
    row.resize(row.sizeHint())
    assert all(row.button(one.key).shows_words() for one in MODES)
    row.resize(row.minimumSizeHint())
    assert not any(row.button(one.key).shows_words() for one in MODES)
    assert row.button("split").accessibleName() == "Split"
    assert row.button("split").toolTip() == "Split"
    assert row.button("flicker").geometry().right() < row.width()


def test_why_a_segment_is_off_is_its_tooltip(qtbot) -> None:
    row = Segments(MODES)
    show(qtbot, row)
    row.set_available("split", False, "No result yet")
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Right)
    assert row.current() == "flicker"
    assert row.button("split").toolTip() == "No result yet"


def test_words_without_icons_are_cut_where_a_row_is_narrow(qtbot) -> None:
    row = Segments([Segment("a", "A long word or two"), Segment("b", "Another long word"), Segment("c", "All")])
    qtbot.addWidget(row)
    wide = row.sizeHint().width()
    assert row.minimumSizeHint().width() < wide
    row.resize(row.minimumSizeHint().width() + 20, row.height())
    row.show()
    widths = [row.button(key).width() for key in "abc"]
    assert sum(widths) <= row.width() and min(widths) >= 24
    assert row.button("a").text() == "A long word or two" == row.button("a").toolTip()
    row.resize(wide, row.height())
    assert wide - 4 <= sum(row.button(key).width() for key in "abc") <= wide
