"""One run at a time: orders it, hears what it tells, and notes it in the shoot."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mirrorppr_desktop.gui.run.pace import Pace
from mirrorppr_desktop.gui.run.words import worker_lost
from mirrorppr_desktop.gui.shoot.photo import Outcome, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.jobs.batch import Batch
from mirrorppr_desktop.jobs.events import (
    Ended,
    Event,
    JobFailed,
    Notice,
    PhotoDone,
    PhotoFailed,
    PhotoSkipped,
    PhotoStage,
    PhotoStalled,
    Started,
    Summary,
    WorkerLost,
)
from mirrorppr_desktop.jobs.order import Job, PhotoOrder

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.output import OutputOptions

_TICK_MS = 1000
MakeBatch = Callable[[Job, Callable[[Event], None]], Batch]


@dataclass(frozen=True, slots=True)
class Failure:
    """A photo that has no result, and why."""

    photo: Path
    reason: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run at a moment. in_hand: photos with their stage. trouble: what it stopped for."""

    out: Path
    total: int = 0
    done: int = 0
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Failure, ...] = ()
    in_hand: tuple[tuple[Path, str], ...] = ()
    workers: int = 0
    elapsed_s: float = 0.0
    left_s: float | None = None
    per_minute: float | None = None
    curve: tuple[float, ...] = ()
    stalled: tuple[tuple[Path, str, float], ...] = ()  # photo, stage, seconds without a sign of life
    notices: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()  # workers that ended by themselves, each in words
    is_running: bool = False
    is_held: bool = False
    is_stopping: bool = False
    trouble: str = ""
    ended: Summary | None = None

    @property
    def finished(self) -> int:
        """Photos that have come to an end, whichever."""
        return self.done + len(self.failures) + len(self.skipped)

    @property
    def left(self) -> int:
        """Photos still to come."""
        return max(0, self.total - self.finished)


@dataclass(slots=True)
class _Progress:
    """What is counted while a run goes on."""

    failures: dict[Path, str] = field(default_factory=dict)
    skipped: dict[Path, str] = field(default_factory=dict)
    in_hand: dict[Path, str] = field(default_factory=dict)
    stalled: dict[Path, tuple[str, float]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    done: int = 0


class RunControl(QObject):
    """Runs the shoot, or a part of it.

    notes_results: whether outcomes are noted in the shoot; an export is a run that leaves them alone. results: what has
    been written so far, by photo.

    Signals: changed(RunFacts) on every news and once a second; result(photo, result) for each result;
    ended(RunFacts) when it is over, whichever way.
    """

    changed = Signal(object)
    result = Signal(object, object)
    ended = Signal(object)
    _poked = Signal()

    def __init__(
        self,
        shoot: Shoot,
        make_batch: MakeBatch = Batch,
        parent: QObject | None = None,
        *,
        notes_results: bool = True,
    ) -> None:
        super().__init__(parent)
        self._shoot, self._make_batch, self._notes_results = shoot, make_batch, notes_results
        self.results: dict[Path, Path] = {}
        self._made_with: dict[Path, str] = {}
        self._batch: Batch | None = None
        self._heard: deque[Event] = deque()
        self._facts = RunFacts(shoot.out)
        self._progress, self._pace = _Progress(), Pace()
        self._poked.connect(self._hear)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tell)

    @property
    def facts(self) -> RunFacts:
        """The run as it stands."""
        return self._facts

    @property
    def is_running(self) -> bool:
        """Whether a run goes on, held or not."""
        return self._facts.is_running

    # --- orders

    def job(
        self,
        paths: Iterable[Path],
        *,
        options: OutputOptions | None = None,
        workers: int | None = None,
        retry: bool = False,
    ) -> Job:
        """The job for some photos of the shoot, each as it is set.

        Raises:
            ValueError: there is neither pair nor look.
        """
        request = self._shoot.settings.request
        if request is None:
            raise ValueError("a run needs an exemplar pair or a look")
        chosen = tuple(path for path in paths if path in self._shoot)
        decisions = [(path, self._shoot.photo(path).decision) for path in chosen]
        own = tuple(PhotoOrder(path, one.strength, one.adjustments) for path, one in decisions if one.has_own_settings)
        job = Job(chosen, self._shoot.out, request, own=own, workers=workers, retry=retry)
        return job if options is None else replace(job, options=options)

    def start(self, job: Job) -> None:
        """Start a job on photos of the shoot; one that runs goes on and this one is refused.

        Raises:
            RuntimeError: a run goes on.
        """
        if self.is_running:
            raise RuntimeError("a run goes on")
        self._close_batch()
        self._progress, self._pace = _Progress(), Pace()
        self._heard.clear()
        self.results = {}
        # As it is set now: it may be set otherwise by the time that the result is there.
        self._made_with = {path: self._shoot.made_with(path) for path in job.photos if path in self._shoot}
        self._pace.begin(time.monotonic())
        self._facts = RunFacts(job.out, total=len(job.photos), is_running=True)
        if self._notes_results:
            self._shoot.store.set_facts({"running": [str(path) for path in job.photos]})
            self._shoot.tell({path: self._outcome(path, RunState.WAITING) for path in job.photos})
        self._batch = self._make_batch(job, self._listen)
        self._batch.start()
        self._clock.start()
        self._tell()

    def hold(self) -> None:
        """Finish the photos in hand and wait."""
        if self._batch is not None and self.is_running and not self._facts.is_held:
            self._batch.hold()
            self._pace.hold(time.monotonic())
            self._facts = replace(self._facts, is_held=True)
            self._tell()

    def release(self) -> None:
        """Go on."""
        if self._batch is not None and self._facts.is_held:
            self._batch.release()
            self._pace.release(time.monotonic())
            self._facts = replace(self._facts, is_held=False)
            self._tell()

    def stop(self, *, now: bool = False) -> None:
        """End the run: the photos in hand are finished, or dropped where it has to be `now`. What is done stays."""
        if self._batch is not None and self.is_running:
            self._batch.stop(now=now)
            self._facts = replace(self._facts, is_stopping=True)
            self._tell()

    def skip(self, photo: Path) -> None:
        """Give up on a photo in hand that makes no progress."""
        if self._batch is not None:
            self._batch.skip(photo)
            self._progress.stalled.pop(photo, None)

    def close(self) -> None:
        """End everything at once; for the end of the window."""
        self._clock.stop()
        self._close_batch()

    def _close_batch(self) -> None:
        if self._batch is not None:
            self._batch.close()
            self._batch = None

    # --- news

    def _listen(self, event: Event) -> None:
        """Hear the batch, in its own thread: news is gathered, and the window's thread poked once for all of it."""
        self._heard.append(event)
        self._poked.emit()

    def _hear(self) -> None:
        outcomes: dict[Path, Outcome] = {}
        stages: dict[Path, str] = {}
        results: list[tuple[Path, Path]] = []
        is_over = False
        while self._heard:
            event = self._heard.popleft()
            if isinstance(event, Ended):
                is_over = True
            else:
                self._note(event, outcomes, stages, results)
        if self._notes_results:
            self._shoot.tell(outcomes, stages)
        for photo, result in results:
            self.result.emit(photo, result)
        if is_over:
            self._finish()
        else:
            self._tell()

    def _note(
        self,
        event: Event,
        outcomes: dict[Path, Outcome],
        stages: dict[Path, str],
        results: list[tuple[Path, Path]],
    ) -> None:
        progress = self._progress
        match event:
            case Started(workers=workers):
                self._facts = replace(self._facts, workers=workers)
            case PhotoStage(photo=photo, stage=stage):
                self._pace.work(time.monotonic())
                progress.in_hand[photo] = stage
                progress.stalled.pop(photo, None)
                outcomes[photo] = self._outcome(photo, RunState.WORKING)
                stages[photo] = stage
            case PhotoDone(photo=photo, result=result, notes=notes):
                self._end(photo)
                progress.done += 1
                outcomes[photo] = Outcome(RunState.DONE, result, notes=notes, made_with=self._made_with.get(photo, ""))
                self.results[photo] = result
                results.append((photo, result))
            case PhotoSkipped(photo=photo, reason=reason, result=result):
                self._end(photo)
                if result is not None:  # done by an earlier run
                    progress.done += 1
                    self.results[photo] = result
                    outcomes[photo] = self._met_again(photo, result, results)
                else:
                    progress.skipped[photo] = reason
                    outcomes[photo] = Outcome(RunState.SKIPPED, reason=reason)
            case PhotoFailed(photo=photo, reason=reason):
                self._end(photo)
                progress.failures[photo] = reason
                outcomes[photo] = Outcome(RunState.FAILED, reason=reason)
            case PhotoStalled(photo=photo, stage=stage, seconds=seconds):
                progress.stalled[photo] = (stage, seconds)
            case WorkerLost():
                self._lose(event, outcomes)
            case Notice(text=text):
                progress.notices.append(text)
            case JobFailed(reason=reason):
                self._facts = replace(self._facts, trouble=reason)
            case Summary():
                self._facts = replace(self._facts, ended=event)

    def _lose(self, event: WorkerLost, outcomes: dict[Path, Outcome]) -> None:
        progress, photo = self._progress, event.photo
        progress.lost.append(worker_lost(event))
        if photo is not None:
            progress.in_hand.pop(photo, None)
            progress.stalled.pop(photo, None)
            outcomes[photo] = self._outcome(photo, RunState.WAITING)

    def _end(self, photo: Path) -> None:
        # What is found done from an earlier run was never in hand: it says nothing about the speed of this one.
        was_in_hand = self._progress.in_hand.pop(photo, None) is not None
        self._progress.stalled.pop(photo, None)
        if was_in_hand:
            self._pace.finish(time.monotonic())

    def _outcome(self, photo: Path, state: RunState) -> Outcome:
        return replace(self._shoot.photo(photo).outcome, state=state) if photo in self._shoot else Outcome(state)

    def _met_again(self, photo: Path, result: Path, results: list[tuple[Path, Path]]) -> Outcome:
        """A result of an earlier run: what was measured on it still holds if it is the same file."""
        known = self._outcome(photo, RunState.DONE)
        if known.result != result:
            known = Outcome(RunState.DONE, result)
        if known.face_ssim is None:
            results.append((photo, result))
        return replace(known, made_with=self._made_with.get(photo, ""))

    def _unfinished(self) -> Summary:
        progress, left = self._progress, self._facts.total
        failed, skipped = len(progress.failures), len(progress.skipped)
        left -= progress.done + failed + skipped
        return Summary(progress.done, failed, skipped, max(0, left), self._pace.elapsed(time.monotonic()))

    def _finish(self) -> None:
        self._clock.stop()
        if not self._facts.is_running:
            return
        summary = self._facts.ended or self._unfinished()
        self._facts = replace(self._facts, is_running=False, is_held=False, is_stopping=False, ended=summary)
        if self._notes_results:
            self._take_back_waiting()
        self._progress.in_hand.clear()
        self._progress.stalled.clear()
        self._tell()
        self._close_batch()
        self.ended.emit(self._facts)

    def _take_back_waiting(self) -> None:
        """Photos that were not come to stand as before."""
        unfinished = {
            one.path: replace(one.outcome, state=RunState.NONE if one.outcome.result is None else RunState.DONE)
            for one in self._shoot.photos
            if one.outcome.state in (RunState.WAITING, RunState.WORKING)
        }
        self._shoot.tell(unfinished)
        self._shoot.store.set_facts({"running": None})

    def _tell(self) -> None:
        now, progress = time.monotonic(), self._progress
        left = self._facts.total - progress.done - len(progress.failures) - len(progress.skipped)
        self._facts = replace(
            self._facts,
            done=progress.done,
            failures=tuple(Failure(*one) for one in progress.failures.items()),
            skipped=tuple(Failure(*one) for one in progress.skipped.items()),
            in_hand=tuple(progress.in_hand.items()),
            stalled=tuple((photo, *told) for photo, told in progress.stalled.items()),
            notices=tuple(progress.notices),
            lost=tuple(progress.lost),
            elapsed_s=self._pace.elapsed(now),
            left_s=self._pace.left_s(left),
            per_minute=self._pace.per_minute,
            curve=self._pace.curve,
        )
        self.changed.emit(self._facts)
