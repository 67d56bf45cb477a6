"""A line of values in the height of a word: speed over the last photos, memory, a loss."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.widgets import figures


class Sparkline(QWidget):
    """The line; its last value has a dot. words: what it shows, for tooltip and screen readers."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.update)

    def set_values(self, values: Sequence[float]) -> None:
        """The values, oldest first."""
        self._values = tuple(values)
        last = f", {figures.plain(self._values[-1], 1)}" if self._values else ""
        self.setAccessibleName(f"{self._words}{last}")
        self.setToolTip(f"{self._words}{last}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as two lines."""
        return QSize(120, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground line, values, dot."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = 3.0, self.height() - 4.0
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(QPointF(0, high + 1.5), QPointF(self.width(), high + 1.5))
        if not self._values:
            return
        most = max(*self._values, 1e-9) if len(self._values) > 1 else max(self._values[0], 1e-9)
        step = (self.width() - 8) / max(1, len(self._values) - 1)
        points = [
            QPointF(4 + index * step, high - (high - low) * max(0.0, value) / most)
            for index, value in enumerate(self._values)
        ]
        painter.setPen(QPen(look.color("accent"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(look.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(points[-1], 2.5, 2.5)
