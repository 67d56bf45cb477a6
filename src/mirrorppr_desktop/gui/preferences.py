"""What a user chose once and for all: a small JSON file, replaced whole at every change.

Windows of several processes may share it: each writes the fields that were changed in it over those that are there now.

A file that cannot be read is kept aside under another name; the program starts with its defaults and says so.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLockFile, QObject, QSettings, Signal

from mirrorppr_desktop.settings import config_folder

SCHEMA: Final = 1
FILE: Final = "preferences.json"
MOST_RECENT: Final = 12
THUMBNAILS: Final = (128, 280)
MOST_WORKERS: Final = 64
_PATIENCE_S: Final = 2.0  # with another window that writes
_PAUSE_S: Final = 0.004


@dataclass(frozen=True, slots=True)
class Values:
    """All preferences with their defaults."""

    theme: str = "dark"  # "dark", "light" or "system"
    language: str = ""  # "" = as the system
    identity_model: str = ""  # name in the catalogue; "" = the first free one that is there, "none" = none
    identity_floor: float = 0.9
    network_allowed: bool = False
    workers: int = 0  # 0 = as many as the computer takes
    recent_shoots: tuple[str, ...] = ()
    thumbnail_size: int = 160
    reduce_motion: bool = False
    output_format: str = "same"  # "same", "jpeg", "tiff" or "png"
    output_bits: int = 0  # 0 = as the photo
    jpeg_quality: int = 92
    keep_gps: bool = True
    write_sidecars: bool = True
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # command -> keys, where changed
    last_export: Mapping[str, Any] = field(default_factory=dict)


class Preferences(QObject):
    """The preferences that hold. changed: name of a field. troubled: words for a note, as when a disk is full."""

    changed = Signal(str)
    troubled = Signal(str)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file or config_folder() / FILE
        self._notice = ""
        self._unwritten: dict[str, Any] = {}  # what a full disk refused
        self._values = self._read()

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._file

    @property
    def notice(self) -> str:
        """What was wrong with the file when it was read; "" where nothing was."""
        return self._notice

    @property
    def values(self) -> Values:
        """All of them."""
        return self._values

    @property
    def theme(self) -> str:
        """ "dark", "light" or "system"."""
        return self._values.theme

    @property
    def language(self) -> str:
        """A language code; "" for that of the system."""
        return self._values.language

    @property
    def identity_model(self) -> str:
        """The model that measures identity; "" where none was chosen."""
        return self._values.identity_model

    @property
    def identity_floor(self) -> float:
        """Below it a result is held back."""
        return self._values.identity_floor

    @property
    def network_allowed(self) -> bool:
        """Whether the program may open a connection when asked to download a model."""
        return self._values.network_allowed

    @property
    def workers(self) -> int | None:
        """How many processes work on a shoot; None for as many as the computer takes."""
        return self._values.workers or None

    @property
    def recent_shoots(self) -> tuple[Path, ...]:
        """The last first."""
        return tuple(Path(one) for one in self._values.recent_shoots)

    @property
    def thumbnail_size(self) -> int:
        """Width of a cell of the grid."""
        return self._values.thumbnail_size

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing turns or fades."""
        return self._values.reduce_motion

    @property
    def shortcuts(self) -> Mapping[str, tuple[str, ...]]:
        """Commands whose keys were changed."""
        return self._values.shortcuts

    @property
    def last_export(self) -> Mapping[str, Any]:
        """What was chosen in the last export."""
        return self._values.last_export

    def change(self, **new: Any) -> None:
        """Set fields by name and keep them on disk at once.

        What another window of the program has changed meanwhile stays, and holds here from now on.

        Raises:
            ValueError: no such field, or a value that it does not take.
        """
        for name, value in new.items():
            if name not in _CHECKS or not _CHECKS[name](value):
                raise ValueError(f"{name} cannot be {value!r}")
        different = {name: value for name, value in new.items() if getattr(self._values, name) != value}
        if different:
            self._edit(lambda now: {name: _merged(self._values, now, name, one) for name, one in different.items()})

    def add_recent(self, shoot: Path) -> None:
        """Put a shoot before the others."""
        self._edit(lambda now: {"recent_shoots": (str(shoot), *_without(now.recent_shoots, shoot))[:MOST_RECENT]})

    def forget_recent(self, shoot: Path) -> None:
        """Take a shoot out of the list."""
        self._edit(lambda now: {"recent_shoots": _without(now.recent_shoots, shoot)})

    def window_settings(self) -> QSettings:
        """Where windows keep size, place and splitters; losing it costs nothing."""
        return QSettings(str(self._file.with_name("window.ini")), QSettings.Format.IniFormat)

    def _read(self) -> Values:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Values()
        except (OSError, ValueError) as error:
            self._keep_aside(str(error) if isinstance(error, OSError) else self.tr("it is damaged"))
            return Values()
        if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
            newer = isinstance(stored, dict) and isinstance(stored.get("schema"), int) and stored["schema"] > SCHEMA
            self._keep_aside(self.tr("it is of a newer version of the program") if newer else self.tr("it is damaged"))
            return Values()
        return self._checked(stored)

    def _checked(self, stored: dict[str, Any]) -> Values:
        """What of a file can be used; a field that cannot keeps its default."""
        good, wrong = _good(stored)
        if wrong:
            self._notice = self.tr("{0}: {1} could not be used; the default is used instead.").format(
                self._file.name, ", ".join(wrong)
            )
        return Values(**good)

    def _keep_aside(self, why: str) -> None:
        aside = self._file.with_name(f"{self._file.name}.{time.strftime('%Y%m%d-%H%M%S')}.bad")
        try:
            self._file.replace(aside)
        except OSError:
            aside = self._file
        self._notice = self.tr("{0} could not be used: {1}. It is kept as {2}; the defaults are used.").format(
            self._file.name, why, aside.name
        )

    def _edit(self, edit: Callable[[Values], dict[str, Any]]) -> None:
        """Change what is on disk now, whoever wrote it, and go by that."""
        lock = QLockFile(str(self._file.with_suffix(".lock")))
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        _wait_for(lock)
        try:
            before = self._values
            now = self._on_disk()
            self._unwritten |= edit(now)
            self._values = replace(now, **self._unwritten)
            if self._values != now or not self._file.exists():
                self._write()
            else:
                self._unwritten.clear()
        finally:
            lock.unlock()
        for one in fields(Values):
            if getattr(before, one.name) != getattr(self._values, one.name):
                self.changed.emit(one.name)

    def _on_disk(self) -> Values:
        """What the file says now; what holds here where it cannot be read."""
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return self._values
        if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
            return self._values
        return Values(**_good(stored)[0])

    def _write(self) -> None:
        text = json.dumps({"schema": SCHEMA, **asdict(self._values)}, indent=1)  # ASCII: a path may be no valid text
        staged: Path | None = None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self._file.parent, prefix=".preferences-", suffix=".part", delete=False
            ) as file:
                staged = Path(file.name)
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            staged.replace(self._file)
            self._unwritten.clear()
        except OSError as error:
            if staged is not None:
                staged.unlink(missing_ok=True)
            self.troubled.emit(
                self.tr("{0} could not be written: {1}. The change holds until the program ends.").format(
                    self._file, error.strerror or error
                )
            )


def _good(stored: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Fields of a file that can be used, and the names of those that cannot."""
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for name in _CHECKS:
        if name in stored:
            value = _from_json(name, stored[name])
            if _CHECKS[name](value):
                good[name] = value
            else:
                wrong.append(name)
    return good, wrong


def _merged(mine: Values, now: Values, name: str, value: Any) -> Any:
    """A new value of a field, with what others have changed of its parts: the keys of single commands."""
    if name != "shortcuts":
        return value
    known: Mapping[str, Any] = mine.shortcuts
    changed = {key: one for key, one in value.items() if known.get(key) != one}
    kept = {key: one for key, one in now.shortcuts.items() if key in value or key not in known}
    return kept | changed


def _wait_for(lock: QLockFile) -> None:
    """Without the lock (a folder that is read-only), writing tells what is wrong."""
    end = time.monotonic() + _PATIENCE_S
    while not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError and time.monotonic() < end:
        time.sleep(_PAUSE_S)  # QLockFile itself waits longer each time, and so for ever beside one that writes a lot


def _without(shoots: tuple[str, ...], shoot: Path) -> tuple[str, ...]:
    return tuple(one for one in shoots if one != str(shoot))


def _from_json(name: str, value: Any) -> Any:
    """Lists of JSON as the tuples that values hold."""
    if name == "recent_shoots" and isinstance(value, list):
        return tuple(value)
    if name == "shortcuts" and isinstance(value, dict):
        return {key: tuple(keys) if isinstance(keys, list) else keys for key, keys in value.items()}
    if name == "identity_floor" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _one_of(*known: Any) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, bool) and value in known


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _word(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 200


def _paths(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) <= MOST_RECENT and all(isinstance(one, str) for one in value)


def _keys(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(command, str) and isinstance(keys, tuple) and all(isinstance(one, str) for one in keys)
        for command, keys in value.items()
    )


_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "theme": _one_of("dark", "light", "system"),
    "language": _word,
    "identity_model": _word,
    "identity_floor": lambda value: isinstance(value, float) and 0 <= value <= 1,
    "network_allowed": _flag,
    "workers": _whole(0, MOST_WORKERS),
    "recent_shoots": _paths,
    "thumbnail_size": _whole(*THUMBNAILS),
    "reduce_motion": _flag,
    "output_format": _one_of("same", "jpeg", "tiff", "png"),
    "output_bits": _one_of(0, 8, 16),
    "jpeg_quality": _whole(1, 100),
    "keep_gps": _flag,
    "write_sidecars": _flag,
    "shortcuts": _keys,
    "last_export": lambda value: isinstance(value, Mapping),
}
assert set(_CHECKS) == {one.name for one in fields(Values)}
