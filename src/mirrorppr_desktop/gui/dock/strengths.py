"""How far each operation goes on a face, from what the pair has and what a person set. Pure values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.retouch.names import NAMES, OperationName, sign_of
from mirrorppr_desktop.retouch.request import Adjustments


def in_pair(operation: OperationName, base: Mapping[str, float]) -> float:
    """The signed strength of an operation in the pair; 0 where it does not hold it. base: by directed name."""
    return sum(sign_of(name) * base[name] for name in operation.directions if name in base)


def set_by_hand(operation: OperationName, adjustments: Adjustments, face: int | None) -> float | None:
    """The signed strength that a person set for a face, or for every face; None where nobody did.

    Of two words on one operation the later one holds; what is said of one face goes before what is said of all.
    """
    wanted = None if operation.place == "body" else face
    for whose in dict.fromkeys((wanted, None)):
        for one in reversed(adjustments.set):
            if one.face == whose and one.name in operation.directions:
                return sign_of(one.name) * one.strength
    return None


def strength_on(
    operation: OperationName, base: Mapping[str, float], adjustments: Adjustments, face: int | None
) -> float:
    """The signed strength of an operation on a face, before the strength of the whole."""
    told = set_by_hand(operation, adjustments, face)
    if told is not None:
        return told
    factors = dict(adjustments.scale)
    return sum(
        sign_of(name) * base[name] * factors.get(name, 1.0)
        for name in operation.directions
        if name in base and name not in adjustments.without
    )


def found_operations(base: Mapping[str, float]) -> tuple[OperationName, ...]:
    """The operations that a pair holds, in the order of the list."""
    return tuple(one for one in NAMES if any(base.get(name) for name in one.directions))


def operation_words(directed: str) -> str:
    """A directed name in the user's language."""
    return QCoreApplication.translate("Operations", directed)
