"""The directories of a TIFF file, and of RAW files that are built like one.

Source: TIFF 6.0; TIFF/EP and DNG 1.7 for what marks a RAW file.
"""

from __future__ import annotations

from typing import BinaryIO

from mirrorppr_desktop.photo import exif as exif_block
from mirrorppr_desktop.photo import iptc as iptc_block
from mirrorppr_desktop.photo.container import MAX_ICC_BYTES, Container, CutOff, Refused, SizeCheck
from mirrorppr_desktop.photo.ifd import (
    ORIENTATION,
    SUB_IFDS,
    BadStructure,
    Directory,
    TiffReader,
)
from mirrorppr_desktop.photo.photo import Metadata, PhotoFormat

ICC_TAG, XMP_TAG, IPTC_TAG = 34675, 700, 33723
_PHOTOSHOP_TAG, _LAYERS_TAG, _DNG_VERSION = 34377, 37724, 50706
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_SAMPLES, _SUBFILE, _EXTRA_SAMPLES, _SAMPLE_FORMAT = 277, 254, 338, 339
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325
_COLOURS = {0: 1, 1: 1, 2: 3, 3: 3, 5: 4, 6: 3}  # WhiteIsZero, BlackIsZero, RGB, palette, CMYK, YCbCr
_CFA, _LINEAR_RAW = 32803, 34892
_RAW_COMPRESSIONS = {32767, 32769, 32770, 34713, 65000, 65535}  # Sony, Epson, Samsung, Nikon, Kodak, Pentax


def is_raw(file: BinaryIO) -> bool:
    """Whether a file with a TIFF's first bytes is a camera's RAW file. False where it cannot be read."""
    try:
        reader = TiffReader(file)
        if reader.read(8, 2) == b"CR":  # Canon CR2
            return True
        return any(_is_raw_directory(reader, one) for one in _all_directories(reader))
    except BadStructure:
        return False


def is_dng(file: BinaryIO) -> bool:
    """Whether the file is a DNG, whose directories keep to the TIFF standard."""
    try:
        reader = TiffReader(file)
        return _DNG_VERSION in reader.directory(reader.first).fields
    except BadStructure:
        return False


def scan(file: BinaryIO, check_size: SizeCheck) -> Container:
    """What the first directory says.

    Raises:
        CutOff, Refused
    """
    try:
        reader = TiffReader(file)
        pages = reader.chain()
        if not pages:
            raise CutOff("no directory")
        return _scan(reader, pages, check_size)
    except BadStructure as broken:
        raise CutOff(str(broken)) from broken


def check_whole(reader: TiffReader, directory: Directory) -> None:
    """That every strip or tile of a directory lies inside the file.

    Raises:
        CutOff, BadStructure
    """
    for at_tag, bytes_tag in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
        at, lengths = directory.fields.get(at_tag), directory.fields.get(bytes_tag)
        if at is None or lengths is None:
            continue
        for offset, length in zip(reader.integers(at), reader.integers(lengths), strict=False):
            if offset + length > reader.length:
                raise CutOff("pixel data is missing")


def check_whole_file(file: BinaryIO) -> None:
    """That the pixel data of every directory lies inside the file, as far as they can be read.

    Raises:
        CutOff
    """
    try:
        reader = TiffReader(file)
        for directory in _all_directories(reader):
            check_whole(reader, directory)
    except BadStructure as broken:
        raise CutOff(str(broken)) from broken


def metadata_of(reader: TiffReader, first: Directory) -> Metadata:
    """What a TIFF's first directory says about the photo, as the blocks of the standards."""
    tree, order = exif_block.tree_of(reader, first)
    photoshop = _block(reader, first, _PHOTOSHOP_TAG)
    iptc = _block(reader, first, IPTC_TAG)
    icc = _block(reader, first, ICC_TAG)
    return Metadata(
        exif_block.block_of(tree, order) if tree else None,
        _block(reader, first, XMP_TAG),
        b"" if icc and len(icc) > MAX_ICC_BYTES else icc,
        (iptc_block.bare(iptc) if iptc else None) or (iptc_block.from_photoshop(photoshop) if photoshop else None),
    )


def _scan(reader: TiffReader, pages: list[Directory], check_size: SizeCheck) -> Container:
    first = pages[0]
    width, height = (reader.integer(first, tag, 0) for tag in (_WIDTH, _HEIGHT))
    if not width or not height:
        raise CutOff("no size in the first directory")
    check_size((width, height))
    bits = _sample_bits(reader, first)
    photometric = reader.integer(first, _PHOTOMETRIC, 1)
    samples = reader.integer(first, _SAMPLES, 1)
    _refuse_by_colour(photometric, samples)
    check_whole(reader, first)
    alpha = samples - (1 if photometric == 3 else _COLOURS[photometric])
    notes = []
    if photometric == 3:
        notes.append("its palette was turned into RGB")
    elif bits < 8:
        notes.append(f"its {bits} bits were widened to 8")
    if alpha == 1 and reader.integer(first, _EXTRA_SAMPLES, 0) == 1:
        notes.append("its colours were freed of the transparency multiplied into them")  # the decoder does it
    if _LAYERS_TAG in first.fields:
        notes.append("its layers are left out: the flattened picture is used")
    orientation = reader.integer(first, ORIENTATION, 1)
    return Container(
        PhotoFormat.TIFF,
        (width, height),
        bits=16 if bits == 16 and photometric != 3 else 8,
        channels=_COLOURS[photometric] + alpha,
        orientation=orientation if 1 <= orientation <= 8 else 1,
        frames=max(1, sum(not reader.integer(page, _SUBFILE, 0) & 5 for page in pages)),
        cmyk=photometric == 5,
        blocks=metadata_of(reader, first),
        notes=tuple(notes),
    )


def _sample_bits(reader: TiffReader, first: Directory) -> int:
    """Bits of a sample: 1, 2, 4, 8 or 16."""
    depth = first.fields.get(_BITS)
    depths = reader.integers(depth) if depth is not None else (1,)
    bits = max(depths)
    if reader.integer(first, _SAMPLE_FORMAT, 1) == 3:
        raise Refused(f"a TIFF of {bits}-bit floating-point numbers; save it with 8 or 16 bits")
    if reader.integer(first, _SAMPLE_FORMAT, 1) not in (1, 4):
        raise Refused("a TIFF of signed or complex numbers; save it with 8 or 16 bits")
    if len(set(depths)) > 1 or bits not in (1, 2, 4, 8, 16):
        raise Refused(f"a TIFF of {bits} bits a channel; save it with 8 or 16 bits")
    return bits


def _refuse_by_colour(photometric: int, samples: int) -> None:
    if photometric in (8, 9, 10):
        raise Refused("a TIFF in Lab colour; convert it to RGB first")
    if photometric not in _COLOURS:
        raise Refused(f"a TIFF of an unknown kind of colour ({photometric}); convert it to RGB first")
    colours = 1 if photometric == 3 else _COLOURS[photometric]
    spare = samples - colours
    if spare < 0:
        raise CutOff(f"{samples} channels where its kind of colour needs {colours}")
    if spare > 1 or (spare and photometric in (3, 5, 6)):
        raise Refused(f"a TIFF of {samples} channels (spot colours or masks); flatten it to RGB first")


def _block(reader: TiffReader, directory: Directory, tag: int) -> bytes | None:
    field = directory.fields.get(tag)
    if field is None:
        return None
    try:
        return reader.value(field).data or None
    except BadStructure:
        return b""


def _all_directories(reader: TiffReader) -> list[Directory]:
    """The main chain and the sub-directories that its fields name (RAW files keep their pixels in those)."""
    directories = reader.chain(limit=50)
    for parent in list(directories):
        field = parent.fields.get(SUB_IFDS)
        if field is not None and field.count <= 50:
            directories += [reader.directory(offset) for offset in reader.integers(field) if offset]
    return directories


def _is_raw_directory(reader: TiffReader, directory: Directory) -> bool:
    return (
        _DNG_VERSION in directory.fields
        or reader.integer(directory, _PHOTOMETRIC, 1) in (_CFA, _LINEAR_RAW)
        or reader.integer(directory, _COMPRESSION, 1) in _RAW_COMPRESSIONS
    )
