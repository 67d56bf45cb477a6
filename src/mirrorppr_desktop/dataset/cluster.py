"""Work shared out to the workers of a Dask cluster, one piece a task. The extra `cluster` brings the library.

The workers read the photos and write what they make themselves, on a file system that all machines share; over the
network go the names of files, and what was found in them.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from mirrorppr_desktop.dataset.crew import Crashed, cores
from mirrorppr_desktop.errors import ClusterError

LOCAL: Final = "local"
INSTALL: Final = "in the folder of the program, pip install -c constraints.txt '.[cluster]'"
_PATIENCE_S: Final = 20.0
_ALONE_S: Final = 300.0  # without one worker, before a run gives up: a local one is back within seconds
_LOOK_S: Final = 2.0
_AHEAD: Final = 2  # pieces per thread of a worker that are handed out
# What decides the bytes of a pair. Another version elsewhere, and the cluster shows in the result.
_DECISIVE: Final = ("mirrorppr-desktop", "mediapipe", "numpy", "opencv-contrib-python", "pyvips", "Pillow", "scipy")

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Cluster:
    """The workers that a client of Dask reaches."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def done(
        self, function: Callable[[_Item], _Result], out: Path, items: Iterable[_Item]
    ) -> Iterator[tuple[_Item, _Result | Crashed]]:
        """Each item with what came of it, as they are done. A piece whose worker dies is done again by another.

        Args:
            function: of a module, so that it can be named to another machine. It must not raise.
            out: where it writes.

        Raises:
            ClusterError: the cluster is lost, or a worker of it is not fit for this work.
        """
        from distributed import as_completed

        versions, source = decisive_versions(), iter(items)
        given: dict[str, tuple[Any, _Item]] = {}
        finished = as_completed()

        def hand_out() -> None:
            while len(given) < _AHEAD * max(1, sum(self._client.nthreads().values())):
                item = next(source, None)
                if item is None:
                    return
                task = _Task(versions, out, function, item)
                future = self._client.submit(_performed, task, pure=False)
                given[future.key] = (future, item)
                finished.add(future)

        try:
            hand_out()
            while given:
                self._await(finished)
                future = next(finished)
                _, item = given.pop(future.key)
                yield item, _result_of(future)
                hand_out()
        finally:
            self._client.cancel([future for future, _ in given.values()])

    def _await(self, finished: Any) -> None:
        """Wait until a piece is done.

        Raises:
            ClusterError: all workers are gone and none comes back.
        """
        lost_at, next_look = None, time.monotonic() + _LOOK_S
        while not finished.has_ready():
            time.sleep(0.05)
            now = time.monotonic()
            if now < next_look:
                continue
            next_look = now + _LOOK_S
            lost_at = None if self._client.nthreads() else lost_at or now
            if lost_at is not None and now - lost_at > _ALONE_S:
                raise ClusterError("all workers of the cluster are gone; start some and run again: it goes on")


@contextmanager
def opened_cluster(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """The cluster whose scheduler has this address; or, for `LOCAL`, workers on this machine, one per core.

    Raises:
        ClusterError: the extra is not installed, nobody answers, or there is no worker.
    """
    try:
        import distributed  # noqa: F401  whether it is there
    except ImportError as error:
        raise ClusterError(f"--cluster needs the extra [cluster] ({error.name} is missing): {INSTALL}") from error
    nobody = f"{address}: no worker after {_PATIENCE_S:.0f} s; start one with `dask worker {address} --nthreads 1`"
    with ExitStack() as stack:
        if address == LOCAL:
            scheduler: Any = stack.enter_context(_local(workers or cores()))
        else:
            scheduler = address
        try:
            client = stack.enter_context(_client(scheduler))
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except TimeoutError as error:
            raise ClusterError(nobody) from error
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: no Dask scheduler answers there ({error}); try tcp://HOST:8786") from error
        yield Cluster(client)


def _client(scheduler: Any) -> Any:
    """A client of a scheduler, closed at once where nobody answers.

    Left to the garbage collector, it would be closed in the middle of whatever goes on, and may wait there for a lock
    that its own thread holds.
    """
    from distributed import Client

    client = Client.__new__(Client)
    try:
        client.__init__(scheduler, timeout=_PATIENCE_S)
    except BaseException:
        with suppress(AttributeError):  # it did not come far enough to have anything to close
            client.close()
        raise
    return client


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    import dask
    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory(prefix="mirrorppr-cluster-") as folder,
        dask.config.set({"temporary-directory": folder}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",  # nobody else can reach it
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs="ERROR",
        ) as local,
    ):
        yield local


# --- in a worker


@dataclass(frozen=True, slots=True)
class _Task(Generic[_Item, _Result]):
    versions: tuple[tuple[str, str], ...]
    out: Path
    function: Callable[[_Item], _Result]
    item: _Item


_one_at_a_time = threading.Lock()  # a worker of several threads does as much at once as a process of one machine


def _performed(task: _Task[_Item, _Result]) -> _Result | ClusterError:
    other = [
        f"{name} {version or 'missing'} where {wanted or 'none'} is wanted"
        for (name, wanted), (_, version) in zip(task.versions, decisive_versions(), strict=True)
        if version != wanted
    ]
    if other:
        return ClusterError(f"the worker on {platform.node()} has {', '.join(other)}; use one constraints.txt for all")
    if not task.out.is_dir():
        return ClusterError(f"the worker on {platform.node()} does not see {task.out}; choose a folder that all share")
    with _one_at_a_time:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        import cv2

        cv2.setNumThreads(1)  # as processes of one machine do
        return task.function(task.item)


@cache
def decisive_versions() -> tuple[tuple[str, str], ...]:
    """What is installed of that which decides the bytes of a pair; "" for what is not."""
    found = []
    for name in _DECISIVE:
        try:
            found.append((name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            found.append((name, ""))
    return tuple(found)


def _result_of(future: Any) -> Any:
    from distributed import KilledWorker

    try:
        result = future.result()
    except KilledWorker:
        return Crashed()
    except Exception as error:  # the border to other machines: whatever they could not do is told in one line
        raise ClusterError(f"the cluster failed at a piece of work: {type(error).__name__}: {error}") from error
    if isinstance(result, ClusterError):
        raise result
    return result
