"""`mirrorppr train`: train the networks of the light engine on pairs."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from types import FrameType

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.training.config import ExtractorRun, read_run_config
from mirrorppr_desktop.training.events import (
    Command,
    Commands,
    Kept,
    RunEnded,
    RunStarted,
    Sampled,
    StepDone,
    TrainingEvent,
    Validated,
    event_line,
)
from mirrorppr_desktop.training.extractor import train_extractor
from mirrorppr_desktop.training.pairs import DatasetPairs


def run(arguments: Namespace) -> int:
    """Train. Ctrl-C finishes the step and keeps a checkpoint; a second one drops the step.

    Raises:
        TrainingError, BadDataset, ModelFileError, JobError
    """
    config = ExtractorRun() if arguments.config is None else read_run_config(arguments.config)
    areas = (config.model.extractor.area, config.model.decoder.area)
    sources = [DatasetPairs.open(folder, config.mode, areas, config.model.framing) for folder in arguments.data]
    commands = Commands(arguments.out)
    received: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        commands.give(Command.STOP_NOW if received else Command.STOP_AFTER_STEP)
        received.append(number)

    def tell(event: TrainingEvent) -> None:
        if arguments.json:
            print(event_line(event), flush=True)
        print(_words(event), file=sys.stderr)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        train_extractor(sources, arguments.out, config, resume=arguments.resume, listen=tell, commands=commands)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 128 + received[0] if received else ExitCode.DONE


def _words(event: TrainingEvent) -> str:
    """An event for a person."""
    match event:
        case RunStarted():
            held = f"{event.held_out_pairs} pairs held out" if event.held_out_pairs else "no pair held out"
            what = f"{event.stage}: {event.parameters:,} parameters, {event.pairs} pairs, {held}, on {event.device}"
            return "\n".join([what, *event.notes, f"from step {event.step} to {event.steps}"])
        case StepDone():
            left = f"{event.eta_s / 60:.0f} min left"
            return f"step {event.step}: loss {event.loss:.5f}, lr {event.lr:.2e}, {event.memory_mb} MB, {left}"
        case Validated():
            return f"held out, step {event.step}: " + ", ".join(f"{k} {v:.4g}" for k, v in event.figures.items())
        case Sampled():
            return f"samples: {event.file}"
        case Kept():
            return f"checkpoint of step {event.step} kept"
        case RunEnded():
            return f"{event.reason} after step {event.step}"
