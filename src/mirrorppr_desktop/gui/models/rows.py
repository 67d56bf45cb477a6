"""The list of models under their headings. One stop of the Tab key; arrows go from row to row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.models import words
from mirrorppr_desktop.gui.models.row import ACTIONS_WIDTH, GAP, LICENCE_WIDTH, MARGINS, SIZE_WIDTH, ModelRow
from mirrorppr_desktop.weights.catalogue import Kind
from mirrorppr_desktop.weights.state import ModelState

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class ModelRows(QScrollArea):
    """The rows.

    Signals: chosen(name); wanted(name, Act as str).
    """

    chosen = Signal(str)
    wanted = Signal(str, str)

    def __init__(self, states: Sequence[ModelState], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ModelRow] = {}
        self._chosen = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.tr("Models"))
        inside = QWidget()
        theme.mark(inside, role="scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(0)
        column.addWidget(_head())
        for kind in Kind:
            column.addWidget(_heading(words.group(kind)))
            for found in states:
                if found.model.kind is kind:
                    row = ModelRow(found)
                    row.chosen.connect(self.choose)
                    row.wanted.connect(self.wanted)
                    self._rows[found.model.name] = row
                    column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)

    def row(self, name: str) -> ModelRow:
        """The row of a model.

        Raises:
            KeyError: there is none.
        """
        return self._rows[name]

    @property
    def chosen_name(self) -> str:
        """The model that is picked; "" where none is."""
        return self._chosen

    def choose(self, name: str) -> None:
        """Pick a model and bring it into sight."""
        if name == self._chosen or name not in self._rows:
            return
        self._chosen = name
        for other, row in self._rows.items():
            row.set_selected(other == name)
        self.ensureWidgetVisible(self._rows[name], 0, 40)
        self.setAccessibleDescription(self._rows[name].accessibleName())
        self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pick another row."""
        names = list(self._rows)
        at = names.index(self._chosen) if self._chosen else -1
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(names[min(max(at + _STEPS[key], 0), len(names) - 1)])
        elif key == Qt.Key.Key_Home:
            self.choose(names[0])
        elif key == Qt.Key.Key_End:
            self.choose(names[-1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row that the arrows start from."""
        super().focusInEvent(event)
        if not self._chosen and self._rows:
            self.choose(next(iter(self._rows)))


def _head() -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    left, _top, right, _bottom = MARGINS
    row.setContentsMargins(left, 10, right, 6)
    row.setSpacing(GAP)
    model, licence, size, state = (
        QLabel(text) for text in (words.tr("Model"), words.tr("Licence"), words.tr("Size"), words.tr("State"))
    )
    for label in (model, licence, size, state):
        theme.mark(label, type="hint", tone="2")
    licence.setFixedWidth(LICENCE_WIDTH)
    size.setFixedWidth(SIZE_WIDTH)
    size.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(model, 5)
    row.addWidget(licence)
    row.addWidget(size)
    row.addWidget(state, 6)
    row.addSpacing(ACTIONS_WIDTH + GAP)
    return head


def _heading(text: str) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(6)
    label = QLabel(text)
    label.setContentsMargins(12, 0, 0, 0)
    theme.mark(label, type="strong")
    line = QFrame()
    theme.mark(line, role="line", across="true")
    column.addWidget(label)
    column.addWidget(line)
    return whole
