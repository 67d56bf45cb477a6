"""The handle of the split line: drag it, or focus it and use the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui import icons, theme

SIZE = 40  # the handle is 32, with room for the focus ring
_STEP, _LARGE_STEP = 0.01, 0.10


class SplitHandle(QWidget):
    """A round handle. moved: by so much of the photo's width; dragged: to this x of the parent; centred."""

    moved = Signal(float)
    dragged = Signal(float)
    centred = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(SIZE, SIZE)
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Split line between before and after"))
        self.setToolTip(self.tr("Drag, or use the arrow keys: 1 %, with Shift 10 %. Home or double click: centre"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the handle and, where it has the focus, the ring around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(SIZE / 2, SIZE / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#000000"))
        painter.drawEllipse(middle, 17, 17)
        painter.setBrush(QColor("#F2F2F2"))
        painter.drawEllipse(middle, 16, 16)
        icons.paint(painter, "swap", QRectF(middle.x() - 8, middle.y() - 8, 16, 16), QColor("#141414"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.tokens().color("accent"), 2))
            painter.drawEllipse(middle, 18, 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the line, Home brings it back to the centre."""
        step = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.moved.emit(-step)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Home:
            self.centred.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts while the handle has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home)
            if event.key() in keys:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position()).x())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to the centre."""
        self.centred.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()
