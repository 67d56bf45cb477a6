"""The one loop of every stage: samples by number, gradients added up, an optimiser step, what is told and kept.

What a step learns from depends on its number and the seed alone, and all that a step changes is in the checkpoint: a
run that was killed goes on along the same curve. Several processes (`accelerate launch`) share out each batch.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psutil
import torch
from torch import Tensor, nn

from mirrorppr_desktop.errors import BadRun, Diverged
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.training import checkpoint
from mirrorppr_desktop.training.config import LoopConfig
from mirrorppr_desktop.training.data import Order, Quadruplet
from mirrorppr_desktop.training.events import (
    Command,
    Commands,
    Kept,
    RunEnded,
    RunStarted,
    Sampled,
    StepDone,
    TrainingListener,
    Validated,
)
from mirrorppr_desktop.training.picture_file import write_png

FINISHED = "finished"
STOPPED = "stopped"
SAMPLES = "samples"


class Stage(Protocol):
    """What is trained. The module's forward takes a micro-batch and gives its losses by name, the sum under `loss`."""

    name: str
    module: nn.Module  # all that is trained, and nothing else
    weights: nn.Module  # the same as it is kept
    notes: tuple[str, ...]  # what a reader of the curve must know

    def to(self, device: torch.device) -> None:
        """Bring what is frozen to a device."""
        ...

    def validate(self, samples: Sequence[Quadruplet]) -> dict[str, float]:
        """Figures on held-out samples."""
        ...

    def sheet(self, samples: Sequence[Quadruplet]) -> RGB8:
        """What the stage makes of samples, to look at."""
        ...


@dataclass
class Run:
    """A run in its folder. decides: all besides the loop's own configuration that decides the curve, as a text."""

    folder: Path
    stage: Stage
    order: Order
    held_out: Sequence[Quadruplet]
    loop: LoopConfig
    decides: str
    tell: TrainingListener
    commands: Commands
    held_out_pairs: int = 0
    _step: int = 0
    _seconds: float = 0.0
    _kept: int | None = None
    _started: float = field(default_factory=time.monotonic)

    def go(self, *, resume: bool) -> str:
        """Train to the end, or until told to stop. Returns why it ended.

        Raises:
            Diverged: the loss is no number any more. BadRun: there is nothing to resume, or something in the way.
        """
        accelerator = _accelerator(self.loop.precision)
        share = self.loop.micro_batch * accelerator.num_processes
        if self.loop.batch % share:
            raise BadRun(f"batch ({self.loop.batch}) is no multiple of micro_batch x processes ({share})")
        if not resume and checkpoint.checkpoints(self.folder):
            raise BadRun(f"{self.folder}: holds a run already; add --resume to go on with it, or name another --out")
        torch.manual_seed(self.loop.seed)
        optimiser = torch.optim.AdamW(_groups(self.stage.module, self.loop.weight_decay), lr=self.loop.lr)
        self.stage.to(accelerator.device)
        module, optimiser = accelerator.prepare(self.stage.module, optimiser)
        notes = self.stage.notes + (self._resume(accelerator, optimiser) if resume else ())
        self._tell_start(accelerator, notes)
        try:
            reason = self._steps(accelerator, module, optimiser)
        except Diverged as error:
            self._tell(accelerator, RunEnded(self._step, str(error)))
            raise
        self._tell(accelerator, RunEnded(self._step, reason))
        accelerator.end_training()
        return reason

    def _steps(self, accelerator: Any, module: nn.Module, optimiser: Any) -> str:
        loop, every = self.loop, self.loop.checkpoint_every
        parts = loop.batch // (loop.micro_batch * accelerator.num_processes)
        batches = iter(self._loader(accelerator))
        module.train()
        while self._step < loop.steps:
            begun = time.monotonic()
            rate = learning_rate(loop, self._step)
            for group in optimiser.param_groups:
                group["lr"] = rate
            told: dict[str, Tensor] = {}
            for part in range(parts):
                if self._told(accelerator, {Command.STOP_NOW}):
                    return STOPPED
                last = part == parts - 1
                with nullcontext() if last else accelerator.no_sync(module):
                    losses = module(next(batches))
                    accelerator.backward(losses["loss"] / parts)
                for name, value in losses.items():
                    told[name] = told.get(name, torch.zeros((), device=value.device)) + value.detach().float() / parts
            gradient = accelerator.clip_grad_norm_(module.parameters(), loop.clip)
            figures = {name: float(value) for name, value in accelerator.reduce(told, reduction="mean").items()}
            self._check(figures["loss"], float(gradient))
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            self._step += 1
            if self._step % loop.log_every == 0 or self._step == loop.steps:
                self._tell_step(accelerator, figures, rate, float(gradient), time.monotonic() - begun)
            stop = self._told(accelerator, {Command.STOP_AFTER_STEP})
            self._look(accelerator, at_end=self._step == loop.steps)
            if stop or self._step % every == 0 or self._step == loop.steps:
                self._keep(accelerator, optimiser)
            if stop:
                return STOPPED
        return FINISHED

    def _check(self, loss: float, gradient: float) -> None:
        """Stop before a step that would spoil the weights."""
        # With fp16 a gradient may well overflow: the scaler then skips the step and tries smaller.
        if math.isfinite(loss) and (math.isfinite(gradient) or self.loop.precision == "fp16"):
            return
        kept = "no checkpoint was kept yet" if self._kept is None else f"the checkpoint of step {self._kept} is good"
        what = "loss" if not math.isfinite(loss) else "gradient"
        raise Diverged(f"the {what} of step {self._step + 1} is no number; stopped before it did harm, {kept}")

    def _loader(self, accelerator: Any) -> Any:
        """Micro-batches of this process, from the step in hand on, made ahead by processes of their own."""
        numbers = list(_numbers(self.loop, self._step, accelerator.process_index, accelerator.num_processes))
        return torch.utils.data.DataLoader(
            self.order,
            batch_sampler=numbers,
            num_workers=self.loop.loaders,
            collate_fn=list,
            multiprocessing_context="spawn" if self.loop.loaders else None,
        )

    def _look(self, accelerator: Any, *, at_end: bool) -> None:
        """Validate and draw samples where it is time, on the first process; the others wait."""
        loop = self.loop
        sample = at_end or self._told(accelerator, {Command.SAMPLE_NOW})
        validate = at_end or self._step % loop.validate_every == 0
        if accelerator.is_main_process and self.held_out:
            self.stage.module.eval()
            if validate:
                self._tell(accelerator, Validated(self._step, self.stage.validate(self.held_out)))
            if sample or (loop.sample_every > 0 and self._step % loop.sample_every == 0):
                file = self.folder / SAMPLES / f"step-{self._step:08d}.png"
                write_png(file, self.stage.sheet(self.held_out[:4]))
                self._tell(accelerator, Sampled(self._step, file.relative_to(self.folder).as_posix()))
            self.stage.module.train()
        accelerator.wait_for_everyone()

    # --- what is kept and told

    def _digest(self) -> str:
        """Of what decides the curve; how often it is looked at, told and kept does not."""
        loop = asdict(self.loop)
        for name in ("loaders", "log_every", "validate_every", "sample_every", "checkpoint_every", "keep"):
            del loop[name]
        return hashlib.sha256(json.dumps([loop, self.decides], sort_keys=True).encode()).hexdigest()

    def _resume(self, accelerator: Any, optimiser: Any) -> tuple[str, ...]:
        inner = optimiser.optimizer
        progress, notes = checkpoint.restore(self.folder, self.stage.weights, inner, self._digest(), accelerator.device)
        if accelerator.scaler is not None and progress.scaler:
            accelerator.scaler.load_state_dict(progress.scaler)
        self._step = self._kept = progress.step
        self._seconds = progress.seconds
        return notes

    def _keep(self, accelerator: Any, optimiser: Any) -> None:
        accelerator.wait_for_everyone()
        if not accelerator.is_main_process:
            return
        scaler = {} if accelerator.scaler is None else dict(accelerator.scaler.state_dict())
        seconds = self._seconds + time.monotonic() - self._started
        progress = checkpoint.Progress(self._step, self._digest(), seconds, scaler)
        checkpoint.keep(self.folder, self.stage.weights, optimiser.optimizer, progress, self.loop.keep)
        self._kept = self._step
        self._tell(accelerator, Kept(self._step))

    def _told(self, accelerator: Any, which: set[Command]) -> bool:
        """Whether one of these commands waits; the first process hears it, all of them heed it."""
        if accelerator.is_main_process:
            self._waiting |= self.commands.take()
        heard = bool(self._waiting & which)
        self._waiting -= which
        if accelerator.num_processes == 1:
            return heard
        flag = torch.tensor([float(heard)], device=accelerator.device)
        return bool(accelerator.reduce(flag, reduction="sum").item() > 0)

    def __post_init__(self) -> None:
        self._waiting: set[Command] = set()

    def _tell(self, accelerator: Any, event: Any) -> None:
        if accelerator.is_main_process:
            self.tell(event)

    def _tell_start(self, accelerator: Any, notes: tuple[str, ...]) -> None:
        parameters = sum(one.numel() for one in self.stage.module.parameters() if one.requires_grad)
        pairs = sum(len(one.identities) for one in self.order.sources)
        device, processes = str(accelerator.device), accelerator.num_processes
        event = RunStarted(
            self.stage.name,
            self._step,
            self.loop.steps,
            pairs,
            self.held_out_pairs,
            parameters,
            device,
            processes,
            notes,
        )
        self._tell(accelerator, event)

    def _tell_step(
        self, accelerator: Any, figures: dict[str, float], rate: float, gradient: float, seconds: float
    ) -> None:
        self._pace = seconds if self._pace is None else 0.9 * self._pace + 0.1 * seconds
        left = (self.loop.steps - self._step) * self._pace
        parts = {name: value for name, value in figures.items() if name != "loss"}
        images = self._step * self.loop.batch
        memory = _memory_mb(accelerator.device)
        self._tell(
            accelerator,
            StepDone(
                self._step, figures["loss"], rate, gradient, images, round(seconds, 4), round(left, 1), memory, parts
            ),
        )

    _pace: float | None = None


def learning_rate(loop: LoopConfig, step: int) -> float:
    """Of step `step`, from 0: a linear warm-up, then constant, or half a cosine from `lr` down to `lr_min`."""
    if step < loop.warm_up:
        return loop.lr * (step + 1) / loop.warm_up
    if loop.schedule == "constant":
        return loop.lr
    done = (step - loop.warm_up) / max(1, loop.steps - 1 - loop.warm_up)
    return loop.lr_min + (loop.lr - loop.lr_min) * (1 + math.cos(math.pi * min(1.0, done))) / 2


def _numbers(loop: LoopConfig, first_step: int, rank: int, processes: int) -> Iterator[list[int]]:
    """The samples of each micro-batch of a process; a batch holds the same samples however many processes share it."""
    share = loop.batch // processes
    for step in range(first_step, loop.steps):
        start = step * loop.batch + rank * share
        for at in range(start, start + share, loop.micro_batch):
            yield list(range(at, at + loop.micro_batch))


def _groups(module: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Matrices decay, vectors do not: norms, biases and learned tokens are no weights to be kept small."""
    named = [(name, one) for name, one in module.named_parameters() if one.requires_grad]
    decayed = [one for _, one in named if one.ndim >= 2]
    others = [one for _, one in named if one.ndim < 2]
    return [{"params": decayed, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def _accelerator(precision: str) -> Any:
    from accelerate import Accelerator
    from accelerate.state import AcceleratorState

    AcceleratorState._reset_state()  # of an earlier run of this process, which may have had another precision
    return Accelerator(mixed_precision=precision)


def _memory_mb(device: torch.device) -> int:
    if device.type == "cuda":
        return int(torch.cuda.max_memory_allocated(device) >> 20)
    return int(psutil.Process().memory_info().rss >> 20)
