"""The window: layout and wiring. What it shows lives in pages, what it does in the desk and the workspace."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.canvas.held_keys import HeldKeys
from mirrorppr_desktop.gui.desk import Desk
from mirrorppr_desktop.gui.drops import local_paths, sort_drop
from mirrorppr_desktop.gui.equipment import Equipment
from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.gui.leaving import Leaving
from mirrorppr_desktop.gui.menus import fill_menus
from mirrorppr_desktop.gui.openings import Openings
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.regions import Regions
from mirrorppr_desktop.gui.running import Running
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.start_page import StartPage
from mirrorppr_desktop.gui.status_line import StatusLine
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache, pixmap_of
from mirrorppr_desktop.gui.top_bar import PAGES, TopBar
from mirrorppr_desktop.gui.troubles import Troubles
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.jobs.questions import Thumbnail

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import MakeBatch
    from mirrorppr_desktop.gui.workspace import Workspace

LEAST = (1280, 720)
FIRST = (1440, 900)


class Window(QMainWindow):
    """The main window. `begin` opens what the command line names. closing(): the last moment to end work.

    make_batch: starts a run; None for the real one. What a shoot needs is imported after the window stands.
    """

    closing = Signal()

    def __init__(
        self, preferences: Preferences, lanes: Lanes | None = None, make_batch: MakeBatch | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("MirrorPPR Desktop")
        self.setAcceptDrops(True)
        self.preferences, self._make_batch = preferences, make_batch
        self.shortcuts = Shortcuts(preferences, self)
        self.held_keys = HeldKeys(self.shortcuts, self)
        self.lanes = lanes or Lanes(parent=self)
        self.desk = Desk(self.lanes, self)
        self.cache = ThumbnailCache(parent=self)
        self.workspace: Workspace | None = None
        self._pages: dict[str, QWidget] = {}
        self.page = "shoot"  # the name of the one that is shown
        self.openings, self.regions, self.equipment = Openings(self), Regions(self), Equipment(self)
        self.running, self.leaving, self.troubles = Running(self), Leaving(self), Troubles(self)
        self._lay_out()
        self._hear()
        self._give_keys()
        self.stack.setFocus()
        self.resize(*FIRST)
        geometry = preferences.window_settings().value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.fit_screen()

    def fit_screen(self) -> None:
        """Be no larger than the screen, which may be scaled otherwise than when size and place were kept."""
        room = self.screen().availableGeometry()
        self.resize(self.size().boundedTo(room.size()))
        x, y = (min(self.x(), room.right() + 1 - self.width()), min(self.y(), room.bottom() + 1 - self.height()))
        self.move(max(room.left(), x), max(room.top(), y))

    # --- layout

    def _lay_out(self) -> None:
        self.setMinimumSize(960, 600)
        self.top = TopBar(self.shortcuts)
        self.note = Note(closable=True)
        self.note.hide()
        self.stack = QStackedWidget()
        theme.mark(self.stack, role="canvas")
        self.stack.setProperty("ownFocus", True)  # it has the focus until a key or a click takes it elsewhere
        self.start = StartPage()
        self.stack.addWidget(self.start)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.note):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(whole)
        self.line = StatusLine(self.shortcuts)
        self.setStatusBar(self.line)
        self.line.set_lasting(self.tr("No shoot open"))
        self.top.set_page("shoot")

    def _hear(self) -> None:
        self.top.page_wanted.connect(self.show_page)
        self.top.undone.connect(self._undo)
        self.top.redone.connect(self._redo)
        self.note.pressed.connect(self._note_pressed)
        self.note.closed.connect(self.note.hide)
        self.equipment.known.connect(self.start.set_computer)
        self.desk.shoot_opened.connect(self._on_shoot)
        self.desk.shoot_closing.connect(self._forget_pages)
        self.desk.exemplar.look_saved.connect(lambda saved: self.line.say(self.tr("Saved {0}").format(saved.path)))
        self.lanes.thumbnail.connect(self._on_thumbnail)
        self.cache.draw_from(self.lanes)
        self.preferences.troubled.connect(partial(self.tell, "warn"))
        start = self.start
        start.pair_chosen.connect(self.openings.use_pair)
        start.shoot_chosen.connect(lambda paths, recursive: self.openings.open(paths, recursive=recursive))
        start.look_dropped.connect(self.openings.use_look)
        start.model_dropped.connect(self.openings.import_models)
        start.recent_chosen.connect(self.openings.open_store)
        start.resume_wanted.connect(lambda store: self.openings.open_store(store, resume=True))
        start.located.connect(self.openings.locate)
        start.settings_wanted.connect(lambda: self.show_page("settings"))
        start.diagnostics_wanted.connect(self.copy_diagnostics)
        start.models_wanted.connect(lambda: self.show_page("models"))
        start.thumbnail_wanted.connect(self.lanes.ask_thumbnail)

    def _on_thumbnail(self, thumbnail: Thumbnail) -> None:
        self.cache.set_thumbnail(thumbnail)
        if self.workspace is None:
            self.start.set_thumbnail(thumbnail.path, pixmap_of(thumbnail.pixels).toImage())
        else:
            self.workspace.shoot.learn(thumbnail.path, captured=thumbnail.captured)

    def _give_keys(self) -> None:
        does: dict[str, Callable[[], object]] = {
            **{f"page.{page}": partial(self.show_page, page) for page in PAGES},
            "file.shoot": self.openings.choose_shoot,
            "file.pair": self.openings.choose_pair,
            "file.look": self.openings.choose_look,
            "file.save_look": self.openings.save_look,
            "file.close": self.openings.close_shoot,
            "file.export": lambda: self.show_page("export"),
            "file.settings": lambda: self.show_page("settings"),
            "file.quit": self.close,
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "run.all": partial(self.running.start, "all"),
            "run.selection": partial(self.running.start, "selection"),
            "run.trial": partial(self.running.start, "trial"),
            "run.pause": self.running.pause_or_go_on,
            "run.folder": self.running.choose_results_folder,
            "window.filmstrip": self.regions.toggle_filmstrip,
            "window.dock": self.regions.toggle_dock,
            "window.region": self.regions.next_region,
            "window.photo_only": self.regions.toggle_photo_only,
            "window.full_screen": self.regions.toggle_full_screen,
            "window.keys": lambda: self.show_page("keys"),
        }
        self.acts = {command: self.shortcuts.action(command, self, do) for command, do in does.items()}
        fill_menus(self)

    # --- beginning

    def begin(self, arguments: Namespace) -> None:
        """Open what the command line names. Work that was cut off is offered by the start page."""
        self.lanes.warm_up()
        self.equipment.look()
        if self.preferences.notice:
            self.tell("warn", self.preferences.notice)
        self.openings.begin(arguments)

    def _on_shoot(self, shoot: Shoot) -> None:
        self.cache.clear()
        from mirrorppr_desktop.gui.workspace import Workspace
        from mirrorppr_desktop.jobs.batch import Batch

        self.workspace = Workspace(
            self.desk,
            shoot,
            self.cache,
            preferences=self.preferences,
            shortcuts=self.shortcuts,
            make_batch=self._make_batch or Batch,
            parent=self,
        )
        space = self.workspace
        self._pages["shoot"] = space.page
        self.stack.addWidget(space.page)
        space.page_wanted.connect(self.show_page)
        space.said.connect(self.line.say)
        space.file_wanted.connect(lambda path: show_folder(path.parent))
        space.folder_wanted.connect(show_folder)
        shoot.store_troubled.connect(self.troubles.tell_store)
        self.running.follow(space)
        self.held_keys.serve(space.page.canvas)
        space.page.canvas.seen.connect(partial(self.line.note_canvas, space.page.canvas))
        space.page.pair_wanted.connect(self.openings.choose_pair)
        space.page.look_wanted.connect(self.openings.choose_look)
        space.page.look_save_wanted.connect(self.openings.save_look)
        space.page.exemplar_wanted.connect(self.desk.exemplar.use_by_hand)
        self.top.follow(shoot.undo)
        self.top.set_shoot_open(True)
        self.preferences.add_recent(shoot.store.path)
        if shoot.store.fact("settings") is None:
            shoot.begin(replace(shoot.settings, floor=self.preferences.identity_floor))
        self.show_page("shoot")
        self.line.set_lasting(self.tr("{0} is open").format(shoot.title or shoot.store.path.stem))
        self._fit_pages()
        self.openings.hand_over()

    def forget_shoot(self) -> None:
        """Close the shoot and show the start page."""
        self.desk.close()
        self.top.set_shoot_open(False)
        self.top.follow(None)
        self.openings.look_for_recents()
        self.line.set_lasting(self.tr("No shoot open"))
        self.show_page("shoot")

    def _forget_pages(self) -> None:
        space = self.workspace
        for name in ("shoot", "review", "blind", "export"):
            page = self._pages.pop(name, None)
            if page is not None:
                self.stack.removeWidget(page)
        if space is not None:
            self.top.forget_tools(space.tools, space.tools.zoom)
            space.close()
            space.deleteLater()
        self.workspace = None

    # --- pages

    def show_page(self, name: str) -> QWidget | None:
        """Show a page, made when it is shown first; None where it cannot be shown now."""
        if name == "train" or (name in ("review", "blind", "export") and self.workspace is None):
            return None
        page = self._pages.get(name)
        if page is None:
            page = self.start if name == "shoot" else self._make_page(name)
            if page is not self.start:
                self._pages[name] = page
                self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.page = name
        self.top.set_page(name)
        page.setProperty("ownFocus", True)  # a ring around a whole page tells nothing
        page.setFocus()  # the arrow keys belong to the photos, not to the tab that was pressed
        space = self.workspace
        on_shoot = name == "shoot" and space is not None
        self.top.set_tools(space.tools if on_shoot and space is not None else None)
        return page

    def _make_page(self, name: str) -> QWidget:
        from mirrorppr_desktop.gui.page_makers import make

        return make(name, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room that there is."""
        super().resizeEvent(event)
        self._fit_pages()

    def _fit_pages(self) -> None:
        if self.workspace is not None:
            self.workspace.page.fit_to(self.width(), self.height())

    # --- undo, words, drops

    def _undo(self) -> None:
        self._step(back=True)

    def _redo(self) -> None:
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        if self.workspace is None:
            return
        blind = self.workspace.blind
        if back and blind is not None and self.stack.currentWidget() is blind:
            blind.take_back()  # votes are no decisions on the shoot
            return
        stack = self.workspace.shoot.undo
        text = stack.undoText() if back else stack.redoText()
        if text:
            (stack.undo if back else stack.redo)()
            self.line.say((self.tr("Undone: {0}") if back else self.tr("Redone: {0}")).format(text))

    def tell(self, state: str, text: str, buttons: Sequence[tuple[str, str]] = ()) -> None:
        """Say something above the page, until it is closed."""
        self.note.say(state, text, buttons)
        self.note.show()

    def _note_pressed(self, _button: str) -> None:
        self.note.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos, folders and looks may be dropped anywhere."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.openings.take(sort_drop(local_paths(event.mimeData())))

    # --- the window itself

    def copy_diagnostics(self) -> None:
        """Put what helps to find a fault on the clipboard; no photo, no name of one."""
        from mirrorppr_desktop.gui import diagnostics

        diagnostics.copy()
        self.line.say(self.tr("Diagnostics are on the clipboard. They hold no photo and no name of one."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless a run or an export goes on and its owner wants to stay."""
        if not self.leaving.may_close():
            event.ignore()
            return
        self.preferences.window_settings().setValue("geometry", self.saveGeometry())
        self._end()
        event.accept()

    def _end(self) -> None:
        self.desk.close()
        self.closing.emit()
        self.openings.close()
        self.equipment.close()
        self.lanes.close()


def show_folder(folder: Path) -> None:
    """Open a folder with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
