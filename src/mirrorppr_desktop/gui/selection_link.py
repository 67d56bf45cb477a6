"""Keeps the current photo and the selection of a view and of the shoot the same, whichever changes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QAbstractItemView

from mirrorppr_desktop.gui.photo_filter import PhotoFilterModel
from mirrorppr_desktop.gui.photo_list import ranges
from mirrorppr_desktop.gui.shoot.shoot import Shoot


class SelectionLink(QObject):
    """One for each view of photos. A view that is not shown follows and never leads."""

    def __init__(self, view: QAbstractItemView, photos: PhotoFilterModel, shoot: Shoot) -> None:
        super().__init__(view)
        self._view, self._photos, self._shoot = view, photos, shoot
        self._is_busy = False
        chosen = view.selectionModel()
        chosen.currentChanged.connect(self._lead)
        chosen.selectionChanged.connect(self._lead)
        shoot.current_changed.connect(self.follow)
        shoot.selection_changed.connect(self.follow)
        photos.modelReset.connect(self._start_anew)
        photos.rowsInserted.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show what is current and selected in the shoot, as far as the filter lets it pass."""
        if self._is_busy:
            return
        current = self._shoot.current
        index = self._photos.index_of(None if current is None else current.path)
        chosen = self._view.selectionModel()
        self._is_busy = True
        try:
            rows = (self._photos.index_of(photo.path).row() for photo in self._shoot.selected)
            selection = QItemSelection()
            for first, last in ranges(sorted(row for row in rows if row >= 0)):
                selection.select(self._photos.index(first), self._photos.index(last))
            chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            moved = index != chosen.currentIndex()
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._is_busy = False
        if moved and index.isValid():
            self._view.scrollTo(index)
        self._view.viewport().update()

    def _start_anew(self) -> None:
        """Other photos are shown: where the current one is not among them, the first becomes current."""
        self.follow()
        if self._view.isVisible() and not self._view.currentIndex().isValid() and self._photos.rowCount():
            self._shoot.set_current(self._photos.paths[0])

    def _lead(self, *_: object) -> None:
        if self._is_busy or not self._view.isVisible():
            return
        index = self._view.currentIndex()
        if not index.isValid():
            return
        paths = self._photos.paths
        self._is_busy = True
        try:
            self._shoot.select(paths[one.row()] for one in self._view.selectionModel().selectedIndexes())
            self._shoot.set_current(paths[index.row()], keep_selection=True)
        finally:
            self._is_busy = False
        self._view.viewport().update()
