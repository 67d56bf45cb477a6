"""The keys that commands have now. One registry: menus, buttons, tooltips and the list of keys all ask it.

Keys without Ctrl or Alt belong to a text field while it has the focus; the arrows and their like also belong to
sliders, lists and buttons. `Shortcuts` sees to that for the whole program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from mirrorppr_desktop.gui.commands import BY_ID, COMMANDS, Command
from mirrorppr_desktop.gui.preferences import Preferences

_TEXT_FIELDS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_WITH_ARROWS: Final = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QMenu)
_ARROWS: Final = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_COMMAND_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Shortcuts(QObject):
    """The registry. changed: id of a command that has other keys now."""

    changed = Signal(str)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions: dict[str, list[QAction]] = {}
        self._tips: dict[str, list[tuple[QWidget, str]]] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)  # watching one widget costs nothing; watching all would
            self._watch(None, app.focusWidget())

    # --- what keys there are

    def commands(self) -> tuple[Command, ...]:
        """All of them, in the order in which they are listed."""
        return COMMANDS

    def keys(self, command: str) -> tuple[str, ...]:
        """The keys of a command now, as "Ctrl+Shift+Z"; empty where it has none.

        Raises:
            KeyError: there is no such command.
        """
        one = BY_ID[command]
        return one.keys if one.fixed else self._preferences.shortcuts.get(command, one.keys)

    def shown(self, command: str) -> str:
        """The first key of a command by the names of this system; "" where it has none."""
        keys = self.keys(command)
        return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def is_changed(self, command: str) -> bool:
        """Whether it has other keys than from the start."""
        return self.keys(command) != BY_ID[command].keys

    def clashes(self, command: str, keys: str) -> tuple[Command, ...]:
        """Other commands that have these keys on a page where this one works too."""
        wanted = QKeySequence(keys)
        mine = BY_ID[command]
        return tuple(
            other
            for other in COMMANDS
            if other is not mine
            and mine.meets(other)
            and any(QKeySequence(have) == wanted for have in self.keys(other.id))
        )

    # --- changing them

    def set_keys(self, command: str, keys: tuple[str, ...]) -> None:
        """Give a command other keys, and take them from those that had them.

        Raises:
            ValueError: its keys cannot be changed, or those of one that has them cannot.
        """
        if BY_ID[command].fixed:
            raise ValueError(f"the keys of {command} are fixed")
        new = dict(self._preferences.shortcuts)
        touched = [command]
        for one in keys:
            for other in self.clashes(command, one):
                if other.fixed:
                    raise ValueError(f"{one} belongs to {other.id}")
                have = new.get(other.id, other.keys)
                new[other.id] = tuple(key for key in have if QKeySequence(key) != QKeySequence(one))
                touched.append(other.id)
        new[command] = keys
        self._keep(new, touched)

    def reset(self, command: str) -> None:
        """The keys from the start; who has them now loses them."""
        self.set_keys(command, BY_ID[command].keys)

    def reset_all(self) -> None:
        """Every command as from the start."""
        touched = [one.id for one in COMMANDS if self.is_changed(one.id)]
        self._keep({}, touched)

    def _keep(self, new: dict[str, tuple[str, ...]], touched: list[str]) -> None:
        self._preferences.change(shortcuts={key: keys for key, keys in new.items() if keys != BY_ID[key].keys})
        for command in touched:
            self._renew(command)
            self.changed.emit(command)

    # --- using them

    def action(self, command: str, owner: QWidget, do: Callable[[], object] | None = None) -> QAction:
        """An action of `owner` with the command's name and keys; it works while `owner` is shown.

        A held command gets no keys here: whoever watches key presses asks `keys`.
        """
        made = QAction(BY_ID[command].menu_title(), owner)
        if do is not None:
            made.triggered.connect(lambda _checked=False: do())
        self.adopt(command, made, owner)
        return made

    def adopt(self, command: str, action: QAction, owner: QWidget) -> None:
        """Give an action that there is already the name and keys of a command; it works while `owner` is shown."""
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setObjectName(command)
        if action not in owner.actions():
            owner.addAction(action)
        known = [one for one in self._actions.get(command, ()) if isValid(one) and one is not action]
        self._actions[command] = [*known, action]
        self._renew(command)

    def tip(self, command: str, words: str = "") -> str:
        """Words for a tooltip with the key behind them: "Next compare mode (Y)"."""
        said = words or BY_ID[command].title()
        shown = self.shown(command)
        return f"{said} ({shown})" if shown else said

    def give_tip(self, widget: QWidget, command: str, words: str = "") -> None:
        """Give a widget such a tooltip, and keep it right when keys change."""
        known = [one for one in self._tips.get(command, ()) if isValid(one[0])]  # those of a closed shoot are gone
        self._tips[command] = [*known, (widget, words)]
        widget.setToolTip(self.tip(command, words))

    def retranslate(self) -> None:
        """Names in another language."""
        for command in {*self._actions, *self._tips}:
            self._renew(command)

    def matches(self, command: str, event: QKeyEvent) -> bool:
        """Whether a key press is one of the command's, for those that watch held keys."""
        pressed = [QKeySequence(event.keyCombination())]
        if event.text().strip() and not event.text().isalpha():
            # A sign that this keyboard has behind Shift or AltGr is the same sign.
            plain = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
            pressed.append(QKeySequence(QKeyCombination(plain, Qt.Key(event.key()))))
        return any(QKeySequence(one) in pressed for one in self.keys(command))

    def _renew(self, command: str) -> None:
        one = BY_ID[command]
        living = [action for action in self._actions.get(command, ()) if isValid(action)]
        self._actions[command] = living
        for action in living:
            action.setText(one.menu_title())
            action.setShortcuts([] if one.held else [QKeySequence(key) for key in self.keys(command)])
            action.setToolTip(self.tip(command))
        dressed = [(widget, words) for widget, words in self._tips.get(command, ()) if isValid(widget)]
        self._tips[command] = dressed
        for widget, words in dressed:
            widget.setToolTip(self.tip(command, words))

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a field that has the focus keep the keys that it needs."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and keeps_key(watched, event)
        ):
            event.accept()
            return True
        return False


def is_text_field(widget: QWidget | None) -> bool:
    """Whether what is typed goes into it."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, _TEXT_FIELDS) and not (hasattr(widget, "isReadOnly") and widget.isReadOnly())


def keeps_key(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a key belongs to the widget that has the focus, and to no command."""
    if event.modifiers() & _COMMAND_KEYS:
        return False
    key = Qt.Key(event.key())
    if is_text_field(widget):
        return not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 and key != Qt.Key.Key_Escape
    if isinstance(widget, (QAbstractButton, QComboBox)) and key == Qt.Key.Key_Space:
        return True
    return isinstance(widget, _WITH_ARROWS) and key in _ARROWS
