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
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
# What Windows does not allow in a name; a shoot travels between systems. Surrogates: bytes that are no text.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')


def result_names(
    photos: Iterable[tuple[Path, Path, str]],
    known: Mapping[Path, Path] | None = None,
    *,
    stems: Mapping[Path, str] | None = None,
    is_held: Callable[[Path, Path], bool] = lambda photo, name: False,
) -> dict[Path, Path]:
    """A result's path, relative to the output folder, for every photo.

    Args:
        photos: (photo, folder below the output folder, suffix of its result) in order; no photo twice.
        known: results that photos have from earlier runs; kept, so that a photo added later renames nothing.
        stems: what a user calls the results of some photos, without suffix; made legal, numbered where two meet.
        is_held: whether the result of another photo, which is none of these, has a name that one of these would get.

    NAME.EXT becomes NAME_retouched.EXT. Where two results would meet (A.CR3 and A.JPG as JPEG; a.jpg and A.jpg where a
    disk does not tell cases apart), the original's suffix goes into the name, and a number after that.
    """
    own = stems or {}
    entries = list(photos)
    names: dict[Path, Path] = {}
    taken: set[str] = set()
    for photo, _, suffix in entries:
        earlier = (known or {}).get(photo)
        if earlier is not None and earlier.suffix == suffix and _folded(earlier) not in taken:
            names[photo] = earlier
            taken.add(_folded(earlier))
    new = [entry for entry in entries if entry[0] not in names]
    wishes = [folder / wished_name(photo, suffix, own.get(photo)) for photo, folder, suffix in new]
    wished = Counter(map(_folded, wishes))
    for (photo, folder, suffix), plain in zip(new, wishes, strict=True):
        wish = plain
        if photo not in own and (wished[_folded(plain)] > 1 or _folded(plain) in taken):
            wish = folder / told_apart_name(photo, suffix)
        names[photo] = free_name(wish, lambda one, photo=photo: _folded(one) in taken or is_held(photo, one))  # type: ignore[misc]
        taken.add(_folded(names[photo]))
    return {photo: names[photo] for photo, _, _ in entries}


def wished_name(photo: Path, suffix: str, stem: str | None = None) -> str:
    """What a photo's result is called where nothing is in the way. stem: what the user calls it."""
    return _name(photo.stem, suffix) if stem is None else _named_by_hand(stem, suffix)


def told_apart_name(photo: Path, suffix: str) -> str:
    """The same with the photo's own suffix in it."""
    return _name(f"{photo.stem}_{photo.suffix.lstrip('.')}" if photo.suffix else photo.stem, suffix)


def is_variant(name: str, wish: str) -> bool:
    """Whether a name is the one that was wished for, or that with a number."""
    suffix = Path(wish).suffix
    stem, wished = (_folded(Path(one.removesuffix(suffix))) for one in (name, wish))
    rest = stem.removeprefix(wished)
    return name.endswith(suffix) and stem.startswith(wished) and re.fullmatch(r"(_[0-9]+)?", rest) is not None


def free_name(wish: Path, is_taken: Callable[[Path], bool]) -> Path:
    """`wish`, or the first of wish_2, wish_3, ... that is not taken."""
    name, number = wish, 1
    while is_taken(name):
        number += 1
        name = wish.with_name(f"{wish.stem}_{number}{wish.suffix}")
    return name


def _named_by_hand(stem: str, suffix: str) -> str:
    """A name that a user chose: besides being legal it is not hidden, and none that Windows keeps for its devices."""
    text = stem.strip().rstrip(".") or "_"
    if text.startswith("."):
        text = f"_{text[1:]}"
    if _DEVICES.fullmatch(text.partition(".")[0].strip()):
        text = f"_{text}"
    return _name(text, suffix, "")


def _name(stem: str, suffix: str, tag: str = RESULT_TAG) -> str:
    """A result's name: legal on every system, short enough, and different for different stems as far as can be."""
    safe = _FORBIDDEN.sub("_", stem)
    name = f"{safe}{tag}{suffix}"
    if len(name.encode()) > _MAX_NAME_BYTES:
        tail = f"~{hashlib.sha256(stem.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}{tag}{suffix}"
        head = safe.encode()[: _MAX_NAME_BYTES - len(tail.encode())].decode(errors="ignore")
        name = head + tail
    return name


def _folded(path: Path) -> str:
    """As the most forgetful file system keeps a name: no case, one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())
