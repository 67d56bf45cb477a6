"""The auxiliary ViT decoder: draws a query as it looks after the edit that an embedding tells (MirrorPPR 3.2)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from mirrorppr_desktop.neural.blocks import blocks, draw_weights, positions
from mirrorppr_desktop.neural.config import DecoderConfig


class ViTDecoder(nn.Module):
    """Patches of the query, the edit embedding added to each, twelve blocks, pixels or motion.

    It draws the difference from the query, and its last layer starts at zero: untrained, it draws the query itself.
    The paper does not say so; edits are tiny, and a network that must learn to copy first learns little else.
    """

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.patch = config.patch
        self.cell = config.motion
        self.embed = nn.Conv2d(3, config.width, config.patch, stride=config.patch)
        self.blocks = blocks(config.layers, config.width, config.heads, config.mlp_width)
        self.norm = nn.LayerNorm(config.width)
        told = 2 * (config.patch // config.motion) ** 2 if config.motion else 3 * config.patch**2
        self.draw = nn.Linear(config.width, told)
        self.embed.apply(_draw_embedding)
        nn.init.zeros_(self.draw.weight)
        nn.init.zeros_(self.draw.bias)

    def forward(self, query: Tensor, edit: Tensor) -> Tensor:
        """Draw.

        Args:
            query: (B, 3, H, W) in 0..1, sides multiples of the patch.
            edit: (B, D) embeddings.

        Returns:
            (B, 3, H, W), nearly in 0..1: not clipped.
        """
        if self.cell:
            return displaced(query, self.motion(query, edit))  # (B, 3, H, W)
        return query + functional.pixel_shuffle(self._told(query, edit), self.patch)  # (B, 3, H, W)

    def motion(self, query: Tensor, edit: Tensor) -> Tensor:
        """What moves, (B, 2, H, W): backward displacement in pixels of the query, x then y. Of a decoder of motion."""
        cells = functional.pixel_shuffle(self._told(query, edit), self.patch // self.cell)  # (B, 2, H / C, W / C)
        in_pixels = cells.float() * self.patch  # a network tells patches best, whose size is about 1
        return functional.interpolate(in_pixels, size=query.shape[2:], mode="bilinear")  # (B, 2, H, W)

    def _told(self, query: Tensor, edit: Tensor) -> Tensor:
        """What the blocks say of each patch, (B, numbers of a patch, h, w)."""
        b, _, height, width = query.shape
        rows, columns = height // self.patch, width // self.patch
        tokens = self.embed(query * 2 - 1).flatten(2).transpose(1, 2)  # (B, h w, D)
        tokens = tokens + positions(rows, columns, tokens.shape[2], query.device)  # (B, h w, D)
        tokens = tokens + edit[:, None]  # (B, h w, D)
        for block in self.blocks:
            tokens = block(tokens)
        return self.draw(self.norm(tokens)).transpose(1, 2).reshape(b, -1, rows, columns)  # (B, N, h, w)


def displaced(query: Tensor, motion: Tensor) -> Tensor:
    """A query (B, 3, H, W) sampled where `motion` (B, 2, H, W), in pixels, says: result(p) = query(p + motion(p))."""
    height, width = query.shape[2:]
    with torch.autocast(query.device.type, enabled=False):  # half a precision would shift edges by half a pixel
        x = torch.arange(width, device=query.device) + 0.5 + motion[:, 0].float()  # (B, H, W)
        y = (torch.arange(height, device=query.device) + 0.5)[:, None] + motion[:, 1].float()  # (B, H, W)
        where = torch.stack([2 * x / width - 1, 2 * y / height - 1], dim=3)  # (B, H, W, 2)
        return functional.grid_sample(query.float(), where, padding_mode="border", align_corners=False)


def _draw_embedding(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d):  # as a linear layer over the pixels of a patch
        nn.init.trunc_normal_(module.weight, std=0.02)
        nn.init.zeros_(module.bias)
    else:
        draw_weights(module)
