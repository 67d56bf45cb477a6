"""What the results are called. Settled for the whole job before it starts, and the same whenever it is run again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mirrorppr_desktop.settings import RESULT_TAG, SIDECAR_SUFFIX

_MAX_NAME_BYTES = 255 - len(SIDECAR_SUFFIX) - 4  # room for the sidecar's suffix and for a number
# What Windows does not allow in a name; a shoot travels between systems. Surrogates: bytes that are no text.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')


def result_names(
    photos: Iterable[tuple[Path, Path, str]], known: Mapping[Path, Path] | None = None
) -> dict[Path, Path]:
    """A result's path, relative to the output folder, for every photo.

    Args:
        photos: (photo, folder below the output folder, suffix of its result) in order; no photo twice.
        known: results that photos have from earlier runs; kept, so that a photo added later renames nothing.

    NAME.EXT becomes NAME_retouched.EXT. Where two results would meet (A.CR3 and A.JPG as JPEG; a.jpg and A.jpg where a
    disk does not tell cases apart), the original's suffix goes into the name, and a number after that.
    """
    entries = list(photos)
    names: dict[Path, Path] = {}
    taken: set[str] = set()
    for photo, _, suffix in entries:
        earlier = (known or {}).get(photo)
        if earlier is not None and earlier.suffix == suffix and _folded(earlier) not in taken:
            names[photo] = earlier
            taken.add(_folded(earlier))
    new = [entry for entry in entries if entry[0] not in names]
    wishes = [_folded(folder / _name(photo.stem, suffix)) for photo, folder, suffix in new]
    wished = Counter(wishes)
    for (photo, folder, suffix), wish in zip(new, wishes, strict=True):
        clashes = wished[wish] > 1 or wish in taken
        stem = f"{photo.stem}_{photo.suffix.lstrip('.')}" if clashes and photo.suffix else photo.stem
        names[photo] = free_name(folder / _name(stem, suffix), lambda one: _folded(one) in taken)
        taken.add(_folded(names[photo]))
    return {photo: names[photo] for photo, _, _ in entries}


def free_name(wish: Path, is_taken: Callable[[Path], bool]) -> Path:
    """`wish`, or the first of wish_2, wish_3, ... that is not taken."""
    name, number = wish, 1
    while is_taken(name):
        number += 1
        name = wish.with_name(f"{wish.stem}_{number}{wish.suffix}")
    return name


def _name(stem: str, suffix: str) -> str:
    """A result's name: legal on every system, short enough, and different for different stems as far as can be."""
    safe = _FORBIDDEN.sub("_", stem)
    name = f"{safe}{RESULT_TAG}{suffix}"
    if len(name.encode()) > _MAX_NAME_BYTES:
        tail = f"~{hashlib.sha256(stem.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}{RESULT_TAG}{suffix}"
        head = safe.encode()[: _MAX_NAME_BYTES - len(tail.encode())].decode(errors="ignore")
        name = head + tail
    return name


def _folded(path: Path) -> str:
    """As the most forgetful file system keeps a name: no case, one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())
