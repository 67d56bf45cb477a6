"""A shoot, or photos of it, that lie elsewhere now: looked for beside the window's thread, told in the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.relocate import Move, bind, find_move, size_of_record
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shoot.store import StoreDamaged
from mirrorppr_desktop.gui.shoot.store_lock import StoreInUse
from mirrorppr_desktop.gui.shoot.whereabouts import Found, common_root, look_below
from mirrorppr_desktop.gui.widgets import figures

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window
    from mirrorppr_desktop.gui.workspace import Workspace

_PATIENCE_S: Final = 2.0  # at the end, with a drive that does not answer
_NAMED: Final = 3  # photos that are told by name
_Buttons = Sequence[tuple[str, str, Callable[[], object]]]


class Locating(QObject):
    """What the window says and does about photos that are not where they were."""

    _done = Signal(object, object, object)  # token, what to do with the answer, the answer

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._token: object = None  # of what is looked for now
        self._thread: threading.Thread | None = None
        self._does: dict[str, Callable[[], object]] = {}  # by the key of a button of the note
        self._text = ""  # of the note on missing photos
        self._told: frozenset[Path] = frozenset()  # photos that a note has told as missing
        self._done.connect(self._on_done)

    def begin(self) -> None:
        """The window stands: hear its note, and what becomes of photos."""
        self._window.note.pressed.connect(self._pressed)
        self._window.lanes.photos_missing.connect(self._tell_missing)

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked for."""
        return self._token is not None

    def close(self) -> None:
        """Wait for what is being looked for, though not for ever."""
        self._token = None
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
            self._thread = None

    def follow(self, space: Workspace) -> None:
        """A shoot is open."""
        shoot = space.shoot
        space.locate_wanted.connect(self.locate_photos)
        for changed in (shoot.photos_changed, shoot.photos_removed, shoot.photos_reset):
            changed.connect(partial(self._look_whether_back, shoot))

    # --- a shoot whose folder was moved

    def locate(self, store: Path, folder: Path) -> None:
        """Look for the photos of a shoot of earlier in a folder, and bind the shoot to it where they are there."""
        self._look(
            self.tr("Looking for the photos in {0}…").format(folder), partial(find_move, store, folder), self._on_move
        )

    def _on_move(self, move: Move) -> None:
        if move.is_in_place:
            self._window.openings.open_store(move.store)
        elif not move.is_enough:
            self._refuse(move)
        elif move.known is not None:
            self._ask_which(move, move.known)
        else:
            self._bind(move)

    def _refuse(self, move: Move) -> None:
        first = move.found[0]
        total, sure, changed = len(first.places) + len(first.lost), first.sure, len(first.changed)
        if sure:
            text = self.tr("Only {0} of the {1} photos of “{2}” are in {3}.").format(
                sure, total, move.title, move.folder
            )
        else:
            text = self.tr("None of the {0} photos of “{1}” is in {2}.").format(total, move.title, move.folder)
        if changed:
            text += " " + plural(self.tr("Of %n photo(s) only the name is the same.", "", changed), changed)
        self._tell(
            "warn",
            self.tr("{0} Nothing was changed: its decisions stay with it.").format(text),
            (
                ("another", self.tr("Choose another folder…"), partial(self._choose, move.store)),
                ("new", self.tr("Open as a new shoot"), partial(self._window.openings.open, [move.folder])),
            ),
        )

    def _choose(self, store: Path) -> None:
        folder = dialogs.choose_folder(self._window)
        if folder is not None:
            self.locate(store, folder)

    def _ask_which(self, move: Move, known: Path) -> None:
        photos, worked_on = size_of_record(known)
        text = self.tr(
            "{0} was opened as a shoot of its own already: {1} photos, {2} of them with decisions or results. "
            "The two are not mixed. Which decisions hold?"
        )
        self._tell(
            "warn",
            text.format(move.found[0].place, figures.count(photos), figures.count(worked_on)),
            (
                ("earlier", self.tr("Those of “{0}”").format(move.title), partial(self._bind, move)),
                ("that", self.tr("Those made there"), partial(self._window.openings.open_store, known)),
            ),
        )

    def _bind(self, move: Move) -> None:
        words = self.tr("Binding “{0}” to {1}…").format(move.title, move.found[0].place)
        self._look(words, partial(bind, move), partial(self._on_bound, move))

    def _on_bound(self, move: Move, store: Path) -> None:
        self._window.preferences.forget_recent(move.store)
        found, lost = len(move.places), [move.now(path) for path in move.lost]
        self._told = frozenset(lost)
        self._window.openings.open_store(store)
        shoot = self._window.desk.shoot
        if shoot is None or shoot.store.path != store:
            return  # it has been told why
        shoot.note_missing(lost)
        text = self.tr("{0} of {1} photos were found in {2}, with every decision.").format(
            figures.count(found), figures.count(found + len(lost)), move.found[0].place
        )
        changed = sum(len(one.changed) for one in move.found)
        if changed:
            text += " " + plural(self.tr("%n photo(s) changed since then.", "", changed), changed)
        if move.known is not None:
            text += " " + self.tr("What was decided in the other record is kept beside it, as *.aside.")
        if lost:
            self._tell_lost(f"{text} {self._not_there(lost)}")
        else:
            self._tell("ok", text, ())

    # --- photos of the open shoot that are missing

    def _tell_missing(self, paths: Iterable[Path]) -> None:
        shoot = self._window.desk.shoot
        missing = () if shoot is None else shoot.missing
        if missing and not set(missing) <= self._told:
            kept = self.tr("They are not run. Their decisions are kept and hold again when the files are back.")
            self._tell_lost(f"{self._not_there(missing)} {kept}")
        self._told = frozenset(missing)

    def _not_there(self, paths: Sequence[Path]) -> str:
        named = ", ".join(path.name for path in paths[:_NAMED])
        more = len(paths) - _NAMED
        if more > 0:
            named = self.tr("{0} and {1} more").format(named, figures.count(more))
        return self.tr("Not there: {0}.").format(named)

    def _tell_lost(self, text: str) -> None:
        self._text = text
        self._tell(
            "warn",
            text,
            (
                ("locate", self.tr("Locate…"), self.locate_missing),
                ("remove", self.tr("Remove from shoot"), self._remove_missing),
            ),
        )

    def locate_missing(self) -> None:
        """Ask for the folder where the missing photos lie now."""
        shoot = self._window.desk.shoot
        if shoot is not None:
            self.locate_photos(shoot.missing)

    def locate_photos(self, paths: Sequence[Path]) -> None:
        """Ask where photos lie now: for a file where it is one, for a folder where they are several."""
        shoot = self._window.desk.shoot
        gone = [] if shoot is None else [shoot.photo(path) for path in paths if path in shoot]
        if shoot is None or not gone:
            return
        if len(gone) == 1:
            file = dialogs.choose_photo(self._window, gone[0].name)
            if file is not None:
                self._take(shoot, Found(gone[0].path.parent, file.parent, {gone[0].path: file}))
            return
        folder = dialogs.choose_folder(self._window)
        if folder is not None:
            root = common_root(photo.path for photo in gone)
            words = self.tr("Looking for the photos in {0}…").format(folder)
            self._look(words, partial(look_below, folder, root, gone), partial(self._take, shoot))

    def _take(self, shoot: Shoot, found: Found) -> None:
        if shoot is not self._window.desk.shoot:
            return
        refused = shoot.rebind(found.places)
        bound = len(found.places) - len(refused)
        total = len(found.places) + len(found.lost)
        parts = [
            self.tr("{0} of {1} photos were found in {2}, with every decision.").format(bound, total, found.place)
            if bound
            else self.tr("None of {0} photos was found in {1}. Nothing was changed.").format(total, found.place)
        ]
        if refused:
            text = self.tr("{0} is in the shoot already, with decisions of its own; both stay as they are.")
            parts += [text.format(found.places[path].name) for path in refused[:_NAMED]]
        if found.lost:
            parts.append(self._not_there(found.lost))
        self._told = frozenset(shoot.missing)
        if shoot.missing:
            self._tell_lost(" ".join(parts))
        else:
            self._tell("ok", " ".join(parts), ())

    def _remove_missing(self) -> None:
        shoot = self._window.desk.shoot
        if shoot is not None:
            count = len(shoot.missing)
            shoot.take_out(shoot.missing)
            text = self.tr("%n photo(s) taken out of the shoot; undo brings them back with their decisions", "", count)
            self._window.line.say(plural(text, count))

    def _look_whether_back(self, shoot: Shoot, *_: object) -> None:
        """A note whose cause is gone goes with it."""
        if self._text and not shoot.missing:
            if self._window.note.text() == self._text:
                self._window.note.hide()
            self._text, self._told = "", frozenset()

    # --- looking, and telling

    def _look(self, words: str, look: Callable[[], object], then: Callable[..., object]) -> None:
        self._token = token = object()
        self._window.line.say(words)
        self._thread = threading.Thread(target=self._work, args=(token, look, then), name="locating", daemon=True)
        self._thread.start()

    def _work(self, token: object, look: Callable[[], object], then: Callable[..., object]) -> None:
        try:
            answer: object = look()
        except (StoreDamaged, StoreInUse, OSError) as error:
            then, answer = self._fail, error
        if token is self._token:
            self._done.emit(token, then, answer)

    def _on_done(self, token: object, then: Callable[[object], object], answer: object) -> None:
        if token is self._token:
            self._token = None
            then(answer)

    def _fail(self, error: Exception) -> None:
        self._tell("bad", self.tr("{0} Nothing was changed.").format(error), ())

    def _tell(self, state: str, text: str, buttons: _Buttons) -> None:
        self._does = {f"locating {key}": do for key, _, do in buttons}
        self._window.tell(state, text, [(f"locating {key}", words) for key, words, _ in buttons])

    def _pressed(self, key: str) -> None:
        do = self._does.pop(key, None)
        if do is not None:
            do()
