"""A job in a process of its own, as a window runs it: whatever happens there, the window stays and is told.

Light to import: what carries a job out is named as a string and loaded in that process alone.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeAlias

from mirrorppr_desktop.errors import (
    BadLook,
    DiskFull,
    JobInUse,
    MirrorPPRError,
    OutputNotWritable,
    PairError,
    PhotoError,
)
from mirrorppr_desktop.jobs import signals
from mirrorppr_desktop.jobs.events import Ended, Event, JobFailed, JobTrouble, Started
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.jobs.stop import StopRequest

MAKERS = "mirrorppr_desktop.jobs.job:Makers"
LOG_NAME = "batch.log"
_RUN = "mirrorppr_desktop.jobs.job:run"
_LAST_MOMENTS_S = 6.0  # for a batch whose window is gone, to put its photos down


@dataclass(frozen=True, slots=True)
class _Hold:
    """Hand out no further photo."""


@dataclass(frozen=True, slots=True)
class _Release:
    """Go on."""


@dataclass(frozen=True, slots=True)
class _Skip:
    """Drop one photo."""

    photo: Path


@dataclass(frozen=True, slots=True)
class _Stop:
    """End: after the photos in hand, or at once."""

    now: bool


@dataclass(frozen=True, slots=True)
class _Over:
    """The last word of the process: it ends of itself."""


_Command: TypeAlias = _Hold | _Release | _Skip | _Stop


class Batch:
    """One run of a job. `listen` is called from a thread of the caller's process; the last event is `Ended`."""

    def __init__(self, job: Job, listen: Callable[[Event], None], makers: str = MAKERS) -> None:
        """makers: "module:attribute" that gives `jobs.job.Makers` when called, in the process of the batch."""
        self.job = job
        self._listen, self._makers = listen, makers
        self._connection: Connection | None = None
        self._sending = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._is_running = False

    @property
    def is_running(self) -> bool:
        """From `start` until the process is gone; `Ended` is told right after."""
        return self._is_running

    @property
    def log(self) -> Path:
        """Where the process writes what libraries say, once there is a folder for it."""
        return self.job.folder / LOG_NAME

    def start(self) -> None:
        """Start the process. A batch runs once.

        Raises:
            RuntimeError: it was started before.
        """
        if self._process is not None:
            raise RuntimeError("a batch is started once")
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        # Not a daemon: those may have no children, and this one has the workers.
        process = context.Process(target=_main, args=(theirs, self.job, self._makers), daemon=False, name="batch")
        with signals.held_back():
            process.start()
        theirs.close()  # so that its death reads as the end of the pipe
        self._connection, self._process, self._is_running = ours, process, True
        atexit.register(self.close)  # or the interpreter would wait for the batch to come to its own end
        self._thread = threading.Thread(target=self._hear, args=(ours, process), name="batch", daemon=True)
        self._thread.start()

    def hold(self) -> None:
        """Pause: the photos in hand are done, no further one is begun; `Held` tells that it was heard."""
        self._send(_Hold())

    def release(self) -> None:
        """Go on after `hold`."""
        self._send(_Release())

    def skip(self, photo: Path) -> None:
        """Drop one photo, in hand or waiting: it ends as skipped."""
        self._send(_Skip(photo))

    def stop(self, now: bool = False) -> None:
        """End the job: when the photos in hand are done, or at once. What is left waits for the next run."""
        self._send(_Stop(now))

    def close(self, timeout: float = 10.0) -> None:
        """Stop now, and wait until process and thread are gone; the process is ended by force after `timeout` seconds.

        Not from within `listen`, nor while `listen` waits for the thread that calls this.
        """
        if self._thread is None or self._process is None:
            return
        self.stop(now=True)
        self._thread.join(timeout)
        if self._thread.is_alive():
            self._process.kill()  # its workers notice, and end
            self._thread.join()
        atexit.unregister(self.close)

    def _send(self, command: _Command) -> None:
        with self._sending, contextlib.suppress(OSError):  # its death is noticed where it is listened to
            if self._connection is not None:
                self._connection.send(command)

    def _hear(self, connection: Connection, process: multiprocessing.process.BaseProcess) -> None:
        """The thread: pass on what the process tells, until it is gone."""
        over = False
        with contextlib.suppress(EOFError, OSError):
            while not isinstance(event := connection.recv(), _Over):
                self._tell(event)
            over = True
        process.join()
        with self._sending:
            self._connection = None
            connection.close()
        self._is_running = False
        if not over:
            self._tell(JobFailed(self._last_words(process.exitcode), JobTrouble.CRASHED))
        self._tell(Ended())

    def _tell(self, event: Event) -> None:
        try:
            self._listen(event)
        except Exception as error:  # noqa: BLE001  the thread's border: the batch goes on, whatever a listener does
            traceback.print_exception(error)

    def _last_words(self, code: int | None) -> str:
        how = f"exit code {code}"
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                how = f"signal {signal.Signals(-code).name}"
        where = f" {self.log} says more." if self.log.is_file() else ""
        return (
            f"The process that runs the batch ended unexpectedly ({how}).{where} Finished results are whole;"
            " run again to go on."
        )


# --- in the process of the batch


def _main(connection: Connection, job: Job, makers: str) -> None:
    """The life of the process."""
    stop = StopRequest()
    _settle(stop)
    teller = _Teller(connection, job.folder / LOG_NAME)
    threading.Thread(target=_heed, args=(connection, stop), daemon=True, name="commands").start()
    threading.Thread(target=_end_with_the_window, args=(stop,), daemon=True, name="window watch").start()
    try:
        _named(_RUN)(job, teller, stop, _named(makers)())
    except MirrorPPRError as error:
        teller(JobFailed(str(error), _kind(error)))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        teller(JobFailed(f"{where}{error.strerror or error}", JobTrouble.OTHER))
    except Exception as error:  # noqa: BLE001  the process border: the window is told, and the log has the rest
        traceback.print_exception(error)
        teller(JobFailed(f"unexpected {type(error).__name__}: {error}", JobTrouble.OTHER))
    teller.close()


class _Teller:
    """The listener of the job: passes events on to the window, and opens the log once there is a folder for it."""

    def __init__(self, connection: Connection, log: Path) -> None:
        self._connection, self._log = connection, log

    def __call__(self, event: Event) -> None:
        if isinstance(event, Started):  # from here on models are loaded, and native code may have something to say
            _write_output_to(self._log)
        self._send(event)

    def close(self) -> None:
        self._send(_Over())

    def _send(self, what: Event | _Over) -> None:
        with contextlib.suppress(OSError):  # the window is gone: the job is stopped by whoever watches it
            self._connection.send(what)


def _settle(stop: StopRequest) -> None:
    """Ctrl-C is for the window to hear; who ends this process gently gets a job that can be gone on with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: stop.ask())
    if hasattr(signal, "pthread_sigmask"):  # they were held back while the interpreter started
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


def _heed(connection: Connection, stop: StopRequest) -> None:
    """The thread that hears the window's commands."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            match connection.recv():
                case _Hold():
                    stop.hold()
                case _Release():
                    stop.release()
                case _Skip(photo=photo):
                    stop.skip(photo)
                case _Stop(now=False):
                    stop.finish()
                case _Stop(now=True):
                    stop.ask()
                    stop.ask()


def _end_with_the_window(stop: StopRequest) -> None:
    """The thread that notices when the window is gone: photos in hand are put down, and the process ends."""
    window = multiprocessing.parent_process()
    if window is not None:
        wait([window.sentinel])
        stop.ask()
        stop.ask()
        # The job may be within native code for long, measuring the pair; its workers end when this process does.
        timer = threading.Timer(_LAST_MOMENTS_S, os._exit, (1,))
        timer.daemon = True
        timer.start()


def _named(name: str) -> Any:
    """What "module:attribute" names."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _kind(error: MirrorPPRError) -> JobTrouble:
    match error:
        case DiskFull():
            return JobTrouble.DISK_FULL
        case OutputNotWritable():
            return JobTrouble.NOT_WRITABLE
        case JobInUse():
            return JobTrouble.IN_USE
        case PairError() | PhotoError():
            return JobTrouble.PAIR
        case BadLook():
            return JobTrouble.LOOK
        case _:
            return JobTrouble.OTHER


def _write_output_to(log: Path) -> None:
    """What libraries print goes into the log, and where native code ends the process, the place it happened at."""
    with contextlib.suppress(OSError):
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # as in a windowed program of Windows
                stream.flush()
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.close(descriptor)
        faulthandler.enable(file=2)
