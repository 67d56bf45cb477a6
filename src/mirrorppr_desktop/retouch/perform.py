"""Named operations performed on whom a photo shows: each on what it belongs to, and a word where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation, find_operation
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.retouch import OperationRetouch, OperationStrength, PartRetouch
from mirrorppr_desktop.retouch.simulate import performable, simulate, simulate_body
from mirrorppr_desktop.subject.subject import Face, Subject


@dataclass(frozen=True, slots=True)
class Performed:
    """What is done to the body and to each face, and notes on the operations that were skipped."""

    parts: tuple[PartRetouch, ...]
    notes: tuple[str, ...] = ()


def perform(
    subject: Subject, operations: Iterable[OperationStrength], size: Size, face: int | None = None
) -> Performed:
    """Perform operations: those of faces on every face, or on the one of that number, those of the body on the body.

    An operation that a face or body cannot take is skipped and told in a note, never guessed.

    Args:
        subject: in pixels of `size`, with its body where there are operations of the body.
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
    """Perform operations of the body on the subject's own, and notes on those that it cannot take.

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
    return PartRetouch(None, tuple(performed)), tuple(notes)
