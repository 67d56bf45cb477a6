"""What a command tells the shell."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `mirrorppr`."""

    DONE = 0
    NOT_RUN = 1  # the job could not run, or could not go on
    USAGE = 2  # the command line cannot be understood
    SOME_FAILED = 3  # finished, and some photos failed
    STOPPED = 130  # Ctrl-C, as shells tell it: 128 + SIGINT
    READER_GONE = 141  # whoever read our output went away: 128 + SIGPIPE
