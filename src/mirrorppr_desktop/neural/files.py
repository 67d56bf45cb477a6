"""Where the weights of a light model lie: one file, or a run of the training with its checkpoints. No torch."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from mirrorppr_desktop.errors import ModelFileError

CONFIG_FILE: Final = "model.json"  # of a run: the shapes
MAE_FILE: Final = "mae.safetensors"  # of a run: the frozen encoder, once
CHECKPOINTS: Final = "checkpoints"  # of a run: a folder step-NNNNNNNN for each
WEIGHTS_FILE: Final = "model.safetensors"  # of a checkpoint: what is learned


def model_file(path: Path) -> Path:
    """The file that holds the learned weights: `path` itself, or that of the newest checkpoint of a run.

    Raises:
        ModelFileError: there is none.
    """
    if path.is_file():
        return path
    found = sorted((path / CHECKPOINTS).glob(f"step-*/{WEIGHTS_FILE}"))
    if not found:
        raise ModelFileError(f"{path}: neither the file of a light model nor a run with a checkpoint; train one first")
    return found[-1]


def model_digest(path: Path) -> str:
    """SHA-256 of all that a model is: of its one file, or of the files of a run that count.

    Raises:
        ModelFileError: there is no model, or it cannot be read.
    """
    file = model_file(path)
    files = [file] if file == path else [file, path / MAE_FILE, path / CONFIG_FILE]
    digest = hashlib.sha256()
    try:
        for one in files:
            with one.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    except OSError as error:
        raise ModelFileError(f"{error.filename}: cannot be read ({error.strerror})") from error
    return digest.hexdigest()
