"""A label that is cut in the middle where it does not fit: the end of a file name tells photos apart."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_tip(text: str) -> str:
    """Words for a tooltip that is shown as it stands: a name that looks like HTML would load what it names."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text


class ElidedLabel(QLabel):
    """The label; its tooltip is the whole text while it is cut."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def shown(self) -> str:
        """The words that fit."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def setText(self, text: str) -> None:
        """Another text."""
        super().setText(text)
        self._tip()

    def minimumSizeHint(self) -> QSize:
        """It can be cut to a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words that fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, self.shown())

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shown() != self.text() else "")
