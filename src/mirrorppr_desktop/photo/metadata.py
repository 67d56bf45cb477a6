"""The blocks of metadata as they travel: judged once on reading, freed of the position on request."""

from __future__ import annotations

from dataclasses import replace

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import xmp as xmp_block
from mirrorppr_desktop.photo.ifd import BadStructure
from mirrorppr_desktop.photo.photo import Metadata, Size


def settle(blocks: Metadata, size: Size) -> tuple[Metadata, tuple[str, ...]]:
    """The blocks of a photo that is now upright and of `size`, and notes on what could not be kept.

    The colour profile is not judged here.
    """
    notes: list[str] = []
    exif, xmp = blocks.exif, blocks.xmp
    if exif is not None:
        try:
            if len(exif) > exif_block.MAX_EXIF_BYTES:
                raise BadStructure("too large")
            exif = exif_block.upright(exif, size)
        except BadStructure:
            exif = None
            notes.append("its EXIF is damaged or too large and is left out")
    if xmp is not None:
        if 0 < len(xmp) <= xmp_block.MAX_XMP_BYTES:
            xmp = xmp_block.upright(xmp)
        else:
            xmp = None
            notes.append("its XMP is damaged or too large and is left out")
    return replace(blocks, exif=exif, xmp=xmp), tuple(notes)


def without_gps(metadata: Metadata) -> tuple[Metadata, tuple[str, ...]]:
    """The blocks without the place where the photo was taken; a block that cannot be freed of it is left out."""
    notes: list[str] = []
    exif, xmp = metadata.exif, metadata.xmp
    if exif is not None:
        try:
            exif = exif_block.without_gps(exif)
        except BadStructure:
            exif = None
            notes.append("its EXIF is left out, because the position could not be taken out of it")
    if xmp is not None:
        xmp = xmp_block.without_gps(xmp)
        if xmp is None:
            notes.append("its XMP is left out, because the position could not be taken out of it")
    return replace(metadata, exif=exif, xmp=xmp), tuple(notes)
