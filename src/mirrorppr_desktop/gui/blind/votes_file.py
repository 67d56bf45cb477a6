"""Votes of a blind test as a CSV file: whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mirrorppr_desktop.photo.publish import output_error, stage_path

COLUMNS = ("photo", "left", "right", "vote", "time", "seconds", "seed")


def write_votes(path: Path, votes: Iterable[dict[str, Any]]) -> None:
    """Write votes, the file of that name being replaced. left, right: strengths, 1 as in the pair.

    Raises:
        DiskFull, OutputNotWritable: nothing was written, and a file that was there is as it was.
    """
    staged = stage_path(path, f"votes-{os.getpid()}")
    try:
        with staged.open("w", encoding="utf-8", newline="", errors="surrogateescape") as file:
            writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(votes)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise output_error(path, error) from error
