"""The catalogue: all 27 operations of faces and bodies, and how they are found by name."""

from __future__ import annotations

import difflib
from typing import TypeAlias

from mirrorppr_desktop.errors import RetouchError, UnknownOperation
from mirrorppr_desktop.retouch.body_operations import BODY_OPERATIONS, BodyOperation
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, FaceOperation
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.settings import MAX_STRENGTH

Operation: TypeAlias = FaceOperation | BodyOperation

CATALOGUE: tuple[Operation, ...] = (*FACE_OPERATIONS, *BODY_OPERATIONS)


def operation_names() -> tuple[str, ...]:
    """Every directed name, in the order of the catalogue, the positive direction first."""
    return tuple(name for one in CATALOGUE for name in (one.positive, one.negative) if name is not None)


def find_operation(name: str) -> tuple[Operation, float]:
    """The operation of a directed name, and +1 or -1 for its direction.

    Raises:
        UnknownOperation: no operation of that name; the message names the nearest ones.
    """
    wanted = _spelling(name)
    found = _BY_NAME.get(wanted)
    if found is not None:
        return found
    near = difflib.get_close_matches(wanted, list(_BY_NAME), n=3, cutoff=0.5)
    suggestion = [one for one in operation_names() if _spelling(one) in near]
    hint = f"did you mean {', '.join(suggestion)}?" if suggestion else "`mirrorppr operations` lists all of them"
    raise UnknownOperation(f'no operation is called "{name}"; {hint}')


def named(name: str, strength: float) -> OperationStrength:
    """An operation with a strength; the name in its own spelling, however it was typed.

    Raises:
        UnknownOperation: no operation of that name.
        RetouchError: the strength is not from 0 to 2.
    """
    if not 0 <= strength <= MAX_STRENGTH:
        raise RetouchError(f"{name}: a strength goes from 0 to {MAX_STRENGTH:g}, not {strength:g}")
    operation, sign = find_operation(name)
    return OperationStrength(directed_name(operation, sign), strength)


def directed_name(operation: Operation, sign: float) -> str:
    """The name of an operation in the direction of `sign`.

    Raises:
        UnknownOperation: the operation has no such direction.
    """
    name = operation.positive if sign > 0 else operation.negative
    if name is None:
        raise UnknownOperation(f"{operation.positive} has no opposite direction")
    return name


def _spelling(name: str) -> str:
    """A name as it is compared: case, hyphens, underscores and spaces at will."""
    return " ".join(name.replace("-", " ").replace("_", " ").split()).casefold()


_BY_NAME: dict[str, tuple[Operation, float]] = {
    _spelling(name): (one, sign)
    for one in CATALOGUE
    for name, sign in ((one.positive, 1.0), (one.negative, -1.0))
    if name is not None
}
