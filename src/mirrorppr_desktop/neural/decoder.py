"""The auxiliary ViT decoder: draws a query as it looks after the edit that an embedding tells (MirrorPPR 3.2)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from mirrorppr_desktop.neural.blocks import blocks, draw_weights, positions
from mirrorppr_desktop.neural.config import DecoderConfig


class ViTDecoder(nn.Module):
    """Patches of the query, the edit embedding added to each, twelve blocks, pixels.

    It draws the difference from the query, and its last layer starts at zero: untrained, it draws the query itself.
    The paper does not say so; edits are tiny, and a network that must learn to copy first learns little else.
    """

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.patch = config.patch
        self.embed = nn.Conv2d(3, config.width, config.patch, stride=config.patch)
        self.blocks = blocks(config.layers, config.width, config.heads, config.mlp_width)
        self.norm = nn.LayerNorm(config.width)
        self.draw = nn.Linear(config.width, 3 * config.patch**2)
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
        b, _, height, width = query.shape
        rows, columns = height // self.patch, width // self.patch
        tokens = self.embed(query * 2 - 1).flatten(2).transpose(1, 2)  # (B, h w, D)
        tokens = tokens + positions(rows, columns, tokens.shape[2], query.device)  # (B, h w, D)
        tokens = tokens + edit[:, None]  # (B, h w, D)
        for block in self.blocks:
            tokens = block(tokens)
        pixels = self.draw(self.norm(tokens))  # (B, h w, 3 P P)
        pixels = pixels.transpose(1, 2).reshape(b, -1, rows, columns)  # (B, 3 P P, h, w)
        return query + functional.pixel_shuffle(pixels, self.patch)  # (B, 3, H, W)


def _draw_embedding(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d):  # as a linear layer over the pixels of a patch
        nn.init.trunc_normal_(module.weight, std=0.02)
        nn.init.zeros_(module.bias)
    else:
        draw_weights(module)
