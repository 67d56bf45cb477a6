"""Model files that other programs have already: looked for, never touched, so that nobody downloads one twice."""

from __future__ import annotations

import os
from pathlib import Path

from mirrorppr_desktop.weights.catalogue import Model


def find_elsewhere(model: Model) -> Path | None:
    """A file that looks like `model` by name or digest, and size; every byte is compared when it is imported."""
    if model.packaged or not model.sha256:
        return None
    for candidate in (*_in_hugging_face(model), *_in_insightface(model)):
        try:
            if candidate.is_file() and candidate.stat().st_size == model.size:
                return candidate
        except OSError:
            continue
    return None


def _in_hugging_face(model: Model) -> list[Path]:
    """Its cache names large files by their sha256: models--OWNER--NAME/blobs/DIGEST."""
    explicit = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    home = os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface"
    cache = Path(explicit).expanduser() if explicit else Path(home).expanduser() / "hub"
    try:
        return [folder / "blobs" / model.sha256 for folder in cache.glob("models--*")]
    except OSError:
        return []


def _in_insightface(model: Model) -> list[Path]:
    folder = Path.home() / ".insightface" / "models"
    try:
        packs = [folder, *(pack for pack in folder.iterdir() if pack.is_dir())]
    except OSError:
        return []
    return [pack / model.file_name for pack in packs]
