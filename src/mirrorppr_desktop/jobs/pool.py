"""The worker processes as the supervisor sees them, and how many of them a machine carries."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import psutil

from mirrorppr_desktop.jobs import signals, worker
from mirrorppr_desktop.jobs.ledger import Item
from mirrorppr_desktop.jobs.messages import Command, Stop
from mirrorppr_desktop.jobs.plan import Planned

# Measured by benchmarks/throughput.py with 8-bit JPEGs: 200 MB with its models, and 11 MB per megapixel in hand;
# photos of 16 bits take about twice that.
BASE_BYTES = 256 << 20
BYTES_PER_MEGAPIXEL = 22 << 20
PHOTOS_PER_WORKER = 400  # then it is replaced: a belt against what native libraries do not give back
_END_S = 2.0


class Worker:
    """One worker process, what it has in hand, and how long it has been silent."""

    def __init__(self, surroundings: worker.Surroundings, number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=worker.main, args=(theirs, surroundings), daemon=True)
        with signals.held_back():
            self.process.start()
        theirs.close()  # so that its death reads as the end of the pipe
        self.number = number  # from 1; a replacement takes over that of the worker that is gone
        self.is_ready = False
        self.in_hand: tuple[Item, Planned] | None = None
        self.source_stat: str | None = None  # the original's looks before it was read
        self.result = Path()
        self.megapixels = 0.0
        self.suffix: str | None = None  # told, and waiting for the word to go on
        self.started = 0.0  # monotonic, of the photo in hand
        self.stage = ""  # of the photo in hand
        self.silent_s = 0.0
        self.is_stalled = False  # and that was told
        self.photos = 0

    @property
    def is_idle(self) -> bool:
        """Whether it can take a photo."""
        return self.is_ready and self.in_hand is None

    @property
    def is_working(self) -> bool:
        """Whether it has a photo and the word to develop it."""
        return self.in_hand is not None and self.megapixels > 0 and self.suffix is None

    def send(self, command: Command) -> None:
        """Send a command; a worker that has died is noticed by its end of the pipe, not here."""
        try:
            self.connection.send(command)
        except (BrokenPipeError, ConnectionResetError):
            return

    def send_bytes(self, pickled: bytes) -> None:
        """The same for a command that was pickled once for all workers."""
        try:
            self.connection.send_bytes(pickled)
        except (BrokenPipeError, ConnectionResetError):
            return

    def put_down(self) -> float:
        """The photo in hand is settled; the seconds that it took."""
        seconds = time.monotonic() - self.started
        self.in_hand, self.megapixels, self.suffix, self.stage = None, 0.0, None, ""
        self.photos += 1
        return seconds

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def how_it_ended(self) -> str:
        """In words, after its end."""
        self.process.join(_END_S)
        code = self.process.exitcode
        if code is not None and code < 0:
            try:
                return f"signal {signal.Signals(-code).name}"
            except ValueError:
                return f"signal {-code}"
        return f"exit code {code}"


def dismiss(workers: list[Worker]) -> None:
    """End workers: idle ones by word, whoever does not listen by force."""
    for one in workers:
        one.send(Stop())
    deadline = time.monotonic() + _END_S
    for one in workers:
        if one.in_hand is None:
            one.process.join(max(0.0, deadline - time.monotonic()))
        one.kill()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worker_count(asked: int | None, photos: int) -> int:
    """How many workers to start: as asked, or by cores and free memory; never more than there are photos."""
    if asked is None:
        fitting = int(psutil.virtual_memory().available * 0.7) // (BASE_BYTES + 24 * BYTES_PER_MEGAPIXEL)
        asked = max(1, min(cores(), fitting))
    return max(1, min(asked, photos))


def megapixels_in_flight(workers: int) -> float:
    """How many megapixels may be developed at a time beside the workers themselves."""
    free = psutil.virtual_memory().available * 0.7 - workers * BASE_BYTES
    return max(1.0, free / BYTES_PER_MEGAPIXEL)
