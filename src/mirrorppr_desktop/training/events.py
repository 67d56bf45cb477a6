"""What a training run tells, as values and as lines of JSON; and what it can be told. No torch."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

EVENTS_FILE: Final = "events.jsonl"
COMMANDS_FOLDER: Final = "commands"


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run begins, or goes on after `step` steps. notes: what a reader of the curve must know."""

    stage: str
    step: int
    steps: int
    pairs: int
    held_out_pairs: int
    parameters: int
    device: str
    processes: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of the optimiser. images: seen since the run began. memory_mb: of the device, or of the process."""

    step: int
    loss: float
    lr: float
    gradient: float
    images: int
    seconds: float
    eta_s: float
    memory_mb: int
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Validated:
    """Figures on held-out identities."""

    step: int
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sheet of samples was written; `file` is relative to the run."""

    step: int
    file: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint is on the disk."""

    step: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """No step follows. reason: finished, stopped, or what went wrong."""

    step: int
    reason: str


TrainingEvent: TypeAlias = RunStarted | StepDone | Validated | Sampled | Kept | RunEnded
TrainingListener: TypeAlias = Callable[[TrainingEvent], None]
_NAMES: Final[dict[type, str]] = {
    RunStarted: "started",
    StepDone: "step",
    Validated: "validated",
    Sampled: "sampled",
    Kept: "checkpoint",
    RunEnded: "ended",
}


def event_line(event: TrainingEvent) -> str:
    """An event as one line of JSON; a number that is none is written as null."""
    return json.dumps(_finite({"event": _NAMES[type(event)], **asdict(event)}), allow_nan=False)


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, float) and value - value != 0:  # inf, nan
        return None
    return value


class EventFile:
    """The events of a run, appended line by line. A line that was cut off by a crash stays, alone on its line."""

    def __init__(self, run: Path) -> None:
        path = run / EVENTS_FILE
        torn = path.exists() and path.stat().st_size > 0 and path.read_bytes()[-1:] != b"\n"
        self._file = path.open("a", encoding="utf-8")
        if torn:
            self._file.write("\n")

    def __call__(self, event: TrainingEvent) -> None:
        """Write an event."""
        self._file.write(event_line(event) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Bring it to the disk."""
        os.fsync(self._file.fileno())
        self._file.close()


def loss_curve(run: Path) -> dict[int, float]:
    """Loss by step. Steps that were done again after a crash count as they were done last."""
    curve: dict[int, float] = {}
    with (run / EVENTS_FILE).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                told = json.loads(line)
                if told["event"] == "step" and told["loss"] is not None:
                    curve[int(told["step"])] = float(told["loss"])
            except (ValueError, KeyError, TypeError):
                continue  # cut off by a crash
    return curve


class Command(StrEnum):
    """What a run can be told while it goes on."""

    STOP_NOW = "stop-now"  # drop the step in hand; the last checkpoint stays
    STOP_AFTER_STEP = "stop-after-step"  # finish it, and keep a checkpoint
    SAMPLE_NOW = "sample-now"


class Commands:
    """What was commanded and not yet taken: by `give` in this process, or as a file of that name from any other."""

    def __init__(self, run: Path) -> None:
        self._folder = run / COMMANDS_FOLDER
        self._given: list[Command] = []

    def give(self, command: Command) -> None:
        """One append: safe in a signal handler and from any thread."""
        self._given.append(command)

    def take(self) -> set[Command]:
        """All that waits; none of it is given again."""
        taken = set(self._given)
        del self._given[: len(self._given)]
        for one in Command:
            try:
                (self._folder / one.value).unlink()
            except OSError:
                continue
            taken.add(one)
        return taken


def command(run: Path, what: Command) -> None:
    """Tell a run something, from any process."""
    folder = run / COMMANDS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / what.value).touch()
