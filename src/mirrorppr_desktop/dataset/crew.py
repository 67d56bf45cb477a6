"""Work shared out to processes, told in order, a bounded amount at a time; what kills a process costs one piece."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_AHEAD = 2  # pieces per process that are handed out


@dataclass(frozen=True, slots=True)
class Crashed:
    """A piece of work that ended its process, twice: the second time it was the only one at work."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Generic[_Item, _Result]):
    """Processes that do one function. `done` may be called again; `close` ends them.

    function: of a module, so that it can be named to another process. It must not raise.
    """

    def __init__(self, function: Callable[[_Item], _Result], processes: int) -> None:
        self._function = function
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._strangers = set(multiprocessing.active_children())

    def done(self, items: Iterable[_Item]) -> Iterator[tuple[_Item, _Result | Crashed]]:
        """Each item with what came of it, in order."""
        waiting: deque[tuple[_Item, Future[_Result]]] = deque()
        source = iter(items)
        more = True
        while True:
            while more and len(waiting) < _AHEAD * self._processes:
                try:
                    item = next(source)
                except StopIteration:
                    more = False
                else:
                    waiting.append((item, self._submitted(item)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                result: _Result | Crashed = future.result()
            except BrokenProcessPool:
                # One of those in flight ended a process, and with it the pool: each is done again, alone.
                in_flight = [item, *(one for one, _ in waiting)]
                waiting.clear()
                self.close()
                for one in in_flight:
                    yield one, self._alone(one)
                continue
            yield item, result

    def close(self) -> None:
        """End the processes; what is not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def abandon(self) -> None:
        """End the processes at once, in the middle of what they do."""
        for child in set(multiprocessing.active_children()) - self._strangers:
            child.terminate()
        self.close()

    def _submitted(self, item: _Item) -> Future[_Result]:
        if self._pool is None:
            self._pool = _pool(self._processes)
        try:
            return self._pool.submit(self._function, item)
        except BrokenProcessPool as error:
            future: Future[_Result] = Future()
            future.set_exception(error)
            return future

    def _alone(self, item: _Item) -> _Result | Crashed:
        try:
            with _pool(1) as pool:
                return pool.submit(self._function, item).result()
        except BrokenProcessPool:
            return Crashed()


@contextmanager
def crew(function: Callable[[_Item], _Result], processes: int) -> Iterator[Crew[_Item, _Result]]:
    """A `Crew` that ends with the block, at once where that ends by an error."""
    one: Crew[_Item, _Result] = Crew(function, processes)
    try:
        yield one
    except BaseException:
        one.abandon()
        raise
    one.close()


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a new process: Ctrl-C is for the parent alone, and when that is gone this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import cv2

    cv2.setNumThreads(1)  # one core per process: the processes are the threads
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
