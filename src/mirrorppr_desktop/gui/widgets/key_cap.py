"""Keys as they are drawn beside the words that say what they do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme


class KeyCap(QLabel):
    """One key."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme.mark(self, role="key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)


class KeyHint(QWidget):
    """The keys of a command, then what they do: [Ctrl] [Z] undo."""

    def __init__(self, keys: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_keys(keys, words)

    def show_keys(self, keys: str, words: str) -> None:
        """Other keys, as "Ctrl+Shift+Z"; "" where there are none."""
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in key_parts(keys):
            self._layout.addWidget(KeyCap(part, self))
        if words:
            label = QLabel(words, self)
            theme.mark(label, type="hint", tone="2")
            self._layout.addSpacing(2)
            self._layout.addWidget(label)
        self.setAccessibleName(f"{keys} {words}".strip())


def key_parts(keys: str) -> list[str]:
    """The single keys of a sequence, by the names of this system: "Ctrl+Shift+Z" is three."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    if not shown:
        return []
    plus = shown.endswith("+")
    parts = [part for part in shown.removesuffix("+").split("+") if part]
    return [*parts, "+"] if plus else parts
