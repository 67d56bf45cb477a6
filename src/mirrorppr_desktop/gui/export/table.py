"""The table of an export."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mirrorppr_desktop.gui.export.model import ROW_HEIGHT, Column, ExportModel, RowDelegate


class ExportTable(QTableView):
    """The table; it asks for the pictures of the rows in view and no others."""

    def __init__(self, model: ExportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("What will be written"))
        vertical, across = self.verticalHeader(), self.horizontalHeader()
        vertical.setVisible(False)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(ROW_HEIGHT)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(32)
        for column, mode in (
            (Column.PICTURE, QHeaderView.ResizeMode.Fixed),
            (Column.ORIGINAL, QHeaderView.ResizeMode.Fixed),
            (Column.RESULT, QHeaderView.ResizeMode.Fixed),
            (Column.ABOUT, QHeaderView.ResizeMode.Fixed),
            (Column.NOTE, QHeaderView.ResizeMode.Stretch),
        ):
            across.setSectionResizeMode(column, mode)
        self.setColumnWidth(Column.PICTURE, 52)
        self.setColumnWidth(Column.ABOUT, 84)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._later.start())
        model.modelReset.connect(self._later.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be in view."""
        super().resizeEvent(event)
        names = self.viewport().width() - self.columnWidth(Column.PICTURE) - self.columnWidth(Column.ABOUT)
        self.setColumnWidth(Column.ORIGINAL, round(0.26 * names))
        self.setColumnWidth(Column.RESULT, round(0.32 * names))  # the rest is for the note
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are in view."""
        super().showEvent(event)
        self._later.start()

    def _ask(self) -> None:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        shown = self._rows.rows[first : (last if last >= 0 else len(self._rows.rows)) + 1]
        self._rows.cache.want(self, [row.photo.path for row in shown] if self.isVisible() else ())
