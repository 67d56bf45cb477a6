"""Photos that packages ship, and what pairs are made of them, once for all tests."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from mirrorppr_desktop.dataset.simulating import Simulated, simulate_dataset


def packaged(package: str, path: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / path


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two fit portraits, and one photo for each reason to leave one out."""
    folder = tmp_path_factory.mktemp("photos")
    astronaut = Image.open(packaged("skimage", "data/astronaut.png")).convert("RGB")
    hopper = Image.open(packaged("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")).convert("RGB")
    group = Image.open(packaged("insightface", "data/images/t1.jpg")).convert("RGB")
    astronaut.save(folder / "astronaut.png")
    hopper.save(folder / "hopper.jpg", quality=95)
    group.save(folder / "group.jpg", quality=95)
    astronaut.filter(ImageFilter.GaussianBlur(4)).save(folder / "blurred.png")
    astronaut.point(lambda level: level // 8).save(folder / "dark.png")
    astronaut.rotate(35, Image.Resampling.BICUBIC).save(folder / "tilted.png")
    grain = np.random.default_rng(0).normal(0, 45, (*astronaut.size[::-1], 3))
    Image.fromarray(np.clip(np.array(astronaut) + grain, 0, 255).astype(np.uint8)).save(folder / "grainy.png")
    Image.new("RGB", (400, 300), (90, 120, 60)).save(folder / "lawn.png")
    (folder / "cut.jpg").write_bytes((folder / "hopper.jpg").read_bytes()[:5000])
    (folder / "notes.txt").write_text("no photo")
    return folder


@pytest.fixture(scope="session")
def made(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Simulated]:
    """Pairs of the two fit photos, by one process."""
    out = tmp_path_factory.mktemp("made") / "pairs"
    return out, simulate_dataset(photos, out, pairs=70, seed=3, processes=1, megapixels=0.2)
