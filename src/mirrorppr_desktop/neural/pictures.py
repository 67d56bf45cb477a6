"""Pictures as the networks take them: sides that are multiples of the patch, numbers in 0..1, batches of one grid."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from torch import Tensor

from mirrorppr_desktop.photo.photo import RGB8, Size


def grid_of(size: Size, area: int, patch: int) -> tuple[int, int]:
    """Rows and columns of patches for a picture of that aspect (width, height) at about that area."""
    width, height = size
    columns = math.sqrt(area * width / height) / patch
    rows = math.sqrt(area * height / width) / patch
    choices = [
        (max(1, r), max(1, c))
        for r in (math.floor(rows), math.ceil(rows))
        for c in (math.floor(columns), math.ceil(columns))
    ]
    return min(
        choices,
        key=lambda rc: abs(math.log(rc[1] * height / rc[0] / width)) + abs(math.log(rc[0] * rc[1] / rows / columns)),
    )


def fitted(picture: RGB8, grid: tuple[int, int], patch: int) -> RGB8:
    """A picture (H, W, 3) resized to a grid of patches; the aspect changes by what rounding to patches takes."""
    size = (grid[1] * patch, grid[0] * patch)
    if (picture.shape[1], picture.shape[0]) == size:
        return np.ascontiguousarray(picture)
    smaller = size[0] * size[1] < picture.shape[0] * picture.shape[1]
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC), np.uint8)


def tensor_of(pictures: Sequence[RGB8], device: torch.device | str = "cpu") -> Tensor:
    """Pictures of one size as (B, 3, H, W) float32 in 0..1."""
    stack = torch.from_numpy(np.stack(pictures)).to(device)  # (B, H, W, 3)
    return stack.permute(0, 3, 1, 2).float().div(255)  # (B, 3, H, W)


def picture_of(drawn: Tensor) -> RGB8:
    """One picture (3, H, W) as (H, W, 3) uint8; what lies outside of 0..1 is clipped."""
    levels = drawn.detach().float().clamp(0, 1).mul(255).round().byte()
    return np.ascontiguousarray(levels.permute(1, 2, 0).cpu().numpy())  # (H, W, 3)


def by_size(pictures: Sequence[RGB8]) -> list[list[int]]:
    """Places of pictures of one size, size by size: positions are those of a grid, so a batch must have but one."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, picture in enumerate(pictures):
        groups[picture.shape].append(place)
    return list(groups.values())
