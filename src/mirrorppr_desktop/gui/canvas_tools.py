"""Buttons of the tool bar that belong to a canvas: compare mode, overlays, zoom."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments

_MODES = ("photo", "split", "side", "flicker")
_OVERLAYS = ("difference", "arrows", "outline", "landmarks")
_FULL = "100"


class CompareTools(QWidget):
    """How before and after are compared, and what lies over the photo."""

    def __init__(self, canvas: Canvas, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.modes = Segments(
            [
                Segment("photo", self.tr("Photo"), "photo", self.tr("The result alone")),
                Segment("split", self.tr("Split"), "split", self.tr("Before and after at both sides of a line")),
                Segment("side", self.tr("Side by side"), "side-by-side", self.tr("Before beside after")),
                Segment("flicker", self.tr("Flicker"), "flicker", self.tr("Before and after in turn")),
            ]
        )
        self.modes.setAccessibleName(self.tr("Compare mode"))
        self.overlays = Segments(
            [
                Segment("difference", self.tr("Difference"), "difference", shortcuts.tip("view.difference")),
                Segment("arrows", self.tr("Arrows"), "arrows", shortcuts.tip("view.arrows")),
                Segment("outline", self.tr("Outline"), "outline", shortcuts.tip("view.outline")),
                Segment("landmarks", self.tr("Landmarks"), "landmarks", shortcuts.tip("view.landmarks")),
            ],
            exclusive=False,
            words=False,
        )
        self.overlays.setAccessibleName(self.tr("Overlays"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.modes)
        row.addWidget(self.overlays)
        self.modes.set_current(str(canvas.mode))
        self.modes.chosen.connect(canvas.set_mode)
        canvas.mode_changed.connect(self.modes.set_current)
        self.overlays.switched.connect(canvas.set_overlay)

    def next_mode(self) -> None:
        """The compare mode after this one."""
        at = _MODES.index(str(self._canvas.mode))
        self._canvas.set_mode(_MODES[(at + 1) % len(_MODES)])

    def toggle(self, overlay: str) -> None:
        """Switch an overlay on or off."""
        on = not self.overlays.is_on(overlay)
        self.overlays.set_on(overlay, on)
        self._canvas.set_overlay(overlay, on)

    def add_actions(self, owner: QWidget, shortcuts: Shortcuts) -> None:
        """Give `owner` the keys of these tools."""
        shortcuts.action("view.mode", owner, self.next_mode)
        for overlay in _OVERLAYS:
            shortcuts.action(f"view.{overlay}", owner, partial(self.toggle, overlay))


class ZoomTools(QWidget):
    """Fit, the zoom as it is, and 100 %."""

    def __init__(self, canvas: Canvas, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.zoom = Segments(
            [
                Segment("fit", self.tr("Fit"), "", shortcuts.tip("view.zoom", self.tr("The whole photo"))),
                Segment("now", "100\u202f%", "", self.tr("Percent of the file's pixels")),
                Segment(_FULL, "100\u202f%", "", shortcuts.tip("view.zoom", self.tr("One pixel of the file each"))),
            ]
        )
        self.zoom.setAccessibleName(self.tr("Zoom"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.zoom)
        self.zoom.chosen.connect(self.choose)
        canvas.zoom_changed.connect(self._show)

    def choose(self, key: str) -> None:
        """Show the whole photo ("fit"), or each of its pixels as one of the screen ("100")."""
        if key == "fit":
            self._canvas.set_zoom("fit")
        elif key == _FULL:
            self._canvas.set_zoom(100)
        self._show(self._canvas.zoom_percent, self._canvas.is_fit)

    def _show(self, percent: float, is_fit: bool) -> None:
        known = self._canvas.has_photo
        self.zoom.set_text("now", f"{percent:.0f}\u202f%" if known else "–")
        if is_fit:
            self.zoom.set_current("fit")
        else:
            self.zoom.set_current(_FULL if round(percent) == 100 else "now")
