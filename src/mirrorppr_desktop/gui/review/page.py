"""The page that results are reviewed on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.floor_grid import FloorGrid
from mirrorppr_desktop.gui.photo_actions import LOWER, PhotoActions
from mirrorppr_desktop.gui.photo_filter import Order, PhotoFilter, PhotoFilterModel
from mirrorppr_desktop.gui.photo_grid import PhotoGrid
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.review.bar import ReviewBar
from mirrorppr_desktop.gui.review.dock import ReviewDock, lowered
from mirrorppr_desktop.gui.review.keys_line import KeysLine
from mirrorppr_desktop.gui.review.loupe import Loupe
from mirrorppr_desktop.gui.shoot.photo import Flag, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import Variant
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets.note import Note

_DOCK_WIDE, _DOCK_NARROW, _NARROW_WINDOW = 368, 320, 1500
_SOON_MS = 40  # a run changes many photos in a row; they are counted once


class ReviewPage(QWidget):
    """Grid or loupe, and the dock. canvas: shows the photo that `loupe_shown` names.

    Signals: loupe_shown(Path). export_wanted(). model_wanted(). open_wanted(Path): on the page of the shoot.
    run_wanted(list[Path]). crops_wanted(Path): answered by `set_crops`. `menu` tells the rest.
    """

    loupe_shown = Signal(object)
    export_wanted = Signal()
    model_wanted = Signal()
    open_wanted = Signal(object)
    run_wanted = Signal(object)
    crops_wanted = Signal(object)

    def __init__(
        self,
        shoot: Shoot,
        cache: ThumbnailCache,
        canvas: QWidget | None = None,
        actions: PhotoActions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shoot = shoot
        self.actions_of_photos = actions or PhotoActions(shoot, self)
        self.grid = PhotoGrid(shoot, cache, Variant.REVIEW, self.actions_of_photos)
        self.grid.photos.set_order(Order.IDENTITY)
        self.menu = self.grid.menu
        self.bar = ReviewBar(shoot, self.grid.photos, self.grid.view.cell_width)
        self.loupe = Loupe(shoot, cache, lambda: self.grid.paths, canvas)
        self.dock = ReviewDock(shoot, cache, self.actions_of_photos)
        self.tried = Note(closable=False)
        self.tried.hide()
        self.keys = KeysLine()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._centre = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._was_shown = False
        self._order_before = self.actions_of_photos.order
        self._lay_out()
        self._add_keys()
        self._connect()
        self.refresh()

    # --- grid or loupe

    @property
    def photos(self) -> PhotoFilterModel:
        """The photos that are shown, in their order."""
        return self.grid.photos

    @property
    def is_loupe_open(self) -> bool:
        """Whether one photo is shown large."""
        return self._centre.currentWidget() is self.loupe

    def set_mode(self, mode: str) -> None:
        """Show the "grid" or the "loupe"."""
        opens = mode == "loupe" and self.shoot.current is not None
        self._centre.setCurrentWidget(self.loupe if opens else self.grid)
        self.bar.modes.set_current("loupe" if opens else "grid")
        (self.loupe if opens else self.grid.view).setFocus()

    def show_only(self, paths: frozenset[Path]) -> None:
        """Show the grid with these photos alone: a look was tried on them."""
        self.grid.photos.set_filter(PhotoFilter(among=paths))
        self.set_mode("grid")
        self.grid.view.verticalScrollBar().setValue(0)

    def _follow_filter(self) -> None:
        among = self.grid.photos.filter.among
        self.tried.setVisible(among is not None)
        if among is not None:
            words = plural(self.tr("The %n photo(s) that the look was tried on.", "", len(among)), len(among))
            self.tried.say("accent", words, [("all", self.tr("Show all photos"))])

    def _show_all(self) -> None:
        photos = self.grid.photos
        photos.set_filter(replace(photos.filter, among=None))

    def find_by_name(self) -> None:
        """Type a part of a name."""
        self.set_mode("grid")
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def set_crops(self, path: Path, before: object, after: object) -> None:
        """Take crops of a face before and after, (H, W, 3) uint8 arrays."""
        self.dock.set_crops(path, before, after)

    def fit_to(self, width: int, _height: int) -> None:
        """Take the room that a window of this size has."""
        wide = _DOCK_NARROW if width < _NARROW_WINDOW else _DOCK_WIDE
        self.split.setSizes([max(1, width - wide), wide])

    def refresh(self) -> None:
        """Show the shoot as it is now."""
        self._soon.stop()
        if not self.isVisible():
            return
        self.bar.recount()
        self.dock.refresh()
        photos = self.shoot.photos
        with_result = [photo for photo in photos if photo.outcome.state == RunState.DONE]
        decided = sum(photo.decision.flag != Flag.UNSET for photo in with_result)
        self.keys.say(self.tr("{0} of {1} results decided").format(decided, len(with_result)))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while another page was shown."""
        super().showEvent(event)
        self._order_before = self.actions_of_photos.order
        self.actions_of_photos.order = lambda: self.grid.paths
        (self.loupe if self.is_loupe_open else self.grid.view).setFocus()
        self.refresh()
        if not self._was_shown:
            self._was_shown = True
            self.fit_to(self.window().width(), self.window().height())
            self.grid.view.verticalScrollBar().setValue(0)  # the worst come first, wherever the current photo is

    def hideEvent(self, event: QHideEvent) -> None:
        """The actions go by the order of the other page again."""
        super().hideEvent(event)
        self._soon.stop()
        self.actions_of_photos.order = self._order_before

    # --- wiring

    def _connect(self) -> None:
        shoot = self.shoot
        for told in (shoot.photos_reset, shoot.photos_added, shoot.photos_removed, shoot.photos_changed):
            told.connect(lambda *_: self._soon.start())
        for told in (shoot.settings_changed, shoot.current_changed, shoot.selection_changed):
            told.connect(lambda *_: self._soon.start())
        self.grid.photos.refiltered.connect(self._follow_filter)
        self.tried.pressed.connect(self._show_all)
        self.bar.width_chosen.connect(self.grid.set_cell_width)
        self.bar.mode_chosen.connect(self.set_mode)
        self.grid.opened.connect(lambda _path: self.set_mode("loupe"))
        self.bar.search.left.connect(lambda: self.set_mode("grid"))
        self.loupe.left.connect(lambda: self.set_mode("grid"))
        self.loupe.shown.connect(self.loupe_shown)
        self.dock.export_wanted.connect(self.export_wanted)
        self.dock.model_wanted.connect(self.model_wanted)
        self.dock.open_wanted.connect(self.open_wanted)
        self.dock.run_wanted.connect(self.run_wanted)
        self.dock.crops_wanted.connect(self.crops_wanted)
        view = self.grid.view
        if isinstance(view, FloorGrid):
            view.lower_wanted.connect(lambda paths: lowered(shoot, paths, LOWER))
            view.accept_wanted.connect(lambda paths: shoot.flag(paths, Flag.ACCEPTED))

    def _add_keys(self) -> None:
        self.addActions(list(self.actions_of_photos.actions.values()))
        grid = QShortcut(QKeySequence("G"), self)
        grid.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        grid.activated.connect(lambda: self.set_mode("grid"))

    def _lay_out(self) -> None:
        theme.mark(self, role="panel")
        self._centre.addWidget(self.grid)
        self._centre.addWidget(self.loupe)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.tried)
        column.addWidget(self._centre, 1)
        column.addWidget(self.keys)
        self.dock.setMinimumWidth(288)
        self.dock.setMaximumWidth(480)
        self.split.addWidget(left)
        self.split.addWidget(self.dock)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setCollapsible(0, False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
