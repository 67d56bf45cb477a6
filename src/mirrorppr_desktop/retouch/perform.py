"""Named operations performed on whom a photo shows: each on what it belongs to, and a word where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.background import Background
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation, find_operation
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.retouch import OperationRetouch, OperationStrength, PartRetouch
from mirrorppr_desktop.retouch.simulate import performable, simulate, simulate_body
from mirrorppr_desktop.subject.subject import Face, Subject

_VISIBLE_BEND = 0.02  # of the body's scale; and a pixel


@dataclass(frozen=True, slots=True)
class Performed:
    """What is done to the body and to each face.

    notes: on operations that were skipped, and on straight lines of the background that are bent.
    """

    parts: tuple[PartRetouch, ...]
    notes: tuple[str, ...] = ()


def perform(
    subject: Subject, operations: Iterable[OperationStrength], size: Size, face: int | None = None
) -> Performed:
    """Perform operations: those of faces on every face, or on the one of that number, those of the body on the body.

    An operation that a face or body cannot take is skipped and told in a note, never guessed.

    Args:
        subject: in pixels of `size`, with body and silhouette where there are operations of the body.
        operations: directed names with strengths; the two directions of an operation cancel each other.
        size: of the photo.
        face: number of the only face, left to right, from 1.

    Raises:
        UnknownOperation: no operation of that name.
    """
    of_faces: list[OperationStrength] = []
    of_body: list[OperationStrength] = []
    for one in operations:
        (of_faces if isinstance(find_operation(one.name)[0], FaceOperation) else of_body).append(one)
    parts: list[PartRetouch] = []
    notes: list[str] = []
    if of_body:
        part, why = perform_on_body(subject, of_body, size)
        parts += [part] if part.operations else []
        notes += why
    for one_face in subject.faces if of_faces else ():
        if face is None or one_face.number == face:
            part, skipped = perform_on_face(one_face, of_faces, size)
            parts.append(part)
            notes += skipped
    return Performed(tuple(parts), tuple(notes))


def perform_on_face(
    face: Face, operations: Iterable[OperationStrength], size: Size
) -> tuple[PartRetouch, tuple[str, ...]]:
    """Perform operations of the face on one face, and notes on those that it cannot take.

    Raises:
        UnknownOperation: no operation of that name.
    """
    frame = FaceFrame.of(face.landmarks)
    taken: list[OperationStrength] = []
    notes: list[str] = []
    for one in operations:
        operation = find_operation(one.name)[0]
        if isinstance(operation, FaceOperation) and not performable(frame, operation):
            notes.append(f"face {face.number}: {one.name} skipped: a profile shows one half of the face only")
        else:
            taken.append(one)
    return simulate(face, taken, size), tuple(notes)


def perform_on_body(
    subject: Subject, operations: Iterable[OperationStrength], size: Size
) -> tuple[PartRetouch, tuple[str, ...]]:
    """Perform operations of the body on the subject's own, and notes: on those that it cannot take, on what they bend.

    Raises:
        UnknownOperation: no operation of that name.
    """
    asked: dict[Operation, list[OperationStrength]] = {}
    for one in operations:
        asked.setdefault(find_operation(one.name)[0], []).append(one)
    performed: list[OperationRetouch] = []
    notes: list[str] = []
    for operation in sorted(asked, key=CATALOGUE.index):
        try:
            # One operation at a time, so that one which is unavailable does not keep back the others.
            performed += simulate_body(subject, asked[operation], size).operations
        except OperationUnavailable as error:
            notes.append(f"skipped: {error}")
    part = PartRetouch(None, tuple(performed))
    return part, (*notes, *_bent(part, subject))


def _bent(part: PartRetouch, subject: Subject) -> tuple[str, ...]:
    """A note on the straight lines of the background that a body's operations bend, where anybody could see it."""
    background, warp = Background.of(subject), part.warp()
    if background is None or warp is None:
        return ()
    scale = body_scale(subject)
    bend = background.bend(warp, scale)
    if bend.px < max(1.0, _VISIBLE_BEND * scale):
        return ()
    names = ", ".join(one.name for one in part.operations)
    return (
        f"{names}: a straight line in the background close beside the body is bent by up to {bend.px:.1f} px"
        f" ({bend.share:.0%} of the body's own move)",
    )
