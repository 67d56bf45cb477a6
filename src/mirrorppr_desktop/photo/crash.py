"""Named points at which the crash harness ends the process, as a power cut would: no clean-up, no buffers flushed."""

from __future__ import annotations

import os

_VARIABLE = "MIRRORPPR_CRASH_AT"


def crash_point(name: str) -> None:
    """End this process at once where the environment names this point. Does nothing in ordinary runs."""
    if os.environ.get(_VARIABLE) == name:
        # SIGKILL, so that neither Python nor the C library gets to tidy up; Windows has no such signal.
        os.kill(os.getpid(), 9) if os.name == "posix" else os._exit(9)
