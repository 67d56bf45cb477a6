"""Which of two photos is the retouched one, by their names and times. Light to import: a window asks at once."""

from __future__ import annotations

import re
from pathlib import Path

from mirrorppr_desktop.photo.names import RAW_SUFFIXES
from mirrorppr_desktop.retouch.request import ExemplarPair

_AFTER = frozenset(
    (
        *("after", "edit", "edits", "edited", "retouch", "retouched", "final", "finished", "done", "new", "copy"),
        *("photoshop", "ps", "result", "output", "nachher", "bearbeitet", "retuschiert", "fertig", "kopie", "apres"),
    )
)
_BEFORE = frozenset(
    (
        *("before", "original", "originals", "orig", "raw", "raws", "source", "untouched", "unedited", "unretouched"),
        *("sooc", "input", "vorher", "avant"),
    )
)
_WORDS = re.compile(r"[^\W\d_]+")


def likely_order(a: Path, b: Path) -> ExemplarPair:
    """The pair in the order that the files tell.

    Words in the names decide first ("_edit", "before"), then a name that goes on where the other one ends ("IMG_1" and
    "IMG_1-2"), camera RAW, words in the names of the folders, and last the time: the newer file is the one after.
    """
    for tell in (_by_words, _by_longer_name, _by_kind, _by_folder, _by_time):
        lead = tell(a, b)
        if lead:
            return ExemplarPair(a, b) if lead > 0 else ExemplarPair(b, a)
    return ExemplarPair(a, b)


# Each says > 0 where b is the one after, < 0 where a is, 0 where it cannot tell.


def _by_words(a: Path, b: Path) -> float:
    return _afterness(b.stem) - _afterness(a.stem)


def _by_longer_name(a: Path, b: Path) -> float:
    one, other = a.stem.casefold(), b.stem.casefold()
    if one == other or not (one.startswith(other) or other.startswith(one)):
        return 0
    return len(other) - len(one)


def _by_kind(a: Path, b: Path) -> float:
    return (a.suffix.lower() in RAW_SUFFIXES) - (b.suffix.lower() in RAW_SUFFIXES)


def _by_folder(a: Path, b: Path) -> float:
    return _afterness(b.parent.name) - _afterness(a.parent.name)


def _by_time(a: Path, b: Path) -> float:
    try:
        return b.stat().st_mtime - a.stat().st_mtime
    except OSError:
        return 0


def _afterness(name: str) -> int:
    words = set(_WORDS.findall(name.casefold()))
    return bool(words & _AFTER) - bool(words & _BEFORE)
