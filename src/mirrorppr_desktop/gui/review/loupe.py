"""One photo large, before and after; keys go from photo to photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets.pill import paint_pill


class Loupe(QWidget):
    """Holds the canvas. Signals: left(): back to the grid. shown(Path): the canvas is to show this photo's result."""

    left = Signal()
    shown = Signal(object)

    def __init__(
        self,
        shoot: Shoot,
        cache: ThumbnailCache,
        order: Callable[[], list[Path]],
        canvas: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shoot, self._order = shoot, order
        self.canvas = canvas if canvas is not None else _Plain(shoot, cache, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loupe"))
        self.setProperty("ownFocus", True)  # a ring around a whole page tells nothing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        shoot.current_changed.connect(lambda _path: self.follow())

    def follow(self) -> None:
        """Show the current photo, where the loupe is open."""
        current = self._shoot.current
        if self.isVisible() and current is not None:
            self.shown.emit(current.path)
            self.canvas.update()

    def showEvent(self, event: object) -> None:
        """Show the current photo."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the photos; Enter, Esc and G go back."""
        key, order = event.key(), self._order()
        current = self._shoot.current
        here = order.index(current.path) if current is not None and current.path in order else 0
        there = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(order) - 1,
        }.get(Qt.Key(key))
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif there is not None and order:
            self._shoot.set_current(order[max(0, min(there, len(order) - 1))])
        else:
            super().keyPressEvent(event)


class _Plain(QWidget):
    """Before and after as far as thumbnails show them, where no canvas is given."""

    def __init__(self, shoot: Shoot, cache: ThumbnailCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._shoot, self._cache = shoot, cache
        cache.arrived.connect(self._on_thumbnail)

    def _on_thumbnail(self, _thumbnail: object) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """Any size will do."""
        return QSize(640, 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both, side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.tokens().color("canvas"))
        photo = self._shoot.current
        if photo is None:
            return
        half = self.width() // 2
        for place, (words, path) in enumerate(
            ((self.tr("Before"), photo.path), (self.tr("After"), photo.outcome.result or photo.path))
        ):
            box = QRect(place * half, 0, half, self.height()).adjusted(8, 8, -8, -8)
            picture = self._cache.picture(path)
            if picture is not None:
                size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place_of = QRect(0, 0, size.width(), size.height())
                place_of.moveCenter(box.center())
                painter.drawPixmap(place_of, picture)
            paint_pill(painter, QPointF(box.left() + 8, box.top() + 8), words)
