"""The command line. Nothing heavy is imported before the command line has been understood."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.parser import COMMANDS, parse
from mirrorppr_desktop.errors import MirrorPPRError, UnknownOperation

__all__ = ["main"]

_LEARNING = ("torch", "transformers", "accelerate", "safetensors")
_OF_OPENCV = "libgl1 libglib2.0-0"
_OF_A_WINDOW = "libegl1 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises, whatever the command does."""
    _let_odd_names_print()
    try:
        try:
            return _run(parse(sys.argv[1:] if argv is None else argv))
        finally:
            if sys.stdout is not None:  # None where it was closed from the start
                sys.stdout.flush()  # here, so that a reader that went away is noticed while it can still be told
    except SystemExit as stop:  # argparse: after --help, --version or a usage error
        return stop.code if isinstance(stop.code, int) else ExitCode.USAGE
    except KeyboardInterrupt:
        print("\nmirrorppr: stopped.", file=sys.stderr)
        return ExitCode.STOPPED
    except BrokenPipeError:
        _let_stdout_go()
        return ExitCode.READER_GONE
    except OSError as error:  # of the flush: /dev/full, or a disk that filled up
        _let_stdout_go()
        print(f"mirrorppr: {error.strerror}", file=sys.stderr)
        return ExitCode.NOT_RUN


def _run(arguments: Namespace) -> int:
    try:
        command = importlib.import_module(COMMANDS[arguments.command])
        return int(command.run(arguments))
    except MirrorPPRError as error:
        return _tell(error, str(error), arguments)
    except ImportError as error:
        return _tell(error, f"{_missing(error)} See `mirrorppr doctor`.", arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _tell(error, f"{where}{error.strerror or error}", arguments)
    except Exception as error:  # noqa: BLE001  the process border: a user gets one line, not a stack
        hint = "" if arguments.debug else " (run again with --debug to see where)"
        return _tell(error, f"unexpected {type(error).__name__}: {error}{hint}", arguments)


def _tell(error: Exception, message: str, arguments: Namespace) -> ExitCode:
    if arguments.debug:
        traceback.print_exception(error, file=sys.stderr)
    print(f"mirrorppr: {message}", file=sys.stderr)
    return ExitCode.USAGE if isinstance(error, UnknownOperation) else ExitCode.NOT_RUN


def _missing(error: ImportError) -> str:
    """An import error in words: a shared library of the system is missing, or a Python package is."""
    if error.name is not None and error.name.partition(".")[0] in _LEARNING:
        return (
            f"{error.name} is missing: training and the light engine need the extra [ai]. Install torch 2.13 for your "
            'machine, then, in the folder of the program: pip install -c constraints.txt ".[ai]".'
        )
    library = str(error).partition(":")[0]
    if ".so" in library:
        packages = _OF_A_WINDOW if library.startswith(("libEGL", "libxkb", "libdbus", "libfontconfig")) else _OF_OPENCV
        return f"the system library {library} is missing. On Debian or Ubuntu: apt-get install {packages}."
    return f"a part of the installation cannot be loaded: {error}."


def _let_stdout_go() -> None:
    # The interpreter flushes stdout once more when it ends: give it something that takes the rest.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_odd_names_print() -> None:
    """File names that are no valid text print with escapes, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where a test has put its own stream
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
