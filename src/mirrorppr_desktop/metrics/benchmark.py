"""Score results on benchmark cases, always beside doing nothing and beside the published output, in one run."""

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
from mirrorppr_desktop.retouch.retouch import Retouch


@dataclass(frozen=True, slots=True)
class Performed:
    """What was made of a query: pixels of the query's shape, the operations that it names, what is to be told.

    retouch: what the pixels were rendered from, where it is known. body_left_alone: whether the exemplar pair was seen
    to leave the body alone.
    """

    pixels: Pixels
    operations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    retouch: Retouch | None = None
    body_left_alone: bool = False


Performer = Callable[[Case, Photo], Performed]  # raises MirrorPPRError where it cannot do a case


@dataclass(frozen=True, slots=True)
class Performers:
    """The ways to a result.

    transfer: from the exemplar pair alone. reproject: from the query and a generated picture of it. fuse: from the
    query and the results of the two. light: by a trained model, from the exemplar pair; None without one. Each raises
    MirrorPPRError where it cannot do a case. consistency: of a result with the exemplar pair of its case.
    """

    transfer: Performer
    reproject: Callable[[Photo, Photo], Performed]
    fuse: Callable[[Photo, Performed, Performed], Performed]
    light: Performer | None = None
    consistency: Callable[[Case, Photo, Photo], float | None] = lambda case, query, result: None


@dataclass(frozen=True, slots=True)
class Scores:
    """PSNR (dB) and SSIM against the truth over the whole picture, raw and with the truth's drift carried over."""

    psnr: float
    ssim: float
    psnr_aligned: float
    ssim_aligned: float


CONTESTANTS = ("copy", "published", "transfer", "reprojected", "fused", "light")


@dataclass(frozen=True, slots=True)
class CaseScores:
    """All that was measured on one case. seconds: of the transfer alone. problems: what a user should know.

    reprojected, fused: None where there is no published output, or nothing to fuse. light: None without a model.
    consistency: with the exemplar pair, of the truth and of each contestant; None without a model.
    """

    case: Case
    copy: Scores
    published: Scores | None
    transfer: Scores
    reprojected: Scores | None
    fused: Scores | None
    light: Scores | None
    drift_px: float
    seconds: float
    operations: tuple[str, ...]
    problems: tuple[str, ...]
    reasons: tuple[str, ...]  # of the fusion, part by part
    consistency: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class CasePictures:
    """The pictures that were scored."""

    query: Photo
    truth: Photo
    transfer: Pixels
    reprojected: Pixels | None
    fused: Pixels | None
    light: Pixels | None


@dataclass(frozen=True, slots=True)
class SubsetMeans:
    """Means over the cases of a subset; those that need a published output over the `published_cases` that have one."""

    subset: str
    cases: int
    published_cases: int
    copy: Scores
    published: Scores | None
    transfer: Scores
    reprojected: Scores | None
    fused: Scores | None
    light: Scores | None
    precision: float | None  # of the operations named by the transfer; None where none is
    recall: float | None


def score_case(case: Case, performers: Performers) -> tuple[CaseScores, CasePictures]:
    """Score copy, published output and all results on one case.

    Where a result cannot be made, the untouched query stands for it and the reason is among the problems: leaving such
    a case out would flatter the mean.

    Raises:
        PhotoError: the query or the truth cannot be read. PicturesDiffer: they are of different size.
    """
    query, truth = read(case.query), read(case.truth)
    against = _Truth(query, truth)
    copy = against.scores(query)
    problems: list[str] = []
    published, published_scores = _published(case, against, problems)
    attempt = _Attempt(query, problems)
    started = time.perf_counter()
    transfer = attempt.make("transfer", lambda: performers.transfer(case, query))
    seconds = time.perf_counter() - started
    problems += transfer.notes
    reprojected = fused = None
    if published is not None:
        drawn = published
        reprojected = attempt.make("reprojected", lambda: performers.reproject(query, drawn))
        fused = _fused(attempt, performers, transfer, reprojected)
    light_by = performers.light
    light = None if light_by is None else attempt.make("light", lambda: light_by(case, query))
    made = {"transfer": transfer, "reprojected": reprojected, "fused": fused, "light": light}
    results = {"copy": query, "published": published, "truth": truth} | {
        name: None if one is None else _with_pixels(query, one.pixels) for name, one in made.items()
    }
    scores = CaseScores(
        case,
        copy,
        published_scores,
        against.scores(_with_pixels(query, transfer.pixels)),
        None if reprojected is None else against.scores(_with_pixels(query, reprojected.pixels)),
        None if fused is None else against.scores(_with_pixels(query, fused.pixels)),
        None if light is None else against.scores(_with_pixels(query, light.pixels)),
        against.drift_px,
        seconds,
        transfer.operations,
        tuple(problems),
        () if fused is None else fused.notes,
        _consistency(performers, case, query, results),
    )
    return scores, CasePictures(
        query,
        truth,
        transfer.pixels,
        None if reprojected is None else reprojected.pixels,
        None if fused is None else fused.pixels,
        None if light is None else light.pixels,
    )


def _consistency(
    performers: Performers, case: Case, query: Photo, results: dict[str, Photo | None]
) -> dict[str, float | None]:
    return {
        name: None if one is None else performers.consistency(case, query, one)
        for name, one in sorted(results.items(), key=lambda entry: ("truth", *CONTESTANTS).index(entry[0]))
    }


def subset_means(scored: Sequence[CaseScores]) -> list[SubsetMeans]:
    """Means by subset, in the order in which the subsets come up."""
    subsets = list(dict.fromkeys(one.case.subset for one in scored))
    return [_means(subset, [one for one in scored if one.case.subset == subset]) for subset in subsets]


def _published(case: Case, against: _Truth, problems: list[str]) -> tuple[Photo | None, Scores | None]:
    """The published output and its scores; None twice where there is none that can be scored."""
    if case.published is None:
        return None, None
    try:
        published = read(case.published)
        return published, against.scores(published)
    except MirrorPPRError as error:
        problems.append(f"published output not scored: {error}")
        return None, None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Makes results of a query, or tells in `problems` why the untouched query stands for one."""

    query: Photo
    problems: list[str]

    def make(self, name: str, perform: Callable[[], Performed]) -> Performed:
        try:
            return perform()
        except MirrorPPRError as error:
            self.problems.append(f"{name} is the untouched query: {error}")
            return Performed(self.query.pixels)


def _fused(attempt: _Attempt, performers: Performers, transfer: Performed, reprojected: Performed) -> Performed | None:
    """Both in one; the one that there is where the other could not be made; None where neither tells its retouch."""
    if reprojected.retouch is None:
        return None if transfer.retouch is None else transfer
    if transfer.retouch is None:
        return reprojected
    return attempt.make("fused", lambda: performers.fuse(attempt.query, transfer, reprojected))


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
    named = sum(len(set(one.operations)) for one in scored)
    meant = sum(len(set(one.case.operations)) for one in scored)
    right = sum(len(set(one.operations) & set(one.case.operations)) for one in scored)
    return SubsetMeans(
        subset,
        len(scored),
        sum(one.published is not None for one in scored),
        _mean([one.copy for one in scored]),
        _mean_of_some([one.published for one in scored]),
        _mean([one.transfer for one in scored]),
        _mean_of_some([one.reprojected for one in scored]),
        _mean_of_some([one.fused for one in scored]),
        _mean_of_some([one.light for one in scored]),
        right / named if named else None,
        right / meant if named and meant else None,
    )


def _mean_of_some(scores: list[Scores | None]) -> Scores | None:
    some = [one for one in scores if one is not None]
    return _mean(some) if some else None


def _mean(scores: list[Scores]) -> Scores:
    values = np.array([(one.psnr, one.ssim, one.psnr_aligned, one.ssim_aligned) for one in scores])  # (N, 4)
    return Scores(*(float(v) for v in values.mean(axis=0)))
