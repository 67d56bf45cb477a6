"""The way of one photo, file to file. The order of the stages stands here and nowhere else.

A result is made in two steps, so that a ledger can note its intent between them: `develop` leaves a finished, checked
file under a staging name, and the caller publishes it. Without a ledger, `photo.publish.publish` follows at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from mirrorppr_desktop.errors import BadSidecar, NoFaceFound, PhotoChanged, RetouchError
from mirrorppr_desktop.photo import colour, publish, write
from mirrorppr_desktop.photo import read as reading
from mirrorppr_desktop.photo.photo import RGB8, Photo, Size
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import Consistency, Record
from mirrorppr_desktop.retouch.adjust import adjusted, needs_body
from mirrorppr_desktop.retouch.engine import Engine, Witness
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import RetouchRequest
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX, MAX_MEGAPIXELS
from mirrorppr_desktop.subject.subject import Subject

VERSION = "1"  # changes whenever the same retouch of the same file may yield other bytes


class Stage(StrEnum):
    """What is being done to a photo, as told to whoever waits for it."""

    READ = "reading"
    FIND = "looking for faces"
    PROPOSE = "working out the retouch"
    RENDER = "retouching"
    JUDGE = "comparing"
    WRITE = "writing"


FindSubject = Callable[[RGB8, Size, bool], Subject]  # the last: whether body and silhouette are asked for as well
StageListener = Callable[[Stage], None]  # called before each stage; raises `Cancelled` to stop there


class Cancelled(BaseException):
    """Work on a photo was called off between two stages. No error: nobody is told about it, nothing is left behind."""


@dataclass(frozen=True, slots=True)
class Developed:
    """A finished result under its staging name, not yet visible.

    length: in bytes. consistency: with the exemplar, where a witness told it.
    """

    staged: Path
    sha256: str
    length: int
    source_sha256: str
    source_length: int
    retouch: Retouch
    notes: tuple[str, ...] = ()
    consistency: Consistency | None = None


def find_subject(image: RGB8, size: Size, with_body: bool) -> Subject:
    """Who is in a photo: `subject.find.find`, which loads its models at the first call."""
    from mirrorppr_desktop.subject.find import find

    return find(image, size, with_body=with_body, with_silhouette=with_body)


def _nobody_listens(_: Stage) -> None:
    pass


def develop(
    source: Path,
    staged: Path,
    engine: Engine,
    request: RetouchRequest,
    options: OutputOptions,
    *,
    find: FindSubject = find_subject,
    witness: Witness | None = None,
    on_stage: StageListener = _nobody_listens,
    max_megapixels: float = MAX_MEGAPIXELS,
) -> Developed:
    """Retouch one photo by an engine.

    Args:
        source: the original; opened for reading only.
        staged: where the result goes for now, in the folder that it will be published in.
        find: says who is in the photo.
        witness: tells how far the result keeps to the exemplar.

    Raises:
        NoFaceFound: nothing to do here; whether that is a failure is for the caller to say.
        PhotoError, RetouchError: this photo cannot be done. OSError: the result cannot be written.
    """
    on_stage(Stage.READ)
    photo = reading.read(source, max_megapixels=max_megapixels)
    on_stage(Stage.FIND)
    view = colour.srgb_view(photo, ANALYSIS_PX)
    subject = find(view, photo.size, engine.needs_body or needs_body(request.adjustments))
    on_stage(Stage.PROPOSE)
    proposed = replace(engine.propose(view, subject), strength=request.strength)
    retouch = adjusted(proposed, request.adjustments, subject, faces=request.faces)
    judge = None if witness is None else _Judge(witness, view, subject)
    return finish(photo, retouch, staged, options, on_stage, judge=judge)


def render_from_sidecar(
    original: Path,
    record: Record,
    staged: Path,
    options: OutputOptions | None = None,
    *,
    on_stage: StageListener = _nobody_listens,
    max_megapixels: float = MAX_MEGAPIXELS,
) -> Developed:
    """Do to an original what its record says. Nothing is analysed: no engine and no model is loaded.

    Args:
        original: the file that the record was made from, wherever it lies now.
        options: how to write the result, where it is not to be written as it was.

    Raises:
        BadSidecar: the file is not the one that the record was made from.
        PhotoError, RetouchError: this photo cannot be done. OSError: the result cannot be written.
    """
    on_stage(Stage.READ)
    photo = reading.read(original, max_megapixels=max_megapixels)
    if photo.sha256 != record.source.sha256:
        raise BadSidecar(f"{original.name}: it is not the file that this retouch was made for (other content)")
    return finish(photo, record.retouch, staged, options or record.options, on_stage)


@dataclass(frozen=True, slots=True)
class _Judge:
    """A witness, and the query as it is shown to it."""

    witness: Witness
    view: RGB8
    subject: Subject

    def consistency(self, result: Photo) -> Consistency | None:
        """None where the witness cannot tell, since there is nobody to look at."""
        try:
            told = [
                round(self.witness.consistency(self.view, one, self.subject), 4)
                for one in (colour.srgb_view(result, ANALYSIS_PX), self.view)
            ]
        except NoFaceFound:
            return None
        return Consistency(*told)


def finish(
    photo: Photo,
    retouch: Retouch,
    staged: Path,
    options: OutputOptions,
    on_stage: StageListener = _nobody_listens,
    *,
    judge: _Judge | None = None,
) -> Developed:
    """Render a retouch and write the result, for whoever has read the photo and knows what is to be done to it.

    Raises:
        RetouchError: the retouch is not for this photo. PhotoError, OSError: the result cannot be written.
    """
    if retouch.size != photo.size:
        raise RetouchError(f"{photo.header.path.name}: the retouch is for {retouch.size}, the photo is {photo.size}")
    on_stage(Stage.RENDER)
    pixels = render(photo.pixels, retouch)
    consistency = None
    if judge is not None:
        on_stage(Stage.JUDGE)
        consistency = judge.consistency(replace(photo, pixels=pixels))
    on_stage(Stage.WRITE)
    source, digest = photo.header.path, photo.sha256
    source_length = source.stat().st_size
    try:
        if pixels is photo.pixels and _writes_the_same_file(photo, options):
            notes = _copy(photo, staged)
        else:
            notes = write.write(photo, pixels, staged, options)
        sha256 = publish.file_sha256(staged)
        length = staged.stat().st_size
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    if consistency is not None:
        told = f"{consistency.result:.3f}, untouched {consistency.untouched:.3f}"
        notes = (*notes, f"operation consistency with the exemplar: {told}")
    notes = (*photo.notes, *retouch.notes, *notes)
    return Developed(staged, sha256, length, digest, source_length, retouch, notes, consistency)


def _writes_the_same_file(photo: Photo, options: OutputOptions) -> bool:
    """Whether writing the untouched pixels would only lose something against the bytes of the original."""
    same_format = write.output_format(photo.header, options) == photo.header.format
    same_bits = options.bits in (None, photo.bits)
    return same_format and same_bits and options.subsampling is None and options.keep_gps


def _copy(photo: Photo, staged: Path) -> tuple[str, ...]:
    shutil.copyfile(photo.header.path, staged)
    if publish.file_sha256(staged) != photo.sha256:
        raise PhotoChanged(photo.header.path, "it changed while it was being copied")
    return ("nothing to change: copied as it is",)
