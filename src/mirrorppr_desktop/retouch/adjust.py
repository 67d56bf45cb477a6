"""Change what an engine proposed, by the names of the operations: scale, leave out, set, and add what is missing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.photo.photo import Points, Size
from mirrorppr_desktop.retouch.background import Background
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.body_operations import BodyOperation, body_operation_field
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation, directed_name, find_operation
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.request import Adjustments, FacePolicy, SetStrength
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Retouch
from mirrorppr_desktop.retouch.simulate import carried, operation_field, performable
from mirrorppr_desktop.settings import MAX_STRENGTH
from mirrorppr_desktop.subject.subject import Face, Subject

Where: TypeAlias = Points | Subject  # of a face its landmarks, (478, 2); for the body whose it is
MakeOperation: TypeAlias = Callable[[str, float, Where, Size], OperationRetouch]
_KEPT_FIELDS = 64


def adjusted(
    retouch: Retouch,
    adjustments: Adjustments,
    subject: Subject | None = None,
    *,
    faces: FacePolicy = FacePolicy.ALL,
    make: MakeOperation | None = None,
) -> Retouch:
    """The retouch as a person wants it. An operation that is to be changed and is not held is passed over: another
    photo of the shoot may hold it. One that is set, and is not held, is added on the subject's own anatomy; where a
    face or body cannot take it, a note says so.

    Args:
        retouch: as proposed; it may have no parts.
        adjustments: what is to be changed.
        subject: who is in the photo, with the body where an operation of the body may be added.
        faces: on which faces an operation that is set for every face is added.
        make: `added_operation`, or `KeptFields` where the same retouch is adjusted again and again.
    """
    if adjustments == Adjustments():
        return retouch
    parts = [_scaled(part, adjustments) for part in retouch.parts]
    notes: list[str] = []
    if adjustments.set:
        scene = _Scene(retouch.size, None if subject is None else subject.scaled_to(retouch.size), faces)
        parts = _set(parts, adjustments.set, scene, make or added_operation, notes)
    factors = dict(adjustments.faces)
    parts = [
        replace(part, strength=min(MAX_STRENGTH, part.strength * factors[part.face])) if part.face in factors else part
        for part in parts
    ]
    return replace(retouch, parts=tuple(parts), notes=(*retouch.notes, *notes))


def needs_body(adjustments: Adjustments) -> bool:
    """Whether an operation of the body may have to be added, for which the body must have been looked for."""
    return any(one.strength > 0 and isinstance(find_operation(one.name)[0], BodyOperation) for one in adjustments.set)


def added_operation(name: str, strength: float, where: Where, size: Size) -> OperationRetouch:
    """An operation as it is performed where none was proposed: its field is made anew.

    Args:
        name: directed, of a face or the body.
        strength: > 0.
        where: landmarks of the face, carried through the operations before this one; or the subject, for its body.
        size: of the photo, in whose pixels `where` is.

    Raises:
        UnknownOperation: no operation of that name.
        OperationUnavailable: this face or body cannot take it; the message does not repeat the name.
    """
    operation, sign = find_operation(name)
    amount = sign * strength
    if isinstance(operation, BodyOperation):
        if not isinstance(where, Subject) or where.body is None:
            raise OperationUnavailable("no body was found")
        background = Background.of(where)
        made = body_operation_field(where.body, body_scale(where), operation, amount, size, background=background)
    else:
        assert not isinstance(where, Subject)
        if not performable(FaceFrame.of(where), operation):
            raise OperationUnavailable("a profile shows one half of the face only")
        made = operation_field(where, operation, amount, size)
    return OperationRetouch(directed_name(operation, sign), strength, made.scaled(1 / strength))


@dataclass(slots=True)
class KeptFields:
    """`added_operation` that remembers the last fields, for a slider that moves: only what changed is made anew."""

    _kept: OrderedDict[tuple[object, ...], OperationRetouch] = field(default_factory=OrderedDict)

    def __call__(self, name: str, strength: float, where: Where, size: Size) -> OperationRetouch:
        """As `added_operation`, with the same result."""
        key = (name, strength, _looks(where), size)
        made = self._kept.get(key)
        if made is None:
            made = added_operation(name, strength, where, size)
        self._kept[key] = made
        self._kept.move_to_end(key)
        if len(self._kept) > _KEPT_FIELDS:
            self._kept.popitem(last=False)
        return made


def _looks(where: Where) -> object:
    """What a field depends on, to be compared."""
    if not isinstance(where, Subject):
        return where.tobytes()
    faces = tuple(face.landmarks.tobytes() for face in where.faces)
    body = None if where.body is None else (where.body.points.tobytes(), where.body.visibility.tobytes())
    return faces, body


def _scaled(part: PartRetouch, adjustments: Adjustments) -> PartRetouch:
    """Scaled, left out, with or without its residual."""
    factors = dict(adjustments.scale)
    operations = tuple(
        replace(one, strength=min(MAX_STRENGTH, one.strength * factors.get(one.name, 1.0)))
        for one in part.operations
        if one.name not in adjustments.without
    )
    return replace(part, operations=operations, residual=part.residual if adjustments.residual else None)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A photo, who is in it (None where nobody looked), and which faces are meant where all of them are said."""

    size: Size
    subject: Subject | None
    policy: FacePolicy

    @property
    def all_faces(self) -> tuple[Face, ...]:
        """The faces that an operation set for every face is added to."""
        faces = () if self.subject is None else self.subject.faces
        if self.policy is FacePolicy.LARGEST and faces:
            return (max(faces, key=lambda face: face.scale),)
        return faces

    def face(self, number: int | None) -> Face | None:
        faces = () if self.subject is None else self.subject.faces
        return next((one for one in faces if one.number == number), None)


def _set(
    parts: list[PartRetouch], asked: Iterable[SetStrength], scene: _Scene, make: MakeOperation, notes: list[str]
) -> list[PartRetouch]:
    """The parts with operations at the strengths that were set; parts are added where there are none yet."""
    by_part = _wishes(asked, [part.face for part in parts], scene, notes)
    places = {part.face: i for i, part in enumerate(parts)}
    changed = list(parts)
    for number in sorted(by_part, key=lambda one: one or 0):
        before = parts[places[number]] if number in places else PartRetouch(number)
        after = _with_strengths(before, by_part[number], scene, make, notes)
        if number in places:
            changed[places[number]] = after
        elif after.operations:
            changed.append(after)
    return changed


_Wishes: TypeAlias = dict[Operation, float]  # signed strengths


def _wishes(
    asked: Iterable[SetStrength], held: list[int | None], scene: _Scene, notes: list[str]
) -> dict[int | None, _Wishes]:
    """What is set for each part, by the number of its face; what is said of one face goes before what is said of all.

    Of two words on the same operation the later one holds.
    """
    wishes: dict[int | None, _Wishes] = {}
    for one in sorted(asked, key=lambda one: one.face is not None):
        operation, sign = find_operation(one.name)
        numbers: set[int | None] = {one.face}
        if isinstance(operation, BodyOperation):
            numbers = {None}
        elif one.face is None:
            numbers = {number for number in held if number is not None}
            numbers |= {face.number for face in scene.all_faces} if one.strength > 0 else set()
        elif one.face not in held and scene.face(one.face) is None:
            if one.strength > 0:
                notes.append(f"{one.name} skipped: there is no face {one.face}")
            continue
        for number in numbers:
            wishes.setdefault(number, {})[operation] = sign * min(one.strength, MAX_STRENGTH)
    return wishes


def _with_strengths(
    part: PartRetouch, wishes: _Wishes, scene: _Scene, make: MakeOperation, notes: list[str]
) -> PartRetouch:
    """One part with operations at the strengths that were set, in the order of the catalogue."""
    operations = list(part.operations)
    face = scene.face(part.face)
    for operation in sorted(wishes, key=CATALOGUE.index):
        amount = wishes[operation]
        name = None if amount == 0 else directed_name(operation, amount)
        held = next((one for one in operations if one.name == name), None)
        if held is not None:
            operations[operations.index(held)] = replace(held, strength=abs(amount))
        # Names that this program does not know may stand in a sidecar that was edited by hand: those stay as they are.
        operations = [one for one in operations if one.name == name or one.name not in _names(operation)]
        if name is None or held is not None:
            continue
        place = sum(_order(one.name) < CATALOGUE.index(operation) for one in operations)
        where: Where | None = scene.subject
        if isinstance(operation, FaceOperation):
            where = None if face is None else _carried(face.landmarks, operations[:place])
        try:
            if where is None:
                raise OperationUnavailable("nobody was looked for in this photo")
            operations.insert(place, make(name, abs(amount), where, scene.size))
        except OperationUnavailable as error:
            whose = "" if part.face is None else f"face {part.face}: "
            notes.append(f"{whose}{name} skipped: {error}")
    return replace(part, operations=tuple(operations))


def _carried(landmarks: Points, operations: Iterable[OperationRetouch]) -> Points:
    for one in operations:
        if one.strength != 0:
            landmarks = carried(landmarks, one.field.scaled(one.strength))
    return landmarks


def _names(operation: Operation) -> tuple[str | None, str | None]:
    return operation.positive, operation.negative


def _order(name: str) -> int:
    """The place of an operation in the catalogue."""
    return _PLACES.get(name, len(CATALOGUE))


_PLACES = {name: i for i, one in enumerate(CATALOGUE) for name in _names(one) if name is not None}
