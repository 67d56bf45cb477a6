"""Copying, comparing and downloading of model files, in a thread, one after the other; the window hears by signals."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from mirrorppr_desktop.errors import MirrorPPRError, WorkStopped
from mirrorppr_desktop.weights.state import ModelState
from mirrorppr_desktop.weights.store import ModelStore

_APART_S: Final = 0.05  # between two tellings of progress
_PATIENCE_S: Final = 35  # a connection that hangs is given up after 30


class TaskKind(StrEnum):
    """What is done to a model."""

    IMPORT = "import"
    VERIFY = "verify"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. name: of the model; "" for an import, which finds out. path: file or folder to import."""

    kind: TaskKind
    name: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task. states: the models that it was about. refused: words on files that were not taken.

    stopped: the user stopped it, and `refused` says what was kept.
    """

    task: Task
    states: tuple[ModelState, ...] = ()
    refused: tuple[str, ...] = ()
    stopped: bool = False


class ModelWork(QObject):
    """The thread, which lives while there is something to do.

    Signals: started(Task); progressed(Task, done, total): bytes, as objects since they outgrow 32 bits; done(Done);
    idle().
    """

    started = Signal(object)
    progressed = Signal(object, object, object)
    done = Signal(object)
    idle = Signal()

    def __init__(self, store: ModelStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._network = False

    def set_network_allowed(self, allowed: bool) -> None:
        """Whether a download may connect."""
        self._network = allowed

    @property
    def busy(self) -> bool:
        """Whether something is being done, or waits."""
        return self._thread is not None

    def start(self, task: Task) -> None:
        """Do it when what came before is done."""
        with self._lock:
            self._waiting.put(task)
            if self._thread is None:
                self._stop.clear()
                self._thread = threading.Thread(target=self._run, name="models", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop what is being done at its next block; what waits behind it goes on."""
        self._stop.set()

    def close(self) -> None:
        """Stop everything and wait until the thread has ended."""
        self._drop_waiting()
        self._stop.set()
        thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE_S)

    def _drop_waiting(self) -> None:
        while not self._waiting.empty():
            try:
                self._waiting.get_nowait()
            except queue.Empty:
                return

    def _run(self) -> None:
        while True:
            with self._lock:
                try:
                    task = self._waiting.get_nowait()
                except queue.Empty:
                    self._thread = None
                    break
            self.started.emit(task)
            result = self._perform(task)
            self._stop.clear()
            self.done.emit(result)
        self.idle.emit()

    def _perform(self, task: Task) -> Done:
        try:
            return self._performed(task)
        except WorkStopped as stopped:
            return Done(task, refused=(str(stopped),), stopped=True)
        except MirrorPPRError as error:
            return Done(task, refused=(str(error),))
        except Exception as error:  # noqa: BLE001  the border of a thread: the window must hear of it
            return Done(task, refused=(f"{type(error).__name__}: {error}",))

    def _performed(self, task: Task) -> Done:
        told = _Throttle(self, task)
        store, stopped = self._store, self._stop.is_set
        if task.kind is TaskKind.VERIFY:
            return Done(task, (store.verify(task.name, told, stopped),))
        if task.kind is TaskKind.DOWNLOAD:
            from mirrorppr_desktop.weights.download import download

            state = download(store, task.name, allowed=self._network, progress=told, cancelled=stopped)
            return Done(task, (state,))
        assert task.path is not None
        if task.path.is_dir():
            imported = store.import_folder(task.path, told, stopped)
            return Done(task, imported.states, imported.refused)
        return Done(task, (store.import_file(task.path, told, stopped),))


class _Throttle:
    """Tells progress now and then: a window that repaints for every block would be slower than the disk."""

    def __init__(self, work: ModelWork, task: Task) -> None:
        self._work = work
        self._task = task
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _APART_S or done >= total:
            self._last = now
            self._work.progressed.emit(self._task, done, total)
