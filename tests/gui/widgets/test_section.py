"""Sections that open and close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shown import show

from mirrorppr_desktop.gui.widgets.section import Section

LEFT = Qt.MouseButton.LeftButton


def test_a_section_opens_and_closes(qtbot) -> None:
    section, heard, inside = Section("More: 23 operations at zero"), [], QLabel("Lengthen chin")
    section.add(inside)
    section.toggled.connect(heard.append)
    show(qtbot, section)
    assert not inside.isVisible()
    QTest.mouseClick(section.header(), LEFT)
    assert inside.isVisible()
    section.header().setFocus()
    QTest.keyClick(section.header(), Qt.Key.Key_Space)
    assert heard == [True, False]
    assert section.header().accessibleName() == "More: 23 operations at zero, closed"
