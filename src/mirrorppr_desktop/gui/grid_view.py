"""A grid of photos that fills its width, in one section or in two with a line between them. All by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.photo_filter import PhotoFilterModel
from mirrorppr_desktop.gui.photo_list import Index
from mirrorppr_desktop.gui.thumbnail_delegate import MARGIN, ThumbnailDelegate, grid_cell, has_work
from mirrorppr_desktop.gui.visible_thumbnails import VisibleThumbnails
from mirrorppr_desktop.gui.widgets.quiet_scroll_bar import QuietScrollBar

NARROWEST: Final = 128
WIDEST: Final = 280
_SIDE = 12  # left and right of all cells
_TOP = 8
HEADER: Final = 32  # above a first section
GAP: Final = 38  # between two sections, where a line has its place
_FRAME_MS = 50


class _Row(NamedTuple):
    """A row of cells: where it begins, and the photos in it."""

    top: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything is, in pixels of the whole content. split: photos of the first section; None: one section."""

    count: int
    columns: int
    cell: QSize
    split: int | None
    spare: int  # cells left free behind the first section

    @property
    def first_top(self) -> int:
        return _TOP if self.split is None else HEADER

    @property
    def first_rows(self) -> int:
        return -(-(self.split + self.spare) // self.columns) if self.split else 0

    @property
    def gap_top(self) -> int:
        return self.first_top + self.first_rows * self.cell.height()

    @property
    def second_top(self) -> int:
        return _TOP if self.split is None else self.gap_top + GAP

    @property
    def height(self) -> int:
        rest = self.count - (self.split or 0)
        return self.second_top + -(-rest // self.columns) * self.cell.height() + _TOP

    def rect(self, place: int, *, first: bool | None = None) -> QRect:
        """The cell of a photo, or of a free place behind the first section."""
        split = self.split or 0
        if first or (first is None and place < split):
            top, within = self.first_top, place
        else:
            top, within = self.second_top, place - split
        row, column = divmod(within, self.columns)
        where = QPoint(_SIDE + column * self.cell.width(), top + row * self.cell.height())
        return QRect(where, self.cell)

    def rows(self, top: int, bottom: int) -> Iterator[_Row]:
        """Rows that touch a stretch."""
        split, height = self.split or 0, self.cell.height()
        for begin, first, end in ((self.first_top, 0, split), (self.second_top, split, self.count)):
            row = max(0, (top - begin) // height)
            while first + row * self.columns < end and begin + row * height <= bottom:
                start = first + row * self.columns
                yield _Row(begin + row * height, start, min(start + self.columns, end) - 1)
                row += 1

    def place_at(self, point: QPoint) -> int | None:
        """The photo at a point."""
        column = (point.x() - _SIDE) // self.cell.width()
        if not 0 <= column < self.columns:
            return None
        for row in self.rows(point.y(), point.y()):
            if row.top <= point.y() < row.top + self.cell.height() and row.first + column <= row.last:
                return row.first + column
        return None

    def split_at(self, point: QPoint) -> int:
        """How many photos a line drawn at a point has before it, in reading order."""
        column = max(0, min(self.columns, round((point.x() - _SIDE) / self.cell.width())))
        if self.split is not None and self.gap_top <= point.y() < self.second_top:
            return self.split
        before = 0
        for row in self.rows(0, point.y()):
            if point.y() >= row.top + self.cell.height():
                before = row.last + 1
            else:
                before = min(row.first + column, row.last + 1)
        return before


class GridView(QAbstractItemView):
    """Shows a `PhotoFilterModel`. Subclasses say where a line parts it.

    Signals: opened(Path): Enter or a double click on a photo. laid_out(): cells have other places now.
    """

    opened = Signal(object)
    laid_out = Signal()

    def __init__(self, photos: PhotoFilterModel, delegate: ThumbnailDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = photos
        self._wanted_width = 180
        self._layout = _Layout(0, 1, grid_cell(self._wanted_width), None, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a bar that comes and goes moves cells
        self.setAccessibleName(self.tr("Photos"))
        self.setProperty("ownFocus", True)  # the ring is around the current photo
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(photos)
        self._thumbnails = VisibleThumbnails(self, photos, self._visible_places)
        for changed in (photos.rowsInserted, photos.rowsRemoved, photos.layoutChanged, photos.modelReset):
            changed.connect(self.lay_out)
        self._turning = QTimer(self)
        self._turning.setInterval(_FRAME_MS)
        self._turning.timeout.connect(self._turn)
        self.doubleClicked.connect(self._open)
        theme.signals().changed.connect(self.viewport().update)

    # --- for subclasses

    def split(self) -> int | None:
        """How many photos stand before the line; None without one."""
        return None

    def spare(self) -> int:
        """Cells left free behind the first section."""
        return 0

    # --- size and place of cells

    @property
    def cell_width(self) -> int:
        """The least width of a picture."""
        return self._wanted_width

    def set_cell_width(self, width: int) -> None:
        """Make pictures at least so wide, and as much wider as fills the row; the current photo stays in view."""
        width = max(NARROWEST, min(width, WIDEST))
        if width != self._wanted_width:
            self._wanted_width = width
            self.lay_out()
            self.scrollTo(self.currentIndex())

    @property
    def columns(self) -> int:
        """Cells side by side."""
        return self._layout.columns

    @property
    def places(self) -> _Layout:
        """Where everything is in the content."""
        return self._layout

    def lay_out(self) -> None:
        """Give every cell its place."""
        room = max(1, self.viewport().width() - 2 * _SIDE)
        columns = max(1, room // (self._wanted_width + 2 * MARGIN))
        width = min(WIDEST, room // columns - 2 * MARGIN)
        self._layout = _Layout(self.photos.rowCount(), columns, grid_cell(max(24, width)), self.split(), self.spare())
        self.updateGeometries()
        self.viewport().update()
        self._thumbnails.soon()
        self.laid_out.emit()

    def to_content(self, point: QPoint) -> QPoint:
        """A point of the viewport as one of the whole content."""
        return point + QPoint(0, self.verticalOffset())

    # --- what QAbstractItemView asks

    def visualRect(self, index: Index) -> QRect:
        """Where a photo is in the viewport."""
        if not index.isValid():
            return QRect()
        return self._layout.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The photo at a point of the viewport."""
        place = self._layout.place_at(self.to_content(point))
        return QModelIndex() if place is None else self.photos.index(place)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a photo into view."""
        if not index.isValid():
            return
        rect, bar, height = self._layout.rect(index.row()), self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif rect.top() < bar.value() or rect.height() > height:
            bar.setValue(0 if self._layout.place_at(rect.center()) in range(self._layout.columns) else rect.top())
        elif rect.bottom() > bar.value() + height:
            bar.setValue(rect.bottom() - height + 1)

    def horizontalOffset(self) -> int:
        """It never scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """The model hides; the view does not."""
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key leads."""
        count, here = self.photos.rowCount(), self.currentIndex()
        if count == 0:
            return QModelIndex()
        if not here.isValid():
            return self.photos.index(0)
        place, move = here.row(), QAbstractItemView.CursorAction
        screen = max(1, self.viewport().height() // self._layout.cell.height())
        match action:
            case move.MoveLeft | move.MovePrevious:
                place -= 1
            case move.MoveRight | move.MoveNext:
                place += 1
            case move.MoveUp:
                place = self._rows_away(place, -1)
            case move.MoveDown:
                place = self._rows_away(place, 1)
            case move.MovePageUp:
                place = self._rows_away(place, -screen)
            case move.MovePageDown:
                place = self._rows_away(place, screen)
            case move.MoveHome:
                place = 0
            case move.MoveEnd:
                place = count - 1
        return self.photos.index(max(0, min(place, count - 1)))

    def _rows_away(self, place: int, rows: int) -> int:
        """The photo so many rows up or down in the same column."""
        layout = self._layout
        all_rows = list(layout.rows(0, layout.height))
        here = next(i for i, row in enumerate(all_rows) if row.first <= place <= row.last)
        there = max(0, min(here + rows, len(all_rows) - 1))
        if there == here:
            return place
        return min(all_rows[there].first + place - all_rows[here].first, all_rows[there].last)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what a drag encloses, or all from one corner to the other in reading order."""
        selection = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            box = rect.normalized().translated(0, self.verticalOffset())
            for row in self._layout.rows(box.top(), box.bottom()):
                inside = [at for at in range(row.first, row.last + 1) if self._layout.rect(at).intersects(box)]
                if inside:
                    selection.select(self.photos.index(inside[0]), self.photos.index(inside[-1]))
        else:
            begin, end = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if begin.isValid() and end.isValid():
                low, high = sorted((begin.row(), end.row()))
                selection.select(self.photos.index(low), self.photos.index(high))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where the selected photos of the viewport are."""
        region = QRegion()
        for place in self._visible_places():
            if selection.contains(self.photos.index(place)):
                region += self.visualRect(self.photos.index(place))
        return region

    def updateGeometries(self) -> None:
        """How far it can be scrolled."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, self._layout.cell.height() // 3))
        super().updateGeometries()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page."""

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photos that are in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.tokens().color("canvas"))
        painter.translate(0, -self.verticalOffset())
        self.paint_behind(painter)
        painter.resetTransform()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, chosen, current = option.state, self.selectionModel(), self.currentIndex()
        dirty = event.rect().translated(0, self.verticalOffset())
        for row in self._layout.rows(dirty.top(), dirty.bottom()):
            for place in range(row.first, row.last + 1):
                index = self.photos.index(place)
                option.rect = self.visualRect(index)
                option.state = plain
                if chosen.isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                if index == current and self.hasFocus():
                    option.state |= QStyle.StateFlag.State_HasFocus
                self.itemDelegate().paint(painter, option, index)
        painter.end()
        if not self._turning.isActive() and theme.motion() and self._is_at_work():
            self._turning.start()

    def paint_behind(self, painter: QPainter) -> None:
        """What subclasses paint behind the photos, in pixels of the content."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width; what was in view stays."""
        super().resizeEvent(event)
        self.lay_out()
        self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Move the picture; lines and cards go along."""
        self.viewport().scroll(0, dy)
        self._thumbnails.soon()
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a photo."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures."""
        super().showEvent(event)
        self.lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more pictures."""
        super().hideEvent(event)
        self._turning.stop()
        self._thumbnails.soon()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.photos.paths[index.row()])

    def _visible_places(self) -> range:
        top = self.verticalOffset()
        rows = list(self._layout.rows(top, top + self.viewport().height()))
        return range(rows[0].first, rows[-1].last + 1) if rows else range(0)

    def _is_at_work(self) -> bool:
        return has_work(self.photos, self._visible_places())

    def _turn(self) -> None:
        if not theme.motion() or not self._is_at_work():
            self._turning.stop()
            return
        for place in self._visible_places():
            if has_work(self.photos, range(place, place + 1)):
                self.viewport().update(self.visualRect(self.photos.index(place)))
