"""The menu bar: the commands of the window by group, each with the keys that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from mirrorppr_desktop.gui import theme

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window

_FILE = (
    "file.shoot",
    "file.pair",
    "",
    "file.look",
    "file.save_look",
    "",
    "file.export",
    "",
    "file.close",
    "",
    "file.settings",
    "file.quit",
)
_EDIT = ("edit.undo", "edit.redo")
_VIEW = ("window.filmstrip", "window.dock", "window.photo_only", "window.full_screen", "", "window.region")
_PAGES = ("page.shoot", "page.review", "page.blind", "page.export", "page.models")
_RUN = ("run.all", "run.selection", "run.pause", "", "run.folder")


def fill_menus(window: Window) -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    for title, commands in (
        (_tr("&File"), _FILE),
        (_tr("&Edit"), _EDIT),
        (_tr("&View"), (*_VIEW, "", *_PAGES)),
        (_tr("&Run"), _RUN),
    ):
        menu = bar.addMenu(title)
        for command in commands:
            if command:
                menu.addAction(window.acts[command])
            else:
                menu.addSeparator()
    tools = bar.addMenu(_tr("&Tools"))
    tools.addAction(_tr("Copy diagnostics"), window.copy_diagnostics)
    tools.addAction(window.acts["file.settings"])
    about = bar.addMenu(_tr("&Help"))
    about.addAction(window.acts["window.keys"])
    about.addAction(_tr("About MirrorPPR Desktop"), lambda: window.show_page("about"))
    local = QLabel(_tr("All work stays on this computer"), bar)  # of the bar: else it is gone with this function
    local.setContentsMargins(0, 6, 16, 0)
    theme.mark(local, type="hint", tone="2")
    bar.setCornerWidget(local)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
