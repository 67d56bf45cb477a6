"""Scriptable engines and eyes for tests of jobs: no model, no mediapipe. They travel to workers by pickling.

Everything a test wants a photo to suffer is told by the photo's width in pixels (`by_width`), since an engine sees
neither name nor path.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from mirrorppr_desktop.errors import NoFaceFound, RetouchError
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Subject


def find_nobody(image: RGB8, size: Size, with_body: bool = False) -> Subject:
    """Eyes that need no model: nobody is there."""
    return Subject(size, ())


@dataclass(frozen=True)
class FakeEngine:
    """Bulges the middle of the picture. by_width: photos of that width get another treatment."""

    by_width: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0
    built_count: Path | None = None
    amount: float = 0.06

    name = "transfer"
    version = "fake-1"
    needs_body = False

    def propose(self, image: RGB8, subject: Subject) -> Retouch:
        time.sleep(self.seconds)
        _suffer(self.by_width.get(subject.size[0], "nothing special"))
        if self.by_width.get(subject.size[0]) == "leave alone":
            return Retouch(subject.size, (), Provenance(self.name, self.version))
        return Retouch(
            subject.size,
            (PartRetouch(1, residual=bulge(subject.size, self.amount)),),
            Provenance(self.name, self.version),
        )


def bulge(size: Size, amount: float) -> WarpField:
    """A smooth outward bump at the centre, a third of the picture wide; zero at its rim."""
    radius = min(size) / 3
    cx, cy = size[0] / 2, size[1] / 2
    grid = WarpField.over((cx - radius, cy - radius, cx + radius, cy + radius), max(2.0, radius / 16), size)
    offset = grid.node_points() - np.array([cx, cy], np.float32)
    fade = np.clip(1 - (offset**2).sum(axis=1, keepdims=True) / radius**2, 0, 1) ** 2
    return grid.with_vectors(-offset * fade * amount * 4)


def _suffer(what: str) -> None:
    match what:
        case "no face":
            raise NoFaceFound("no face found")
        case "refuse":
            raise RetouchError("this photo is refused on purpose")
        case "bug":
            raise ZeroDivisionError("a bug on purpose")
        case "segfault":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(3600)
        case "no memory":
            raise MemoryError
        case "disk full":
            raise OSError(28, "No space left on device")
        case other if other.startswith("once:") and not Path(other[5:]).exists():
            Path(other[5:]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
