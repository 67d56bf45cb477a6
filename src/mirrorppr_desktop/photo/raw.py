"""Camera RAW files: rendered neutrally by LibRaw, with what their directories say about the photo."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import jpeg, tiff
from mirrorppr_desktop.photo.container import Container, CutOff, SizeCheck
from mirrorppr_desktop.photo.ifd import EXIF_IFD, SHORT, BadStructure, TiffReader, Value
from mirrorppr_desktop.photo.photo import Metadata, PhotoFormat

if TYPE_CHECKING:
    import rawpy

_ORIENTATIONS = {3: 3, 5: 8, 6: 6}  # of EXIF, by LibRaw's flip
_SIDEWAYS = 4  # bit of LibRaw's flip that says width and height change places
_MAKER_NOTE, _COLOUR_SPACE = 37500, 40961
_SRGB = 1


def scan(file: BinaryIO, check_size: SizeCheck) -> Container:
    """What LibRaw tells of a file without unpacking its pixels. Reads the file once.

    Raises:
        CutOff
    """
    if tiff.is_dng(file):  # other makers' strip tables are not always meant to be believed
        tiff.check_whole_file(file)
    with _open(file) as raw:
        sizes = raw.sizes
        size = (sizes.iheight, sizes.iwidth) if sizes.flip & _SIDEWAYS else (sizes.iwidth, sizes.iheight)
        check_size(size)
        metadata = _metadata(file, raw)
    return Container(
        PhotoFormat.RAW, size, bits=16, channels=3, blocks=metadata, notes=("rendered neutrally from RAW",)
    )


def decode(data: bytes, *, half_size: bool = False) -> NDArray[np.uint16]:
    """The neutral rendering, upright: white balance of the camera, sRGB, no automatic brightening.

    half_size: a fast one of half the width and height.

    Raises:
        CutOff: the pixels cannot be unpacked.
    """
    import rawpy

    with _open(io.BytesIO(data)) as raw:
        try:
            rendered: NDArray[np.uint16] = raw.postprocess(
                use_camera_wb=True,
                no_auto_bright=True,
                output_bps=16,
                output_color=rawpy.ColorSpace.sRGB,
                gamma=(2.4, 12.92),  # the curve of sRGB
                half_size=half_size,
            )
        except rawpy.LibRawError as error:
            raise CutOff(_reason(error)) from error
    return rendered


def preview(data: bytes) -> tuple[bytes | NDArray[np.uint8] | None, int]:
    """The picture that the camera put in, a JPEG or (H, W, 3) pixels, and the orientation (1..8) that it needs.

    Raises:
        CutOff: the file cannot be opened.
    """
    import rawpy

    with _open(io.BytesIO(data)) as raw:
        orientation = _ORIENTATIONS.get(raw.sizes.flip, 1)
        try:
            found = raw.extract_thumb()
        except rawpy.LibRawError:
            return None, orientation
        return (found.data if found.format == rawpy.ThumbFormat.JPEG else np.array(found.data)), orientation


def _open(file: BinaryIO) -> rawpy.RawPy:
    import rawpy

    file.seek(0)
    try:
        return rawpy.imread(file)
    except rawpy.LibRawError as error:
        raise CutOff(_reason(error)) from error


def _reason(error: Exception) -> str:
    text = error.args[0] if error.args else ""
    return text.decode("ascii", "replace") if isinstance(text, bytes) else str(text)


def _metadata(file: BinaryIO, raw: rawpy.RawPy) -> Metadata:
    """EXIF and XMP from the directories of a TIFF-like file, else from the preview that the camera put in."""
    import rawpy

    try:
        reader = TiffReader(file)
        found = tiff.metadata_of(reader, reader.directory(reader.first))
    except BadStructure:
        try:
            preview = raw.extract_thumb()
            if preview.format != rawpy.ThumbFormat.JPEG:
                return Metadata()
            found = jpeg.scan(io.BytesIO(preview.data), lambda size: None).blocks
        except (rawpy.LibRawError, CutOff):
            return Metadata()
    return Metadata(_exif_of_a_rendering(found.exif), found.xmp, None, found.iptc)


def _exif_of_a_rendering(exif: bytes | None) -> bytes | None:
    """EXIF that fits a rendered picture: no maker note (it describes the sensor's data), colour space sRGB."""
    if not exif:
        return None
    try:
        tree, order = exif_block.tree_of(TiffReader(io.BytesIO(exif)))
    except BadStructure:
        return None
    details = tree.get(EXIF_IFD)
    if isinstance(details, dict):
        details.pop(_MAKER_NOTE, None)
        details[_COLOUR_SPACE] = Value(SHORT, 1, _SRGB.to_bytes(2, "little" if order == "<" else "big"))
    return exif_block.block_of(tree, order)
