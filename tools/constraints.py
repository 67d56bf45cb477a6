"""Renew constraints.txt: resolve the project with all its extras, install nothing, write down every version.

Run by `make constraints`, with no argument. It takes the newest versions that pyproject.toml allows; `make test` in a
fresh clone says whether they work.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADER = """\
# Every version that the program was tested with. Written by `make constraints`; do not edit by hand.
# Use: pip install -c constraints.txt ".[demo]"     (or .[dev], .[ai])
# Resolved on Python {python} for Linux; the same versions have wheels for Python 3.11 and 3.12. What a package asks
# for on another system only (colorama on Windows, CUDA libraries of torch) is not held here.
"""


def main() -> None:
    """Resolve, compare with what stood there, write."""
    own_name, versions = _resolve()
    lines = sorted(f"{name}=={version}" for name, version in versions.items() if name != own_name)
    header = HEADER.format(python=".".join(map(str, sys.version_info[:3])))
    (ROOT / "constraints.txt").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"constraints.txt: {len(lines)} versions")


def _resolve() -> tuple[str, dict[str, str]]:
    """The project's own name, and the version of every package it needs with all extras, by normalised name."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run"]
        command += ["--ignore-installed", "--report", str(report), f"{ROOT}[ai,demo,dev]"]
        subprocess.run(command, check=True)
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    names = [(_normalised(one["metadata"]["name"]), one) for one in found]
    own = next(name for name, one in names if "dir_info" in one["download_info"])
    # A local build (torch 2.13.0+cpu) is the release that everybody else gets.
    return own, {name: one["metadata"]["version"].partition("+")[0] for name, one in names}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
