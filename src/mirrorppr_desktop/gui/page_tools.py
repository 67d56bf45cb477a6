"""The tools of the page of a shoot in the bar above it, and how they make way where the window is narrow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.canvas_tools import CompareTools, ZoomTools
from mirrorppr_desktop.gui.commands import BY_ID
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments

_GAP = 12
_RUN_WORDS, _WORDS, _OVERLAYS, _ZOOM = 1, 2, 3, 4  # what makes way, in this order
_OVERLAY_COMMANDS = ("difference", "arrows", "outline", "landmarks")


class PageTools(QWidget):
    """Photo or run, how to compare, what lies over the photo. zoom: tools at the right end of the bar.

    folds: how often they can make way. Signals: switched("photo" or "run").
    """

    switched = Signal(str)
    folds = _ZOOM

    def __init__(self, canvas: Canvas, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._folded = 0
        self._is_photo = True
        self.compare = CompareTools(canvas, shortcuts)
        self.zoom = ZoomTools(canvas, shortcuts)
        self.run_switch = Segments(
            [Segment("photo", self.tr("Photo"), "panel-bottom"), Segment("run", self.tr("Run"), "grid")],
        )
        self.run_switch.set_current("photo")
        self.run_switch.hide()
        self.run_switch.chosen.connect(self.switched)
        self.more = QToolButton()
        self.more.setText("»")
        self.more.setFixedSize(32, 32)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setAccessibleName(self.tr("More tools"))
        self.more.setToolTip(self.tr("More tools"))
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill)
        self.more.setMenu(menu)
        self.more.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for widget in (self.run_switch, self.compare, self.more):
            row.addWidget(widget)

    def show_switch(self) -> None:
        """There has been a run: it can be looked at."""
        self.run_switch.show()
        self.updateGeometry()

    def show_for(self, which: str) -> None:
        """Show what goes with "photo" or "run"."""
        self.run_switch.set_current(which)
        self._is_photo = which == "photo"
        self._show()

    def wide(self, folded: int) -> int:
        """Logical pixels that all of them take where they made way so many times, those at the right end included."""
        parts = []
        if not self.run_switch.isHidden():
            parts.append(self.run_switch.wide(words=folded < _RUN_WORDS))
        if self._is_photo:
            parts.append(self.compare.modes.wide(words=folded < _WORDS))
            parts.append(self.more.width() if folded >= _OVERLAYS else self.compare.overlays.wide(words=False))
            if folded < _ZOOM:
                parts.append(self.zoom.sizeHint().width())
        return sum(parts) + _GAP * max(0, len(parts) - 1)

    @property
    def shows_zoom(self) -> bool:
        """Whether there is something at the right end."""
        return self._is_photo and self._folded < _ZOOM

    def fold(self, folded: int) -> None:
        """Make way so many times."""
        if folded != self._folded:
            self._folded = folded
            self._show()

    def _show(self) -> None:
        folded = self._folded
        self.run_switch.set_words(folded < _RUN_WORDS)
        self.compare.modes.set_words(folded < _WORDS)
        self.compare.overlays.setVisible(folded < _OVERLAYS)
        self.compare.setVisible(self._is_photo)
        self.more.setVisible(self._is_photo and folded >= _OVERLAYS)
        self.zoom.setVisible(self.shows_zoom)

    def _fill(self) -> None:
        """What has made way, as a menu; the keys are told, and not taken."""
        menu, compare = self.more.menu(), self.compare
        menu.clear()
        for overlay in _OVERLAY_COMMANDS:
            one, keys = BY_ID[f"view.{overlay}"], self._shortcuts.shown(f"view.{overlay}")
            action = menu.addAction(f"{one.title()}\t{keys}" if keys else one.title())
            action.setCheckable(True)
            action.setChecked(compare.overlays.is_on(overlay))
            action.triggered.connect(partial(compare.toggle, overlay))
        if self._folded >= _ZOOM:
            menu.addSeparator()
            menu.addAction(self.tr("Fit"), partial(self.zoom.choose, "fit"))
            menu.addAction("100\u202f%", partial(self.zoom.choose, "100"))
