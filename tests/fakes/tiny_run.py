"""A run that takes seconds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mirrorppr_desktop.neural.config import LIGHTS
from mirrorppr_desktop.training.config import ExtractorRun, LoopConfig


def tiny_run(loop: dict[str, Any] | None = None, **changes: Any) -> ExtractorRun:
    values: dict[str, Any] = {
        "steps": 10, "batch": 4, "micro_batch": 2, "lr": 1e-3, "lr_min": 5e-4, "warm_up": 2, "loaders": 0,
        "validate_every": 5, "sample_every": 0, "checkpoint_every": 3, **(loop or {}),
    }  # fmt: skip
    plain = ExtractorRun(model=LIGHTS["tiny"], loop=LoopConfig(**values), held_out=0.4, validation_samples=4)
    return replace(plain, **changes)
