"""How results are to be written: options, formats and extensions. Light to import; the writing itself is in `write`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.photo.photo import PhotoFormat, PhotoHeader

SUBSAMPLINGS = ("4:4:4", "4:2:2", "4:2:0")
_WRITTEN = (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF)
# "same" for what is read only: lossless, and what programs for such photos expect.
_SAME = {PhotoFormat.WEBP: PhotoFormat.PNG, PhotoFormat.RAW: PhotoFormat.TIFF}
_SPELLINGS = {
    PhotoFormat.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    PhotoFormat.PNG: (".png",),
    PhotoFormat.TIFF: (".tif", ".tiff"),
}


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How results are written.

    format: None = as the photo was (WebP becomes PNG, RAW becomes TIFF). bits: None = as the photo was; JPEG has 8.
    quality and subsampling ("4:4:4", "4:2:2", "4:2:0"; None = 4:4:4) hold for JPEGs whose photo was none; a JPEG from a
    JPEG takes its photo's own tables and subsampling. keep_gps: False erases where the photo was taken.
    """

    format: PhotoFormat | None = None
    bits: int | None = None
    quality: int = 92
    subsampling: str | None = None
    keep_gps: bool = True

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in _WRITTEN:
            raise ValueError(f"results are written as JPEG, PNG or TIFF, not as {self.format}")
        if self.bits not in (None, 8, 16):
            raise ValueError(f"results have 8 or 16 bits, not {self.bits}")
        if not 1 <= self.quality <= 100:
            raise ValueError(f"JPEG quality goes from 1 to 100, not {self.quality}")
        if self.subsampling not in (None, *SUBSAMPLINGS):
            raise ValueError(f"subsampling is one of {', '.join(SUBSAMPLINGS)}, not {self.subsampling}")


def output_format(header: PhotoHeader, options: OutputOptions) -> PhotoFormat:
    """The format that a photo's result is written in."""
    return options.format or _SAME.get(header.format, header.format)


def extension_for(format: PhotoFormat, source_path: Path) -> str:
    """The extension of a result, with its dot: the photo's own spelling where it fits the format (.JPG stays .JPG)."""
    spellings = _SPELLINGS[format]
    return source_path.suffix if source_path.suffix.lower() in spellings else spellings[0]
