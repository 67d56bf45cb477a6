"""How one photo looks in a strip or a grid: the picture, and what is known of it in icons and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.photo_list import (
    Index,
    PhotoListModel,
    PhotoState,
    Role,
    flag_word,
    identity_words,
    number_of,
    state_of,
    state_word,
)
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo, RunState
from mirrorppr_desktop.gui.widgets.pill import paint_pill, pill_size
from mirrorppr_desktop.gui.widgets.progress import paint_arc
from mirrorppr_desktop.gui.widgets.stars import paint_stars

MARGIN: Final = 6  # around a cell; two neighbours are 12 apart, which is where rings are drawn
ROW: Final = 21  # height of the line of words
_ASPECT = 0.79  # height of the picture in a grid's cell, of its width
_ICON = 14
_STAR = 12
_STARS = 68  # five of them

STATE_ICONS: Final[dict[PhotoState, tuple[str, str]]] = {  # icon, and the token of its colour
    PhotoState.NONE: ("minus", "text_3"),
    PhotoState.WAITING: ("waiting", "text_2"),
    PhotoState.WORKING: ("working", "accent"),
    PhotoState.DONE: ("done", "ok"),
    PhotoState.EDITED: ("edited", "accent"),
    PhotoState.HELD: ("held", "warn"),
    PhotoState.FAILED: ("failed", "bad"),
    PhotoState.SKIPPED: ("skipped", "text_2"),
    PhotoState.MISSING: ("missing", "bad"),
}
FLAG_ICONS: Final[dict[Flag, tuple[str, str]]] = {
    Flag.UNSET: ("unset", "text_2"),
    Flag.ACCEPTED: ("flag", "ok"),
    Flag.REJECTED: ("reject", "bad"),
}
# How far a photo is when a stage begins; the words are those of `pipeline.Stage`, which a window does not import.
STAGE_SHARES: Final = {
    "reading": 0.08,
    "looking for faces": 0.25,
    "working out the retouch": 0.45,
    "retouching": 0.65,
    "comparing": 0.75,
    "writing": 0.9,
}


class Variant(Enum):
    """Where the cell stands: in the strip; in the grid of a review, which says flags; in that of a run, states."""

    STRIP = "strip"
    REVIEW = "review"
    RUN = "run"


def grid_cell(width: int) -> QSize:
    """The size of a grid's cell whose picture is `width` wide, its margin included."""
    return QSize(width + 2 * MARGIN, round(width * _ASPECT) + ROW + 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One photo and the place it is painted in."""

    photo: Photo
    state: PhotoState
    picture: QRect
    words: QRect
    floor: float


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints cells for a model that gives photos under `Role.PHOTO`."""

    def __init__(self, photos: PhotoListModel, variant: Variant, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos, self.variant = photos, variant
        self.cell = self.strip_cell(100)

    @staticmethod
    def strip_cell(height: int) -> QSize:
        """The size of a strip's cell where the strip is so high: a square picture and a line of words."""
        return QSize(max(40, height - ROW), max(40 + ROW, height))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All cells of a strip are of one size; a grid's view makes its own."""
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one photo."""
        photo = index.data(Role.PHOTO)
        if not isinstance(photo, Photo):
            return
        cell = self._cell(photo, QRect(option.rect))
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.font("hint"))
        self._paint_picture(painter, cell)
        if self.variant == Variant.STRIP:
            self._paint_strip(painter, cell)
        else:
            self._paint_grid(painter, cell)
        self._paint_rings(painter, cell, option, index)
        painter.restore()

    def _cell(self, photo: Photo, rect: QRect) -> _Cell:
        inner = rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if self.variant == Variant.STRIP:
            inner = rect.adjusted(4, 4, -4, -4)  # the ring has room at the foot as well
        picture = inner.adjusted(0, 0, 0, -ROW)
        words = QRect(inner.left(), picture.bottom() + 3, inner.width(), ROW - 3)
        floor = self._photos.floor
        return _Cell(photo, state_of(photo, floor), picture, words, floor)

    # --- the picture

    def _paint_picture(self, painter: QPainter, cell: _Cell) -> None:
        look = theme.tokens()
        path = self._photos.picture_path(cell.photo)
        ratio = painter.device().devicePixelRatio()
        grey = cell.photo.decision.flag == Flag.REJECTED
        picture = self._photos.cache.cut(path, cell.picture.size(), ratio, grey=grey)
        if picture is None:
            painter.fillRect(cell.picture, look.color("card"))
            side = min(24, cell.picture.height() // 2)
            place = QRect(0, 0, side, side)
            place.moveCenter(cell.picture.center())
            known = "warning" if self._photos.cache.has_none(path) else "photo"
            icons.paint(painter, "missing" if cell.photo.missing else known, place, look.color("text_3"))
        else:
            painter.setOpacity(0.5 if cell.state in (PhotoState.WAITING, PhotoState.MISSING) else 1.0)
            painter.drawPixmap(cell.picture.topLeft(), picture)
            painter.setOpacity(1.0)
        if cell.state == PhotoState.WORKING:
            self._paint_bar(painter, cell)

    def _paint_bar(self, painter: QPainter, cell: _Cell) -> None:
        look = theme.tokens()
        bar = QRect(cell.picture.left(), cell.picture.bottom() - 3, cell.picture.width(), 4)
        painter.fillRect(bar, look.color("scrim"))
        bar.setWidth(round(bar.width() * STAGE_SHARES.get(cell.photo.stage, 0.04)))
        painter.fillRect(bar, look.color("accent"))

    def _pill(self, painter: QPainter, picture: QRect, words: str, corner: Qt.Corner, **more: str) -> None:
        """Words in a corner of the photo. more: icon, and role, the token of its colour."""
        icon = more.get("icon", "")
        room = picture.width() - 6 - pill_size("", icon).width() - (6 if icon else 0)
        words = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideMiddle, round(room))
        box = QRectF(QPointF(0, 0), pill_size(words, icon))
        inside = QRectF(picture.adjusted(3, 3, -3, -3))
        box.moveBottomRight(inside.bottomRight())
        if corner == Qt.Corner.BottomLeftCorner:
            box.moveLeft(inside.left())
        if corner == Qt.Corner.TopRightCorner:
            box.moveTop(inside.top())
        paint_pill(painter, box.topLeft(), words, icon, more.get("role", "scrim_text"))

    # --- the line of words

    def _paint_strip(self, painter: QPainter, cell: _Cell) -> None:
        look, photo = theme.tokens(), cell.photo
        self._pill(painter, cell.picture, number_of(photo), Qt.Corner.BottomLeftCorner)
        if (photo.faces or 0) > 1:
            self._pill(painter, cell.picture, str(photo.faces), Qt.Corner.TopRightCorner, icon="smile")
        left = cell.words.left()
        self._paint_state(painter, cell, QRect(left, cell.words.top() + 2, _ICON, _ICON))
        left += _ICON + 4
        identity = photo.outcome.identity
        painter.setPen(look.color("warn" if photo.below(cell.floor) else "text_2"))
        words = "–" if identity is None else f"{identity:.2f}"
        painter.drawText(cell.words.adjusted(left - cell.words.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        icon, role = FLAG_ICONS[photo.decision.flag]
        place = QRect(cell.words.right() - _ICON + 1, cell.words.top() + 2, _ICON, _ICON)
        icons.paint(painter, icon, place, look.color(role))

    def _paint_grid(self, painter: QPainter, cell: _Cell) -> None:
        look, photo = theme.tokens(), cell.photo
        if (photo.faces or 0) > 1:
            self._pill(painter, cell.picture, str(photo.faces), Qt.Corner.TopRightCorner, icon="smile")
        identity = identity_words(photo, 3)
        if identity and self.variant == Variant.REVIEW:
            role = "scrim_warn" if photo.below(cell.floor) else "scrim_text"
            measured = {"icon": "smile"} if photo.outcome.identity is not None else {}
            self._pill(painter, cell.picture, identity, Qt.Corner.BottomRightCorner, role=role, **measured)
        metrics = QFontMetrics(painter.font())
        number = number_of(photo)
        room = cell.words.width()
        number = metrics.elidedText(number, Qt.TextElideMode.ElideMiddle, max(36, room // 2))
        right = cell.words.right() + 1 - metrics.horizontalAdvance(number)
        painter.setPen(look.color("text_3"))
        painter.drawText(
            QRect(right, cell.words.top(), room, cell.words.height()), Qt.AlignmentFlag.AlignVCenter, number
        )
        icon, role, words = self._state_words(cell)
        left = cell.words.left() + _ICON + 4
        wide = right - 8 - left - metrics.horizontalAdvance(words) > _STARS + 4
        right = self._paint_stars(painter, cell, right - 8, wide=wide)
        place = QRect(cell.words.left(), cell.words.top() + 2, _ICON, _ICON)
        if icon == "working":
            self._paint_state(painter, cell, place)
        else:
            icons.paint(painter, icon, place, look.color(role))
        painter.setPen(look.color(role if role in ("ok", "warn", "bad") else "text_2"))
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, right - 4 - left))
        painter.drawText(QRect(left, cell.words.top(), room, cell.words.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _state_words(self, cell: _Cell) -> tuple[str, str, str]:
        """Icon, token of its colour, and words."""
        photo, state = cell.photo, cell.state
        icon, role = STATE_ICONS[state]
        if self.variant == Variant.REVIEW and state in (PhotoState.NONE, PhotoState.DONE, PhotoState.EDITED):
            return *FLAG_ICONS[photo.decision.flag], flag_word(photo.decision.flag)
        if state == PhotoState.WORKING and photo.stage:
            return icon, "text_2", photo.stage[:1].upper() + photo.stage[1:]
        if self.variant == Variant.RUN and photo.outcome.state == RunState.DONE and photo.outcome.identity is not None:
            figure = identity_words(photo, 2)
            return icon, role, self.tr("{0} held").format(figure) if state == PhotoState.HELD else figure
        return icon, role, state_word(state)

    def _paint_stars(self, painter: QPainter, cell: _Cell, right: int, *, wide: bool) -> int:
        """Stars that end at `right`, five in a row or one with a figure; where they begin."""
        stars, look = cell.photo.decision.stars, theme.tokens()
        if stars == 0 or self.variant != Variant.REVIEW:
            return right
        top = cell.words.top() + 3
        if wide:
            left = right - _STARS
            paint_stars(painter, QPointF(left, top), stars, _STAR)
            return left
        figure = QFontMetrics(painter.font()).horizontalAdvance(str(stars))
        painter.setPen(look.color("text_2"))
        box = QRect(right - figure, cell.words.top(), figure + 1, cell.words.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(stars))
        icons.paint(painter, "star", QRect(right - figure - _STAR - 2, top, _STAR, _STAR), look.color("text_2"))
        return right - figure - _STAR - 2

    def _paint_state(self, painter: QPainter, cell: _Cell, place: QRect) -> None:
        # In the strip a photo that was not run yet waits, as one that a run has not come to.
        icon, role = STATE_ICONS[PhotoState.WAITING if cell.state == PhotoState.NONE else cell.state]
        colour = theme.tokens().color(role)
        if cell.state == PhotoState.WORKING:
            paint_arc(painter, QRectF(place), colour)
        else:
            icons.paint(painter, icon, place, colour)

    # --- current, selected, failed, at work

    def _paint_rings(self, painter: QPainter, cell: _Cell, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.tokens()
        state = option.state
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            _ring(painter, cell.picture, look.color("text"), 1, 0)
        if cell.state == PhotoState.FAILED:
            _ring(painter, cell.picture, look.color("bad"), 2, 1)
        if self._is_current(index):
            whole = bool(state & QStyle.StateFlag.State_HasFocus)  # the ring of the focus goes around the words as well
            box = cell.picture.united(cell.words) if whole else cell.picture
            _ring(painter, box, look.color("accent"), 3, 4 if whole else 3)

    def _is_current(self, index: Index) -> bool:
        current = self._photos.shoot.current
        photo = index.data(Role.PHOTO)
        return current is not None and isinstance(photo, Photo) and photo.path == current.path


def _ring(painter: QPainter, box: QRect, colour: QColor, width: int, away: int) -> None:
    """A line of `width` whose inner edge is `away - width` pixels outside of `box`."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    grow = away - width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(-grow, -grow, grow, grow), 3, 3)


def has_work(model: QAbstractItemModel, rows: range) -> bool:
    """Whether a photo among these rows is in hand, so that something turns."""
    return any(model.data(model.index(row, 0), Role.STATE) == PhotoState.WORKING for row in rows)
