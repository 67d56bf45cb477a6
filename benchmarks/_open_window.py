"""For `window.py`: the real window without a screen, with a home of its own, and what is measured of it."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skimage.data
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt, QTimer

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window

PATIENCE_S = 300
_TICK_MS = 5


@contextmanager
def opened_window(place: Path) -> Iterator[Window]:
    """A window as a user would have it, with its lanes; nothing of it is left behind."""
    os.environ["MIRRORPPR_HOME"] = str(place / "home")
    from mirrorppr_desktop.gui import app
    from mirrorppr_desktop.gui.preferences import Preferences
    from mirrorppr_desktop.gui.window import Window

    application, preferences = app.application(), Preferences()
    app.dress(application, preferences)
    window = Window(preferences)
    window.show()
    window.begin(Namespace(photos=[], recursive=False, before=None, after=None, look=None, safe_mode=True))
    try:
        let_go_on(3)
        yield window
    finally:
        window.close()
        let_go_on(0.5)


@contextmanager
def place() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mirrorppr-bench-") as folder:
        yield Path(folder)


def until(what: str, is_so: Callable[[], bool]) -> None:
    """Work off events until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"waited in vain: {what}")
        QCoreApplication.processEvents()
        if not is_so():
            time.sleep(0.0005)


def let_go_on(seconds: float) -> None:
    """Work off events for a while."""
    end = time.monotonic() + seconds
    until("a while", lambda: time.monotonic() > end)


class Stalls:
    """The longest time that the event loop did not come round: on the clock, and of the processor.

    The two are the same where nothing else runs. Where other work takes the cores, the second is what the window did.
    """

    def __init__(self) -> None:
        self.gaps_ms: list[float] = []
        self.worked_ms: list[float] = []
        self._last, self._last_worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps_ms.append(1000 * (now - self._last) - _TICK_MS)
        self.worked_ms.append(1000 * (worked - self._last_worked))
        self._last, self._last_worked = now, worked

    def stop(self) -> tuple[float, str]:
        """The longest on the clock, in ms; in words the 99th percentile and the longest of the processor."""
        self._timer.stop()
        most = float(np.percentile(self.gaps_ms, 99))
        return max(self.gaps_ms), f"99 % below {most:.0f} ms; longest of the processor {max(self.worked_ms):.0f} ms"


def rss_mb(pid: int | None = None) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid or os.getpid()}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def children() -> list[int]:
    """Processes started by this one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        if f"\nPPid:\t{os.getpid()}\n" in text:
            found.append(int(status.parent.name))
    return found


def portrait(side: int) -> Image.Image:
    """A packaged face that fills a square."""
    return Image.fromarray(skimage.data.astronaut()[:256, 96:352]).resize((side, side), Image.Resampling.BICUBIC)


def write_photos(
    folder: Path, count: int, size: tuple[int, int] = (1800, 1200), *, first: int = 0, carrying: bool = True
) -> list[Path]:
    """Distinct JPEGs as a camera's: each with its own time and, if `carrying`, a small preview in its EXIF.

    first: go on numbering from here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = portrait(max(size)).crop((0, 0, *size))
    shades = []
    for n in range(12):
        shade = base.rotate(0, translate=(17 * n, 5 * n)).point(lambda value, n=n: value * (0.7 + 0.025 * n))
        whole, small = io.BytesIO(), io.BytesIO()
        shade.save(whole, "JPEG", quality=85)
        shade.resize((160, 107)).save(small, "JPEG", quality=70)
        shades.append((whole.getvalue(), small.getvalue()))
    paths = []
    for n in range(first, count):
        whole_bytes, small_bytes = shades[n % len(shades)]
        path = folder / f"IMG_{n:04d}.jpg"
        block = _exif(n, small_bytes) if carrying else b""
        path.write_bytes(whole_bytes[:2] + block + whole_bytes[2:])
        paths.append(path)
    return paths


def _exif(second: int, preview: bytes) -> bytes:
    """An EXIF segment with a time and a preview."""
    taken = f"2026:11:14 {9 + second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}\0".encode()
    time_at, second_at = 26, 26 + len(taken)
    preview_at = second_at + 2 + 3 * 12 + 4
    head = b"II*\0" + struct.pack("<I", 8)
    first = struct.pack("<HHHIII", 1, 0x0132, 2, len(taken), time_at, second_at)
    fields = (
        struct.pack("<HHII", 0x0103, 3, 1, 6)
        + struct.pack("<HHII", 0x0201, 4, 1, preview_at)
        + struct.pack("<HHII", 0x0202, 4, 1, len(preview))
    )
    block = b"Exif\0\0" + head + first + taken + struct.pack("<H", 3) + fields + struct.pack("<I", 0) + preview
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
