"""A picture that fills its place, cut where it is too tall or too wide; and the legend of a movement map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.dock.movement_map import MAGMA, ticks
from mirrorppr_desktop.gui.widgets.pill import paint_pill, pill_size

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.photo import RGB8

_RADIUS = 2.0
_MARGIN = 6


def image_of(pixels: RGB8) -> QImage:
    """(H, W, 3) uint8 as a picture of its own memory."""
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class FacePicture(QWidget):
    """A picture with a pill in its lower corner. The middle of the height is shown a little higher: faces are there."""

    def __init__(self, pill: str = "", height: int = 128, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = pill
        self._image = QImage()
        self._ready = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self.setAccessibleName(pill)

    def show_image(self, image: QImage, name: str = "") -> None:
        """Show a picture; `name` says what it is of, to screen readers and as tooltip."""
        self._image, self._ready = image, QImage()
        self.setAccessibleName(f"{self._pill}: {name}" if name and self._pill else name or self._pill)
        self.setToolTip(name)
        self.update()

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        """As the dock gives it."""
        return QSize(160, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and the pill over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme.tokens().color("canvas"))
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._fitted(painter.device().devicePixelRatio()))
        if self._pill:
            tall = pill_size(self._pill).height()
            paint_pill(painter, QPointF(_MARGIN, self.height() - tall - _MARGIN), self._pill)

    def _fitted(self, ratio: float) -> QImage:
        """The cut picture in device pixels; kept, because reducing it well takes a while."""
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._ready.size() != wanted:
            fill, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._ready = self._image.copy(self._cut()).scaled(wanted, fill, smooth)
        return self._ready

    def _cut(self) -> QRect:
        """The part of the picture that has the proportions of the place."""
        wide, tall = self._image.width(), self._image.height()
        if wide * self.height() > tall * self.width():
            part = max(1, round(tall * self.width() / max(1, self.height())))
            return QRect((wide - part) // 2, 0, part, tall)
        part = max(1, round(wide * self.height() / max(1, self.width())))
        return QRect(0, round((tall - part) * 0.45), wide, part)


class MovementLegend(QWidget):
    """Colour = length of the movement, in pixels of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._top = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(28)

    def show_top(self, top_px: float) -> None:
        """The movement at its end."""
        self._top = top_px
        words = self.tr("Movement in pixels of the file: dark is 0, bright is {0} px").format(f"{top_px:g}")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colours, and figures below them."""
        painter = QPainter(self)
        bar = QRectF(0.5, 0.5, self.width() - 1, 9)
        colours = QLinearGradient(bar.topLeft(), bar.topRight())
        for i, stop in enumerate(MAGMA):
            colours.setColorAt(i / (len(MAGMA) - 1), QColor(stop))
        painter.fillRect(bar, colours)
        painter.setPen(theme.tokens().color("edge"))
        painter.drawRect(bar)
        painter.setPen(theme.tokens().color("text_2"))
        painter.setFont(theme.font("hint"))
        figures = ticks(self._top)
        for i, value in enumerate(figures):
            words = f"{value:g}" + ("\u2009px" if i == len(figures) - 1 else "")
            wide = painter.fontMetrics().horizontalAdvance(words)
            x = min(max(0.0, bar.width() * i / (len(figures) - 1) - wide / 2), self.width() - wide)
            painter.drawText(QRectF(x, 12, wide + 2, 16), Qt.AlignmentFlag.AlignLeft, words)
