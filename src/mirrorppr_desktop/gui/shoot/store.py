"""The file behind a shoot: every change is in it before the window shows it. A crash loses nothing that was decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from mirrorppr_desktop.gui.shoot.photo import Photo, from_json, to_json

_SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS photo (place INTEGER NOT NULL, path BLOB PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS vote (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
"""


class StoreDamaged(Exception):
    """The file is no store of this program, or of a newer version of it."""


class Store:
    """Facts of a shoot by name, its photos, and the votes of its blind tests."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises:
            StoreDamaged: it cannot be used; it is left as it is.
            OSError: its folder cannot be made.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._is_closed = False
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_TABLES)
            schema = self.fact("schema", _SCHEMA)
        except (sqlite3.Error, ValueError) as cause:
            raise StoreDamaged(f"{path}: the record of this shoot cannot be read ({cause})") from cause
        if schema > _SCHEMA:
            self._db.close()
            raise StoreDamaged(f"{path}: written by a newer version of this program (schema {schema})")
        self.set_facts({"schema": _SCHEMA})

    def close(self) -> None:
        """Close the file. What still asks for a fact, a page that is about to be deleted, gets its default."""
        self._is_closed = True
        self._db.close()

    def fact(self, name: str, default: Any = None) -> Any:
        """A plain JSON value, or the default."""
        if self._is_closed:
            return default
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_facts(self, facts: dict[str, Any]) -> None:
        """Write plain JSON values, all or none."""
        rows = [(name, json.dumps(value)) for name, value in facts.items()]
        with self._all_or_none():
            self._db.executemany("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", rows)

    def photos(self) -> list[Photo]:
        """All photos in their order; a row that cannot be read comes back as a photo without decisions."""
        found = []
        for path, value in self._db.execute("SELECT path, value FROM photo ORDER BY place, path"):
            place = Path(path.decode("utf-8", "surrogateescape"))
            try:
                found.append(from_json(place, json.loads(value)))
            except (ValueError, TypeError, KeyError):
                found.append(Photo(place))
        return found

    def write_photos(self, photos: Iterable[tuple[int, Photo]]) -> None:
        """Write photos, each with its place in the order, all or none."""
        rows = [(place, _key(photo.path), json.dumps(to_json(photo))) for place, photo in photos]
        with self._all_or_none():
            self._db.executemany("INSERT OR REPLACE INTO photo (place, path, value) VALUES (?, ?, ?)", rows)

    def forget_photos(self, paths: Iterable[Path]) -> None:
        """Take photos out of the shoot."""
        with self._all_or_none():
            self._db.executemany("DELETE FROM photo WHERE path = ?", [(_key(path),) for path in paths])

    def votes(self) -> list[dict[str, Any]]:
        """Votes of blind tests in the order they were given."""
        return [json.loads(value) for (value,) in self._db.execute("SELECT value FROM vote ORDER BY id")]

    def add_vote(self, vote: dict[str, Any]) -> None:
        """Write one vote."""
        self._db.execute("INSERT INTO vote (value) VALUES (?)", (json.dumps(vote),))

    def drop_last_vote(self) -> None:
        """Take back the vote given last."""
        self._db.execute("DELETE FROM vote WHERE id = (SELECT MAX(id) FROM vote)")

    def _all_or_none(self) -> _Transaction:
        return _Transaction(self._db)


class _Transaction:
    """sqlite3's own context manager does not begin one where statements commit by themselves."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def peek(path: Path) -> Iterator[tuple[str, Any]]:
    """Facts of a store without opening it for writing; nothing where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT name, value FROM fact").fetchall()
            yield from ((name, json.loads(value)) for name, value in rows)
    except (sqlite3.Error, ValueError):
        return


def _key(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
