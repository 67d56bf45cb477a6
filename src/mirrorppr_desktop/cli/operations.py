"""`mirrorppr operations`: the catalogue of operations, as a table, as JSON, or performed on a photo."""

from __future__ import annotations

import importlib.util
import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.errors import PhotoError
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation, operation_names
from mirrorppr_desktop.retouch.operations import LLW_OPERATIONS, FaceOperation
from mirrorppr_desktop.settings import MAX_STRENGTH

_NATURAL = 1.0  # the strength of the largest natural edit


def run(arguments: Namespace) -> int:
    """Tell the operations; draw the sheet where one is asked for.

    Raises:
        PhotoError: the photo of the sheet cannot be read. OutputNotWritable: the sheet cannot be written.
    """
    if arguments.json:
        print(json.dumps(as_json()))
    if arguments.sheet is not None:
        from mirrorppr_desktop.cli.operations_sheet import draw

        photo = arguments.photo or _packaged_portrait()
        skipped = draw(photo, arguments.sheet)
        for note in skipped:
            print(f"Note: {note}", file=sys.stderr)
        print(f"Sheet: {arguments.sheet}", file=sys.stderr if arguments.json else sys.stdout)
    elif not arguments.json:
        print(table())
    return ExitCode.DONE


def as_json() -> dict[str, Any]:
    """Everything that the table tells, for machines."""
    return {
        "strength": {"min": 0.0, "max": MAX_STRENGTH, "natural": _NATURAL},
        "operations": [
            {
                "positive": one.positive,
                "negative": one.negative,
                "part": "face" if isinstance(one, FaceOperation) else "body",
                "tables": list(_tables(one)),
                "unit": one.unit,
                "moves": one.moves,
            }
            for one in CATALOGUE
        ],
    }


def table() -> str:
    """The catalogue in words, one operation a line."""
    directed = sum(2 for _ in LLW_OPERATIONS)
    lines = [
        f"{len(CATALOGUE)} operations, {len(operation_names())} names. A strength goes from 0 to {MAX_STRENGTH:g};"
        f" {_NATURAL:g} is the largest natural edit, told in the unit.",
        f"LLW: one of the {directed} directed operations that are simulated by landmark-guided local warping.",
    ]
    names = [f"{one.positive} / {one.negative}" if one.negative else one.positive for one in CATALOGUE]
    widths = max(map(len, names)), max(len(one.unit) for one in CATALOGUE)
    for part, of_face in (("Face", True), ("Body", False)):
        lines += ["", part]
        for name, one in zip(names, CATALOGUE, strict=True):
            if isinstance(one, FaceOperation) == of_face:
                mark = "LLW" if "LLW" in _tables(one) else "   "
                lines.append(f"  {name:{widths[0]}}  {mark}  {one.unit:{widths[1]}}  {one.moves}")
    return "\n".join(lines)


def _tables(operation: Operation) -> tuple[str, ...]:
    return operation.tables if isinstance(operation, FaceOperation) else ("professional",)


def _packaged_portrait() -> Path:
    """The portrait that scikit-image carries.

    Raises:
        PhotoError: it is not installed.
    """
    spec = importlib.util.find_spec("skimage")
    folders = spec.submodule_search_locations if spec is not None else None
    path = Path(folders[0] if folders else "skimage") / "data" / "astronaut.png"
    if not path.is_file():
        raise PhotoError(path, "scikit-image's portrait is missing; name a photo with --photo")
    return path
