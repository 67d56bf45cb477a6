"""The pictures of a dataset as bytes: 8-bit sRGB, JPEG or PNG, by this program's own hand."""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from mirrorppr_desktop.dataset.manifest import Stored
from mirrorppr_desktop.errors import BadDataset
from mirrorppr_desktop.photo import encode
from mirrorppr_desktop.photo.photo import RGB8

# Before and after are coded with the same tables from the same pixels, so what no operation moves stays within a level
# or two. 4:4:4, since an edit of lips or eyes is an edit of colour edges.
_QUALITY: Final = 95
_SUBSAMPLING: Final = "4:4:4"


class PictureFormat(StrEnum):
    """How pictures are stored."""

    JPEG = "jpeg"
    PNG = "png"

    @property
    def suffix(self) -> str:
        """With its dot."""
        return ".jpg" if self is PictureFormat.JPEG else ".png"


def coded(picture: RGB8, format: PictureFormat) -> bytes:
    """(H, W, 3) as the bytes of a file."""
    if format is PictureFormat.JPEG:
        return encode.jpeg(picture, None, _QUALITY, _SUBSAMPLING)
    file = io.BytesIO()
    encode.png(picture, file, b"")
    return file.getvalue()


def decoded(data: bytes, name: str) -> RGB8:
    """The picture in the bytes of a file of a dataset.

    Raises:
        BadDataset: damaged.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            return np.array(image.convert("RGB"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadDataset(f"{name} is damaged; make the dataset again") from error


def stored_picture(folder: Path, stored: Stored) -> RGB8:
    """A picture of a dataset.

    Raises:
        BadDataset: it is not there, or damaged.
    """
    path = folder / stored.path
    try:
        with path.open("rb") as file:
            file.seek(stored.offset)
            data = file.read(-1 if stored.length is None else stored.length)
    except OSError as error:
        raise BadDataset(f"{path} cannot be read: {error.strerror or error}; make the dataset again") from error
    return decoded(data, str(path))
