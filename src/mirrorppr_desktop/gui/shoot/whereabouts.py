"""Where the photos of a shoot lie now: matched by their names below a folder, and by their lengths where it helps."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from mirrorppr_desktop.gui.shoot.photo import Photo
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES

ENOUGH: Final = 0.2  # of the photos: with fewer of them it is another shoot
_MOST_FILES: Final = 100_000  # looked at below a folder


@dataclass(frozen=True, slots=True)
class Found:
    """What was found below a folder.

    root: where photos lay. place: where that is now. places: of photos by where they were. changed: photos of those
    whose file has another length than it had. lost: photos that are not there. as_named: photos that lie below the
    place as they lay below the root.
    """

    root: Path
    place: Path
    places: dict[Path, Path] = field(default_factory=dict)
    changed: tuple[Path, ...] = ()
    lost: tuple[Path, ...] = ()
    as_named: int = 0

    @property
    def sure(self) -> int:
        """Photos that are taken for the same as far as anything tells."""
        return len(self.places) - len(self.changed)

    @property
    def is_enough(self) -> bool:
        """Whether so many were found that it is the same shoot."""
        return self.sure >= ENOUGH * (len(self.places) + len(self.lost)) and (self.sure > 0 or not self.lost)


def look_below(folder: Path, root: Path, photos: Sequence[Photo]) -> Found:
    """Look for photos that lay below `root` in a folder, or in the one of its name inside that folder.

    Slow where the folder is large or far away: nothing for the window's own thread.
    """
    below = [folder]
    if (inside := folder / root.name).is_dir():
        below.append(inside)
    looks = [_look(place, root, photos) for place in below]
    return max(looks, key=lambda one: (one.sure, one.as_named, len(one.places)))


def _look(place: Path, root: Path, photos: Sequence[Photo]) -> Found:
    named = {photo.path: place / photo.path.relative_to(root) for photo in photos}
    places = {old: new for old, new in named.items() if _length(new) is not None}
    left = [photo for photo in photos if photo.path not in places]
    as_named = len(places)
    if left:
        places |= _under_other_names(place, root, left, set(places.values()))
    lengths = {photo.path: photo.length for photo in photos}
    changed = tuple(old for old, new in places.items() if lengths[old] not in (None, _length(new)))
    lost = tuple(photo.path for photo in photos if photo.path not in places)
    return Found(root, place, places, changed, lost, as_named)


def _under_other_names(place: Path, root: Path, photos: Sequence[Photo], taken: set[Path]) -> dict[Path, Path]:
    """Photos whose path is spelt otherwise now, or which lie in another folder under their name with their length."""
    by_path, by_name = dict[str, Path](), defaultdict[str, list[Path]](list)
    for path in islice(_files(place), _MOST_FILES):
        if path not in taken:
            by_path[str(path.relative_to(place)).casefold()] = path
            by_name[path.name.casefold()].append(path)
    places: dict[Path, Path] = {}
    for photo in photos:
        spelt = by_path.get(str(photo.path.relative_to(root)).casefold())
        alike = by_name[photo.path.name.casefold()] if photo.length is not None else []
        same = [path for path in alike if _length(path) == photo.length]
        found = spelt if not same or spelt in same else same[0] if len(same) == 1 else None
        if found is not None and found not in taken:
            places[photo.path] = found
            taken.add(found)
    return places


def _files(place: Path) -> Iterator[Path]:
    for folder, inside, names in os.walk(place):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in PHOTO_SUFFIXES)


def _length(path: Path) -> int | None:
    """Of a file; None where there is none."""
    try:
        return path.stat().st_size if path.is_file() else None
    except (OSError, ValueError):
        return None


def common_root(paths: Iterable[Path]) -> Path:
    """The folder that all of these lie below; they are on one drive, or it is the parent of the first."""
    parents = [str(path.parent) for path in paths]
    try:
        return Path(os.path.commonpath(parents))
    except ValueError:
        return Path(parents[0])
