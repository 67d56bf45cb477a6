"""How well operations are named: pairs simulated on real portraits, and what the fit makes of them.

python benchmarks/naming.py PORTRAITS_DIR [--pairs 200] [--seed 0]

Each pair: one portrait, 1 to 3 of the 8 LLW operations in either direction, strength 0.3 to 1, the result as JPEG of
quality 90, every second one also graded. Prints precision, recall and F1 of the directed names, and the error of the
strengths.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.operations import LLW_OPERATIONS
from mirrorppr_desktop.retouch.perform import perform_on_face
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.transfer.pair import measure_pair


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("portraits", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)
    files = sorted(arguments.portraits.glob("*.jpg"))
    right, wrong, missed, errors = 0, 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(arguments.pairs):
            before = files[int(rng.integers(len(files)))]
            asked = random_operations(rng, int(rng.integers(1, 4)), 0.3)
            after = Path(folder) / "after.jpg"
            truth = simulated(before, asked, after, graded=bool(i % 2))
            found = {one.name: one.strength for one in measure_pair(before, after).plan.operations}
            right += len(found.keys() & truth.keys())
            wrong += len(found.keys() - truth.keys())
            missed += len(truth.keys() - found.keys())
            errors += [abs(found[name] - truth[name]) / truth[name] for name in found.keys() & truth.keys()]
            if found.keys() != truth.keys():
                print(f"{i} {before.stem}: {told(truth)} was read as {told(found)}", flush=True)
    print(
        f"{arguments.pairs} pairs: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}",
        end=", ",
    )
    print(
        f"F1 {2 * right / (2 * right + wrong + missed):.3f}; error of strengths: median {np.median(errors):.1%}",
        end=", ",
    )
    print(f"9 of 10 below {np.quantile(errors, 0.9):.1%}")


def random_operations(rng: np.random.Generator, count: int, weakest: float) -> list[OperationStrength]:
    """So many of the 8 operations, each in a random direction and strength."""
    chosen = [LLW_OPERATIONS[int(i)] for i in rng.choice(len(LLW_OPERATIONS), count, replace=False)]
    return [
        named(one.positive if rng.random() < 0.5 else one.negative or one.positive, float(rng.uniform(weakest, 1)))
        for one in chosen
    ]


def simulated(before: Path, operations: list[OperationStrength], path: Path, *, graded: bool) -> dict[str, float]:
    """Write the portrait with the operations performed on its largest face, as JPEG.

    Returns:
        names and strengths of what was performed: a profile cannot take all.
    """
    photo = read(before)
    faces = find(srgb_view(photo, ANALYSIS_PX), photo.size, precise=True).faces
    part, _ = perform_on_face(max(faces, key=lambda face: face.scale), operations, photo.size)
    pixels: RGB8 = np.asarray(render(photo.pixels, Retouch(photo.size, (part,), Provenance("llw", "1"))), np.uint8)
    if graded:
        lifted = 255 * (pixels / 255.0) ** 0.9
        pixels = np.clip(np.rint(lifted @ np.diag([1.04, 1.0, 0.95])), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path, quality=90)
    return {one.name: one.strength for one in part.operations}


def told(operations: dict[str, float]) -> str:
    return ", ".join(f"{name} {strength:.2f}" for name, strength in operations.items()) or "nothing"


if __name__ == "__main__":
    main()
