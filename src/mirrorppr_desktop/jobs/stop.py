"""How a running job is asked to stop, from a signal handler or from another thread."""

from __future__ import annotations


class StopRequest:
    """Asked once: finish or drop the photos in hand within some seconds. Asked again: drop them now."""

    def __init__(self) -> None:
        self._times = 0

    def ask(self) -> None:
        """Ask the job to stop. Safe in a signal handler: one assignment."""
        self._times += 1

    @property
    def asked(self) -> bool:
        """Whether the job is to stop."""
        return self._times > 0

    @property
    def in_a_hurry(self) -> bool:
        """Whether it is to stop now."""
        return self._times > 1
