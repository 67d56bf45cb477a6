"""Stars by pointer and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shown import show

from mirrorppr_desktop.gui.widgets.stars import Stars

LEFT = Qt.MouseButton.LeftButton


def test_stars_by_click_and_keys(qtbot) -> None:
    stars, heard = Stars(2), []
    stars.rated.connect(heard.append)
    show(qtbot, stars)
    fourth = QPoint(3 * 18 + 8, 12)
    QTest.mouseClick(stars, LEFT, pos=fourth)
    QTest.mouseClick(stars, LEFT, pos=fourth)
    QTest.keyClick(stars, Qt.Key.Key_3)
    QTest.keyClick(stars, Qt.Key.Key_Right)
    QTest.keyClick(stars, Qt.Key.Key_0)
    QTest.keyClick(stars, Qt.Key.Key_Left)
    assert heard == [4, 0, 3, 4, 0]
