"""Kill a batch at random moments, look at what it left, go on with it; again and again."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PIL import Image
from shoot import digest, make_pair, make_shoot

HERE = Path(__file__).parent
WORKERS = 2


@dataclass
class Toll:
    """What a run of the harness saw. The first six must be zero; the others show that it did something."""

    originals_changed: int = 0
    half_written: int = 0
    wrong_digest: int = 0
    done_twice: int = 0
    missing: int = 0
    refused_restarts: int = 0
    leftovers: int = 0
    ledger_damaged: int = 0
    kills: int = 0
    batches: int = 0
    adopted: int = 0
    redone: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def harm(self) -> dict[str, int]:
        kept = ("kills", "batches", "adopted", "redone", "said")
        return {name: count for name, count in asdict(self).items() if name not in kept and count}


@dataclass(frozen=True)
class Shoot:
    """Originals, an exemplar pair, and the command that retouches them into `out`."""

    folder: Path
    originals: list[Path]
    command: list[str]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @classmethod
    def ours(cls, folder: Path, photos: int, *options: str, **script: object) -> Shoot:
        originals = make_shoot(folder / "photos", photos)
        pair = make_pair(folder / "pair")
        (folder / "look.json").write_text(json.dumps(script))
        command = [
            sys.executable, str(HERE / "batch.py"), str(folder / "look.json"), "--",
            "--before", str(pair.before), "--after", str(pair.after), "--photos", str(folder / "photos"),
            "--out", str(folder / "out"), "--workers", str(WORKERS), "--json", *options,
        ]  # fmt: skip
        return cls(folder, originals, command)

    @classmethod
    def naive(cls, folder: Path, photos: int) -> Shoot:
        originals = make_shoot(folder / "photos", photos)
        command = [sys.executable, str(HERE / "naive.py"), str(folder / "photos"), str(folder / "out")]
        return cls(folder, originals, command)

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Start the batch in a process group of its own."""
        return subprocess.Popen(
            self.command,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, **environment: str) -> tuple[int, str, str]:
        """Run the batch to its end: exit code, stdout, stderr."""
        process = self.start(**environment)
        said, words = process.communicate(timeout=120)
        return process.returncode, said, words

    def results(self) -> list[Path]:
        """Every file that a user would take for a result."""
        pictures = (".jpg", ".png", ".tif")
        return [path for path in self.out.glob("*") if path.suffix in pictures and not path.name.startswith(".")]

    def ledger(self) -> sqlite3.Connection | None:
        """A copy of the ledger as it lies there, so that looking at it repairs nothing."""
        kept = self.out / ".mirrorppr"
        if not (kept / "ledger.sqlite").exists():
            return None
        copy = Path(tempfile.mkdtemp(dir=self.folder))
        for file in kept.glob("ledger.sqlite*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, copy)
        return sqlite3.connect(copy / "ledger.sqlite")


Looks = dict[Path, tuple[str, int, int, int]]


def looks_of(originals: list[Path]) -> Looks:
    """Digest, length, time and mode of every original."""
    stats = {path: path.stat() for path in originals}
    return {path: (digest(path), stat.st_size, stat.st_mtime_ns, stat.st_mode) for path, stat in stats.items()}


def kill_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def check(shoot: Shoot, looks: Looks, toll: Toll) -> None:
    """Look at what lies there right now."""
    toll.originals_changed += sum(looks_of([path]) != {path: look} for path, look in looks.items())
    for result in shoot.results():
        try:
            with Image.open(result) as picture:
                picture.load()
        except (OSError, SyntaxError) as error:
            toll.half_written += 1
            toll.said.append(f"{result.name}: {error}")
    ledger = shoot.ledger()
    if ledger is None:
        return
    try:
        toll.ledger_damaged += ledger.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        if ledger.execute("PRAGMA user_version").fetchone()[0] == 0:
            return
        for path, sha in ledger.execute("SELECT out_path, out_sha FROM item WHERE state = 'done'"):
            result = shoot.out / os.fsdecode(path)
            toll.wrong_digest += not result.exists() or digest(result) != sha
        rows = ledger.execute("SELECT count(*), count(DISTINCT src_path) FROM item").fetchone()
        toll.missing += rows[0] != rows[1] or rows[0] > len(looks)
    finally:
        ledger.close()


def check_finished(shoot: Shoot, looks: Looks, toll: Toll) -> None:
    """Look at a batch that has come to its end."""
    check(shoot, looks, toll)
    toll.missing += len(looks) - len(shoot.results())
    toll.leftovers += len(list(shoot.out.rglob("*.part")))
    ledger = shoot.ledger()
    if ledger is None:
        return
    try:
        events = ledger.execute("SELECT item, kind, detail FROM event ORDER BY id").fetchall()
    finally:
        ledger.close()
    done = Counter(item for item, kind, _ in events if kind == "done")
    toll.done_twice += sum(count > 1 for count in done.values())
    toll.missing += len(looks) - len(done)
    toll.adopted += sum(kind == "done" and detail is not None for _, kind, detail in events)
    toll.redone += sum(kind == "released" for _, kind, _ in events)


def besiege(folder: Path, kills: int, seed: int, photos: int = 12, *, naive: bool = False) -> Toll:
    """Kill batches `kills` times at random moments, resuming each until it is finished."""
    toll, chance = Toll(), random.Random(seed)
    while toll.kills < kills:
        toll.batches += 1
        below = folder / f"batch-{toll.batches}"
        shoot = Shoot.naive(below, photos) if naive else Shoot.ours(below, photos, seconds=0.03)
        looks = looks_of(shoot.originals)
        _fight(shoot, looks, toll, kills, chance)
        shutil.rmtree(below)
        if naive and (toll.half_written or toll.batches > kills):
            break  # caught; a batch that is killed too late each time would never end
    return toll


def _fight(shoot: Shoot, looks: Looks, toll: Toll, kills: int, chance: random.Random) -> None:
    """One batch, killed until it gets through."""
    span = 0.9
    while True:
        process = shoot.start()
        if toll.kills < kills:
            deadline = time.monotonic() + chance.uniform(0.12, span)
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.005)
        if process.poll() is None and toll.kills < kills:
            kill_group(process)
            toll.kills += 1
            span = min(span * 1.15, 4.0)  # on a slow machine a batch would never get to its first photo
            check(shoot, looks, toll)
            continue
        said, words = process.communicate(timeout=120)
        if process.returncode != 0:
            toll.refused_restarts += 1
            toll.said.append(f"exit code {process.returncode}: {words[-500:]} {said[-300:]}")
            return
        check_finished(shoot, looks, toll)
        return
