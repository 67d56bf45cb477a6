"""A rounded button that says what is in use and opens the list of choices, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from mirrorppr_desktop.gui import icons, theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list. reason: what it is good for, or why it cannot be chosen."""

    key: str
    text: str
    reason: str = ""
    available: bool = True


class Chip(QPushButton):
    """The chip. chosen: key of the choice that a person made; the chip itself changes nothing."""

    chosen = Signal(str)

    def __init__(self, text: str, icon: str = "chip", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._choices: tuple[Choice, ...] = ()
        self._current = ""
        theme.mark(self, role="chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.show_text(text)

    def show_text(self, text: str, state: str = "", why: str = "") -> None:
        """Say what is in use. state: "warn" where it is not what was wanted; `why` then tells."""
        theme.mark(self, state=state or None)
        icons.beside_words(self, "warning" if state else self._icon, state or "text")
        self.setText(text + "      ")  # room for the chevron
        self.setAccessibleName(", ".join(part for part in (text, why) if part))
        self.setToolTip(why or self.tr("Choose what does the work"))

    def set_choices(self, choices: Sequence[Choice], current: str) -> None:
        """The lines of the list."""
        self._choices = tuple(choices)
        self._current = current

    def menu_of_choices(self) -> QMenu:
        """The list as a menu; a line that cannot be chosen says why."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for one in self._choices:
            action = menu.addAction(f"{one.text}: {one.reason}" if one.reason else one.text)
            action.setToolTip(one.reason)
            action.setIcon(icons.icon("check" if one.key == self._current else "blank", "accent"))
            action.setEnabled(one.available)
            action.triggered.connect(lambda _checked=False, key=one.key: self.chosen.emit(key))
        return menu

    def open(self) -> None:
        """Open the list above or below the chip."""
        if not self._choices:
            return
        menu = self.menu_of_choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a button, with a chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = theme.tokens().color("text_2" if self.isEnabled() else "text_3")
        icons.paint(painter, "chevron-down", QRect(self.width() - 24, (self.height() - 14) // 2, 14, 14), colour)
