"""Start where the last run ended, however it ended: the restart rule, the daily copies, and a damaged ledger."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mirrorppr_desktop.errors import BadSidecar, LedgerDamaged, MirrorPPRError
from mirrorppr_desktop.jobs.events import Listener, Notice
from mirrorppr_desktop.jobs.ledger import FILE_NAME, Keys, Ledger
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.settings import JOB_FOLDER, SIDECAR_SUFFIX

_COPIES = 3
_COPY_NAME = "ledger-copy-{day}.sqlite"


def open_ledger(folder: Path, out: Path, listen: Listener) -> Ledger:
    """Open the ledger of a job's folder; a damaged one is set aside and made anew from a copy and the results."""
    path = folder / FILE_NAME
    is_new = not path.exists()
    try:
        ledger = Ledger(path)
    except LedgerDamaged as error:
        kept = _set_aside(path)
        ledger = _restored(folder, path)
        found = _adopt_results(ledger, out)
        listen(Notice(
            f"the ledger of this folder was damaged ({error}); it was set aside as {kept.name} and made anew:"
            f" {found} results found again. Photos and results were not touched."
        ))  # fmt: skip
        return ledger
    if is_new and (found := _adopt_results(ledger, out)):
        listen(Notice(f"no ledger in this folder: made anew, {found} earlier results found again"))
    return ledger


def restart(ledger: Ledger, out: Path, token: str) -> None:
    """Bring every row that was in hand back to a state that can be gone on from, and sweep up staged files.

    A result that was about to be published and is there with its digest is done; everything else waits again.
    """
    for item in ledger.items(State.WRITING):
        result = out / item.result
        try:
            is_published = file_sha256(result) == item.result_sha
        except OSError:
            is_published = False
        if is_published:
            ledger.recovered(item)
        else:
            ledger.release(item, "the last run ended before it was published")
    for item in ledger.items(State.RUNNING):
        ledger.release(item, "the last run ended while it was in hand")
    sweep({out, *(out / item.result.parent for item in ledger.items())}, token)


def sweep(folders: set[Path], token: str) -> None:
    """Remove staged files of this job that nobody will publish any more."""
    for folder in folders:
        for leftover in folder.glob(f".mp-{token}-*.part"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def keep_copy(ledger: Ledger, folder: Path) -> None:
    """A copy of the ledger per day that it is used; the last three stay."""
    copy = folder / _COPY_NAME.format(day=datetime.now(UTC).strftime("%Y%m%d"))
    if not copy.exists():
        ledger.backup(copy)
        for old in _copies(folder)[_COPIES:]:
            old.unlink(missing_ok=True)


def _copies(folder: Path) -> list[Path]:
    """Copies by name, the latest day first."""
    return sorted(folder.glob(_COPY_NAME.format(day="*")), reverse=True)


def _set_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"ledger-damaged-{number}.sqlite")).exists():
        number += 1
    path.replace(kept)
    for ending in ("-wal", "-shm"):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + ending))
    return kept


def _restored(folder: Path, path: Path) -> Ledger:
    """A ledger from the latest copy that can be read, or an empty one."""
    for copy in _copies(folder):
        try:
            with Ledger(copy, read_only=True) as good:
                good.backup(path)
            return Ledger(path)
        except MirrorPPRError:
            path.unlink(missing_ok=True)
    return Ledger(path)


def _adopt_results(ledger: Ledger, out: Path) -> int:
    """Enter every result whose sidecar vouches for it. A result that was changed since belongs to its owner."""
    adopted = 0
    for sidecar in _sidecars(out):
        try:
            record = read_record(sidecar)
            result = sidecar.with_name(sidecar.name.removesuffix(SIDECAR_SUFFIX))
            if record.result.name != result.name or file_sha256(result) != record.result.sha256:
                continue
            sidecar_sha = file_sha256(sidecar)
        except (BadSidecar, OSError):
            continue
        row = ledger.by_result(result.relative_to(out))
        keys = Keys(record.asked.settings_sha256, record.asked.models_sha256)
        if row is not None and row.state == State.DONE and row.result_sha == record.result.sha256 and row.keys == keys:
            continue
        ledger.adopt(
            result.relative_to(out),
            record.result.sha256,
            length=record.result.length,
            source_sha=record.source.sha256,
            keys=keys,
            sidecar=(sidecar.relative_to(out), sidecar_sha),
        )
        adopted += 1
    return adopted


def _sidecars(out: Path) -> Iterator[Path]:
    for path in sorted(out.rglob(f"*{SIDECAR_SUFFIX}")):
        if JOB_FOLDER not in path.relative_to(out).parts and path.is_file():
            yield path
