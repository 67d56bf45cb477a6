"""The small dark pill in the corner of a photo: as a widget over a canvas, or painted by a delegate."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.tokens import SCRIM_ALPHA

_SIDE = 7.0
_HEIGHT = 22.0
_ICON = 14.0
_GAP = 5.0


def pill_size(text: str, icon: str = "") -> QSizeF:
    """How large a pill is."""
    wide = QFontMetricsF(theme.font("hint")).horizontalAdvance(text) if text else 0.0
    if icon:
        wide += _ICON + (_GAP if text else 0.0)
    return QSizeF(wide + 2 * _SIDE, _HEIGHT)


def paint_pill(painter: QPainter, at: QPointF, text: str, icon: str = "", role: str = "scrim_text") -> QRectF:
    """Paint a pill whose upper left corner is `at`; the place that it takes.

    role: "scrim_text", "scrim_ok", "scrim_bad" or "scrim_warn".
    """
    look = theme.tokens()
    box = QRectF(at, pill_size(text, icon))
    ground = look.color("scrim")
    ground.setAlphaF(SCRIM_ALPHA)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    left = box.left() + _SIDE
    if icon:
        icons.paint(painter, icon, QRectF(left, box.center().y() - _ICON / 2, _ICON, _ICON), look.color(role))
        left += _ICON + _GAP
    painter.setPen(look.color(role))
    painter.setFont(theme.font("hint"))
    painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
    return box


class Pill(QWidget):
    """A pill over a canvas; the pointer goes through it."""

    def __init__(self, text: str = "", icon: str = "", role: str = "scrim_text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._icon, self._role = text, icon, role
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.resize(self.sizeHint())

    def show_text(self, text: str, icon: str = "", role: str = "scrim_text") -> None:
        """Say something else; it grows or shrinks at once."""
        self._text, self._icon, self._role = text, icon, role
        self.setAccessibleName(text)
        self.resize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """As large as its words."""
        wanted = pill_size(self._text, self._icon)
        return QSize(int(wanted.width()) + 1, int(wanted.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill."""
        paint_pill(QPainter(self), QPointF(0, 0), self._text, self._icon, self._role)
