"""Metadata into a TIFF file that was just written."""

from __future__ import annotations

import struct
from typing import BinaryIO

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo.ifd import BYTE, UNDEFINED, BadStructure, TiffReader, Tree, Value, serialise
from mirrorppr_desktop.photo.photo import Metadata
from mirrorppr_desktop.photo.tiff import ICC_TAG, IPTC_TAG, XMP_TAG


def add_metadata(file: BinaryIO, metadata: Metadata) -> list[str]:
    """Give the first directory of an open TIFF the blocks of `metadata`.

    The directory is written anew at the end of the file and the header pointed to it; pixel data stays where it is.

    Returns:
        Notes on what could not be kept.
    """
    notes: list[str] = []
    reader = TiffReader(file)
    first = reader.directory(reader.first)
    tree: Tree = {tag: reader.value(field) for tag, field in first.fields.items()}
    if metadata.exif is not None:
        try:
            # Only tags about the photo come out of an EXIF block: the layout of the pixels stays as it is.
            tree |= exif_block.tree_in_order(metadata.exif, reader.order)
        except BadStructure:
            notes.append("its EXIF is damaged and is left out")
    blocks = ((ICC_TAG, UNDEFINED, metadata.icc), (XMP_TAG, BYTE, metadata.xmp), (IPTC_TAG, UNDEFINED, metadata.iptc))
    for tag, kind, data in blocks:
        if data:
            tree[tag] = Value(kind, len(data), data)
    end = file.seek(0, 2)
    base = end + end % 2
    file.write(b"\0" * (end % 2) + serialise(tree, reader.order, base))
    file.seek(4)
    file.write(struct.pack(reader.order + "I", base))
    return notes
