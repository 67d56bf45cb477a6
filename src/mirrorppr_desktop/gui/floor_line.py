"""The line between photos below the floor and the others: drag it, step it with arrows, or type a number."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.floor import STEP, set_floor
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot

_PILL = 24
_FROM_RIGHT = 48


class FloorLine(QWidget):
    """One value, shown where it parts the photos.

    Signals: drag_began(), dragged(QPoint, in the parent's pixels; gesture), drag_ended(). The grid says what a place
    among its photos is worth; arrows and typing change the floor of the shoot directly.
    """

    drag_began = Signal()
    dragged = Signal(QPoint, object)
    drag_ended = Signal()

    def __init__(self, shoot: Shoot, parent: QWidget) -> None:
        super().__init__(parent)
        self._shoot = shoot
        self._gesture: object | None = None
        self._editor: QLineEdit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(self.tr("Results below the floor are held back. Drag, or arrow keys, or type a number."))
        shoot.settings_changed.connect(self._hear)
        self._hear(shoot.settings)

    def pill(self) -> QRect:
        """Where its words are."""
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self._words()) + 38
        right = self.width() - _FROM_RIGHT
        return QRect(max(0, right - width), (self.height() - _PILL) // 2, min(width, right), _PILL)

    def _words(self) -> str:
        return self.tr("Floor {0}, drag or type").format(f"{self._shoot.settings.floor:.3f}")

    def _hear(self, settings: Settings) -> None:
        self.setAccessibleName(self.tr("Floor of identity, {0}").format(f"{settings.floor:.3f}"))
        self.update()

    # --- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._gesture = object()
            self.drag_began.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._gesture is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position().toPoint()), self._gesture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = None
            self.drag_ended.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Type a number."""
        self._edit("")

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step; a figure begins a number."""
        step = {
            Qt.Key.Key_Up: STEP,
            Qt.Key.Key_Right: STEP,
            Qt.Key.Key_Down: -STEP,
            Qt.Key.Key_Left: -STEP,
        }.get(Qt.Key(event.key()))
        if step is not None:
            if self._gesture is None or not event.isAutoRepeat():
                self._gesture = object()  # a key held down is one gesture
            set_floor(self._shoot, self._shoot.settings.floor + step, self._gesture)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit("")
        elif _is_figure(event):
            self._edit(event.text())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Figures are for this line while it has the focus, not stars for the photos."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_figure(event):
            event.accept()
            return True
        return super().event(event)

    def _edit(self, begun: str) -> None:
        editor = QLineEdit(begun or f"{self._shoot.settings.floor:.3f}", self)
        editor.setAccessibleName(self.tr("Floor of identity"))
        editor.setGeometry(self.pill())
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if not begun:
            editor.selectAll()
        self._editor = editor
        editor.editingFinished.connect(self._take)
        editor.installEventFilter(self)
        editor.show()
        editor.setFocus()

    def _take(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        with suppress(ValueError):  # what was typed is no number: the floor stays
            set_floor(self._shoot, float(editor.text().replace(",", ".")))
        editor.deleteLater()
        self.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Return ends typing, and Esc too, without a change. Neither goes on to the line, which would begin anew."""
        editor = self._editor
        if editor is None or watched is not editor or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        if event.key() != Qt.Key.Key_Escape:
            return False
        self._editor = None
        editor.deleteLater()
        self.setFocus()
        return True

    # --- looks

    def sizeHint(self) -> QSize:
        """As high as the gap that it stands in."""
        return QSize(200, 36)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line across, and the words on it."""
        look, pill = theme.tokens(), self.pill()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() // 2
        painter.fillRect(QRect(0, middle - 1, self.width(), 2), look.color("warn"))
        painter.setPen(QPen(look.color("warn"), 1))
        painter.setBrush(look.color("card"))
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        icons.paint(painter, "held", QRect(pill.left() + 8, pill.top() + 4, 16, 16), look.color("warn"))
        painter.setFont(theme.font("strong"))
        painter.drawText(pill.adjusted(28, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._words())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(pill).adjusted(-3, -3, 3, 3), 6, 6)
        painter.end()


def _is_figure(event: QKeyEvent) -> bool:
    """Whether a key begins a number."""
    return bool(event.text()) and event.text() in "0123456789.," and not event.modifiers()
