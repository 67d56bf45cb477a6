"""What is opened: shoots, pairs, looks, models; by dialog, drop, command line, or because it was open last."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.drops import Drop, DropKind
from mirrorppr_desktop.gui.locating import Locating
from mirrorppr_desktop.gui.shoot.recent import Recent, recent_shoots
from mirrorppr_desktop.gui.shoot.store import STORES, StoreDamaged
from mirrorppr_desktop.gui.shoot.store_lock import StoreInUse
from mirrorppr_desktop.jobs.pairing import likely_order
from mirrorppr_desktop.retouch.request import ExemplarPair
from mirrorppr_desktop.settings import data_folder

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window
    from mirrorppr_desktop.gui.workspace import Workspace


_IDLE_MS = 20  # between parts that are made before they are needed
_PATIENCE_S = 2.0  # at the end, with a drive that does not answer


class Openings(QObject):
    """Opens things in a window. A pair or look that comes before there is a shoot waits for one."""

    _found = Signal(object, object)
    _may_spare = Signal(object, object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._looking: threading.Thread | None = None
        self._resuming: Workspace | None = None
        self._latest: object = None  # what tells one look for recents from those before
        self._is_coming_back = False
        self._found.connect(self._on_found)
        self._may_spare.connect(self._make_spares)
        window.lanes.listed.connect(self._resume)
        self._window = window
        self.locating = Locating(window)
        self._waiting_pair: ExemplarPair | None = None
        self._waiting_look: Path | None = None

    def begin(self, arguments: Namespace) -> None:
        """Open what the command line names, or what was open last."""
        self.locating.begin()
        if arguments.photos:
            self.open(list(arguments.photos), recursive=arguments.recursive)
        if arguments.before is not None:
            self.use_pair([arguments.before, arguments.after], in_order=True)
        if arguments.look is not None:
            self.use_look(arguments.look)
        self._is_coming_back = not arguments.photos and not arguments.safe_mode
        self.look_for_recents()

    def look_for_recents(self) -> None:
        """Have the start page list the shoots of earlier. A drive that is gone may take seconds to say so."""
        self._latest = object()
        self._looking = threading.Thread(target=self._look, args=(self._latest,), name="recent shoots", daemon=True)
        self._looking.start()

    def close(self) -> None:
        """Wait for what is being looked for, though not for ever."""
        self._latest = None
        self.locating.close()
        if self._looking is not None:
            self._looking.join(_PATIENCE_S)
            self._looking = None

    def _look(self, token: object) -> None:
        found = recent_shoots(data_folder() / STORES)
        if token is self._latest:
            self._found.emit(token, found)
        from mirrorppr_desktop.gui.dock import spare  # which takes a while

        if token is self._latest:
            self._may_spare.emit(token, spare.KINDS)

    def _on_found(self, token: object, found: list[Recent]) -> None:
        if token is not self._latest:
            return
        self._window.start.set_recents(found)
        if self._is_coming_back and self._window.desk.shoot is None:
            self._come_back(found)
        self._is_coming_back = False

    def _make_spares(self, token: object, kinds: Sequence[type]) -> None:
        """Make one dock after another for the shoot that will be opened, each in an event of its own."""
        from mirrorppr_desktop.gui.dock.spare import has_spare, make_spare

        if token is not self._latest or self._window.desk.shoot is not None or not kinds:
            return
        if not has_spare(self._window.stack, kinds[0]):
            make_spare(self._window.stack, kinds[0])
        QTimer.singleShot(_IDLE_MS, self, partial(self._make_spares, token, kinds[1:]))

    def _come_back(self, recents: list[Recent]) -> None:
        """Open the shoot that was open last; one whose run was cut off waits on the start page for a word."""
        last = next(iter(self._window.preferences.recent_shoots), None)
        shoots = {one.store: one for one in recents}
        found = None if last is None else shoots.get(last)
        if (
            found is not None
            and found.missing is None
            and not found.is_open
            and all(one.running is None for one in shoots.values())
        ):
            self.open_store(found.store)

    # --- shoots

    def open(self, named: Sequence[Path], *, recursive: bool = False) -> None:
        """Open folders or photos as a shoot."""
        missing = [path for path in named if not path.exists()]
        if missing:
            text = self.tr("{0} is not there. Is its drive connected?")
            self._window.tell("bad", text.format(missing[0]))
        else:
            self._unless_running(lambda: self._window.desk.open(named, recursive=recursive))

    def open_store(self, store: Path, *, resume: bool = False) -> None:
        """Open a shoot of earlier, and go on with the run that was cut off where that is wanted."""
        self._unless_running(lambda: self._window.desk.open_store(store))
        space = self._window.workspace
        if space is not None and resume and space.shoot.store.path == store:
            # Once it is known which of its photos are still there.
            self._resuming = space

    def _resume(self) -> None:
        space, self._resuming = self._resuming, None
        if space is not None and space is self._window.workspace:
            space.go_on()

    def locate(self, store: Path, folder: Path) -> None:
        """Bind a shoot of earlier to the folder where its photos lie now."""
        self.locating.locate(store, folder)

    def close_shoot(self) -> None:
        """Back to the start page."""
        self._unless_running(self._window.forget_shoot)

    def _unless_running(self, lay_out: Callable[[], object]) -> None:
        space = self._window.workspace
        if space is not None and space.busy:
            text = self.tr("A run goes on. Cancel it or wait for its end before another shoot is opened.")
            self._window.tell("warn", text)
            return
        if not self._window.leaving.may_let_go():
            return
        try:
            lay_out()
        except (StoreDamaged, StoreInUse) as error:
            self._window.tell("bad", str(error))

    def choose_shoot(self) -> None:
        """Ask for a folder."""
        folder = dialogs.choose_folder(self._window)
        if folder is not None:
            self.open([folder])

    # --- pair and look

    def choose_pair(self) -> None:
        """Ask for two photos."""
        paths = dialogs.choose_photos(self._window)
        if len(paths) == 2:
            self.use_pair(paths)
        elif paths:
            text = self.tr("An exemplar pair is two photos; {0} were chosen.")
            self._window.tell("warn", text.format(len(paths)))

    def choose_look(self) -> None:
        """Ask for a look."""
        look = dialogs.choose_look(self._window)
        if look is not None:
            self.use_look(look)

    def save_look(self) -> None:
        """Ask where to, and save what is done to the current photo as a look."""
        shoot = self._window.desk.shoot
        if shoot is None or shoot.current is None:
            return
        path = dialogs.name_look(self._window, shoot.title or "look")
        if path is not None:
            self._window.desk.exemplar.save_look(path, path.stem)

    def use_pair(self, paths: Sequence[Path], *, in_order: bool = False) -> None:
        """Use a pair now, or as soon as there is a shoot."""
        if self._window.desk.shoot is None:
            if len(paths) == 2:
                pair = ExemplarPair(paths[0], paths[1]) if in_order else likely_order(*paths)
                self._waiting_pair, self._waiting_look = pair, None
                self._window.start.show_pair(pair)
                self._say_waiting(f"{pair.before.name} + {pair.after.name}")
        else:
            self._window.desk.exemplar.choose_pair(paths, in_order=in_order)

    def use_look(self, look: Path) -> None:
        """Use a look now, or as soon as there is a shoot."""
        if self._window.desk.shoot is None:
            self._waiting_look, self._waiting_pair = look, None
            self._window.start.pair.clear()
            self._say_waiting(look.name)
        else:
            self._window.desk.exemplar.choose_look(look)

    def _say_waiting(self, what: str) -> None:
        self._window.line.set_lasting(self.tr("{0} will be used for the shoot that you open").format(what))

    def hand_over(self) -> None:
        """There is a shoot now: what waited for one is used."""
        if self._window.workspace is not None:
            self.locating.follow(self._window.workspace)
        pair, look = self._waiting_pair, self._waiting_look
        self._waiting_pair, self._waiting_look = None, None
        self._window.start.pair.clear()
        if pair is not None:
            QTimer.singleShot(0, partial(self.use_pair, [pair.before, pair.after], in_order=True))
        if look is not None:
            QTimer.singleShot(0, partial(self.use_look, look))

    # --- drops

    def take(self, drop: Drop) -> None:
        """Use what was dropped, and say what of it cannot be."""
        match drop.kind:
            case DropKind.SHOOT:
                self.open(list(drop.paths))
            case DropKind.PAIR:
                self.use_pair(list(drop.paths))
            case DropKind.LOOK:
                self.use_look(drop.paths[0])
            case DropKind.MODEL:
                self.import_models(drop.paths)
        if drop.words:
            self._window.tell("warn", drop.words)

    def import_models(self, paths: Sequence[Path]) -> None:
        """Take model files over; the page of models tells how it goes."""
        from mirrorppr_desktop.gui.models_page import ModelsPage

        page = self._window.show_page("models")
        assert isinstance(page, ModelsPage)
        page.import_paths(paths)
