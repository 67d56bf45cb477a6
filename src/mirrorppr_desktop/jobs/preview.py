"""The preview lane: one thread of the window's process that repaints a view while a slider moves. Light to import.

What makes the pictures is named as a string and loaded in the thread, at the first ask or by `start`.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable

from mirrorppr_desktop.jobs.answering import answerer_named, trouble_of
from mirrorppr_desktop.jobs.questions import Answer, PreviewAsk, Trouble

ANSWERER = "mirrorppr_desktop.jobs.previewing:answer"
REFINER = "mirrorppr_desktop.jobs.previewing:refine"
_REST_S = 0.12  # without another ask: the hand has come to rest
_END_S = 2.0


class PreviewLane:
    """The latest ask wins: one that waits is superseded, so a slider never leaves a queue behind.

    Args:
        listen: hears a `Preview` or a `Trouble` for each ask that was not superseded, on the lane's thread.
        answerer: "module:function" that makes the answer.
        refiner: one that is called when no other ask follows; what it answers, unless it is None, is told as well. An
            ask may so be answered twice, the second time exactly.
    """

    def __init__(
        self, listen: Callable[[Answer], None], *, answerer: str = ANSWERER, refiner: str | None = REFINER
    ) -> None:
        self._listen = listen
        self._answerer = answerer
        self._refiner = refiner
        self._changed = threading.Condition()
        self._latest: PreviewAsk | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Load what makes the pictures, before the first ask."""
        with self._changed:
            self._start()

    def ask(self, ask: PreviewAsk) -> None:
        """Ask for a preview, instead of the one that waits."""
        with self._changed:
            self._latest = ask
            self._start()
            self._changed.notify()

    def forget(self) -> None:
        """Drop the ask that waits."""
        with self._changed:
            self._latest = None

    def close(self) -> None:
        """End the thread; nothing is told any more."""
        with self._changed:
            self._is_closed, self._latest = True, None
            self._changed.notify()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(_END_S)

    def _start(self) -> None:
        if self._thread is None and not self._is_closed:
            self._thread = threading.Thread(target=self._run, name="preview lane", daemon=True)
            self._thread.start()

    # --- on the thread of the lane

    def _run(self) -> None:
        try:
            answerer_named(self._answerer)
        except Exception as error:  # noqa: BLE001  the thread border: told again as the answer to each ask
            traceback.print_exception(error)
        while (ask := self._next()) is not None:
            answer = self._answer(self._answerer, ask)
            self._tell(answer)
            if self._refiner is not None and not isinstance(answer, Trouble) and self._is_at_rest():
                self._tell(self._answer(self._refiner, ask))

    def _next(self) -> PreviewAsk | None:
        """The latest ask, once there is one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._latest is not None)
            ask, self._latest = self._latest, None
            return None if self._is_closed else ask

    def _is_at_rest(self) -> bool:
        with self._changed:
            return not self._changed.wait_for(lambda: self._is_closed or self._latest is not None, _REST_S)

    def _answer(self, answerer: str, ask: PreviewAsk) -> Answer | None:
        try:
            return answerer_named(answerer)(ask)
        except Exception as error:  # noqa: BLE001  the thread border: every error ends as the answer to one ask
            return trouble_of(ask, error)

    def _tell(self, answer: Answer | None) -> None:
        if self._is_closed or answer is None:
            return
        try:
            self._listen(answer)
        except Exception as error:  # noqa: BLE001  the thread border: a listener's fault must not stop the lane
            traceback.print_exception(error)
