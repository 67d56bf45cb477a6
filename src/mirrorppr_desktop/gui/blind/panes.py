"""Two pictures of one size at the same place, zoomed and moved together. Neither is marked but by its letter."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.widgets.pill import paint_pill

_FLICKER_MS = 500  # each picture; 1 Hz
_LARGEST = 8.0
_RING = 4
_GAP = 16


class SharedView(QObject):
    """What both panes show of their picture. scale: device pixels for a pixel of the picture; None fits it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scale: float | None = None
        self.middle = QPointF(0.5, 0.5)

    def set(self, scale: float | None, middle: QPointF) -> None:
        """Show another part."""
        self.scale = scale
        self.middle = QPointF(max(0.0, min(middle.x(), 1.0)), max(0.0, min(middle.y(), 1.0)))
        self.changed.emit()


class Pane(QWidget):
    """One picture and its letter."""

    def __init__(self, letter: str, view: SharedView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._label, self._view = letter, letter, view
        self._picture: QPixmap | None = None
        self._words = ""
        self._held: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 160)
        self.setAccessibleName(self.tr("Picture {0}").format(letter))
        self.setToolTip(self.tr("Ctrl and wheel zooms both, drag moves both, double click fits both"))
        view.changed.connect(self.update)

    @property
    def picture(self) -> QPixmap | None:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: QPixmap | None, label: str = "", words: str = "") -> None:
        """Show a picture, or words in its place."""
        self._picture, self._label, self._words = picture, label or self._letter, words
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the whole picture is, in logical pixels of the pane."""
        inside = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        if self._picture is None:
            return inside
        size, ratio = self._picture.size(), self.devicePixelRatioF()
        if self._view.scale is None:
            fitted = size.scaled(inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(0, 0, fitted.width(), fitted.height())
            box.moveCenter(inside.center())
            return box
        width, height = size.width() * self._view.scale / ratio, size.height() * self._view.scale / ratio
        middle = self._view.middle
        corner = inside.center() - QPointF(middle.x() * width, middle.y() * height)
        return QRectF(corner.x(), corner.y(), width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, its letter, and the ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = theme.tokens()
        inside = self.rect().adjusted(_RING, _RING, -_RING, -_RING)
        if self._picture is None:
            painter.setPen(look.color("text_2"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            painter.setClipRect(inside)
            painter.drawPixmap(self.picture_rect(), self._picture, QRectF(self._picture.rect()))
            painter.setClipping(False)
        shown = self.picture_rect().intersected(QRectF(inside))
        paint_pill(painter, shown.topLeft() + QPointF(8, 8), self._label)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shown.adjusted(-3, -3, 3, 3), 3, 3)

    # --- zoom and pan

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, zoom at the pointer."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._picture is None:
            event.ignore()
            return
        self._zoom(1.25 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def _zoom(self, factor: float, at: QPointF) -> None:
        assert self._picture is not None
        box = self.picture_rect()
        smallest = self._fit_scale()
        scale = box.width() * self.devicePixelRatioF() / self._picture.width() * factor
        if scale <= smallest:
            self._view.set(None, QPointF(0.5, 0.5))
            return
        scale = min(scale, _LARGEST)
        under = QPointF((at.x() - box.left()) / box.width(), (at.y() - box.top()) / box.height())
        wide = self._picture.width() * scale / self.devicePixelRatioF()
        high = self._picture.height() * scale / self.devicePixelRatioF()
        away = at - QRectF(self.rect()).center()
        self._view.set(scale, QPointF(under.x() - away.x() / wide, under.y() - away.y() / high))

    def _fit_scale(self) -> float:
        assert self._picture is not None
        inside = QSize(self.width() - 2 * _RING, self.height() - 2 * _RING) * self.devicePixelRatioF()
        return min(inside.width() / self._picture.width(), inside.height() / self._picture.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move both."""
        if self._held is None or self._picture is None or self._view.scale is None:
            return
        box, moved = self.picture_rect(), event.position().toPoint() - self._held
        self._held = event.position().toPoint()
        middle = self._view.middle
        self._view.set(
            self._view.scale, QPointF(middle.x() - moved.x() / box.width(), middle.y() - moved.y() / box.height())
        )

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, or 100 % at the pointer: one pixel of the picture for one of the screen."""
        if self._picture is not None and self._view.scale is None:
            self._zoom(1.0 / self._fit_scale(), event.position())
        else:
            self._view.set(None, QPointF(0.5, 0.5))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()


class Panes(QWidget):
    """A and B, side by side; by key both places show before, or A and B in turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = SharedView(self)
        self.a, self.b = Pane("A", self.view, self), Pane("B", self.view, self)
        self._pictures: tuple[QPixmap, QPixmap, QPixmap] | None = None  # before, left, right
        self._words = ""
        self._shows_before = False
        self._phase = 0
        self._flicker = QTimer(self)
        self._flicker.setInterval(_FLICKER_MS)
        self._flicker.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(2 * 160 + _GAP, 160)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Two places of the same size to the pixel."""
        wide = (self.width() - _GAP) // 2
        self.a.setGeometry(0, 0, wide, self.height())
        self.b.setGeometry(self.width() - wide, 0, wide, self.height())

    def show_pictures(self, before: QPixmap, left: QPixmap, right: QPixmap) -> None:
        """Show two pictures, at once."""
        self._pictures = before, left, right
        self._show()

    def show_words(self, words: str) -> None:
        """Show no pictures but why there are none."""
        self._pictures, self._words = None, words
        self.set_flickering(False)
        self._show()

    @property
    def is_flickering(self) -> bool:
        """Whether A and B take turns."""
        return self._flicker.isActive()

    def set_flickering(self, on: bool) -> None:
        """Let A and B take turns at both places, or show both."""
        if on:
            self._flicker.start()
        else:
            self._flicker.stop()
        self._phase = 0
        self._show()

    def show_before(self, on: bool) -> None:
        """Show the untouched photo at both places, or the two results."""
        self._shows_before = on
        self._show()

    def hideEvent(self, event: object) -> None:
        """Nothing flickers unseen."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.set_flickering(False)

    def _turn(self) -> None:
        self._phase = 1 - self._phase
        self._show()

    def _show(self) -> None:
        if self._pictures is None:
            self.a.show_picture(None, words=self._words)
            self.b.show_picture(None, words=self._words)
            return
        before, left, right = self._pictures
        if self._shows_before:
            self.a.show_picture(before, self.tr("Before"))
            self.b.show_picture(before, self.tr("Before"))
        elif self.is_flickering:
            picture, letter = (left, "A") if self._phase == 0 else (right, "B")
            self.a.show_picture(picture, letter)
            self.b.show_picture(picture, letter)
        else:
            self.a.show_picture(left, "A")
            self.b.show_picture(right, "B")


class PinnedBefore(QWidget):
    """The untouched photo, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self.setFixedSize(128, 128)
        self.setAccessibleName(self.tr("The untouched photo"))

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show another photo."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The photo, filling its square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._picture is None:
            painter.fillRect(self.rect(), theme.tokens().color("card"))
            return
        size = self._picture.size()
        side = min(size.width(), size.height())
        source = QRect((size.width() - side) // 2, round((size.height() - side) * 0.3), side, side)
        painter.drawPixmap(self.rect(), self._picture, source)
        paint_pill(painter, QPointF(4, self.height() - 26), self.tr("Before"), "pin")
