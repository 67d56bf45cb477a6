"""The supervisor: gives photos to workers, publishes what they make, keeps the ledger. It decodes nothing itself."""

from __future__ import annotations

import contextlib
import os
import pickle
import time
from collections import deque
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path

from mirrorppr_desktop.errors import DiskFull, JobError, OutputNotWritable
from mirrorppr_desktop.jobs.events import Listener, PhotoDone, PhotoFailed, PhotoSkipped, PhotoStage
from mirrorppr_desktop.jobs.ledger import Intent, Item, Ledger, signature
from mirrorppr_desktop.jobs.messages import At, Go, Look, Made, Ready, Refused, Report, Seen, Setup
from mirrorppr_desktop.jobs.names import free_name
from mirrorppr_desktop.jobs.plan import Planned
from mirrorppr_desktop.jobs.pool import PHOTOS_PER_WORKER, Worker, dismiss, megapixels_in_flight
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.jobs.surroundings import Surroundings
from mirrorppr_desktop.jobs.trouble import Refusal, job_error, one_line, refusal
from mirrorppr_desktop.photo.crash import crash_point
from mirrorppr_desktop.photo.publish import file_sha256, publish, stage_path
from mirrorppr_desktop.record import Asked, FileId, Record, read_record, sidecar_path

MAX_DEATHS = 2  # of workers on one photo; then it is set aside
GRACE_S = 4.0  # for the photos in hand when the job is asked to stop
STALL_S = 180.0  # without a sign of life; a stage of the largest photo takes a fraction of it
_TICK_S = 0.2
_MAX_FALSE_STARTS = 3


class Runner:
    """One run over a queue. `start` before the engine is built, so that the workers load meanwhile; then `run`."""

    def __init__(
        self,
        ledger: Ledger,
        out: Path,
        *,
        token: str,
        surroundings: Surroundings,
        listen: Listener,
        stop: StopRequest,
        stall_s: float = STALL_S,
    ) -> None:
        self._ledger, self._out, self._token = ledger, out, token
        self._surroundings, self._listen, self._stop, self._stall_s = surroundings, listen, stop, stall_s
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
        for _ in range(count):
            self._workers.append(Worker(self._surroundings))

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
            self._hand_out()
            self._hear()
            now = time.monotonic()
            passed, last = min(now - last, 5 * _TICK_S), now  # a laptop's sleep is not a worker's silence
            self._watch(passed)
            if self._is_stopping:
                stopping_s += passed
                if stopping_s > GRACE_S or self._stop.in_a_hurry:
                    break
        self.close()
        if self._trouble is not None:
            raise self._trouble

    @property
    def _is_stopping(self) -> bool:
        return self._stop.asked or self._trouble is not None

    def _has_work(self) -> bool:
        return any(one.in_hand for one in self._workers) or (bool(self._waiting) and not self._is_stopping)

    # --- handing out

    def _hand_out(self) -> None:
        self._replace_workers()
        for one in self._workers:
            if one.is_idle and self._waiting and not self._is_stopping:
                self._claim(one, *self._waiting.popleft())
        for one in self._workers:
            if one.suffix is not None and self._has_room(one):
                self._go(one, one.suffix)

    def _replace_workers(self) -> None:
        for one in [one for one in self._workers if one.is_idle and one.photos >= PHOTOS_PER_WORKER]:
            self._workers.remove(one)
            dismiss([one])
        missing = min(self._count, len(self._waiting) + len(self._workers)) - len(self._workers)
        for _ in range(0 if self._is_stopping else missing):
            fresh = Worker(self._surroundings)
            fresh.send_bytes(self._setup)
            self._workers.append(fresh)

    def _claim(self, one: Worker, item: Item, planned: Planned) -> None:
        result = free_name(planned.result, lambda name: self._is_taken(name, item, planned))
        self._ledger.claim(item, result)
        item = self._ledger.item(item.id)
        one.in_hand, one.result, one.source_stat = (item, planned), result, signature(planned.source)
        one.started, one.silent_s = time.monotonic(), 0.0
        one.send(Look(item.id, planned.source.absolute(), planned.options, planned.sidecar))

    def _is_taken(self, name: Path, item: Item, planned: Planned) -> bool:
        """Whether a result's name is another photo's, or a file lies there that this program did not write."""
        row = self._ledger.by_result(name)
        if row is not None and row.id != item.id:
            return True
        return any(self._is_foreign(file) for file in (name, sidecar_path(name)))

    def _is_foreign(self, file: Path) -> bool:
        return os.path.lexists(self._out / file) and self._digest_of_ours(file) is None

    def _has_room(self, one: Worker) -> bool:
        """Whether a photo fits into memory beside those being developed; one alone always may try."""
        in_flight = sum(other.megapixels for other in self._workers if other.is_working)
        return in_flight == 0 or in_flight + one.megapixels <= self._budget

    def _go(self, one: Worker, suffix: str) -> None:
        assert one.in_hand is not None
        item, planned = one.in_hand
        if one.result.suffix != suffix:  # the file is of another kind than its name says
            wish = planned.result.with_suffix(suffix)
            one.result = free_name(wish, lambda name: self._is_taken(name, item, planned))
            self._ledger.claim(replace(item, attempts=item.attempts - 1), one.result)
        final = self._out / one.result
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._settle(one, Refused(item.id, *refusal(error)))
            return
        asked = Asked(planned.faces, planned.keys.settings_sha, planned.keys.model_set_sha)
        one.suffix, one.silent_s = None, 0.0
        one.send(Go(*self._staged(one), final, asked))

    def _staged(self, one: Worker) -> tuple[Path, Path]:
        """Staging names of result and sidecar of the photo in hand."""
        assert one.in_hand is not None
        token, final = f"{self._token}-{one.in_hand[0].id}", self._out / one.result
        return stage_path(final, token), stage_path(sidecar_path(final), f"{token}-s")

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
        one.silent_s = 0.0
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
                self._listen(PhotoStage(planned.source, stage))
            case Made():
                self._publish(one, report)
            case Refused(kind=Refusal.DISK_FULL | Refusal.NOT_WRITABLE as kind, reason=reason):
                self._trouble = job_error(kind, reason, self._out)
                self._drop(one, reason, counted=False)
            case Refused(kind=kind, reason=reason):
                self._end(one, State.SKIPPED if kind == Refusal.SKIPPED else State.FAILED, reason)

    def _publish(self, one: Worker, made: Made) -> None:
        """Intent, sidecar, result, done: in this order, so that a result that is there always has its sidecar."""
        assert one.in_hand is not None
        item, planned = one.in_hand
        staged, staged_sidecar = self._staged(one)
        try:
            crash_point("before_intent")
            beside = sidecar_path(one.result)
            replaced = self._digest_of_ours(one.result), self._digest_of_ours(beside)
            self._ledger.intend(
                item,
                Intent(
                    one.result,
                    made.sha256,
                    made.length,
                    beside,
                    made.sidecar_sha256,
                    made.source_sha256,
                    one.source_stat,
                ),
            )
            crash_point("after_intent")
            publish(staged_sidecar, self._out / beside, replace_sha256=replaced[1])
            crash_point("after_sidecar")
            final = publish(staged, self._out / one.result, replace_sha256=replaced[0])
            crash_point("after_result")
            if final != self._out / one.result:
                self._rename_sidecar(one.result, final)
            self._ledger.done(item, final.relative_to(self._out), signature(final))
            crash_point("after_done")
        except (OSError, DiskFull, OutputNotWritable) as error:
            self._settle(one, Refused(item.id, *refusal(error)))
            return
        self._listen(PhotoDone(planned.source, final, one.put_down(), made.notes))

    def _digest_of_ours(self, file: Path) -> str | None:
        """The digest of a file of ours that lies at a path, which may then be replaced."""
        path = self._out / file
        if path.is_symlink() or not path.is_file():
            return None
        sha = file_sha256(path)
        return sha if self._ledger.is_ours(file, sha) else None

    def _rename_sidecar(self, wish: Path, final: Path) -> None:
        """A foreign file took the result's name at the last moment, and the result another: so does its sidecar."""
        old = self._out / sidecar_path(wish)
        record: Record = read_record(old)
        moved = replace(record, result=FileId(final.name, record.result.sha256, record.result.length))
        staged = stage_path(sidecar_path(final), f"{self._token}-moved")
        staged.write_text(moved.to_text(), encoding="utf-8")
        publish(staged, sidecar_path(final), replace_sha256=None)
        old.unlink(missing_ok=True)

    # --- ends

    def _end(self, one: Worker, state: State, reason: str) -> None:
        assert one.in_hand is not None
        item, planned = one.in_hand
        self._remove_staged(one)
        self._ledger.end(item, state, one_line(reason), one.source_stat)
        seconds = one.put_down()
        if state == State.SKIPPED:
            self._listen(PhotoSkipped(planned.source, reason, None, seconds))
        else:
            self._listen(PhotoFailed(planned.source, reason, seconds))

    def _drop(self, one: Worker, why: str, *, counted: bool) -> None:
        """Take the photo out of a worker's hand; it waits again."""
        if one.in_hand is not None:
            if one.process.is_alive() and one.is_working:
                one.process.kill()  # before its staged files are removed, or it would write them again
                one.process.join()
            self._remove_staged(one)
            self._ledger.release(one.in_hand[0], why, counted=counted)
            one.put_down()

    def _remove_staged(self, one: Worker) -> None:
        for staged in self._staged(one):
            with contextlib.suppress(OSError):  # what is left is swept up at the next start
                staged.unlink()

    def _died(self, one: Worker, how: str) -> None:
        """A worker ended by itself or was ended for its silence: replaced; its photo is tried once more, at the end."""
        self._workers.remove(one)
        one.kill()
        if one.in_hand is None:
            self._false_starts += not one.is_ready
            if self._false_starts >= _MAX_FALSE_STARTS:
                log = self._surroundings.log
                self._trouble = JobError(f"the worker processes do not start ({how}); {log} says more")
            return
        item, planned = one.in_hand
        deaths = self._ledger.item(item.id).deaths + 1
        reason = f"set aside: the process working on it ended {deaths} times ({how}); the other photos are not affected"
        self._remove_staged(one)
        self._ledger.release(item, how, died=True)
        if deaths >= MAX_DEATHS:
            self._end(one, State.QUARANTINED, reason)
        else:
            self._waiting.append((self._ledger.item(item.id), planned))

    def _watch(self, passed: float) -> None:
        """End workers that show no sign of life. What waits for memory is not silent."""
        for one in list(self._workers):
            if not one.is_ready or (one.in_hand is not None and one.suffix is None):
                one.silent_s += passed
                if one.silent_s > self._stall_s:
                    one.process.kill()
                    self._died(one, f"no sign of life for {one.silent_s:.0f} s")
