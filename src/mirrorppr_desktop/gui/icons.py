"""Icons: own SVG files drawn in `currentColor`, coloured by a token when they are painted.

A QIcon from here follows the theme and is drawn anew for every size and device pixel ratio, so it stays sharp.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from mirrorppr_desktop.gui import resources, theme

_PIXMAPS: dict[tuple[str, str, int, int], QPixmap] = {}
_MOST_PIXMAPS = 600
_AIR = 4  # added by an icon that is wider than high, to the gap that the style leaves


def icon(name: str, role: str = "text") -> QIcon:
    """The icon `name` in the colour of a token; states of a control that are disabled get "text_3".

    Raises:
        FileNotFoundError: no such icon.
    """
    _source(name)  # a wrong name is told where it is written, not when it is painted
    return QIcon(_Engine(name, role))


def beside_words(button: QAbstractButton, name: str, role: str = "text", size: int = 16) -> None:
    """Give a button an icon with some air between it and the words: a style's own gap lets them touch."""
    button.setIcon(icon(name, role))
    button.setIconSize(QSize(size + _AIR, size))


def pixmap(name: str, role: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of `ratio`."""
    drawn = _drawn(name, theme.tokens().color(role), round(size * ratio), round(size * ratio))
    made = QPixmap(drawn)
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, name: str, rect: QRect | QRectF, colour: QColor) -> None:
    """Draw an icon into `rect` of a painter, as sharp as its device."""
    box = QRectF(rect)
    ratio = painter.device().devicePixelRatio()
    drawn = _drawn(name, colour, round(box.width() * ratio), round(box.height() * ratio))
    painter.drawPixmap(box, drawn, QRectF(drawn.rect()))


def names() -> list[str]:
    """All icons there are."""
    return sorted(path.stem for path in _folder().glob("*.svg"))


def _folder() -> Path:
    return resources.folder() / "icons"


@cache
def _source(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(name: str, colour: QColor, width: int, height: int) -> QPixmap:
    key = (name, colour.name(QColor.NameFormat.HexArgb), width, height)
    found = _PIXMAPS.get(key)
    if found is None:
        if len(_PIXMAPS) >= _MOST_PIXMAPS:
            _PIXMAPS.clear()
        found = QPixmap(max(1, width), max(1, height))
        found.fill(Qt.GlobalColor.transparent)
        coloured = _source(name).replace("currentColor", colour.name())
        renderer = QSvgRenderer(QByteArray(coloured.encode()))
        painter = QPainter(found)
        painter.setOpacity(colour.alphaF())
        renderer.render(painter)
        painter.end()
        _PIXMAPS[key] = found
    return found


class _Engine(QIconEngine):
    """Paints one icon in the colour that its role has now."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _colour(self, mode: QIcon.Mode) -> QColor:
        return theme.tokens().color("text_3" if mode == QIcon.Mode.Disabled else self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into `rect`."""
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        left = 0 if rect.width() > rect.height() else (rect.width() - side) // 2
        square.moveTopLeft(rect.topLeft() + QPoint(left, (rect.height() - side) // 2))
        paint(painter, self._name, square, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The icon at `size` device pixels; at the left of it where that is wider than high."""
        side = min(size.width(), size.height())
        drawn = _drawn(self._name, self._colour(mode), side, side)
        if size.width() <= size.height():
            return drawn
        wide = QPixmap(size)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, (size.height() - side) // 2, drawn)
        painter.end()
        return wide

    def clone(self) -> QIconEngine:
        """Another engine for the same icon."""
        return _Engine(self._name, self._role)

    def iconName(self) -> str:
        """The name, which tests and accessibility tools can read."""
        return self._name

    def isNull(self) -> bool:
        """There always is a picture."""
        return False
