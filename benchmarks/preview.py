"""Moving a slider: field and render of a 1.5 MP preview with three operations, against one bilinear remap of it.

python benchmarks/preview.py

Times are those of the processor, which other work on the machine changes less than those on the clock.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import skimage.data

from mirrorppr_desktop.jobs.previewing import Desk
from mirrorppr_desktop.jobs.questions import PhotoFacts, PreviewAsk, View
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import renewed, simulate
from mirrorppr_desktop.subject.find import find

SIDE = 1225  # 1.5 MP
OPERATIONS = ("Enlarge eyes", "Narrow nasal alae", "Plump lips")
ADDED = "Move eyebrows upward"
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
    moves(preview, reference)


def moves(preview: RGB8, reference: float) -> None:
    """The slider of an operation added to three, from 0.01 to 0.2, back and up again, as the window's lane does it."""
    view = View(
        Path("portrait"),
        None,
        preview,
        PhotoFacts((SIDE, SIDE), 8, "png", "untagged"),
        find(preview, (SIDE, SIDE), precise=True),
        Retouch((SIDE, SIDE), (), Provenance("none", "0")),
    )
    desk, exact = Desk(), Desk()
    times, worst, share = [], 0, 0.0
    for n in (*range(1, 21), *range(19, 0, -1), *range(2, 21)):
        amounts = {**dict.fromkeys(OPERATIONS, 0.5), ADDED: 0.01 * n}
        ask = PreviewAsk(view, 1.0, Adjustments(set=tuple(SetStrength(*one) for one in amounts.items())))
        start = time.thread_time()
        quick = desk.quick(ask)
        times.append(1000 * (time.thread_time() - start))
        off = np.abs(exact.exact(ask).pixels.astype(int) - quick.pixels).max(axis=2)
        worst, share = max(worst, int(off.max())), max(share, float((off > 2).mean()))
    times = times[4:]  # the first ones make what later ones find made
    median, p95 = statistics.median(times) / reference, float(np.percentile(times, 95)) / reference
    print(f"a slider's move, {ADDED} added to three: median {median:.1f}, 95 % {p95:.1f} times the remap")
    print(f"  from the exact picture: at most {worst} of 255, more than 2 in {100 * share:.3f} % of the pixels")


def median_ms(work: Callable[[], None]) -> float:
    """Median of `ROUNDS` runs in milliseconds."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        work()
        times.append(1000 * (time.thread_time() - start))
    return statistics.median(times)


if __name__ == "__main__":
    main()
