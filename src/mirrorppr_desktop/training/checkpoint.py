"""Checkpoints of a run: whole or not there, on the disk before they are named, never a pickle.

A checkpoint is a folder: the learned weights and the state of the optimiser as safetensors, the rest as JSON with the
digests of both. It is written under a staging name; renaming it is the one step in which it appears.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from mirrorppr_desktop.errors import BadRun
from mirrorppr_desktop.neural.files import CHECKPOINTS, WEIGHTS_FILE
from mirrorppr_desktop.photo.publish import is_stage, output_error, stage_path

_OPTIMISER_FILE: Final = "optimiser.safetensors"
_STATE_FILE: Final = "state.json"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. config: digest of all that decides its curve. scaler: of mixed precision, plain numbers."""

    step: int
    config: str
    seconds: float
    scaler: dict[str, float]


def keep(run: Path, module: nn.Module, optimiser: torch.optim.Optimizer, progress: Progress, count: int) -> Path:
    """Write a checkpoint, and remove all but the newest `count`.

    Raises:
        DiskFull, OutputNotWritable: what was kept before is still there.
    """
    from safetensors.torch import save_file

    folder = run / CHECKPOINTS
    final = folder / f"step-{progress.step:08d}"
    staged = stage_path(final, f"{progress.step}-{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if is_stage(old):  # of a run that was killed
                shutil.rmtree(old)
        staged.mkdir()
        save_file(_plain(module.state_dict()), staged / WEIGHTS_FILE)
        save_file(_plain(_optimiser_tensors(optimiser)), staged / _OPTIMISER_FILE)
        state = {
            "version": _VERSION,
            "step": progress.step,
            "config": progress.config,
            "seconds": progress.seconds,
            "scaler": progress.scaler,
            "sha256": {name: _sha256(staged / name) for name in (WEIGHTS_FILE, _OPTIMISER_FILE)},
        }
        (staged / _STATE_FILE).write_text(json.dumps(state), encoding="utf-8")
        for file in staged.iterdir():
            to_disk(file)
        to_disk(staged)
        if final.exists():  # a step that is done again after its checkpoint was found damaged
            shutil.rmtree(final)
        staged.rename(final)
        to_disk(folder)
        for old in checkpoints(run)[:-count]:
            shutil.rmtree(old)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise output_error(final, error) from error
    return final


def checkpoints(run: Path) -> list[Path]:
    """All checkpoints of a run, the oldest first."""
    return sorted(one for one in (run / CHECKPOINTS).glob("step-*") if one.is_dir())


def restore(
    run: Path, module: nn.Module, optimiser: torch.optim.Optimizer, config: str, device: torch.device | str
) -> tuple[Progress, tuple[str, ...]]:
    """Load the newest whole checkpoint into a module and its optimiser, and the state of chance.

    Returns:
        where the run stands, and what a reader must know: a damaged checkpoint was passed over.

    Raises:
        BadRun: there is none, or it is of another configuration.
    """
    notes: list[str] = []
    for folder in reversed(checkpoints(run)):
        try:
            state = _whole_state(folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            notes.append(f"{folder.name} is damaged ({error}); the one before it was taken")
            continue
        if state["config"] != config:
            raise BadRun(f"{run}: was begun with another configuration or other data; give those, or another --out")
        _load(folder, module, optimiser, device)
        return Progress(state["step"], config, float(state["seconds"]), dict(state["scaler"])), tuple(notes)
    raise BadRun(f"{run}: holds no checkpoint to go on from" + "".join(f"; {one}" for one in notes))


def to_disk(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    if path.is_dir() and sys.platform == "win32":  # folders cannot be opened there, and renames are journalled
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _whole_state(folder: Path) -> dict[str, Any]:
    """The state of a checkpoint all of whose files are as they were written.

    Raises:
        OSError, ValueError, KeyError, TypeError: it is not whole.
    """
    state: dict[str, Any] = json.loads((folder / _STATE_FILE).read_text(encoding="utf-8"))
    if state["version"] != _VERSION:
        raise ValueError(f"version {state['version']}; this program reads {_VERSION}")
    for name in (WEIGHTS_FILE, _OPTIMISER_FILE):
        if _sha256(folder / name) != state["sha256"][name]:
            raise ValueError(f"{name} is not as it was written")
    if type(state["step"]) is not int or state["step"] < 0:
        raise ValueError("no step")
    return state


def _load(folder: Path, module: nn.Module, optimiser: torch.optim.Optimizer, device: torch.device | str) -> None:
    from safetensors.torch import load_file

    module.load_state_dict(load_file(folder / WEIGHTS_FILE, device=str(device)))
    stored = load_file(folder / _OPTIMISER_FILE)
    torch.set_rng_state(stored.pop("chance.cpu"))
    if "chance.cuda" in stored and torch.cuda.is_available():
        torch.cuda.set_rng_state(stored["chance.cuda"], device)
    stored.pop("chance.cuda", None)
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in stored.items():
        place, _, kind = name.partition(".")
        state.setdefault(int(place), {})[kind] = tensor
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})


def _optimiser_tensors(optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    """The optimiser's state by the place of each parameter, and the state of chance; its groups are configuration."""
    tensors = {
        f"{place}.{kind}": value
        for place, state in optimiser.state_dict()["state"].items()
        for kind, value in state.items()
    }
    tensors["chance.cpu"] = torch.get_rng_state()
    if torch.cuda.is_available():
        tensors["chance.cuda"] = torch.cuda.get_rng_state()
    return tensors


def _plain(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: one.detach().cpu().contiguous() for name, one in tensors.items()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
