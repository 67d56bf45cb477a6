"""Extractor and decoder together, and the file they are kept in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.neural.config import LightConfig, light_config
from mirrorppr_desktop.neural.decoder import ViTDecoder
from mirrorppr_desktop.neural.embedding import Displacements, Embedding
from mirrorppr_desktop.neural.extractor import EditHead, Mae, RFormer
from mirrorppr_desktop.neural.files import CONFIG_FILE, MAE_FILE, model_file
from mirrorppr_desktop.neural.pictures import fitted, grid_of, picture_of, tensor_of
from mirrorppr_desktop.photo.photo import RGB8, Size

FORMAT = "mirrorppr light"
VERSION = 1


class Learned(nn.Module):
    """What is trained: R-Former, edit head and decoder."""

    def __init__(self, config: LightConfig) -> None:
        super().__init__()
        self.r_former = RFormer(config.extractor)
        self.head = EditHead(config.extractor, config.decoder.width)
        self.decoder = ViTDecoder(config.decoder)

    def embed(self, source: Tensor, target: Tensor, grid: tuple[int, int]) -> Tensor:
        """Edit embeddings (B, E) of the features of pairs: see `RFormer`."""
        return self.head(self.r_former(source, target, grid))  # (B, E)


class LightModel:
    """A trained model ready for use: embeds pairs, draws queries."""

    def __init__(self, config: LightConfig, mae: Mae, learned: Learned, device: str = "cpu") -> None:
        self.config = config
        self.mae = mae.to(device)
        self.learned = learned.to(device).eval()
        self.device = device

    @torch.inference_mode()
    def embed(self, before: RGB8, after: RGB8) -> Embedding:
        """The edit embedding (E,) of a pair; the picture after is brought to the grid of the one before."""
        config = self.config.extractor
        grid = grid_of((before.shape[1], before.shape[0]), config.area, config.mae.patch)
        both = tensor_of([fitted(one, grid, config.mae.patch) for one in (before, after)], self.device)  # (2, 3, H, W)
        source, target = self.mae(both).split(1)  # 2 x (1, 1 + h w, D)
        return np.asarray(self.learned.embed(source, target, grid)[0].float().cpu().numpy(), np.float32)

    def drawn_size(self, size: Size) -> Size:
        """Width and height at which a query of that size is drawn."""
        config = self.config.decoder
        rows, columns = grid_of(size, config.area, config.patch)
        return columns * config.patch, rows * config.patch

    @torch.inference_mode()
    def draw(self, query: RGB8, embedding: Embedding) -> RGB8:
        """The query (H, W, 3) after an edit, at `drawn_size`."""
        return picture_of(self.learned.decoder(*self._asked(query, embedding))[0])

    @property
    def tells_motion(self) -> bool:
        """Whether the decoder tells what moves, instead of pixels alone."""
        return self.config.decoder.motion > 0

    @torch.inference_mode()
    def motion(self, query: RGB8, embedding: Embedding) -> Displacements:
        """What moves in the query (H, W, 3): (h, w, 2) backward displacement, in pixels of `drawn_size`, x then y."""
        picture, edit = self._asked(query, embedding)
        return np.ascontiguousarray(self.learned.decoder.motion(picture, edit)[0].permute(1, 2, 0).cpu().numpy())

    def _asked(self, query: RGB8, embedding: Embedding) -> tuple[Tensor, Tensor]:
        """(1, 3, H, W) and (1, E)."""
        config = self.config.decoder
        grid = grid_of((query.shape[1], query.shape[0]), config.area, config.patch)
        edit = torch.from_numpy(np.asarray(embedding, np.float32))[None].to(self.device)
        return tensor_of([fitted(query, grid, config.patch)], self.device), edit


# --- files


def save_light(file: Path, config: LightConfig, mae: Mae, learned: Learned) -> None:
    """Write a model to one file: safetensors, its shapes as JSON in the metadata. The caller moves it into place."""
    from safetensors.torch import save_file

    tensors = {f"mae.{name}": one for name, one in mae.encoder.state_dict().items()}
    tensors |= {f"learned.{name}": one for name, one in learned.state_dict().items()}
    contiguous = {name: one.detach().cpu().contiguous() for name, one in tensors.items()}
    save_file(contiguous, file, metadata={"mirrorppr": json.dumps(described(config, mae))})


def described(config: LightConfig, mae: Mae) -> dict[str, Any]:
    """What a model is, as JSON values: beside its weights, so that they can be used."""
    return {"format": FORMAT, "version": VERSION, "mae": mae.origin, "config": asdict(config)}


def load_light(path: Path, device: str = "cpu") -> LightModel:
    """A model from its file, or from the newest whole checkpoint of a run.

    Raises:
        ModelFileError: nothing there that can be used; the message says what is wrong with it.
    """
    from safetensors import SafetensorError

    file = model_file(path)
    try:
        if file == path:
            config, origin, tensors = _read_file(file)
            mae_weights = {k.removeprefix("mae."): v for k, v in tensors.items() if k.startswith("mae.")}
            weights = {k.removeprefix("learned."): v for k, v in tensors.items() if k.startswith("learned.")}
        else:
            config, origin, mae_weights, weights = _read_run(path, file)
        mae = Mae(config.extractor.mae, origin)
        mae.encoder.load_state_dict(mae_weights)
        learned = Learned(config)
        learned.load_state_dict(weights)
    except (KeyError, TypeError, ValueError, RuntimeError, OSError, SafetensorError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelFileError(f"{path}: holds no light model that can be used ({first})") from error
    return LightModel(config, mae, learned, device)


def _read_file(file: Path) -> tuple[LightConfig, str, dict[str, Tensor]]:
    from safetensors import safe_open

    with safe_open(file, framework="pt") as opened:
        told = json.loads((opened.metadata() or {}).get("mirrorppr", "{}"))
        tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  no mapping
    return _checked(told), str(told["mae"]), tensors


def _read_run(run: Path, file: Path) -> tuple[LightConfig, str, dict[str, Tensor], dict[str, Tensor]]:
    from safetensors.torch import load_file

    told = json.loads((run / CONFIG_FILE).read_text(encoding="utf-8"))
    return _checked(told), str(told["mae"]), load_file(run / MAE_FILE), load_file(file)


def _checked(told: dict[str, Any]) -> LightConfig:
    if told.get("format") != FORMAT:
        raise ValueError("it says nothing of a light model")
    if told.get("version") != VERSION:
        raise ValueError(f"version {told.get('version')}; this program reads version {VERSION}")
    return light_config(told["config"])
