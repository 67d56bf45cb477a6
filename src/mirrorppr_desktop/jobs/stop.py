"""How a running job is asked to stop, wait or skip, from a signal handler or from another thread."""

from __future__ import annotations

from collections import deque
from pathlib import Path


class StopRequest:
    """Asked once: finish or drop the photos in hand within some seconds. Asked again: drop them now.

    Gentler are `finish`, which takes the photos in hand to their end, and `hold`, after which the job waits with its
    workers ready. Every method is one assignment or append: safe in a signal handler and from any thread.
    """

    def __init__(self) -> None:
        self._times = 0
        self._is_finishing = False
        self._is_held = False
        self._skips: deque[Path] = deque()

    def ask(self) -> None:
        """Ask the job to stop."""
        self._times += 1

    def finish(self) -> None:
        """Ask the job to stop when the photos in hand are done, however long they take."""
        self._is_finishing = True

    def hold(self) -> None:
        """No further photo is handed out until `release`; those in hand are done, the workers stay."""
        self._is_held = True

    def release(self) -> None:
        """Go on after `hold`."""
        self._is_held = False

    def skip(self, photo: Path) -> None:
        """Drop one photo, in hand or waiting. Another run takes it on again."""
        self._skips.append(photo)

    def take_skips(self) -> list[Path]:
        """The photos to be skipped that were not taken from here yet."""
        taken: list[Path] = []
        while self._skips:
            taken.append(self._skips.popleft())
        return taken

    @property
    def asked(self) -> bool:
        """Whether the job is to stop within some seconds."""
        return self._times > 0

    @property
    def in_a_hurry(self) -> bool:
        """Whether it is to stop now."""
        return self._times > 1

    @property
    def ends(self) -> bool:
        """Whether no further photo is to be handed out at all."""
        return self._times > 0 or self._is_finishing

    @property
    def is_held(self) -> bool:
        """Whether the job is to wait."""
        return self._is_held
