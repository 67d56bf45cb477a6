"""The menu of a photo: what can be done to it and to whatever else is selected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from mirrorppr_desktop.gui import icons
from mirrorppr_desktop.gui.photo_actions import PhotoActions
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.photo import Photo, RunState


class PhotoMenu(QObject):
    """Makes and opens the menu.

    Signals: show_wanted(Path): the file in the system's file browser. run_wanted(list[Path]), retry_wanted(list[Path]);
    locate_wanted(list[Path]): photos whose files are not there.
    """

    show_wanted = Signal(object)
    run_wanted = Signal(object)
    retry_wanted = Signal(object)
    locate_wanted = Signal(object)

    def __init__(self, actions: PhotoActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._parent = actions, parent

    def open(self, photo: Photo, at: QPoint) -> None:
        """Open it at a point of the screen."""
        menu = self.make(photo)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def make(self, photo: Photo) -> QMenu:
        """The menu for a photo and the selection."""
        menu = QMenu(self._parent)
        of = self._actions.actions
        menu.addActions([of["accept"], of["reject"], of["unset"]])
        menu.addSeparator()
        menu.addActions([of["copy"], of["paste"]])
        menu.addSeparator()
        chosen = [one.path for one in self._actions.shoot.selected if not one.missing]
        run = menu.addAction(icons.icon("run"), plural(self.tr("Run on %n photo(s)", "", len(chosen)), len(chosen)))
        run.setObjectName("run")
        run.setEnabled(bool(chosen))
        run.triggered.connect(lambda: self.run_wanted.emit(chosen))
        failed = [one.path for one in self._actions.shoot.selected if one.outcome.state == RunState.FAILED]
        failed = [path for path in failed if path in chosen]
        if failed:
            retry = menu.addAction(
                icons.icon("retry"), plural(self.tr("Retry %n failed photo(s)", "", len(failed)), len(failed))
            )
            retry.setObjectName("retry")
            retry.triggered.connect(lambda: self.retry_wanted.emit(failed))
        self._add_missing(menu, [one.path for one in self._actions.shoot.selected if one.missing])
        self._add_files(menu, photo)
        return menu

    def _add_missing(self, menu: QMenu, missing: list[Path]) -> None:
        if missing:
            locate = menu.addAction(icons.icon("missing"), self.tr("Locate…"))
            locate.setObjectName("locate")
            locate.triggered.connect(lambda: self.locate_wanted.emit(missing))
            words = plural(self.tr("Remove %n missing photo(s) from shoot", "", len(missing)), len(missing))
            remove = menu.addAction(icons.icon("close"), words)
            remove.setObjectName("remove")
            remove.triggered.connect(lambda: self._actions.shoot.take_out(missing))

    def _add_files(self, menu: QMenu, photo: Photo) -> None:
        if not photo.missing:
            self._add_file(menu, "show", self.tr("Show file"), photo.path)
        if photo.outcome.result is not None:
            self._add_file(menu, "show_result", self.tr("Show result"), photo.outcome.result)

    def _add_file(self, menu: QMenu, name: str, words: str, path: Path) -> None:
        action = menu.addAction(icons.icon("folder"), words)
        action.setObjectName(name)
        action.triggered.connect(lambda: self.show_wanted.emit(path))
