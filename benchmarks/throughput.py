"""How fast a batch is, and what it holds in memory: the real job against the same photos only decoded and encoded.

    python benchmarks/throughput.py [--photos 20] [--rounds 2] [--folder DIR] [--only speed|memory|slope]

Speed: wall time of `retouch` (start of the processes, measuring the pair, finding faces, everything) over the wall time
of as many processes, started the same way, that read each photo and write it again by the same rooms. The figure is the
ratio; processor time is told beside it, since wall time on a busy machine says little.
Memory: peak resident set of one worker process at 24 and 60 MP, and the slope over many smaller photos.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pyvips

from mirrorppr_desktop.cli import main as mirrorppr
from mirrorppr_desktop.cli.demo import EXEMPLAR, SHOOT
from mirrorppr_desktop.jobs import job as jobs
from mirrorppr_desktop.jobs.events import Event, PhotoDone
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.jobs.pool import cores, worker_count
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.jobs.surroundings import Surroundings, settle
from mirrorppr_desktop.retouch.request import ExemplarPair, RetouchRequest

MB = 1e6
SIZES = {24: (6000, 4000), 60: (9504, 6336), 2: (1732, 1155)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--slope-photos", type=int, default=200)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--folder", type=Path, help="keep the photos here, to be used again")
    parser.add_argument("--only", choices=("speed", "memory", "slope"))
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="mirrorppr-throughput-"))
    pair = make_pair(folder / "pair")
    figures: dict[str, object] = {"machine": platform.platform(), "cores": cores()}
    try:
        if arguments.only in (None, "speed"):
            workers = arguments.workers or worker_count(None, arguments.photos)
            figures["speed"] = speed(folder, pair, arguments.photos, arguments.rounds, workers)
        if arguments.only in (None, "memory"):
            figures["memory"] = {f"{size} MP": peak_memory(folder, pair, size) for size in (24, 60)}
        if arguments.only in (None, "slope"):
            figures["slope"] = slope(folder, pair, arguments.slope_photos)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)
    print(json.dumps(figures, indent=1))
    return 0


# --- photos


def make_pair(folder: Path) -> ExemplarPair:
    """The astronaut, and the same with larger eyes."""
    before, after = folder / "before.png", folder / "after.png"
    if not after.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packaged(EXEMPLAR.package, EXEMPLAR.path), before)
        if mirrorppr(["simulate", str(before), "--op", "Enlarge eyes=0.8", "--out", str(after)]) != 0:
            raise SystemExit("the exemplar pair could not be made")
    return ExemplarPair(before, after)


def make_photos(folder: Path, megapixels: int, count: int) -> list[Path]:
    """Real photos that packages ship, enlarged, with grain, as JPEG q95; each file is another picture."""
    folder.mkdir(parents=True, exist_ok=True)
    width, height = SIZES[megapixels]
    sources = [packaged(one.package, one.path) for one in SHOOT[:2]]
    photos = [folder / f"photo_{n + 1}.jpg" for n in range(count)]
    for n, photo in enumerate(photos):
        if not photo.exists():
            source = sources[n % len(sources)]
            image = pyvips.Image.thumbnail(str(source), width, height=height, size="force", crop="none")
            grain = np.random.default_rng(n).normal(0, 5, (1024, 1024)).astype(np.float32)
            tile = pyvips.Image.new_from_array(grain)
            grained = image + tile.replicate(width // 1024 + 1, height // 1024 + 1).crop(0, 0, width, height)
            grained.cast("uchar").jpegsave(str(photo), Q=95)
    return photos


def packaged(package: str, path: str) -> Path:
    """A file inside an installed package."""
    import importlib.util

    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f'{package} is missing: pip install -c constraints.txt ".[demo]"')
    return Path(spec.submodule_search_locations[0]) / path


# --- speed


def speed(folder: Path, pair: ExemplarPair, count: int, rounds: int, workers: int) -> dict[str, object]:
    """Both ways in turn, `rounds` times; the ratio of the medians."""
    photos = make_photos(folder / f"24-{count}", 24, count)
    plain, full, plain_cpu, full_cpu = [], [], [], []
    for turn in range(rounds):
        before = processor_seconds()
        plain.append(decode_and_encode(photos, folder / "plain", workers))
        between = processor_seconds()
        full.append(retouch(photos[0].parent, folder / "out", pair, workers))
        plain_cpu.append(between - before)
        full_cpu.append(processor_seconds() - between)
        print(f"round {turn + 1}: only coded {plain[-1]:.1f} s, retouched {full[-1]:.1f} s", file=sys.stderr)
    ratio = float(np.median(full) / np.median(plain))
    return {
        "photos": count,
        "workers": workers,
        "coded_s": np.round(plain, 2).tolist(),
        "retouched_s": np.round(full, 2).tolist(),
        "ratio": round(ratio, 3),
        "processor_ratio": round(float(np.median(full_cpu) / np.median(plain_cpu)), 3),
    }


def processor_seconds() -> float:
    """Processor time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def retouch(photos: Path, out: Path, pair: ExemplarPair, workers: int) -> float:
    """Seconds of the whole job, from nothing to the last result."""
    shutil.rmtree(out, ignore_errors=True)
    started = time.perf_counter()
    summary = jobs.run(Job((photos,), out, RetouchRequest(pair), workers=workers), lambda _: None, StopRequest())
    seconds = time.perf_counter() - started
    if summary.failed or summary.skipped or not summary.done:
        raise SystemExit(f"the job did not do every photo: {summary}")
    shutil.rmtree(out)
    return seconds


def decode_and_encode(photos: list[Path], out: Path, workers: int) -> float:
    """Seconds that as many processes take to read each photo and write it again."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    started = time.perf_counter()
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    for photo in photos:
        queue.put(photo)
    for _ in range(workers):
        queue.put(None)
    threads = max(1, cores() // workers)
    processes = [context.Process(target=code_only, args=(queue, out, threads)) for _ in range(workers)]
    for one in processes:
        one.start()
    for one in processes:
        one.join()
    seconds = time.perf_counter() - started
    if len(list(out.iterdir())) != len(photos) or any(one.exitcode for one in processes):
        raise SystemExit("decoding and encoding alone failed")
    shutil.rmtree(out)
    return seconds


def code_only(queue: multiprocessing.Queue[Path | None], out: Path, threads: int) -> None:
    """One process of `decode_and_encode`, set up as a worker is."""
    settle(Surroundings(threads))
    from mirrorppr_desktop.photo.read import read
    from mirrorppr_desktop.photo.write import OutputOptions, write

    while (path := queue.get()) is not None:
        photo = read(path)
        write(photo, photo.pixels, out / path.name, OutputOptions())


# --- memory


def peak_memory(folder: Path, pair: ExemplarPair, megapixels: int, count: int = 3) -> float:
    """Peak resident set of one worker over some photos of a size, in MB."""
    photos = make_photos(folder / f"{megapixels}-{count}", megapixels, count)
    with watching() as peaks:
        retouch(photos[0].parent, folder / "out", pair, 1)
    return round(max(peaks) / MB, 1)


def slope(folder: Path, pair: ExemplarPair, count: int) -> dict[str, float]:
    """Growth of one worker's resident set per photo, after it has warmed up, in MB."""
    photos = make_photos(folder / f"2-{count}", 2, count)
    out, sizes = folder / "out", []

    def listen(event: Event) -> None:
        if isinstance(event, PhotoDone):
            sizes.append(sum(held(child) for child in workers_now()) / MB)

    jobs.run(Job((photos[0].parent,), out, RetouchRequest(pair), workers=1), listen, StopRequest())
    shutil.rmtree(out)
    warm = min(50, count // 4)
    per_photo = float(np.polyfit(np.arange(len(sizes) - warm), sizes[warm:], 1)[0])
    first, last = sizes[warm], sizes[-1]
    return {"photos": count, "mb_per_photo": round(per_photo, 4), "first_mb": round(first), "last_mb": round(last)}


@contextmanager
def watching() -> Iterator[list[int]]:
    """The resident sets of the processes that are started meanwhile, looked at a hundred times a second."""
    import threading

    seen, end = [0], threading.Event()

    def look() -> None:
        while not end.wait(0.01):
            seen[0] = max([seen[0], *(peak(child) for child in workers_now())])

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        end.set()
        watcher.join()


def workers_now() -> list[psutil.Process]:
    """Child processes with Python's spawn in their command line, without its resource tracker."""
    found = []
    for child in psutil.Process().children():
        try:
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
        except psutil.Error:
            continue
    return found


def held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def peak(process: psutil.Process) -> int:
    """The highest resident set so far where the system tells it, otherwise the present one."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return held(process)


if __name__ == "__main__":
    sys.exit(main())
