"""One job from its first look at the folders to its last word: what `mirrorppr retouch` does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mirrorppr_desktop import engines, pipeline
from mirrorppr_desktop.errors import BadLook, DiskFull, JobError, PairError
from mirrorppr_desktop.jobs import plan, recover
from mirrorppr_desktop.jobs.events import (
    Event,
    Listener,
    Notice,
    PhotoDone,
    PhotoFailed,
    PhotoPlanned,
    PhotoSkipped,
    Started,
    Summary,
)
from mirrorppr_desktop.jobs.ledger import FILE_NAME, Ledger
from mirrorppr_desktop.jobs.messages import Setup
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.jobs.plan import Queue
from mirrorppr_desktop.jobs.pool import cores, worker_count
from mirrorppr_desktop.jobs.runner import QUIET_S, STALL_S, Patience, Runner
from mirrorppr_desktop.jobs.scan import Scan, scan
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.jobs.surroundings import Surroundings
from mirrorppr_desktop.jobs.target import Target
from mirrorppr_desktop.jobs.trouble import GO_ON, Refusal, job_error, refusal
from mirrorppr_desktop.jobs.wishes import planned
from mirrorppr_desktop.neural.files import model_file
from mirrorppr_desktop.photo.folder_lock import FolderLock
from mirrorppr_desktop.pipeline import FindSubject
from mirrorppr_desktop.retouch.engine import Engine, Witness
from mirrorppr_desktop.retouch.request import EngineName, RetouchRequest

LOG_NAME = "worker.log"
_RENDERING = ("mirrorppr_desktop.pipeline",)
_ANALYSIS = ("mirrorppr_desktop.subject.find",)


@dataclass(frozen=True, slots=True)
class Makers:
    """Where a job gets its engine and its eyes from; tests put others in. preload: modules of the analysis."""

    build: Callable[[RetouchRequest], Engine] = engines.build
    version: Callable[[EngineName], str] = engines.version
    find: FindSubject = pipeline.find_subject
    preload: tuple[str, ...] = _ANALYSIS
    quiet_s: float = QUIET_S
    stall_s: float = STALL_S
    witness: Callable[[RetouchRequest], Witness | None] = engines.build_witness


class _Tally:
    """Counts the ends that pass by on their way to the listener."""

    def __init__(self, listen: Listener) -> None:
        self._listen = listen
        self.done = self.failed = self.skipped = 0

    def __call__(self, event: Event) -> None:
        self.done += isinstance(event, PhotoDone)
        self.failed += isinstance(event, PhotoFailed)
        self.skipped += isinstance(event, PhotoSkipped)
        self._listen(event)


def run(job: Job, listen: Listener, stop: StopRequest, makers: Makers | None = None) -> Summary:
    """Do a job, or go on with it. Everything that happens is told to `listen`; the last event is the summary.

    Raises:
        JobError: the job cannot run or go on: OutputNotWritable, DiskFull, JobInUse and others. What is finished stays.
        PairError, PhotoError: the exemplar pair cannot be used.
    """
    makers = makers or Makers()
    began = time.monotonic()
    tally = _Tally(listen)
    _check_named_files(job)
    found = _look_for_photos(job, tally)
    plan.check_output(job.out)
    with (
        _system_errors_told(job),
        FolderLock(job.folder / "lock"),
        recover.open_ledger(job.folder, job.out, tally) as ledger,
    ):
        token = f"{job.folder.stat().st_ino:x}"  # the job's own mark on staged files
        recover.restart(ledger, job.out, token)
        recover.keep_copy(ledger, job.folder)
        wanted = planned(job, found.photos, ledger, makers.version, tally)
        queue = plan.enqueue(ledger, wanted, job.out, retry=job.retry)
        _tell_settled(queue, tally)
        try:
            if queue.todo:
                _work(job, queue, ledger=ledger, token=token, makers=makers, tell=tally, stop=stop)
        finally:
            waiting = {item.id for item in ledger.items(State.PENDING)}
            left = sum(item.id in waiting for item, _ in queue.todo)
            summary = Summary(tally.done, tally.failed, tally.skipped, left, time.monotonic() - began)
            listen(summary)
    return summary


@contextmanager
def _system_errors_told(job: Job) -> Iterator[None]:
    """An error of the system outside any photo, in the words of this program."""
    try:
        yield
    except OSError as cause:
        kind, reason = refusal(cause)
        if kind in (Refusal.DISK_FULL, Refusal.NOT_WRITABLE):
            raise job_error(kind, reason, job.out) from cause
        raise JobError(f"{job.out}: {cause.strerror or cause}. {GO_ON}") from cause


def preview(job: Job, listen: Listener, makers: Makers | None = None) -> Summary:
    """Tell what `run` would do, and write nothing.

    Raises:
        JobError, PairError, PhotoError: as `run`, as far as it can be seen without writing.
    """
    makers = makers or Makers()
    began = time.monotonic()
    tally = _Tally(listen)
    _check_named_files(job)
    found = _look_for_photos(job, tally)
    path = job.folder / FILE_NAME
    ledger = Ledger(path, read_only=True) if path.exists() else None
    try:
        todo = 0
        for one in planned(job, found.photos, ledger, makers.version, tally):
            item = None if ledger is None else ledger.by_result(one.result)
            settled = None if item is None else plan.settled(item, one, job.out, retry=job.retry)
            if settled is None:
                todo += 1
                listen(PhotoPlanned(one.source, job.out / one.result))
            else:
                _tell(settled, tally)
    finally:
        if ledger is not None:
            ledger.close()
    summary = Summary(tally.done, tally.failed, tally.skipped, todo, time.monotonic() - began)
    listen(summary)
    return summary


def _check_named_files(job: Job) -> None:
    """What the job stands on has to be there before anything is made."""
    if job.request is not None and job.request.exemplar is not None:
        for role, path in (("before", job.request.exemplar.before), ("after", job.request.exemplar.after)):
            if path.is_dir():
                raise PairError(f"{path}: a folder; --{role} needs the file of one photo")
            if not path.is_file():
                raise PairError(f"{path}: there is no such file (the exemplar's photo {role})")
            if not os.access(path, os.R_OK):
                raise PairError(f"{path}: may not be read (no permission)")
    if job.request is not None and job.request.look is not None:
        look = job.request.look
        if not look.is_file():
            raise BadLook(f"{look}: there is no such file (the look)")
        if not os.access(look, os.R_OK):
            raise BadLook(f"{look}: may not be read (no permission)")
    if job.request is not None:
        for model in job.request.light_models:
            model_file(model)  # raises where there is none
    if job.sidecars is not None and not job.sidecars.is_dir():
        raise JobError(f"{job.sidecars}: there is no such folder of sidecars")
    if job.out.exists() and not job.out.is_dir():
        raise JobError(f"{job.out}: the results need a folder, and this is a file")


def _look_for_photos(job: Job, tell: Listener) -> Scan:
    """What the user pointed at; whatever is passed over is told.

    Raises:
        JobError: there is no photo at all.
    """
    exemplar = None if job.request is None else job.request.exemplar
    found = scan(job.photos, job.out, recursive=job.recursive, exemplar=exemplar)
    for path, reason in found.unreachable:
        tell(PhotoFailed(path, reason))
    for path, reason in found.skipped:
        tell(PhotoSkipped(path, reason))
    if found.ignored:
        tell(Notice(f"files in the folders that are no photos, ignored: {found.ignored}"))
    if not found.photos:
        inside = "" if job.recursive else "; --recursive takes the folders inside folders too"
        raise JobError(f"there is no photo to retouch among what --photos names{inside}")
    return found


def _tell_settled(queue: Queue, tell: Listener) -> None:
    for settled in queue.settled:
        _tell(settled, tell)


def _tell(settled: plan.Settled, tell: Listener) -> None:
    source = settled.planned.source
    if settled.state == State.QUARANTINED:
        tell(PhotoFailed(source, f"{settled.reason} (--retry tries it again)"))
    else:
        tell(PhotoSkipped(source, settled.reason, settled.result))


def _work(
    job: Job, queue: Queue, *, ledger: Ledger, token: str, makers: Makers, tell: Listener, stop: StopRequest
) -> None:
    """Have the queue worked through by worker processes."""
    _check_space(job, queue, tell)
    count = worker_count(job.workers, len(queue.todo))
    tell(Started(len(queue.todo), len(queue.settled), count, job.out))
    log = job.folder / LOG_NAME
    log.unlink(missing_ok=True)
    asks_engine = job.request if any(one.sidecar is None for _, one in queue.todo) else None
    preload = _RENDERING if asks_engine is None else _RENDERING + makers.preload
    surroundings = Surroundings(max(1, cores() // count), preload, log)
    runner = Runner(
        ledger,
        Target(ledger, job.out, token, with_sidecars=job.write_sidecars),
        surroundings=surroundings,
        listen=tell,
        stop=stop,
        clash=job.clash,
        patience=Patience(makers.quiet_s, makers.stall_s),
    )
    try:
        runner.start(count)
        engine = None if asks_engine is None else makers.build(asks_engine)  # while the workers load
        witness = None if asks_engine is None else makers.witness(asks_engine)
        runner.run(queue.todo, Setup(engine, job.request, makers.find, job.max_megapixels, witness))
    finally:
        runner.close()


def _check_space(job: Job, queue: Queue, tell: Listener) -> None:
    needed, free = plan.space_needed(queue), plan.free_space(job.out)
    if free < plan.MIN_FREE_BYTES:
        raise DiskFull(f"{job.out}: the disk is full ({free >> 20} MB free); free some space and run again")
    if free < 1.3 * needed:
        gigabytes = f"about {needed / 1e9:.1f} GB may be needed and {free / 1e9:.1f} GB are free"
        tell(Notice(f"{job.out}: {gigabytes}; the job stops where the disk is full, and can be gone on with"))
