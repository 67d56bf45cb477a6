"""What was dropped on the window: a pair, a look, a shoot, a model, or something that cannot be used, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData

from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES
from mirrorppr_desktop.settings import SIDECAR_SUFFIX

LOOK_SUFFIX: Final = ".mplook"
MODEL_SUFFIXES: Final = frozenset((".onnx", ".safetensors"))
_MOST_NAMED = 3  # of a crowd of files that cannot be used
_NOT_READ = {
    ".heic": "HEIC",
    ".heif": "HEIF",
    ".avif": "AVIF",
    ".psd": "Photoshop",
    ".psb": "Photoshop",
    ".xcf": "GIMP",
    ".gif": "GIF",
    ".bmp": "BMP",
    ".jxl": "JPEG XL",
    ".pdf": "PDF",
}


class DropKind(StrEnum):
    """What to do with it."""

    PAIR = "pair"  # both photos of an exemplar pair
    HALF = "half"  # one of them
    LOOK = "look"
    SHOOT = "shoot"
    MODEL = "model"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Drop:
    """What a drop is taken for. paths: to be used, as they came; of a pair in either order. refused: why not, each a
    sentence about one file or about the drop.
    """

    kind: DropKind
    paths: tuple[Path, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What could not be used, in one piece; "" where all of it was."""
        shown = list(self.refused[:_MOST_NAMED])
        rest = len(self.refused) - len(shown)
        if rest:
            shown.append(_tr("%n more cannot be used either.", rest))
        return " ".join(shown)


def sort_drop(paths: Sequence[Path], *, on_pair: bool = False) -> Drop:
    """What the dropped files are.

    Args:
        paths: as they were dropped.
        on_pair: they were dropped where the exemplar pair is shown: two photos are a pair there, and a shoot elsewhere.
    """
    photos: list[Path] = []
    folders: list[Path] = []
    looks: list[Path] = []
    models: list[Path] = []
    refused: list[str] = []
    for path in dict.fromkeys(paths):
        suffix = path.suffix.lower()
        if path.is_dir():
            folders.append(path)
        elif not path.is_file():
            refused.append(_tr("%1 is not there any more.", path))
        elif suffix == LOOK_SUFFIX:
            looks.append(path)
        elif suffix in MODEL_SUFFIXES:
            models.append(path)
        elif suffix in PHOTO_SUFFIXES:
            photos.append(path)
        else:
            refused.append(_why_not(path))
    if on_pair and photos and not folders:
        return _pair(photos, [*looks, *models], refused)
    return _elsewhere(photos, folders, looks, models, refused)


def local_paths(data: QMimeData) -> list[Path]:
    """The files of a drop that lie on this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _pair(photos: list[Path], others: list[Path], refused: list[str]) -> Drop:
    refused = [*refused, *(_tr("%1 is no photo of a pair.", path) for path in others)]
    if len(photos) == 1:
        return Drop(DropKind.HALF, (photos[0],), tuple(refused))
    if len(photos) == 2:
        return Drop(DropKind.PAIR, tuple(photos), tuple(refused))
    many = _tr("An exemplar pair is two photos, and %n were dropped. Nothing was changed.", len(photos))
    return Drop(DropKind.NOTHING, (), (many, *refused))


def _elsewhere(
    photos: list[Path], folders: list[Path], looks: list[Path], models: list[Path], refused: list[str]
) -> Drop:
    if photos or folders:
        aside = [_tr("%1 was left aside: drop it by itself.", path) for path in (*looks, *models)]
        return Drop(DropKind.SHOOT, (*folders, *photos), (*aside, *refused))
    if looks:
        others = [_tr("%1 was left aside: one look is used at a time.", path) for path in looks[1:]]
        others += [_tr("%1 was left aside: drop it by itself.", path) for path in models]
        return Drop(DropKind.LOOK, (looks[0],), (*others, *refused))
    if models:
        return Drop(DropKind.MODEL, tuple(models), tuple(refused))
    return Drop(DropKind.NOTHING, (), tuple(refused or [_tr("Nothing that was dropped is a file of this computer.")]))


def _why_not(path: Path) -> str:
    suffix = path.suffix.lower()
    if path.name.lower().endswith(SIDECAR_SUFFIX):
        return _tr("%1 is the record of a result; drop the photo itself.", path)
    if suffix in _NOT_READ:
        text = QCoreApplication.translate("Drops", "%1: %2 files cannot be read. Export it as JPEG or TIFF.")
        return text.replace("%1", _shown(path)).replace("%2", _NOT_READ[suffix])
    return _tr("%1 is no photo: JPEG, TIFF, PNG, WebP and camera RAW are.", path)


def _tr(text: str, about: Path | int | None = None) -> str:
    """A sentence in the user's language; %1 is the name of a file, %n a number."""
    if isinstance(about, int):
        return QCoreApplication.translate("Drops", text, None, about).replace("%n", str(about))
    told = QCoreApplication.translate("Drops", text)
    if about is None:
        return told
    return told.replace("%1", _shown(about))


def _shown(path: Path) -> str:
    return path.name if path.name.isprintable() else ascii(path.name)
