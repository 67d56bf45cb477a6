"""The line of keys under the grid, and how far the review has come."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.widgets.key_cap import KeyHint


class KeysLine(QWidget):
    """Keys, the most used first; where there is no room, the last ones are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hints = [
            KeyHint(keys, words, self)
            for keys, words in (
                ("P", self.tr("accept")),
                ("X", self.tr("reject")),
                ("U", self.tr("unset")),
                ("Shift", self.tr("and next")),
                ("0", self.tr("to 5 stars")),
                ("Return", self.tr("loupe")),
                ("[", self.tr("weaker")),
                ("]", self.tr("stronger")),
                ("Ctrl+Z", self.tr("undo")),
            )
        ]
        self._words = QLabel(self)
        theme.mark(self._words, tone="2", type="hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(18)
        for hint in self._hints:
            row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(self._words)

    def say(self, words: str) -> None:
        """Say how far it has come."""
        self._words.setText(words)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its keys."""
        return QSize(100, 36)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 30 - self._words.sizeHint().width() - 18
        for hint in self._hints:
            room -= hint.sizeHint().width() + 18
            hint.setVisible(room >= 0)
