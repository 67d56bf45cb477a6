"""How far work has come: a thin line with its parts, and an arc that turns while something works."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme

_TURN_S: Final = 1.2
_FRAME_MS: Final = 40


class ProgressLine(QProgressBar):
    """A line of what is done, what failed and what is left. A QProgressBar, so that screen readers know it."""

    def __init__(self, height: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = (0, 0, 0)
        self.setTextVisible(False)
        self.setFixedHeight(height)
        self.setStyleSheet(f"QProgressBar {{ min-height: {height}px; max-height: {height}px; }}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.update)
        self.set_parts(0, 0, 1)

    def set_parts(self, done: int, failed: int, total: int) -> None:
        """How many of `total` are done, and how many failed besides."""
        self._parts = (done, failed, total)
        self.setMaximum(max(1, total))
        self.setValue(done + failed)
        words = self.tr("{0} of {1} done").format(done, total)
        if failed:
            words += ", " + self.tr("{0} failed").format(failed)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def parts(self) -> tuple[int, int, int]:
        """done, failed, total."""
        return self._parts

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, done, failed."""
        done, failed, total = self._parts
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        radius = min(2.0, box.height() / 2)
        painter.setBrush(look.color("bar"))
        painter.drawRoundedRect(box, radius, radius)
        if total <= 0:
            return
        middle = box.width() * done / total
        end = box.width() * min(total, done + failed) / total
        if failed:
            painter.setBrush(look.color("bad"))
            painter.drawRoundedRect(QRectF(0, 0, end, box.height()), radius, radius)
        if done:
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(0, 0, middle, box.height()), radius, radius)
            if failed:  # a gap tells the parts apart without colour
                painter.setBrush(look.color("panel"))
                painter.drawRect(QRectF(middle - 1, 0, 2, box.height()))


def paint_arc(painter: QPainter, box: QRectF, colour: QColor, turn: float | None = None) -> None:
    """Paint the arc. turn: 0..1 of a turn; as it is now where None. It stands still where motion is reduced."""
    if turn is None:
        turn = (time.monotonic() / _TURN_S) % 1.0
    if not theme.motion():
        turn = 0.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(box.adjusted(2, 2, -2, -2), round(-turn * 5760) + 1440, -270 * 16)
    painter.restore()


class WorkingArc(QWidget):
    """Turns once in 1.2 s while it is shown; beside it stand words that say what works."""

    def __init__(self, size: int = 16, role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName(self.tr("Working"))
        theme.signals().motion_changed.connect(self._turn_or_stand)
        theme.signals().changed.connect(self.update)

    def is_turning(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn."""
        super().showEvent(event)
        self._turn_or_stand()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The arc."""
        paint_arc(QPainter(self), QRectF(self.rect()), theme.tokens().color(self._role))

    def _turn_or_stand(self) -> None:
        if theme.motion() and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
        self.update()
