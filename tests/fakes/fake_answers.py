"""Scriptable answerers for lanes: the name of the file says what the process suffers. Light, so they start soon."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time

import numpy as np

from mirrorppr_desktop.errors import DamagedPhoto
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Ask,
    Headers,
    HeadersAsk,
    PhotoFacts,
    Thumbnail,
    ThumbnailAsk,
    View,
    ViewAsk,
)
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.subject.subject import Subject


def thumbnail(ask: Ask) -> Answer:
    """The process's number as the size; by the stem of the name something else happens."""
    if isinstance(ask, HeadersAsk):
        return Headers(())
    assert isinstance(ask, ThumbnailAsk)
    match ask.path.stem:
        case "damaged":
            raise DamagedPhoto(ask.path, "damaged on purpose")
        case "bug":
            raise ZeroDivisionError("a bug on purpose")
        case "segfault":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(3600)
        case "unpicklable":
            return Thumbnail(ask.path, lambda: None)  # type: ignore[arg-type]
        case "print":
            print("a word to stdout")
            print("a word to stderr", file=sys.stderr)
        case stem if stem.startswith("gate"):
            wait_for(ask.path.with_suffix(".open"))
    return Thumbnail(ask.path, np.zeros((2, 3, 3), np.uint8), (os.getpid(), os.nice(0)))


def wait_for(gate) -> None:
    """Until a test opens the gate."""
    gate.with_suffix(".reached").touch()
    while not gate.exists():
        time.sleep(0.005)


def echo_view(ask: Ask) -> Answer:
    """A grey view of nobody; of a path that is called "gate", once a test opens it."""
    assert isinstance(ask, ViewAsk)
    if ask.path.stem.startswith("gate"):
        wait_for(ask.path.with_suffix(".open"))
    size = (ask.long_side, ask.long_side)
    pixels = np.full((ask.long_side, ask.long_side, 3), 128, np.uint8)
    nothing = Retouch(size, (), Provenance("none", "0"))
    return View(ask.path, ask.request, pixels, PhotoFacts(size, 8, "jpeg", "untagged"), Subject(size, ()), nothing)
