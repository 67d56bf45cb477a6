"""`mirrorppr reproject`: a picture that any generator made of a photo becomes a warp of the photo itself."""

from __future__ import annotations

import hashlib
import secrets
import sys
from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path

from mirrorppr_desktop import pipeline
from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.output_format import format_of
from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.neural.reproject import ENGINE, VERSION, WORKING_PX, reproject
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import Photo
from mirrorppr_desktop.photo.publish import publish, stage_path
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import Asked, FileId, Record
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX, sidecar_path


def run(arguments: Namespace) -> int:
    """Measure what the generated picture moved, do it to the photo, and write the result and its sidecar.

    Raises:
        PhotoError: one of the two cannot be read. PicturesDiffer: they are not one picture.
        OutputNotWritable, DiskFull: the result cannot be written.
    """
    out: Path = arguments.out
    options = OutputOptions(format=format_of(out))
    if not out.parent.is_dir():
        raise OutputNotWritable(f"{out.parent} is not a folder; make it first, or choose another place for --out")
    query, generated = read(arguments.query), read(arguments.generated)
    subject = pipeline.find_subject(srgb_view(query, ANALYSIS_PX), query.size, False)
    retouch = reproject(srgb_view(query, WORKING_PX), srgb_view(generated, WORKING_PX), subject)
    retouch = replace(retouch, strength=arguments.strength)
    result, told = _write(query, generated, retouch, out, options)
    for note in (*generated.notes, *told):
        print(f"Note: {note}", file=sys.stderr)
    if result != out:
        print(f"Note: {out} was there already and is left alone", file=sys.stderr)
    print(result)
    return ExitCode.DONE


def _write(
    query: Photo, generated: Photo, retouch: Retouch, out: Path, options: OutputOptions
) -> tuple[Path, tuple[str, ...]]:
    """Where the result lies, its sidecar beside it, and what is to be told about it."""
    staged = stage_path(out, secrets.token_hex(8))
    staged_sidecar = stage_path(out, secrets.token_hex(8))
    try:
        developed = pipeline.finish(query, retouch, staged, options)
        result = publish(staged, out)
        record = Record(
            FileId(query.header.path.name, developed.source_sha256, developed.source_length),
            FileId(result.name, developed.sha256, developed.length),
            retouch,
            options,
            _asked(generated, retouch, options),
        )
        with staged_sidecar.open("x", encoding="utf-8") as file:
            file.write(record.to_text())
        wish = sidecar_path(result)
        sidecar = publish(staged_sidecar, wish)
    finally:
        staged.unlink(missing_ok=True)
        staged_sidecar.unlink(missing_ok=True)
    if sidecar == wish:
        return result, developed.notes
    return result, (*developed.notes, f"{wish.name} was there already; the sidecar is {sidecar.name}")


def _asked(generated: Photo, retouch: Retouch, options: OutputOptions) -> Asked:
    """Digests of all that decides the result besides the photo."""
    settings = (ENGINE, generated.sha256, retouch.strength, sorted(asdict(options).items()))
    models = (ENGINE, VERSION, pipeline.VERSION, ANALYSIS_PX, WORKING_PX)
    return Asked(FacePolicy.ALL, *(hashlib.sha256(repr(one).encode()).hexdigest() for one in (settings, models)))
