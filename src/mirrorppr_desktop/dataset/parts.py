"""The folder of a dataset in the making: its plan, and a part of its manifest for each block that is done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from mirrorppr_desktop.dataset.manifest import put
from mirrorppr_desktop.errors import BadDataset, OutputNotWritable
from mirrorppr_desktop.photo.folder_lock import FolderLock
from mirrorppr_desktop.photo.publish import is_stage, output_error
from mirrorppr_desktop.settings import JOB_FOLDER

PLAN: Final = "dataset.json"
PARTS: Final = "parts"


@contextmanager
def settled(out: Path, plan: dict[str, Any], folders: Sequence[str]) -> Iterator[None]:
    """Make the folder of a dataset, or see that what lies in it is of the same plan.

    No other run works there meanwhile. What a killed run or process had half written is removed, before and after.

    Args:
        plan: plain values that decide what is made. "photos" among them: a digest of what it is made from.
        folders: to be made in it.

    Raises:
        BadDataset: it holds something else, or a dataset of another plan. JobInUse: another run is at work in it.
        DiskFull, OutputNotWritable
    """
    with ExitStack() as held:
        try:
            out.mkdir(parents=True, exist_ok=True)
            _refuse_strangers(out)
            lock = out / JOB_FOLDER / "lock"  # that of a batch of photos: neither works where the other does
            lock.parent.mkdir(exist_ok=True)
            held.enter_context(FolderLock(lock))
        except OSError as error:
            raise OutputNotWritable(f"{out} cannot be used: {error.strerror or error}") from error
        _settle(out, plan, folders)
        _sweep(out, folders)
        try:
            yield
        finally:
            _sweep(out, folders)


def _refuse_strangers(out: Path) -> None:
    if not (out / PLAN).exists() and any(not one.name.startswith(".") for one in out.iterdir()):
        raise BadDataset(f"{out} is not empty and holds no dataset; choose another folder for --out")


def _settle(out: Path, plan: dict[str, Any], folders: Sequence[str]) -> None:
    path = out / PLAN
    try:
        if not path.exists():
            put(path, json.dumps(plan, indent=1).encode())
        for name in (PARTS, *folders):
            (out / name).mkdir(exist_ok=True)
        there = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OutputNotWritable(f"{out} cannot be used: {error.strerror or error}") from error
    except ValueError as error:
        raise BadDataset(f"{path} is damaged; choose another folder for --out") from error
    other = [name for name in plan if not isinstance(there, dict) or there.get(name) != plan[name]]
    if other == ["photos"]:
        raise BadDataset(f"{out} was begun from other photos, or they have changed; choose another folder for --out")
    if other:
        raise BadDataset(f"{out} was begun with another {', '.join(other)}; choose another folder for --out")


def _sweep(out: Path, folders: Sequence[str]) -> None:
    """Remove staged files that nobody writes any more: the lock is held, and processes end with who began them.

    A worker of a cluster may outlive that for a moment; it fails to publish what is gone, and nobody waits for it.
    """
    try:
        for one in out.glob(".mp-*"):
            _remove_stage(one)
        for name in (PARTS, *folders):
            for folder, _, files in os.walk(out / name):
                for file in files:
                    _remove_stage(Path(folder, file))
    except OSError as error:
        raise output_error(out / PLAN, error) from error


def _remove_stage(path: Path) -> None:
    if is_stage(path):
        path.unlink(missing_ok=True)


def part_path(out: Path, stage: str, first: int) -> Path:
    """Where the part of a block lies that begins with item `first` of a stage."""
    return out / PARTS / f"{stage}-{first:09d}.jsonl"


def lines_of(path: Path) -> list[str]:
    """The lines of a part; none where it is not there yet."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def joined(header: str, parts: Sequence[Path]) -> Iterator[str]:
    """A header and the lines of all parts, one part in memory at a time."""
    yield header
    for part in parts:
        yield from lines_of(part)
