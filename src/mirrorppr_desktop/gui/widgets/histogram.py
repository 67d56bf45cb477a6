"""Identity over the shoot: bars, and the floor as a line that is dragged, moved by keys, or typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.widgets import figures

_BARS: Final = 15
_STEP: Final = 0.005
_LARGE: Final = 0.05
_FOOT: Final = 20  # for the figures below
_TOP: Final = 4
_GRIP: Final = 6


class Histogram(QWidget):
    """Bars of values up to 1. floor_changed: while it moves. floor_committed: at the end of a gesture."""

    floor_changed = Signal(float)
    floor_committed = Signal(float)

    def __init__(self, values: Sequence[float] = (), floor: float = 0.9, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._floor = floor
        self._lowest = 0.85
        self._held = False
        self._pending = False
        self._editor: QLineEdit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Drag the floor, move it by arrow keys, or press Enter and type"))
        theme.signals().changed.connect(self.update)
        self.set_values(values)

    def set_values(self, values: Sequence[float]) -> None:
        """The identities; the axis begins at a round figure below the lowest and below the floor."""
        self._values = tuple(values)
        low = min((*self._values, self._floor - 0.02, 0.85))
        self._lowest = max(-1.0, int(low * 20 + 20) / 20 - 1.0)
        self._describe()

    def floor(self) -> float:
        """The floor."""
        return self._floor

    def set_floor(self, floor: float) -> None:
        """Show a floor; no signal."""
        self._floor = min(1.0, max(0.0, round(floor, 3)))
        if self._floor < self._lowest:
            self.set_values(self._values)
        self._describe()

    def below(self) -> int:
        """How many values lie below the floor."""
        return sum(value < self._floor for value in self._values)

    def x_of(self, value: float) -> float:
        """Where a value lies, in pixels of the widget."""
        return 1 + (self.width() - 2) * (value - self._lowest) / (1.0 - self._lowest)

    def counts(self) -> list[int]:
        """How many values each bar stands for."""
        found = [0] * _BARS
        for value in self._values:
            place = int((value - self._lowest) / (1.0 - self._lowest) * _BARS)
            found[min(_BARS - 1, max(0, place))] += 1
        return found

    def sizeHint(self) -> QSize:
        """As the dock gives it."""
        return QSize(320, 96)

    # --- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line, or set it where the click is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            if abs(event.position().x() - self.x_of(self._floor)) > _GRIP:
                self._move(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        near = abs(event.position().x() - self.x_of(self._floor)) <= _GRIP
        self.setCursor(Qt.CursorShape.SplitHCursor if near or self._held else Qt.CursorShape.ArrowCursor)
        if self._held:
            self._move(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The gesture ends."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self._commit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Type a figure."""
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows 0.005, Shift 0.05; Enter to type."""
        step = _LARGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._move(self._floor + step)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._move(self._floor - step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting a key go ends the gesture."""
        if not event.isAutoRepeat():
            self._commit()
        super().keyReleaseEvent(event)

    def edit(self) -> QLineEdit:
        """Open the field for a figure."""
        if self._editor is None:
            self._editor = _Editor(self)
            self._editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._editor.setAccessibleName(self.tr("Floor of identity"))
            self._editor.returnPressed.connect(self._typed)
        wide = 72
        left = min(self.width() - wide, max(0, round(self.x_of(self._floor)) - wide // 2))
        self._editor.setGeometry(left, self.height() - 28, wide, 28)
        self._editor.setText(figures.plain(self._floor, 3))
        self._editor.selectAll()
        self._editor.show()
        self._editor.setFocus()
        return self._editor

    def _typed(self) -> None:
        assert self._editor is not None
        try:
            value = float(self._editor.text().strip().replace(",", "."))
        except ValueError:
            theme.mark(self._editor, state="bad")
            return
        theme.mark(self._editor, state=None)
        self._editor.hide()
        self.setFocus()
        self._move(value)
        self._commit()

    def _value_at(self, x: float) -> float:
        value = self._lowest + (x - 1) / max(1, self.width() - 2) * (1.0 - self._lowest)
        return round(value / _STEP) * _STEP

    def _move(self, floor: float) -> None:
        before = self._floor
        self.set_floor(floor)
        if self._floor != before:
            self._pending = True
            self.floor_changed.emit(self._floor)

    def _commit(self) -> None:
        if self._pending:
            self._pending = False
            self.floor_committed.emit(self._floor)

    def _describe(self) -> None:
        words = self.tr("Identity over the shoot, floor {0}, {1} of {2} below").format(
            figures.plain(self._floor, 3), self.below(), len(self._values)
        )
        self.setAccessibleName(words)
        self.update()

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, base line, floor, figures."""
        look = theme.tokens()
        painter = QPainter(self)
        base = self.height() - _FOOT
        counts = self.counts()
        most = max(1, *counts)
        wide = (self.width() - 2) / _BARS
        span = (1.0 - self._lowest) / _BARS
        for index, count in enumerate(counts):
            if not count:
                continue
            high = max(3.0, (base - _TOP) * count / most)
            low = self._lowest + (index + 1) * span <= self._floor + span / 2
            painter.fillRect(
                QRectF(1 + index * wide + 1, base - high, wide - 2, high), look.color("warn" if low else "track")
            )
        painter.setPen(QPen(look.color("edge"), 1))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        x = round(self.x_of(self._floor))
        painter.fillRect(QRectF(x - 1, 0, 2, base), look.color("warn"))
        self._paint_figures(painter, x)

    def _paint_figures(self, painter: QPainter, x: int) -> None:
        look = theme.tokens()
        foot = QRectF(0, self.height() - _FOOT + 3, self.width(), _FOOT - 3)
        painter.setFont(theme.font("hint", 600))
        floor = figures.plain(self._floor, 3)
        wide = painter.fontMetrics().horizontalAdvance(floor)
        left = min(self.width() - wide - 1.0, max(0.0, x - wide / 2))
        painter.setPen(look.color("warn"))
        painter.drawText(QRectF(left, foot.top(), wide + 2, foot.height()), Qt.AlignmentFlag.AlignTop, floor)
        painter.setFont(theme.font("hint"))
        painter.setPen(look.color("text_2"))
        first, last = figures.plain(self._lowest), figures.plain(1.0)
        metrics = painter.fontMetrics()
        if left > metrics.horizontalAdvance(first) + 8:
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, first)
        if left + wide < self.width() - metrics.horizontalAdvance(last) - 8:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, last)


class _Editor(QLineEdit):
    """The field for a figure. Its keys are its own: Enter would open it again, Esc leave more than the field."""

    def __init__(self, histogram: Histogram) -> None:
        super().__init__(histogram)
        self._histogram = histogram

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the floor as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._histogram.setFocus()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not entered is dropped."""
        super().focusOutEvent(event)
        self.hide()
