"""All photos as a grid, with all that it takes: list, filter, pictures, selection, menu. For review and for a run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.floor_grid import FloorGrid
from mirrorppr_desktop.gui.grid_view import GridView
from mirrorppr_desktop.gui.photo_actions import PhotoActions
from mirrorppr_desktop.gui.photo_filter import PhotoFilter, PhotoFilterModel, filter_words
from mirrorppr_desktop.gui.photo_list import PhotoListModel
from mirrorppr_desktop.gui.photo_menu import PhotoMenu
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.selection_link import SelectionLink
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import ThumbnailDelegate, Variant
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache


class PhotoGrid(QWidget):
    """The grid of a shoot. variant: REVIEW shows results, flags and the floor line; RUN shows states.

    Signals: opened(Path): Enter or double click. menu: see `PhotoMenu`, for what its entries ask.
    """

    opened = Signal(object)

    def __init__(
        self,
        shoot: Shoot,
        cache: ThumbnailCache,
        variant: Variant = Variant.REVIEW,
        actions: PhotoActions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shoot = shoot
        self.list = PhotoListModel(shoot, cache, results=variant == Variant.REVIEW, parent=self)
        self.photos = PhotoFilterModel(self.list)
        delegate = ThumbnailDelegate(self.list, variant)
        self.view: GridView = (
            FloorGrid(self.photos, delegate, self)
            if variant == Variant.REVIEW
            else GridView(self.photos, delegate, self)
        )
        self.link = SelectionLink(self.view, self.photos, shoot)
        self.menu = PhotoMenu(actions or PhotoActions(shoot, self), self)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.opened.connect(self.opened)
        self._empty = QWidget(self)
        self._words, self._clear = QLabel(self._empty), QPushButton(self.tr("Clear filter"), self._empty)
        self._lay_out()
        self.setFocusProxy(self.view)
        for changed in (self.photos.rowsInserted, self.photos.rowsRemoved, self.photos.modelReset):
            changed.connect(self._show_whether_empty)
        self.photos.refiltered.connect(self._show_whether_empty)
        self._clear.clicked.connect(self._clear_filter)
        self._show_whether_empty()

    @property
    def paths(self) -> list[Path]:
        """The photos that are shown, in their order."""
        return self.photos.paths

    def set_cell_width(self, width: int) -> None:
        """How wide pictures are at least, 128 to 280."""
        self.view.set_cell_width(width)

    def _lay_out(self) -> None:
        theme.mark(self._empty, role="canvas")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._empty)
        column.addStretch()
        column.addWidget(self._words)
        column.addSpacing(12)
        column.addWidget(self._clear, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)

    def _show_whether_empty(self, *_: object) -> None:
        is_empty = self.photos.rowCount() == 0
        had_focus = self.view.hasFocus()
        if is_empty and len(self.list.photos) == 0:
            self._words.setText(
                self.tr("No photos here yet. Drop a folder, or choose one. JPEG, TIFF, PNG and camera RAW.")
            )
        elif is_empty:
            no_match = self.tr("No photo matches “{0}”.").format(filter_words(self.photos.filter))
            count = len(self.list.photos)
            hidden = plural(self.tr("%n photo(s) are hidden by the filter.", "", count), count)
            if count == 1:
                hidden = self.tr("1 photo is hidden by the filter.")
            self._words.setText(f"{no_match} {hidden}")
        self._clear.setVisible(not self.photos.filter.lets_all_pass)
        self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        if is_empty and had_focus and self._clear.isVisible():
            self._clear.setFocus()

    def _clear_filter(self) -> None:
        self.photos.set_filter(PhotoFilter())
        self.view.setFocus()

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if not index.isValid():
            index = self.view.currentIndex()
        if index.isValid():
            self.menu.open(self.photos.photo_at(index.row()), self.view.viewport().mapToGlobal(point))


def cell_of(grid: PhotoGrid, path: Path) -> QRect:
    """Where a photo is shown, in pixels of the view; an empty rectangle where it is not."""
    return grid.view.visualRect(grid.photos.index_of(path))
