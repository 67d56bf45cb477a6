"""The field that looks for photos by their names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.photo_filter import PhotoFilterModel

_WIDE, _ICON, _CLEAR = 168, 14, 20


class SearchField(QLineEdit):
    """Lets the photos pass whose names hold what is typed, whatever its case. Esc clears it, then leaves it.

    Signals: left(): Esc or Enter: back to the photos.
    """

    left = Signal()

    def __init__(self, photos: PhotoFilterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._clear = QToolButton(self)
        self._clear.setIconSize(QSize(14, 14))
        self._clear.setFixedSize(_CLEAR, _CLEAR)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc is its key
        self._clear.setToolTip(self.tr("Clear (Esc)"))
        self._clear.setAccessibleName(self.tr("Clear"))
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.setTextMargins(_ICON + 4, 0, _CLEAR - 4, 0)
        self.setPlaceholderText(self.tr("Name"))
        self.setAccessibleName(self.tr("Find photos by name"))
        self.setMaximumWidth(_WIDE)
        self.setMinimumWidth(96)
        self.textChanged.connect(self._search)
        photos.refiltered.connect(self._follow)
        theme.signals().changed.connect(self._colour)
        self._colour()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, and leaves where there is nothing to clear; Enter and the arrows go to the photos."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass stands in the middle of the height; an action of Qt's stands where the text line does."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(8, (self.height() - _ICON) // 2, _ICON, _ICON)
        icons.paint(painter, "search", place, theme.tokens().color("text_2"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands at the end."""
        super().resizeEvent(event)
        self._clear.move(self.width() - _CLEAR - 3, (self.height() - _CLEAR) // 2)

    def _search(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._photos.set_filter(replace(self._photos.filter, text=text.strip()))

    def _follow(self) -> None:
        """The filter was set by something else: "Clear filter"."""
        if self._photos.filter.text != self.text().strip():
            self.setText(self._photos.filter.text)

    def _colour(self) -> None:
        self._clear.setIcon(icons.icon("close", "text_2"))
