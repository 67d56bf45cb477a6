"""The worker processes as the supervisor sees them, and how many of them a machine carries."""

from __future__ import annotations

import os
import time
from pathlib import Path

import psutil

from mirrorppr_desktop.jobs import worker
from mirrorppr_desktop.jobs.ledger import Item
from mirrorppr_desktop.jobs.messages import Stop
from mirrorppr_desktop.jobs.plan import Planned
from mirrorppr_desktop.jobs.process import END_S, Child
from mirrorppr_desktop.jobs.surroundings import Surroundings

# Measured by benchmarks/throughput.py with 8-bit JPEGs: 200 MB with its models, and 11 MB per megapixel in hand;
# photos of 16 bits take about twice that.
BASE_BYTES = 256 << 20
BYTES_PER_MEGAPIXEL = 22 << 20
PHOTOS_PER_WORKER = 400  # then it is replaced: a belt against what native libraries do not give back


class Worker(Child):
    """One worker process, what it has in hand, and how long it has been silent."""

    def __init__(self, surroundings: Surroundings, number: int) -> None:
        super().__init__(worker.main, surroundings)
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

    def put_down(self) -> float:
        """The photo in hand is settled; the seconds that it took."""
        seconds = time.monotonic() - self.started
        self.in_hand, self.megapixels, self.suffix, self.stage = None, 0.0, None, ""
        self.photos += 1
        return seconds


def dismiss(workers: list[Worker]) -> None:
    """End workers: idle ones by word, whoever does not listen by force."""
    for one in workers:
        one.send(Stop())
    deadline = time.monotonic() + END_S
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
