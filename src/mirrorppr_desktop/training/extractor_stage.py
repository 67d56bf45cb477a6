"""Pre-training of the extractor: from the pair to an embedding, from the embedding to the retouched query (3.1)."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mirrorppr_desktop.errors import BadRun, ModelFileError
from mirrorppr_desktop.neural.extractor import RANDOM, Mae, load_mae
from mirrorppr_desktop.neural.files import CONFIG_FILE, MAE_FILE
from mirrorppr_desktop.neural.light_model import Learned, described, save_light
from mirrorppr_desktop.neural.perceptual import perceptual
from mirrorppr_desktop.neural.pictures import by_size, fitted, grid_of, picture_of, tensor_of
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.publish import stage_path
from mirrorppr_desktop.training.checkpoint import to_disk
from mirrorppr_desktop.training.config import ExtractorRun
from mirrorppr_desktop.training.data import Quadruplet
from mirrorppr_desktop.training.features import Features

MODEL_FILE = "light.safetensors"  # of a finished run: all of it in one file
_CHANGED = 4 / 255  # a pixel that an edit changed by less is not looked at for its gain
_VALIDATED_AT_A_TIME = 8


class _Reconstruction(nn.Module):
    """What is trained, with a forward that gives the loss: so that several processes can share it."""

    def __init__(self, learned: Learned, frozen: _Frozen, config: ExtractorRun) -> None:
        super().__init__()
        self.learned = learned
        self._frozen = (frozen,)  # in a tuple: no part of the module, so neither trained nor stored
        self._balance = config.balance

    def forward(self, samples: Sequence[Quadruplet]) -> dict[str, Tensor]:
        """Losses of a micro-batch, each the mean over its samples."""
        frozen = self._frozen[0]
        edits = frozen.embed(self.learned, [one.source for one in samples], [one.target for one in samples])  # (B, E)
        square = perceived = edits.new_zeros(())
        for places, query, truth in frozen.query_groups(samples):
            drawn = self.learned.decoder(query, edits[places]).float()  # (b, 3, H, W)
            weight = len(places) / len(samples)
            square = square + weight * functional.mse_loss(drawn, truth)
            perceived = perceived + weight * frozen.perceptual(drawn, truth)
        return {"loss": square + self._balance * perceived, "mse": square, "perceptual": perceived}


class _Frozen:
    """What is not trained, and how pictures become tensors."""

    def __init__(self, config: ExtractorRun, mae: Mae, features: Features) -> None:
        self.model = config.model
        self.mae = mae
        self.features = features
        self.perceptual, self.perceptual_name = perceptual(config.perceptual)
        self.device = torch.device("cpu")

    def to(self, device: torch.device) -> None:
        self.device = device
        self.mae.to(device)
        self.perceptual.to(device)

    def embed(self, learned: Learned, sources: Sequence[RGB8], targets: Sequence[RGB8]) -> Tensor:
        """Edit embeddings (B, E) of pairs of any sizes: pairs of one grid go together."""
        config = self.model.extractor
        patch = config.mae.patch
        grids = [grid_of((one.shape[1], one.shape[0]), config.area, patch) for one in sources]
        before = [fitted(one, grid, patch) for one, grid in zip(sources, grids, strict=True)]
        after = [fitted(one, grid, patch) for one, grid in zip(targets, grids, strict=True)]
        order: list[int] = []
        found: list[Tensor] = []
        for places in by_size(before):
            count = len(places)
            pictures = [before[i] for i in places] + [after[i] for i in places]
            seen = self.features.of(pictures, self.device)  # (2 b, 1 + h w, D)
            found.append(learned.r_former(seen[:count], seen[count:], grids[places[0]]))  # (b, Q, D)
            order += places
        # The head sees the whole batch at once: it may centre over it.
        return learned.head(torch.cat(found)[torch.tensor(order, device=self.device).argsort()])  # (B, E)

    def query_groups(self, samples: Sequence[Quadruplet]) -> list[tuple[list[int], Tensor, Tensor]]:
        """Queries and truths of one grid together: their places, and (b, 3, H, W) each."""
        config = self.model.decoder
        grids = [grid_of((one.query.shape[1], one.query.shape[0]), config.area, config.patch) for one in samples]
        queries = [fitted(one.query, grid, config.patch) for one, grid in zip(samples, grids, strict=True)]
        truths = [fitted(one.truth, grid, config.patch) for one, grid in zip(samples, grids, strict=True)]
        return [
            (places, *(tensor_of([those[i] for i in places], self.device) for those in (queries, truths)))
            for places in by_size(queries)
        ]


class ExtractorStage:
    """The stage as the loop sees it."""

    name = "extractor"

    def __init__(self, config: ExtractorRun, folder: Path) -> None:
        """Build the networks, and write what the checkpoints will not repeat: shapes and the frozen encoder.

        Raises:
            ModelFileError: the weights of the encoder cannot be used. BadRun: the folder holds another model.
        """
        torch.manual_seed(config.loop.seed)
        self.config = config
        mae, self.mae_digest = _encoder_of(config, folder)
        # Drawn after the encoder from a seed of its own: a run that is resumed reads the encoder instead of drawing it.
        torch.manual_seed(config.loop.seed + 1)
        room = int(config.features_gib * 2**30)
        features = Features(mae, self.mae_digest, folder / "features" if room else None, room)
        self._frozen = _Frozen(config, mae, features)
        self.weights = Learned(config.model)
        self.module = _Reconstruction(self.weights, self._frozen, config)
        self.notes: tuple[str, ...] = (f"perceptual loss: {self._frozen.perceptual_name}", f"encoder: {mae.origin}")
        if mae.origin == RANDOM:
            self.notes += ("the MAE is not trained: name a folder with its weights as mae_weights",)

    def to(self, device: torch.device) -> None:
        """Bring what is frozen to a device."""
        self._frozen.to(device)

    @torch.no_grad()
    def validate(self, samples: Sequence[Quadruplet]) -> dict[str, float]:
        """Squared error and PSNR of drawing, of copying the query, and of drawing with somebody else's exemplar.

        gain: how far the drawn picture went of the way that the truth went, where it went any. consistency: cosine of
        the embeddings of exemplar pair and of query and truth.
        """
        sums = dict.fromkeys(("mse", "copy", "shuffled", "gain", "consistency", "changed"), 0.0)
        sources, targets = [one.source for one in samples], [one.target for one in samples]
        edits = self._embedded(sources, targets)  # (N, E)
        own = self._embedded([one.query for one in samples], [one.truth for one in samples])  # (N, E)
        others = edits.roll(1, 0)  # (N, E): each has the exemplar of another
        for places, query, truth in self._frozen.query_groups(samples):
            for at in range(0, len(places), _VALIDATED_AT_A_TIME):
                part = slice(at, at + _VALIDATED_AT_A_TIME)
                which, q, t = places[part], query[part], truth[part]
                drawn = self.weights.decoder(q, edits[which])  # (b, 3, H, W)
                strange = self.weights.decoder(q, others[which])  # (b, 3, H, W)
                for name, picture in (("mse", drawn), ("copy", q), ("shuffled", strange)):
                    sums[name] += float(((picture.clamp(0, 1) - t) ** 2).mean(dim=(1, 2, 3)).sum())
                changed = (t - q).abs() > _CHANGED  # (b, 3, H, W)
                sums["changed"] += float((t - q)[changed].abs().sum())
                sums["gain"] += float((drawn - q)[changed].abs().sum())
        count = len(samples)
        return {
            "mse": sums["mse"] / count,
            "mse_copy": sums["copy"] / count,
            "mse_shuffled": sums["shuffled"] / count,
            "psnr": _decibels(sums["mse"] / count),
            "psnr_copy": _decibels(sums["copy"] / count),
            "gain": sums["gain"] / sums["changed"] if sums["changed"] else 0.0,
            "consistency": float(functional.cosine_similarity(edits, own).mean()),
        }

    @torch.no_grad()
    def sheet(self, samples: Sequence[Quadruplet]) -> RGB8:
        """One row a sample: exemplar before and after, query, drawn, truth."""
        edits = self._embedded([one.source for one in samples], [one.target for one in samples])
        drawn: dict[int, RGB8] = {}
        for places, query, _ in self._frozen.query_groups(samples):
            for place, picture in zip(places, self.weights.decoder(query, edits[places]), strict=True):
                drawn[place] = picture_of(picture)
        rows = [
            np.hstack([_on_tile(one) for one in (s.source, s.target, s.query, drawn[i], s.truth)])
            for i, s in enumerate(samples)
        ]
        return np.vstack(rows)

    def finish(self, folder: Path) -> Path:
        """All of the model in one file, for those who only use it."""
        file = folder / MODEL_FILE
        staged = stage_path(file, f"light-{os.getpid()}")
        save_light(staged, self.config.model, self._frozen.mae, self.weights)
        to_disk(staged)
        staged.replace(file)
        return file

    def _embedded(self, sources: Sequence[RGB8], targets: Sequence[RGB8]) -> Tensor:
        steps = range(0, len(sources), _VALIDATED_AT_A_TIME)
        n = _VALIDATED_AT_A_TIME
        return torch.cat([self._frozen.embed(self.weights, sources[i : i + n], targets[i : i + n]) for i in steps])


def _encoder_of(config: ExtractorRun, folder: Path) -> tuple[Mae, str]:
    """The encoder of a run, the same whenever the run goes on, and the digest of its weights."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file, save_file

    told, weights = folder / CONFIG_FILE, folder / MAE_FILE
    if told.exists():
        known = json.loads(told.read_text(encoding="utf-8"))
        if known.get("config") != json.loads(json.dumps(asdict(config.model))):
            raise BadRun(f"{folder}: holds a run of a model of other shapes; name another --out")
        mae = Mae(config.model.extractor.mae, str(known["mae"]))
        try:
            mae.encoder.load_state_dict(load_file(weights))
        except (OSError, SafetensorError, RuntimeError) as error:
            raise ModelFileError(f"{weights}: cannot be read; begin the run anew in another folder") from error
    else:
        mae = load_mae(config.model.extractor.mae, None if config.mae_weights is None else Path(config.mae_weights))
        folder.mkdir(parents=True, exist_ok=True)
        staged = stage_path(weights, f"mae-{os.getpid()}")  # every process of a run draws and writes the same
        save_file({name: one.contiguous() for name, one in mae.encoder.state_dict().items()}, staged)
        to_disk(staged)
        staged.replace(weights)
        staged = stage_path(told, f"model-{os.getpid()}")
        staged.write_text(json.dumps(described(config.model, mae), indent=1), encoding="utf-8")
        to_disk(staged)
        staged.replace(told)
    with weights.open("rb") as file:
        return mae, hashlib.file_digest(file, "sha256").hexdigest()


def _decibels(mse: float) -> float:
    return -10 * math.log10(mse) if mse > 0 else math.inf


def _on_tile(picture: RGB8, side: int = 192) -> RGB8:
    """A picture in the middle of a grey square."""
    scale = side / max(picture.shape[:2])
    small = fitted(picture, (max(1, round(picture.shape[0] * scale)), max(1, round(picture.shape[1] * scale))), 1)
    tile: RGB8 = np.full((side, side, 3), 119, np.uint8)
    y, x = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
    tile[y : y + small.shape[0], x : x + small.shape[1]] = small
    return tile
