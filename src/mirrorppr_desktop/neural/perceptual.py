"""The perceptual term of the loss: LPIPS where its weights lie on this machine, a named substitute where not."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

LPIPS_VGG = "lpips-vgg"
GRADIENTS = "gradients"
_TRUNK = "vgg16-397923af.pth"  # torchvision's file name; the lpips package itself brings only the linear heads
_SCALES = 3


def perceptual(name: str = "auto") -> tuple[nn.Module, str]:
    """A perceptual distance of two pictures in 0..1, (B, 3, H, W) each, and the name of what was taken.

    `lpips-vgg` needs the packages lpips and torchvision and the trunk's weights in torch's own cache. Nothing is
    fetched: without them `auto` takes `gradients`.

    Raises:
        ValueError: no such distance, or it is not to be had here.
    """
    if name not in ("auto", LPIPS_VGG, GRADIENTS):
        raise ValueError(f"{name!r} is no perceptual distance: auto, {LPIPS_VGG} or {GRADIENTS}")
    if name != GRADIENTS and _lpips_is_here():
        return _Lpips(), LPIPS_VGG
    if name == LPIPS_VGG:
        raise ValueError(f"{LPIPS_VGG} needs the packages lpips and torchvision, and {_trunk_file()}")
    return GradientDistance(), GRADIENTS


def _trunk_file() -> Path:
    return Path(torch.hub.get_dir()) / "checkpoints" / _TRUNK


def _lpips_is_here() -> bool:
    packages = ("lpips", "torchvision")
    return _trunk_file().is_file() and all(importlib.util.find_spec(one) is not None for one in packages)


class _Lpips(nn.Module):
    """LPIPS with VGG, as published (Zhang et al. 2018). Frozen, but gradients pass through it to the picture."""

    def __init__(self) -> None:
        from lpips import LPIPS

        super().__init__()
        self.net = LPIPS(net="vgg", verbose=False).eval().requires_grad_(False)

    def forward(self, drawn: Tensor, truth: Tensor) -> Tensor:
        return self.net(drawn * 2 - 1, truth * 2 - 1).mean()


class GradientDistance(nn.Module):
    """Mean absolute difference of the gradients of two pictures, on three scales: edges in their places."""

    def forward(self, drawn: Tensor, truth: Tensor) -> Tensor:
        """A scalar; 0 for pictures that differ by a constant."""
        difference = drawn - truth  # (B, 3, H, W); the gradient is linear
        total = difference.new_zeros(())
        for scale in range(_SCALES):
            if scale:
                difference = functional.avg_pool2d(difference, 2)  # (B, 3, H / 2, W / 2)
            across = difference[..., 1:] - difference[..., :-1]  # (B, 3, H, W - 1)
            down = difference[..., 1:, :] - difference[..., :-1, :]  # (B, 3, H - 1, W)
            total = total + across.abs().mean() + down.abs().mean()
        return total / _SCALES
