"""Score an engine on benchmark cases, always beside doing nothing and beside the published output, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mirrorppr_desktop.errors import MirrorPPRError
from mirrorppr_desktop.metrics.comparable import comparable, require_same_size
from mirrorppr_desktop.metrics.drift import carry_drift, measure_motion
from mirrorppr_desktop.metrics.released import Case
from mirrorppr_desktop.metrics.scores import psnr, ssim
from mirrorppr_desktop.photo.photo import Photo, Pixels
from mirrorppr_desktop.photo.read import read


@dataclass(frozen=True, slots=True)
class Performed:
    """What an engine made of a query: pixels of the query's shape, the operations that it names, what is to be told."""

    pixels: Pixels
    operations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Performer = Callable[[Case, Photo], Performed]  # raises MirrorPPRError where it cannot do a case


@dataclass(frozen=True, slots=True)
class Scores:
    """PSNR (dB) and SSIM against the truth over the whole picture, raw and with the truth's drift carried over."""

    psnr: float
    ssim: float
    psnr_aligned: float
    ssim_aligned: float


@dataclass(frozen=True, slots=True)
class CaseScores:
    """All that was measured on one case. seconds: of the engine alone. problems: what a user should know."""

    case: Case
    copy: Scores
    published: Scores | None
    ours: Scores
    drift_px: float
    seconds: float
    operations: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePictures:
    """The pictures that were scored."""

    query: Photo
    truth: Photo
    ours: Pixels


@dataclass(frozen=True, slots=True)
class SubsetMeans:
    """Means over the cases of a subset; `published` over the `published_cases` that have one."""

    subset: str
    cases: int
    published_cases: int
    copy: Scores
    published: Scores | None
    ours: Scores
    precision: float | None  # of the operations named; None where none is
    recall: float | None


def score_case(case: Case, perform: Performer) -> tuple[CaseScores, CasePictures]:
    """Score copy, published output and ours on one case.

    Where the engine cannot do the case, ours is the untouched query and the reason is among the problems: leaving such
    a case out would flatter the mean.

    Raises:
        PhotoError: the query or the truth cannot be read. PicturesDiffer: they are of different size.
    """
    query, truth = read(case.query), read(case.truth)
    problems: list[str] = []
    against = _Truth(query, truth)
    copy = against.scores(query)
    published = None
    if case.published is not None:
        try:
            published = against.scores(read(case.published))
        except MirrorPPRError as error:
            problems.append(f"published output not scored: {error}")
    started = time.perf_counter()
    try:
        performed = perform(case, query)
    except MirrorPPRError as error:
        performed = Performed(query.pixels)
        problems.append(f"ours is the untouched query: {error}")
    seconds = time.perf_counter() - started
    ours = against.scores(_with_pixels(query, performed.pixels))
    scores = CaseScores(
        case, copy, published, ours, against.drift_px, seconds, performed.operations, (*problems, *performed.notes)
    )
    return scores, CasePictures(query, truth, performed.pixels)


def subset_means(scored: Sequence[CaseScores]) -> list[SubsetMeans]:
    """Means by subset, in the order in which the subsets come up."""
    subsets = list(dict.fromkeys(one.case.subset for one in scored))
    return [_means(subset, [one for one in scored if one.case.subset == subset]) for subset in subsets]


class _Truth:
    """A truth and its drift against the query, measured once for all that is scored against it."""

    def __init__(self, query: Photo, truth: Photo) -> None:
        require_same_size(query, truth)
        self._truth = truth
        self._drift = measure_motion(query, truth).drift
        self.drift_px = self._drift.largest_px

    def scores(self, picture: Photo) -> Scores:
        pair = comparable(picture, self._truth)
        aligned = carry_drift(pair.first, self._drift)
        raw = psnr(pair.first, pair.second), ssim(pair.first, pair.second)
        if aligned is pair.first:
            return Scores(*raw, *raw)
        return Scores(*raw, psnr(aligned, pair.second), ssim(aligned, pair.second))


def _with_pixels(query: Photo, pixels: Pixels) -> Photo:
    """A result as a photo beside its query: the same encoding, other pixels."""
    return Photo(pixels, query.metadata, query.header, query.sha256)


def _means(subset: str, scored: list[CaseScores]) -> SubsetMeans:
    published = [one.published for one in scored if one.published is not None]
    named = sum(len(set(one.operations)) for one in scored)
    meant = sum(len(set(one.case.operations)) for one in scored)
    right = sum(len(set(one.operations) & set(one.case.operations)) for one in scored)
    return SubsetMeans(
        subset,
        len(scored),
        len(published),
        _mean([one.copy for one in scored]),
        _mean(published) if published else None,
        _mean([one.ours for one in scored]),
        right / named if named else None,
        right / meant if named and meant else None,
    )


def _mean(scores: list[Scores]) -> Scores:
    values = np.array([(one.psnr, one.ssim, one.psnr_aligned, one.ssim_aligned) for one in scores])  # (N, 4)
    return Scores(*(float(v) for v in values.mean(axis=0)))
