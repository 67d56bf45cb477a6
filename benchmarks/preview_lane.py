"""From a slider's move to the picture: the preview lane on a view of 1.5 MP with three operations, against one bilinear
remap of the same view.

python benchmarks/preview_lane.py
"""

from __future__ import annotations

import queue
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from mirrorppr_desktop.jobs.preview import PreviewLane
from mirrorppr_desktop.jobs.questions import Answer, PhotoFacts, Preview, PreviewAsk, View
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find

SIDE = 1225  # of the view: 1.5 MP
PHOTO_SIDE = 4900  # 24 MP
OPERATIONS = ("Enlarge eyes", "Narrow nasal alae", "Plump lips")
ROUNDS = 40
MEDIAN_BAR, P95_BAR = 6.0, 10.0


def main() -> None:
    view = make_view()
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    x += 0.3
    strengths = np.linspace(0.3, 0.9, ROUNDS)
    base = PreviewAsk(view, 1.0)
    bare = replace(view, proposed=replace(view.proposed, parts=()))
    moves: dict[str, Callable[[float], PreviewAsk]] = {
        "strength of the whole": lambda s: replace(base, strength=s),
        "a proposed operation": lambda s: replace(base, adjustments=Adjustments(scale=((OPERATIONS[0], s),))),
        "an operation added to three": lambda s: replace(
            base, adjustments=Adjustments(set=(SetStrength("Move eyebrows upward", s),))
        ),
        "one of three added ones": lambda s: PreviewAsk(
            bare,
            1.0,
            Adjustments(set=tuple(SetStrength(n, a) for n, a in zip(OPERATIONS, (s, 0.5, 0.5), strict=True))),
        ),
        "the same ones, the last": lambda s: PreviewAsk(
            bare,
            1.0,
            Adjustments(set=tuple(SetStrength(n, a) for n, a in zip(OPERATIONS, (0.5, 0.5, s), strict=True))),
        ),
    }
    answers: queue.Queue[Answer] = queue.Queue()
    lane = PreviewLane(answers.put, refiner=None)  # which works when the hand rests
    print(f"view of {SIDE} x {SIDE} of a photo of {PHOTO_SIDE} x {PHOTO_SIDE}; {cv2.getNumThreads()} threads of OpenCV")
    try:
        for name, ask in moves.items():
            times = list(timed(lane, answers, ask, strengths))
            references = [seconds(lambda: cv2.remap(view.pixels, x, y, cv2.INTER_LINEAR)) for _ in range(ROUNDS)]
            one = statistics.median(references)
            median, p95 = statistics.median(times), float(np.percentile(times, 95))
            within = median <= MEDIAN_BAR * one and p95 <= P95_BAR * one
            print(
                f"{name}: median {1000 * median:.0f} ms = {median / one:.1f} remaps (bar {MEDIAN_BAR:g}), "
                f"p95 {1000 * p95:.0f} ms = {p95 / one:.1f} (bar {P95_BAR:g}): {'within' if within else 'MISSED'}"
            )
    finally:
        lane.close()


def make_view() -> View:
    """A face that fills the picture: the dearest case."""
    pixels: RGB8 = np.asarray(
        cv2.resize(skimage.data.astronaut()[:256, 96:352], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    )
    size = (PHOTO_SIDE, PHOTO_SIDE)
    subject = find(pixels, size, precise=True)
    part = simulate(subject.faces[0], [named(name, 0.5) for name in OPERATIONS], size)
    facts = PhotoFacts(size, 8, "jpeg", "untagged")
    return View(Path("astronaut.png"), None, pixels, facts, subject, Retouch(size, (part,), Provenance("llw", "1")))


def timed(
    lane: PreviewLane, answers: queue.Queue[Answer], ask: Callable[[float], PreviewAsk], strengths: NDArray[np.float64]
) -> Iterator[float]:
    """Seconds from each ask to its answer; the first one, which loads and makes everything, is left out."""
    for n, strength in enumerate([0.5, *map(float, strengths)]):
        start = time.perf_counter()
        lane.ask(ask(strength))
        answer = answers.get(timeout=60)
        took = time.perf_counter() - start
        assert isinstance(answer, Preview), answer.__class__
        if n:
            yield took


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
