"""Fields for figures. Their wheel works only with the focus: a page scrolls over them otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

_LEFT = 6  # the stylesheet cannot move the words of a spin box


def _prepare(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(_LEFT, 0, 0, 0)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setKeyboardTracking(False)


class NumberField(QSpinBox):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setRange(low, high)
        self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DecimalField(QDoubleSpinBox):
    """A figure from `low` to `high` with so many digits behind the point."""

    def __init__(
        self,
        low: float,
        high: float,
        value: float,
        *,
        digits: int = 2,
        step: float = 0.01,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setDecimals(digits)
        self.setSingleStep(step)
        self.setRange(low, high)
        self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
