"""A shoot whose folder was moved: its record is bound to the new place, with everything that was decided.

The new record is a copy, whole before it gets its name; the old one goes last. Whatever interrupts it, none is lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from mirrorppr_desktop.gui.shoot.photo import Photo
from mirrorppr_desktop.gui.shoot.shoot import Settings, made_with, settings_from
from mirrorppr_desktop.gui.shoot.store import Store, StoreDamaged, peek, peek_photos, store_path
from mirrorppr_desktop.gui.shoot.store_lock import hold_store
from mirrorppr_desktop.gui.shoot.whereabouts import Found, look_below
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES


@dataclass(frozen=True, slots=True)
class Move:
    """A shoot, and where its photos lie now.

    folder: that was looked in. found: for each folder that is gone. known: the record of another shoot that was opened
    at the new place already, None where there is none. is_in_place: nothing is gone, as when a drive is there again.
    """

    store: Path
    title: str
    folder: Path
    named: tuple[Path, ...]
    found: tuple[Found, ...]
    known: Path | None = None
    is_in_place: bool = False

    @property
    def places(self) -> dict[Path, Path]:
        """Of all photos that were found, by where they were."""
        return {old: new for one in self.found for old, new in one.places.items()}

    @property
    def lost(self) -> tuple[Path, ...]:
        """Photos that are not there."""
        return tuple(path for one in self.found for path in one.lost)

    @property
    def is_enough(self) -> bool:
        """Whether it is the same shoot, going by the first folder."""
        return self.found[0].is_enough

    def now(self, path: Path) -> Path:
        """Where a file or folder of the shoot is to be looked for now."""
        for one in self.found:
            if path in one.places:
                return one.places[path]
            if path == one.root or one.root in path.parents:
                return one.place / path.relative_to(one.root)
        base = _bases(self.found[0])
        return base[1] / path.relative_to(base[0]) if base[0] in path.parents else path

    def now_of(self, photo: Photo) -> Path:
        """Where a photo belongs now: one that was not found, where it would be found again."""
        is_below = any(one.root in photo.path.parents for one in self.found)
        return self.now(photo.path) if is_below else photo.path


def find_move(store: Path, folder: Path) -> Move:
    """Look for the photos of a shoot in a folder that a person named. Slow; nothing is changed.

    Raises:
        StoreDamaged: the record of the shoot cannot be read.
    """
    facts = dict(peek(store))
    named = tuple(Path(one) for one in facts.get("folders", []))
    if not named:
        raise StoreDamaged(f"{store}: the record of this shoot cannot be read")
    photos = peek_photos(store)
    gone = [path for path in named if not path.exists()]
    if not gone:
        return Move(store, str(facts.get("title", "")), folder, named, (), is_in_place=True)
    roots = list(dict.fromkeys(path.parent if path.suffix.lower() in PHOTO_SUFFIXES else path for path in gone))
    found = [look_below(folder, roots[0], _below(roots[0], photos))]
    for root in roots[1:]:
        place = _beside(found[0], root, folder)
        found.append(look_below(place, root, _below(root, photos)))
    move = Move(store, str(facts.get("title", "")), folder, named, tuple(found))
    target = store_path([_now_named(move, path) for path in named])
    return replace(move, known=target if target != store and target.exists() else None)


def bind(move: Move) -> Path:
    """Bind the shoot to its new place; its new record. That of another shoot there, if any, is kept aside.

    Raises:
        StoreDamaged, StoreInUse: a record cannot be used. Both are as they were.
        OSError: the new record cannot be written.
    """
    target = store_path([_now_named(move, path) for path in move.named])
    staged = target.with_suffix(".part")
    locks: list[QLockFile] = []
    try:
        locks.append(hold_store(move.store))
        locks.append(hold_store(target))
        _forget(staged)
        _copy(move.store, staged)
        _rewrite(staged, move)
        if target.exists():
            _put_aside(target)
        staged.replace(target)
        _forget(move.store)
    except sqlite3.Error as cause:
        raise StoreDamaged(f"{move.store}: the record of this shoot cannot be copied ({cause})") from cause
    finally:
        with contextlib.suppress(OSError):
            _forget(staged)
        for lock in locks:
            lock.unlock()
    return target


def _below(root: Path, photos: Sequence[Photo]) -> list[Photo]:
    return [photo for photo in photos if root in photo.path.parents]


def _now_named(move: Move, path: Path) -> Path:
    return path if path.exists() else move.now(path)


def _bases(found: Found) -> tuple[Path, Path]:
    """What of the old and the new place differs: both without the folders at their ends that are called the same."""
    old, new = found.root, found.place
    while old.name and old.name == new.name:
        old, new = old.parent, new.parent
    return old, new


def _beside(first: Found, root: Path, folder: Path) -> Path:
    """Where another folder may be, going by where the first one went."""
    old, new = _bases(first)
    if old in root.parents:
        return new / root.relative_to(old)
    return folder / root.name


# --- the record


def _copy(store: Path, staged: Path) -> None:
    with closing(sqlite3.connect(store)) as old, closing(sqlite3.connect(staged)) as new:
        old.backup(new)


def _rewrite(staged: Path, move: Move) -> None:
    """Every path in the copy that has changed."""
    store = Store(staged)
    try:
        before = settings_from(store.fact("settings"))
        named = (*move.named, *(one.root for one in move.found))
        names = {str(path): str(_now_named(move, path)) for path in named}
        names |= {str(photo.path): str(move.now_of(photo)) for photo in store.photos()}
        names |= _files_beside(move, before, store.fact("out"))
        store.set_facts({name: _renamed(value, names) for name, value in store.facts().items() if name != "title"})
        store.set_facts({"title": Path(store.fact("folders")[0]).name or move.title})
        after = settings_from(store.fact("settings"))
        store.move_photos({photo.path: _moved(photo, move, before, after) for photo in store.photos()})
        store.change_votes(lambda vote: _renamed(vote, names))
        if store.trouble:
            raise OSError(store.trouble)
    finally:
        store.close()


def _files_beside(move: Move, settings: Settings, out: Any) -> dict[str, str]:
    """Pair, look and the folder of results, where they have moved along."""
    pair = () if settings.pair is None else (settings.pair.before, settings.pair.after)
    named = [*pair, *(() if settings.look is None else (settings.look,)), *((Path(out),) if out else ())]
    return {str(path): str(move.now(path)) for path in named if not path.exists() and move.now(path).exists()}


def _moved(photo: Photo, move: Move, before: Settings, after: Settings) -> Photo:
    outcome, result = photo.outcome, photo.outcome.result
    if result is not None and not result.exists() and move.now(result).exists():
        outcome = replace(outcome, result=move.now(result))
    if outcome.made_with and outcome.made_with == made_with(before, photo.decision):
        outcome = replace(outcome, made_with=made_with(after, photo.decision))
    return replace(photo, path=move.now_of(photo), outcome=outcome)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Plain JSON with other names for files."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _renamed(one, names) for key, one in value.items()}
    return value


def _put_aside(store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.replace(store.with_suffix(f".{datetime.now().astimezone():%Y%m%d-%H%M%S}.aside"))


def _forget(store: Path) -> None:
    for file in (store, Path(f"{store}-wal"), Path(f"{store}-shm")):
        file.unlink(missing_ok=True)


def size_of_record(store: Path) -> tuple[int, int]:
    """Photos of a record, and on how many of them somebody has worked."""
    photos = peek_photos(store)
    return len(photos), sum(photo.is_worked_on for photo in photos)
