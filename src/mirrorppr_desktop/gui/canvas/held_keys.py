"""Keys that do something while they are held. A window's shortcuts know presses only."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

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
    """Gives held keys of a window to whichever of its canvases is seen, unless the widget that has the focus needs
    them. It watches that widget alone: to watch a program's every event would cost more than all the rest.
    """

    def __init__(self, shortcuts: Shortcuts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._canvases: list[PhotoView] = []
        self._watched: QWidget | None = None
        self._down: dict[int, tuple[Hold, PhotoView]] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)
            app.applicationStateChanged.connect(self._on_state)
            self._watch(None, app.focusWidget())

    def serve(self, canvas: PhotoView) -> None:
        """Give the keys to this canvas as well, while it is seen."""
        self._canvases = [one for one in self._canvases if isValid(one)]
        self._canvases.append(canvas)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new or QApplication.activeWindow()  # which gets the keys where nothing in it has the focus
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses and releases of held keys before the widget that has the focus."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        # A release goes by what was pressed: Ctrl may be up before the key that it was pressed with.
        held = self._down.get(event.key())
        if held is None and kind == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            held = self._meant(watched, event)
        if held is None:
            return False
        if event.isAutoRepeat():
            return True
        if kind == QEvent.Type.KeyPress:
            self._down[event.key()] = held
        else:
            self._down.pop(event.key(), None)
        self._hold(held, kind == QEvent.Type.KeyPress)
        return True

    def _meant(self, watched: QWidget, event: QKeyEvent) -> tuple[Hold, PhotoView] | None:
        """What a press here is to do, and with which canvas."""
        hold = next((hold for one, hold in _COMMANDS.items() if self._shortcuts.matches(one, event)), None)
        if hold is None or keeps_key(watched, event):
            return None
        seen = (one for one in self._canvases if isValid(one) and one.isVisible() and one.window() is watched.window())
        canvas = next(seen, None)
        return None if canvas is None else (hold, canvas)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """A key that is let go while another program has the keyboard is not heard."""
        if state != Qt.ApplicationState.ApplicationActive:
            held, self._down = self._down, {}
            for one in held.values():
                self._hold(one, False)

    def _hold(self, held: tuple[Hold, PhotoView], down: bool) -> None:
        hold, canvas = held
        if isValid(canvas):
            canvas.hold(hold, down)
