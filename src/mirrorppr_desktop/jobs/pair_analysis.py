"""What an exemplar pair shows, or why it cannot be used, for a window."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mirrorppr_desktop.errors import (
    DifferentCrop,
    DifferentPictures,
    DifferentProportions,
    ModelFileError,
    NoChangeInPair,
    NoFaceInPair,
    PairError,
    PhotoError,
)
from mirrorppr_desktop.jobs.questions import FoundOperation, PairAsk, PairFound, PairRefused, PairTrouble
from mirrorppr_desktop.metrics.people import (
    PeopleMeasure,
    compare_people,
    compare_retouched,
    two_people_words,
    two_pictures_words,
)
from mirrorppr_desktop.retouch.request import ExemplarPair
from mirrorppr_desktop.transfer.pair import PairMeasurement, measure_pair
from mirrorppr_desktop.transfer.words import elsewhere_words, tone_words
from mirrorppr_desktop.weights.store import ModelStore

_SMALL_FACE_PX = 60  # between the outer corners of the eyes
_DRIFT_PX = 1.0  # worth a line
_KINDS = {
    DifferentCrop: PairTrouble.DIFFERENT_CROP,
    NoFaceInPair: PairTrouble.NO_FACE,
    NoChangeInPair: PairTrouble.NO_CHANGE,
}


def answer_pair(ask: PairAsk) -> PairFound | PairRefused:
    """Measure the pair.

    Raises:
        ModelFileError: faces cannot be looked for at all.
    """
    pair = ask.pair
    try:
        measured = measure_pair(pair.before, pair.after, same_person=pair.same_person)
    except PhotoError as error:
        return PairRefused(pair, PairTrouble.UNREADABLE, str(error))
    except DifferentPictures as error:
        return _two_pictures(pair, _model_file(ask.model), can_overrule=not isinstance(error, DifferentProportions))
    except PairError as error:
        return PairRefused(pair, _KINDS.get(type(error), PairTrouble.DIFFERENT_PEOPLE), str(error))
    people = None if pair.same_person else _people(measured, _model_file(ask.model))
    if people is not None and people.identity is not None and people.are_two:
        reason = two_people_words(pair.before.name, pair.after.name, people.identity)
        return PairRefused(pair, PairTrouble.DIFFERENT_PEOPLE, reason, can_overrule=True)
    if not measured.changes_shape:
        return PairRefused(pair, PairTrouble.NO_CHANGE, _hardly_differ(pair, measured))
    return _found(pair, measured)


def _two_pictures(pair: ExemplarPair, model: Path | None, *, can_overrule: bool) -> PairRefused:
    try:
        people = compare_people(pair.before, pair.after, model)
    except ModelFileError:  # the page of models tells what is wrong with it
        people = compare_people(pair.before, pair.after, None)
    reason = two_pictures_words(pair.before.name, pair.after.name, people)
    return PairRefused(pair, PairTrouble.DIFFERENT_PEOPLE, reason, can_overrule)


def _people(measured: PairMeasurement, model: Path | None) -> PeopleMeasure | None:
    """What the model says of the face that was retouched; None without one."""
    if model is None:
        return None
    try:
        return compare_retouched(measured.before, measured.after, measured.edit.landmarks, model)
    except ModelFileError:
        return None


def _model_file(name: str | None) -> Path | None:
    """The file of an identity model; None where it cannot be used."""
    try:
        return None if name is None else ModelStore().use(name)
    except ModelFileError:
        return None


def _found(pair: ExemplarPair, measured: PairMeasurement) -> PairFound:
    return PairFound(
        pair=pair,
        operations=tuple(
            FoundOperation(one.name, one.strength, one.confidence, one.share, one.or_else)
            for one in measured.operations
        ),
        before=measured.before,
        after=measured.after,
        movement=(measured.displacement.vectors * np.float32(measured.px_per_view)).astype(np.float32),
        tone=tone_words(measured),
        drift_px=measured.drift_px,
        residual=measured.residual,
        trust=measured.trust if measured.changes_face else 1.0,
        largest_motion_px=measured.largest_motion_px,
        face=measured.face,
        faces=measured.faces,
        warnings=tuple(_warnings(pair, measured)),
    )


def _hardly_differ(pair: ExemplarPair, measured: PairMeasurement) -> str:
    tone = tone_words(measured)
    change = f"the tone was changed ({tone}), which is not carried over" if tone else "no tone change"
    return (
        f"{pair.before.name} and {pair.after.name} hardly differ: largest movement "
        f"{measured.largest_motion_px:.1f} px, {change}. Is the right file chosen?"
    )


def _warnings(pair: ExemplarPair, measured: PairMeasurement) -> list[str]:
    lines: list[str] = []
    eyes = measured.edit.scale * measured.px_per_view
    if eyes < _SMALL_FACE_PX:
        lines.append(
            f"The face in {pair.before.name} is small: {eyes:.0f} px between the eyes. Small changes cannot be told "
            "from noise; choose a larger export."
        )
    if measured.faces > 1:
        lines.append(
            f"Face {measured.face} of {measured.faces}, counted from the left, changed most. "
            "What was done to the others is not carried over."
        )
    if elsewhere := elsewhere_words(measured):
        lines.append(f"{elsewhere}.")
    if measured.drift_px >= _DRIFT_PX:
        lines.append(
            f"{pair.after.name} lies up to {measured.drift_px:.1f} px beside {pair.before.name}; that drift was "
            "taken out."
        )
    return lines
