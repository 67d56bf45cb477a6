"""Parts of the window that come and go, and the way of the focus through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window


class Regions(QObject):
    """Shows and hides parts of a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def toggle_filmstrip(self) -> None:
        """Show or hide the filmstrip."""
        if self._window.workspace is not None:
            strip = self._window.workspace.page.filmstrip
            strip.setVisible(not strip.isVisible())

    def toggle_dock(self) -> None:
        """Show or hide the dock."""
        if self._window.workspace is not None:
            dock = self._window.workspace.page.dock
            dock.setVisible(not dock.isVisible())

    def toggle_photo_only(self) -> None:
        """Leave nothing but the picture and the filmstrip, or bring the rest back."""
        window = self._window
        if window.workspace is None:
            return
        page, only = window.workspace.page, window.top.isVisible()
        for widget in (window.top, window.menuBar(), window.line, page.dock):
            widget.setVisible(not only)
        page.canvas.set_pills_visible(not only)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def next_region(self) -> None:
        """Move the focus to the next part of the window."""
        window = self._window
        if window.workspace is None:
            return
        page = window.workspace.page
        regions: list[QWidget] = [window.top, page.canvas, page.filmstrip.view, page.dock]
        regions = [one for one in regions if one.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, one in enumerate(regions) if focus is one or (focus and one.isAncestorOf(focus))), -1)
        following = regions[(at + 1) % len(regions)]
        following.setFocus()
        if not following.hasFocus():
            inside = [one for one in following.findChildren(QWidget) if one.focusPolicy() and one.isVisible()]
            if inside:
                inside[0].setFocus()
