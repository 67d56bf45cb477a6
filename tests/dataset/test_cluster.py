"""Pairs made by a cluster: the same bytes, whoever dies meanwhile."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.dataset import cluster as clusters
from mirrorppr_desktop.dataset.cluster import opened_cluster
from mirrorppr_desktop.dataset.crew import Crashed
from mirrorppr_desktop.dataset.manifest import MANIFEST, read_manifest
from mirrorppr_desktop.dataset.simulating import simulate_dataset
from mirrorppr_desktop.errors import ClusterError
from mirrorppr_desktop.photo.publish import is_stage

distributed = pytest.importorskip("distributed")

PAIRS = 100  # two shards, the last one short
PLAN: dict[str, Any] = {"pairs": PAIRS, "seed": 3, "shards": True, "megapixels": 0.1}


@pytest.fixture(scope="module")
def alone(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The shards as processes of this machine make them."""
    out = tmp_path_factory.mktemp("alone") / "out"
    simulate_dataset(photos, out, processes=2, **PLAN)
    return digests(out)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a cluster with two workers of one thread."""
    import dask

    with (
        dask.config.set({"temporary-directory": str(tmp_path / "scratch")}),
        small_cluster(2) as local,
    ):
        yield local.scheduler_address


def digests(folder: Path) -> dict[str, str]:
    files = (one for one in folder.rglob("*") if one.is_file() and one.name != "sheet.png")
    return {one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


class Killer(threading.Thread):
    """Kills whichever worker has half a shard written, once."""

    def __init__(self, shards: Path) -> None:
        super().__init__()
        self.shards = shards
        self.killed: tuple[int, Path] | None = None
        self.over = threading.Event()

    def run(self) -> None:
        while self.killed is None and not self.over.wait(0.03):
            for process in psutil.Process().children(recursive=True):
                try:
                    files = [Path(one.path) for one in process.open_files()]
                except psutil.Error:
                    continue
                half = [one for one in files if one.parent == self.shards and is_stage(one)]
                if half and half[0].exists() and half[0].stat().st_size > 0:
                    process.kill()
                    self.killed = process.pid, half[0]
                    return


@pytest.mark.faults
def test_a_killed_worker_leaves_nothing_lost_and_nothing_twice(
    photos: Path, tmp_path: Path, scheduler: str, alone: dict[str, str]
) -> None:
    out = tmp_path / "out"
    killer = Killer(out / "shards")
    killer.start()
    try:
        with opened_cluster(scheduler) as cluster:
            made = simulate_dataset(photos, out, cluster=cluster, **PLAN)
    finally:
        killer.over.set()
        killer.join()
    assert killer.killed is not None, "no worker was killed in the middle of a shard"
    pid, half = killer.killed
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert not half.exists()
    assert made.pairs == PAIRS
    assert [one.key for one in read_manifest(out)] == [f"{n:09d}" for n in range(PAIRS)]
    assert digests(out) == alone  # the very files, to the byte, and no other one


@pytest.mark.faults
def test_a_run_that_was_killed_goes_on_with_a_cluster(
    photos: Path, tmp_path: Path, scheduler: str, alone: dict[str, str]
) -> None:
    out = tmp_path / "out"
    simulate_dataset(photos, out, processes=1, **{**PLAN, "pairs": 64})
    (out / MANIFEST).unlink()
    (out / "shards" / ".mp-0123456789abcdef.part").write_bytes(b"half a shard")
    first = out / "shards" / "pairs-000000.tar"
    written = first.stat().st_mtime_ns
    with opened_cluster(scheduler) as cluster:
        simulate_dataset(photos, out, cluster=cluster, **PLAN)
    assert digests(out) == alone
    assert first.stat().st_mtime_ns == written  # what was whole is not made again


def small_cluster(workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
        silence_logs="CRITICAL",
    )


@pytest.mark.faults
def test_a_piece_that_kills_its_workers_is_told(tmp_path: Path) -> None:
    import dask

    few = {"temporary-directory": str(tmp_path / "scratch"), "distributed.scheduler.allowed-failures": 0}
    with (
        dask.config.set(few),
        small_cluster(1) as local,
        opened_cluster(local.scheduler_address) as cluster,
    ):
        assert list(cluster.done(os._exit, tmp_path, [3])) == [(3, Crashed())]
        assert list(cluster.done(str, tmp_path, [])) == []
        assert sorted(cluster.done(str, tmp_path, range(20))) == [(n, str(n)) for n in range(20)]


def test_workers_that_are_gone_for_good_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dask

    monkeypatch.setattr(clusters, "_ALONE_S", 0.5)
    monkeypatch.setattr(clusters, "_LOOK_S", 0.1)
    with (
        dask.config.set({"temporary-directory": str(tmp_path / "scratch")}),
        small_cluster(1) as local,
        opened_cluster(local.scheduler_address) as cluster,
    ):
        local.scale(0)
        with pytest.raises(ClusterError, match="all workers of the cluster are gone"):
            list(cluster.done(time.sleep, tmp_path, [60]))


def test_a_worker_that_cannot_do_the_same_is_told(
    tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened_cluster(scheduler) as cluster:
        with pytest.raises(ClusterError, match="does not see"):
            list(cluster.done(str, tmp_path / "elsewhere", [1]))
        with pytest.raises(ClusterError, match="ValueError: invalid literal"):
            list(cluster.done(int, tmp_path, ["one"]))
        ours = tuple((name, "0.1" if name == "numpy" else had) for name, had in clusters.decisive_versions())
        monkeypatch.setattr(clusters, "decisive_versions", lambda: ours)
        with pytest.raises(ClusterError, match=r"has numpy \S+ where 0\.1 is wanted"):
            list(cluster.done(str, tmp_path, [1]))


def test_the_command_makes_a_cluster_of_its_own(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # workers have other current folders
    command = ["dataset", "simulate", "--photos", str(photos), "--out", "out", "--pairs", "3", "--megapixels", "0.1"]
    assert main([*command, "--shards", "--cluster", "local", "--workers", "1"]) == 0
    assert "3 pairs from 1 photo;" in capsys.readouterr().out
    with_cluster = digests(tmp_path / "out")
    command[command.index("out")] = "alone"
    assert main([*command, "--shards", "--workers", "1"]) == 0
    assert digests(tmp_path / "alone") == with_cluster


def test_without_the_extra_the_command_tells_what_to_install(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    out = tmp_path / "out"
    command = ["dataset", "simulate", "--photos", str(photos), "--out", str(out), "--shards", "--cluster", "local"]
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "pip install -c constraints.txt '.[cluster]'" in told and told.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_nobody_at_the_address_is_told(
    address: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE_S", 1.0)
    out = tmp_path / "out"
    command = ["dataset", "simulate", "--photos", str(photos), "--out", str(out), "--shards", "--cluster", address]
    began = time.monotonic()
    assert main(command) == 1
    assert time.monotonic() - began < 30
    told = capsys.readouterr().err
    assert address in told and "no Dask scheduler answers" in told
    assert not out.exists()
    # Left to the garbage collector, a client is closed in the middle of whatever goes on, and may lock it up.
    left = [one for one in gc.get_objects() if type(one) is distributed.Client]
    assert [one.status for one in left if one.status != "closed"] == []


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE_S", 1.0)
    with (
        small_cluster(0) as local,
        pytest.raises(ClusterError, match="dask worker"),
        opened_cluster(local.scheduler_address),
    ):
        pass


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--cluster", "local"], "--shards"),
        (["--shards", "--cluster", "tcp://a:8786", "--workers", "2"], "--workers"),
    ],
)
def test_what_does_not_go_with_a_cluster_is_told(
    options: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dataset", "simulate", "--photos", "a", "--out", "b", *options]) == 2
    assert word in capsys.readouterr().err
