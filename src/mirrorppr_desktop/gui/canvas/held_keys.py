"""Keys that do something while they are held. A window's shortcuts know presses only."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mirrorppr_desktop.gui.shortcuts import Shortcuts, keeps_key

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.canvas.photo_view import PhotoView


class Hold(StrEnum):
    """What holding a key does."""

    PAN = "pan"
    LOUPE = "loupe"
    BEFORE = "before"


_COMMANDS: Final = {"view.zoom": Hold.PAN, "view.loupe_held": Hold.LOUPE, "view.before": Hold.BEFORE}


class HeldKeys(QObject):
    """Gives held keys of a window to its canvas, wherever the focus is, unless the widget there needs them."""

    def __init__(self, canvas: PhotoView, shortcuts: Shortcuts) -> None:
        super().__init__(canvas)
        self._canvas, self._shortcuts = canvas, shortcuts
        self._down: dict[int, Hold] = {}
        # A page that is being made sends thousands of events, and none of them is a key.
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses and releases of held keys before the widget that has the focus."""
        kind = event.type()
        if kind == QEvent.Type.ApplicationDeactivate:
            self._release()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._canvas.window():
            return False
        # A release goes by what was pressed: Ctrl may be up before the key that it was pressed with.
        hold = self._down.get(event.key())
        if hold is None and kind == QEvent.Type.KeyPress:
            hold = self._meant(watched, event)
        if hold is None:
            return False
        if event.isAutoRepeat():
            return True
        if kind == QEvent.Type.KeyPress:
            self._down[event.key()] = hold
        else:
            self._down.pop(event.key(), None)
        self._canvas.hold(hold, kind == QEvent.Type.KeyPress)
        return True

    def _meant(self, watched: QWidget, event: QKeyEvent) -> Hold | None:
        """What a press here is to do with the canvas."""
        if not self._canvas.isVisible() or keeps_key(watched, event):
            return None
        return next((hold for one, hold in _COMMANDS.items() if self._shortcuts.matches(one, event)), None)

    def _release(self) -> None:
        held, self._down = self._down, {}
        for hold in held.values():
            self._canvas.hold(hold, False)
