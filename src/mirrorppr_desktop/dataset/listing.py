"""The photos below a folder as names: what a million of them can be held as."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mirrorppr_desktop.errors import BadDataset
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES, natural_key


def photo_names(folder: Path, out: Path | None = None) -> list[str]:
    """Paths of the photos below a folder, relative to it, with "/", in the order in which a person counts.

    Hidden files and folders are left out, and so is `out`, which may lie inside. Links to folders are not followed.

    Raises:
        BadDataset: the folder is not there or cannot be read.
    """
    own = None if out is None else os.path.realpath(out)
    try:
        return sorted(_below(os.fspath(folder), "", own), key=natural_key)
    except OSError as error:
        raise BadDataset(f"{folder} cannot be read: {error.strerror or error}; name a folder of photos") from error


def suffix_of(name: str) -> str:
    """The suffix of a name in lower case, with its dot; "" where it has none."""
    base = name.rpartition("/")[2]
    dot = base.rfind(".")
    return base[dot:].lower() if dot > 0 else ""


def stem_of(name: str) -> str:
    """The name with its folders and without its suffix."""
    return name.removesuffix(name[len(name) - len(suffix_of(name)) :]) if suffix_of(name) else name


def _below(folder: str, prefix: str, own: str | None) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if own is None or os.path.realpath(entry.path) != own:
                    yield from _below(entry.path, f"{prefix}{entry.name}/", own)
            elif suffix_of(entry.name) in PHOTO_SUFFIXES and entry.is_file():
                yield prefix + entry.name
