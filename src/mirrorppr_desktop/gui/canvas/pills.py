"""Small words in the corners of a photo, on a dark ground of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.tokens import SCRIM_ALPHA

MARGIN = 12.0
_PAD = 10.0
HEIGHT = 24.0
_GAP = 8.0
_ICON = 14.0
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Pill:
    """Words with an icon before them, or between them and `tail`. stress: ground in the accent colour."""

    text: str
    icon: str | None = None
    tail: str = ""
    stress: bool = False


def scrim() -> QColor:
    """The ground of what lies on a photo."""
    colour = theme.tokens().color("scrim")
    colour.setAlphaF(SCRIM_ALPHA)
    return colour


def _font(pill: Pill) -> QFont:
    return theme.font("body", 600 if pill.stress else None)


def width(pill: Pill) -> float:
    """Logical pixels that a pill takes."""
    metrics = QFontMetricsF(_font(pill))
    words = metrics.horizontalAdvance(pill.text)
    if pill.icon is not None:
        words += _ICON + 6
    if pill.tail:
        words += metrics.horizontalAdvance(pill.tail) + 6
    return words + 2 * _PAD


def paint(painter: QPainter, pill: Pill, at: QPointF, most: float = 1e6) -> QRectF:
    """Draw a pill with its top left corner at a place, no wider than `most`; the words lose their middle then."""
    font = _font(pill)
    metrics = QFontMetricsF(font)
    box = QRectF(at, QSizeF(min(width(pill), most), HEIGHT))
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent") if pill.stress else scrim())
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    ink = look.color("on_accent" if pill.stress else "scrim_text")
    painter.setPen(ink)
    painter.setFont(font)
    x = box.left() + _PAD
    icon_first = pill.icon is not None and not pill.tail
    if icon_first:
        x = _icon(painter, pill.icon, x, box, ink) + 6
    room = box.right() - _PAD - x
    if pill.tail:
        room -= metrics.horizontalAdvance(pill.tail) + 6 + (_ICON + 6 if pill.icon else 0)
    text = metrics.elidedText(pill.text, Qt.TextElideMode.ElideMiddle, room + 0.5)
    painter.drawText(QRectF(x, box.top(), room + 2, box.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
    if pill.tail:
        x += metrics.horizontalAdvance(text) + 6
        if pill.icon is not None:
            x = _icon(painter, pill.icon, x, box, ink) + 6
        painter.drawText(QRectF(x, box.top(), 999, box.height()), int(Qt.AlignmentFlag.AlignVCenter), pill.tail)
    painter.restore()
    return box


def _icon(painter: QPainter, name: str | None, x: float, box: QRectF, ink: QColor) -> float:
    if name is not None:
        icons.paint(painter, name, QRectF(x, box.center().y() - _ICON / 2, _ICON, _ICON), ink)
    return x + _ICON


def paint_corners(
    painter: QPainter, area: QRectF, photo: QRectF, top: tuple[Pill | None, Pill | None], foot: tuple[Pill | None, ...]
) -> None:
    """Pills in the four corners of what is seen of a photo, or of its pane where the photo is too narrow for them."""
    for row, (left, right) in enumerate((top, (foot[0], foot[1]) if foot else (None, None))):
        need = sum(width(one) for one in (left, right) if one is not None) + 2 * MARGIN + _GAP
        if left is None and right is None:
            continue
        span = photo if photo.width() >= need else area
        y = area.top() + MARGIN if row == 0 else area.bottom() - MARGIN - HEIGHT
        room = span.width() - 2 * MARGIN
        right_width = 0.0
        if right is not None:
            right_width = min(width(right), room)
            paint(painter, right, QPointF(span.right() - MARGIN - right_width, y), room)
        if left is not None:
            rest = room - (right_width + _GAP if right is not None else 0)
            if rest >= 40:
                paint(painter, left, QPointF(span.left() + MARGIN, y), rest)
