"""The supervisor: gives photos to workers, publishes what they make, keeps the ledger. It decodes nothing itself."""

from __future__ import annotations

import pickle
import time
from collections import deque
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path

from mirrorppr_desktop.errors import DiskFull, JobError, OutputNotWritable
from mirrorppr_desktop.jobs.events import (
    Held,
    Listener,
    PhotoDone,
    PhotoFailed,
    PhotoSkipped,
    PhotoStage,
    PhotoStalled,
    Released,
    WorkerLost,
)
from mirrorppr_desktop.jobs.ledger import Item, Ledger, signature
from mirrorppr_desktop.jobs.messages import At, Go, Look, Made, Ready, Refused, Report, Seen, Setup
from mirrorppr_desktop.jobs.order import Clash
from mirrorppr_desktop.jobs.plan import Planned, absolute
from mirrorppr_desktop.jobs.pool import PHOTOS_PER_WORKER, Worker, dismiss, megapixels_in_flight
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.jobs.surroundings import Surroundings
from mirrorppr_desktop.jobs.target import Target
from mirrorppr_desktop.jobs.trouble import Refusal, job_error, one_line, refusal
from mirrorppr_desktop.jobs.wishes import taken_words
from mirrorppr_desktop.record import Asked

MAX_DEATHS = 2  # of workers on one photo; then it is set aside
GRACE_S = 4.0  # for the photos in hand when the job is asked to stop
QUIET_S = 40.0  # without a sign of life, until that is told
STALL_S = 180.0  # until the worker is ended; a stage of the largest photo takes a fraction of it
_TICK_S = 0.2
_MAX_FALSE_STARTS = 3
SKIPPED_BY_HAND = "skipped by hand"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a sign of life until that is told, and until the worker is ended."""

    quiet_s: float = QUIET_S
    stall_s: float = STALL_S


class Runner:
    """One run over a queue. `start` before the engine is built, so that the workers load meanwhile; then `run`."""

    def __init__(
        self,
        ledger: Ledger,
        target: Target,
        *,
        surroundings: Surroundings,
        listen: Listener,
        stop: StopRequest,
        clash: Clash = Clash.NUMBER,
        patience: Patience | None = None,
    ) -> None:
        self._ledger, self._target, self._clash = ledger, target, clash
        self._surroundings, self._listen, self._stop = surroundings, listen, stop
        self._patience = patience or Patience()
        self._is_held = False  # and that was told
        self._workers: list[Worker] = []
        self._waiting: deque[tuple[Item, Planned]] = deque()
        self._setup = b""
        self._trouble: JobError | None = None  # stops the whole job
        self._count = 0
        self._false_starts = 0
        self._budget = 0.0

    def start(self, count: int) -> None:
        """Start the workers."""
        self._count = count
        self._budget = megapixels_in_flight(count)
        for number in range(1, count + 1):
            self._workers.append(Worker(self._surroundings, number))

    def close(self) -> None:
        """End the workers; photos still in hand wait again."""
        for one in self._workers:
            self._drop(one, "the job was stopped", counted=False)
        dismiss(self._workers)
        self._workers.clear()

    def run(self, queue: list[tuple[Item, Planned]], setup: Setup) -> None:
        """Work through the queue.

        Raises:
            DiskFull, OutputNotWritable, JobError: the job cannot go on. What is finished stays; the rest waits.
        """
        self._waiting = deque(queue)
        self._setup = pickle.dumps(setup)
        for one in self._workers:
            one.send_bytes(self._setup)
        last, stopping_s = time.monotonic(), 0.0
        while self._has_work():
            self._heed()
            self._hand_out()
            self._hear()
            now = time.monotonic()
            passed, last = min(now - last, 5 * _TICK_S), now  # a laptop's sleep is not a worker's silence
            self._watch(passed)
            if self._stop.asked or self._trouble is not None:
                stopping_s += passed
                if stopping_s > GRACE_S or self._stop.in_a_hurry:
                    break
        self.close()
        if self._trouble is not None:
            raise self._trouble

    @property
    def _is_stopping(self) -> bool:
        return self._stop.ends or self._trouble is not None

    def _has_work(self) -> bool:
        return any(one.in_hand for one in self._workers) or (bool(self._waiting) and not self._is_stopping)

    # --- what a person asks for meanwhile

    def _heed(self) -> None:
        if self._stop.is_held != self._is_held:
            self._is_held = self._stop.is_held
            in_hand = sum(one.in_hand is not None for one in self._workers)
            self._listen(Held(in_hand) if self._is_held else Released())
        for photo in self._stop.take_skips():
            self._skip(absolute(photo))

    def _skip(self, photo: Path) -> None:
        for one in list(self._workers):
            if one.in_hand is not None and absolute(one.in_hand[1].source) == photo:
                self._workers.remove(one)
                one.kill()  # the only way out of a stage; another worker takes its place
                self._put_aside(one, SKIPPED_BY_HAND)
        for entry in [entry for entry in self._waiting if absolute(entry[1].source) == photo]:
            self._waiting.remove(entry)
            self._ledger.end(entry[0], State.FAILED, SKIPPED_BY_HAND)
            self._listen(PhotoSkipped(entry[1].source, SKIPPED_BY_HAND))

    # --- handing out

    def _hand_out(self) -> None:
        self._replace_workers()
        for one in self._workers:
            while one.is_idle and self._waiting and not self._is_stopping and not self._stop.is_held:
                self._claim(one, *self._waiting.popleft())
        for one in list(self._workers):
            if one.suffix is not None and self._has_room(one):
                self._go(one, one.suffix)

    def _replace_workers(self) -> None:
        for one in [one for one in self._workers if one.is_idle and one.photos >= PHOTOS_PER_WORKER]:
            self._workers.remove(one)
            dismiss([one])
        missing = min(self._count, len(self._waiting) + len(self._workers)) - len(self._workers)
        free = sorted(set(range(1, self._count + 1)) - {one.number for one in self._workers})
        for number in free[: 0 if self._is_stopping else missing]:
            fresh = Worker(self._surroundings, number)
            fresh.send_bytes(self._setup)
            self._workers.append(fresh)

    def _claim(self, one: Worker, item: Item, planned: Planned) -> None:
        result = self._target.free_name(planned.result, item)
        self._ledger.claim(item, planned.result if self._clash is Clash.SKIP else result)
        item = self._ledger.item(item.id)
        one.in_hand, one.result, one.source_stat = (item, planned), result, signature(planned.source)
        one.started, one.silent_s = time.monotonic(), 0.0
        if self._clash is Clash.SKIP and result != planned.result:
            self._put_aside(one, taken_words(planned.result))
            return
        one.send(Look(item.id, planned.source.absolute(), planned.options, planned.sidecar, planned.request))

    def _has_room(self, one: Worker) -> bool:
        """Whether a photo fits into memory beside those being developed; one alone always may try."""
        in_flight = sum(other.megapixels for other in self._workers if other.is_working)
        return in_flight == 0 or in_flight + one.megapixels <= self._budget

    def _go(self, one: Worker, suffix: str) -> None:
        assert one.in_hand is not None
        item, planned = one.in_hand
        if one.result.suffix != suffix:  # the file is of another kind than its name says
            wish = planned.result.with_suffix(suffix)
            one.result = self._target.free_name(wish, item)
            if self._clash is Clash.SKIP and one.result != wish:
                self._workers.remove(one)
                one.kill()  # it waits for the word to go on; another worker takes its place
                self._put_aside(one, taken_words(wish))
                return
            self._ledger.claim(replace(item, attempts=item.attempts - 1), one.result)
        final = self._target.out / one.result
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._settle(one, Refused(item.id, *refusal(error)))
            return
        asked = Asked(planned.faces, planned.keys.settings_sha, planned.keys.model_set_sha)
        one.suffix, one.silent_s = None, 0.0
        one.send(Go(*self._target.staged(item, one.result), final, asked))

    # --- hearing

    def _hear(self) -> None:
        by_connection = {one.connection: one for one in self._workers}
        for connection in wait(list(by_connection), _TICK_S):
            one = by_connection[connection]  # type: ignore[index]
            try:
                report: Report = one.connection.recv()
            except (EOFError, OSError):
                self._died(one, one.how_it_ended())
            else:
                self._settle(one, report)

    def _settle(self, one: Worker, report: Report) -> None:
        one.silent_s, one.is_stalled = 0.0, False
        if isinstance(report, Ready):
            one.is_ready = True
            self._false_starts = 0
            return
        assert one.in_hand is not None and one.in_hand[0].id == report.item, report
        planned = one.in_hand[1]
        match report:
            case Seen(megapixels=megapixels, suffix=suffix):
                one.megapixels, one.suffix = max(megapixels, 0.01), suffix
            case At(stage=stage):
                one.stage = stage
                self._listen(PhotoStage(planned.source, stage, one.number))
            case Made():
                self._publish(one, report)
            case Refused(kind=Refusal.DISK_FULL | Refusal.NOT_WRITABLE as kind, reason=reason):
                self._trouble = job_error(kind, reason, self._target.out)
                self._drop(one, reason, counted=False)
            case Refused(kind=kind, reason=reason):
                self._end(one, State.SKIPPED if kind == Refusal.SKIPPED else State.FAILED, reason)

    def _publish(self, one: Worker, made: Made) -> None:
        assert one.in_hand is not None
        item, planned = one.in_hand
        try:
            final = self._target.publish(item, one.result, made, one.source_stat)
        except (OSError, DiskFull, OutputNotWritable) as error:
            self._settle(one, Refused(item.id, *refusal(error)))
            return
        self._listen(PhotoDone(planned.source, final, one.put_down(), made.notes))

    # --- ends

    def _end(self, one: Worker, state: State, reason: str) -> None:
        assert one.in_hand is not None
        item, planned = one.in_hand
        self._target.remove_staged(item, one.result)
        self._ledger.end(item, state, one_line(reason), one.source_stat)
        seconds = one.put_down()
        if state == State.SKIPPED:
            self._listen(PhotoSkipped(planned.source, reason, None, seconds))
        else:
            self._listen(PhotoFailed(planned.source, reason, seconds))

    def _put_aside(self, one: Worker, reason: str) -> None:
        """A photo is told as skipped, and the ledger has it as one that another run tries again."""
        assert one.in_hand is not None
        item, planned = one.in_hand
        self._target.remove_staged(item, one.result)
        self._ledger.end(item, State.FAILED, one_line(reason), one.source_stat)
        self._listen(PhotoSkipped(planned.source, reason, None, one.put_down()))

    def _drop(self, one: Worker, why: str, *, counted: bool) -> None:
        """Take the photo out of a worker's hand; it waits again."""
        if one.in_hand is not None:
            if one.process.is_alive() and one.is_working:
                one.process.kill()  # before its staged files are removed, or it would write them again
                one.process.join()
            self._target.remove_staged(one.in_hand[0], one.result)
            self._ledger.release(one.in_hand[0], why, counted=counted)
            one.put_down()

    def _died(self, one: Worker, how: str) -> None:
        """A worker ended by itself or was ended for its silence: replaced; its photo is tried once more, at the end."""
        self._workers.remove(one)
        one.kill()
        if one.in_hand is None:
            self._false_starts += not one.is_ready
            if self._false_starts >= _MAX_FALSE_STARTS:
                log = self._surroundings.log
                self._trouble = JobError(f"the worker processes do not start ({how}); {log} says more")
            self._listen(WorkerLost(None, how, again=False, worker=one.number))
            return
        item, planned = one.in_hand
        deaths = self._ledger.item(item.id).deaths + 1
        reason = f"set aside: the process working on it ended {deaths} times ({how}); the other photos are not affected"
        self._target.remove_staged(item, one.result)
        self._ledger.release(item, how, died=True)
        self._listen(WorkerLost(planned.source, how, again=deaths < MAX_DEATHS, worker=one.number))
        if deaths >= MAX_DEATHS:
            self._end(one, State.QUARANTINED, reason)
        else:
            self._waiting.append((self._ledger.item(item.id), planned))

    def _watch(self, passed: float) -> None:
        """Tell of workers that show no sign of life, and end them. What waits for memory is not silent."""
        for one in list(self._workers):
            if not one.is_ready or (one.in_hand is not None and one.suffix is None):
                one.silent_s += passed
                if one.silent_s > self._patience.stall_s:
                    one.process.kill()
                    self._died(one, f"no sign of life for {one.silent_s:.0f} s")
                elif one.silent_s > self._patience.quiet_s and one.in_hand is not None and not one.is_stalled:
                    one.is_stalled = True
                    self._listen(PhotoStalled(one.in_hand[1].source, one.stage, one.silent_s, one.number))
