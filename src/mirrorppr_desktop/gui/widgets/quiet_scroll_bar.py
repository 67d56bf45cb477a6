"""A scroll bar that keeps its place where everything fits, and shows nothing there: cells do not move as it comes."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar


class QuietScrollBar(QScrollBar):
    """For a view whose bar is always on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar only where there is something to scroll."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
