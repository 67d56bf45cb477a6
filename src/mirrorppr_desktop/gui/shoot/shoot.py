"""The open shoot: photos in order, decisions with undo, outcomes; kept in its store at every change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from mirrorppr_desktop.gui.shoot.photo import (
    Decision,
    Flag,
    Outcome,
    Photo,
    RunState,
    adjustments_from_json,
    adjustments_to_json,
)
from mirrorppr_desktop.gui.shoot.store import Store
from mirrorppr_desktop.gui.shoot.undo import Change
from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, FacePolicy, RetouchRequest

DEFAULT_FLOOR = 0.9
_RETRY_MS = 5000  # between tries to write what a full disk refused


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole shoot. Either `pair` or `look` says what to do, or nothing does yet."""

    pair: ExemplarPair | None = None
    look: Path | None = None
    strength: float = 1.0
    adjustments: Adjustments = field(default_factory=Adjustments)
    faces: FacePolicy = FacePolicy.ALL
    floor: float = DEFAULT_FLOOR

    @property
    def request(self) -> RetouchRequest | None:
        """What to ask of the engine; None where there is neither pair nor look."""
        if self.pair is None and self.look is None:
            return None
        return RetouchRequest(
            self.pair, self.look, strength=self.strength, faces=self.faces, adjustments=self.adjustments
        )


class Shoot(QObject):
    """One shoot. Everything that is changed is on disk when the signal comes, unless store_troubled has told otherwise.

    Signals: photos_reset: all are others now. photos_added(list[Path]), photos_removed(list[Path]).
    photos_changed(list[Path]): decisions or outcomes. settings_changed(Settings). current_changed(Path or None).
    selection_changed(). store_troubled(str): why changes are kept in memory alone, "" once all are on disk.
    """

    photos_reset = Signal()
    photos_added = Signal(object)
    photos_removed = Signal(object)
    photos_changed = Signal(object)
    settings_changed = Signal(object)
    current_changed = Signal(object)
    selection_changed = Signal()
    store_troubled = Signal(str)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        store.on_trouble = self._on_trouble
        self._retry = QTimer(self)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(store.write_waiting)
        self.undo = QUndoStack(self)
        self._settings = settings_from(store.fact("settings"))
        self._photos: dict[Path, Photo] = {photo.path: photo for photo in store.photos()}
        current = store.fact("current")
        self._current = Path(current) if current is not None and Path(current) in self._photos else None
        if self._current is None:
            self._current = next(iter(self._photos), None)
        self._selected: set[Path] = set() if self._current is None else {self._current}
        self._moved: dict[Path, Path] = {}  # photos that lie elsewhere now: steps of undo know them by the old path

    def close(self) -> None:
        """Close the store; nothing may be changed any more."""
        self._retry.stop()
        self.undo.clear()  # its steps hold the shoot, which Python's collector would untie in the wrong order
        self.store.on_trouble = lambda _trouble: None
        self.store.close()

    def _on_trouble(self, trouble: str) -> None:
        if trouble:
            self._retry.start()
        else:
            self._retry.stop()
        self.store_troubled.emit(trouble)

    # --- what it is

    @property
    def title(self) -> str:
        """The shoot's name: its folder's."""
        return str(self.store.fact("title", ""))

    @property
    def folders(self) -> tuple[Path, ...]:
        """What the user opened: folders, or single files."""
        return tuple(Path(one) for one in self.store.fact("folders", []))

    @property
    def recursive(self) -> bool:
        """Whether folders inside the folders belong to it."""
        return bool(self.store.fact("recursive", False))

    @property
    def out(self) -> Path:
        """Where results of a run are written."""
        told = self.store.fact("out")
        if told is not None:
            return Path(told)
        first = self.folders[0] if self.folders else Path.cwd()
        return (first if first.is_dir() else first.parent) / "retouched"

    def describe(self, title: str, folders: Sequence[Path], recursive: bool, out: Path | None = None) -> None:
        """Say what the shoot is."""
        facts: dict[str, Any] = {"title": title, "folders": [str(one) for one in folders], "recursive": recursive}
        if out is not None:
            facts["out"] = str(out)
        self.store.set_facts({**facts, "opened": datetime.now(UTC).isoformat(timespec="seconds")})

    def set_out(self, out: Path) -> None:
        """Write results of the next runs to another folder."""
        self.store.set_facts({"out": str(out)})

    # --- photos

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All photos in their order."""
        return tuple(self._photos.values())

    def photo(self, path: Path) -> Photo:
        """One photo.

        Raises:
            KeyError: it is not of this shoot.
        """
        return self._photos[path]

    def __contains__(self, path: object) -> bool:
        return path in self._photos

    def __len__(self) -> int:
        return len(self._photos)

    def add(self, paths: Iterable[Path]) -> None:
        """Add photos at the end; those that are there already stay as they are."""
        new = [path for path in dict.fromkeys(paths) if path not in self._photos]
        if not new:
            return
        added = {path: Photo(path) for path in new}
        self._photos |= added
        self.store.write_photos(added.values())
        self.photos_added.emit(new)
        if self._current is None:
            self.set_current(new[0])
        self._note_counts()

    def remove(self, paths: Iterable[Path]) -> None:
        """Take photos out of the shoot; their files stay."""
        gone = [path for path in paths if path in self._photos]
        if not gone:
            return
        for path in gone:
            del self._photos[path]
        self._selected.difference_update(gone)
        self.store.forget_photos(gone)
        self.photos_removed.emit(gone)
        if self._current not in self._photos:
            self.set_current(next(iter(self._photos), None))
        self._note_counts()

    def take_out(self, paths: Iterable[Path]) -> None:
        """Take photos out of the shoot as one step of undo, which brings their decisions back."""
        gone = {path: self._photos[path] for path in paths if path in self._photos}
        if gone:
            nothing: dict[Path, Photo] = {}
            self.undo.push(Change(self.tr("remove from shoot"), (gone, nothing), (nothing, gone), self._exchange))

    def _exchange(self, which: tuple[Mapping[Path, Photo], Mapping[Path, Photo]]) -> None:
        """Put photos back as they were, and take others out."""
        back, gone = which
        self.remove(gone)
        found_again = {path for path in back if path in self._photos}
        self.add(back)
        self._write({path: replace(photo, missing=path not in found_again) for path, photo in back.items()})

    def note_missing(self, paths: Iterable[Path], missing: bool = True) -> None:
        """Note whose files are not there, or are there again. What was decided stays."""
        self._write(
            {
                path: replace(self._photos[path], missing=missing)
                for path in paths
                if path in self._photos and self._photos[path].missing != missing
            }
        )

    @property
    def missing(self) -> tuple[Path, ...]:
        """Photos whose files are not there."""
        return tuple(path for path, photo in self._photos.items() if photo.missing)

    def rebind(self, places: Mapping[Path, Path]) -> list[Path]:
        """Find photos under other paths from now on, with all that is known of them; which could not be.

        A photo that the shoot has under a new path already gives way where nobody has worked on it; otherwise both
        stay as they are.
        """
        wanted = {old: new for old, new in places.items() if old in self._photos and old != new}
        moves: dict[Path, Path] = {}
        for old, new in wanted.items():
            if new not in moves.values():
                moves[old] = new
        while blocked := [old for old, new in moves.items() if self._is_taken(new, moves)]:
            for old in blocked:
                del moves[old]
        self.remove([new for new in moves.values() if new in self._photos and new not in moves])
        if moves:
            self._move(moves)
        return [old for old in wanted if old not in moves]

    def _is_taken(self, place: Path, moves: Mapping[Path, Path]) -> bool:
        return place in self._photos and place not in moves and self._photos[place].is_worked_on

    def _move(self, moves: Mapping[Path, Path]) -> None:
        moved = {old: replace(self._photos[old], path=new, missing=False) for old, new in moves.items()}
        self.store.move_photos(moved)
        known = [moved.get(path, photo) for path, photo in self._photos.items()]
        self._photos = {photo.path: photo for photo in known}
        self._selected = {moves.get(path, path) for path in self._selected}
        self._moved = {old: moves.get(now, now) for old, now in self._moved.items()} | dict(moves)
        current = self._current
        self._current = None if current is None else moves.get(current, current)
        self.photos_reset.emit()
        if self._current != current:
            self.store.set_facts({"current": str(self._current)})
            self.current_changed.emit(self._current)
        self.selection_changed.emit()
        self._note_counts()

    # --- current photo and selection

    @property
    def current(self) -> Photo | None:
        """The photo that is looked at."""
        return None if self._current is None else self._photos.get(self._current)

    def set_current(self, path: Path | None, *, keep_selection: bool = False) -> None:
        """Look at another photo; the selection becomes that photo unless it is to be kept."""
        if not keep_selection:
            self.select([] if path is None else [path])
        if path == self._current:
            return
        self._current = path
        self.store.set_facts({"current": None if path is None else str(path)})
        self.current_changed.emit(path)

    @property
    def selected(self) -> tuple[Photo, ...]:
        """The selected photos in the shoot's order; the current one where none is selected."""
        if len(self._selected) == 1:  # the usual case, asked for at every news of a photo
            return tuple(self._photos[path] for path in self._selected)
        chosen = tuple(photo for path, photo in self._photos.items() if path in self._selected)
        if chosen or self.current is None:
            return chosen
        return (self.current,)

    def select(self, paths: Iterable[Path]) -> None:
        """Select photos."""
        chosen = {path for path in paths if path in self._photos}
        if chosen != self._selected:
            self._selected = chosen
            self.selection_changed.emit()

    # --- decisions

    def decide(
        self,
        paths: Iterable[Path],
        text: str,
        change: Callable[[Decision], Decision],
        gesture: object | None = None,
    ) -> None:
        """Change decisions as one step of undo.

        Args:
            text: what is done, as the menu says it after "Undo".
            change: from the decision on a photo to the new one.
            gesture: changes in a row with the same value become one step (a drag).
        """
        before = {path: self._photos[path].decision for path in paths if path in self._photos}
        after = {path: change(decision) for path, decision in before.items()}
        if after != before:
            own = None if gesture is None else (gesture, frozenset(before))
            self.undo.push(Change(text, before, after, self._write_decisions, own))

    def flag(self, paths: Iterable[Path], flag: Flag) -> None:
        """Accept, reject or unset."""
        words = {Flag.ACCEPTED: self.tr("accept"), Flag.REJECTED: self.tr("reject"), Flag.UNSET: self.tr("unset")}
        self.decide(paths, words[flag], lambda one: replace(one, flag=flag))

    def rate(self, paths: Iterable[Path], stars: int) -> None:
        """Give 0 to 5 stars."""
        self.decide(paths, self.tr("stars"), lambda one: replace(one, stars=stars))

    def _write_decisions(self, decisions: Mapping[Path, Decision]) -> None:
        now = {self._moved.get(path, path): one for path, one in decisions.items()}
        self._write({path: replace(self._photos[path], decision=one) for path, one in now.items() if path in self})

    # --- settings of the whole shoot

    @property
    def settings(self) -> Settings:
        """What holds for the whole shoot."""
        return self._settings

    def set_settings(self, text: str, settings: Settings, gesture: object | None = None) -> None:
        """Change them as one step of undo."""
        if settings != self._settings:
            self.undo.push(Change(text, self._settings, settings, self._write_settings, gesture))

    def say_same_person(self) -> None:
        """The pair shows one person, the user says: it is learned whatever it looks like."""
        pair = self._settings.pair
        if pair is not None:
            settings = replace(self._settings, pair=replace(pair, same_person=True))
            self.set_settings(self.tr("same person"), settings)

    def begin(self, settings: Settings) -> None:
        """The settings that a new shoot starts with; no step of undo."""
        self._write_settings(settings)

    def strength_of(self, path: Path) -> float:
        """How far the retouch of a photo goes: its own word, or the shoot's."""
        own = self._photos[path].decision.strength
        return self._settings.strength if own is None else own

    def adjustments_of(self, path: Path) -> Adjustments:
        """What is changed of the engine's proposal for a photo: its own word, or the shoot's."""
        own = self._photos[path].decision.adjustments
        return self._settings.adjustments if own is None else own

    def made_with(self, path: Path) -> str:
        """A digest of all that a result of this photo would be made with now; "" where nothing says what to do.

        It tells whether a result is still what the settings say: see `Outcome.made_with`.
        """
        return made_with(self._settings, self._photos[path].decision)

    def _write_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.store.set_facts({"settings": settings_to_json(settings)})
        self.settings_changed.emit(settings)

    # --- outcomes

    def tell(self, outcomes: Mapping[Path, Outcome], stages: Mapping[Path, str] | None = None) -> None:
        """Note what a run told. Not undoable."""
        stages = stages or {}
        changed = {
            path: replace(self._photos[path], outcome=one, stage=stages.get(path, ""))
            for path, one in outcomes.items()
            if path in self._photos
        }
        self._write(changed)
        if any(one.state not in (RunState.WAITING, RunState.WORKING) for one in outcomes.values()):
            self._note_counts()

    def learn(self, path: Path, **facts: Any) -> None:
        """Note what was learnt of a photo: captured, size, faces, stage."""
        self.learn_all({path: facts})

    def learn_all(self, facts: Mapping[Path, Mapping[str, Any]]) -> None:
        """Note what was learnt of several photos at once."""
        learnt = {path: replace(self._photos[path], **one) for path, one in facts.items() if path in self._photos}
        self._write({path: photo for path, photo in learnt.items() if photo != self._photos[path]})

    def _write(self, changed: Mapping[Path, Photo]) -> None:
        if not changed:
            return
        known = self._photos
        lasting = [
            path
            for path, photo in changed.items()
            if photo != replace(known[path], stage=photo.stage, missing=photo.missing)
        ]
        if lasting:  # a stage is shown, not kept, and so is that a file is missing
            self.store.write_photos(changed[path] for path in lasting)
        self._photos.update(changed)
        self.photos_changed.emit(list(changed))

    def _note_counts(self) -> None:
        """Counts for the list of recent shoots, which does not open a store's photos."""
        photos = self._photos.values()
        self.store.set_facts(
            {
                "photos": len(self._photos),
                "done": sum(one.outcome.state == RunState.DONE for one in photos),
                "failed": sum(one.outcome.state == RunState.FAILED for one in photos),
                "held": sum(one.held_back(self._settings.floor) for one in photos),
                "first": [str(one.path) for one in list(photos)[:4]],
            }
        )


def made_with(settings: Settings, decision: Decision) -> str:
    """See `Shoot.made_with`."""
    request = settings.request
    if request is None:
        return ""
    asked = replace(
        request,
        strength=settings.strength if decision.strength is None else decision.strength,
        adjustments=settings.adjustments if decision.adjustments is None else decision.adjustments,
    )
    told = asdict(asked)
    if request.exemplar is not None and not request.exemplar.same_person:
        del told["exemplar"]["same_person"]  # which results of earlier versions do not know of
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def settings_to_json(settings: Settings) -> dict[str, Any]:
    """As plain JSON values."""
    pair = settings.pair
    return {
        "pair": None if pair is None else [str(pair.before), str(pair.after)],
        "same_person": pair is not None and pair.same_person,
        "look": None if settings.look is None else str(settings.look),
        "strength": settings.strength,
        "adjustments": adjustments_to_json(settings.adjustments),
        "faces": settings.faces,
        "floor": settings.floor,
    }


def _pair_from(data: dict[str, Any]) -> ExemplarPair | None:
    if data["pair"] is None:
        return None
    before, after = data["pair"]
    return ExemplarPair(Path(before), Path(after), bool(data.get("same_person", False)))


def settings_from(data: dict[str, Any] | None) -> Settings:
    """What `settings_to_json` wrote; the defaults where it is something else."""
    if data is None:
        return Settings()
    try:
        return Settings(
            pair=_pair_from(data),
            look=None if data["look"] is None else Path(data["look"]),
            strength=float(data["strength"]),
            adjustments=adjustments_from_json(data["adjustments"]),
            faces=FacePolicy(data["faces"]),
            floor=float(data["floor"]),
        )
    except (ValueError, TypeError, KeyError):
        return Settings()
