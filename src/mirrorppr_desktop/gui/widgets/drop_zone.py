"""A place where files are dropped, or chosen by click and Enter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme

_PICTURE = 96  # long side of the photo that lies in a zone


class DropZone(QWidget):
    """The zone.

    suffixes: lower case with the point; empty takes every file. folders: whether folders are taken. most: how many.
    dropped: the paths (list of Path) that it takes. asked: a person wants to choose files; the page opens the dialog.
    """

    dropped = Signal(list)
    asked = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str = "",
        *,
        button: str = "",
        suffixes: Iterable[str] = (),
        folders: bool = False,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._suffixes = frozenset(suffixes)
        self._folders = folders
        self._most = most
        self._over = False
        self._icon = icon
        self._image: QImage | None = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = QLabel(self)
        self._title, self._hint = QLabel(title, self), QLabel(hint, self)
        theme.mark(self._title, type="strong")
        theme.mark(self._hint, tone="2", type="hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addStretch(1)
        for label in (self._picture, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._picture)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        self._hint.setVisible(bool(hint))
        if button:
            layout.addSpacing(6)
            press = QPushButton(button, self)
            press.clicked.connect(self.asked)
            layout.addWidget(press, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(press)
        layout.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        theme.signals().changed.connect(self._colour)
        self._colour()

    def say(self, title: str, hint: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)

    def set_picture(self, image: QImage | None) -> None:
        """Show the photo that lies here; None: the icon."""
        self._image = image
        self._colour()

    def taken(self, data: QMimeData) -> list[Path]:
        """What of a drag the zone takes; more than `most` files are cut off."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        found = [path for path in paths if self._takes(path)]
        return found[: self._most] if self._most else found

    def sizeHint(self) -> QSize:
        """Enough for icon and words."""
        return super().sizeHint().expandedTo(QSize(200, 140))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for what it takes."""
        if self.taken(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Back to rest."""
        self._set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what it takes."""
        self._set_over(False)
        paths = self.taken(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the dialog."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed border; accent while something that it takes is held over it."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.color("selected") if self._over else Qt.BrushStyle.NoBrush)
        pen = QPen(look.color("accent" if self._over else "edge"), 2 if self._over else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _takes(self, path: Path) -> bool:
        if path.suffix.lower() in self._suffixes:
            return True
        if path.is_dir():
            return self._folders
        return not self._suffixes

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _colour(self) -> None:
        if self._image is not None and not self._image.isNull():
            ratio = self.devicePixelRatioF()
            side = round(_PICTURE * ratio)
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = QPixmap.fromImage(self._image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth))
            shown.setDevicePixelRatio(ratio)
            self._picture.setPixmap(shown)
            return
        self._picture.setPixmap(icons.pixmap(self._icon, "text_2", 32, self.devicePixelRatioF()))
