"""Sheets of pairs to look at: what is learned from should have been seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from mirrorppr_desktop.dataset.doctor import Examined
from mirrorppr_desktop.dataset.manifest import PairRecord, read_manifest
from mirrorppr_desktop.dataset.pairing import Paired
from mirrorppr_desktop.dataset.pictures import stored_picture
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, fitted_size, resized, save_png
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.names import NAMES
from mirrorppr_desktop.retouch.retouch import OperationStrength

SHEET: Final = "sheet.png"
_PAIRS: Final = 12
_STUDIO_PAIRS: Final = 24
_COLUMNS: Final = 3
_PANEL_PX: Final = 560
_GAP_PX: Final = 4


def write_simulated_sheet(folder: Path) -> None:
    """The first pairs of a dataset, before and after, with what was done.

    Raises:
        BadDataset, OutputNotWritable
    """
    panels = [pair_panel(folder, record, words(record.operations)) for record in islice(read_manifest(folder), _PAIRS)]
    if panels:
        save_png(contact_sheet(panels, _COLUMNS, _PANEL_PX, f"{folder.name}: before and after"), folder / SHEET)


def write_studio_sheet(folder: Path, paired: Paired, title: str) -> None:
    """Pairs to look at: first those with a warning, then others, evenly over all.

    Raises:
        BadDataset, OutputNotWritable
    """
    by_number = {f"{one.number:09d}": one for one in paired.usable}
    records = list(read_manifest(folder))
    records.sort(key=lambda record: not by_number[record.key].warnings)
    warned = sum(bool(one.warnings) for one in by_number.values())
    rest = records[warned:]
    room = max(0, _STUDIO_PAIRS - warned)
    chosen = records[: min(warned, _STUDIO_PAIRS)] + rest[:: max(1, -(-len(rest) // max(1, room)))][:room]
    panels = [pair_panel(folder, record, _found_words(by_number[record.key])) for record in chosen]
    if panels:
        save_png(contact_sheet(panels, _COLUMNS, _PANEL_PX, title), folder / SHEET)


def _found_words(one: Examined) -> str:
    ways = {operation.positive: operation for operation in NAMES}
    named = [f"{ways[name].directed(amount)} {abs(amount):.2f}" for name, amount in one.operations.items()]
    lines = [
        f"moves up to {one.strength:.1%}, tone {one.tone:.0f} levels, drift {one.drift_px:.1f} px",
        ", ".join(named) or "no operation of the catalogue",
        *(f"! {warning}" for warning in one.warnings),
    ]
    return "\n".join(lines)


def pair_panel(folder: Path, record: PairRecord, caption: str) -> Panel:
    """Before and after beside each other."""
    before, after = stored_picture(folder, record.before), stored_picture(folder, record.after)
    return Panel(side_by_side(before, after), f"{record.key} {record.photo}\n{caption}")


def side_by_side(before: RGB8, after: RGB8) -> RGB8:
    """Two pictures of about one size in one, reduced to what a panel shows."""
    size = fitted_size((before.shape[1], before.shape[0]), (_PANEL_PX - _GAP_PX) // 2)
    gap = np.zeros((size[1], _GAP_PX, 3), np.uint8)
    return np.concatenate([resized(before, size), gap, resized(after, size)], axis=1)


def words(operations: Sequence[OperationStrength]) -> str:
    """Operations as a caption tells them."""
    return ", ".join(f"{one.name} {one.strength:.2f}" for one in operations)
