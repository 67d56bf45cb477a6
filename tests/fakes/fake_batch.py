"""A batch without processes: it notes what is ordered, and tells what a test makes it tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mirrorppr_desktop.jobs.events import (
    Ended,
    Event,
    PhotoDone,
    PhotoFailed,
    PhotoSkipped,
    PhotoStage,
    Started,
    Summary,
)
from mirrorppr_desktop.jobs.order import Job

RETOUCHED = "_retouched"


class FakeBatch:
    """Has what `jobs.batch.Batch` has. orders: what was asked of it, in words."""

    def __init__(self, job: Job, listen: Callable[[Event], None]) -> None:
        self.job, self._listen = job, listen
        self.orders: list[str] = []
        self.is_running = False
        self.counts = {"done": 0, "failed": 0, "skipped": 0}

    # --- what a window calls

    def start(self) -> None:
        assert not self.orders
        self.orders.append("start")
        self.is_running = True

    def hold(self) -> None:
        self.orders.append("hold")

    def release(self) -> None:
        self.orders.append("release")

    def skip(self, photo: Path) -> None:
        self.orders.append(f"skip {photo.name}")

    def stop(self, now: bool = False) -> None:
        self.orders.append("stop now" if now else "stop")

    def close(self, timeout: float = 10.0) -> None:
        self.orders.append("close")
        if self.is_running:
            self.is_running = False
            self.tell(Ended())

    # --- what a test makes of it

    def tell(self, *events: Event) -> None:
        for event in events:
            self._listen(event)

    def begin(self) -> None:
        self.tell(Started(len(self.job.photos), 0, 2, self.job.out))

    def work_on(self, photo: Path, stage: str = "working out the retouch") -> None:
        self.tell(PhotoStage(photo, stage, 1))

    def finish(self, photo: Path, *notes: str) -> Path:
        """One photo is done: its result is a copy."""
        result = self.job.out / f"{photo.stem}{RETOUCHED}{photo.suffix}"
        result.parent.mkdir(parents=True, exist_ok=True)
        result.write_bytes(photo.read_bytes())
        self.counts["done"] += 1
        self.tell(PhotoStage(photo, "writing", 1), PhotoDone(photo, result, 0.5, notes))
        return result

    def fail(self, photo: Path, reason: str) -> None:
        self.counts["failed"] += 1
        self.tell(PhotoStage(photo, "reading", 1), PhotoFailed(photo, reason, 0.1))

    def drop(self, photo: Path, reason: str) -> None:
        self.counts["skipped"] += 1
        self.tell(PhotoSkipped(photo, reason))

    def end(self, *last: Event) -> None:
        """Say what came of it, and end."""
        left = len(self.job.photos) - sum(self.counts.values())
        self.is_running = False
        self.tell(*last, Summary(**self.counts, left=left, seconds=1.0), Ended())

    def finish_all(self) -> None:
        self.begin()
        for photo in self.job.photos:
            self.finish(photo)
        self.end()
