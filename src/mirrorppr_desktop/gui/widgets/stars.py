"""Zero to five stars: as a control, or painted by a delegate."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.plural import plural

MOST = 5
_GAP = 2.0


def paint_stars(painter: QPainter, at: QPointF, stars: int, size: float = 12.0, role: str = "text_2") -> QRectF:
    """Paint five stars from `at` to the right, so many of them filled; the place that they take."""
    colour = theme.tokens().color(role)
    for index in range(MOST):
        box = QRectF(at.x() + index * (size + _GAP), at.y(), size, size)
        icons.paint(painter, "star" if index < stars else "star-empty", box, colour)
    return QRectF(at.x(), at.y(), MOST * size + (MOST - 1) * _GAP, size)


class Stars(QWidget):
    """The control. rated: how many a person gave; a click on the last filled one takes all away."""

    rated = Signal(int)

    def __init__(self, stars: int = 0, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stars = 0
        self._size = size
        self._hovered = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.update)
        self.set_stars(stars)

    def stars(self) -> int:
        """How many."""
        return self._stars

    def set_stars(self, stars: int) -> None:
        """Show so many; no signal."""
        self._stars = max(0, min(MOST, stars))
        self.setAccessibleName(plural(self.tr("%n star(s)", "", self._stars), self._stars))
        self.setToolTip(self.tr("Stars: keys 0 to 5"))
        self.update()

    def sizeHint(self) -> QSize:
        """Five stars in a row, high enough to be hit."""
        return QSize(int(MOST * self._size + (MOST - 1) * _GAP), max(24, self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The stars."""
        top = (self.height() - self._size) / 2
        shown, role = (self._hovered, "text") if self._hovered else (self._stars, "text_2")
        paint_stars(QPainter(self), QPointF(0, top), shown, self._size, role)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would give."""
        self._hovered = self._at(event.position().x())
        self.update()

    def leaveEvent(self, _event: object) -> None:
        """Back to what it is."""
        self._hovered = 0
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Give stars."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            wanted = self._at(event.position().x())
            self._hovered = 0
            self._rate(0 if wanted == self._stars else wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows."""
        key = event.key()
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self._rate(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._rate(min(MOST, self._stars + 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._rate(max(0, self._stars - 1))
        else:
            super().keyPressEvent(event)

    def _at(self, x: float) -> int:
        return max(1, min(MOST, int(x // (self._size + _GAP)) + 1))

    def _rate(self, stars: int) -> None:
        if stars != self._stars:
            self.set_stars(stars)
            self.rated.emit(stars)
        self.update()
