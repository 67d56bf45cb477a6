"""The Retouching Operation Extractor: what was done between two pictures, as eight tokens and one edit embedding.

A frozen masked autoencoder (MAE) sees both pictures of a pair, the R-Former compares what it saw, an auxiliary MLP
makes one vector of it (MirrorPPR 3.2, appendix B). Weights of the MAE come from a local folder, as transformers
stores them; without one they are random, and `Mae.origin` says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.neural.blocks import blocks, draw_weights, positions
from mirrorppr_desktop.neural.config import ExtractorConfig, MaeConfig

_IMAGENET_MEAN = (0.485, 0.456, 0.406)  # what the published MAE weights were trained with
_IMAGENET_STD = (0.229, 0.224, 0.225)
RANDOM = "random weights"


class Mae(nn.Module):
    """The frozen encoder. All patches, in raster order, at any size whose sides are multiples of the patch."""

    def __init__(self, config: MaeConfig, origin: str = RANDOM) -> None:
        from transformers.models.vit_mae.modeling_vit_mae import ViTMAEModel

        super().__init__()
        self.config = config
        self.origin = origin
        self.encoder = ViTMAEModel(_transformers_config(config)).eval().requires_grad_(False)
        self.register_buffer("mean", torch.tensor(_IMAGENET_MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(_IMAGENET_STD).view(1, 3, 1, 1), persistent=False)

    def train(self, mode: bool = True) -> Mae:
        """Stays in evaluation mode."""
        return super().train(False)

    @torch.no_grad()
    def forward(self, pictures: Tensor) -> Tensor:
        """Features of pictures.

        Args:
            pictures: (B, 3, H, W) in 0..1, sides multiples of the patch.

        Returns:
            (B, 1 + h w, D): the class token, then the patches row by row.
        """
        b, _, height, width = pictures.shape
        patches = (height // self.config.patch) * (width // self.config.patch)
        # The encoder shuffles its patches even where it masks none; ascending noise is the order that changes nothing.
        noise = torch.arange(patches, dtype=torch.float32, device=pictures.device).expand(b, patches)  # (B, h w)
        seen = self.encoder((pictures - self.mean) / self.std, noise=noise, interpolate_pos_encoding=True)
        return seen.last_hidden_state  # (B, 1 + h w, D)


def load_mae(config: MaeConfig, folder: Path | None = None) -> Mae:
    """The encoder with the weights of a local folder (`config.json`, `model.safetensors`), or with random ones.

    Raises:
        ModelFileError: the folder holds no such model, or one of another shape than `config`.
    """
    if folder is None:
        return Mae(config)
    from safetensors import SafetensorError
    from transformers.models.vit_mae.modeling_vit_mae import ViTMAEModel

    file = folder / "model.safetensors"
    if not file.is_file():
        raise ModelFileError(f"{folder}: holds no model.safetensors; name a folder with the files of a ViT-MAE")
    misfit = f"{file}: does not fit a ViT-MAE of {config.width} x {config.layers}"
    mae = Mae(config, origin=folder.name)
    try:
        # transformers knows the names that published files have. Left to itself it would also read pickles, and fetch.
        loaded, told = ViTMAEModel.from_pretrained(
            folder,
            config=_transformers_config(config),
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
    except (SafetensorError, OSError) as error:
        raise ModelFileError(f"{file}: cannot be read ({error}); fetch it again") from error
    except (RuntimeError, ValueError) as error:
        raise ModelFileError(misfit) from error
    if told["missing_keys"]:  # they would stay random without a word
        raise ModelFileError(f"{misfit}: it has no {min(told['missing_keys'])}")
    mae.encoder.load_state_dict(loaded.float().state_dict())
    return mae


def _transformers_config(config: MaeConfig) -> Any:
    from transformers.models.vit_mae.configuration_vit_mae import ViTMAEConfig

    return ViTMAEConfig(
        hidden_size=config.width,
        num_hidden_layers=config.layers,
        num_attention_heads=config.heads,
        intermediate_size=config.mlp_width,
        image_size=config.picture_px,
        patch_size=config.patch,
        mask_ratio=0.0,
        layer_norm_eps=1e-12,
    )


class RFormer(nn.Module):
    """Learned queries that read the features of both pictures of a pair, and become the operation representation R."""

    def __init__(self, config: ExtractorConfig) -> None:
        super().__init__()
        width = config.width
        self.queries_count = config.queries
        self.contrast = config.contrast
        self.narrow = nn.Linear(config.mae.width, width)
        self.queries = nn.Parameter(torch.empty(config.queries, width))
        self.separator = nn.Parameter(torch.empty(1, width))
        self.types = nn.Parameter(torch.empty(4, width))  # query, source, separator, target
        self.blocks = blocks(config.layers, width, config.heads, config.mlp_width)
        self.norm = nn.LayerNorm(width)
        draw_weights(self.narrow)
        for parameter in (self.queries, self.separator, self.types):
            nn.init.normal_(parameter, std=0.02)

    def forward(self, source: Tensor, target: Tensor, grid: tuple[int, int]) -> Tensor:
        """R of pairs.

        Args:
            source, target: (B, 1 + h w, D of the MAE), as `Mae` gives them.
            grid: h, w: rows and columns of patches.

        Returns:
            (B, queries, D)
        """
        b = source.shape[0]
        where = positions(*grid, self.queries.shape[1], source.device)  # (h w, D)
        where = torch.cat([torch.zeros_like(where[:1]), where])  # (1 + h w, D); the class token has no place
        as_query, as_source, as_separator, as_target = self.types
        if self.contrast:
            target = self.contrast * (target - source)  # (B, 1 + h w, D of the MAE)
        tokens = torch.cat(
            [
                (self.queries + as_query).expand(b, -1, -1),  # (B, Q, D)
                self.narrow(source) + where + as_source,  # (B, 1 + h w, D)
                (self.separator + as_separator).expand(b, -1, -1),  # (B, 1, D)
                self.narrow(target) + where + as_target,  # (B, 1 + h w, D)
            ],
            dim=1,
        )  # (B, Q + 3 + 2 h w, D)
        for block in self.blocks:
            tokens = block(tokens)
        return self.norm(tokens[:, : self.queries_count])  # (B, Q, D)


class EditHead(nn.Module):
    """The auxiliary MLP: R becomes one compact edit embedding e."""

    def __init__(self, config: ExtractorConfig, width: int) -> None:
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(config.queries * config.width, width), nn.GELU(), nn.Linear(width, width))
        self.mlp.apply(draw_weights)
        self.centre = nn.BatchNorm1d(width, affine=False) if config.contrast else nn.Identity()

    def forward(self, representation: Tensor) -> Tensor:
        """(B, Q, D) to (B, width of the decoder)."""
        return self.centre(self.mlp(representation.flatten(1)))  # (B, E)
