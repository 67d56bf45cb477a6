"""Keys that do something while they are held: Space, Z, backslash. A window's shortcuts know presses only."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.canvas.photo_view import PhotoView


class Hold(StrEnum):
    """What holding a key does."""

    PAN = "pan"
    LOUPE = "loupe"
    BEFORE = "before"


HELD_KEYS: Final[dict[int, Hold]] = {
    int(Qt.Key.Key_Space): Hold.PAN,
    int(Qt.Key.Key_Z): Hold.LOUPE,
    int(Qt.Key.Key_Backslash): Hold.BEFORE,
}
_WRITING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


class HeldKeys(QObject):
    """Gives held keys of a window to its canvas, wherever the focus is, unless something is being written."""

    def __init__(self, canvas: PhotoView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.keys = dict(HELD_KEYS)
        self._down: set[int] = set()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses and releases of held keys before the widget that has the focus."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ApplicationDeactivate:
                self._release()
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._canvas.window():
            return False
        hold = self.keys.get(event.key())
        if hold is None or (event.key() not in self._down and not self._takes(watched, event)):
            return False
        if not event.isAutoRepeat():
            down = event.type() == QEvent.Type.KeyPress
            (self._down.add if down else self._down.discard)(event.key())
            self._canvas.hold(hold, down)
        return True

    def _takes(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Whether a press here is meant for the canvas."""
        if event.type() != QEvent.Type.KeyPress or not self._canvas.isVisible():
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if isinstance(watched, _WRITING):
            return False
        return not (event.key() == Qt.Key.Key_Space and isinstance(watched, (QAbstractButton, QComboBox)))

    def _release(self) -> None:
        for key in self._down:
            self._canvas.hold(self.keys[key], False)
        self._down.clear()
