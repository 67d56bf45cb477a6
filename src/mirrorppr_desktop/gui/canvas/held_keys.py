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
    from mirrorppr_desktop.gui.shortcuts import Shortcuts


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
_COMMANDS: Final = {"view.zoom": Hold.PAN, "view.loupe_held": Hold.LOUPE, "view.before": Hold.BEFORE}
_WRITING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


def held_by(event: QKeyEvent) -> Hold | None:
    """What holding a key does by the keys from the start."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return HELD_KEYS.get(event.key())


class HeldKeys(QObject):
    """Gives held keys of a window to its canvas, wherever the focus is, unless something is being written."""

    def __init__(self, canvas: PhotoView, shortcuts: Shortcuts | None = None) -> None:
        """shortcuts: tell which keys they are now; without, those from the start."""
        super().__init__(canvas)
        self._canvas, self._shortcuts = canvas, shortcuts
        self._down: dict[int, Hold] = {}
        if shortcuts is not None:
            canvas.hold_of = self._hold_of
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
        hold = self._down.get(event.key()) or self._hold_of(event)
        if hold is None or (event.key() not in self._down and not self._takes(watched, event)):
            return False
        if not event.isAutoRepeat():
            down = event.type() == QEvent.Type.KeyPress
            if down:
                self._down[event.key()] = hold
            else:
                self._down.pop(event.key(), None)
            self._canvas.hold(hold, down)
        return True

    def _hold_of(self, event: QKeyEvent) -> Hold | None:
        """What holding this key does, as the keys are now."""
        shortcuts = self._shortcuts
        if shortcuts is None:
            return held_by(event)
        return next((hold for command, hold in _COMMANDS.items() if shortcuts.matches(command, event)), None)

    def _takes(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Whether a press here is meant for the canvas."""
        if event.type() != QEvent.Type.KeyPress or not self._canvas.isVisible():
            return False
        if isinstance(watched, _WRITING):
            return False
        return not (event.key() == Qt.Key.Key_Space and isinstance(watched, (QAbstractButton, QComboBox)))

    def _release(self) -> None:
        for hold in self._down.values():
            self._canvas.hold(hold, False)
        self._down.clear()
