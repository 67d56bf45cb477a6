"""A bordered word with an icon: trust, a state, a licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.widgets import figures

HIGH_TRUST = 0.80
WEAK_TRUST = 0.60  # below it


class Tag(QFrame):
    """A tag. state: "ok", "warn", "bad", "accent", or "" for none. It always has an icon and a word."""

    def __init__(self, state: str = "", icon: str = "info", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = ""
        self._role = ""
        theme.mark(self, role="tag")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._picture = QLabel(self)
        self._text = QLabel(self)
        theme.mark(self._text, type="hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 1, 6, 1)
        layout.setSpacing(4)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.signals().changed.connect(self._colour)
        self.show_state(state, icon, text)

    def show_state(self, state: str, icon: str, text: str, tip: str = "") -> None:
        """Say something else. tip: what stands behind it."""
        self._icon = icon
        self._role = state or "text_2"
        theme.mark(self, state=state or None)
        theme.mark(self._text, state=state or None, tone=None if state else "2")
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self._colour()

    def show_trust(self, trust: float, worst: str = "") -> None:
        """How far what was found in a pair can be trusted, 0..1. worst: the name of its worst part."""
        shown = figures.plain(trust)
        if trust >= HIGH_TRUST:
            self.show_state("ok", "check", self.tr("Trust {0}, high").format(shown), worst)
        elif trust >= WEAK_TRUST:
            self.show_state("", "info", self.tr("Trust {0}, fair").format(shown), worst)
        else:
            self.show_state("warn", "warning", self.tr("Trust {0}, weak").format(shown), worst)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _colour(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._role, 14, self.devicePixelRatioF()))
