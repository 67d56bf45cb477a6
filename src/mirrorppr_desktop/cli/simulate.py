"""`mirrorppr simulate`: perform named operations on the faces and the body of one photo."""

from __future__ import annotations

import secrets
import sys
from argparse import Namespace
from pathlib import Path

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.output_format import format_of
from mirrorppr_desktop.errors import NoFaceFound, OperationUnavailable, OutputNotWritable
from mirrorppr_desktop.look import THUMBNAIL_PX, look_from_operations, thumbnail_of, write_look
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import Photo
from mirrorppr_desktop.photo.publish import publish, stage_path
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions, write
from mirrorppr_desktop.retouch.catalogue import find_operation, named
from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.perform import Performed
from mirrorppr_desktop.retouch.perform import perform as perform_on
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find


def run(arguments: Namespace) -> int:
    """Perform the operations and write the result.

    Raises:
        UnknownOperation: an operation of another name. OperationUnavailable: the photo can take none of them.
        NoFaceFound: no such face. PhotoError: unreadable.
        OutputNotWritable: the result cannot be written.
    """
    operations = tuple(named(name, strength) for name, strength in arguments.op)
    photo = read(arguments.photo)
    options = OutputOptions(format=format_of(arguments.out))
    result, notes = perform(photo, operations, arguments.face, arguments.out, options)
    for note in (*photo.notes, *notes):
        print(f"Note: {note}", file=sys.stderr)
    if result != arguments.out:
        print(f"Note: {arguments.out} was there already and is left alone", file=sys.stderr)
    print(result)
    if arguments.save_look is not None:
        picture = srgb_view(read(result), THUMBNAIL_PX)
        look = look_from_operations(operations, arguments.save_look.stem, thumbnail_of(picture))
        print(write_look(look, arguments.save_look))
    return ExitCode.DONE


def perform(
    photo: Photo, operations: tuple[OperationStrength, ...], face: int | None, out: Path, options: OutputOptions
) -> tuple[Path, tuple[str, ...]]:
    """Perform operations on every face, or on the one of that number, and on the body.

    Returns:
        where the result lies (another name than `out` where a file of that name was there), and notes on it.
    """
    performed = _performed(photo, operations, face)
    retouch = Retouch(photo.size, performed.parts, Provenance("llw", "1"))
    if not out.parent.is_dir():
        raise OutputNotWritable(f"{out.parent} is not a folder; make it first, or choose another place for --out")
    staged = stage_path(out, secrets.token_hex(8))
    try:
        notes = write(photo, render(photo.pixels, retouch), staged, options)
        return publish(staged, out, replace_sha256=None), (*performed.notes, *notes)
    finally:
        staged.unlink(missing_ok=True)


def _performed(photo: Photo, operations: tuple[OperationStrength, ...], face: int | None) -> Performed:
    name = photo.header.path.name
    kinds = {isinstance(find_operation(one.name)[0], FaceOperation) for one in operations}
    view = srgb_view(photo, ANALYSIS_PX)
    of_body = False in kinds
    subject = find(view, photo.size, with_body=of_body, with_silhouette=of_body, precise=True)
    if not subject.faces and True in kinds:
        raise NoFaceFound(f"{name}: no face was found; operations need a face of at least some 24 pixels width")
    numbers = tuple(one.number for one in subject.faces)
    if face is not None and face not in numbers:
        raise NoFaceFound(f"{name}: there is no face {face}; faces are numbered from the left, 1 to {len(numbers)}")
    performed = perform_on(subject, operations, photo.size, face)
    if performed.notes and not any(part.operations for part in performed.parts):
        raise OperationUnavailable(f"{name}: nothing was done. " + "; ".join(performed.notes))
    return performed
