"""A small shoot of real packaged photos with outcomes set by hand, and their thumbnails as a lane would send them."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from mirrorppr_desktop.gui.shoot.photo import Decision, Flag, Outcome, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shoot.store import Store
from mirrorppr_desktop.gui.thumbnails import LONG_SIDE, ThumbnailCache
from mirrorppr_desktop.jobs.questions import Thumbnail

PACKAGED = (
    ("skimage", "data/astronaut.png"),
    ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
    ("insightface", "data/images/t1.jpg"),
    ("insightface", "data/images/Tom_Hanks_54745.png"),
)
IDENTITIES = (0.912, 0.859, 0.951, 0.884, 0.934, 0.893, 0.906, 0.946, 0.964, 0.977, 0.872, 0.970)


@cache
def pictures() -> tuple[np.ndarray, ...]:
    """The packaged photos as thumbnails."""
    found = []
    for package, path in PACKAGED:
        spec = importlib.util.find_spec(package)
        assert spec is not None and spec.submodule_search_locations
        with Image.open(Path(spec.submodule_search_locations[0]) / path) as picture:
            small = picture.convert("RGB")
        small.thumbnail((LONG_SIDE, LONG_SIDE))
        found.append(np.asarray(small))
    return tuple(found)


def thumbnail(path: Path) -> Thumbnail:
    """What a lane answers: one of the packaged photos, by the number in the name."""
    digits = "".join(letter for letter in path.stem if letter.isdigit()) or "0"
    return Thumbnail(
        path, pictures()[int(digits) % len(PACKAGED)], (4000, 3000), f"2026-11-14T09:{int(digits) % 60:02d}:00"
    )


def answering_cache(most_bytes: int | None = None) -> ThumbnailCache:
    """A cache whose asks are answered at once."""
    cache_ = ThumbnailCache() if most_bytes is None else ThumbnailCache(most_bytes)
    cache_.thumbnail_wanted.connect(lambda path: cache_.set_thumbnail(thumbnail(path)))
    return cache_


def make_shoot(folder: Path, count: int, title: str = "2026-11-14 Board portraits") -> Shoot:
    """BP_0401.tif and the following, none run yet."""
    shoot = Shoot(Store(folder / "shoot.db"))
    shoot.describe(title, [folder], recursive=False)
    shoot.add(folder / f"BP_{401 + n:04d}.tif" for n in range(count))
    return shoot


def run_by_hand(shoot: Shoot, *, model: str | None = "AuraFace v1") -> None:
    """Outcomes as after a run: the last photo failed, the one before waits, the others are done and measured."""
    outcomes = {}
    photos = shoot.photos
    for n, photo in enumerate(photos):
        identity = IDENTITIES[n % len(IDENTITIES)] if model else None
        outcomes[photo.path] = Outcome(
            RunState.DONE,
            photo.path.with_name(f"{photo.path.stem}_retouched.tif"),
            identity=identity,
            model=model,
            face_ssim=0.931,
            displacement=0.041,
            moved_px=10.0 + n,
        )
    outcomes[photos[-1].path] = Outcome(RunState.FAILED, reason=f"{photos[-1].name}: no face was found.")
    shoot.tell(outcomes)


def decide(shoot: Shoot, number: int, flag: Flag, stars: int = 0) -> None:
    """Set a decision without a step of undo."""
    path = shoot.photos[number].path
    shoot.decide([path], "set up", lambda _one: Decision(flag, stars))
    shoot.undo.clear()
