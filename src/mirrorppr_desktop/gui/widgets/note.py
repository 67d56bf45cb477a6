"""A line in the window instead of a dialog: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.announce import announce

_ICONS = {"accent": "info", "ok": "check", "warn": "warning", "bad": "failed"}


class Note(QFrame):
    """A note with a coloured side.

    state: "accent", "ok", "warn" or "bad". buttons: key and words of each, two at most.
    pressed: key of the button. closed: a person closed it; it hides itself.
    """

    pressed = Signal(str)
    closed = Signal()

    def __init__(
        self,
        state: str = "accent",
        text: str = "",
        buttons: Sequence[tuple[str, str]] = (),
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        theme.mark(self, role="note")
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._close = QToolButton(self)
        self._close.setIcon(icons.icon("close", "text_2"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self._closed)
        self._close.setVisible(closable)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(10)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._row)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.signals().changed.connect(self._colour)
        self.say(state, text, buttons)

    def say(self, state: str, text: str, buttons: Sequence[tuple[str, str]] = ()) -> None:
        """Say something else, with other buttons."""
        self._state = state
        theme.mark(self, state=state)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._close.setToolTip(self.tr("Close this note"))
        self._close.setAccessibleName(self.tr("Close this note"))
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for key, words in buttons:
            button = QPushButton(words, self)
            button.clicked.connect(lambda _checked=False, chosen=key: self.pressed.emit(chosen))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._colour()
        if self.isVisible():
            self._fit()
            self._announce()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def state(self) -> str:
        """How grave it is."""
        return self._state

    def button(self, words: str) -> QPushButton:
        """The button with these words.

        Raises:
            KeyError: there is none.
        """
        for index in range(self._row.count()):
            item = self._row.itemAt(index)
            found = item.widget() if item is not None else None
            if isinstance(found, QPushButton) and found.text() == words:
                return found
        raise KeyError(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Let screen readers hear it."""
        super().showEvent(event)
        self._announce()

    def event(self, event: QEvent) -> bool:
        """A part that has become wider takes room from the words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words need at this width, never higher: a fixed policy would go by another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setMaximumHeight(max(self.minimumSizeHint().height(), layout.totalHeightForWidth(self.width())))

    def set_upright(self, upright: bool) -> None:
        """Put the buttons below each other, as in a narrow dock."""
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def _announce(self) -> None:
        if self._text.text():
            announce(self, self._text.text(), at_once=self._state == "bad")

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()

    def _colour(self) -> None:
        self._picture.setPixmap(icons.pixmap(_ICONS[self._state], self._state, 16, self.devicePixelRatioF()))
