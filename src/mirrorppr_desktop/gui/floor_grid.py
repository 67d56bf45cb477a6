"""A grid of results; sorted by identity, those below the floor stand first, above a line that can be dragged."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.floor import floor_between, set_floor
from mirrorppr_desktop.gui.floor_line import FloorLine
from mirrorppr_desktop.gui.grid_view import GAP, HEADER, GridView
from mirrorppr_desktop.gui.photo_actions import LOWER
from mirrorppr_desktop.gui.photo_filter import Order, PhotoFilterModel
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo
from mirrorppr_desktop.gui.shoot.shoot import Settings
from mirrorppr_desktop.gui.thumbnail_delegate import MARGIN, ThumbnailDelegate
from mirrorppr_desktop.gui.widgets import figures

_CARD_NEEDS: Final = 150  # pixels of width, below which the card of remedies is left out
_SIDE: Final = 18


class FloorGrid(GridView):
    """The grid of a review. remedies: a card in the first free cell behind the photos below the floor.

    Signals: lower_wanted(list[Path]), accept_wanted(list[Path]): for all photos below the floor.
    """

    lower_wanted = Signal(object)
    accept_wanted = Signal(object)

    def __init__(self, photos: PhotoFilterModel, delegate: ThumbnailDelegate, parent: QWidget | None = None) -> None:
        self._frozen: int | None = None
        self._dragged_to: int | None = None
        self._line: FloorLine | None = None  # Qt lays out while it is being made
        self._card: _Remedies | None = None
        super().__init__(photos, delegate, parent)
        shoot = photos.source.shoot
        self._line = FloorLine(shoot, self.viewport())
        self._line.drag_began.connect(self._begin_drag)
        self._line.dragged.connect(self._drag)
        self._line.drag_ended.connect(self._end_drag)
        self._card = _Remedies(self.viewport())
        self._card.lower_pressed.connect(lambda: self.lower_wanted.emit([photo.path for photo in self.below()]))
        self._card.accept_pressed.connect(lambda: self.accept_wanted.emit([photo.path for photo in self.below()]))
        shoot.settings_changed.connect(self._hear_settings)
        shoot.photos_changed.connect(lambda _paths: self._relook())
        self.laid_out.connect(self._place)
        self.lay_out()

    @property
    def line(self) -> FloorLine:
        """The line between the two sections."""
        assert self._line is not None
        return self._line

    def below(self) -> list[Photo]:
        """The photos before the line."""
        return [self.photos.photo_at(row) for row in range(self.split() or 0)]

    def split(self) -> int | None:
        """How many measured photos are below the floor, where these come first."""
        if self._frozen is not None:
            return self._frozen
        if self.photos.order != Order.IDENTITY or self.photos.rowCount() == 0:
            return None
        if self.photos.photo_at(0).outcome.identity is None:
            return None  # they come last, so nothing is measured
        return self._count_below()

    def spare(self) -> int:
        """A cell for the card."""
        wide_enough = self.cell_width >= _CARD_NEEDS
        return 1 if self._card is not None and wide_enough and (self.split() or 0) > 1 else 0

    def _count_below(self) -> int:
        floor, rows = self.photos.source.floor, range(self.photos.rowCount())
        return bisect_left(rows, True, key=lambda row: not self.photos.photo_at(row).below(floor))

    def _hear_settings(self, _settings: Settings) -> None:
        self.lay_out()

    def _relook(self) -> None:
        if self.split() != self.places.split:
            self.lay_out()
        self.viewport().update(QRect(0, 0, self.viewport().width(), HEADER))

    # --- the line

    def _begin_drag(self) -> None:
        self._frozen = self.places.split  # cells stay where they are until the line is let go

    def _drag(self, point: QPoint, gesture: object) -> None:
        content = self.to_content(point)
        identities = [
            photo.outcome.identity
            for photo in (self.photos.photo_at(row) for row in range(self.photos.rowCount()))
            if photo.outcome.identity is not None
        ]
        if not identities:
            return
        self._dragged_to = point.y()
        floor = floor_between(identities, self.places.split_at(content))
        set_floor(self.photos.source.shoot, floor, gesture)
        self._place()

    def _end_drag(self) -> None:
        self._frozen = self._dragged_to = None
        self.lay_out()

    def _place(self) -> None:
        if self._line is None or self._card is None:
            return
        layout, offset = self.places, self.verticalOffset()
        self._line.setVisible(layout.split is not None)
        self._card.setVisible(layout.spare > 0)
        if layout.split is None:
            return
        top = layout.gap_top - offset if self._dragged_to is None else self._dragged_to - GAP // 2
        self._line.setGeometry(_SIDE, top - 2, self.viewport().width() - 2 * _SIDE, GAP - 2)
        self._line.raise_()
        free = layout.rect(layout.split, first=True).translated(0, -offset)
        self._card.setGeometry(free.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - 21))

    # --- what stands around the photos

    def paint_behind(self, painter: QPainter) -> None:
        """The head of the first section."""
        if self.places.split is None:
            return
        look, below = theme.tokens(), self.below()
        head = QRect(_SIDE, 0, self.viewport().width() - 2 * _SIDE, HEADER)
        painter.setFont(theme.font("strong"))
        metrics = QFontMetrics(painter.font())
        title = (
            plural(self.tr("Below the floor: %n photo(s)", "", len(below)), len(below))
            if below
            else self.tr("Nothing below the floor")
        )
        icons.paint(
            painter, "held" if below else "done", QRect(head.left(), 8, 16, 16), look.color("warn" if below else "ok")
        )
        painter.setPen(look.color("text"))
        left = head.left() + 24
        painter.drawText(QRect(left, 0, head.width(), HEADER), Qt.AlignmentFlag.AlignVCenter, title)
        left += metrics.horizontalAdvance(title) + 12
        painter.setFont(theme.font("hint"))
        metrics = QFontMetrics(painter.font())
        painter.setPen(look.color("text_2"))
        right = head.right()
        if below:
            lowest = self.tr("Lowest: {0}, {1}").format(below[0].path.stem, f"{below[0].outcome.identity:.3f}")
            lowest = metrics.elidedText(lowest, Qt.TextElideMode.ElideMiddle, max(0, right - left - 20))
            right -= metrics.horizontalAdvance(lowest)
            painter.drawText(QRect(right, 0, head.width(), HEADER), Qt.AlignmentFlag.AlignVCenter, lowest)
            words = metrics.elidedText(self._what_waits(below), Qt.TextElideMode.ElideRight, max(0, right - left - 20))
            painter.drawText(QRect(left, 0, head.width(), HEADER), Qt.AlignmentFlag.AlignVCenter, words)

    def _what_waits(self, below: list[Photo]) -> str:
        accepted = sum(photo.decision.flag == Flag.ACCEPTED for photo in below)
        rejected = sum(photo.decision.flag == Flag.REJECTED for photo in below)
        parts = [self.tr("Held back until you look.")]
        if accepted:
            parts.append(self.tr("%n accepted by hand.", "", accepted))
        if rejected:
            parts.append(self.tr("%n rejected.", "", rejected))
        return " ".join(parts)


class _Remedies(QWidget):
    """What can be done for all photos below the floor at once. Signals: lower_pressed(), accept_pressed()."""

    lower_pressed = Signal()
    accept_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remedies")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(6)
        words = QLabel(self.tr("Too much for these?"), self)
        words.setWordWrap(True)
        theme.mark(words, type="hint", tone="2")
        lower = QPushButton(self.tr("Lower to {0}").format(figures.percent(LOWER)), self)
        lower.setToolTip(
            self.tr("Set the strength of all photos below the floor to {0}").format(figures.percent(LOWER))
        )
        accept = QPushButton(self.tr("Accept all"), self)
        accept.setToolTip(self.tr("Accept all photos below the floor"))
        lower.clicked.connect(self.lower_pressed)
        accept.clicked.connect(self.accept_pressed)
        column.addStretch()
        for widget in (words, lower, accept):
            column.addWidget(widget)
        column.addStretch()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame: this is no photo."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.tokens().color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
