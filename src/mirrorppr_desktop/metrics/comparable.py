"""Bring two photos into one form, so that a score compares what is shown and not how it was stored."""

from __future__ import annotations

from dataclasses import dataclass

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.photo.colour import means_srgb, srgb_view, to_16_bits
from mirrorppr_desktop.photo.photo import Photo, Pixels


@dataclass(frozen=True, slots=True)
class Comparable:
    """Two pictures of one size, channel count and bit depth, and what had to be done for that."""

    first: Pixels  # (H, W, C), C = 1 or 3
    second: Pixels
    notes: tuple[str, ...]


def comparable(first: Photo, second: Photo) -> Comparable:
    """Pixels of two photos that can be scored against each other.

    Alpha is left out; grey becomes RGB beside RGB; 8 bit becomes 16 beside 16. Photos with different colour profiles
    are compared as what they show, in sRGB at 8 bit. Every step but the first is told in the notes.

    Raises:
        PicturesDiffer: different sizes; the message names both files and sizes.
    """
    require_same_size(first, second)
    notes: list[str] = []
    if not _share_colours(first.metadata.icc, second.metadata.icc):
        notes.append("different colour profiles: compared in sRGB, 8 bit")
        side = max(first.size)
        return Comparable(srgb_view(first, side), srgb_view(second, side), tuple(notes))
    a, b = without_alpha(first.pixels), without_alpha(second.pixels)
    if a.shape[2] != b.shape[2]:
        notes.append("one picture is grey: compared as RGB")
        a, b = as_rgb(a), as_rgb(b)
    if a.dtype != b.dtype:
        notes.append("one picture has 8 bit: compared at 16")
        a, b = to_16_bits(a), to_16_bits(b)
    return Comparable(a, b, tuple(notes))


def require_same_size(first: Photo, second: Photo) -> None:
    """Refuse two photos of different size, naming both."""
    if first.size != second.size:
        raise PicturesDiffer(
            f"{first.header.path.name} is {first.size[0]} x {first.size[1]} and "
            f"{second.header.path.name} is {second.size[0]} x {second.size[1]}: only pictures of one size can be "
            "compared. Export both with the same crop and size"
        )


def _share_colours(first: bytes | None, second: bytes | None) -> bool:
    """Whether equal numbers mean equal colours."""
    return first == second or (means_srgb(first) and means_srgb(second))


def without_alpha(pixels: Pixels) -> Pixels:
    """(H, W, C) with C = 1 or 3."""
    channels = pixels.shape[2]
    return pixels[..., : channels - 1] if channels in (2, 4) else pixels


def as_rgb(pixels: Pixels) -> Pixels:
    """(H, W, 3) of grey or RGB."""
    grey = pixels.shape[2] == 1
    return pixels[..., [0, 0, 0]] if grey else pixels
