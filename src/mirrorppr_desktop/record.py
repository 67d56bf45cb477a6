"""The sidecar file beside a result: which file, what was done to it, and what came out. Enough to make it again.

A record names files by name and digest, never by path: it can travel with the results to another machine, and nothing
in it makes this program open a file that the user did not point at.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from mirrorppr_desktop import __version__
from mirrorppr_desktop.errors import BadSidecar, RetouchError
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.retouch import sidecar
from mirrorppr_desktop.retouch.plain_json import parsed
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import Retouch

SCHEMA = 1
MAX_BYTES = 64 << 20  # 100 faces with fields of 64 x 64 nodes take some 6 MB
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileId:
    """A file by its name (no folder), its SHA-256 and its length in bytes."""

    name: str
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for, with the keys under which the ledger knows the result."""

    faces: FacePolicy
    settings_sha256: str
    models_sha256: str


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far a result keeps to the exemplar, -1..1, and beside it how far its photo does with nothing done to it."""

    result: float
    untouched: float


@dataclass(frozen=True, slots=True)
class Record:
    """One result: `Retouch` and `OutputOptions` were applied to `source` and gave `result`.

    consistency: with the exemplar, where a witness told it.
    """

    source: FileId
    result: FileId
    retouch: Retouch
    options: OutputOptions
    asked: Asked
    consistency: Consistency | None = None

    def to_text(self) -> str:
        """As the JSON text of a sidecar file."""
        return json.dumps(
            {
                "schema": SCHEMA,
                "program": f"mirrorppr-desktop {__version__}",
                "source": asdict(self.source),
                "result": asdict(self.result),
                "output": asdict(self.options),
                "asked": asdict(self.asked),
                **({} if self.consistency is None else {"consistency": asdict(self.consistency)}),
                "retouch": sidecar.to_json(self.retouch),
            },
            indent=1,
            allow_nan=False,
        )

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        """The record that `to_text` wrote. The text is treated as hostile.

        Raises:
            BadSidecar: not such a record; the message says what is wrong with it.
        """
        top = parsed(text)
        schema = top.get("schema")
        if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
            raise BadSidecar("it is no sidecar of this program (no schema number)")
        if schema > SCHEMA:
            raise BadSidecar(f"it was written by a newer version of this program (schema {schema}; known: {SCHEMA})")
        return cls(
            source=_file_id(top, "source"),
            result=_file_id(top, "result"),
            retouch=sidecar.from_json(top.get("retouch")),
            options=_options(_object(top, "output")),
            asked=_asked(_object(top, "asked")),
            consistency=_consistency(top),
        )


def read_record(path: Path) -> Record:
    """Read a sidecar file.

    Raises:
        BadSidecar: the file cannot be read or holds no valid record; the message begins with its name.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as cause:
        raise BadSidecar(f"{path.name}: cannot be read: {cause.strerror}") from cause
    if len(text) > MAX_BYTES:
        raise BadSidecar(f"{path.name}: longer than {MAX_BYTES >> 20} MB, no sidecar of this program")
    try:
        return Record.from_text(text)
    except RetouchError as cause:
        raise BadSidecar(f"{path.name}: {cause}") from cause


def _object(top: dict[str, Any], key: str) -> dict[str, Any]:
    value = top.get(key)
    if not isinstance(value, dict):
        raise BadSidecar(f"{key} must be a JSON object")
    return value


def _file_id(top: dict[str, Any], key: str) -> FileId:
    entry = _object(top, key)
    name, length = entry.get("name"), entry.get("length")
    if not isinstance(name, str) or not 0 < len(name) <= 1024 or name in {".", ".."} or re.search(r"[/\\\0]", name):
        raise BadSidecar(f"{key}: its name must be a plain file name")
    if not isinstance(length, int) or isinstance(length, bool) or not 0 <= length < 1 << 53:
        raise BadSidecar(f"{key}: its length must be a number of bytes")
    return FileId(name, _digest(entry, "sha256"), length)


def _digest(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise BadSidecar(f"{key} must be a SHA-256 digest")
    return value


def _options(entry: dict[str, Any]) -> OutputOptions:
    format_name, bits, quality = entry.get("format"), entry.get("bits"), entry.get("quality")
    subsampling, keep_gps = entry.get("subsampling"), entry.get("keep_gps")
    if format_name not in (None, PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF):
        raise BadSidecar("output: format must be jpeg, png, tiff or null")
    if bits not in (None, 8, 16) or isinstance(bits, float):
        raise BadSidecar("output: bits must be 8, 16 or null")
    if not isinstance(quality, int) or isinstance(quality, bool) or not 1 <= quality <= 100:
        raise BadSidecar("output: quality must be a whole number from 1 to 100")
    if subsampling not in (None, "4:4:4", "4:2:2", "4:2:0"):
        raise BadSidecar("output: subsampling must be 4:4:4, 4:2:2, 4:2:0 or null")
    if not isinstance(keep_gps, bool):
        raise BadSidecar("output: keep_gps must be true or false")
    return OutputOptions(
        format=None if format_name is None else PhotoFormat(format_name),
        bits=bits,
        quality=quality,
        subsampling=subsampling,
        keep_gps=keep_gps,
    )


def _consistency(top: dict[str, Any]) -> Consistency | None:
    if top.get("consistency") is None:
        return None
    entry = _object(top, "consistency")
    values = []
    for name in ("result", "untouched"):
        value = entry.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -1.001 <= value <= 1.001:
            raise BadSidecar(f"consistency: {name} must be a number from -1 to 1")
        values.append(float(value))
    return Consistency(*values)


def _asked(entry: dict[str, Any]) -> Asked:
    try:
        faces = FacePolicy(entry.get("faces", ""))
    except ValueError as cause:
        raise BadSidecar("asked: faces must be all or largest") from cause
    return Asked(faces, _digest(entry, "settings_sha256"), _digest(entry, "models_sha256"))
