"""A note that lies in the canvas: what is wrong with the photo that is shown, or that could not be shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from mirrorppr_desktop.gui import icons, theme

_ICONS = {"bad": "failed", "warn": "warning", "info": "info"}
WIDEST = 560


class CanvasNote(QFrame):
    """Words with a coloured side line and an icon; stays until its cause is gone or it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, role="note")
        self._icon, self._text = QLabel(self), QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(self)
        self._close.setIcon(icons.icon("close"))
        self._close.setToolTip(self.tr("Close this note"))
        self._close.setAccessibleName(self.tr("Close this note"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, text: str, state: str) -> None:
        """Show a message, "bad", "warn" or "info"; no text: hide."""
        if text:
            theme.mark(self, state=state)
            role = state if state in ("bad", "warn") else "accent"
            self._icon.setPixmap(icons.pixmap(_ICONS[state], role, 16, self.devicePixelRatioF()))
            self._text.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def place(self, width: int, bottom: int) -> None:
        """Lie above `bottom`, in the middle of `width`."""
        wide = min(WIDEST, width - 32)
        self.setFixedWidth(max(wide, 120))
        high = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((width - self.width()) // 2, bottom - high, self.width(), high)
