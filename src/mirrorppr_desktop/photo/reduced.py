"""A small picture of a photo, for lists: from the preview that the camera put in, or decoded at reduced size."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import numpy as np

from mirrorppr_desktop.errors import DamagedPhoto, UnsupportedPhoto
from mirrorppr_desktop.photo import exif, jpeg, raw
from mirrorppr_desktop.photo.colour import means_srgb, profile_fits, srgb_of
from mirrorppr_desktop.photo.container import Container, CutOff
from mirrorppr_desktop.photo.header import damaged, header_of, opened, scan
from mirrorppr_desktop.photo.photo import RGB8, PhotoFormat, Pixels, Size
from mirrorppr_desktop.photo.read import Unreadable, opened_image, settled, strictly, upright
from mirrorppr_desktop.photo.vips import pyvips

_SHRINKS = (8, 4, 2)
_BAR = 16  # the brightest mean of a bar that is black but for the losses of JPEG
_SAME_SHAPE = 0.01  # cameras fill some previews up with black bars: those are of other proportions


@dataclass(frozen=True, slots=True)
class Reduced:
    """The small picture, upright; the size of the photo, and when it was taken ("2026-11-14T09:30:00")."""

    pixels: RGB8
    size: Size
    captured: str | None


def reduced(path: Path, long_side: int, *, max_megapixels: float = 250) -> Reduced:
    """A small sRGB picture of a photo, at most `long_side` on its longer side, never enlarged.

    Raises:
        NotAPhoto, UnsupportedPhoto, DamagedPhoto, PhotoTooLarge: see `read.read`.
    """
    with opened(path) as file:
        container = scan(path, file, max_megapixels)
        size = header_of(path, container).size
        try:
            if container.format is PhotoFormat.RAW:
                pixels = _of_raw(file, size, long_side)
            else:
                embedded = _embedded(container, long_side)
                pixels = _decoded(container, file, long_side) if embedded is None else embedded
        except (CutOff, pyvips.Error) as error:
            raise damaged(path) from error
        except Unreadable as what:
            raise UnsupportedPhoto(path, str(what)) from what
        except OSError as error:
            raise DamagedPhoto(path, f"could not be read from the disk ({error.strerror or error})") from error
    return Reduced(pixels, size, exif.captured_of(container.blocks.exif))


def carried(path: Path, long_side: int, *, max_megapixels: float = 250) -> Reduced | None:
    """The small picture that a JPEG carries in its EXIF, whatever its size; None where there is none that serves.

    Its sides are those that the photo would have: bars that a camera fills it up with are cut off.

    Raises:
        NotAPhoto, UnsupportedPhoto, DamagedPhoto, PhotoTooLarge: as by `reduced`.
    """
    with opened(path) as file:
        container = scan(path, file, max_megapixels)
    if container.format is not PhotoFormat.JPEG or container.cmyk:
        return None
    preview = exif.thumbnail_of(container.blocks.exif)
    if preview is None:
        return None
    icc = container.blocks.icc
    try:
        image = pyvips.Image.jpegload_buffer(preview, fail_on="error")
        if image.bands != 3:
            return None
        pixels = _without_bars(np.asarray(image.numpy()), container.size)
        if pixels is None:
            return None
        small = _small(pyvips.Image.new_from_array(pixels), container.orientation, long_side)
    except pyvips.Error:
        return None
    shown = srgb_of(small, icc if icc and profile_fits(icc, 3) else None)
    return Reduced(shown, header_of(path, container).size, exif.captured_of(container.blocks.exif))


def _without_bars(pixels: RGB8, stored: Size) -> RGB8 | None:
    """The part of a preview that has the photo's shape, in its middle; None where there is picture beside it, too."""
    height, width = pixels.shape[:2]
    whole = min(width / stored[0], height / stored[1])
    across, down = (max(1, round(side * whole)) for side in stored)
    left, top = (width - across) // 2, (height - down) // 2
    rows = (pixels[: max(0, top - 1)], pixels[top + down + 1 :])
    columns = (pixels[:, : max(0, left - 1)], pixels[:, left + across + 1 :])
    if any(bar.size and float(bar.mean()) > _BAR for bar in (*rows, *columns)):
        return None
    return pixels[top : top + down, left : left + across]


def _decoded(container: Container, file: BufferedReader, long_side: int) -> RGB8:
    longer, shorter = max(container.size), min(container.size)
    factor = next((one for one in _SHRINKS if longer / one >= long_side and shorter >= one), 1)

    def decode(fail_on: str) -> tuple[Pixels, int]:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        source = pyvips.Source.new_from_descriptor(file.fileno())
        image, _ = settled(container, opened_image(container, source, fail_on, factor))
        return _small(image, container.orientation, long_side), image.bands

    pixels, channels = strictly(container, decode)
    icc = None if container.cmyk else container.blocks.icc
    return srgb_of(pixels, icc if icc and profile_fits(icc, channels) else None)


def _embedded(container: Container, long_side: int) -> RGB8 | None:
    """The preview in the EXIF of a JPEG, where it is large enough and shows the whole photo in the same colours."""
    if container.format is not PhotoFormat.JPEG or container.cmyk or not means_srgb(container.blocks.icc):
        return None
    preview = exif.thumbnail_of(container.blocks.exif)
    return None if preview is None else _of_jpeg(preview, container.size, container.orientation, long_side)


def _of_jpeg(data: bytes, stored: Size, orientation: int, long_side: int) -> RGB8 | None:
    """A preview made small and upright; None where it is damaged, too small, or of another shape than the photo."""
    try:
        image = pyvips.Image.jpegload_buffer(data, fail_on="error")
        if image.bands != 3 or not _serves((image.width, image.height), stored, long_side):
            return None
        return srgb_of(_small(image, orientation, long_side), None)
    except pyvips.Error:
        return None


def _serves(preview: Size, stored: Size, long_side: int) -> bool:
    same_shape = abs(preview[0] * stored[1] / (preview[1] * stored[0]) - 1) <= _SAME_SHAPE + 1 / min(preview)
    return same_shape and max(preview) >= min(long_side, max(stored))


def _of_raw(file: BufferedReader, size: Size, long_side: int) -> RGB8:
    """The camera's own picture, or a neutral rendering where it has none that is large enough."""
    file.seek(0)
    data = file.read()
    found, orientation = raw.preview(data)
    if isinstance(found, bytes):
        orientation = _own_orientation(found, orientation)
    stored = size if orientation < 5 else (size[1], size[0])
    if isinstance(found, bytes):
        picture = _of_jpeg(found, stored, orientation, long_side)
        if picture is not None:
            return picture
    elif found is not None and found.ndim == 3 and _serves((found.shape[1], found.shape[0]), stored, long_side):
        return srgb_of(_small(pyvips.Image.new_from_array(found), orientation, long_side), None)
    half_size = long_side <= max(size) // 2
    return srgb_of(_small(pyvips.Image.new_from_array(raw.decode(data, half_size=half_size)), 1, long_side), None)


def _own_orientation(preview: bytes, of_the_photo: int) -> int:
    """A preview that tells its orientation is believed; another one lies as the sensor does."""
    try:
        found = jpeg.scan(io.BytesIO(preview), lambda size: None)
    except CutOff:
        return of_the_photo
    return found.orientation if found.blocks.exif else of_the_photo


def _small(image: pyvips.Image, orientation: int, long_side: int) -> Pixels:
    """(h, w, C), upright, of the depth of the image."""
    scale = min(1.0, long_side / max(image.width, image.height))
    if scale < 1:
        width, height = (max(1, round(side * scale)) for side in (image.width, image.height))
        image = image.resize(width / image.width, vscale=height / image.height)
    array: Pixels = np.asarray(upright(image, orientation).numpy())
    return array.reshape(*array.shape[:2], image.bands)
