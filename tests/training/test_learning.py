"""That there is something to learn, and that it comes from the exemplar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra [ai] is not installed")
pytest.importorskip("accelerate", reason="the extra [ai] is not installed")

from fake_pairs import FakePairs  # noqa: E402
from tiny_run import tiny_run  # noqa: E402

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
