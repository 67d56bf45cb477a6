"""Find the originals of sidecars among photos, by content: names may have changed, folders do not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.jobs.scan import Found
from mirrorppr_desktop.photo.names import natural_key
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.record import FileId, Record, read_record
from mirrorppr_desktop.settings import SIDECAR_SUFFIX


@dataclass(frozen=True, slots=True)
class Paired:
    """A sidecar and the photo that it was made from."""

    sidecar: Path
    record: Record
    photo: Found


@dataclass(slots=True)
class Pairing:
    """Sidecars with their originals; the ones without, with the reason; photos that no sidecar speaks of."""

    pairs: list[Paired] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    unspoken: list[Path] = field(default_factory=list)


def pair_up(sidecars: Path, photos: Sequence[Found], *, recursive: bool = False) -> Pairing:
    """Pair the sidecars in a folder with the photos that they were made from."""
    pairing = Pairing()
    digests = _Digests()
    used: dict[Path, Path] = {}
    for path in _sidecars(sidecars, recursive=recursive):
        try:
            record = read_record(path)
        except BadSidecar as error:
            pairing.failed.append((path, str(error).removeprefix(f"{path.name}: ")))
            continue
        photo = next(
            (one for one in _likely(photos, record.source) if digests.of(one.path) == record.source.sha256), None
        )
        if photo is None:
            pairing.failed.append((path, f"its original {record.source.name} is not among the photos"))
        elif photo.path in used:
            pairing.failed.append((path, f"{photo.path.name} has another sidecar as well: {used[photo.path].name}"))
        else:
            used[photo.path] = path
            pairing.pairs.append(Paired(path, record, photo))
    pairing.unspoken = [one.path for one in photos if one.path not in used]
    return pairing


def _likely(photos: Sequence[Found], source: FileId) -> Iterator[Found]:
    """Photos of the right length, the one of the right name first."""
    same_length = [one for one in photos if _length(one.path) == source.length]
    yield from sorted(same_length, key=lambda one: one.path.name != source.name)


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


class _Digests:
    """Digests of photos, each taken once."""

    def __init__(self) -> None:
        self._known: dict[Path, str | None] = {}

    def of(self, path: Path) -> str | None:
        if path not in self._known:
            try:
                self._known[path] = file_sha256(path)
            except OSError:
                self._known[path] = None
        return self._known[path]


def _sidecars(folder: Path, *, recursive: bool) -> list[Path]:
    pattern = f"*{SIDECAR_SUFFIX}"
    found = folder.rglob(pattern) if recursive else folder.glob(pattern)
    return sorted((path for path in found if path.is_file()), key=lambda path: natural_key(str(path)))
