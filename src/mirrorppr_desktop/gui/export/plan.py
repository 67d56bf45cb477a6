"""What an export would write, row by row, before anything is written; and the job that writes exactly that."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.export.choice import Choice, Which
from mirrorppr_desktop.gui.export.template import Values, fill
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.jobs.disclosure import Entry
from mirrorppr_desktop.jobs.order import Clash, Job, PhotoOrder
from mirrorppr_desktop.photo.names import RAW_SUFFIXES
from mirrorppr_desktop.photo.output import extension_for, output_format
from mirrorppr_desktop.photo.photo import PhotoFormat, PhotoHeader
from mirrorppr_desktop.settings import SIDECAR_SUFFIX, sidecar_path

_FORMATS = {
    ".png": PhotoFormat.PNG,
    ".tif": PhotoFormat.TIFF,
    ".tiff": PhotoFormat.TIFF,
    ".webp": PhotoFormat.WEBP,
    **dict.fromkeys(RAW_SUFFIXES, PhotoFormat.RAW),
}
# Bytes for a pixel, or for a byte of the original where its size in pixels is not known: what photos come to.
_BYTES_PER_PIXEL = {PhotoFormat.JPEG: 0.45, PhotoFormat.PNG: 1.6, PhotoFormat.TIFF: 2.0}
_BYTES_PER_BYTE = {PhotoFormat.JPEG: 0.3, PhotoFormat.PNG: 4.0, PhotoFormat.TIFF: 4.5}


class RowKind(IntEnum):
    """How much a row wants to be looked at."""

    READY = 0
    NOTE = 1
    LOOK = 2
    LEFT_OUT = 3  # nothing is written for it


@dataclass(frozen=True, slots=True)
class Row:
    """One photo of an export. stem, name: of the result, without and with suffix. bytes: about; None = not known."""

    photo: Photo
    stem: str
    name: str
    bytes: int | None
    kind: RowKind
    note: str

    @property
    def is_written(self) -> bool:
        """Whether a result is to be written."""
        return self.kind is not RowKind.LEFT_OUT


@dataclass(slots=True)
class Disk:
    """What is known of files. lengths: of originals and results; None = not there; no key = not looked yet.

    taken: names in the folder, as the most forgetful file system keeps them. ours: name of an earlier result in the
    folder, and the photo that it was made of.
    """

    lengths: dict[Path, int | None] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    ours: dict[str, Path] = field(default_factory=dict)

    def look_at(self, path: Path) -> None:
        """Note the length of a file."""
        try:
            self.lengths[path] = path.stat().st_size
        except OSError:
            self.lengths[path] = None

    def look_into(self, folder: Path) -> None:
        """Note what lies in the folder of the export."""
        try:
            with os.scandir(folder) as entries:
                self.taken = {_folded(entry.name) for entry in entries}
        except OSError:
            self.taken = set()
        self.ours = _earlier_results(folder)

    def knows(self, name: str) -> bool:
        """Whether this program wrote a file of that name into the folder."""
        return _folded(name) in self.ours


def chosen(shoot: Shoot, which: Which) -> tuple[Photo, ...]:
    """The photos of an export, in the order of the shoot."""
    if which is Which.SELECTED:
        return shoot.selected
    if which is Which.ACCEPTED:
        return tuple(photo for photo in shoot.photos if photo.decision.flag is Flag.ACCEPTED)
    return tuple(photo for photo in shoot.photos if photo.outcome.state is RunState.DONE)


def plan(photos: Sequence[Photo], choice: Choice, disk: Disk, *, floor: float, look: str, can_run: bool) -> list[Row]:
    """The rows of an export, every name settled.

    Args:
        photos: in order.
        choice: what was chosen.
        disk: what is known of the files; what is not known yet is left open.
        floor: of the identity.
        look: what {look} stands for.
        can_run: a pair or a look says what to do to photos that have no result yet.
    """
    rows: list[Row] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for seq, photo in enumerate(photos, 1):
        values = Values(photo.path.stem, look, (photo.captured or "")[:10], seq, photo.decision.stars, len(photos))
        stem, suffix = fill(choice.template, values), _suffix(photo, choice)
        left_out = _left_out(photo, choice, disk, floor, can_run=can_run)
        if left_out:
            rows.append(Row(photo, stem, stem + suffix, None, RowKind.LEFT_OUT, left_out))
            continue
        free = _free_stem(stem, suffix, partial(_is_taken, photo=photo, disk=disk, taken=taken), numbers)
        if free != stem and choice.clash is Clash.SKIP and _folded(stem + suffix) not in taken:
            rows.append(Row(photo, stem, stem + suffix, None, RowKind.LEFT_OUT, _tr("Name taken: left out")))
            continue
        taken.add(_folded(free + suffix))
        kind, note = _note(photo, free != stem, _folded(free + suffix) in disk.ours, floor, suffix)
        rows.append(Row(photo, free, free + suffix, _length(photo, choice, disk), kind, note))
    return rows


def job_for(rows: Iterable[Row], choice: Choice, shoot: Shoot) -> Job:
    """The job that writes the rows: from what the run noted where the settings are still the same, else anew."""
    own: list[PhotoOrder] = []
    for row in rows:
        if not row.is_written:
            continue
        photo = row.photo
        sidecar = _sidecar_of_run(photo, shoot)
        if sidecar is not None:
            own.append(PhotoOrder(photo.path, stem=row.stem, sidecar=sidecar))
        else:
            decided = photo.decision
            own.append(PhotoOrder(photo.path, decided.strength, decided.adjustments, stem=row.stem))
    return Job(
        photos=tuple(one.photo for one in own),
        out=choice.folder,
        request=shoot.settings.request,
        options=choice.options,
        own=tuple(own),
        clash=choice.clash,
        write_sidecars=choice.write_sidecars or choice.disclosure,
        retry=True,
    )


def report_entries(
    shoot: Shoot, results: Mapping[Path, Path], licences: Mapping[str, str] | None = None
) -> tuple[Entry, ...]:
    """What the disclosure report says of exported photos besides what their sidecars say.

    Args:
        shoot: whose photos they are.
        results: photo -> its exported result, in the order of the report.
        licences: name of an identity model -> its licence in words.
    """
    entries = []
    for path, result in results.items():
        photo = shoot.photo(path)
        outcome = photo.outcome
        licence = (licences or {}).get(outcome.model or "", "")
        entries.append(
            Entry(
                original=path,
                result=result,
                identity=outcome.identity,
                model=outcome.model,
                model_licence=licence,
                face_ssim=outcome.face_ssim,
                displacement=outcome.displacement,
                flag="" if photo.decision.flag is Flag.UNSET else str(photo.decision.flag),
                below_floor=photo.below(shoot.settings.floor),
            )
        )
    return tuple(entries)


def _sidecar_of_run(photo: Photo, shoot: Shoot) -> Path | None:
    """The sidecar of the photo's result, where that is still what the settings say."""
    outcome = photo.outcome
    if outcome.state is not RunState.DONE or outcome.result is None or not outcome.made_with:
        return None
    if outcome.made_with != shoot.made_with(photo.path):
        return None
    sidecar = sidecar_path(outcome.result)
    return sidecar if sidecar.is_file() else None


def _left_out(photo: Photo, choice: Choice, disk: Disk, floor: float, *, can_run: bool) -> str:
    """Why a photo is not exported; "" where it is."""
    if disk.lengths.get(photo.path, 0) is None:
        return _tr("Original not found: left out")
    if choice.which is Which.DONE and photo.decision.flag is Flag.REJECTED:
        return _tr("Rejected: left out")
    if photo.held_back(floor):
        told = _tr("Held back, identity %1: accept it to export it")
        return told.replace("%1", f"{figures.below(photo.outcome.identity or 0.0):.3f}")
    if not can_run and photo.outcome.state is not RunState.DONE:
        return _tr("Not retouched, and no pair says how: left out")
    return ""


def _note(photo: Photo, numbered: bool, again: bool, floor: float, suffix: str) -> tuple[RowKind, str]:
    notes: list[tuple[RowKind, str]] = []
    if numbered:
        notes.append((RowKind.LOOK, _tr("Name taken: number added")))
    if photo.below(floor):
        accepted = photo.decision.flag is Flag.ACCEPTED
        told = (
            _tr("Identity %1, below the floor; accepted by hand") if accepted else _tr("Identity %1, below the floor")
        )
        notes.append((RowKind.LOOK, told.replace("%1", f"{figures.below(photo.outcome.identity or 0.0):.3f}")))
    if photo.decision.flag is Flag.REJECTED:
        notes.append((RowKind.LOOK, _tr("Rejected, but selected")))
    if photo.outcome.state is RunState.FAILED:
        notes.append((RowKind.LOOK, _tr("Failed in the run: tried again")))
    elif photo.outcome.state is not RunState.DONE:
        notes.append((RowKind.NOTE, _tr("Not run yet: retouched now")))
    if again:
        notes.append((RowKind.NOTE, _tr("Exported before: made again if it changed")))
    if photo.path.suffix.lower() in RAW_SUFFIXES:
        kind = {"jpg": "JPEG", "png": _tr("16-bit PNG")}.get(suffix.lower().lstrip("."), _tr("16-bit TIFF"))
        notes.append((RowKind.NOTE, _tr("RAW: written as %1").replace("%1", kind)))
    if not notes:
        return RowKind.READY, _tr("Ready")
    notes.sort(key=lambda one: -one[0])
    return notes[0][0], "; ".join(note for _, note in notes)


def _suffix(photo: Photo, choice: Choice) -> str:
    """The suffix of a result: what the run found the file to be, or what its name says."""
    if choice.format is None and photo.outcome.result is not None:
        return photo.outcome.result.suffix
    guess = _FORMATS.get(photo.path.suffix.lower(), PhotoFormat.JPEG)
    return extension_for(output_format(PhotoHeader(photo.path, guess, (1, 1), 8, 1), choice.options), photo.path)


def _free_stem(stem: str, suffix: str, is_taken: Callable[[str], bool], numbers: dict[str, int]) -> str:
    """The stem, with a number where its name is taken. numbers: the last one that was tried for a name."""
    if not is_taken(stem + suffix):
        return stem
    wish = _folded(stem + suffix)
    number = numbers.get(wish, 1) + 1
    while is_taken(f"{stem}_{number}{suffix}"):
        number += 1
    numbers[wish] = number
    return f"{stem}_{number}"


def _is_taken(name: str, photo: Photo, disk: Disk, taken: set[str]) -> bool:
    folded = _folded(name)
    if folded in taken:
        return True
    if disk.ours.get(folded) == photo.path:
        return False
    return folded in disk.taken or folded in disk.ours or _folded(name + SIDECAR_SUFFIX) in disk.taken


def _length(photo: Photo, choice: Choice, disk: Disk) -> int | None:
    """About how many bytes a result will have."""
    result = photo.outcome.result
    if result is not None and choice.format is None and choice.bits is None and disk.lengths.get(result):
        return disk.lengths[result]
    original = disk.lengths.get(photo.path)
    if original is None:
        return None
    guess = _FORMATS.get(photo.path.suffix.lower(), PhotoFormat.JPEG)
    target = output_format(PhotoHeader(photo.path, guess, (1, 1), 8, 1), choice.options)
    if target is guess and choice.bits is None:
        return original
    deep = choice.bits == 16 or (choice.bits is None and guess is PhotoFormat.RAW)
    factor = 2.2 if deep and target is not PhotoFormat.JPEG else 1.0
    if photo.size is not None:
        return int(factor * _BYTES_PER_PIXEL[target] * photo.size[0] * photo.size[1])
    return int(factor * _BYTES_PER_BYTE[target] * original)


def _earlier_results(folder: Path) -> dict[str, Path]:
    """What the ledger of a folder says that this program wrote there, and of which photo."""
    from mirrorppr_desktop.errors import JobError
    from mirrorppr_desktop.jobs.ledger import FILE_NAME, Ledger
    from mirrorppr_desktop.settings import JOB_FOLDER

    path = folder / JOB_FOLDER / FILE_NAME
    if not path.is_file():
        return {}
    try:
        with Ledger(path, read_only=True) as ledger:
            rows = [(item.result, item.source) for item in ledger.items() if item.result_sha is not None]
    except JobError:
        return {}
    return {
        _folded(result.name): source for result, source in rows if source is not None and result.name == str(result)
    }


def _folded(name: str) -> str:
    """As the most forgetful file system keeps a name: no case, one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def free_bytes(folder: Path) -> int | None:
    """Free space on the drive of a folder that may not be there yet."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None
