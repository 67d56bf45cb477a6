"""Names of exported files from a template such as "{name}_retouched". Pure text; nothing is looked up on disk."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from mirrorppr_desktop.settings import SIDECAR_SUFFIX

TOKENS: Final = ("name", "look", "date", "seq", "rating")
DEFAULT: Final = "{name}_retouched"
# Room in a file name for the longest extension, a number where the name is taken, and the suffix of the sidecar.
MAX_STEM_BYTES: Final = 255 - 6 - 8 - len(SIDECAR_SUFFIX)

# What Windows does not allow in a name; a shoot travels between systems. Surrogates: bytes that are no text.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_TOKEN = re.compile(r"\{([^{}]*)\}")
_EXTENSION = re.compile(r"\.\{ext\}$", re.IGNORECASE)
_EMPTY = "\0"  # stands where a token gave nothing, until the separators around it are settled
_SEPARATORS = r"[ _.\-]*"
_BRACKETED = re.compile(rf"\(\s*{_EMPTY}\s*\)|\[\s*{_EMPTY}\s*\]")
_GAP = re.compile(rf"({_SEPARATORS}){_EMPTY}(?:{_SEPARATORS}{_EMPTY})*({_SEPARATORS})")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Values:
    """What the tokens of a template stand for in one photo.

    name: of the original, without its suffix. look: "" where there is none. date: as in "2026-11-14", "" where it is
    not known. seq: place in the export, from 1. rating: 0 is unrated, and leaves its place empty. of: how many photos
    are exported, for the width of `seq`.
    """

    name: str
    look: str = ""
    date: str = ""
    seq: int = 1
    rating: int = 0
    of: int = 1


def unknown_tokens(template: str) -> tuple[str, ...]:
    """Tokens of a template that stand for nothing, as they were typed; they stay in the names as text."""
    found = _TOKEN.findall(_EXTENSION.sub("", template.strip()))
    return tuple(dict.fromkeys(f"{{{one}}}" for one in found if one.strip().lower() not in TOKENS))


def tells_photos_apart(template: str) -> bool:
    """Whether different photos get different names before any number is added."""
    return any(one.strip().lower() in ("name", "seq") for one in _TOKEN.findall(template))


def fill(template: str, values: Values) -> str:
    """The name of a result without its suffix: legal on every system, never empty, short enough for a sidecar.

    Where a token gives nothing, the separators around it become one, and brackets around it go. A name that is too long
    keeps its start and gets a tail of its digest, so that different names stay different.
    """
    widths = max(3, len(str(values.of)))
    told = {
        "name": values.name,
        "look": values.look,
        "date": values.date,
        "seq": f"{values.seq:0{widths}d}",
        "rating": str(values.rating) if values.rating else "",
    }

    def stands_for(match: re.Match[str]) -> str:
        key = match[1].strip().lower()
        return (told[key].replace(_EMPTY, "_") or _EMPTY) if key in told else match[0]

    plain = _EXTENSION.sub("", template.strip()).replace(_EMPTY, "_")
    text = _GAP.sub(_joined, _BRACKETED.sub(_EMPTY, _TOKEN.sub(stands_for, plain)))
    return _legal(text) or _legal(values.name) or f"photo_{values.seq}"


def _joined(gap: re.Match[str]) -> str:
    """What remains between two parts when what stood between them is empty: one separator, none at an end."""
    if gap.start() == 0 or gap.end() == len(gap.string):
        return ""
    return (gap[1] or gap[2])[:1]


def _legal(text: str) -> str:
    safe = _FORBIDDEN.sub("_", text).strip(" ").lstrip(".").strip(" ").rstrip(". ")
    safe = _RESERVED.sub(lambda match: f"{match[0]}_", safe, count=1) if _RESERVED.match(safe) else safe
    coded = safe.encode()
    if len(coded) <= MAX_STEM_BYTES:
        return safe
    tail = f"~{hashlib.sha256(coded).hexdigest()[:8]}"
    head = coded[: MAX_STEM_BYTES - len(tail)].decode(errors="ignore").rstrip(". ")
    return head + tail
