"""The menu bar: the commands of the window by group, each with the keys that it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.commands import BY_ID

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window
    from mirrorppr_desktop.gui.workspace import Workspace

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
_RUN = ("run.all", "run.selection", "run.trial", "run.pause", "", "run.folder")
_PHOTO = (
    "flag.accept",
    "flag.reject",
    "flag.unset",
    "stars",
    "",
    "strength.more",
    "strength.less",
    "edit.copy",
    "edit.paste",
    "",
    "photo.next",
    "photo.previous",
    "photo.select_all",
    "photo.find",
)
_STARS = tuple(f"stars.{count}" for count in range(6))
_FACE = ("face.next", "face.previous")


def fill_menus(window: Window) -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    _fill(bar.addMenu(_tr("&File")), window, _FILE)
    _fill(bar.addMenu(_tr("&Edit")), window, _EDIT)
    for title, fill in ((_tr("&Photo"), _fill_photo), (_tr("F&ace"), _fill_face)):
        menu = bar.addMenu(title)
        # What can be done depends on the page and the photo; keys stay with the pages, which may share them.
        menu.aboutToShow.connect(partial(_renew, menu, window, fill))
        _renew(menu, window, fill)
    _fill(bar.addMenu(_tr("&View")), window, (*_VIEW, "", *_PAGES))
    _fill(bar.addMenu(_tr("&Run")), window, _RUN)
    tools = bar.addMenu(_tr("&Tools"))
    tools.addAction(_tr("Copy diagnostics"), window.copy_diagnostics)
    tools.addAction(window.acts["file.settings"])
    about = bar.addMenu(_tr("&Help"))
    about.addAction(window.acts["window.keys"])
    about.addAction(_tr("About MirrorPPR Desktop"), lambda: window.show_page("about"))
    bar.setCornerWidget(_Local(bar))


def _fill(menu: QMenu, window: Window, commands: tuple[str, ...]) -> None:
    for command in commands:
        if command:
            menu.addAction(window.acts[command])
        else:
            menu.addSeparator()


# --- menus of the page that is shown


def _renew(menu: QMenu, window: Window, fill: Callable[[QMenu, Window], None]) -> None:
    menu.clear()
    for one in menu.findChildren(QMenu):  # which do not go with their entry
        one.setParent(None)
        one.deleteLater()
    fill(menu, window)


def _fill_photo(menu: QMenu, window: Window) -> None:
    for command in _PHOTO:
        if command == "stars":
            stars = menu.addMenu(_tr("Stars"))
            for one in _STARS:
                _add(stars, window, one)
        elif command:
            _add(menu, window, command)
        else:
            menu.addSeparator()
    menu.addSeparator()
    space = window.workspace
    current = None if space is None else space.shoot.current
    result = None if current is None else current.outcome.result
    for name, words, path in (
        ("show", _tr("Show file"), None if current is None else current.path),
        ("show_result", _tr("Show result"), result),
    ):
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setEnabled(path is not None)
        if space is not None:
            action.triggered.connect(partial(space.file_wanted.emit, path))


def _fill_face(menu: QMenu, window: Window) -> None:
    for command in _FACE:
        _add(menu, window, command)
    space = window.workspace
    page = space.page if space is not None and window.page == "shoot" else None
    faces = [] if page is None else page.faces
    if page is not None and faces:
        menu.addSeparator()
        for number in (None, *faces):
            words = _tr("All faces") if number is None else _tr("Face {0}").format(number)
            action = menu.addAction(words)
            action.setObjectName(f"face {number or 0}")
            action.setCheckable(True)
            action.setChecked(page.face == number)
            action.triggered.connect(partial(page.choose_face, number))
    menu.addSeparator()
    face = None if page is None else page.face
    reset = menu.addAction(_tr("Reset all faces") if face is None else _tr("Reset face {0}").format(face))
    reset.setObjectName("reset")
    reset.setEnabled(bool(faces))
    if page is not None:
        reset.triggered.connect(page.reset_face)


def _add(menu: QMenu, window: Window, command: str) -> None:
    """A command that has its keys on some pages only: here they are told, and not taken."""
    one, space = BY_ID[command], window.workspace
    shown = window.shortcuts.shown(command)
    action = menu.addAction(f"{one.title()}\t{shown}" if shown else one.title())
    action.setObjectName(command)
    does = None if space is None else _action_of(space, command)
    action.setEnabled(
        does is not None
        and does.isEnabled()
        and window.page in one.pages
        and space is not None
        and space.shoot.current is not None
    )
    if does is not None:
        action.triggered.connect(does.trigger)


def _action_of(space: Workspace, command: str) -> QAction | None:
    """The action that has the keys of a command on the pages of a shoot."""
    return next((one for one in space.page.actions() if one.objectName() == command), None)


class _Local(QWidget):
    """What matters to whoever is asked for photos of others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 16, 0)
        row.setSpacing(6)
        self._lock = QLabel(self)
        words = QLabel(_tr("All work stays on this computer"), self)
        theme.mark(words, type="hint", tone="2")
        row.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.signals().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        self._lock.setPixmap(icons.pixmap("lock", "text_2", 14, self.devicePixelRatioF()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
