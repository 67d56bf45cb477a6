"""What a pair shows, in words and figures: operations, tone, drift, and what no name fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.dock.strengths import operation_words
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.tag import Tag

if TYPE_CHECKING:
    from mirrorppr_desktop.jobs.questions import FoundOperation, PairFound

_SURE = 0.5  # confidence below which a name is only one of several
_MOST_OTHERS = 2


class PairFindings(QWidget):
    """The words. In a low window what is no operation folds into one line, which opens by its button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self._unfolded = False
        self._has_more = False
        self._title = QLabel(self.tr("What was found"), self)
        theme.mark(self._title, type="strong")
        self._trust = Tag(parent=self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._trust)
        self._operations = QGridLayout()
        self._operations.setContentsMargins(0, 0, 0, 0)
        self._operations.setHorizontalSpacing(8)
        self._operations.setVerticalSpacing(2)
        self._operations.setColumnStretch(0, 1)
        self._lines, self._figures = self._make_lines()
        self._fold = self._make_fold()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._operations)
        column.addWidget(self._fold)
        column.addWidget(self._lines)

    def show_pair(self, found: PairFound) -> None:
        """What was found in a pair."""
        self._title.setText(self.tr("What was found"))
        self._trust.setVisible(True)
        self._trust.show_trust(found.trust, self._worst(found))
        self._list([(one.name, one.strength, one) for one in found.operations])
        tone = found.tone or self.tr("left alone")
        drift = self.tr("none")
        if found.drift_px >= 0.05:
            drift = self.tr("{0} px, removed").format(figures.plain(found.drift_px, 1))
        share = figures.percent(found.residual)
        rest = self.tr("{0} has no name, carried as it is").format(share)
        for key, words in (("tone", tone), ("drift", drift), ("rest", rest)):
            self._figures[key].setText(words)
        short = [self.tr("Rest {0}").format(share), self.tr("Drift {0}").format(drift)]
        short += [self.tr("Tone {0}").format(tone)] if found.tone else []
        self._short.setText("   ".join(short))
        self._has_more = True
        self._show_lines()

    def show_operations(self, operations: Sequence[tuple[str, float]], title: str) -> None:
        """Operations alone: of a look, or made by hand."""
        self._title.setText(title)
        self._trust.setVisible(False)
        self._list([(name, strength, None) for name, strength in operations])
        self._has_more = False
        self._show_lines()

    def set_compact(self, compact: bool) -> None:
        """Fold tone, drift and rest into one line."""
        self._compact = compact
        self._show_lines()

    def _make_lines(self) -> tuple[QWidget, dict[str, QLabel]]:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 44)
        grid.setColumnStretch(1, 1)
        found: dict[str, QLabel] = {}
        for row, (key, words) in enumerate(
            (("tone", self.tr("Tone")), ("drift", self.tr("Drift")), ("rest", self.tr("Rest")))
        ):
            name, value = QLabel(words, box), QLabel(box)
            theme.mark(name, type="hint", tone="3")
            theme.mark(value, type="hint")
            value.setWordWrap(True)
            value.setAccessibleName(words)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            found[key] = value
        return box, found

    def _make_fold(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._short = ElidedLabel(mode=Qt.TextElideMode.ElideRight, parent=box)
        theme.mark(self._short, type="hint", tone="2")
        self._opener = QToolButton(box)
        self._opener.setIconSize(QSize(16, 16))
        self._opener.clicked.connect(self._toggle)
        row.addWidget(self._short, 1)
        row.addWidget(self._opener)
        return box

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._show_lines()

    def _show_lines(self) -> None:
        self._fold.setVisible(self._has_more and self._compact)
        self._lines.setVisible(self._has_more and (not self._compact or self._unfolded))
        self._opener.setIcon(icons.icon("chevron-up" if self._unfolded else "chevron-down", "text_2"))
        words = self.tr("Hide tone, drift and rest") if self._unfolded else self.tr("Show tone, drift and rest")
        self._opener.setToolTip(words)
        self._opener.setAccessibleName(words)

    def _list(self, operations: Sequence[tuple[str, float, FoundOperation | None]]) -> None:
        while (item := self._operations.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if not operations:
            none = QLabel(self.tr("No operation by name"), self)
            theme.mark(none, tone="2")
            self._operations.addWidget(none, 0, 0)
        for row, (name, strength, found) in enumerate(operations):
            self._add(row, name, strength, found)

    def _add(self, row: int, directed: str, strength: float, found: FoundOperation | None) -> None:
        words = operation_words(directed)
        name, value = QLabel(words, self), QLabel(figures.signed(strength), self)
        theme.mark(value, type="strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = [name, value]
        if found is not None:
            sure = QLabel(self.tr("{0} sure").format(figures.percent(found.confidence)), self)
            theme.mark(sure, type="hint", tone="3")
            sure.setAlignment(Qt.AlignmentFlag.AlignRight)
            sure.setMinimumWidth(60)
            line.append(sure)
            tip = self.tr("{0} of the movement in the pair; strength 1 is the largest natural edit").format(
                figures.percent(found.share)
            )
            others = [" + ".join(map(operation_words, one.split(" + "))) for one in found.could_be]
            if others:
                tip += "\n" + self.tr("It could also be: {0}").format(", ".join(others))
            if others and found.confidence < _SURE:
                name.setText(self.tr("{0}, or {1}").format(words, ", ".join(others[:_MOST_OTHERS])))
                name.setWordWrap(True)
            for label in line:
                label.setToolTip(tip)
        for column, label in enumerate(line):
            self._operations.addWidget(label, row, column, Qt.AlignmentFlag.AlignBaseline)

    def _worst(self, found: PairFound) -> str:
        """What the trust is lowest for, for the tooltip."""
        told = []
        if found.operations:
            worst = min(found.operations, key=lambda one: one.confidence)
            text = self.tr("Least sure: {0}, {1}.")
            told.append(text.format(operation_words(worst.name), figures.percent(worst.confidence)))
        told.append(self.tr("{0} of the change has no name.").format(figures.percent(found.residual)))
        return " ".join(told)
