"""The format of a result that is named by its file."""

from __future__ import annotations

from pathlib import Path

from mirrorppr_desktop.errors import UnsupportedPhoto
from mirrorppr_desktop.photo.photo import PhotoFormat

_FORMATS = {
    ".jpg": PhotoFormat.JPEG,
    ".jpeg": PhotoFormat.JPEG,
    ".png": PhotoFormat.PNG,
    ".tif": PhotoFormat.TIFF,
    ".tiff": PhotoFormat.TIFF,
}


def format_of(out: Path) -> PhotoFormat:
    """By the suffix of the file.

    Raises:
        UnsupportedPhoto: none that results are written in.
    """
    try:
        return _FORMATS[out.suffix.lower()]
    except KeyError:
        raise UnsupportedPhoto(
            out, "results are written as .jpg, .png or .tif; choose one of these for --out"
        ) from None
