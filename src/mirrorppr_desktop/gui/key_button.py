"""A button that shows the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from mirrorppr_desktop.gui import icons, theme

_GAP = 8
_CAP = 20
_ICON = 16


class KeyButton(QPushButton):
    """Icon, words, and the key in its cap, in the middle of the button. icon: "" for none; role colours it."""

    def __init__(self, words: str, key: str, icon: str = "", role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._key, self._picture, self._role = key, icon, role
        theme.mark(self, role="large")
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")

    def set_key(self, key: str) -> None:
        """Another key, as where it was changed."""
        self._key = key
        self.setToolTip(f"{self.text()} ({key})")
        self.update()

    def sizeHint(self) -> QSize:
        """Words, icon and cap side by side."""
        hint = super().sizeHint()
        return QSize(self._content_width() + 28, max(40, hint.height()))

    def _content_width(self) -> int:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + _GAP + self._cap_width()
        return wide + (_ICON + _GAP if self._picture else 0)

    def _cap_width(self) -> int:
        return max(_CAP, self.fontMetrics().horizontalAdvance(self._key) + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground by the stylesheet, then what stands on it."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        look = theme.tokens()
        ink = look.color("text" if self.isEnabled() else "text_3")
        left = (self.width() - self._content_width()) // 2
        middle = self.height() // 2
        if self._picture:
            colour = look.color(self._role) if self.isEnabled() else ink
            icons.paint(painter, self._picture, QRect(left, middle - _ICON // 2, _ICON, _ICON), colour)
            left += _ICON + _GAP
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink)
        words = self.fontMetrics().horizontalAdvance(self.text())
        painter.drawText(QRect(left, 0, words + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        cap = QRect(left + words + _GAP, middle - _CAP // 2, self._cap_width(), _CAP)
        painter.setPen(QPen(look.color("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(theme.font("hint"))
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
