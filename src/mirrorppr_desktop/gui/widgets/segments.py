"""A row of joined buttons: one of several, or several switches. Words make way before icons do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme

_ICON = 16
_AROUND = 22  # padding and borders of a button
_GAP = 6
_LEAST_WORDS = 72  # of a button without an icon, where the row has too little room
_HEIGHT = 32
_EDGES = 4  # border and margin at both sides


@dataclass(frozen=True, slots=True)
class Segment:
    """One button. icon: "" for words alone. role: token that colours the icon. tip: why it is there, and its key."""

    key: str
    text: str
    icon: str = ""
    tip: str = ""
    role: str = "text_2"


class Segments(QFrame):
    """The row.

    chosen: key of the one that a person chose (exclusive). switched: key, and whether it is on now (not exclusive).
    words: whether the words are shown where there is room.
    """

    chosen = Signal(str)
    switched = Signal(str, bool)

    def __init__(
        self, segments: Sequence[Segment], exclusive: bool = True, words: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._words = words
        self._segments = {one.key: one for one in segments}
        self._buttons: dict[str, _Button] = {}
        theme.mark(self, role="segments")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # words make way in a window too
        for one in segments:
            layout.addWidget(self._make(one))
        last = self._buttons[segments[-1].key]
        theme.mark(last, last="true")
        self._stop_at(segments[0].key)
        if exclusive:
            self.set_current(segments[0].key)

    def current(self) -> str:
        """The chosen one; the first that is on where several can be; "" where none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose one; no signal."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._stop_at(key)

    def is_on(self, key: str) -> bool:
        """Whether it is on."""
        return self._buttons[key].isChecked()

    def set_on(self, key: str, on: bool) -> None:
        """Set one on or off where several can be; no signal."""
        self._buttons[key].setChecked(on)

    def set_text(self, key: str, text: str) -> None:
        """Other words for one, as where a count changes."""
        old = self._segments[key]
        self._segments[key] = Segment(key, text, old.icon, old.tip, old.role)
        self._say(key)
        self._fit()
        self.updateGeometry()

    def set_words(self, words: bool) -> None:
        """Whether words stand beside the icons where there is room."""
        if words != self._words:
            self._words = words
            self._fit()
            self.updateGeometry()

    def wide(self, *, words: bool) -> int:
        """Logical pixels that it takes with or without the words beside icons."""
        return self._width(words)

    def set_tip(self, key: str, tip: str) -> None:
        """Another tooltip, as where a key was changed."""
        old = self._segments[key]
        self._segments[key] = Segment(key, old.text, old.icon, tip, old.role)
        self._say(key)

    def set_available(self, key: str, available: bool, why: str = "") -> None:
        """Whether it can be used; `why` not is its tooltip then."""
        self._buttons[key].setEnabled(available)
        self._buttons[key].setToolTip(self._tip(key) if available else why)

    def button(self, key: str) -> QToolButton:
        """The button of one."""
        return self._buttons[key]

    def sizeHint(self) -> QSize:
        """With all words."""
        return QSize(self._width(self._words), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """With icons alone; words that have no icon may be cut off, to be read in full in the tooltip."""
        return QSize(2 + sum(self._least_of(one) for one in self._segments.values()), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words while they fit."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from one to the next; the row is one stop for Tab."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
                Qt.Key(event.key()), 0
            )
            if by:
                self._go(watched, by)
                return True
        return super().eventFilter(watched, event)

    def _make(self, one: Segment) -> _Button:
        button = _Button(self)
        button.setCheckable(True)
        button.setAutoExclusive(False)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        if one.icon:
            button.setIcon(icons.icon(one.icon, one.role))
        button.clicked.connect(lambda _checked=False, key=one.key: self._clicked(key))
        button.installEventFilter(self)
        self._buttons[one.key] = button
        self._say(one.key)
        return button

    def _say(self, key: str) -> None:
        one, button = self._segments[key], self._buttons[key]
        button.setText(one.text)
        button.setAccessibleName(one.text)
        button.setToolTip(self._tip(key))

    def _tip(self, key: str) -> str:
        one = self._segments[key]
        return f"{one.text}: {one.tip}" if one.tip else one.text

    def _clicked(self, key: str) -> None:
        if self._exclusive:
            self.set_current(key)
            self.chosen.emit(key)
        else:
            self._stop_at(key)
            self.switched.emit(key, self._buttons[key].isChecked())

    def _go(self, watched: QObject, by: int) -> None:
        order = [key for key, button in self._buttons.items() if button.isEnabled() or button is watched]
        here = next((index for index, key in enumerate(order) if self._buttons[key] is watched), 0)
        key = order[(here + by) % len(order)]
        self._stop_at(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        if self._exclusive and not self._buttons[key].isChecked():
            self._clicked(key)

    def _stop_at(self, key: str) -> None:
        """Let Tab stop at this one of the row only; a click leaves the focus where it was, with the photos."""
        for name, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus)

    def _width_of(self, one: Segment, words: bool) -> int:
        metrics = QFontMetrics(theme.font("strong"))
        wide = _AROUND
        if one.icon:
            wide += _ICON
        if words or not one.icon:
            wide += metrics.horizontalAdvance(one.text) + (_GAP if one.icon else 0)
        return wide

    def _least_of(self, one: Segment) -> int:
        return self._width_of(one, words=False) if one.icon else min(self._width_of(one, words=True), _LEAST_WORDS)

    def _width(self, words: bool) -> int:
        return _EDGES + sum(self._width_of(one, words) for one in self._segments.values())

    def _fit(self) -> None:
        words = self._words and self.width() >= self._width(True)
        over = max(0, self.width() - self._width(words))
        if self.width() < self._width(words):  # only words without icons can make way still
            self._squeeze()
            return
        for place, (key, one) in enumerate(self._segments.items()):
            button = self._buttons[key]
            button.show_words(words or not one.icon)
            share = over * (place + 1) // len(self._segments) - over * place // len(self._segments)
            button.setFixedWidth(self._width_of(one, words) + share)

    def _squeeze(self) -> None:
        """Share the room that there is: the longest words give way first, until all are cut alike."""
        needs = {key: self._width_of(one, words=False) for key, one in self._segments.items()}
        room, most = max(self.width(), self.minimumSizeHint().width()) - 2, max(needs.values())
        widths = needs
        while sum(widths.values()) > room:
            most -= 1
            widths = {key: min(need, max(most, self._least_of(self._segments[key]))) for key, need in needs.items()}
        for key, button in self._buttons.items():
            button.show_words(not self._segments[key].icon)
            button.setFixedWidth(widths[key])


class _Button(QToolButton):
    """One of the row: icon and words in its middle, with the same width whether it is chosen or not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._with_words = True

    def show_words(self, with_words: bool) -> None:
        """Whether words stand beside the icon."""
        self._with_words = with_words
        self.update()

    def shows_words(self) -> bool:
        """Whether words stand beside the icon."""
        return self._with_words

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground by the stylesheet, then icon and words."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.icon, option.text = QIcon(), ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        icon = self.icon()
        role = "text_3" if not self.isEnabled() else "text" if self.isChecked() else "text_2"
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        room = self.width() - _AROUND // 2 - (0 if icon.isNull() else _ICON + _GAP)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(words) if self._with_words else 0
        left = self.width() - wide
        if not icon.isNull():
            left -= _ICON + (_GAP if wide else 0)
        left //= 2
        if not icon.isNull():
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            icon.paint(painter, QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON), mode=mode)
            left += _ICON + _GAP
        if wide:
            painter.setPen(theme.tokens().color(role))
            painter.drawText(QRect(left, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
