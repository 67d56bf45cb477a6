"""The histogram of identities, and its floor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shown import show

from mirrorppr_desktop.gui.tokens import DARK
from mirrorppr_desktop.gui.widgets.histogram import Histogram

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def histogram(qtbot) -> Histogram:
    made = Histogram([0.859, 0.872, 0.884, 0.93, 0.97, 0.97, 1.0], 0.9)
    made.resize(320, 96)
    show(qtbot, made)
    made.setFocus()
    return made


def test_the_floor_is_dragged_as_one_gesture(histogram: Histogram) -> None:
    live, done = [], []
    histogram.floor_changed.connect(live.append)
    histogram.floor_committed.connect(done.append)
    place = QPoint(round(histogram.x_of(0.9)), 30)
    QTest.mousePress(histogram, LEFT, pos=place)
    for value in (0.91, 0.93, 0.95):
        QTest.mouseMove(histogram, QPoint(round(histogram.x_of(value)), 30))
    QTest.mouseRelease(histogram, LEFT, pos=QPoint(round(histogram.x_of(0.95)), 30))
    assert live == [0.91, 0.93, 0.95]
    assert done == [0.95]
    assert histogram.below() == 4
    assert "floor 0.950, 4 of 7 below" in histogram.accessibleName()


def test_the_floor_by_keys_and_typed(qtbot, histogram: Histogram) -> None:
    done: list[float] = []
    histogram.floor_committed.connect(done.append)
    QTest.keyClick(histogram, Qt.Key.Key_Right)
    QTest.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert done == [0.905, 0.855]
    QTest.keyClick(histogram, Qt.Key.Key_Return)
    field = histogram.findChild(QLineEdit)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert histogram.floor() == 0.855  # no figure, no change
    assert field.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible() and histogram.hasFocus()
    field = histogram.edit()
    QTest.keyClicks(field, "0,925")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done[2:] == [0.925]
    assert not field.isVisible()


def test_every_value_has_its_bar(histogram: Histogram) -> None:
    assert sum(histogram.counts()) == 7
    assert histogram.counts()[-1] == 1
    picture = histogram.grab().toImage()
    assert picture.pixelColor(round(histogram.x_of(0.9)), 3) == QColor(DARK.warn)
    histogram.set_values([])
    assert sum(histogram.counts()) == 0


def test_a_low_value_widens_the_axis(qtbot) -> None:
    histogram = Histogram([0.42, 0.9], 0.9)
    qtbot.addWidget(histogram)
    histogram.resize(320, 96)
    assert 0 <= histogram.x_of(0.42) < histogram.x_of(0.9) < 320
    histogram.set_floor(0.2)
    assert histogram.x_of(0.2) >= 0
