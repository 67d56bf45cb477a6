"""How fast pairs are simulated, against one encode of the same pair, and whether memory grows with their number.

    python benchmarks/dataset.py FOLDER_OF_PORTRAITS [--pairs 400] [--processes 2] [--long 10000]

Speed: wall and processor time of making pairs of 1 MP, once the photos were surveyed, over the time that the same
process takes to encode before and after of each pair once. Memory: resident set of a process that makes `--long` pairs
of 0.1 MP one after the other, in tenths; the first is left out, since caches fill in it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from mirrorppr_desktop.dataset.draw import RECIPES, Kind
from mirrorppr_desktop.dataset.manifest import read_manifest
from mirrorppr_desktop.dataset.parts import lines_of
from mirrorppr_desktop.dataset.pictures import PictureFormat, coded, stored_picture
from mirrorppr_desktop.dataset.simulating import Plan, make_pair, simulate_dataset
from mirrorppr_desktop.dataset.survey import Surveyed

MB = 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--long", type=int, default=10_000)
    arguments = parser.parse_args()
    figures: dict[str, object] = {"machine": platform.platform(), "cores": os.cpu_count()}
    with folder() as work:
        figures["speed"] = speed(arguments.photos, work / "speed", arguments.pairs, arguments.processes)
        figures["memory"] = memory(arguments.photos, work / "memory", arguments.long)
    print(json.dumps(figures, indent=1))


@contextmanager
def folder() -> Iterator[Path]:
    work = Path(tempfile.mkdtemp(prefix="mirrorppr-dataset-"))
    try:
        yield work
    finally:
        shutil.rmtree(work)


def processor_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usages)


def speed(photos: Path, out: Path, pairs: int, processes: int) -> dict[str, object]:
    began = time.monotonic()
    simulate_dataset(photos, out, pairs=1, processes=processes)
    survey = time.monotonic() - began
    began, used = time.monotonic(), processor_seconds()
    simulate_dataset(photos, out, pairs=pairs, processes=processes)
    wall, processor = time.monotonic() - began, processor_seconds() - used
    records = list(read_manifest(out))[:60]
    encoding = 0.0
    for record in records:
        pictures = [stored_picture(out, one) for one in (record.before, record.after)]
        start = time.process_time()
        for picture in pictures:
            coded(picture, PictureFormat.JPEG)
        encoding += time.process_time() - start
    return {
        "survey_s": round(survey, 1),
        "pairs_per_second": round(pairs / wall, 2),
        "pairs_per_processor_second": round(pairs / processor, 2),
        "processor_ms_per_pair": round(1000 * processor / pairs, 1),
        "ms_to_encode_a_pair_once": round(1000 * encoding / len(records), 1),
        "ratio_to_one_encode": round(processor / pairs / (encoding / len(records)), 2),
    }


def memory(photos: Path, out: Path, pairs: int) -> dict[str, object]:
    """Made in this very process."""
    simulate_dataset(photos, out, pairs=1, processes=1, megapixels=0.1)
    strengths = RECIPES[Kind.LLW].strengths
    plan = Plan(Kind.LLW, 0, 0.1, PictureFormat.JPEG, shards=False, strengths=strengths, photos="")
    parts = sorted((out / "parts").glob("photos-*"))
    looked_at = [Surveyed.parsed(json.loads(line)) for part in parts for line in lines_of(part)]
    fit = [one for one in looked_at if one.refused is None]
    process = psutil.Process()
    resident: list[float] = []
    for number in range(pairs):
        make_pair(out, plan, number, fit[number % len(fit)])
        if (number + 1) % max(1, pairs // 10) == 0:
            resident.append(round(process.memory_info().rss / MB, 1))
    return {"pairs": pairs, "resident_mb_by_tenths": resident, "growth_mb": round(resident[-1] - resident[1], 1)}


if __name__ == "__main__":
    main()
