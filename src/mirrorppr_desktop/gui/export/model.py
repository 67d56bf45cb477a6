"""The rows of an export as a table: quick for thousands, because only what is in view is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.export.plan import Row, RowKind
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.jobs.questions import Thumbnail

ROW_HEIGHT = 40
_PICTURE = 32
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LOOKS = {
    RowKind.READY: ("check", "ok", "text"),
    RowKind.NOTE: ("info", "text_2", "text"),
    RowKind.LOOK: ("warning", "warn", "warn"),
    RowKind.LEFT_OUT: ("skipped", "text_3", "text_3"),
}


class Column(IntEnum):
    """The columns."""

    PICTURE = 0
    ORIGINAL = 1
    RESULT = 2
    ABOUT = 3
    NOTE = 4


class ExportModel(QAbstractTableModel):
    """The rows; `least` leaves those away that want less of a look."""

    def __init__(self, cache: ThumbnailCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = cache
        self._all: list[Row] = []
        self._kinds: frozenset[RowKind] | None = None
        self._rows: list[Row] = []
        self._places: dict[Path, int] = {}
        cache.arrived.connect(self._on_thumbnail)

    def _on_thumbnail(self, thumbnail: Thumbnail) -> None:
        self._repaint(thumbnail.path)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows. Where these are the same photos, the view stays where it is."""
        self._all = list(rows)
        self._settle()

    def show_kinds(self, kinds: frozenset[RowKind] | None) -> None:
        """Show only these kinds; None: all."""
        self._kinds = kinds
        self._settle()

    def _settle(self) -> None:
        shown = [row for row in self._all if self._kinds is None or row.kind in self._kinds]
        if [row.photo.path for row in shown] == [row.photo.path for row in self._rows]:
            self._rows = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, Column.NOTE))
            return
        self.beginResetModel()
        self._rows = shown
        self._places = {row.photo.path: place for place, row in enumerate(shown)}
        self.endResetModel()

    def _repaint(self, path: Path) -> None:
        place = self._places.get(path)
        if place is not None:
            self.dataChanged.emit(self.index(place, Column.PICTURE), self.index(place, Column.PICTURE))

    # --- what Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words over the columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.ABOUT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.ORIGINAL: self.tr("Original, not changed"),
            Column.RESULT: self.tr("Result"),
            Column.ABOUT: self.tr("About"),
            Column.NOTE: self.tr("Note"),
        }.get(Column(section), "")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.photo.name}, {row.name}, {row.note}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(row.photo.path) if column in (Column.PICTURE, Column.ORIGINAL) else self._words(row, column)
        return None

    def _words(self, row: Row, column: Column) -> str:
        if column is Column.ORIGINAL:
            return row.photo.name
        if column is Column.RESULT:
            return row.name if row.is_written else "–"
        if column is Column.ABOUT:
            return "" if row.bytes is None else figures.size(row.bytes)
        return row.note if column is Column.NOTE else ""


class RowDelegate(QStyledItemDelegate):
    """Paints a cell, and the line below each row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The picture, or icon and words."""
        model = index.model()
        assert isinstance(model, ExportModel)
        row, column = model.rows[index.row()], Column(index.column())
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = theme.tokens()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("selected"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("line"))
        if column is Column.PICTURE:
            self._paint_picture(painter, box, row, model.cache)
        else:
            self._paint_words(painter, box, row, column, str(index.data() or ""))
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, row: Row, cache: ThumbnailCache) -> None:
        place = QRect(box.left() + 8, box.center().y() - _PICTURE // 2, _PICTURE, _PICTURE)
        picture = cache.cut(row.photo.path, place.size(), painter.device().devicePixelRatio())
        if picture is None:
            painter.fillRect(place, theme.tokens().color("control"))
        else:
            painter.setOpacity(1.0 if row.is_written else 0.35)
            painter.drawPixmap(place, picture)

    def _paint_words(self, painter: QPainter, box: QRect, row: Row, column: Column, words: str) -> None:
        look = theme.tokens()
        icon, role, ink = _LOOKS[row.kind]
        inside = box.adjusted(8, 0, -8, 0)
        if column is Column.NOTE:
            mark = QRectF(inside.left(), inside.center().y() - 7, 14, 14)
            icons.paint(painter, icon, mark, look.color(role))
            inside.setLeft(inside.left() + 22)
        elif column is Column.RESULT and row.is_written:
            arrow = QRectF(inside.left(), inside.center().y() - 6, 12, 12)
            icons.paint(painter, "chevron-right", arrow, look.color("text_2"))
            inside.setLeft(inside.left() + 24)
        faint = "text_3" if not row.is_written else "text_2" if column is Column.ABOUT else "text"
        painter.setPen(look.color(ink if column is Column.NOTE else faint))
        strong = column is Column.RESULT and row.is_written
        painter.setFont(theme.font("body", QFont.Weight.DemiBold.value if strong else None))
        right = Qt.AlignmentFlag.AlignRight if column is Column.ABOUT else Qt.AlignmentFlag.AlignLeft
        mode = Qt.TextElideMode.ElideRight if column is Column.NOTE else Qt.TextElideMode.ElideMiddle
        fitting = painter.fontMetrics().elidedText(words, mode, inside.width())
        painter.drawText(inside, right | Qt.AlignmentFlag.AlignVCenter, fitting)
