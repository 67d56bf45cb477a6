"""Makers of fake engines for the process of a batch, named as strings. What they do is told by the environment."""

from __future__ import annotations

import ctypes
import json
import os
import time

from fake_engines import FakeEngine
from shoot import fake_makers

from mirrorppr_desktop.errors import PairError
from mirrorppr_desktop.jobs.job import Makers

SCRIPT = "MIRRORPPR_FAKE_SCRIPT"


def scripted() -> Makers:
    """JSON: fields of `FakeEngine`, and of `Makers` beside them. building: what happens while the engine is built."""
    script = json.loads(os.environ.get(SCRIPT, "{}"))
    script["by_width"] = {int(width): what for width, what in script.get("by_width", {}).items()}
    patience = {name: script.pop(name) for name in ("quiet_s", "stall_s") if name in script}
    building = script.pop("building", "")
    engine = FakeEngine(**script)
    makers = fake_makers(engine, **patience)

    def build(_: object) -> FakeEngine:
        match building:
            case "refuse":
                raise PairError("the pair shows two different people")
            case "segfault":
                ctypes.string_at(0)
            case "bug":
                raise ZeroDivisionError("a bug on purpose")
            case "hang":
                time.sleep(3600)
        return engine

    return Makers(build, makers.version, makers.find, (), **patience)
