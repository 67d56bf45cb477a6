"""Sheets of pairs to look at: what is learned from should have been seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from mirrorppr_desktop.dataset.manifest import PairRecord, read_manifest
from mirrorppr_desktop.dataset.pictures import stored_picture
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, fitted_size, resized, save_png
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.retouch import OperationStrength

SHEET: Final = "sheet.png"
_PAIRS: Final = 12
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
