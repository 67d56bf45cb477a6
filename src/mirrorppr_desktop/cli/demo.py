"""`mirrorppr demo`: the main job on real photos that come inside installed packages, with a sheet to look at.

It performs the very commands that a user would type, and prints them. Running it again resumes what is there.
"""

from __future__ import annotations

import importlib
import importlib.util
import shlex
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.parser import COMMANDS, parse
from mirrorppr_desktop.errors import JobError, OutputNotWritable
from mirrorppr_desktop.settings import SIDECAR_SUFFIX


@dataclass(frozen=True, slots=True)
class PackagedPhoto:
    """A photo inside an installed Python package, and the name that it gets in the demo."""

    name: str
    package: str
    path: str
    shows: str


EXEMPLAR = PackagedPhoto("before.png", "skimage", "data/astronaut.png", "the portrait of the exemplar pair")
SHOOT = (
    PackagedPhoto("group.jpg", "insightface", "data/images/t1.jpg", "six people at a table"),
    PackagedPhoto("grace_hopper.jpg", "matplotlib", "mpl-data/sample_data/grace_hopper.jpg", "a portrait with glasses"),
    PackagedPhoto("small.png", "insightface", "data/images/Tom_Hanks_54745.png", "a face in 112 x 112 pixels"),
)
# Strong enough to be seen at a glance, by operations that touch different parts of a face.
OPERATIONS = ("Enlarge eyes=1", "Narrow nasal alae=1", "Plump lips=1")


def run(arguments: Namespace) -> int:
    """Make the pair, retouch the photos, draw the sheets, say where everything lies.

    Raises:
        JobError: no photo to work on, or the folder cannot be written to.
    """
    out: Path = arguments.out
    before, after = out / "exemplar" / EXEMPLAR.name, out / "exemplar" / "after.png"
    photos, results = out / "photos", out / "results"
    if not _lay_out(EXEMPLAR, before):
        raise JobError("scikit-image's portrait is missing: see `mirrorppr doctor`")
    laid_out = [one for one in SHOOT if _lay_out(one, photos / one.name)]
    if not laid_out:
        raise JobError('no packaged photo was found: pip install -c constraints.txt ".[demo]" brings some')
    for one in laid_out:
        print(f"{one.name}: {one.shows} (from the package {one.package})", file=sys.stderr)

    if not after.exists():
        chosen = [word for operation in OPERATIONS for word in ("--op", operation)]
        if code := _perform("simulate", str(before), *chosen, "--out", str(after)):
            return code
    code = _perform(
        "retouch", "--before", str(before), "--after", str(after), "--photos", str(photos), "--out", str(results)
    )
    if code not in (ExitCode.DONE, ExitCode.SOME_FAILED):
        return code
    _draw(out, before, after, photos, results)
    return code


def _lay_out(photo: PackagedPhoto, target: Path) -> bool:
    """Copy a packaged photo to `target`, unless it lies there; False where its package is not installed."""
    spec = importlib.util.find_spec(photo.package)
    if spec is None or not spec.submodule_search_locations:
        return False
    source = Path(spec.submodule_search_locations[0]) / photo.path
    if not source.is_file():
        return False
    if target.exists():
        return True
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = target.with_name(f".{target.name}.part")  # so that a stopped copy is never taken for a photo
        staged.write_bytes(source.read_bytes())
        staged.replace(target)
    except OSError as error:
        raise OutputNotWritable(
            f"{target.parent} cannot be written to: {error.strerror}. Name another --out"
        ) from error
    return True


def _perform(*argv: str) -> int:
    """What typing `mirrorppr ARGV` does; the line is shown first."""
    print(f"\n$ mirrorppr {shlex.join(argv)}", file=sys.stderr, flush=True)
    arguments = parse(argv)
    return int(importlib.import_module(COMMANDS[arguments.command]).run(arguments))


def _draw(out: Path, before: Path, after: Path, photos: Path, results: Path) -> None:
    from mirrorppr_desktop.cli.demo_sheet import draw

    drawn = draw(out, (before, after), ", ".join(OPERATIONS), photos, results)
    print(f"\nexemplar pair  {before.parent}")
    print(f"photos         {photos}")
    print(f"results        {results}")
    print(f"sidecars       {results / f'*{SIDECAR_SUFFIX}'}")
    print(f"sheets         {', '.join(str(path) for path in drawn.sheets)}")
    print(f"page           {drawn.page}")
