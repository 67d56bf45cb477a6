"""Which photo after belongs to which before: by their names and by declared suffixes. Nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mirrorppr_desktop.dataset.listing import stem_of, suffix_of
from mirrorppr_desktop.photo.names import RAW_SUFFIXES

_SEPARATOR: Final = re.compile(r"[^0-9A-Za-z]")
_LEAST_HINTED: Final = 2
_SPELT: Final = "capitals or accents are spelt differently; rename one of them"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file without a partner. side: "before" or "after"."""

    side: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs as (before, after), in the order of the photos before; what is left over; what would pair more."""

    pairs: tuple[tuple[str, str], ...]
    leftovers: tuple[Leftover, ...]
    hints: tuple[str, ...]


def match(before: Iterable[str], after: Iterable[str], suffixes: Sequence[str] = ()) -> Matching:
    """Pair names: a photo after has the name of the one before, folders and all, or that name and a declared suffix.

    The suffix of the file does not count: a.cr2 and a.jpg can be a pair. Where two files could be the partner, none is.
    One look at each name: a million take seconds.
    """
    befores: dict[str, list[str]] = {}
    for name in before:
        befores.setdefault(stem_of(name), []).append(name)
    partners: dict[str, list[str]] = {}
    leftovers: list[Leftover] = []
    strays: list[tuple[str, str]] = []
    for name in after:
        stem = stem_of(name)
        stems = [stem, *(stem.removesuffix(one) for one in suffixes if stem.endswith(one) and stem != one)]
        known = [one for one in dict.fromkeys(stems) if one in befores]
        if len(known) == 1:
            partners.setdefault(known[0], []).append(name)
        elif known:
            leftovers.append(Leftover("after", name, f"could belong to {' or '.join(known)}"))
        else:
            strays.append((name, stem))
    pairs: list[tuple[str, str]] = []
    for stem, names in befores.items():
        found = partners.get(stem, [])
        if len(names) == 1 and len(found) == 1:
            pairs.append((names[0], found[0]))
        elif not found:
            leftovers += [Leftover("before", name, "no photo after of that name") for name in names]
        else:
            why = f"{len(names)} before and {len(found)} after have this name: keep one of each"
            leftovers += [Leftover("before", name, why) for name in names]
            leftovers += [Leftover("after", name, why) for name in found]
    unpaired = {stem for stem in befores if stem not in partners}
    alike = {_alike(stem): befores[stem][0] for stem in unpaired}
    for name, stem in strays:
        twin = alike.get(_alike(stem))
        why = "no photo before of that name" if twin is None else f"is no pair with {twin}: {_SPELT}"
        leftovers.append(Leftover("after", name, why))
    stray_stems = {stem for _, stem in strays}
    return Matching(tuple(pairs), tuple(leftovers), tuple(_hints(unpaired, stray_stems, suffixes)))


def _alike(stem: str) -> str:
    """What names have in common that a person reads as one."""
    return unicodedata.normalize("NFC", stem.casefold())


def looks_swapped(before: str, after: str) -> bool:
    """Whether the photo after is a camera's raw file and the one before is none: nobody retouches into a raw file."""
    return suffix_of(after) in RAW_SUFFIXES and suffix_of(before) not in RAW_SUFFIXES


def _hints(unpaired: set[str], stray_stems: set[str], suffixes: Sequence[str]) -> list[str]:
    """Suffixes that would pair what is left over, told and not used."""
    more: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    for stem in stray_stems:
        more.update(stem[cut:] for cut in _cuts(stem) if stem[:cut] in unpaired)
    for stem in unpaired:
        turned.update(stem[cut:] for cut in _cuts(stem) if stem[:cut] in stray_stems)
    hints = [
        f"{count} names after have {text} more than a name before: --suffix {text} would pair them"
        for text, count in more.most_common(3)
        if count >= _LEAST_HINTED and text not in suffixes
    ]
    hints += [
        f"{count} names before have {text} more than a name after: are --before and --after swapped?"
        for text, count in turned.most_common(1)
        if count >= _LEAST_HINTED
    ]
    return hints


def _cuts(stem: str) -> list[int]:
    base = stem.rfind("/") + 1
    return [base + found.start() for found in _SEPARATOR.finditer(stem[base:]) if found.start() > 0]
