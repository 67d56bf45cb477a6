"""The loop: the same curve after a kill, an end at the first number that is none, commands, what is kept and told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch", reason="the extra [ai] is not installed")
pytest.importorskip("accelerate", reason="the extra [ai] is not installed")

from fake_pairs import FakePairs  # noqa: E402
from tiny_run import tiny_run  # noqa: E402

from mirrorppr_desktop.errors import BadRun, Diverged, JobInUse  # noqa: E402
from mirrorppr_desktop.neural.light_model import load_light  # noqa: E402
from mirrorppr_desktop.training import extractor_stage  # noqa: E402
from mirrorppr_desktop.training.checkpoint import checkpoints  # noqa: E402
from mirrorppr_desktop.training.config import LoopConfig  # noqa: E402
from mirrorppr_desktop.training.events import (  # noqa: E402
    Command,
    Commands,
    Kept,
    RunEnded,
    RunStarted,
    Sampled,
    StepDone,
    TrainingEvent,
    Validated,
    command,
    loss_curve,
)
from mirrorppr_desktop.training.extractor import CONFIG_FILE, train_extractor  # noqa: E402
from mirrorppr_desktop.training.loop import FINISHED, STOPPED, learning_rate  # noqa: E402

torch.set_num_threads(1)
FAKES = Path(__file__).parents[1] / "fakes"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[TrainingEvent]]:
    """A run from beginning to end."""
    run = tmp_path_factory.mktemp("whole") / "run"
    heard: list[TrainingEvent] = []
    assert train_extractor([FakePairs()], run, tiny_run(), listen=heard.append) == FINISHED
    return run, heard


def _last_weights(run: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return dict(load_file(checkpoints(run)[-1] / "model.safetensors"))


def test_a_run_tells_and_keeps_what_it_should(whole: tuple[Path, list[TrainingEvent]]) -> None:
    run, heard = whole
    started, ended = heard[0], heard[-1]
    assert isinstance(started, RunStarted) and isinstance(ended, RunEnded)
    assert (started.pairs, started.held_out_pairs, started.step, started.steps) == (4, 4, 0, 10)
    assert any("not trained" in note for note in started.notes)
    steps = [one for one in heard if isinstance(one, StepDone)]
    assert [one.step for one in steps] == list(range(1, 11))
    assert steps[-1].images == 40 and steps[0].memory_mb > 0 and steps[-1].eta_s == 0
    assert steps[3].loss == pytest.approx(steps[3].parts["mse"] + steps[3].parts["perceptual"])
    assert [one.step for one in heard if isinstance(one, Kept)] == [3, 6, 9, 10]
    assert [one.name for one in checkpoints(run)] == ["step-00000009", "step-00000010"]
    assert [one.step for one in heard if isinstance(one, Validated)] == [5, 10]
    sheets = [one.file for one in heard if isinstance(one, Sampled)]
    assert sheets == ["samples/step-00000010.png"]
    assert Image.open(run / sheets[0]).size == (5 * 192, 4 * 192)
    assert {json.loads(line)["event"] for line in (run / "events.jsonl").read_text().splitlines()} == {
        "started", "step", "validated", "sampled", "checkpoint", "ended",
    }  # fmt: skip


def test_file_and_run_are_one_model(whole: tuple[Path, list[TrainingEvent]]) -> None:
    run, _ = whole
    of_run, of_file = load_light(run), load_light(run / extractor_stage.MODEL_FILE)
    a, b = (np.full((64, 64, 3), level, np.uint8) for level in (40, 90))
    assert np.array_equal(of_run.embed(a, b), of_file.embed(a, b))


@pytest.mark.faults
def test_after_kill_9_the_same_curve_goes_on(whole: tuple[Path, list[TrainingEvent]], tmp_path: Path) -> None:
    run = tmp_path / "run"
    killed = subprocess.run(
        [sys.executable, FAKES / "killed_training.py", run, "8"], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert [one.name for one in checkpoints(run)] == ["step-00000003", "step-00000006"]
    with (run / "events.jsonl").open("a") as events:
        events.write('{"event": "step", "st')  # a line that the kill cut off
    (run / "checkpoints" / ".mp-7-1.part").mkdir()  # a checkpoint that it interrupted
    heard: list[TrainingEvent] = []
    assert train_extractor([FakePairs()], run, tiny_run(), resume=True, listen=heard.append) == FINISHED
    assert isinstance(heard[0], RunStarted) and heard[0].step == 6
    assert [one.step for one in heard if isinstance(one, StepDone)] == [7, 8, 9, 10]
    assert loss_curve(run) == loss_curve(whole[0])  # to the last bit
    ours, theirs = _last_weights(run), _last_weights(whole[0])
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    assert not (run / "checkpoints" / ".mp-7-1.part").exists()


def test_a_damaged_checkpoint_is_passed_over(whole: tuple[Path, list[TrainingEvent]], tmp_path: Path) -> None:
    run = tmp_path / "run"
    config = tiny_run({"checkpoint_every": 2})
    commands = Commands(run)

    def stop(event: TrainingEvent) -> None:
        if isinstance(event, Kept) and event.step == 4:
            commands.give(Command.STOP_NOW)

    assert train_extractor([FakePairs()], run, config, listen=stop, commands=commands) == STOPPED
    weights = run / "checkpoints" / "step-00000004" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-5] ^= 1
    weights.write_bytes(content)
    heard: list[TrainingEvent] = []
    assert train_extractor([FakePairs()], run, config, resume=True, listen=heard.append) == FINISHED
    assert isinstance(heard[0], RunStarted) and heard[0].step == 2
    assert any("step-00000004 is damaged" in note for note in heard[0].notes)
    assert loss_curve(run) == loss_curve(whole[0])


def test_accumulation_gives_the_gradient_of_the_whole_batch(
    whole: tuple[Path, list[TrainingEvent]], tmp_path: Path
) -> None:
    train_extractor([FakePairs()], tmp_path / "run", tiny_run({"micro_batch": 4}))
    ours, theirs = loss_curve(tmp_path / "run"), loss_curve(whole[0])
    assert [ours[step] for step in range(1, 11)] == pytest.approx([theirs[step] for step in range(1, 11)], rel=1e-3)


def test_kept_features_leave_the_curve_as_it_is(whole: tuple[Path, list[TrainingEvent]], tmp_path: Path) -> None:
    run = tmp_path / "run"
    train_extractor([FakePairs()], run, tiny_run(features_gib=0.01))
    # 4 pairs to learn from, 4 held out; of the latter queries (some the same) and truths are embedded as well.
    assert 16 + 4 < len(list((run / "features").glob("*.safetensors"))) <= 16 + 8
    assert not list((run / "features").glob(".mp-*"))
    assert [*loss_curve(run).values()] == pytest.approx([*loss_curve(whole[0]).values()], rel=1e-5)
    full = tmp_path / "full"
    train_extractor([FakePairs()], full, tiny_run({"steps": 2}, features_gib=1e-6))
    assert len(list((full / "features").iterdir())) <= 1  # 1074 bytes hold none of 1.2 kB


def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forward = extractor_stage._Reconstruction.forward
    calls = iter(range(100))

    def spoilt(self: Any, samples: Any) -> dict[str, Any]:
        losses = forward(self, samples)
        return losses if next(calls) < 8 else {name: one * float("nan") for name, one in losses.items()}

    monkeypatch.setattr(extractor_stage._Reconstruction, "forward", spoilt)
    heard: list[TrainingEvent] = []
    with pytest.raises(Diverged, match=r"loss of step 5 is no number.*checkpoint of step 3 is good"):
        train_extractor([FakePairs()], tmp_path / "run", tiny_run(), listen=heard.append)
    assert isinstance(heard[-1], RunEnded) and heard[-1].step == 4
    assert [one.name for one in checkpoints(tmp_path / "run")] == ["step-00000003"]
    assert all(torch.isfinite(one).all() for one in _last_weights(tmp_path / "run").values())


def test_commands_from_another_process_are_heeded(tmp_path: Path) -> None:
    run = tmp_path / "run"
    heard: list[TrainingEvent] = []

    def listen(event: TrainingEvent) -> None:
        heard.append(event)
        if isinstance(event, StepDone) and event.step == 2:
            command(run, Command.SAMPLE_NOW)
        if isinstance(event, StepDone) and event.step == 4:
            command(run, Command.STOP_AFTER_STEP)

    assert train_extractor([FakePairs()], run, tiny_run(), listen=listen) == STOPPED
    assert [one.step for one in heard if isinstance(one, Sampled)] == [2]
    assert [one.step for one in heard if isinstance(one, Kept)] == [3, 4]
    assert isinstance(heard[-1], RunEnded) and (heard[-1].step, heard[-1].reason) == (4, STOPPED)
    assert not list((run / "commands").iterdir())


def test_a_run_is_not_mistaken_for_another(whole: tuple[Path, list[TrainingEvent]], tmp_path: Path) -> None:
    run, _ = whole
    told = (run / CONFIG_FILE).read_bytes()
    with pytest.raises(BadRun, match="add --resume"):
        train_extractor([FakePairs()], run, tiny_run({"steps": 3}))
    with pytest.raises(BadRun, match="another configuration or other data"):
        train_extractor([FakePairs()], run, tiny_run({"lr": 2e-3}), resume=True)
    assert (run / CONFIG_FILE).read_bytes() == told  # what was refused leaves no word of itself
    with pytest.raises(BadRun, match="another configuration or other data"):
        train_extractor([FakePairs(count=12)], run, tiny_run(), resume=True)
    with pytest.raises(BadRun, match="no checkpoint to go on from"):
        train_extractor([FakePairs()], tmp_path / "new", tiny_run(), resume=True)
    with pytest.raises(BadRun, match="other shapes"):
        other = tiny_run()
        shapes = replace(other.model, decoder=replace(other.model.decoder, layers=3))
        train_extractor([FakePairs()], run, replace(other, model=shapes), resume=True)


def test_two_trainings_do_not_share_a_folder(tmp_path: Path) -> None:
    refused: list[str] = []

    def again(event: TrainingEvent) -> None:
        if isinstance(event, StepDone) and not refused:
            with pytest.raises(JobInUse) as told:
                train_extractor([FakePairs()], tmp_path / "run", tiny_run(), resume=True)
            refused.append(str(told.value))

    assert train_extractor([FakePairs()], tmp_path / "run", tiny_run({"steps": 2}), listen=again) == FINISHED
    assert len(refused) == 1 and str(tmp_path / "run") in refused[0]


@pytest.mark.parametrize("features_gib", [0.0, 0.01])
def test_bf16_trains(tmp_path: Path, features_gib: float) -> None:
    config = tiny_run({"steps": 2, "precision": "bf16"}, features_gib=features_gib)
    assert train_extractor([FakePairs()], tmp_path / "run", config) == FINISHED
    assert all(np.isfinite(one) for one in loss_curve(tmp_path / "run").values())
    assert {one.dtype for one in _last_weights(tmp_path / "run").values()} == {torch.float32}


def test_the_learning_rate_of_the_paper() -> None:
    loop = LoopConfig()
    assert learning_rate(loop, 0) == pytest.approx(1e-4 / 500)
    assert learning_rate(loop, 500) == pytest.approx(1e-4)
    assert learning_rate(loop, loop.steps - 1) == pytest.approx(5e-5)
    middle = learning_rate(loop, (500 + loop.steps - 1) // 2)
    assert middle == pytest.approx(7.5e-5, rel=1e-3)
    assert learning_rate(replace(loop, schedule="constant"), 20_000) == 1e-4
