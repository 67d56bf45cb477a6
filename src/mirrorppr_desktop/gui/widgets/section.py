"""A part of a dock that opens and closes: "More: 23 operations at zero"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme


class Section(QWidget):
    """A header, and below it what it hides. toggled: whether it is open now."""

    toggled = Signal(bool)

    def __init__(self, title: str, is_open: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = QPushButton(title, self)
        theme.mark(self._header, role="quiet")
        self._header.setStyleSheet("text-align: left;")
        self._header.setIconSize(QSize(16, 16))
        self._header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._header.clicked.connect(self._clicked)
        self._body = QWidget(self)
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._header)
        layout.addWidget(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._open = is_open
        self._show()

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is in it already."""
        self._inside.addWidget(widget)

    def body(self) -> QVBoxLayout:
        """Where its content lies."""
        return self._inside

    def header(self) -> QPushButton:
        """The button that opens it."""
        return self._header

    def set_title(self, title: str) -> None:
        """Another title."""
        self._header.setText(title)
        self._show()

    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self._open

    def set_open(self, is_open: bool) -> None:
        """Open or close it; no signal."""
        self._open = is_open
        self._show()

    def _clicked(self) -> None:
        self.set_open(not self._open)
        self.toggled.emit(self._open)

    def _show(self) -> None:
        self._body.setVisible(self._open)
        self._header.setIcon(icons.icon("chevron-down" if self._open else "chevron-right", "text_2"))
        state = self.tr("open") if self._open else self.tr("closed")
        self._header.setAccessibleName(f"{self._header.text()}, {state}")
        self._header.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
