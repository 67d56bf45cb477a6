"""Moving a slider: field and render of a 1.5 MP preview with three operations, against one bilinear remap of it.

python benchmarks/preview.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import skimage.data

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import renewed, simulate
from mirrorppr_desktop.subject.find import find

SIDE = 1225  # 1.5 MP
OPERATIONS = ("Enlarge eyes", "Narrow nasal alae", "Plump lips")
ROUNDS = 25


def main() -> None:
    cv2.setNumThreads(1)
    preview: RGB8 = np.asarray(
        cv2.resize(skimage.data.astronaut()[:256, 96:352], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    )
    face = find(preview, (SIDE, SIDE), precise=True).faces[0]
    part = simulate(face, [named(name, 0.5) for name in OPERATIONS], (SIDE, SIDE))
    strengths = iter(np.linspace(0.3, 0.9, 6 * ROUNDS))

    def shown(changed: PartRetouch) -> None:
        render(preview, Retouch((SIDE, SIDE), (changed,), Provenance("llw", "1")))

    def scaled() -> None:
        """A strength is changed: the fields stay."""
        moved = replace(part.operations[0], strength=float(next(strengths)))
        shown(replace(part, operations=(moved, *part.operations[1:])))

    def renewed_one() -> None:
        """A strength is changed and the field of that operation made anew."""
        shown(renewed(part, face, named(OPERATIONS[1], float(next(strengths))), (SIDE, SIDE)))

    def made_anew() -> None:
        """Every field is made anew at the new strength."""
        amounts = (float(next(strengths)), 0.5, 0.5)
        shown(simulate(face, [named(*one) for one in zip(OPERATIONS, amounts, strict=True)], (SIDE, SIDE)))

    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    x += 0.3

    def remapped() -> None:
        cv2.remap(preview, x, y, cv2.INTER_LINEAR)

    reference = median_ms(remapped)
    print(f"one bilinear remap of {SIDE} x {SIDE}: {reference:.1f} ms")
    for name, work in (
        ("one operation's strength changed", scaled),
        ("one operation's field made anew", renewed_one),
        ("all three fields made anew", made_anew),
    ):
        took = median_ms(work)
        print(f"{name}: {took:.1f} ms, {took / reference:.1f} times the remap")


def median_ms(work: Callable[[], None]) -> float:
    """Median of `ROUNDS` runs in milliseconds."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    main()
