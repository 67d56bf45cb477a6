"""What both vision transformers of the paper are made of: a standard pre-norm block, and positions for any aspect."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

_REFERENCE_PATCHES = 28  # a picture of 448 x 448 in patches of 16: there one unit is one patch


class Block(nn.Module):
    """A standard ViT block: attention, then an MLP, each on a normalised copy that is added back."""

    def __init__(self, width: int, heads: int, mlp_width: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_attention = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_mlp = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, mlp_width), nn.GELU(), nn.Linear(mlp_width, width))

    def forward(self, x: Tensor) -> Tensor:
        """(B, N, D) to (B, N, D); every token sees every other."""
        b, n, d = x.shape
        qkv = self.qkv(self.norm_attention(x))  # (B, N, 3 D)
        q, k, v = qkv.view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)  # 3 x (B, H, N, D / H)
        seen = functional.scaled_dot_product_attention(q, k, v)  # (B, H, N, D / H)
        x = x + self.out(seen.transpose(1, 2).reshape(b, n, d))  # (B, N, D)
        return x + self.mlp(self.norm_mlp(x))  # (B, N, D)


def blocks(count: int, width: int, heads: int, mlp_width: int) -> nn.ModuleList:
    """A stack of them."""
    stack = nn.ModuleList(Block(width, heads, mlp_width) for _ in range(count))
    stack.apply(draw_weights)
    return stack


def draw_weights(module: nn.Module) -> None:
    """Draw the weights of a linear layer; any other is left as it is.

    A truncated normal of one over the root of the inputs (0.036 for 768), where ViTs mostly have 0.02: so what the
    pictures say reaches the embedding at full strength. With 0.02, a small model took twice the steps before it looked
    at the exemplar at all.
    """
    if isinstance(module, nn.Linear):
        nn.init.trunc_normal_(module.weight, std=module.in_features**-0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def positions(rows: int, columns: int, width: int, device: torch.device | str = "cpu") -> Tensor:
    """Fixed sine-cosine positions of a grid of patches, in raster order.

    A place is told by its distance from the middle, in units of a 28th of the square root of the area: so aspect is
    kept, and a picture has the same positions at any resolution.

    Args:
        width: of a token, a multiple of 4.

    Returns:
        (rows * columns, width) float32: a quarter each of sin x, cos x, sin y, cos y.
    """
    unit = _REFERENCE_PATCHES / (rows * columns) ** 0.5
    x = (torch.arange(columns, dtype=torch.float64, device=device) + 0.5 - columns / 2) * unit  # (W,)
    y = (torch.arange(rows, dtype=torch.float64, device=device) + 0.5 - rows / 2) * unit  # (H,)
    quarter = width // 4
    rates = 10000 ** (-torch.arange(quarter, dtype=torch.float64, device=device) / quarter)  # (D / 4,)
    along_x = (x[:, None] * rates).expand(rows, columns, quarter)  # (H, W, D / 4)
    along_y = (y[:, None] * rates)[:, None].expand(rows, columns, quarter)  # (H, W, D / 4)
    table = torch.cat([along_x.sin(), along_x.cos(), along_y.sin(), along_y.cos()], dim=2)  # (H, W, D)
    return table.reshape(rows * columns, width).float()  # (H W, D)
