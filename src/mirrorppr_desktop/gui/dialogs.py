"""Dialogs of the system that ask for files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES
from mirrorppr_desktop.settings import LOOK_SUFFIX


class _Last:
    """The folder that was chosen from last; a dialog begins there."""

    folder = ""


def choose_folder(parent: QWidget) -> Path | None:
    """Ask for a folder of photos."""
    name = QFileDialog.getExistingDirectory(parent, parent.tr("Open a shoot"), _Last.folder)
    _remember([name])
    return Path(name) if name else None


def choose_photos(parent: QWidget) -> list[Path]:
    """Ask for the two photos of an exemplar pair; how many were chosen is for the caller to see."""
    patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(PHOTO_SUFFIXES))
    title = parent.tr("Choose two photos: untouched and retouched, in either order")
    names, _ = QFileDialog.getOpenFileNames(parent, title, _Last.folder, parent.tr("Photos ({0})").format(patterns))
    _remember(names)
    return [Path(name) for name in names]


def choose_photo(parent: QWidget, wanted: str) -> Path | None:
    """Ask where a photo lies now. wanted: the name that it had."""
    patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(PHOTO_SUFFIXES))
    title = parent.tr("Where is {0} now?").format(wanted)
    name, _ = QFileDialog.getOpenFileName(parent, title, _Last.folder, parent.tr("Photos ({0})").format(patterns))
    _remember([name])
    return Path(name) if name else None


def choose_look(parent: QWidget) -> Path | None:
    """Ask for a look."""
    name, _ = QFileDialog.getOpenFileName(parent, parent.tr("Load a look"), _Last.folder, f"*{LOOK_SUFFIX}")
    _remember([name])
    return Path(name) if name else None


def name_look(parent: QWidget, wish: str) -> Path | None:
    """Ask for the name of a look that is to be written."""
    name, _ = QFileDialog.getSaveFileName(
        parent, parent.tr("Save the look"), str(Path(_Last.folder) / f"{wish}{LOOK_SUFFIX}"), f"*{LOOK_SUFFIX}"
    )
    _remember([name])
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == LOOK_SUFFIX else path.with_name(path.name + LOOK_SUFFIX)


def _remember(chosen: list[str]) -> None:
    if chosen and chosen[0]:
        _Last.folder = str(Path(chosen[0]).parent)
