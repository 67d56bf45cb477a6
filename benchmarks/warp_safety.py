"""Every operation, both directions, three strengths, on every person of many photos: does a field fold, or leak?

python benchmarks/warp_safety.py FOLDER_OR_PHOTO ...    (the packaged portrait and group photo, where none is given)

A fold is a cell of a field, as it is rendered, whose jacobian is not above 0. A leak is a field whose outermost nodes
are not 0, or, on one photo in ten, a pixel outside of the field's box that rendering changes.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.catalogue import operation_names
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import LEAST_JACOBIAN
from mirrorppr_desktop.subject.find import find

STRENGTHS = (0.5, 1.0, 1.5)
SIDE = 1280
RENDERED = 10  # one photo in so many
PICTURES = {".jpg", ".jpeg", ".png"}


@dataclass
class Count:
    """What was seen so far."""

    photos: int = 0
    fields: int = 0
    folds: int = 0
    leaks: int = 0
    rendered: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    relaxed: Counter[str] = field(default_factory=Counter)
    least: dict[str, float] = field(default_factory=dict)


def photos(arguments: list[str]) -> list[Path]:
    """The pictures to look at, in folders too."""
    if arguments:
        named = [Path(one) for one in arguments]
        inside = [path for one in named if one.is_dir() for path in sorted(one.rglob("*"))]
        return [path for path in (*(one for one in named if one.is_file()), *inside) if path.suffix.lower() in PICTURES]
    return [packaged("skimage", "data/astronaut.png"), packaged("insightface", "data/images/t1.jpg")]


def packaged(package: str, path: str) -> Path:
    """A picture inside an installed package."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec is not None else None
    return Path(folders[0] if folders else package) / path


def look(path: Path, count: Count) -> None:
    """All operations on one photo."""
    view = srgb_view(read(path), SIDE)
    size = (view.shape[1], view.shape[0])
    subject = find(view, size, with_body=True, with_silhouette=True)
    sample = random.Random(count.photos).choice(operation_names()) if count.photos % RENDERED == 0 else None
    count.photos += 1
    for name in operation_names():
        for strength in STRENGTHS:
            performed = perform(subject, [OperationStrength(name, strength)], size)
            count.skipped[name] += sum("skipped" in note for note in performed.notes)
            for part in performed.parts:
                if part.operations:
                    judge(part, f"{path.name}, {name} {strength:g}", name, count)
                    if name == sample:
                        count.rendered += 1
                        count.leaks += leaks(view, part)


def judge(part: PartRetouch, where: str, name: str, count: Count) -> None:
    """Fold and rim of one field, before and after it is relaxed."""
    one = part.operations[0]
    raw = float(one.field.scaled(one.strength).jacobian().min())
    rendered = part.warp()
    if rendered is None:
        return
    count.fields += 1
    count.relaxed[name] += raw < LEAST_JACOBIAN
    count.least[name] = min(raw, count.least.get(name, 9.0))
    if not rendered.jacobian().min() > 0:
        count.folds += 1
        print(f"fold: {where}")
    v = rendered.vectors
    if any(rim.any() for rim in (v[0], v[-1], v[:, 0], v[:, -1])):
        count.leaks += 1
        print(f"leak: {where}")


def leaks(view: RGB8, part: PartRetouch) -> bool:
    """Whether rendering changes a pixel outside of the field's box."""
    size = (view.shape[1], view.shape[0])
    out = np.array(render(view, Retouch(size, (part,), Provenance("llw", "1"))))
    x0, y0, x1, y1 = part.box
    out[y0:y1, x0:x1] = view[y0:y1, x0:x1]
    return not np.array_equal(out, view)


def main() -> None:
    count = Count()
    start = time.monotonic()
    for path in photos(sys.argv[1:]):
        look(path, count)
    for name in operation_names():
        told = f"{count.least[name]:6.2f}" if name in count.least else "  none"
        print(f"{name:28s} least jacobian {told}  relaxed {count.relaxed[name]:3d}  skipped {count.skipped[name]:3d}")
    print(
        f"{count.photos} photos, {count.fields} fields: {count.folds} folds, {count.leaks} leaks;"
        f" {count.relaxed.total()} fields relaxed before rendering, {count.rendered} rendered;"
        f" {time.monotonic() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
