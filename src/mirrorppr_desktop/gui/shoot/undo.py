"""Undo and redo: one step for one gesture, one step for one action on many photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand

T = TypeVar("T")
_MERGEABLE = 1


class Change(QUndoCommand, Generic[T]):
    """A value before and after. It swallows the next change of the same gesture, so that a drag is one step.

    gesture: what tells one gesture from another, the things that it changes included; None is never swallowed.
    """

    def __init__(
        self, text: str, before: T, after: T, write: Callable[[T], None], gesture: object | None = None
    ) -> None:
        super().__init__(text)
        self._before, self._after, self._write, self._gesture = before, after, write, gesture

    def redo(self) -> None:
        """Write the value after; Qt calls it when the change is pushed as well."""
        self._write(self._after)

    def undo(self) -> None:
        """Write the value before."""
        self._write(self._before)

    def id(self) -> int:
        """Only changes of one id are offered to each other."""
        return -1 if self._gesture is None else _MERGEABLE

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow the next change where it belongs to the same gesture."""
        if not isinstance(other, Change) or other._gesture != self._gesture:
            return False
        self._after = other._after
        return True
