"""The folder of a dataset in the making: its plan, and a part of its manifest for each block that is done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from mirrorppr_desktop.dataset.manifest import put
from mirrorppr_desktop.errors import BadDataset, OutputNotWritable

PLAN: Final = "dataset.json"
PARTS: Final = "parts"


def settle(out: Path, plan: dict[str, Any], folders: Sequence[str]) -> None:
    """Make the folder of a dataset, or see that what lies in it is of the same plan.

    Args:
        plan: plain values that decide what is made. "photos" among them: a digest of what it is made from.
        folders: to be made in it.

    Raises:
        BadDataset: it holds something else, or a dataset of another plan. OutputNotWritable
    """
    path = out / PLAN
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            if any(not one.name.startswith(".") for one in out.iterdir()):
                raise BadDataset(f"{out} is not empty and holds no dataset; choose another folder for --out")
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
