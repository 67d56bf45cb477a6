"""That there is something to learn, and that it comes from the exemplar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra [ai] is not installed")
pytest.importorskip("accelerate", reason="the extra [ai] is not installed")

from fake_pairs import FakePairs  # noqa: E402
from tiny_run import tiny_run  # noqa: E402

from mirrorppr_desktop.photo.photo import RGB8  # noqa: E402
from mirrorppr_desktop.training.checkpoint import checkpoints  # noqa: E402
from mirrorppr_desktop.training.data import Quadruplet  # noqa: E402
from mirrorppr_desktop.training.extractor import train_extractor  # noqa: E402
from mirrorppr_desktop.training.extractor_stage import ExtractorStage  # noqa: E402

torch.set_num_threads(1)


def _four() -> list[Quadruplet]:
    return [FakePairs(4).quadruplet(i, 0) for i in range(4)]


def test_four_pairs_are_learned_by_heart_and_only_with_their_own_exemplars(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    loop = {"steps": 500, "batch": 4, "micro_batch": 4, "checkpoint_every": 500, "warm_up": 50, "validate_every": 500}
    config = replace(tiny_run(loop), held_out=0.0, no_edit=0.0)
    run = tmp_path / "run"
    before = ExtractorStage(config, run)
    untrained = before.validate(_four())
    assert untrained["mse"] == pytest.approx(untrained["mse_copy"])  # identity at the start
    train_extractor([FakePairs(4)], run, config)
    stage = ExtractorStage(config, run)
    stage.weights.load_state_dict(load_file(checkpoints(run)[-1] / "model.safetensors"))
    figures = stage.validate(_four())
    assert figures["mse"] < 0.25 * figures["mse_copy"]  # 0.18 here
    assert figures["mse_shuffled"] > figures["mse_copy"]  # somebody else's edit is worse than none
    assert 0.7 < figures["gain"] < 1.2


@dataclass(frozen=True)
class Shifted:
    """Soft textures that an edit shifts by a few pixels; the query has a texture of its own."""

    identities: Sequence[str] = ("right", "left", "down", "up")

    def only(self, places: Sequence[int], *, held_out: bool) -> Shifted:
        return self

    def quadruplet(self, index: int, seed: int) -> Quadruplet:
        exemplar, query = (_soft(number) for number in (index, 10 + seed % 4))
        dx, dy = ((3, 0), (-3, 0), (0, 3), (0, -3))[index]
        return Quadruplet(*(np.roll(one, by, (0, 1)) for one in (exemplar, query) for by in ((0, 0), (dy, dx))))


def _soft(seed: int) -> RGB8:
    noise = np.random.default_rng(seed).uniform(0, 255, (64, 64, 3)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 4)
    return cv2.normalize(soft, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)


def test_motion_and_contrast_learn_what_is_shifted_and_how(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    loop = {"steps": 200, "batch": 4, "micro_batch": 4, "checkpoint_every": 200, "warm_up": 20, "validate_every": 200}
    plain = tiny_run(loop)
    model = replace(
        plain.model,
        extractor=replace(plain.model.extractor, contrast=4),
        decoder=replace(plain.model.decoder, motion=8),
    )
    config = replace(plain, model=model, held_out=0.0, no_edit=0.0)
    run, samples = tmp_path / "run", [Shifted().quadruplet(i, i) for i in range(4)]
    train_extractor([Shifted()], run, config)
    stage = ExtractorStage(config, run)
    stage.weights.load_state_dict(load_file(checkpoints(run)[-1] / "model.safetensors"))
    stage.module.eval()
    figures = stage.validate(samples)
    assert figures["mse"] < 0.6 * figures["mse_copy"]  # 0.40 here
    assert figures["mse_shuffled"] > figures["mse_copy"]
