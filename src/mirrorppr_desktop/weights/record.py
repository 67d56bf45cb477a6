"""What is remembered of the user's model files: which were compared with the catalogue, which licences were read."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

RECORD_NAME: Final = "models.json"
_SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """A file whose every byte was read: its digest, and by what it is known to be the same file still.

    wanted: the digest at import, for a model whose digest nobody has published.
    """

    sha256: str
    size: int
    mtime_ns: int
    when: str  # ISO 8601, UTC
    wanted: str = ""

    @classmethod
    def of(cls, status: os.stat_result, sha256: str, wanted: str) -> Seen:
        """The file with this status, whose bytes have this digest."""
        return cls(sha256, status.st_size, status.st_mtime_ns, now(), wanted)

    def is_still(self, path: Path) -> bool:
        """Whether the file was left alone since."""
        status = path.stat()
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns)


@dataclass(frozen=True, slots=True)
class Record:
    """seen: files by name of model. accepted: when each licence was read and accepted, by name of model."""

    seen: dict[str, Seen] = field(default_factory=dict)
    accepted: dict[str, str] = field(default_factory=dict)

    def with_seen(self, name: str, seen: Seen | None) -> Record:
        """The record with another memory of one file, or with none."""
        others = {key: value for key, value in self.seen.items() if key != name}
        return replace(self, seen=others if seen is None else {**others, name: seen})

    def with_accepted(self, name: str) -> Record:
        """The record with one licence more."""
        return replace(self, accepted={**self.accepted, name: now()})


def read_record(folder: Path) -> Record:
    """The record of a folder of models; empty where there is none, or none that can be read."""
    try:
        data: dict[str, Any] = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
        if data["schema"] != _SCHEMA:
            return Record()
        seen = {str(name): Seen(**one) for name, one in data["seen"].items()}
        return Record(seen, {str(name): str(when) for name, when in data["accepted"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()  # all that is lost: files are compared once more, licences read once more


def write_record(folder: Path, record: Record) -> None:
    """Keep the record; the old one stays until the new one is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"schema": _SCHEMA, **asdict(record)}, indent=1, ensure_ascii=False)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{RECORD_NAME}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / RECORD_NAME)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def now() -> str:
    """ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
