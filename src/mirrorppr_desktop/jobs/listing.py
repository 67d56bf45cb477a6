"""The photos of a shoot. Light to import; slow on large folders, so nothing for the window's own thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.jobs.scan import scan


@dataclass(frozen=True, slots=True)
class Listed:
    """Photos in the order a person would sort them. skipped: what was passed over or could not be reached, and why."""

    photos: tuple[Path, ...]
    skipped: tuple[tuple[Path, str], ...]
    ignored: int  # files that are no photos


def list_photos(
    paths: Sequence[Path],
    recursive: bool = False,
    out: Path | None = None,
    found: Callable[[Path], object] | None = None,
) -> Listed:
    """The photos that `paths` (files and folders) mean.

    Results of this program are passed over, and so is `out`, the folder that results are written to. found: hears of
    each photo, in their order, while the others are still looked for.
    """
    result = scan(paths, out, recursive=recursive, found=found)
    return Listed(tuple(one.path for one in result.photos), (*result.skipped, *result.unreachable), result.ignored)
