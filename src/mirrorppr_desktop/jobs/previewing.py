"""A view retouched with other strengths than proposed. Works in a thread of the window: numpy and cv2 only."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from functools import cache
from typing import cast

from mirrorppr_desktop.jobs.questions import Answer, Ask, Preview, PreviewAsk, View
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.retouch.adjust import KeptFields, adjusted
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments, FacePolicy
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.retouch.warp import WarpField

_KEPT_SCALED = 256  # fields at the size of a view, some 100 KB each


def answer(ask: Ask) -> Answer:
    """The preview that was asked for.

    Raises:
        RetouchError: an adjustment that cannot be performed.
    """
    assert isinstance(ask, PreviewAsk), ask
    return _desk().preview(ask)


class Desk:
    """Makes previews, and keeps what the next move of a slider needs again.

    Fields of operations that were added, and fields scaled to the size of the view: a slider that moves changes one
    strength, which multiplies a field and leaves it as it is.
    """

    def __init__(self) -> None:
        self._made = KeptFields()
        self._scaled = _ScaledFields()

    def preview(self, ask: PreviewAsk) -> Preview:
        """As a run would do it, at the size of the view."""
        view = ask.view
        retouch = self._retouch(view, ask.strength, ask.adjustments)
        size = (view.pixels.shape[1], view.pixels.shape[0])
        pixels = cast(RGB8, render(view.pixels, self._scaled.retouch(retouch, size)))
        return Preview(view, ask.strength, ask.adjustments, pixels, retouch, retouch.notes)

    def _retouch(self, view: View, strength: float, adjustments: Adjustments) -> Retouch:
        faces = FacePolicy.ALL if view.request is None else view.request.faces
        proposed = replace(view.proposed, strength=strength)
        return adjusted(proposed, adjustments, view.subject, faces=faces, make=self._made)


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
