"""The paper's simulated protocol on other people: exemplar and query are different persons, the truth is simulated.

python benchmarks/simface.py PORTRAITS_DIR [--combinations 100] [--identities 12] [--seed 0]

Each combination: 1 to 8 of the 8 LLW operations, evenly distributed, each in a random direction at strength 0.3 to 1.
The exemplar pair is one person before and after, the query another one; the truth is the same operations performed on
the query. PNG throughout, 8 bits. Prints mean PSNR and SSIM of the whole picture beside those of copying the query.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from mirrorppr_desktop.metrics.scores import psnr, ssim
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import Photo, Pixels
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.transfer.engine import TransferEngine
from naming import random_operations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("portraits", type=Path)
    parser.add_argument("--combinations", type=int, default=100)
    parser.add_argument("--identities", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)
    files = sorted(arguments.portraits.glob("*.jpg"))
    people = [look(files[int(i)]) for i in rng.choice(len(files), arguments.identities, replace=False)]
    rows: list[tuple[float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(arguments.combinations):
            (exemplar, who), (query, whom) = (people[int(k)] for k in rng.choice(len(people), 2, replace=False))
            asked = random_operations(rng, i % 8 + 1, 0.3)
            before, after = (Path(folder) / name for name in ("before.png", "after.png"))
            Image.fromarray(exemplar.pixels).save(before)
            Image.fromarray(performed(exemplar, who, asked)).save(after)
            truth = performed(query, whom, asked)
            engine = TransferEngine.from_pair(before, after)
            ours = render(query.pixels, engine.propose(srgb_view(query, ANALYSIS_PX), whom))
            rows.append((psnr(truth, query.pixels), ssim(truth, query.pixels), psnr(truth, ours), ssim(truth, ours)))
            print(f"{i:3d}  {len(asked)} operations: copy {rows[-1][0]:.2f} dB, ours {rows[-1][2]:.2f} dB", flush=True)
    copy_psnr, copy_ssim, our_psnr, our_ssim = np.mean(rows, axis=0)
    print(
        f"mean of {len(rows)}: copy {copy_psnr:.2f} dB / {copy_ssim:.4f}, ours {our_psnr:.2f} dB / {our_ssim:.4f}",
        end="; ",
    )
    print(f"better than copy in {np.mean([row[2] > row[0] for row in rows]):.0%}")


def look(path: Path) -> tuple[Photo, Subject]:
    """A portrait and who is in it."""
    photo = read(path)
    return photo, find(srgb_view(photo, ANALYSIS_PX), photo.size, precise=True)


def performed(photo: Photo, subject: Subject, operations: list[OperationStrength]) -> Pixels:
    """The operations performed on the largest face."""
    face = max(subject.faces, key=lambda one: one.scale)
    part = simulate(face, operations, photo.size)
    return render(photo.pixels, Retouch(photo.size, (part,), Provenance("llw", "1")))


if __name__ == "__main__":
    main()
