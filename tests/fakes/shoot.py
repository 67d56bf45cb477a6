"""Small real photos to work on, each told from the others by its width, and the parts of a job with a fake engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import skimage.data
from fake_engines import FakeEngine, find_nobody
from PIL import Image

from mirrorppr_desktop.jobs import job as jobs
from mirrorppr_desktop.jobs.events import Event, PhotoDone, PhotoFailed, PhotoSkipped, Summary
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.retouch.request import ExemplarPair, RetouchRequest


def make_photo(path: Path, width: int = 320, seed: int = 0) -> Path:
    """A part of the astronaut, `width` x 240, different for every width and seed."""
    picture = Image.fromarray(skimage.data.astronaut()).crop((0, 0, 512, 384)).resize((width, 240))
    pixels = np.asarray(picture).astype(int) + np.random.default_rng((width, seed)).integers(0, 9, (240, width, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(
        path, **({"quality": 92} if path.suffix == ".jpg" else {})
    )
    return path


def make_shoot(folder: Path, count: int, width: int = 320) -> list[Path]:
    """`count` JPEGs of widths from `width` upward: IMG_1.jpg is `width` wide, IMG_2.jpg one pixel wider, ..."""
    return [make_photo(folder / f"IMG_{n + 1}.jpg", width + n) for n in range(count)]


def make_pair(folder: Path) -> ExemplarPair:
    return ExemplarPair(make_photo(folder / "before.png", 100), make_photo(folder / "after.png", 101))


def make_job(folder: Path, photos: Path | tuple[Path, ...], **more: object) -> Job:
    """A job on `photos` into folder/out with an exemplar pair beside."""
    named = photos if isinstance(photos, tuple) else (photos,)
    request = RetouchRequest(make_pair(folder / "pair"))
    return Job(photos=named, out=folder / "out", request=request, **{"workers": 2, **more})


def fake_makers(engine: FakeEngine | None = None, **more: object) -> jobs.Makers:
    """Engine and eyes that need no model."""
    chosen = engine or FakeEngine()
    return jobs.Makers(build=lambda _: chosen, version=lambda _: chosen.version, find=find_nobody, preload=(), **more)


@dataclass
class Heard:
    """What a job told. Call it as a listener."""

    events: list[Event] = field(default_factory=list)
    also: Callable[[Event], None] | None = None

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        if self.also is not None:
            self.also(event)

    def of(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def done(self) -> dict[str, Path]:
        return {event.photo.name: event.result for event in self.of(PhotoDone)}

    @property
    def failed(self) -> dict[str, str]:
        return {event.photo.name: event.reason for event in self.of(PhotoFailed)}

    @property
    def skipped(self) -> dict[str, str]:
        return {event.photo.name: event.reason for event in self.of(PhotoSkipped)}


def do(
    job: Job, engine: FakeEngine | None = None, stop: StopRequest | None = None, **makers: object
) -> tuple[Summary, Heard]:
    """Run a job with a fake engine."""
    heard = Heard()
    return jobs.run(job, heard, stop or StopRequest(), fake_makers(engine, **makers)), heard


def visible(out: Path) -> set[str]:
    """Names of all files below `out` that a user sees."""
    files = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    return {str(path) for path in files if not any(part.startswith(".") for part in path.parts)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def looks(folder: Path) -> dict[Path, tuple[str, int, int]]:
    """Content, time and mode of every file below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path: (digest(path), path.stat().st_mtime_ns, path.stat().st_mode) for path in files}
