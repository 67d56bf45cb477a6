"""The tables of the ledger."""

from __future__ import annotations

from enum import StrEnum

VERSION = 1


class State(StrEnum):
    """Where a photo stands: pending -> running -> writing -> done, or it ends beside that way."""

    PENDING = "pending"
    RUNNING = "running"
    WRITING = "writing"  # a finished file is about to be published under its name
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    QUARANTINED = "quarantined"


_STATES = ", ".join(f"'{state}'" for state in State)

# Paths are bytes, as the file system has them. A result's path is relative to the output folder, which may be moved.
# `output` remembers every digest that was ever to be published under a name: only such a file may be replaced.
TABLES = f"""
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    src_path BLOB,
    src_stat TEXT,
    src_sha TEXT,
    src_size INTEGER,
    settings_sha TEXT NOT NULL,
    model_set_sha TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ({_STATES})),
    attempts INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0,
    out_path BLOB NOT NULL UNIQUE,
    out_sha TEXT,
    out_len INTEGER,
    out_stat TEXT,
    reason TEXT,
    UNIQUE (src_sha, settings_sha, model_set_sha, out_path)
);
CREATE INDEX item_by_source ON item (src_path);
CREATE TABLE output (
    path BLOB NOT NULL,
    sha TEXT NOT NULL,
    PRIMARY KEY (path, sha)
);
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    item INTEGER NOT NULL REFERENCES item (id),
    kind TEXT NOT NULL,
    detail TEXT
);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE (ABORT, 'events are only added'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
    BEGIN SELECT RAISE (ABORT, 'events are only added'); END;
"""
