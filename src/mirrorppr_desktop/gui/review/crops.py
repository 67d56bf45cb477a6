"""A face before and after, side by side and of one size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.shoot.photo import Photo
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache, pixmap_of
from mirrorppr_desktop.gui.widgets.pill import paint_pill, pill_size
from mirrorppr_desktop.photo.photo import RGB8

_GAP = 8


class Crops(QWidget):
    """Before and after of one photo: crops where they were given, thumbnails until then.

    Signals: wanted(Path): crops of a photo and its result are needed, answered by `set_crops`.
    """

    wanted = Signal(object)

    def __init__(self, cache: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._photo: Photo | None = None
        self._crops: tuple[QPixmap, QPixmap] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Before and after"))
        cache.arrived.connect(self._on_thumbnail)
        theme.signals().changed.connect(self.update)

    def _on_thumbnail(self, _thumbnail: object) -> None:
        self.update()

    def show_photo(self, photo: Photo | None) -> None:
        """Show another photo, or another result of it."""
        before, self._photo = self._photo, photo
        if photo is None:
            self._crops = None
        elif before is None or before.path != photo.path or before.outcome.result != photo.outcome.result:
            self._crops = None
            self._ask()
        self.update()

    def set_crops(self, path: Path, before: RGB8, after: RGB8) -> None:
        """Take crops; those of a photo that is not shown any more are dropped."""
        if self._photo is not None and self._photo.path == path:
            self._crops = pixmap_of(before), pixmap_of(after)
            self.update()

    def forget(self) -> None:
        """The result was written anew: ask again."""
        self._crops = None
        self._ask()
        self.update()

    def _ask(self) -> None:
        photo = self._photo
        if photo is None:
            return
        result = photo.outcome.result
        self._cache.want(self, [photo.path] if result is None else [result, photo.path])
        if result is not None and self.isVisible():
            self.wanted.emit(photo.path)

    def showEvent(self, event: object) -> None:
        """Ask for what was not needed while hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._ask()

    def sizeHint(self) -> QSize:
        """Two squares."""
        return QSize(320, self.heightForWidth(320))

    def heightForWidth(self, width: int) -> int:
        """As high as one of the two is wide."""
        return (width - _GAP) // 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The two, each with its name."""
        painter = QPainter(self)
        side = (self.width() - _GAP) // 2
        size, ratio = QSize(side, min(side, self.height())), self.devicePixelRatioF()
        photo = self._photo
        result = None if photo is None else photo.outcome.result
        paths = (None if photo is None else photo.path, result)
        for place, (words, path) in enumerate(zip((self.tr("Before"), self.tr("After")), paths, strict=True)):
            box = QRect(QRect(place * (side + _GAP), 0, 0, 0).topLeft(), size)
            picture = self._fit(place, box, ratio) or (None if path is None else self._cache.cut(path, size, ratio))
            if picture is None:
                painter.fillRect(box, theme.tokens().color("card"))
                painter.setPen(theme.tokens().color("text_3"))
                painter.setFont(theme.font("hint"))
                nothing = self.tr("no result yet") if path is None else ""
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, nothing)
            else:
                painter.drawPixmap(box.topLeft(), picture)
            paint_pill(painter, QPointF(box.left() + 4, box.bottom() - 3 - pill_size(words).height()), words)

    def _fit(self, place: int, box: QRect, ratio: float) -> QPixmap | None:
        if self._crops is None:
            return None
        size = box.size() * ratio
        keep = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        scaled = self._crops[place].scaled(size, keep, Qt.TransformationMode.SmoothTransformation)
        left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
        part = scaled.copy(QRect(left, top, size.width(), size.height()))
        part.setDevicePixelRatio(ratio)
        return part
