"""What the hand does on the canvas: click, drag, wheel, pinch, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QElapsedTimer, QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from mirrorppr_desktop.gui.canvas.panes import Mode
from mirrorppr_desktop.gui.canvas.viewport import Point, Viewport

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.canvas.photo_view import PhotoView

TAP_MS: Final = 350
_NEAR_LINE: Final = 7  # logical pixels
_KEY_PAN: Final = 64
_NOTCH: Final = 120
_DRAGS = Literal["", "press", "pan", "split"]


class Gestures:
    """Turns events of the canvas into what they mean. Positions are kept in device pixels."""

    def __init__(self, canvas: PhotoView) -> None:
        self._canvas = canvas
        self._drag: _DRAGS = ""
        self._from = QPointF()  # logical, where the button went down
        self._last: Point = (0.0, 0.0)  # of a pan, in whole device pixels
        self._wheel = 0.0
        self._space = False
        self._space_used = False
        self._space_since = QElapsedTimer()
        self._loupe: tuple[Viewport, ...] | None = None

    @property
    def in_hand(self) -> bool:
        """Whether the photo is being moved or looked at through the loupe."""
        return self._drag == "pan" or self._space or self._loupe is not None

    def device(self, at: QPointF) -> Point:
        """A logical position of the canvas in device pixels."""
        ratio = self._canvas.stage.ratio
        return at.x() * ratio, at.y() * ratio

    # --- mouse

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        self._from = event.position()
        self._last = _whole(self.device(event.position()))
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self._space
        ):
            self._start_pan()
        elif event.button() == Qt.MouseButton.LeftButton:
            writing = QApplication.focusWidget()
            if isinstance(writing, (QLineEdit, QTextEdit, QPlainTextEdit)):
                writing.clearFocus()  # the next single letter is meant for the photo
            self._drag = "split" if self.near_line(event.position()) else "press"

    def _start_pan(self) -> None:
        self._drag, self._space_used = "pan", True
        self._canvas.hand_changed()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves."""
        canvas = self._canvas
        if self._drag == "press":
            far = (event.position() - self._from).manhattanLength() >= QApplication.startDragDistance()
            if far and not canvas.stage.camera.main.fitted:
                self._start_pan()
        if self._drag == "split":
            canvas.drag_split(event.position().x())
        elif self._drag == "pan":
            at = _whole(self.device(event.position()))
            alone = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            only = canvas.stage.camera.index_at(self.device(self._from)) if alone else None
            canvas.pan(at[0] - self._last[0], at[1] - self._last[1], only)
            self._last = at
        elif self._loupe is not None:
            self._zoom_loupe(self._loupe)
        elif not self._drag:
            canvas.hover(self.device(event.position()))
        self.set_cursor(event.position())

    def release(self, event: QMouseEvent) -> None:
        """A button goes up: a click, if nothing was dragged."""
        drag, self._drag = self._drag, ""
        near = (event.position() - self._from).manhattanLength() < QApplication.startDragDistance()
        if drag == "press" and near:
            self._canvas.click(self.device(event.position()))
        elif drag == "pan":
            self._canvas.hand_changed()
        self.set_cursor(event.position())

    def near_line(self, at: QPointF) -> bool:
        """Whether a logical position is on the split line."""
        stage = self._canvas.stage
        if stage.camera.mode is not Mode.SPLIT or stage.pictures is None:
            return False
        return abs(at.x() - stage.split_x / stage.ratio) <= _NEAR_LINE and stage.look(0).shown.contains(at)

    def set_cursor(self, at: QPointF) -> None:
        """Show what a press would do."""
        if self._drag == "pan":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._drag == "split" or (not self._drag and self.near_line(at)):
            shape = Qt.CursorShape.SplitHCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if self._canvas.cursor().shape() != shape:
            self._canvas.setCursor(shape)

    # --- wheel and trackpad

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel zooms at the pointer; two fingers move the photo, and zoom with Ctrl."""
        canvas = self._canvas
        zooming = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase or not event.pixelDelta().isNull()
        alone = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        at = self.device(event.position())
        only = canvas.stage.camera.index_at(at) if alone else None
        if fingers and not zooming:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            ratio = canvas.stage.ratio
            canvas.pan(round(moved.x() * ratio), round(moved.y() * ratio), only)
        elif fingers:
            canvas.zoom(canvas.stage.camera.main.scale * 2 ** (event.angleDelta().y() / 480), at, only)
        else:
            # Shift turns a wheel on its side on some systems.
            self._wheel += (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
            steps = int(self._wheel)
            if steps:
                self._wheel -= steps
                canvas.zoom(canvas.stage.camera.main.stepped(steps).scale, at, only)
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Two fingers apart or together zoom at the pointer; a double tap is a click."""
        kind = event.gestureType()
        at = self.device(event.position())
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._canvas.zoom(self._canvas.stage.camera.main.scale * (1 + event.value()), at)
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._canvas.toggle_zoom(at)
        else:
            return False
        return True

    # --- keys

    def pans(self, event: QKeyEvent) -> Point | None:
        """How far a key moves the photo; None for other keys, and where there is nothing to move to."""
        way = _WAYS.get(event.key())
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        step = round(_KEY_PAN * self._canvas.stage.ratio)
        moved = way[0] * step, way[1] * step
        return moved if self._canvas.stage.camera.main.can_pan(*moved) else None

    def hold_space(self, down: bool) -> None:
        """Space: a tap changes between fit and 100 %, held it moves the photo."""
        if down:
            self._space, self._space_used = True, False
            self._space_since.start()
        elif self._space:
            self._space = False
            if not self._space_used and self._space_since.elapsed() < TAP_MS:
                self._canvas.toggle_zoom(self._pointer())
        self._canvas.hand_changed()
        self.set_cursor(QPointF(self._canvas.mapFromGlobal(QCursor.pos())))

    def hold_loupe(self, down: bool) -> None:
        """100 % under the pointer while held."""
        camera = self._canvas.stage.camera
        if down and self._loupe is None:
            self._loupe = camera.views
            self._zoom_loupe(camera.views)
        elif not down and self._loupe is not None:
            kept, self._loupe = self._loupe, None
            camera.with_views(kept)
            self._canvas.moved()
        self._canvas.hand_changed()

    def _zoom_loupe(self, kept: tuple[Viewport, ...]) -> None:
        self._canvas.stage.camera.with_views(kept)
        self._canvas.zoom(1.0, self._pointer())

    def forget(self) -> None:
        """Let go of everything, as another photo or mode has come."""
        self._drag, self._loupe = "", None

    def _pointer(self) -> Point | None:
        """Where the pointer is on the canvas, in device pixels; None where it is not on it."""
        at = self._canvas.pointer
        return None if at is None else self.device(at)


_WAYS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


def _whole(at: Point) -> Point:
    return float(round(at[0])), float(round(at[1]))
