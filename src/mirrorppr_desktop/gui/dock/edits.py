"""What a hand on a slider means for the shoot: whom it concerns, and what becomes one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject

from mirrorppr_desktop.gui.shoot.photo import Decision, forget_strength, set_strength
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.retouch.names import operation_of
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength


class Scope(StrEnum):
    """Whom a change concerns."""

    ALL = "all"  # the whole shoot, but for photos with settings of their own
    SELECTION = "selection"
    PHOTO = "photo"


class Edits(QObject):
    """Writes changes of strength and operations into the shoot. Changes until `end_gesture` are one step of undo."""

    def __init__(self, shoot: Shoot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shoot = shoot
        self.scope = Scope.ALL
        self._gesture = 0

    def end_gesture(self) -> None:
        """The hand left the slider."""
        self._gesture += 1

    def set_strength(self, strength: float) -> None:
        """How far the whole retouch goes, 0 to 2."""
        token = ("strength", self._gesture)
        if self.scope == Scope.ALL:
            self._shoot.set_settings(self.tr("strength"), replace(self._shoot.settings, strength=strength), token)
        else:
            self._decide(self.tr("strength"), lambda one: replace(one, strength=strength), token)

    def set_operation(self, name: str, strength: float, face: int | None = None) -> None:
        """An operation by its directed name, 0 leaves it out; what was said of its other direction is forgotten."""
        names = operation_of(name).directions

        def change(adjustments: Adjustments) -> Adjustments:
            return set_strength(forget_strength(adjustments, names, face), SetStrength(name, strength, face))

        # Either direction of one operation is the same gesture: a drag goes through zero.
        token = ("operation", names, face, self._gesture)
        self._adjust(name, change, token)

    def set_face(self, face: int, factor: float) -> None:
        """How far everything goes on one face, 0 to 2."""

        def change(adjustments: Adjustments) -> Adjustments:
            others = tuple(one for one in adjustments.faces if one[0] != face)
            return replace(adjustments, faces=others if factor == 1 else tuple(sorted((*others, (face, factor)))))

        self._adjust(self.tr("strength of face {0}").format(face), change, ("face", face, self._gesture))

    def reset_face(self, face: int | None) -> None:
        """What was said of a face of the current photo is forgotten, or of each of its faces."""
        if self._shoot.current is None:
            return

        def is_kept(number: int | None) -> bool:
            return number is None or (face is not None and number != face)

        def changed(decision: Decision) -> Decision:
            own = decision.adjustments
            if own is None:
                return decision
            faces = tuple(one for one in own.faces if is_kept(one[0]))
            return replace(
                decision, adjustments=replace(own, faces=faces, set=tuple(o for o in own.set if is_kept(o.face)))
            )

        text = self.tr("reset faces") if face is None else self.tr("reset face {0}").format(face)
        self._shoot.decide([self._shoot.current.path], text, changed)

    def forget_operation(self, names: tuple[str, ...], face: int | None = None) -> None:
        """As the pair has it."""
        self._adjust(self.tr("as in the pair"), lambda one: forget_strength(one, names, face), None)

    def as_in_pair(self) -> None:
        """Everything as the pair has it."""
        text = self.tr("as in the pair")
        if self.scope == Scope.ALL:
            settings = replace(self._shoot.settings, strength=1.0, adjustments=Adjustments())
            self._shoot.set_settings(text, settings)
        else:
            self._decide(text, lambda one: replace(one, strength=None, adjustments=None), None)

    def _adjust(self, text: str, change: Callable[[Adjustments], Adjustments], token: object | None) -> None:
        shoot = self._shoot
        if self.scope == Scope.ALL:
            settings = replace(shoot.settings, adjustments=change(shoot.settings.adjustments))
            shoot.set_settings(text, settings, token)
            return
        of_shoot = shoot.settings.adjustments

        def changed(decision: Decision) -> Decision:
            own = of_shoot if decision.adjustments is None else decision.adjustments
            return replace(decision, adjustments=change(own))

        self._decide(text, changed, token)

    def _decide(self, text: str, change: Callable[[Decision], Decision], token: object | None) -> None:
        self._shoot.decide(self._concerned(), text, change, token)

    def _concerned(self) -> list[Path]:
        if self.scope == Scope.SELECTION:
            return [photo.path for photo in self._shoot.selected]
        return [] if self._shoot.current is None else [self._shoot.current.path]
