"""Makes the pages that are not there from the start. Imported when one of them is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window


def make(name: str, window: Window) -> QWidget:
    """The page of that name, wired to the window.

    Raises:
        KeyError: there is no such page.
    """
    return {
        "keys": _keys,
    }[name](window)


def _keys(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.keys_page import KeysPage

    page = KeysPage(window.shortcuts)
    page.closed.connect(lambda: window.show_page("shoot"))
    return page
