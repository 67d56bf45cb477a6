"""How fast pairs are simulated, against one encode of the same pair, and whether memory grows with their number.

    python benchmarks/dataset.py FOLDER_OF_PORTRAITS [--pairs 400] [--processes 2] [--long 10000]

Speed: wall and processor time of making pairs of 1 MP, once the photos were surveyed, over the time that the same
process takes to encode before and after of each pair once. Memory: resident set of the command that makes `--long`
pairs of 256 x 256 pixels, and of its largest worker, at the end of each tenth; growth is that from the first tenth on,
since caches fill in it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from mirrorppr_desktop.dataset.manifest import read_manifest
from mirrorppr_desktop.dataset.pictures import PictureFormat, coded, stored_picture
from mirrorppr_desktop.dataset.simulating import simulate_dataset

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
        figures["memory"] = memory(arguments.photos, work / "memory", arguments.long, arguments.processes)
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


def memory(photos: Path, out: Path, pairs: int, processes: int) -> dict[str, object]:
    """Of the command as a user types it."""
    command = [sys.executable, "-m", "mirrorppr_desktop", "dataset", "simulate", "--photos", str(photos)]
    command += ["--out", str(out), "--pairs", str(pairs), "--megapixels", "0.0655", "--workers", str(processes)]
    began = time.monotonic()
    own: list[float] = []
    largest: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        watched = psutil.Process(run.pid)
        while run.poll() is None:
            blocks = len(list((out / "parts").glob("pairs-*"))) if out.exists() else 0
            with suppress(psutil.Error):
                sizes = [one.memory_info().rss / MB for one in watched.children(recursive=True)]
                if blocks and sizes and blocks * 64 * 10 >= pairs * (len(own) + 1):
                    own.append(round(watched.memory_info().rss / MB, 1))
                    largest.append(round(max(sizes), 1))
            time.sleep(0.2)
    if run.returncode or len(own) < 2:
        raise SystemExit(f"the command ended with {run.returncode}, {len(own)} tenths seen")
    return {
        "pairs": pairs,
        "wall_s": round(time.monotonic() - began, 1),
        "command_mb_by_tenths": own,
        "largest_worker_mb_by_tenths": largest,
        "growth_mb": [round(one[-1] - one[0], 1) for one in (own, largest)],
    }


if __name__ == "__main__":
    main()
