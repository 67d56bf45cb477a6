"""The ledger of an output folder: which photo stands where. SQLite, one file, one process, one connection.

Design: WAL with full synchronisation, so that a commit survives a loss of power; one connection, because SQLite before
3.51.3 can damage a WAL that two connections write. Every change of a state is one transaction together with its event.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from mirrorppr_desktop.errors import DiskFull, JobError, LedgerDamaged
from mirrorppr_desktop.jobs import schema
from mirrorppr_desktop.jobs.schema import State

FILE_NAME = "ledger.sqlite"
_COLUMNS = (
    "id, src_path, src_stat, src_sha, settings_sha, model_set_sha, state, attempts, deaths,"
    " out_path, out_sha, out_len, out_stat, reason"
)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a result depends on besides its original: digests of the settings and of engine and pipeline."""

    settings_sha: str
    model_set_sha: str


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be published: a result and its sidecar (paths relative to the output folder), and from what.

    sidecar_sha: None where the result gets no sidecar.
    """

    result: Path
    sha: str
    length: int
    sidecar: Path
    sidecar_sha: str | None
    source_sha: str
    source_stat: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One row: one result of one photo. result: relative to the output folder. *_stat: see `signature`."""

    id: int
    source: Path | None  # None where the ledger was rebuilt and the original has not been met again
    source_stat: str | None
    source_sha: str | None
    keys: Keys
    state: State
    attempts: int
    deaths: int  # workers that ended while they had this photo
    result: Path
    result_sha: str | None
    result_length: int | None
    result_stat: str | None
    reason: str | None


def signature(path: Path) -> str | None:
    """What tells without reading that a file is still the same: device, inode, size, both times. None: not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return f"{stat.st_dev}:{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"


class Ledger:
    """An open ledger."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or make the ledger at `path`.

        Raises:
            LedgerDamaged: the file is no ledger or does not pass SQLite's check.
            JobError: it was written by a newer version, or cannot be opened.
        """
        self.path = path
        mode = "?mode=ro&immutable=1" if read_only else ""
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}{mode}", uri=True, isolation_level=None)
        except sqlite3.Error as cause:
            raise JobError(f"{path}: cannot be opened: {cause}") from cause
        try:
            with self._told():
                self._prepare(read_only)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; SQLite then folds its write-ahead log into it."""
        self._db.close()

    def _prepare(self, read_only: bool) -> None:
        db = self._db
        db.execute("PRAGMA busy_timeout = 5000")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA trusted_schema = OFF")
        if not read_only:
            # Network folders refuse WAL and tell another mode: there, the rollback journal at its safest.
            wal = db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
            if not wal:
                db.execute("PRAGMA journal_mode = DELETE")
            db.execute(f"PRAGMA synchronous = {'FULL' if wal else 'EXTRA'}")
        found = db.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise LedgerDamaged(f"{self.path}: {found}")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > schema.VERSION:
            raise JobError(f"{self.path}: written by a newer version of this program; use that one, or another folder")
        if version == 0 and not read_only:
            db.executescript(f"BEGIN IMMEDIATE; {schema.TABLES} PRAGMA user_version = {schema.VERSION}; COMMIT;")
        db.execute("SELECT count(*) FROM item, output, event WHERE 0").fetchone()  # the tables are there

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors in the words of this program."""
        try:
            yield
        except sqlite3.Error as cause:
            code = getattr(cause, "sqlite_errorcode", None)
            if code == sqlite3.SQLITE_FULL:
                raise DiskFull(f"{self.path.parent}: the disk is full; free some space and run again") from cause
            primary = None if code is None else code & 0xFF
            if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
                raise LedgerDamaged(f"{self.path}: {cause}") from cause
            raise JobError(f"{self.path}: cannot be written or read: {cause}") from cause

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # --- looking

    def items(self, *states: State) -> list[Item]:
        """All rows, or those in `states`, in the order they were added."""
        where = f"WHERE state IN ({', '.join('?' * len(states))})" if states else ""
        with self._told():
            return [_item(row) for row in self._db.execute(f"SELECT {_COLUMNS} FROM item {where} ORDER BY id", states)]

    def item(self, number: int) -> Item:
        """The row of that number."""
        with self._told():
            return _item(self._db.execute(f"SELECT {_COLUMNS} FROM item WHERE id = ?", (number,)).fetchone())

    def by_result(self, result: Path) -> Item | None:
        """The row of a result."""
        with self._told():
            row = self._db.execute(f"SELECT {_COLUMNS} FROM item WHERE out_path = ?", (os.fsencode(result),)).fetchone()
        return None if row is None else _item(row)

    def is_ours(self, file: Path, sha: str) -> bool:
        """Whether a file of this content was at some time to be published under this name (relative path)."""
        with self._told():
            found = self._db.execute("SELECT 1 FROM output WHERE path = ? AND sha = ?", (os.fsencode(file), sha))
            return found.fetchone() is not None

    # --- changing: each is one transaction with its event

    def add(self, source: Path, result: Path, keys: Keys) -> Item:
        """A new photo to be done."""
        with self._transaction() as db:
            cursor = db.execute(
                "INSERT INTO item (src_path, settings_sha, model_set_sha, state, out_path) VALUES (?, ?, ?, ?, ?)",
                (os.fsencode(source), keys.settings_sha, keys.model_set_sha, State.PENDING, os.fsencode(result)),
            )
            number = int(cursor.lastrowid or 0)
            _note(db, number, "added")
        return self.item(number)

    def adopt(
        self, result: Path, sha: str, *, length: int, source_sha: str, keys: Keys, sidecar: tuple[Path, str]
    ) -> None:
        """A finished result that the ledger does not know of: found with its sidecar (path, digest) when rebuilding."""
        path = os.fsencode(result)
        with self._transaction() as db:
            db.execute(
                "INSERT INTO item (src_sha, settings_sha, model_set_sha, state, out_path, out_sha, out_len)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (out_path) DO UPDATE SET src_stat = NULL, out_stat = NULL,"
                " reason = NULL, src_sha = excluded.src_sha, settings_sha = excluded.settings_sha,"
                " model_set_sha = excluded.model_set_sha, state = excluded.state, out_sha = excluded.out_sha,"
                " out_len = excluded.out_len",
                (source_sha, keys.settings_sha, keys.model_set_sha, State.DONE, path, sha, length),
            )
            number = db.execute("SELECT id FROM item WHERE out_path = ?", (path,)).fetchone()[0]
            _remember(db, result, sha)
            _remember(db, *sidecar)
            _note(db, number, "adopted")

    def renew(self, item: Item, source: Path, keys: Keys, why: str) -> None:
        """Do a photo again: its original, the settings or the result are no longer what they were."""
        self._set(item, State.PENDING, "renewed", why, src_path=os.fsencode(source), src_stat=None, src_sha=None,
                  settings_sha=keys.settings_sha, model_set_sha=keys.model_set_sha, attempts=0, deaths=0)  # fmt: skip

    def met_again(self, item: Item, source: Path, source_stat: str | None, result_stat: str | None) -> None:
        """A settled photo was looked at and is what it was, perhaps elsewhere: remember how to tell sooner."""
        with self._transaction() as db:
            db.execute(
                "UPDATE item SET src_path = ?, src_stat = ?, out_stat = coalesce(?, out_stat) WHERE id = ?",
                (os.fsencode(source), source_stat, result_stat, item.id),
            )

    def claim(self, item: Item, result: Path) -> None:
        """A worker gets the photo; its result will be `result`."""
        self._set(item, State.RUNNING, "claimed", None, attempts=item.attempts + 1, out_path=os.fsencode(result))

    def intend(self, item: Item, intent: Intent) -> None:
        """A finished file is about to get its name. From here on a file of this digest under this name is ours."""
        changes = {
            "src_sha": intent.source_sha,
            "src_stat": intent.source_stat,
            "out_path": os.fsencode(intent.result),
            "out_sha": intent.sha,
            "out_len": intent.length,
            "out_stat": None,
        }
        with self._transaction() as db:
            _change(db, item, State.WRITING, None, changes)
            _remember(db, intent.result, intent.sha)
            if intent.sidecar_sha is not None:
                _remember(db, intent.sidecar, intent.sidecar_sha)
            _note(db, item.id, "intent", intent.sha)

    def done(self, item: Item, result: Path, result_stat: str | None) -> None:
        """The result is published, under the name that was meant for it or another."""
        self._set(item, State.DONE, "done", None, out_path=os.fsencode(result), out_stat=result_stat)

    def recovered(self, item: Item) -> None:
        """The result was published, and the process ended before it could say so."""
        self._set(item, State.DONE, "done", "found published after a restart")

    def end(self, item: Item, state: State, reason: str, source_stat: str | None = None) -> None:
        """The photo ends without a result: skipped, failed or quarantined."""
        self._set(item, state, str(state), reason, src_stat=source_stat)

    def release(self, item: Item, why: str, *, died: bool = False, counted: bool = True) -> None:
        """Back among the waiting. died: its worker ended. counted: the attempt stays on the photo's account."""
        current = self.item(item.id)
        self._set(current, State.PENDING, "released", why, deaths=current.deaths + died,
                  attempts=max(0, current.attempts - (not counted)))  # fmt: skip

    def _set(self, item: Item, state: State, kind: str, reason: str | None, **changes: Any) -> None:
        with self._transaction() as db:
            _change(db, item, state, reason, changes)
            _note(db, item.id, kind, reason)

    def backup(self, path: Path) -> None:
        """A consistent copy of the whole ledger at `path`, complete or not there."""
        staged = path.with_name(f".mp-{path.name}.part")
        staged.unlink(missing_ok=True)
        try:
            with self._told():
                copy = sqlite3.connect(staged)
                try:
                    self._db.backup(copy)
                finally:
                    copy.close()
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)


def _change(db: sqlite3.Connection, item: Item, state: State, reason: str | None, changes: dict[str, Any]) -> None:
    columns = {"state": state, "reason": reason, **changes}
    assignments = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE item SET {assignments} WHERE id = ?", (*columns.values(), item.id))


def _remember(db: sqlite3.Connection, file: Path, sha: str) -> None:
    db.execute("INSERT OR IGNORE INTO output (path, sha) VALUES (?, ?)", (os.fsencode(file), sha))


def _note(db: sqlite3.Connection, number: int, kind: str, detail: str | None = None) -> None:
    db.execute("INSERT INTO event (item, kind, detail) VALUES (?, ?, ?)", (number, kind, detail))


def _item(row: tuple[Any, ...]) -> Item:
    (number, source, source_stat, source_sha, settings, models, state, attempts, deaths, *rest) = row
    result, result_sha, result_length, result_stat, reason = rest
    return Item(
        number,
        None if source is None else Path(os.fsdecode(source)),
        source_stat,
        source_sha,
        Keys(settings, models),
        State(state),
        attempts,
        deaths,
        Path(os.fsdecode(result)),
        result_sha,
        result_length,
        result_stat,
        reason,
    )
