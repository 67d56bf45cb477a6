"""`mirrorppr doctor`: is this installation whole? Every part is used once, and what fails is told with a remedy."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import psutil

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.self_tests import TESTS
from mirrorppr_desktop.errors import MirrorPPRError, ModelFileError
from mirrorppr_desktop.weights.catalogue import Model, read_catalogue
from mirrorppr_desktop.weights.state import State, explain
from mirrorppr_desktop.weights.store import ModelStore

DISTRIBUTION = "mirrorppr-desktop"
_REINSTALL = 'pip install --force-reinstall -c constraints.txt ".[demo]"'
_PATIENCE_S = 120  # the first use of a model may have to read it from a slow disk
_OPENCV = ("opencv-python", "opencv-contrib-python", "opencv-python-headless", "opencv-contrib-python-headless")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `remedy` is empty where it is ok."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    seconds: float = 0.0


def run(arguments: Namespace) -> int:
    """Look at everything, print it as a table or as one JSON object; 0 where all is well, else 1."""
    versions, devices = _versions(), _devices()
    checks = []
    if not arguments.json:
        _print_facts(versions, devices)
    for check in _checks():
        checks.append(check)
        if not arguments.json:
            _print_check(check)
    ok = all(check.ok for check in checks)
    if arguments.json:
        found = {"ok": ok, "versions": versions, "devices": devices, "checks": [asdict(c) for c in checks]}
        print(json.dumps(found, ensure_ascii=False))
    else:
        failed = sum(not check.ok for check in checks)
        print("\nAll is well." if ok else f"\n{failed} of {len(checks)} checks failed; see what to do above.")
    return ExitCode.DONE if ok else ExitCode.NOT_RUN


def _checks() -> Iterator[Check]:
    yield _timed("one OpenCV", _one_opencv, _REINSTALL)
    yield _timed("this folder can be written to", _folder_is_writable, "run from, or name, a folder of your own")
    try:
        models = read_catalogue()
    except MirrorPPRError as error:
        yield Check("models", False, str(error), _REINSTALL)
    else:
        for model in models:
            if model.packaged:
                yield _timed(f"model {model.name}", partial(_verified, model), _REINSTALL)
            elif model.file().exists():  # the program works without those that the user brings
                yield _timed(f"model {model.name}", partial(_imported, model), model.remedy)
    yield from _self_tests()


def _timed(name: str, look: Callable[[], str], remedy: str) -> Check:
    start = time.perf_counter()
    try:
        detail, ok = look(), True
    except Exception as error:  # noqa: BLE001  whatever goes wrong in a part is what this command is there to tell
        said = str(error).strip() or "no more is known"
        ok, detail = (
            False,
            said if isinstance(error, MirrorPPRError | RuntimeError) else f"{type(error).__name__}: {said}",
        )
    return Check(name, ok, detail, "" if ok else remedy, round(time.perf_counter() - start, 3))


def _self_tests() -> Iterator[Check]:
    for name in TESTS:
        yield _timed(name, partial(_self_test, name), _remedy_of_self_test())


def _self_test(name: str) -> str:
    """Run one in a process of its own, so that a crash of native code is a line in the table."""
    command = [sys.executable, "-m", "mirrorppr_desktop.cli.self_tests", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    if done.returncode < 0:
        raise RuntimeError(f"crashed with {signal.Signals(-done.returncode).name}")
    lines = (done.stderr if done.returncode else done.stdout).strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(lines[-1] if lines else f"ended with exit code {done.returncode} and no word")
    return lines[-1]


def _remedy_of_self_test() -> str:
    if platform.system() == "Linux":
        return f"Debian, Ubuntu: apt-get install libgl1 libglib2.0-0; else {_REINSTALL}"
    return _REINSTALL


def _one_opencv() -> str:
    """All OpenCV packages lay their files into the same folder cv2, so they must be of one version."""
    found = {name: version for name in _OPENCV if (version := _version(name))}
    told = ", ".join(f"{name} {version}" for name, version in found.items()) or "none"
    if len(set(found.values())) != 1:
        raise ValueError(f"the folder cv2 belongs to one version only, but there are: {told}")
    return told


def _folder_is_writable() -> str:
    with tempfile.NamedTemporaryFile(dir=Path.cwd(), prefix=".mp-", suffix=".part") as file:
        file.write(b"\0" * 4096)
        file.flush()
        os.fsync(file.fileno())
    return f"{shutil.disk_usage(Path.cwd()).free / 1e9:.0f} GB free"


def _verified(model: Model) -> str:
    path = model.verify()
    return f"{path.stat().st_size / 1e6:.1f} MB, {model.licence}, as in the catalogue"


def _imported(model: Model) -> str:
    found = ModelStore(catalogue=(model,)).verify(model.name)
    if found.state not in (State.READY, State.LOCKED):
        raise ModelFileError(explain(found))
    against = "as in the catalogue" if model.sha256 else "as it was imported; no hash is published"
    return f"{found.have / 1e6:.1f} MB, {model.licence}, {against}"


def _versions() -> dict[str, str]:
    """Python, the system, this program and every package that it needs; "missing" where one is not there."""
    found = {"python": platform.python_version(), "system": platform.platform(), DISTRIBUTION: _version(DISTRIBUTION)}
    for requirement in importlib.metadata.requires(DISTRIBUTION) or []:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra ==" not in requirement:
            found[name] = _version(name) or "missing"
    return found


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _devices() -> dict[str, object]:
    """What there is to compute on. Nothing large is imported to find out."""
    memory = psutil.virtual_memory()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cpu_cores": cores,
        "memory_gb": round(memory.total / 1e9, 1),
        "memory_free_gb": round(memory.available / 1e9, 1),
        "cuda": _cuda_devices(),
        "torch": _version("torch") if importlib.util.find_spec("torch") else "not installed (not needed)",
    }


def _cuda_devices() -> list[str]:
    """Name and memory of each device, as NVIDIA's own tool tells them; empty without one."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return []
    command = [tool, "--query-gpu=name,memory.total", "--format=csv,noheader"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [line.strip() for line in answer.stdout.splitlines() if line.strip()]


def _print_facts(versions: dict[str, str], devices: dict[str, object]) -> None:
    width = max(len(name) for name in versions)
    for name, version in versions.items():
        print(f"{name:{width}}  {version}")
    cuda = devices["cuda"]
    print(f"{'processor':{width}}  {devices['cpu_cores']} cores, {devices['memory_free_gb']} GB of memory free")
    print(f"{'CUDA':{width}}  {'; '.join(cuda) if isinstance(cuda, list) and cuda else 'none (not needed)'}\n")


def _print_check(check: Check) -> None:
    mark = "ok    " if check.ok else "FAILED"
    print(f"{mark}  {check.name:36}  {check.detail}", flush=True)
    if not check.ok:
        print(f"        what to do: {check.remedy}", flush=True)
