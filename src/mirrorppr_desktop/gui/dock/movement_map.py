"""Where a pair moved pixels and how far: magma colours over the grey photo. numpy only, loaded with the first map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mirrorppr_desktop.photo.photo import RGB8
    from mirrorppr_desktop.retouch.warp import Vectors

GROUND: Final = 0.42  # brightness of the grey photo under the colours
# The colour map magma at every tenth; what lies between is interpolated.
MAGMA: Final[tuple[str, ...]] = (
    "#000004", "#140E36", "#3B0F70", "#641A80", "#8C2981", "#B73779", "#DE4968", "#F7705C", "#FE9F6D", "#FECF92",
    "#FCFDBF",
)  # fmt: skip
_TOPS: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)  # round ends of a legend, times a power of ten
_OPAQUE_FROM: Final = 0.15  # share of the longest movement from which colours cover the photo


@dataclass(frozen=True, slots=True)
class MovementMap:
    """The map. pixels: (H, W, 3). top_px: movement at the end of the legend, in pixels of the file."""

    pixels: RGB8
    top_px: float


def movement_map(before: RGB8, movement: Vectors, *, top_px: float | None = None) -> MovementMap:
    """Draw it.

    Args:
        before: (H, W, 3), the photo under the colours.
        movement: (h, w, 2) displacement in pixels of the file, over the same view as `before`.
        top_px: end of the legend; by default a round figure that the longest movement just fits under.
    """
    import numpy as np

    length = np.hypot(movement[..., 0], movement[..., 1]).astype(np.float32)  # (h, w)
    if length.shape != before.shape[:2]:
        rows = np.arange(before.shape[0]) * length.shape[0] // before.shape[0]
        columns = np.arange(before.shape[1]) * length.shape[1] // before.shape[1]
        length = length[rows][:, columns]  # (H, W)
    # One wild pixel must not set the scale.
    top = round_top(float(np.percentile(length, 99.9)) if length.size else 0.0) if top_px is None else top_px
    share = np.clip(length / np.float32(top), 0, 1)[..., None]  # (H, W, 1)
    grey = GROUND * (before.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
    cover = np.clip(share / np.float32(_OPAQUE_FROM), 0, 1) ** 2
    colours = _table()[np.rint(share[..., 0] * 255).astype(np.intp)]  # (H, W, 3)
    mixed = grey * (1 - cover) + colours * cover
    return MovementMap(np.rint(mixed).astype(np.uint8), top)


def round_top(longest_px: float) -> float:
    """The end of a legend for a longest movement: a round figure that is not below it, at least 1."""
    scale = 1.0
    while longest_px > _TOPS[-1] * scale:
        scale *= 10
    return next(top * scale for top in (*_TOPS, 10.0) if top * scale >= longest_px)


def ticks(top_px: float, count: int = 4) -> Sequence[float]:
    """Figures along a legend from 0 to its end."""
    return [top_px * i / count for i in range(count + 1)]


def _table() -> NDArray[np.float32]:
    """(256, 3) colours."""
    import numpy as np

    stops = np.array([[int(one[i : i + 2], 16) for i in (1, 3, 5)] for one in MAGMA], np.float32)
    at = np.linspace(0, len(MAGMA) - 1, 256)
    return np.stack([np.interp(at, np.arange(len(MAGMA)), stops[:, c]) for c in range(3)], axis=1).astype(np.float32)
