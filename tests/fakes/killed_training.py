"""A training that kills itself with SIGKILL in the middle of a step, as a power cut would. Run as a script."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import torch
from fake_pairs import FakePairs
from tiny_run import tiny_run

from mirrorppr_desktop.training.events import StepDone, TrainingEvent
from mirrorppr_desktop.training.extractor import train_extractor


def _kill_at(step: int, event: TrainingEvent) -> None:
    if isinstance(event, StepDone) and event.step == step:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    torch.set_num_threads(1)
    last = int(sys.argv[2])
    train_extractor([FakePairs()], Path(sys.argv[1]), tiny_run(), listen=lambda event: _kill_at(last, event))
