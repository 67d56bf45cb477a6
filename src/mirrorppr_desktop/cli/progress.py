"""How a job is shown while it runs: JSON lines for programs, a bar or plain lines for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from mirrorppr_desktop.jobs.events import (
    Event,
    Held,
    Listener,
    Notice,
    PhotoDone,
    PhotoFailed,
    PhotoPlanned,
    PhotoSkipped,
    PhotoStalled,
    Released,
    Started,
    Summary,
    WorkerLost,
)
from mirrorppr_desktop.jobs.plan import ALREADY_DONE

_SHOWN_FAILURES = 50
_SHOWN_NOTES = 20


@contextmanager
def listeners(*, as_json: bool) -> Iterator[Listener]:
    """A listener for the command line: words on stderr, and JSON lines on stdout where they are asked for."""
    words = _Words()

    def tell(event: Event) -> None:
        if as_json and (line := _json_line(event)) is not None:
            print(line, flush=True)
        words.tell(event)

    try:
        yield tell
    finally:
        words.close()


def _json_line(event: Event) -> str | None:
    match event:
        case PhotoDone():
            return _photo_line("done", event.photo, event.result, None, event.seconds)
        case PhotoFailed():
            return _photo_line("failed", event.photo, None, event.reason, event.seconds)
        case PhotoSkipped():
            return _photo_line("skipped", event.photo, event.result, event.reason, event.seconds)
        case PhotoPlanned():
            return _photo_line("planned", event.photo, event.result, None, 0.0)
        case Summary():
            values = {"done": event.done, "failed": event.failed, "skipped": event.skipped}
            left = {"left": event.left} if event.left else {}
            return json.dumps({"event": "summary", **values, "seconds": round(event.seconds, 3), **left})
    return None


def _photo_line(kind: str, photo: Path, result: Path | None, reason: str | None, seconds: float) -> str:
    return json.dumps({
        "event": kind,
        "photo": str(photo),
        "result": None if result is None else str(result),
        "reason": reason,
        "seconds": round(seconds, 3),
    })  # fmt: skip


class _Words:
    """Tells a person on stderr: a bar with the time left on a terminal, plain lines elsewhere, failures at the end."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None
        self._failures: list[PhotoFailed] = []
        self._notes: dict[str, list[Path]] = {}  # a whole shoot may share one: told once, at the end
        self._already = self._planned = 0

    def tell(self, event: Event) -> None:
        match event:
            case Started():
                self._start(event)
            case PhotoDone():
                for note in event.notes:
                    self._notes.setdefault(note, []).append(event.photo)
                self._step(f"done     {_shown(event.photo)} -> {_shown(event.result)}  {event.seconds:.1f} s")
            case PhotoFailed():
                self._failures.append(event)
                self._step(f"failed   {_shown(event.photo)}: {event.reason}", always=True)
            case PhotoSkipped(reason=reason) if reason == ALREADY_DONE:
                self._already += 1
            case PhotoSkipped():
                self._step(f"skipped  {_shown(event.photo)}: {event.reason}", always=True)
            case PhotoPlanned():
                self._planned += 1
                self._say(f"would do {_shown(event.photo)} -> {_shown(event.result)}")
            case Notice():
                self._say(f"note: {event.text}")
            case Summary():
                self._end(event)
            case _:
                self._tell_of_the_run(event)

    def _tell_of_the_run(self, event: Event) -> None:
        match event:
            case PhotoStalled():
                self._say(f"note: {_shown(event.photo)}: no sign of life for {event.seconds:.0f} s while {event.stage}")
            case WorkerLost(photo=Path() as photo, again=True):
                self._say(f"note: {_shown(photo)}: its process ended ({event.how}); it is tried again at the end")
            case Held():
                self._say("paused; the photos in hand are still being done" if event.in_hand else "paused")
            case Released():
                self._say("going on")

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _start(self, event: Started) -> None:
        workers = "1 process" if event.workers == 1 else f"{event.workers} processes"
        self._say(f"{count_photos(event.todo)} to do with {workers}, results in {_shown(event.out)}")
        if sys.stderr.isatty():
            # Some terminals tell no size; tqdm would then draw nothing.
            told = os.get_terminal_size(sys.stderr.fileno()).columns > 0
            self._bar = tqdm(
                total=event.todo,
                unit="photo",
                file=sys.stderr,
                dynamic_ncols=told,
                ncols=None if told else 80,
                nrows=None if told else 24,
            )

    def _step(self, line: str, *, always: bool = False) -> None:
        """A photo has ended. With a bar, results move it and only what is amiss takes a line."""
        if self._bar is None or always:
            self._say(line)
        if self._bar is not None and self._bar.n < (self._bar.total or 0):
            self._bar.update()

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        print(line, file=sys.stderr, flush=True)
        if self._bar is not None:
            self._bar.refresh()

    def _end(self, event: Summary) -> None:
        self.close()
        notes = sorted(self._notes.items(), key=lambda one: -len(one[1]))
        for note, photos in notes[:_SHOWN_NOTES]:
            whose = _shown(photos[0]) if len(photos) == 1 else count_photos(len(photos))
            self._say(f"note: {whose}: {note}")
        if len(notes) > _SHOWN_NOTES:
            self._say(f"and {len(notes) - _SHOWN_NOTES} more notes, which the sidecars hold")
        if len(self._failures) > 1 or (self._failures and event.done):
            self._say(f"{len(self._failures)} failed:")
            for one in self._failures[:_SHOWN_FAILURES]:
                self._say(f"  {_shown(one.photo)}: {one.reason}")
            if len(self._failures) > _SHOWN_FAILURES:
                self._say(f"  and {len(self._failures) - _SHOWN_FAILURES} more")
        already = f" ({self._already} already done)" if self._already else ""
        if self._planned:
            self._say(f"{self._planned} would be done, {event.skipped} skipped{already}; nothing was written")
            return
        left = f", {event.left} left" if event.left else ""
        counts = f"{event.done} done, {event.failed} failed, {event.skipped} skipped{already}{left}"
        self._say(f"{counts} in {event.seconds:.1f} s")


def count_photos(number: int) -> str:
    """As in "1 photo", "2 photos"."""
    return f"{number} photo{'s' * (number != 1)}"


def _shown(path: Path) -> str:
    """A path in one line, whatever it holds."""
    text = str(path)
    return text if text.isprintable() else ascii(text)
