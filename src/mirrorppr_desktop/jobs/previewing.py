"""A view retouched with other strengths than proposed. Works in a thread of the window: numpy and cv2 only."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import numpy as np

from mirrorppr_desktop.jobs.questions import Answer, Ask, Preview, PreviewAsk, View
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.retouch.adjust import KeptFields, MakeOperation, Where, adjusted
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments, FacePolicy
from mirrorppr_desktop.retouch.retouch import OperationRetouch, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Subject

_NEAR = 0.2  # share of its strength that an operation may be off from what its field was made for, while it moves
_UNSEEN = 0.05  # and how far times its strength, whichever lets it go farther: of little strength, little shows
_SAME_FACE = 0.1  # of the face's width: how far landmarks may be off from those that a field was made for
_KEPT_NEAR = 64
_KEPT_SCALED = 256  # fields at the size of a view, some 100 KB each


def answer(ask: Ask) -> Answer:
    """The preview that was asked for, at once: see `Desk.quick`.

    Raises:
        RetouchError: an adjustment that cannot be performed.
    """
    assert isinstance(ask, PreviewAsk), ask
    return _desk().quick(ask)


def refine(ask: Ask) -> Answer | None:
    """The same to the last bit, once the slider has come to rest; None where `answer` has told that already.

    Raises:
        RetouchError: an adjustment that cannot be performed.
    """
    assert isinstance(ask, PreviewAsk), ask
    return None if _desk().is_exact(ask) else _desk().exact(ask)


class Desk:
    """Makes previews, and keeps what the next move of a slider needs again.

    The field of an operation that was added depends a little on its strength, and on the operations before it. Making
    all of them anew takes too long while a slider moves: fields made for nearly the same are used in between.
    """

    def __init__(self) -> None:
        self._made = KeptFields()
        self._near = _NearFields(self._made)
        self._scaled = _ScaledFields()
        self._latest: _Added | None = None

    def exact(self, ask: PreviewAsk) -> Preview:
        """As a run does it, at the size of the view."""
        self._latest = _Added(ask, self._with_set(ask, self._made), _strengths(ask), is_exact=True)
        return self._shown(ask, ask.view.proposed)

    def quick(self, ask: PreviewAsk) -> Preview:
        """The same where operations that were added have kept their strengths; nearly the same where one has moved."""
        latest = self._latest
        if latest is None or not latest.is_alike(ask):
            return self.exact(ask)
        if not latest.serves(ask):
            made = tuple(
                new if _is_far(old, new) else old for old, new in zip(latest.made, _strengths(ask), strict=True)
            )
            self._latest = latest = _Added(ask, self._with_set(ask, self._near), made, is_exact=False)
        return self._shown(ask, latest.retouch)

    def is_exact(self, ask: PreviewAsk) -> bool:
        """Whether `quick` is as good as `exact`."""
        latest = self._latest
        return latest is not None and latest.is_exact and latest.is_alike(ask) and latest.made == _strengths(ask)

    def _shown(self, ask: PreviewAsk, start: Retouch) -> Preview:
        view = ask.view
        retouch = _adjusted(view, replace(start, strength=ask.strength), ask.adjustments, self._made)
        size = (view.pixels.shape[1], view.pixels.shape[0])
        pixels = cast(RGB8, render(view.pixels, self._scaled.retouch(retouch, size)))
        return Preview(view, ask.strength, ask.adjustments, pixels, retouch, retouch.notes)

    def _with_set(self, ask: PreviewAsk, make: MakeOperation) -> Retouch:
        """The proposal with the operations that are set, and nothing else adjusted."""
        added = _adjusted(ask.view, ask.view.proposed, Adjustments(set=ask.adjustments.set), make)
        return replace(added, notes=ask.view.proposed.notes)


def _adjusted(view: View, start: Retouch, adjustments: Adjustments, make: MakeOperation) -> Retouch:
    faces = FacePolicy.ALL if view.request is None else view.request.faces
    return adjusted(start, adjustments, view.subject, faces=faces, make=make)


@dataclass(frozen=True, slots=True)
class _Added:
    """What was made for an ask. made: strengths that the fields of what it sets were made for."""

    ask: PreviewAsk
    retouch: Retouch
    made: tuple[float, ...]
    is_exact: bool

    def is_alike(self, ask: PreviewAsk) -> bool:
        """Whether the same operations are set on the same proposal, at whatever strengths."""
        return ask.view.proposed is self.ask.view.proposed and _names(ask) == _names(self.ask)

    def serves(self, ask: PreviewAsk) -> bool:
        """Whether their strengths are near those that the fields were made for."""
        return not any(_is_far(old, new) for old, new in zip(self.made, _strengths(ask), strict=True))


def _names(ask: PreviewAsk) -> list[tuple[str, int | None, bool]]:
    return [(one.name, one.face, one.strength > 0) for one in ask.adjustments.set]


def _strengths(ask: PreviewAsk) -> tuple[float, ...]:
    return tuple(one.strength for one in ask.adjustments.set)


def _is_far(made: float, wanted: float) -> bool:
    """Whether a field made for one strength shows at another one that it was not made for it.

    What it is off by grows with the strengths' difference and with the strength that it is performed at: a field is
    proportional to first order.
    """
    off = abs(made - wanted)
    return off > _NEAR * max(made, wanted) and off * wanted > _UNSEEN


class _NearFields:
    """Makes operations as `exact` does, but for what it made last for nearly the same strength on the same face."""

    def __init__(self, exact: MakeOperation) -> None:
        self._exact = exact
        self._kept: OrderedDict[tuple[str, Size, int], tuple[Where, OperationRetouch]] = OrderedDict()

    def __call__(self, name: str, strength: float, where: Where, size: Size) -> OperationRetouch:
        """As `added_operation`, nearly."""
        for key, (there, made) in reversed(self._kept.items()):
            if key[:2] == (name, size) and _is_same(there, where):
                if not _is_far(made.strength, strength):
                    return replace(made, strength=strength)
                del self._kept[key]
                break
        made = self._exact(name, strength, where, size)
        self._kept[name, size, id(made)] = where, made
        if len(self._kept) > _KEPT_NEAR:
            self._kept.popitem(last=False)
        return made


def _is_same(one: Where, other: Where) -> bool:
    """Whether two are the same face, its landmarks moved a little by other operations, or the same body."""
    if isinstance(one, Subject) or isinstance(other, Subject):
        return one is other
    return float(np.abs(one - other).max()) <= _SAME_FACE * float(np.ptp(one[:, 0]))


class _ScaledFields:
    """`Retouch.resized`, with each field resized once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, Size], tuple[WarpField, WarpField]] = OrderedDict()

    def retouch(self, retouch: Retouch, size: Size) -> Retouch:
        """The same retouch for another size of the photo."""
        parts = tuple(
            replace(
                part,
                operations=tuple(replace(one, field=self._field(one.field, size)) for one in part.operations),
                residual=None if part.residual is None else self._field(part.residual, size),
            )
            for part in retouch.parts
        )
        return replace(retouch, size=size, parts=parts)

    def _field(self, field: WarpField, size: Size) -> WarpField:
        key = (id(field), size)
        known = self._kept.get(key)
        if known is None or known[0] is not field:  # the first is kept too, so that its number stays its own
            known = (field, field.resized(size))
        self._kept[key] = known
        self._kept.move_to_end(key)
        if len(self._kept) > _KEPT_SCALED:
            self._kept.popitem(last=False)
        return known[1]


@cache
def _desk() -> Desk:
    return Desk()
