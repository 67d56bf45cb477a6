"""Asks for the pictures that a view shows and one screen around them, and for no others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.photo_filter import PhotoFilterModel


class VisibleThumbnails(QObject):
    """Tells the cache of a model what a view needs. visible: the rows in view."""

    def __init__(self, view: QWidget, photos: PhotoFilterModel, visible: Callable[[], range]) -> None:
        super().__init__(view)
        self._view, self._photos, self._visible = view, photos, visible
        self._cache = photos.source.cache
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # many causes within one turn of the event loop are one ask
        self._later.timeout.connect(self._ask)
        photos.dataChanged.connect(lambda _first, _last, roles: None if roles else self.soon())
        view.destroyed.connect(self._later.stop)

    def soon(self) -> None:
        """Ask when the present event is over."""
        self._later.start()

    def _ask(self) -> None:
        if not self._view.isVisible():
            self._cache.want(self, ())
            return
        shown, count, paths = self._visible(), self._photos.rowCount(), self._photos.paths
        screen = len(shown)
        after = range(shown.stop, min(shown.stop + screen, count))
        before = range(shown.start - 1, max(shown.start - screen, 0) - 1, -1)
        rows = [row for rows in (shown, after, before) for row in rows if 0 <= row < len(paths)]
        source = self._photos.source
        self._cache.want(self, (source.picture_path(self._photos.photo_at(row)) for row in rows))
