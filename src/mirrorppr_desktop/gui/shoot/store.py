"""The file behind a shoot: every change is in it before the window shows it. A crash loses nothing that was decided."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mirrorppr_desktop.gui.shoot.photo import Photo, from_json, to_json
from mirrorppr_desktop.settings import data_folder

STORES = "shoots"  # the folder of all stores
_SCHEMA = 1
_IN_BETWEEN = b"\0"
_TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS photo (place INTEGER NOT NULL, path BLOB PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS vote (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
"""


class StoreDamaged(Exception):
    """The file is no store of this program, is of a newer version of it, or cannot be written to."""


class Store:
    """Facts of a shoot by name, its photos, and the votes of its blind tests.

    What cannot be written (a full disk, a drive that is gone) waits here in its order and goes with the next write.
    trouble: why something waits, "" where all is on disk. on_trouble: hears it whenever it changes.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises:
            StoreDamaged: it cannot be used; it is left as it is.
        """
        self.path = path
        self.trouble = ""
        self.on_trouble: Callable[[str], object] = lambda _trouble: None
        self._waiting: list[tuple[str, list[tuple[Any, ...]]]] = []  # statements and their rows
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
        except (OSError, sqlite3.Error) as cause:
            raise StoreDamaged(f"{path}: the record of this shoot cannot be opened ({cause})") from cause
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_TABLES)
            self._facts = dict(_facts_of(self._db))
            self._next_place = self._db.execute("SELECT COALESCE(MAX(place) + 1, 0) FROM photo").fetchone()[0]
        except (sqlite3.Error, ValueError) as cause:
            self._db.close()
            raise StoreDamaged(f"{path}: the record of this shoot cannot be opened ({cause})") from cause
        schema = self.fact("schema", _SCHEMA)
        if schema != _SCHEMA:
            self._db.close()
            raise StoreDamaged(f"{path}: written by a newer version of this program (schema {schema})")
        self.set_facts({"schema": _SCHEMA})

    def close(self) -> None:
        """Close the file, after a last try to write what waits."""
        self.write_waiting()
        self._db.close()

    def fact(self, name: str, default: Any = None) -> Any:
        """A plain JSON value, or the default."""
        return self._facts.get(name, default)

    def facts(self) -> dict[str, Any]:
        """All of them."""
        return dict(self._facts)

    def set_facts(self, facts: dict[str, Any]) -> None:
        """Write plain JSON values, all or none."""
        rows = [(name, json.dumps(value)) for name, value in facts.items()]
        self._facts |= {name: json.loads(value) for name, value in rows}
        self._write("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", rows)

    def photos(self) -> list[Photo]:
        """All photos in their order; a row that cannot be read comes back as a photo without decisions.

        Raises:
            StoreDamaged: the file is damaged where the photos are.
        """
        try:
            rows = self._db.execute("SELECT path, value FROM photo ORDER BY place, path").fetchall()
        except sqlite3.Error as cause:
            raise StoreDamaged(f"{self.path}: the photos of this shoot cannot be read ({cause})") from cause
        return [_photo(path, value) for path, value in rows]

    def write_photos(self, photos: Iterable[Photo]) -> None:
        """Write photos, all or none; new ones come after the others, known ones keep their place."""
        rows = [(self._next_place + i, _key(photo.path), json.dumps(to_json(photo))) for i, photo in enumerate(photos)]
        self._next_place += len(rows)
        self._write(
            "INSERT INTO photo (place, path, value) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET value = excluded.value",
            rows,
        )

    def move_photos(self, moved: Mapping[Path, Photo]) -> None:
        """Write photos whose files lie elsewhere now, by the path that each had; all or none. They keep their place."""
        new = [(_key(photo.path), json.dumps(to_json(photo)), _IN_BETWEEN + _key(old)) for old, photo in moved.items()]
        # By way of keys that no file has: one photo may move to where another one moves away from.
        self._waiting.append(
            ("UPDATE photo SET path = ? WHERE path = ?", [(_IN_BETWEEN + _key(old), _key(old)) for old in moved])
        )
        self._write("UPDATE photo SET path = ?, value = ? WHERE path = ?", new)

    def forget_photos(self, paths: Iterable[Path]) -> None:
        """Take photos out of the shoot."""
        self._write("DELETE FROM photo WHERE path = ?", [(_key(path),) for path in paths])

    def votes(self) -> list[dict[str, Any]]:
        """Votes of blind tests in the order they were given."""
        return [json.loads(value) for (value,) in self._db.execute("SELECT value FROM vote ORDER BY id")]

    def change_votes(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Write every vote anew."""
        votes = self._db.execute("SELECT value, id FROM vote").fetchall()
        rows = [(json.dumps(change(json.loads(value))), number) for value, number in votes]
        self._write("UPDATE vote SET value = ? WHERE id = ?", rows)

    def add_vote(self, vote: dict[str, Any]) -> None:
        """Write one vote."""
        self._write("INSERT INTO vote (value) VALUES (?)", [(json.dumps(vote),)])

    def drop_last_vote(self) -> None:
        """Take back the vote given last."""
        self._write("DELETE FROM vote WHERE id = (SELECT MAX(id) FROM vote)", [()])

    # --- writing

    def _write(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self._waiting.append((statement, rows))
        self.write_waiting()

    def write_waiting(self) -> bool:
        """Write what waits, all or none; whether nothing waits any more."""
        if not self._waiting:
            return True
        try:
            # sqlite3's own context manager begins no transaction where statements commit by themselves.
            self._db.execute("BEGIN IMMEDIATE")
            for statement, rows in self._waiting:
                self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                if self._db.in_transaction:  # SQLite has taken back some kinds of failure by itself
                    self._db.execute("ROLLBACK")
            self._tell(str(error))
            return False
        self._waiting.clear()
        self._tell("")
        return True

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.on_trouble(trouble)


def store_path(named: Sequence[Path]) -> Path:
    """Where the store of a shoot lies: one for the same folders or files, whichever order they come in."""
    places = sorted(str(path.absolute()) for path in named)
    digest = hashlib.sha256("\n".join(places).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    readable = re.sub(r"[^\w-]+", "_", Path(places[0]).name, flags=re.ASCII)[:40]
    return data_folder() / STORES / f"{readable}-{digest}.db"


def peek(path: Path) -> Iterator[tuple[str, Any]]:
    """Facts of a store without opening it for writing; nothing where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            yield from _facts_of(db)
    except (sqlite3.Error, ValueError):
        return


def peek_photos(path: Path) -> list[Photo]:
    """Photos of a store without opening it for writing; none where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT path, value FROM photo ORDER BY place, path").fetchall()
    except (sqlite3.Error, ValueError):
        return []
    return [_photo(key, value) for key, value in rows]


def _photo(key: bytes, value: str) -> Photo:
    """What a row tells; a photo without decisions where it cannot be read."""
    path = Path(key.decode("utf-8", "surrogateescape"))
    try:
        return from_json(path, json.loads(value))
    except (ValueError, TypeError, KeyError):
        return Photo(path)


def _facts_of(db: sqlite3.Connection) -> Iterator[tuple[str, Any]]:
    for name, value in db.execute("SELECT name, value FROM fact").fetchall():
        with contextlib.suppress(ValueError):  # one that cannot be read counts as not told
            yield name, json.loads(value)


def _key(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
