"""The widget under the canvas: it paints the stage and moves about in the photo."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.canvas import painting, pills
from mirrorppr_desktop.gui.canvas.gestures import Gestures
from mirrorppr_desktop.gui.canvas.held_keys import Hold
from mirrorppr_desktop.gui.canvas.panes import Mode
from mirrorppr_desktop.gui.canvas.split_handle import SIZE, SplitHandle
from mirrorppr_desktop.gui.canvas.stage import Stage
from mirrorppr_desktop.gui.canvas.viewport import Point

_GAP: Final = 8  # between two panes
_HANDLE_ABOVE: Final = 80  # the lower edge of what is seen of the photo


class PhotoView(QWidget):
    """Zoom, pan, split line and faces.

    zoom_changed: percent of the file, and whether it is fitted. looked: what is seen of the photo is another part.
    """

    zoom_changed = Signal(float, bool)
    face_chosen = Signal(int)
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(240, 180)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus, and the arrow keys, with the filmstrip
        self.setProperty("ownFocus", True)
        self.stage = Stage()
        self.pointer: QPointF | None = None  # logical; None while it is elsewhere
        self._gestures = Gestures(self)
        self._told: tuple[float, bool] | None = None
        self._handle = SplitHandle(self)
        self._handle.moved.connect(lambda step: self.set_split(self.stage.split + step))
        self._handle.dragged.connect(self.drag_split)
        self._handle.centred.connect(lambda: self.set_split(0.5))
        self._handle.hide()
        theme.signals().changed.connect(self.update)

    # --- moving about

    @property
    def zoom_percent(self) -> float:
        """Percent of the file: at 100 % each of its pixels is one of the screen."""
        return self.stage.camera.main.scale * 100

    @property
    def has_photo(self) -> bool:
        """Whether a photo is shown."""
        return self.stage.pictures is not None

    @property
    def is_fit(self) -> bool:
        """Whether the whole photo is shown, whatever the size of the canvas."""
        return self.stage.camera.main.fitted

    def set_zoom(self, zoom: float | Literal["fit"]) -> None:
        """Show the whole photo, or so many percent of the file around the middle."""
        if zoom == "fit":
            self.stage.camera.fit()
            self.moved()
        else:
            self.zoom(float(zoom) / 100)

    def step_zoom(self, steps: int) -> None:
        """So many steps further in, or out."""
        self.zoom(self.stage.camera.main.stepped(steps).scale)

    def toggle_zoom(self, at: Point | None = None) -> None:
        """Change between all of the photo and 100 % at a position in device pixels."""
        if self.is_fit:
            self.zoom(1.0, at)
        else:
            self.set_zoom("fit")

    def zoom(self, scale: float, at: Point | None = None, only: int | None = None) -> None:
        """Set device pixels per pixel of the file, with what is under `at` kept there."""
        if self.stage.pictures is not None:
            self.stage.camera.zoom(scale, at, only)
            self.moved()

    def pan(self, dx: float, dy: float, only: int | None = None) -> None:
        """Move the photo by device pixels."""
        self.stage.camera.pan(dx, dy, only)
        self.moved()

    def moved(self) -> None:
        """Another part of the photo is seen: paint it and tell of it."""
        now = (round(self.zoom_percent, 2), self.is_fit)
        if now != self._told:
            self._told = now
            self.zoom_changed.emit(*now)
        self.place()
        self.looked.emit()
        self.update()

    def arrange(self, foot: int = 0) -> None:
        """Share the room anew; `foot` logical pixels at the bottom are not the photo's."""
        ratio = self.devicePixelRatioF()
        self.stage.ratio = ratio
        size = (max(1, round(self.width() * ratio)), max(1, round((self.height() - foot) * ratio)))
        self.stage.camera.arrange(size, gap=round(_GAP * ratio))
        self.moved()

    def place(self) -> None:
        """Put the handle of the split line on it."""
        stage = self.stage
        split = stage.camera.mode is Mode.SPLIT and stage.pictures is not None and not stage.shows_before_alone
        self._handle.setVisible(split)
        if split:
            shown = stage.look(0).shown
            y = max(shown.center().y(), shown.bottom() - _HANDLE_ABOVE)
            self._handle.move(round(stage.split_x / stage.ratio - SIZE / 2), round(y - SIZE / 2))

    def set_split(self, part: float) -> None:
        """Move the split line to a part of what is seen of the photo, 0 to 1."""
        self.stage.split = min(max(part, 0.0), 1.0)
        self.place()
        self.update()

    def drag_split(self, x: float) -> None:
        """Move the split line to a logical x of the canvas."""
        shown = self.stage.look(0).shown
        if shown.width() > 0:
            self.set_split((x - shown.left()) / shown.width())

    # --- faces and hands

    def click(self, at: Point) -> None:
        """A click: choose the face under it, or else change between fit and 100 %."""
        face = self.stage.face_at(at)
        if face is not None and len(self.stage.faces) > 1 and face.number != self.stage.face:
            self.stage.face = face.number
            self.face_chosen.emit(face.number)
            self.update()
        elif self.stage.pictures is not None:
            self.toggle_zoom(at)

    def hover(self, at: Point | None) -> None:
        """The pointer rests at a position, or leaves."""
        face = self.stage.face_at(at) if at is not None else None
        number = face.number if face is not None else None
        if number != self.stage.hovered:
            self.stage.hovered = number
            self.update()

    def hold(self, what: Hold, down: bool) -> None:
        """A key that counts while it is held goes down or up."""
        if what is Hold.BEFORE:
            self.set_holding_before(down)
        elif what is Hold.LOUPE:
            self._gestures.hold_loupe(down)
        else:
            self._gestures.hold_space(down)

    def set_holding_before(self, held: bool) -> None:
        """Show before in place of the result while this holds."""
        self.stage.before_held = held
        self.place()
        self.update()

    def hand_changed(self) -> None:
        """Whether the photo is in hand has changed: nothing lies on it while it is."""
        self.stage.in_hand = self._gestures.in_hand
        self.update()

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has changed."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), theme.tokens().color("canvas"))
            if self.stage.pictures is None and self.stage.empty_words and not self.stage.busy:
                painting.message(painter, QRectF(self.rect()), self.stage.empty_words)
            self.stage.paint(painter)
            if self.hasFocus():
                area = self.stage.camera.area
                painting.focus_ring(painter, QRectF(0, 0, area[0] / self.stage.ratio, area[1] / self.stage.ratio))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new size."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Take pinches, and keys that move the photo before they become shortcuts."""
        if isinstance(event, QNativeGestureEvent) and self._gestures.pinch(event):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._gestures.pans(event) is not None:
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and not self._on_facts(QPointF(event.pos())):
            return True  # a tool tip in the middle of a photo would be in the way
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self.stage.surfaces.clear()
            self.arrange()
        return super().event(event)

    def _on_facts(self, at: QPointF) -> bool:
        """Whether a logical position is on the facts of the file, lower left."""
        shown, area = self.stage.look(0).shown, self.stage.look(0).area
        low = area.bottom() - pills.MARGIN - pills.HEIGHT <= at.y() <= area.bottom()
        return self.stage.pills and low and shown.left() <= at.x() <= shown.center().x()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a click or a drag."""
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or look at what is under the pointer."""
        self.pointer = event.position()
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the split line: back to the centre. Elsewhere it is a second click."""
        if self._gestures.near_line(event.position()):
            self.set_split(0.5)
        else:
            self._gestures.press(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self.pointer = None
        self.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom or pan."""
        self._gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows where there is more of the photo to see."""
        way = self._gestures.pans(event)
        if way is not None:
            self.pan(*way)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()
