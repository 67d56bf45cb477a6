"""A worker process: it gets photos one by one and leaves staged results. Expendable: whatever it does, the job goes on.

Only this module's light imports happen before the number of threads is settled, since numeric libraries read it once.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mirrorppr_desktop.jobs.messages import Go, Look, Report, Setup
    from mirrorppr_desktop.pipeline import Developed, Stage

_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VIPS_CONCURRENCY")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How a worker sets itself up. preload: modules to import while it waits. log: where its output goes."""

    threads: int
    preload: tuple[str, ...] = ()
    log: Path | None = None


def main(connection: Connection, surroundings: Surroundings) -> None:
    """The life of a worker. Ends on `Stop`, and at once when the supervisor is gone."""
    settle(surroundings)
    from mirrorppr_desktop.jobs.messages import Look, Ready, Setup

    for name in surroundings.preload:
        importlib.import_module(name)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(Ready())
        setup = connection.recv()
        assert isinstance(setup, Setup), setup
        while isinstance(command := connection.recv(), Look):
            if not _Turn(connection, setup, command).take():
                break


class _Turn:
    """One photo in the hands of this worker."""

    def __init__(self, connection: Connection, setup: Setup, look: Look) -> None:
        self._connection = connection
        self._setup = setup
        self._look = look

    def take(self) -> bool:
        """Look, wait for the word, develop, report. False: the worker was told to stop."""
        from mirrorppr_desktop.jobs.messages import Refused
        from mirrorppr_desktop.jobs.trouble import refusal
        from mirrorppr_desktop.pipeline import Cancelled

        report: Report
        try:
            report = self._develop(self._wait_for_go())
        except Cancelled:
            return False
        except Exception as error:  # noqa: BLE001  the process border: every error ends as one photo's reason
            kind, reason = refusal(error)
            if reason.startswith("unexpected"):
                traceback.print_exception(error)  # into the log; a traceback holds no pixels and no values
            report = Refused(self._look.item, kind, reason)
        self._connection.send(report)
        return True

    def _wait_for_go(self) -> Go:
        """Tell the size of the photo; the supervisor gives the word when there is memory for it."""
        from mirrorppr_desktop.jobs.messages import Go, Seen
        from mirrorppr_desktop.photo.header import probe
        from mirrorppr_desktop.photo.write import extension_for, output_format
        from mirrorppr_desktop.pipeline import Cancelled

        header = probe(self._look.source, max_megapixels=self._setup.max_megapixels)
        suffix = extension_for(output_format(header, self._look.options), self._look.source)
        self._connection.send(Seen(self._look.item, header.megapixels, suffix))
        command = self._connection.recv()
        if not isinstance(command, Go):
            raise Cancelled
        return command

    def _develop(self, go: Go) -> Report:
        from mirrorppr_desktop.errors import PhotoChanged
        from mirrorppr_desktop.jobs.messages import Made
        from mirrorppr_desktop.photo.publish import file_sha256

        try:
            developed = self._way(go)
        except PhotoChanged:  # still being copied there, perhaps: once more
            developed = self._way(go)
        try:
            sidecar_sha256 = None
            if go.staged_sidecar is not None:
                self._write_sidecar(go, go.staged_sidecar, developed)
                sidecar_sha256 = file_sha256(go.staged_sidecar)
            return Made(
                self._look.item,
                developed.sha256,
                developed.length,
                developed.source_sha256,
                sidecar_sha256,
                developed.notes,
            )
        except BaseException:
            go.staged.unlink(missing_ok=True)
            if go.staged_sidecar is not None:
                go.staged_sidecar.unlink(missing_ok=True)
            raise

    def _way(self, go: Go) -> Developed:
        from mirrorppr_desktop import pipeline
        from mirrorppr_desktop.record import read_record

        setup, look = self._setup, self._look
        if look.sidecar is not None:
            return pipeline.render_from_sidecar(
                look.source,
                read_record(look.sidecar),
                go.staged,
                look.options,
                on_stage=self._at,
                max_megapixels=setup.max_megapixels,
            )
        request = look.request or setup.request
        assert setup.engine is not None and request is not None
        return pipeline.develop(
            look.source,
            go.staged,
            setup.engine,
            request,
            look.options,
            find=setup.find,
            on_stage=self._at,
            max_megapixels=setup.max_megapixels,
        )

    def _at(self, stage: Stage) -> None:
        """Say where the photo is, and hear whether to stop."""
        from mirrorppr_desktop.jobs.messages import At
        from mirrorppr_desktop.pipeline import Cancelled

        self._connection.send(At(self._look.item, str(stage)))
        if self._connection.poll():
            raise Cancelled

    def _write_sidecar(self, go: Go, staged: Path, developed: Developed) -> None:
        from mirrorppr_desktop.record import FileId, Record

        record = Record(
            source=FileId(self._look.source.name, developed.source_sha256, developed.source_length),
            result=FileId(go.result.name, developed.sha256, developed.length),
            retouch=developed.retouch,
            options=self._look.options,
            asked=go.asked,
        )
        with staged.open("x", encoding="utf-8") as file:
            file.write(record.to_text())


def settle(surroundings: Surroundings) -> None:
    """Threads, signals, output, and no outliving of the supervisor."""
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = str(surroundings.threads)
    # Ctrl-C reaches every process of a terminal: the supervisor alone decides what becomes of the photo in hand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if surroundings.log is not None:
        _redirect_output(surroundings.log)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the photo
    threading.Thread(target=_end_with_the_supervisor, daemon=True, name="supervisor watch").start()
    import cv2

    cv2.setNumThreads(surroundings.threads)


def _redirect_output(log: Path) -> None:
    """stdout is for the user's JSON and stderr for the progress bar: what libraries print goes into the log."""
    with contextlib.suppress(OSError):
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.close(descriptor)


def _end_with_the_supervisor() -> None:
    supervisor = parent_process()
    if supervisor is not None:
        wait([supervisor.sentinel])
        os._exit(1)
