"""The names of all operations and where they belong: the one list of them. Light to import; what moves is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias


class Group(StrEnum):
    """What an operation works on."""

    OUTLINE = "outline"
    EYEBROWS = "eyebrows"
    EYES = "eyes"
    NOSE = "nose"
    MOUTH = "mouth"
    BODY = "body"


Place: TypeAlias = Literal["face", "body"]


@dataclass(frozen=True, slots=True)
class OperationName:
    """An operation by the names of its directions; negative is None where there is but one.

    llw: one of the eight that simulate training pairs (MirrorPPR, Table 6); the others are of Table 7 alone.
    """

    positive: str
    negative: str | None
    group: Group
    llw: bool = False

    @property
    def place(self) -> Place:
        """Whether it is done to every face, or to the body."""
        return "body" if self.group is Group.BODY else "face"

    @property
    def directions(self) -> tuple[str, ...]:
        """The directed names, the positive one first."""
        return (self.positive,) if self.negative is None else (self.positive, self.negative)

    def directed(self, amount: float) -> str | None:
        """The name of the direction of a signed amount; None where there is no such direction. 0 counts as positive."""
        return self.positive if amount >= 0 else self.negative


# In the order in which several operations are performed: see `operations` and `body_operations`.
NAMES: Final[tuple[OperationName, ...]] = (
    OperationName("Sharpen face", "Round face", Group.OUTLINE),
    OperationName("Square jawline", "Sharpen jawline", Group.OUTLINE),
    OperationName("Lengthen chin", "Shorten chin", Group.OUTLINE),
    OperationName("Fill temples", "Depress temples", Group.OUTLINE),
    OperationName("Increase eyebrow distance", "Decrease eyebrow distance", Group.EYEBROWS),
    OperationName("Move eyebrows upward", "Move eyebrows downward", Group.EYEBROWS),
    OperationName("Thicken eyebrows", "Thin eyebrows", Group.EYEBROWS),
    OperationName("Increase eye distance", "Decrease eye distance", Group.EYES, llw=True),
    OperationName("Move eyes upward", "Move eyes downward", Group.EYES),
    OperationName("Increase eye height", "Decrease eye height", Group.EYES),
    OperationName("Increase eye width", "Decrease eye width", Group.EYES),
    OperationName("Enlarge eyes", "Shrink eyes", Group.EYES, llw=True),
    OperationName("Widen nose bridge", "Narrow nose bridge", Group.NOSE, llw=True),
    OperationName("Widen nasal alae", "Narrow nasal alae", Group.NOSE, llw=True),
    OperationName("Enlarge nose tip", "Shrink nose tip", Group.NOSE),
    OperationName("Lengthen nose", "Shorten nose", Group.NOSE, llw=True),
    OperationName("Enlarge nose", "Shrink nose", Group.NOSE),
    OperationName("Move mouth upward", "Move mouth downward", Group.MOUTH, llw=True),
    OperationName("Plump lips", "Thin lips", Group.MOUTH, llw=True),
    OperationName("Raise mouth corners", "Lower mouth corners", Group.MOUTH),
    OperationName("Widen mouth", "Narrow mouth", Group.MOUTH),
    OperationName("Enlarge mouth", "Shrink mouth", Group.MOUTH, llw=True),
    OperationName("Square shoulders", None, Group.BODY),
    OperationName("Broaden shoulders", "Narrow shoulders", Group.BODY),
    OperationName("Thicken arms", "Slim arms", Group.BODY),
    OperationName("Slim waist", None, Group.BODY),
    OperationName("Slim legs", None, Group.BODY),
)

_BY_DIRECTED: Final = {directed: one for one in NAMES for directed in one.directions}


def operation_of(directed: str) -> OperationName:
    """The operation of a directed name in its exact spelling.

    Raises:
        KeyError: there is none.
    """
    return _BY_DIRECTED[directed]


def sign_of(directed: str) -> float:
    """+1 for the positive direction of an operation, -1 for the negative one.

    Raises:
        KeyError: there is no operation of that name.
    """
    return 1.0 if operation_of(directed).positive == directed else -1.0


def both_ways(positive: str) -> tuple[str, str]:
    """The two directed names of an operation that goes both ways.

    Raises:
        KeyError: there is none, or it goes one way only.
    """
    negative = operation_of(positive).negative
    if negative is None or operation_of(positive).positive != positive:
        raise KeyError(positive)
    return positive, negative
