"""The line and the arc of progress."""

from __future__ import annotations

from PySide6.QtGui import QColor

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.tokens import DARK
from mirrorppr_desktop.gui.widgets.progress import ProgressLine, WorkingArc


def test_a_line_shows_done_failed_and_left(qtbot) -> None:
    line = ProgressLine(8)
    qtbot.addWidget(line)
    line.resize(200, 8)
    line.set_parts(100, 20, 200)
    picture = line.grab().toImage()
    assert picture.pixelColor(50, 4) == QColor(DARK.accent)
    assert picture.pixelColor(110, 4) == QColor(DARK.bad)
    assert picture.pixelColor(160, 4) == QColor(DARK.bar)
    assert line.accessibleName() == "100 of 200 done, 20 failed"
    assert line.value() == 120
    line.set_parts(0, 0, 0)
    assert line.grab().toImage().pixelColor(100, 4) == QColor(DARK.bar)


def test_the_arc_turns_only_while_it_is_seen_and_may(qtbot) -> None:
    arc = WorkingArc()
    qtbot.addWidget(arc)
    assert not arc.is_turning()
    arc.show()
    assert arc.is_turning()
    theme.set_motion(False)
    try:
        assert not arc.is_turning()
        first = arc.grab().toImage()
        assert arc.grab().toImage() == first
    finally:
        theme.set_motion(True)
    assert arc.is_turning()
    arc.hide()
    assert not arc.is_turning()
