"""A line with a handle, a name, a value and an eye: what operation and strength sliders have in common.

It is a QAbstractSlider in hundredths, so that screen readers know it as a slider; the exact value is `strength()`.
Signals tell what a person did, never what the program set.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from mirrorppr_desktop.gui import icons, theme

STEP: Final = 0.01
LARGE_STEP: Final = 0.10
INSET: Final = 6  # between the edge of the widget, where the focus ring is, and what it shows
HEIGHT: Final = 54
_WORDS_X: Final = INSET + 28
_LINE_Y: Final = 28
_HANDLE: Final = 6  # radius
_WHEEL_REST_MS: Final = 350  # a pause in turning the wheel that ends the gesture


class ValueSlider(QAbstractSlider):
    """A slider over `lowest` to `highest` with a mark for the pair's value.

    changed: the value, while it moves. committed: the value at the end of a gesture. switched: the eye was set.
    """

    changed = Signal(float)
    committed = Signal(float)
    switched = Signal(bool)

    def __init__(self, lowest: float, highest: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest = lowest
        self._highest = highest
        self._strength = 0.0
        self._pair = 0.0
        self._on = True
        self._has_eye = True
        self._context = ""
        self._hovered = False
        self._drag_from: float | None = None  # value at the start of a drag
        self._drag_offset = 0.0
        self._pending = False  # moved, and not told as committed yet
        self._syncing = False
        self._wheel_rest = QTimer(self)
        self._wheel_rest.setSingleShot(True)
        self._wheel_rest.setInterval(_WHEEL_REST_MS)
        self._wheel_rest.timeout.connect(self._commit)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(round(lowest * 100), round(highest * 100))
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ownFocus", True)
        self.valueChanged.connect(self._value_set_from_outside)
        theme.signals().changed.connect(self.update)

    # --- what the program sets and asks

    def strength(self) -> float:
        """The value, kept also while the eye is off."""
        return self._strength

    def set_strength(self, strength: float) -> None:
        """Show a value; no signal."""
        self._set(strength)

    def pair_strength(self) -> float:
        """The value in the pair, which the triangle marks."""
        return self._pair

    def set_pair_strength(self, strength: float) -> None:
        """Set the value in the pair."""
        if strength != self._pair:
            self._pair = strength
            self._describe()

    def is_on(self) -> bool:
        """Whether the eye is open."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Open or close the eye; no signal."""
        if on != self._on:
            self._on = on
            self._describe()

    def set_context(self, context: str) -> None:
        """What it is of, for screen readers, as in "face 1"."""
        if context != self._context:
            self._context = context
            self._describe()

    def toggle_eye(self) -> None:
        """Open or close the eye as by a click."""
        if self._has_eye and self.isEnabled():
            self.set_on(not self._on)
            self.switched.emit(self._on)

    def step(self, by: float) -> None:
        """Move by `by` as one gesture."""
        self._move(self._strength + by)
        self._commit()

    def reset(self) -> None:
        """To the pair's value, and from there to 0, as one gesture."""
        self._move(self._pair if round(self._strength, 4) != round(self._pair, 4) else 0.0)
        self._commit()

    # --- what the kinds of slider say

    def title(self) -> str:
        """The name that stands over the line."""
        raise NotImplementedError

    def value_text(self) -> str:
        """The value in words."""
        raise NotImplementedError

    def spoken(self) -> str:
        """Name, place, value and the pair's value, for screen readers."""
        raise NotImplementedError

    def ends(self) -> tuple[str, str]:
        """What stands below the two ends of the line while it has focus or pointer."""
        return "", ""

    def title_kind(self) -> str:
        """Where the title stands in the type scale."""
        return "body"

    # --- geometry

    def sizeHint(self) -> QSize:
        """As the dock gives it."""
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Below this the name is cut."""
        return QSize(180, HEIGHT)

    def eye_rect(self) -> QRect:
        """Where a click sets the eye."""
        return QRect(INSET - 4, 0, 28, 24)

    def line_rect(self) -> QRectF:
        """The line, from end to end of the handle's way."""
        return QRectF(self._words_x() + _HANDLE, _LINE_Y, self.width() - INSET - self._words_x() - 2 * _HANDLE, 0)

    def x_of(self, strength: float) -> float:
        """Where on the line a value lies, in pixels of the widget."""
        line = self.line_rect()
        return line.left() + line.width() * (strength - self._lowest) / (self._highest - self._lowest)

    def handle_point(self) -> QPointF:
        """The middle of the handle."""
        return QPointF(self.x_of(self._strength), _LINE_Y)

    def _words_x(self) -> int:
        return _WORDS_X if self._has_eye else INSET

    def _strength_at(self, x: float) -> float:
        line = self.line_rect()
        share = (x - line.left()) / max(1.0, line.width())
        return round(self._lowest + share * (self._highest - self._lowest), 2)

    # --- change

    def _set(self, strength: float) -> bool:
        bounded = min(self._highest, max(self._lowest, strength))
        different = bounded != self._strength
        self._strength = bounded
        self._syncing = True
        self.setValue(round(bounded * 100))
        self._syncing = False
        if different or not self.accessibleName():  # which it has not before it is told something
            self._describe()
        return different

    def _move(self, strength: float) -> None:
        """Set by a person."""
        if not self.isEnabled():
            return
        if self._set(strength):
            self._pending = True
            if not self._on:  # who moves it wants to see it
                self.toggle_eye()
            self.changed.emit(self._strength)

    def _commit(self) -> None:
        self._wheel_rest.stop()
        if self._pending:
            self._pending = False
            self.committed.emit(self._strength)

    def _value_set_from_outside(self, hundredths: int) -> None:
        """A screen reader has set the value."""
        if not self._syncing and self._drag_from is None:
            self._move(hundredths / 100)
            self._commit()

    def _describe(self) -> None:
        self.setAccessibleName(self.spoken())
        self.update()

    # --- events

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
        self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Delete and the arrows for the slider before any shortcut of the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._steps(event) != 0:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The eye, the handle, or a place on the line."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if self._has_eye and self.eye_rect().contains(event.position().toPoint()):
            self.toggle_eye()
        elif event.position().y() >= _LINE_Y - 10:
            self._drag_from = self._strength
            offset = event.position().x() - self.handle_point().x()
            if abs(offset) <= _HANDLE + 2:  # a click on the handle leaves an exact value alone
                self._drag_offset = offset
            else:
                self._drag_offset = 0.0
                self._drag_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._drag_from is not None:
            self._drag_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The gesture ends."""
        if self._drag_from is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = None
            self._commit()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the pair's value; from there to zero."""
        if self._has_eye and self.eye_rect().contains(event.position().toPoint()):
            self.toggle_eye()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = None
            self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the value, only where the slider has the focus: a list of sliders scrolls otherwise."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if not self.hasFocus() or turn == 0:
            event.ignore()
            return
        coarse = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move(round(self._strength + (LARGE_STEP if coarse else STEP) * (1 if turn > 0 else -1), 2))
        self._wheel_rest.start()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page, Home, End, Delete; Escape takes a drag back; E sets the eye."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._drag_from is not None:
            start, self._drag_from = self._drag_from, None
            self._move(start)
            self._pending = False
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset()
        elif key == Qt.Key.Key_Home:
            self._move(0.0)
        elif key == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.NoModifier and self._has_eye:
            self.toggle_eye()
        elif (step := self._steps(event)) != 0:
            self._move(round(self._strength + step, 2))
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting a key go ends the gesture."""
        if not event.isAutoRepeat():
            self._commit()
        super().keyReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Name the ends."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the ends."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was moved by keys is done."""
        self._commit()
        self.update()
        super().focusOutEvent(event)

    def _drag_to(self, event: QMouseEvent) -> None:
        self._move(self._strength_at(event.position().x() - self._drag_offset))
        QToolTip.hideText()

    @staticmethod
    def _steps(event: QKeyEvent) -> float:
        """How far a key moves the value; 0 for keys that do not."""
        coarse = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return 0.0
        small = LARGE_STEP if coarse else STEP
        return {
            Qt.Key.Key_Right: small,
            Qt.Key.Key_Up: small,
            Qt.Key.Key_Left: -small,
            Qt.Key.Key_Down: -small,
            Qt.Key.Key_PageUp: LARGE_STEP,
            Qt.Key.Key_PageDown: -LARGE_STEP,
        }.get(Qt.Key(event.key()), 0.0)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Eye, words, line, triangle, handle, ends, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live = self._on and self.isEnabled()
        self._paint_words(painter, live)
        self._paint_line(painter, live)
        if self.hasFocus():
            painter.setPen(QPen(theme.tokens().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter, live: bool) -> None:
        look = theme.tokens()
        words = look.color("text" if live else "text_3")
        if self._has_eye:
            eye = QRect(INSET, 4, 16, 16)
            icons.paint(painter, "eye" if self._on else "eye-off", eye, look.color("text_2" if live else "text_3"))
        top = QRect(self._words_x(), 2, self.width() - INSET - self._words_x(), 20)
        painter.setPen(words)
        painter.setFont(theme.font("body"))
        value = self.value_text()
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
        room = top.width() - painter.fontMetrics().horizontalAdvance(value) - 12
        painter.setFont(theme.font(self.title_kind()))
        title = painter.fontMetrics().elidedText(self.title(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if self.hasFocus() or self._hovered:
            self._paint_ends(painter)

    def _paint_ends(self, painter: QPainter) -> None:
        font = theme.font("hint")
        painter.setFont(font)
        painter.setPen(theme.tokens().color("text_2"))
        below = QRect(self._words_x(), _LINE_Y + 6, self.width() - INSET - self._words_x(), 16)
        taken = (self.handle_point().x(), self.x_of(self._pair))  # words make way for the triangle and the handle
        for words, side in zip(self.ends(), (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            wide = QFontMetrics(font).horizontalAdvance(words)
            begin = below.left() if side == Qt.AlignmentFlag.AlignLeft else below.right() - wide
            shift = 2 if any(begin - 6 < x < begin + wide + 6 for x in taken) else 0
            painter.drawText(below.translated(0, shift), side | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_line(self, painter: QPainter, live: bool) -> None:
        look = theme.tokens()
        line = self.line_rect()
        pen = QPen(look.color("track"), 2, Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(line.left() - _HANDLE, _LINE_Y), QPointF(line.right() + _HANDLE, _LINE_Y))
        zero, here = self.x_of(0.0), self.x_of(self._strength)
        ink = look.color("accent" if live else "track")
        painter.setPen(QPen(ink, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        if abs(here - zero) >= 0.5:
            begin = zero if self._lowest < 0 else line.left() - _HANDLE
            painter.drawLine(QPointF(begin, _LINE_Y), QPointF(here, _LINE_Y))
        if self._lowest < 0:
            painter.setPen(QPen(look.color("edge"), 1))
            painter.drawLine(QPointF(round(zero) + 0.5, _LINE_Y - 5), QPointF(round(zero) + 0.5, _LINE_Y + 5))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._pair:
            painter.setBrush(look.color("text_2" if live else "text_3"))
            painter.drawPolygon(_triangle(self.x_of(self._pair)))
        self._paint_handle(painter, here, look.color("text" if live else "text_3"))

    def _paint_handle(self, painter: QPainter, x: float, ink: QColor) -> None:
        painter.setPen(QPen(theme.tokens().color("panel"), 2))
        painter.setBrush(ink)
        grown = 0.75 if self._drag_from is not None else 0.0
        painter.drawEllipse(QPointF(x, _LINE_Y), _HANDLE + grown, _HANDLE + grown)


def _triangle(x: float) -> QPolygonF:
    return QPolygonF([QPointF(x, _LINE_Y + 6), QPointF(x - 4.5, _LINE_Y + 11.5), QPointF(x + 4.5, _LINE_Y + 11.5)])
