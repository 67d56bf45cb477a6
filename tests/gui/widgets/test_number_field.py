"""Fields for numbers."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from shown import show

from mirrorppr_desktop.gui.widgets.number_field import NumberField


def test_a_number_field_scrolls_only_with_the_focus(qtbot) -> None:
    field = NumberField(1, 16, 4)
    show(qtbot, field)
    field.clearFocus()
    QTest.wheelEvent(field.windowHandle(), QPointF(field.rect().center()), QPoint(0, 120))
    assert field.value() == 4
    field.setFocus()
    QTest.wheelEvent(field.windowHandle(), QPointF(field.rect().center()), QPoint(0, 120))
    assert field.value() == 5
