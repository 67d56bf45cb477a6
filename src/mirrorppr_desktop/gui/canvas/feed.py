"""Gives a canvas what the desk has of the photo that is looked at, and its thumbnail until there is more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.desk import Desk
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.ties import Ties
from mirrorppr_desktop.jobs.questions import Thumbnail, Trouble, View, ViewAsk
from mirrorppr_desktop.photo.photo import RGB8


class CanvasFeed(QObject):
    """Feeds one canvas from the desk. ties: those to what outlives the shoot."""

    def __init__(self, canvas: Canvas, desk: Desk, cache: ThumbnailCache, ties: Ties) -> None:
        super().__init__(canvas)
        self._canvas, self._desk, self._cache = canvas, desk, cache
        self._awaited: Path | None = None
        ties.tie(desk.view_awaited, self._on_awaited)
        ties.tie(desk.view_ready, self._on_view)
        ties.tie(desk.preview_ready, canvas.set_preview)
        ties.tie(desk.detail_ready, canvas.set_detail)
        ties.tie(desk.troubled, self._on_trouble)
        ties.tie(cache.arrived, self._on_thumbnail)
        canvas.detail_wanted.connect(self._ask_detail)

    def catch_up(self) -> None:
        """Show what came before this canvas was there."""
        view, shoot = self._desk.view, self._desk.shoot
        if view is not None:
            self._on_view(view)
            self._canvas.set_preview(self._desk.shown)
        elif self._desk.view_trouble is not None:
            self._on_trouble(self._desk.view_trouble)
        elif shoot is not None and shoot.current is not None:
            self._on_awaited(shoot.current.path)

    def _on_awaited(self, path: Path) -> None:
        self._awaited = path
        self._canvas.set_trouble("")
        self._canvas.set_busy(path.name)
        shoot, picture = self._desk.shoot, self._cache.picture(path)
        if shoot is not None and path in shoot and picture is not None:
            size = shoot.photo(path).size
            if size is not None:
                self._canvas.set_stand_in(path, _pixels(picture), size)

    def _on_thumbnail(self, thumbnail: Thumbnail) -> None:
        if thumbnail.path == self._awaited and thumbnail.size is not None:
            self._canvas.set_stand_in(thumbnail.path, thumbnail.pixels, thumbnail.size)

    def _on_view(self, view: View) -> None:
        self._awaited = None
        self._canvas.set_photo(view)

    def _on_trouble(self, trouble: Trouble) -> None:
        if isinstance(trouble.ask, ViewAsk) and trouble is self._desk.view_trouble:
            self._awaited = None
            self._canvas.set_photo(None)
            self._canvas.set_trouble(trouble.words)

    def _ask_detail(self, path: Path, box: object) -> None:
        if self._canvas.isVisible():  # only the latest ask counts: that of a canvas nobody sees is not to be it
            self._desk.ask_detail(path, box)  # type: ignore[arg-type]


def _pixels(picture: QPixmap) -> RGB8:
    """A picture as an (H, W, 3) uint8 array."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
