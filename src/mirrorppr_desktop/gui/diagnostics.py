"""What helps to find a fault: a log that rotates, and a text to copy. No photo, no name of a photo, no place in it.

Every log line passes `without_names` before it is written: whatever looks like a path or the file name of a picture is
taken out of it.
"""

from __future__ import annotations

import faulthandler
import importlib.metadata
import logging
import os
import platform
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop import __version__
from mirrorppr_desktop.settings import log_folder

LOG: Final = "window.log"
CRASHES: Final = "crashes.log"
_LAST_LINES: Final = 60
_MOST_BYTES: Final = 500_000
_KEPT: Final = 3
_DISTRIBUTIONS: Final = (
    "PySide6-Essentials",
    "mediapipe",
    "numpy",
    "opencv-contrib-python",
    "pyvips",
    "rawpy",
    "Pillow",
    "torch",
    "onnxruntime",
)
_PICTURE: Final = (
    r"jpe?g|jpe|jfif|png|tiff?|webp|heic|heif|avif|bmp|gif|psd|psb|dng|nef|nrw|cr2|cr3|crw|arw|srf|sr2|raf|orf|rw2|pef|"
    r"srw|x3f|3fr|iiq|mplook|json|xmp"
)
# A path may hold blanks, so one is followed to the end of its line or quotation; what is lost is a few words of a log.
_PATHS: Final = re.compile(r"""(?:file:/+|[A-Za-z]:\\|\\\\|~/|(?<![\w.])/)[^"'\n<>|]*""")
# A name may hold blanks too: whatever stands before the suffix goes, back to the last sign that ends a part of a line.
_NAMES: Final = re.compile(rf"""[^"'<>|:;,()\[\]\n]*\.(?:{_PICTURE})\b""", re.IGNORECASE)
_SOURCE_LINE: Final = re.compile(r'^(\s*File ")(.*?)(", line \d+.*)$')

log: Final = logging.getLogger("mirrorppr")


class _Watching:
    """What was put in place, so that it can be taken away again."""

    handler: RotatingFileHandler | None = None
    crashes: TextIO | None = None
    hook: Callable[[type[BaseException], BaseException, TracebackType | None], object] | None = None
    thread_hook: Callable[[threading.ExceptHookArgs], object] | None = None


def watch_over(app: QApplication) -> None:
    """From now on write what goes wrong to the log: errors that nobody caught, Qt's warnings, crashes of native code.

    A folder that cannot be written to costs the log and nothing else.
    """
    if _Watching.handler is not None:
        return
    folder = log_folder()
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        _Watching.crashes = (folder / CRASHES).open("a", encoding="utf-8")
    except OSError as error:
        print(f"mirrorppr: no log is kept: {error}", file=sys.stderr)
        return
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    _Watching.handler = handler
    faulthandler.enable(_Watching.crashes)
    _Watching.hook, sys.excepthook = sys.excepthook, _uncaught
    _Watching.thread_hook, threading.excepthook = threading.excepthook, _uncaught_in_thread
    qInstallMessageHandler(_qt_said)
    app.aboutToQuit.connect(stop_watching)
    log.info("started: %s, Python %s, Qt %s", __version__, platform.python_version(), qVersion())


def stop_watching() -> None:
    """Close the log and leave things as they were before `watch_over`."""
    if _Watching.handler is None:
        return
    qInstallMessageHandler(None)
    if _Watching.hook is not None:
        sys.excepthook = _Watching.hook
    if _Watching.thread_hook is not None:
        threading.excepthook = _Watching.thread_hook
    faulthandler.disable()
    if _Watching.crashes is not None:
        _Watching.crashes.close()
    log.removeHandler(_Watching.handler)
    _Watching.handler.close()
    log.propagate = True
    _Watching.handler = _Watching.crashes = None


def report() -> str:
    """What "Copy diagnostics" copies."""
    parts = [
        f"MirrorPPR Desktop {__version__}",
        "\n".join(f"{name}: {value}" for name, value in facts().items()),
        "Last lines of the log:",
        "\n".join(last_lines()) or "(none)",
    ]
    return "\n\n".join(parts) + "\n"


def copy() -> str:
    """Put the text on the clipboard; the text."""
    copied = report()
    QGuiApplication.clipboard().setText(copied)
    return copied


def facts() -> dict[str, str]:
    """Versions and devices. Nothing large is imported to find out."""
    found = {"system": platform.platform(), "python": platform.python_version(), "Qt": qVersion()}
    found["platform plugin"] = QGuiApplication.platformName()
    found |= {name: version(name) for name in _DISTRIBUTIONS}
    found["processor"] = f"{os.cpu_count()} cores"
    found["memory"] = _memory()
    found["graphics cards"] = "; ".join(graphics_cards()) or "none that CUDA can use"
    for index, screen in enumerate(QGuiApplication.screens(), 1):
        size = screen.size()
        found[f"screen {index}"] = f"{size.width()} x {size.height()} at {screen.devicePixelRatio():g}"
    return found


def version(distribution: str) -> str:
    """Of an installed package; "not installed" where it is not."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def graphics_cards() -> list[str]:
    """Name and memory of each, as NVIDIA's own tool tells them; empty without one."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return []
    command = [tool, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [line.strip() for line in answer.stdout.splitlines() if line.strip()]


def last_lines(count: int = _LAST_LINES) -> list[str]:
    """The end of the log, which holds no names."""
    try:
        lines = (log_folder() / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return lines[-count:]


def without_names(line: str) -> str:
    """A line of a log without paths and without names of photos.

    Of a line of a traceback the module stays, which lies in the program or in a library.
    """
    source = _SOURCE_LINE.match(line)
    if source is not None:
        return f"{source[1]}{Path(source[2].replace(chr(92), '/')).name}{source[3]}"
    return "\n".join(_NAMES.sub(" [photo]", _PATHS.sub("[path]", one)) for one in line.split("\n"))


class _Discreet(logging.Formatter):
    """Takes names out of every line, those of a traceback too."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line of a record; time and level are not looked at."""
        record.message = without_names(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        """The lines of a traceback."""
        return "\n".join(without_names(line) for line in super().formatException(ei).splitlines())


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.error("nobody caught this", exc_info=(kind, error, trace))
    if _Watching.hook is not None:
        _Watching.hook(kind, error, trace)


def _uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value is not None:
        name = what.thread.name if what.thread is not None else "?"
        log.error("nobody caught this in %s", name, exc_info=(what.exc_type, what.exc_value, what.exc_traceback))
    if _Watching.thread_hook is not None:
        _Watching.thread_hook(what)


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    log.log(levels.get(kind, logging.WARNING), "Qt: %s", message)
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        print(message, file=sys.stderr)


def _memory() -> str:
    import psutil

    memory = psutil.virtual_memory()
    return f"{memory.total / 1e9:.1f} GB, {memory.available / 1e9:.1f} GB of it free"
