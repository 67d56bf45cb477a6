"""The line at the foot of the window: what is going on, and the keys that help right now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel, plain_tip
from mirrorppr_desktop.gui.widgets.key_cap import KeyHint
from mirrorppr_desktop.gui.widgets.tag import Tag

if TYPE_CHECKING:
    from mirrorppr_desktop.weights.catalogue import Model

_PASSING_MS = 6000
_HINTS = ("view.before", "view.mode", "window.keys")
_OF_CANVAS = frozenset({"view.before", "view.mode"})


class StatusLine(QStatusBar):
    """A lasting message, and passing ones that give way to it again."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(28)
        self._lasting = ""
        self._hints: dict[str, KeyHint] = {}
        self._canvases: set[int] = set()  # that are seen
        self._words = ElidedLabel()
        theme.mark(self._words, type="hint", tone="2")
        self._words.setContentsMargins(12, 0, 0, 0)
        self.addWidget(self._words, 1)
        self._licence = Tag()
        self._licence.hide()
        self.addPermanentWidget(self._licence)
        self.addPermanentWidget(self._keys(shortcuts))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._show(self._lasting))

    def say(self, text: str) -> None:
        """Say something for a while."""
        self._show(text)
        self._timer.start(_PASSING_MS)

    def set_lasting(self, text: str) -> None:
        """Say what stays true until further notice."""
        self._lasting = text
        if not self._timer.isActive():
            self._show(text)

    def note_canvas(self, canvas: QWidget, is_seen: bool) -> None:
        """Tell the keys of a canvas while one is seen."""
        (self._canvases.add if is_seen else self._canvases.discard)(id(canvas))
        for command in _OF_CANVAS:
            self._hints[command].setVisible(bool(self._canvases))

    def show_licence(self, model: Model | None) -> None:
        """Say that the identity model in use is not for paid work; None: nothing is to be said."""
        self._licence.setVisible(model is not None)
        if model is not None:
            from mirrorppr_desktop.gui.models import said
            from mirrorppr_desktop.gui.models.words import licence_tag

            tip = self.tr("Identity is measured with {0}. {1}").format(said.title(model), said.licence_note(model))
            self._licence.show_state(*licence_tag(model), tip.strip())

    @property
    def licence(self) -> str:
        """What it says of the licence of the identity model; "" where that needs no word."""
        return "" if self._licence.isHidden() else self._licence.text()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def _show(self, text: str) -> None:
        self._words.setText(text)
        self._words.setToolTip(plain_tip(text))

    def _keys(self, shortcuts: Shortcuts) -> QWidget:
        words = {
            "view.before": self.tr("hold for before"),
            "view.mode": self.tr("compare mode"),
            "window.keys": self.tr("all keys"),
        }
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        for command in _HINTS:
            hint = KeyHint(shortcuts.shown(command), words[command])
            shortcuts.changed.connect(partial(_renew, hint, shortcuts, command, words[command]))
            row.addWidget(hint)
            self._hints[command] = hint
            hint.setVisible(command not in _OF_CANVAS)
        return whole


def _renew(hint: KeyHint, shortcuts: Shortcuts, command: str, words: str, changed: str) -> None:
    if changed == command:
        hint.show_keys(shortcuts.shown(command), words)
