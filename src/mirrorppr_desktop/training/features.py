"""Features of the frozen encoder, kept on the disk: it sees the same exemplar in every epoch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from mirrorppr_desktop.neural.extractor import Mae
from mirrorppr_desktop.neural.pictures import tensor_of
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.publish import stage_path

KEPT_AS = torch.float16  # features are rounded to it whether they were kept or not, so that the curve is the same


class Features:
    """Features of pictures, computed once where there is room.

    folder: where they are kept, by content; None keeps none. mae_digest: of the encoder's weights. limit: bytes.
    """

    def __init__(self, mae: Mae, mae_digest: str, folder: Path | None, limit: int) -> None:
        self.mae = mae
        self._digest = mae_digest.encode()
        self._folder = folder
        self._room = limit
        self.hits = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._room -= sum(file.stat().st_size for file in folder.glob("*.safetensors"))

    def of(self, pictures: Sequence[RGB8], device: torch.device) -> Tensor:
        """(B, 1 + h w, D) float32 of pictures of one size."""
        if self._folder is None:
            return self._seen(pictures, device).float()
        files = [self._file(self._folder, one) for one in pictures]
        found = [self._read(file) for file in files]
        missing = [i for i, one in enumerate(found) if one is None]
        if missing:
            for i, one in zip(missing, self._seen([pictures[i] for i in missing], device), strict=True):
                found[i] = one
                self._keep(files[i], one)
        # Each on its own: under autocast of a processor, stacking halves fails.
        return torch.stack([one.to(device).float() for one in found if one is not None])

    def _seen(self, pictures: Sequence[RGB8], device: torch.device) -> Tensor:
        return self.mae(tensor_of(pictures, device)).to(KEPT_AS)

    def _file(self, folder: Path, picture: RGB8) -> Path:
        digest = hashlib.sha256(self._digest + repr(picture.shape).encode())
        digest.update(picture.tobytes())
        return folder / f"{digest.hexdigest()}.safetensors"

    def _read(self, file: Path) -> Tensor | None:
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            features = load_file(file)["features"]
        except (OSError, KeyError, SafetensorError):
            return None
        self.hits += 1
        return features

    def _keep(self, file: Path, features: Tensor) -> None:
        """Keep features where there is room; a disk that takes none is no reason to stop."""
        from safetensors.torch import save_file

        size = features.numel() * features.element_size()
        if size > self._room:
            return
        staged = stage_path(file, f"{file.stem[:16]}-{os.getpid()}")
        try:
            save_file({"features": features.detach().cpu().contiguous()}, staged)
            staged.replace(file)
            self._room -= size
        except OSError:
            staged.unlink(missing_ok=True)
