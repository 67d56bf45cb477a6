"""What a dataset says of itself: a plan, and one line of JSON per pair. Written whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from mirrorppr_desktop.dataset.grid import Region
from mirrorppr_desktop.errors import BadDataset
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.photo.publish import output_error, stage_path
from mirrorppr_desktop.retouch.retouch import OperationStrength

MANIFEST: Final = "manifest.jsonl"
REFUSED: Final = "refused.jsonl"
FORMAT: Final = "mirrorppr pairs"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the coded bytes of a picture are: a file of the dataset, or a part of one of its shards."""

    path: str  # relative to the dataset, with "/"
    offset: int = 0
    length: int | None = None  # None: to the end


@dataclass(frozen=True, slots=True)
class PairRecord:
    """One pair. Both pictures are 8-bit sRGB of `size`, pixel on pixel.

    photo: what it was made from, relative to the folder that the user named. identity: pairs of one value show one
    person, as far as is known; so train and held-out pairs are told apart. operations: the true ones, empty where a
    person did it. face, person: boxes in pixels of `size`. subject: number of the photo whose landmarks are stored.
    """

    key: str
    before: Stored
    after: Stored
    size: Size
    photo: str
    identity: str
    operations: tuple[OperationStrength, ...]
    face: Region
    person: Region
    subject: int | None = None


def put_by(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file of a dataset: it is there whole or not at all, also after a power cut.

    Raises:
        DiskFull, OutputNotWritable
    """
    staged = stage_path(path, secrets.token_hex(8))
    try:
        with staged.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        staged.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """`put_by` for bytes at hand."""
    put_by(path, lambda file: file.write(data))


def put_lines(path: Path, lines: Iterable[str]) -> None:
    """`put_by` for a text, line by line, however long."""

    def write(file: BinaryIO) -> None:
        for line in lines:
            file.write(line.encode() + b"\n")

    put_by(path, write)


def header_line(kind: str, pairs: int) -> str:
    """The first line of a manifest."""
    return as_line({"format": FORMAT, "version": VERSION, "kind": kind, "pairs": pairs})


def as_line(value: dict[str, Any]) -> str:
    """A value as one line; names that are no text survive."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def pair_line(record: PairRecord) -> str:
    """A pair as one line."""
    value = asdict(record)
    for name in ("face", "person"):
        value[name] = [round(number, 1) for number in value[name]]
    return as_line(value)


def parsed_pair(line: str) -> PairRecord:
    """A pair from its line.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    value = json.loads(line)
    value["before"], value["after"] = Stored(**value["before"]), Stored(**value["after"])
    value["operations"] = tuple(OperationStrength(str(o["name"]), float(o["strength"])) for o in value["operations"])
    value["size"] = (int(value["size"][0]), int(value["size"][1]))
    for name in ("face", "person"):
        x0, y0, x1, y1 = (float(number) for number in value[name])
        value[name] = (x0, y0, x1, y1)
    return PairRecord(**value)


def read_manifest(folder: Path) -> Iterator[PairRecord]:
    """The pairs of a dataset, one after the other.

    Raises:
        BadDataset: there is no manifest, it is of a newer version, or a line of it is damaged.
    """
    path = folder / MANIFEST
    try:
        with path.open(encoding="utf-8") as lines:
            first = _parsed_header(path, lines.readline())
            count = 0
            for count, line in enumerate(lines, start=1):
                try:
                    yield parsed_pair(line)
                except (KeyError, TypeError, ValueError) as error:
                    raise BadDataset(f"{path}: line {count + 1} is damaged; make the dataset again") from error
            if count != first["pairs"]:
                raise BadDataset(f"{path}: {count} pairs where {first['pairs']} should be; make the dataset again")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: OSError | UnicodeDecodeError) -> BadDataset:
    if isinstance(error, FileNotFoundError):
        return BadDataset(f"{folder}: holds no dataset; make one with `mirrorppr dataset`, or name another folder")
    reason = error.strerror if isinstance(error, OSError) else error.reason
    return BadDataset(f"{folder / MANIFEST}: cannot be read ({reason}); make the dataset again")


def manifest_kind(folder: Path) -> str:
    """What the pairs of a dataset were made by.

    Raises:
        BadDataset
    """
    path = folder / MANIFEST
    try:
        with path.open(encoding="utf-8") as lines:
            return str(_parsed_header(path, lines.readline())["kind"])
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(folder, error) from error


def _parsed_header(path: Path, line: str) -> dict[str, Any]:
    try:
        header = json.loads(line)
        if header["format"] != FORMAT or not isinstance(header["pairs"], int):
            raise ValueError(line)
    except (KeyError, TypeError, ValueError) as error:
        raise BadDataset(f"{path} is no manifest of this program") from error
    if header["version"] != VERSION:
        raise BadDataset(f"{path} is of version {header['version']}; this program reads version {VERSION}")
    return dict(header)
