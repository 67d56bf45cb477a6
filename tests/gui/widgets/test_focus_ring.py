"""The ring around what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shown import show

from mirrorppr_desktop.gui.focus_ring import FocusRing
from mirrorppr_desktop.gui.tokens import DARK


def test_the_ring_lies_around_the_focus_and_follows_it(qapp: QApplication, qtbot) -> None:
    ring = FocusRing(qapp)
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(20, 20, 20, 20)
    layout.setSpacing(20)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        layout.addWidget(field)
    show(qtbot, box)
    for field in fields:
        field.setFocus()
        place = field.geometry()
        picture = box.grab().toImage()
        assert picture.pixelColor(place.center().x(), place.top() - 4) == QColor(DARK.accent)
        assert picture.pixelColor(place.center().x(), place.top() - 1) == QColor(DARK.panel)
    box.resize(box.width() + 100, box.height() + 60)
    QApplication.processEvents()
    place = fields[1].geometry()
    assert box.grab().toImage().pixelColor(place.right() + 4, place.center().y()) == QColor(DARK.accent)
    box.close()
    box.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    other = QLineEdit()
    show(qtbot, other)
    ring.deleteLater()


def test_the_ring_does_not_leave_a_scrolled_list(qapp: QApplication, qtbot) -> None:
    ring = FocusRing(qapp)
    box, area, body = QWidget(), QScrollArea(), QWidget()
    outer, inner = QVBoxLayout(box), QVBoxLayout(body)
    outer.addWidget(area)
    area.setWidgetResizable(True)
    fields = [QLineEdit() for _ in range(30)]
    for field in fields:
        inner.addWidget(field)
    area.setWidget(body)
    box.resize(240, 200)
    show(qtbot, box)
    fields[0].setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    around = ring._rings[box]
    assert not around.isVisible()
    area.verticalScrollBar().setValue(0)
    assert around.isVisible()
    assert QRect(box.rect()).contains(around.geometry())
    ring.deleteLater()
