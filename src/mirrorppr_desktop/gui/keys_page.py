"""The list of all keys ("?"): found by words, changed by pressing others."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.commands import BY_ID, Command
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.widgets.note import Note

_ID: Final = Qt.ItemDataRole.UserRole
_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
)


class KeysPage(QWidget):
    """The list. closed: a person is done with it (Esc)."""

    closed = Signal()

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._listening = ""  # command whose new keys are waited for
        self._offered: tuple[str, str] = ("", "")  # command and keys that another one has
        self._build()
        self._fill()
        shortcuts.changed.connect(self._show_keys)
        theme.signals().changed.connect(self._show_all)

    def search(self) -> QLineEdit:
        """The field for words."""
        return self._search

    def tree(self) -> QTreeWidget:
        """The list itself."""
        return self._tree

    def select(self, command: str) -> None:
        """Go to a command."""
        self._tree.setCurrentItem(self._rows[command])

    def row_text(self, command: str) -> tuple[str, str]:
        """What the list shows of a command: name and keys."""
        row = self._rows[command]
        return row.text(0), row.text(1)

    def visible_commands(self) -> list[str]:
        """The commands that the words let through."""
        return [command for command, row in self._rows.items() if not row.isHidden()]

    def listen(self) -> None:
        """Wait for the new keys of the current command."""
        command = self._current()
        if command is None or command.fixed:
            return
        self._listening = command.id
        self._rows[command.id].setText(1, self.tr("Press keys… Esc: leave, Delete: none"))
        self._tree.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take key presses while new keys are waited for; Enter on a row begins."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            if event.type() == QEvent.Type.FocusOut and self._listening:
                self._stop_listening()
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no command while keys are chosen, and none by letters in the list
            return True
        if self._listening:
            self._take(event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.listen()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # --- building

    def _build(self) -> None:
        title = QLabel(self.tr("All keys"), self)
        theme.mark(title, type="page")
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search by words or keys"))
        self._search.setAccessibleName(self.tr("Search by words or keys"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search", "text_3"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._filter)
        self._tree = QTreeWidget(self)
        self._tree.setColumnCount(2)
        self._tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(12)
        self._tree.setAccessibleName(self.tr("All keys"))
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        self._tree.installEventFilter(self)
        self._tree.itemDoubleClicked.connect(lambda _item, _column: self.listen())
        self._tree.currentItemChanged.connect(lambda _new, _old: self._enable())
        self._note = Note(parent=self)
        self._note.hide()
        self._note.pressed.connect(self._answered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self._search)
        layout.addWidget(self._note)
        layout.addWidget(self._tree, 1)
        layout.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self._change = QPushButton(self.tr("Change…"), self)
        self._reset = QPushButton(self.tr("Reset"), self)
        self._reset_all = QPushButton(self.tr("Reset all"), self)
        self._change.clicked.connect(self.listen)
        self._reset.clicked.connect(self._reset_current)
        self._reset_all.clicked.connect(self._shortcuts.reset_all)
        foot = QHBoxLayout()
        foot.addWidget(self._change)
        foot.addWidget(self._reset)
        foot.addStretch(1)
        foot.addWidget(self._reset_all)
        return foot

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for command in self._shortcuts.commands():
            group = groups.get(command.group)
            if group is None:
                group = groups[command.group] = QTreeWidgetItem(self._tree, [command.group_title(), ""])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.setFirstColumnSpanned(True)
                group.setFont(0, theme.font("strong"))
                group.setExpanded(True)
            row = QTreeWidgetItem(group, [command.title(), ""])
            row.setData(0, _ID, command.id)
            self._rows[command.id] = row
        self._show_all()
        self._tree.setCurrentItem(next(iter(self._rows.values())))

    # --- showing

    def _show_all(self) -> None:
        for command in self._rows:
            self._show_keys(command)
        self._enable()

    def _show_keys(self, command: str) -> None:
        row, look = self._rows[command], theme.tokens()
        native = QKeySequence.SequenceFormat.NativeText
        shown = ", ".join(QKeySequence(one).toString(native) for one in self._shortcuts.keys(command))
        changed = self._shortcuts.is_changed(command)
        if changed:
            shown = self.tr("{0} (changed)").format(shown or self.tr("none"))
        row.setText(1, shown)
        row.setForeground(1, QBrush(look.color("accent" if changed else "text")))
        if BY_ID[command].fixed:
            row.setForeground(0, QBrush(look.color("text_3")))
            row.setToolTip(0, self.tr("These keys are fixed: they move in every list."))
        self._enable()

    def _enable(self) -> None:
        command = self._current()
        self._change.setEnabled(command is not None and not command.fixed)
        self._reset.setEnabled(command is not None and self._shortcuts.is_changed(command.id))
        self._reset_all.setEnabled(any(self._shortcuts.is_changed(one) for one in self._rows))

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        for command, row in self._rows.items():
            said = f"{row.text(0)} {row.text(1)} {BY_ID[command].group_title()}".casefold()
            row.setHidden(not all(one in said for one in wanted))
        for index in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(index)
            if group is not None:
                rows = (group.child(at) for at in range(group.childCount()))
                group.setHidden(all(row is None or row.isHidden() for row in rows))

    def _current(self) -> Command | None:
        item = self._tree.currentItem()
        command = item.data(0, _ID) if item is not None else None
        return BY_ID.get(command) if command else None

    # --- changing

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIERS:
            return
        command = self._listening
        self._stop_listening()
        if key == Qt.Key.Key_Escape:
            return
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._shortcuts.set_keys(command, ())
            return
        self._want(command, QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText))

    def _want(self, command: str, keys: str) -> None:
        clashes = self._shortcuts.clashes(command, keys)
        if not clashes:
            self._shortcuts.set_keys(command, (keys,))
            self._note.hide()
            return
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        names = ", ".join(one.title() for one in clashes)
        said = self.tr('{0} already does "{1}".').format(shown, names)
        if any(one.fixed for one in clashes):
            self._note.say("bad", said + " " + self.tr("These keys are fixed. Nothing was changed."))
        else:
            self._offered = command, keys
            use = self.tr('Use for "{0}"').format(BY_ID[command].title())
            self._note.say("warn", said, [("use", use), ("leave", self.tr("Leave as it is"))])
        self._note.show()

    def _answered(self, answer: str) -> None:
        command, keys = self._offered
        self._note.hide()
        if answer == "use":
            self._shortcuts.set_keys(command, (keys,))
        self._tree.setFocus()

    def _reset_current(self) -> None:
        command = self._current()
        if command is not None:
            self._shortcuts.reset(command.id)

    def _stop_listening(self) -> None:
        command, self._listening = self._listening, ""
        self._show_keys(command)
