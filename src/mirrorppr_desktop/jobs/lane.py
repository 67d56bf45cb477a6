"""A lane: asks wait in a queue, processes answer them, one thread tells the answers. Light to import, and Qt-free."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import multiprocessing
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from multiprocessing.connection import wait
from pathlib import Path

from mirrorppr_desktop import settings
from mirrorppr_desktop.jobs import answering
from mirrorppr_desktop.jobs.answering import NotReady, Ready, path_of
from mirrorppr_desktop.jobs.process import Child
from mirrorppr_desktop.jobs.questions import Answer, Ask, Trouble
from mirrorppr_desktop.jobs.surroundings import Surroundings

FALSE_STARTS = 3  # of processes that end before they can be asked; then the lane gives up
_END_S = 1.0  # that idle processes and the thread get to end by themselves
_MAX_LOG_BYTES = 1 << 20


class Lane:
    """Asks in, answers out, whatever becomes of the processes between.

    Args:
        answerer: "module:function" that makes an `Answer` of an `Ask`; loaded in the processes alone.
        listen: hears every answer, on a thread of the lane; answers come in the order in which they are ready.
        name: of the lane, its processes' log and its thread.
        processes: at most; further ones are started only while asks are waiting.
        threads: for numeric libraries in each process.
        preload: modules that a process imports before it says that it is ready.
        nice: how far the processes stand back behind others.
    """

    def __init__(
        self,
        answerer: str,
        listen: Callable[[Answer], None],
        *,
        name: str,
        processes: int = 1,
        threads: int = 1,
        preload: tuple[str, ...] = (),
        nice: int = 0,
    ) -> None:
        self._answerer = answerer
        self._listen = listen
        self._name = name
        self._processes = processes
        self._threads = threads
        self._preload = preload
        self._nice = nice
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Hashable, Ask] = OrderedDict()
        self._tokens = itertools.count()
        self._children: list[_Answering] = []
        self._thread: threading.Thread | None = None
        self._heard, self._wake = multiprocessing.Pipe(duplex=False)
        self._is_woken = False
        self._is_wanted = False  # a process is to be started though nothing waits
        self._is_closed = False
        self._false_starts = 0
        self._given_up = ""  # why

    @property
    def waiting(self) -> int:
        """How many asks wait for a process."""
        with self._lock:
            return len(self._waiting)

    def start(self) -> None:
        """Start a process before the first ask; also a lane that has given up."""
        with self._lock:
            self._given_up, self._false_starts, self._is_wanted = "", 0, True
        self._go_on()

    def ask(self, ask: Ask, *, key: Hashable | None = None, front: bool = False) -> None:
        """Ask; the answer comes to the listener.

        key: a waiting ask of the same key is superseded: this one takes its place. front: the next one to be answered.
        """
        token: Hashable = ("", next(self._tokens)) if key is None else ("key", key)
        with self._lock:
            if self._is_closed:
                return
            self._waiting[token] = ask
            if front:
                self._waiting.move_to_end(token, last=False)
        self._go_on()

    def forget(self, which: Collection[Hashable] | Callable[[Ask], bool]) -> None:
        """Drop waiting asks, by their keys or by a predicate. What is being answered is answered."""
        with self._lock:
            if callable(which):
                dropped = [token for token, ask in self._waiting.items() if which(ask)]
            else:
                dropped = [("key", key) for key in which]
            for token in dropped:
                self._waiting.pop(token, None)

    def close(self) -> None:
        """End everything within two seconds; nothing is told any more."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            self._waiting.clear()
            thread = self._thread
        atexit.unregister(self.close)
        if thread is not None and thread is not threading.current_thread():
            self._wake_up()
            thread.join(_END_S)
            if thread.is_alive():  # held up by a process that stopped in the middle of an answer
                for child in tuple(self._children):
                    child.process.kill()
                thread.join(_END_S)
        if thread is None:
            self._close_pipe()

    def _go_on(self) -> None:
        with self._lock:
            if self._is_closed:
                return
            if self._thread is None:
                # Processes that are still there when the interpreter ends would be waited for.
                atexit.register(self.close)
                self._thread = threading.Thread(target=self._run, name=f"lane {self._name}", daemon=True)
                self._thread.start()
        self._wake_up()

    def _wake_up(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            if not self._is_woken:
                self._is_woken = True
                self._wake.send_bytes(b"!")

    # --- on the thread of the lane

    def _run(self) -> None:
        try:
            while not self._is_closed:
                self._hand_out()
                for ready in wait([self._heard, *(child.connection for child in self._children)]):
                    if ready is self._heard:
                        with self._lock:
                            self._heard.recv_bytes()
                            self._is_woken = False
                    else:
                        self._receive(next(child for child in self._children if child.connection is ready))
        finally:
            self._end_children()
            self._close_pipe()

    def _hand_out(self) -> None:
        """Give waiting asks to idle processes, start a process where there are too few, or say that there is none."""
        if self._given_up:
            for ask in self._take(None):
                self._tell(Trouble(ask, path_of(ask), self._given_up, crashed=True))
            return
        idle = [child for child in self._children if child.is_idle]
        for child, ask in zip(idle, self._take(len(idle)), strict=False):
            child.in_hand = ask
            child.send(ask)
        starting = sum(not child.is_ready for child in self._children)
        with self._lock:
            wanted = len(self._waiting) > starting or (self._is_wanted and not self._children)
            self._is_wanted = False
        if wanted and len(self._children) < self._processes and not self._is_closed:
            self._start_child()

    def _take(self, count: int | None) -> list[Ask]:
        """The first `count` asks that wait, or all."""
        with self._lock:
            tokens = list(itertools.islice(self._waiting, count))
            return [self._waiting.pop(token) for token in tokens]

    def _start_child(self) -> None:
        surroundings = Surroundings(self._threads, log=_log_of(self._name))
        try:
            self._children.append(_Answering(self._answerer, surroundings, self._preload, self._nice))
        except OSError as error:  # no memory or no more processes
            self._false_start(error.strerror or str(error))

    def _receive(self, child: _Answering) -> None:
        try:
            message = child.connection.recv()
        except (EOFError, OSError):
            self._bury(child)
            return
        except Exception as error:  # noqa: BLE001  the thread border: an answer that cannot be unpacked here
            if child.in_hand is None:
                self._bury(child)
                return
            message = answering.trouble_of(child.in_hand, error)
        match message:
            case Ready():
                child.is_ready = True
                self._false_starts = 0
            case NotReady(reason):
                child.reason = reason  # its end follows
            case _:
                child.in_hand = None
                self._tell(message)

    def _bury(self, child: _Answering) -> None:
        """A process has ended: say what became of its ask."""
        how = child.how_it_ended()
        child.kill()
        self._children.remove(child)
        if not child.is_ready:
            self._false_start(child.reason or how)
        elif child.in_hand is not None:
            reason = f"the process that worked on it ended unexpectedly ({how}) and was started again"
            self._tell(Trouble(child.in_hand, path_of(child.in_hand), reason, crashed=True))
            self._is_wanted = True

    def _false_start(self, why: str) -> None:
        self._false_starts += 1
        self._is_wanted = True
        if self._false_starts >= FALSE_STARTS:
            log = settings.log_folder() / f"{self._name}.log"
            self._given_up = f"the process for this work could not be started {FALSE_STARTS} times ({why}); see {log}"

    def _tell(self, answer: Answer) -> None:
        if self._is_closed:
            return
        try:
            self._listen(answer)
        except Exception as error:  # noqa: BLE001  the thread border: a listener's fault must not stop the lane
            traceback.print_exception(error)

    def _end_children(self) -> None:
        """Idle processes end at the end of their pipe, the others are killed."""
        for child in self._children:
            if not child.is_idle:
                child.process.kill()
            child.connection.close()
        deadline = time.monotonic() + _END_S / 2
        for child in self._children:
            child.process.join(max(0.0, deadline - time.monotonic()))
            child.kill()
        self._children.clear()

    def _close_pipe(self) -> None:
        with self._lock:
            self._heard.close()
            self._wake.close()


class _Answering(Child):
    """A process of a lane, and the ask that it has in hand."""

    def __init__(self, answerer: str, surroundings: Surroundings, preload: tuple[str, ...], nice: int) -> None:
        super().__init__(answering.main, answerer, surroundings, preload, nice)
        self.is_ready = False
        self.in_hand: Ask | None = None
        self.reason = ""  # why it could not be set up, in its own words

    @property
    def is_idle(self) -> bool:
        """Whether it can be asked."""
        return self.is_ready and self.in_hand is None


def _log_of(name: str) -> Path | None:
    """Where processes of a lane write; what was written long ago is kept in one older file."""
    log = settings.log_folder() / f"{name}.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _MAX_LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
    except OSError:
        return None
    return log
