"""A spawned process as its parent sees it: started, spoken to, ended. Light to import."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable

from mirrorppr_desktop.jobs import signals

END_S = 2.0  # that a process has to end by itself


class Child:
    """A spawned daemon process and this end of its pipe; `target` gets the other end before its arguments."""

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=target, args=(theirs, *arguments), daemon=True)
        with signals.held_back():
            self.process.start()
        theirs.close()  # so that its death reads as the end of the pipe

    def send(self, message: object) -> None:
        """Send a message; a process that has died is noticed by its end of the pipe, not here."""
        try:
            self.connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            return

    def send_bytes(self, pickled: bytes) -> None:
        """The same for a message that was pickled once for all of them."""
        try:
            self.connection.send_bytes(pickled)
        except (BrokenPipeError, ConnectionResetError):
            return

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def how_it_ended(self) -> str:
        """In words, after its end."""
        self.process.join(END_S)
        code = self.process.exitcode
        if code is not None and code < 0:
            try:
                return f"signal {signal.Signals(-code).name}"
            except ValueError:
                return f"signal {-code}"
        return f"exit code {code}"
