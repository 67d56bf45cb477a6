"""Answers about looks: what one does, and one that is written from what is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mirrorppr_desktop.errors import RetouchError
from mirrorppr_desktop.jobs.questions import LookAsk, LookFound, LookSaved, SaveLookAsk
from mirrorppr_desktop.look import (
    THUMBNAIL_PX,
    Look,
    look_from_engine,
    look_from_operations,
    read_look,
    thumbnail_of,
    write_look,
)
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import Photo
from mirrorppr_desktop.retouch.request import Adjustments, RetouchRequest
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.transfer.engine import TransferEngine


def answer_look(ask: LookAsk) -> LookFound:
    """What a look does.

    Raises:
        BadLook: it cannot be used.
    """
    look = read_look(ask.path)
    return LookFound(ask.path, look.name, tuple(look.strengths.items()), look.licence)


def save_look(ask: SaveLookAsk, engine_of: Callable[[RetouchRequest], object], read: Callable[..., Photo]) -> LookSaved:
    """Write a look of what is set.

    Raises:
        RetouchError: nothing is set. PairError, BadLook: what the look would be made from cannot be used.
        OutputNotWritable, DiskFull: it cannot be written.
    """
    thumbnail = None if ask.photo is None else thumbnail_of(srgb_view(read(ask.photo), THUMBNAIL_PX))
    look = _by_hand(ask) if ask.request is None else _of_request(ask, ask.request, engine_of)
    ask.path.parent.mkdir(parents=True, exist_ok=True)
    write_look(replace(look, thumbnail=thumbnail), ask.path, replace_it=True)
    return LookSaved(ask.path, ask.name)


def _of_request(ask: SaveLookAsk, request: RetouchRequest, engine_of: Callable[[RetouchRequest], object]) -> Look:
    engine = engine_of(request)
    assert isinstance(engine, TransferEngine), engine
    if request.look is not None:
        # A look of a look: what was changed then is changed still, unless it was set anew.
        before, now = engine.own, ask.adjustments
        own = Adjustments(
            scale=before.scale,
            without=before.without,
            residual=before.residual and now.residual,
            set=(*before.set, *now.set),  # of two words on one operation the later one holds
        )
        return look_from_engine(engine, ask.name, own=own, own_strength=engine.own_strength * request.strength)
    return look_from_engine(engine, ask.name, own=ask.adjustments, own_strength=request.strength)


def _by_hand(ask: SaveLookAsk) -> Look:
    """Named operations as they were set: those of one face stand for every face."""
    chosen = {one.name: one.strength for one in ask.adjustments.set if one.strength > 0}
    if not chosen:
        raise RetouchError(f"{ask.name}: nothing is set by hand yet; move a slider first")
    return look_from_operations([OperationStrength(*one) for one in chosen.items()], ask.name)
