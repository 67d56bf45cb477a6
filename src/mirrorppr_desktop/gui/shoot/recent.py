"""The shoots that were open before, as their stores tell without being opened."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from mirrorppr_desktop.gui.shoot.photo import RunState
from mirrorppr_desktop.gui.shoot.store import peek
from mirrorppr_desktop.gui.shoot.store_lock import is_held

_MOUNTS = ("/Volumes", "/media", "/run/media", "/mnt")


@dataclass(frozen=True, slots=True)
class Recent:
    """One shoot that was open. opened: when last. first: its first photos. missing: a folder of it that is not there.

    exported: photos that were exported last, None where none ever were. rejected: None where it is not known.
    running: photos of a run that was under way when the program ended, None where it ended in order. in_hand: photos
    that were being worked on then. is_open: in a window, and a run of that window is none that was cut off.
    """

    store: Path
    title: str
    folders: tuple[Path, ...]
    photos: int = 0
    done: int = 0
    held: int = 0
    failed: int = 0
    exported: int | None = None
    rejected: int | None = None
    opened: datetime | None = None
    first: tuple[Path, ...] = ()
    missing: Path | None = None
    running: int | None = None
    in_hand: tuple[Path, ...] = ()
    is_open: bool = False

    @property
    def waiting(self) -> int:
        """Photos that have neither a result nor a failure."""
        return max(0, self.photos - self.done - self.failed)


def recent_shoots(folder: Path, limit: int = 12) -> list[Recent]:
    """The shoots whose stores lie in a folder, those first that were open last. Damaged ones are passed over.

    It looks whether their folders are there, which can take seconds where a network drive is gone.
    """
    try:
        stores = sorted(folder.glob("*.db"))
    except OSError:
        return []
    found = [one for one in (_recent(store) for store in stores) if one is not None]
    found.sort(key=lambda one: (one.opened is not None, one.opened.timestamp() if one.opened else 0.0), reverse=True)
    return found[:limit]


def words_for_missing(folder: Path) -> str:
    """That a folder is not there, with the drive that it lies on where the path names one."""
    drive = drive_of(str(folder))
    if drive:
        text = QCoreApplication.translate("Recent", 'Folder not found: drive "%1" is not connected')
        return text.replace("%1", drive)
    return QCoreApplication.translate("Recent", "Folder not found: %1").replace("%1", str(folder))


def drive_of(path: str) -> str:
    """The name of the drive that a path lies on, where that drive can be taken out and is not there; otherwise ""."""
    windows = PureWindowsPath(path)
    if windows.drive and not path.startswith("/"):
        return "" if Path(windows.anchor).exists() else windows.drive
    posix = PurePosixPath(path)
    for mount in _MOUNTS:
        if posix.is_relative_to(mount):
            parts = posix.relative_to(mount).parts
            deep = 2 if mount in ("/media", "/run/media") and len(parts) > 1 else 1  # below these, by user
            if len(parts) >= deep and not Path(mount, *parts[:deep]).exists():
                return parts[deep - 1]
    return ""


def day_words(moment: datetime, today: date) -> str:
    """When something was: "today 08:12", "yesterday", "9 November", "9 November 2025"."""
    day = moment.date()
    if day == today:
        return QCoreApplication.translate("Recent", "today %1").replace("%1", f"{moment:%H:%M}")
    if (today - day).days == 1:
        return QCoreApplication.translate("Recent", "yesterday")
    shown = f"{day.day} {QLocale().monthName(day.month)}"
    return shown if day.year == today.year else f"{shown} {day.year}"


def _recent(store: Path) -> Recent | None:
    facts = dict(peek(store))
    folders = tuple(Path(one) for one in _texts(facts.get("folders")))
    if not folders:
        return None
    is_open = is_held(store)
    running = None if is_open else facts.get("running")
    title = facts.get("title")
    return Recent(
        store=store,
        title=title if isinstance(title, str) and title else folders[0].name,
        folders=folders,
        photos=_count(facts, "photos") or 0,
        done=_count(facts, "done") or 0,
        held=_count(facts, "held") or 0,
        failed=_count(facts, "failed") or 0,
        exported=_count(facts, "exported"),
        rejected=_count(facts, "rejected"),
        opened=_moment(facts.get("opened")),
        first=tuple(Path(one) for one in _texts(facts.get("first")))[:4],
        missing=next((one for one in folders if not one.exists()), None),
        running=None if running is None else len(_texts(running)),
        in_hand=() if running is None else _in_hand(store),
        is_open=is_open,
    )


def _in_hand(store: Path) -> tuple[Path, ...]:
    """Photos that were being worked on when the store was written last."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT path, value FROM photo WHERE value LIKE ?", (f"%{RunState.WORKING}%",)).fetchall()
        working = [key for key, value in rows if json.loads(value)["outcome"]["state"] == RunState.WORKING]
        return tuple(Path(key.decode("utf-8", "surrogateescape")) for key in working)
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _count(facts: dict[str, Any], name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value).astimezone() if isinstance(value, str) else None
    except ValueError:
        return None
