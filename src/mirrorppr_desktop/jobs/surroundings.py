"""How a spawned process sets itself up before anything numeric is imported. Light to import."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VIPS_CONCURRENCY")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How a worker sets itself up. preload: modules to import while it waits. log: where its output goes."""

    threads: int
    preload: tuple[str, ...] = ()
    log: Path | None = None


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
