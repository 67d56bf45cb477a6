"""`mirrorppr evaluate`: score the engine on benchmark cases, beside doing nothing and the published output."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from mirrorppr_desktop import engines, pipeline
from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.errors import MirrorPPRError, OutputNotWritable
from mirrorppr_desktop.metrics.benchmark import (
    CONTESTANTS,
    CasePictures,
    CaseScores,
    Performed,
    Performers,
    Scores,
    SubsetMeans,
    score_case,
    subset_means,
)
from mirrorppr_desktop.metrics.maps import difference_map, fitting_factor
from mirrorppr_desktop.metrics.released import Case, RefusedCase, read_cases
from mirrorppr_desktop.metrics.scores import score_words
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, save_png
from mirrorppr_desktop.neural.fuse import fuse
from mirrorppr_desktop.neural.light import LightEngine, WeightedPair
from mirrorppr_desktop.neural.reproject import WORKING_PX, reproject
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import ExemplarPair, RetouchRequest
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.transfer.pair import measure_pair

_PANEL_PX = 480
_VIEW_LONG_SIDE = 1600


def run(arguments: Namespace) -> int:
    """Score every case that is asked for; broken ones are named and the rest goes on.

    Raises:
        BadCases: the list cannot be used. OutputNotWritable: the figures or pictures cannot be written.
    """
    listed = read_cases(arguments.cases_file).only(arguments.cases, arguments.subset)
    if arguments.pictures is not None:
        _make_folder(arguments.pictures)
    performers = _performers(arguments.model)
    names = _columns(arguments.model)
    failed = list(listed.refused)
    scored: list[CaseScores] = []
    label = max(
        [len(one.id) for one in listed.cases] + [len(_mean_label(one.subset, 999)) for one in listed.cases] + [20]
    )
    print(_head(label, names), flush=True)
    for case in listed.cases:
        try:
            scores, pictures = score_case(case, performers)
        except (MirrorPPRError, OSError) as error:
            failed.append(RefusedCase(case.id, str(error)))
            continue
        scored.append(scores)
        print(_rows(case.id, label, names, scores, scores.drift_px), flush=True)
        if arguments.model is not None:
            print(_consistency_row(label, names, scores.consistency), flush=True)
        for problem in scores.problems:
            print(f"{case.id}: {problem}", file=sys.stderr)
        if arguments.pictures is not None:
            _write_pictures(scores, pictures, arguments.pictures)
    means = subset_means(scored)
    for one in means:
        print(_mean_row(one, label, names))
        if arguments.model is not None:
            told = [scores.consistency for scores in scored if scores.case.subset == one.subset]
            print(_consistency_row(label, names, _means_of(told)))
    for refused in failed:
        print(f"{refused.id}: not scored: {refused.reason}", file=sys.stderr)
    if arguments.json is not None:
        _write_json(arguments.json, _as_json(scored, means, failed))
    if not scored:
        return ExitCode.NOT_RUN
    return ExitCode.SOME_FAILED if failed or any(one.problems for one in scored) else ExitCode.DONE


def _performers(model: Path | None) -> Performers:
    """The ways to a result; with a model, also by it, and its word on how far each result keeps to the pair."""
    if model is None:
        return Performers(perform, perform_generated, perform_both)

    @lru_cache(maxsize=1)
    def seen(pair: ExemplarPair) -> LightEngine:
        return LightEngine.from_pairs(model, [WeightedPair(pair)])

    def perform_light(case: Case, query: Photo) -> Performed:
        engine = seen(ExemplarPair(case.exemplar_source, case.exemplar_target))
        retouch = engine.propose(*_subject(query, False))
        return Performed(render(query.pixels, retouch), retouch=retouch)

    def consistency(case: Case, query: Photo, result: Photo) -> float | None:
        engine = seen(ExemplarPair(case.exemplar_source, case.exemplar_target))
        view, subject = _subject(query, False)
        try:
            return engine.consistency(view, srgb_view(result, ANALYSIS_PX), subject)
        except MirrorPPRError:
            return None

    return Performers(perform, perform_generated, perform_both, perform_light, consistency)


def perform(case: Case, query: Photo) -> Performed:
    """Do to the query what the engine finds in the case's exemplar pair, by the way that every photo goes."""
    pair = ExemplarPair(case.exemplar_source, case.exemplar_target)
    engine = engines.build(RetouchRequest(pair))
    view, subject = _subject(query, engine.needs_body)
    retouch = engine.propose(view, subject)
    names = dict.fromkeys(operation.name for part in retouch.parts for operation in part.operations)
    left_alone = measure_pair(pair.before, pair.after).body_left_alone  # measured by the engine a moment ago
    return Performed(render(query.pixels, retouch), tuple(names), retouch=retouch, body_left_alone=left_alone)


def perform_generated(query: Photo, generated: Photo) -> Performed:
    """Do to the query what a generated picture of it shows."""
    retouch = reproject(srgb_view(query, WORKING_PX), srgb_view(generated, WORKING_PX), _subject(query, False)[1])
    return Performed(render(query.pixels, retouch), notes=retouch.notes, retouch=retouch)


def perform_both(query: Photo, transfer: Performed, reprojected: Performed) -> Performed:
    """Do to the query what the exemplar pair and a generated picture show together."""
    assert transfer.retouch is not None and reprojected.retouch is not None
    retouch = fuse(
        transfer.retouch, reprojected.retouch, _subject(query, True)[1], body_left_alone=transfer.body_left_alone
    )
    return Performed(render(query.pixels, retouch), notes=retouch.notes, retouch=retouch)


def _subject(query: Photo, with_body: bool) -> tuple[RGB8, Subject]:
    view = srgb_view(query, ANALYSIS_PX)
    return view, pipeline.find_subject(view, query.size, with_body)


def _columns(model: Path | None) -> list[str]:
    return [name for name in CONTESTANTS if name != "light" or model is not None]


def _head(label: int, names: Sequence[str]) -> str:
    return f"{'PSNR dB, SSIM':<{label}}  " + "".join(f"{name:<16}" for name in names).rstrip()


def _rows(name: str, label: int, names: Sequence[str], scores: CaseScores | SubsetMeans, drift_px: float | None) -> str:
    """The scores, and below them those with the drift of the truth taken out."""
    contestants: list[Scores | None] = [getattr(scores, one) for one in names]
    raw = [None if one is None else (one.psnr, one.ssim) for one in contestants]
    aligned = [None if one is None else (one.psnr_aligned, one.ssim_aligned) for one in contestants]
    drift = f"  less {drift_px:.2f} px drift" if drift_px is not None else "  less drift"
    return f"{_line(name, label, raw)}\n{_line(drift, label, aligned)}"


def _consistency_row(label: int, names: Sequence[str], consistency: dict[str, float | None]) -> str:
    words = [_number(consistency.get(name)) for name in names]
    row = f"{'  consistency':<{label}}  " + "".join(f"{word:<16}" for word in words)
    return f"{row.rstrip()}  (truth {_number(consistency.get('truth'))})"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _means_of(told: Sequence[dict[str, float | None]]) -> dict[str, float | None]:
    """By name, over the cases that have a number."""
    known = {name: [one[name] for one in told if one.get(name) is not None] for name in ("truth", *CONTESTANTS)}
    return {name: float(np.mean(values)) if values else None for name, values in known.items()}  # type: ignore[arg-type]


def _line(name: str, label: int, figures: list[tuple[float, float] | None]) -> str:
    cells = "".join(f"{'-' if one is None else _cell(*one):<16}" for one in figures)
    return f"{name:<{label}}  {cells}".rstrip()


def _cell(decibel: float, similarity: float) -> str:
    return "identical" if math.isinf(decibel) else f"{decibel:.2f}  {similarity:.4f}"


def _mean_row(means: SubsetMeans, label: int, names: Sequence[str]) -> str:
    row = _rows(_mean_label(means.subset, means.cases), label, names, means, None)
    if means.published is not None and means.published_cases < means.cases:
        row += f"\n  published, reprojected, fused: mean of the {means.published_cases} cases that have one"
    if means.precision is not None and means.recall is not None:
        row += f"\n  operations named: precision {means.precision:.2f}, recall {means.recall:.2f}"
    return row


def _mean_label(subset: str, cases: int) -> str:
    return f"{subset}, mean of {cases}"


def _write_pictures(scores: CaseScores, pictures: CasePictures, folder: Path) -> None:
    """Query, result, truth, and where result and truth differ, as one sheet; and the result by itself."""
    query, truth = srgb_view(pictures.query, _VIEW_LONG_SIDE), srgb_view(pictures.truth, _VIEW_LONG_SIDE)
    result = srgb_view(dataclasses.replace(pictures.query, pixels=pictures.transfer), _VIEW_LONG_SIDE)
    # One factor for all three, so that the maps can be held against each other.
    factor = fitting_factor(np.abs(query.astype(np.int16) - truth).astype(np.uint8))
    panels = [
        Panel(query, f"Query\n{_score_words(scores.copy)}"),
        Panel(result, f"Ours\n{_score_words(scores.transfer)}"),
        Panel(truth, f"Truth\n{', '.join(scores.case.operations)}"),
        Panel(difference_map(query, truth, factor=factor, width=_PANEL_PX), "Query against truth"),
        Panel(difference_map(result, truth, factor=factor, width=_PANEL_PX), "Ours against truth"),
        Panel(difference_map(query, result, factor=factor, width=_PANEL_PX), "What ours changed"),
    ]
    for name, own, pixels in (
        ("Reprojected", scores.reprojected, pictures.reprojected),
        ("Fused", scores.fused, pictures.fused),
        ("Light model", scores.light, pictures.light),
    ):
        if own is not None and pixels is not None:
            shown = srgb_view(dataclasses.replace(pictures.query, pixels=pixels), _VIEW_LONG_SIDE)
            panels.append(Panel(shown, f"{name}\n{_score_words(own)}"))
    sheet = contact_sheet(panels, columns=3, panel_width=_PANEL_PX, title=scores.case.id)
    save_png(sheet, folder / f"{scores.case.id}-sheet.png")
    save_png(result, folder / f"{scores.case.id}-ours.png")


def _score_words(scores: Scores) -> str:
    return f"PSNR {score_words(scores.psnr)}, SSIM {scores.ssim:.4f}"


def _as_json(
    scored: Sequence[CaseScores], means: Sequence[SubsetMeans], failed: Sequence[RefusedCase]
) -> dict[str, Any]:
    """Every number. A PSNR is null where pictures are identical, since JSON knows no infinity."""
    return {
        "cases": [
            {
                "id": one.case.id,
                "subset": one.case.subset,
                "operations": list(one.case.operations),
                "operations_found": list(one.operations),
                "drift_px": one.drift_px,
                "seconds": round(one.seconds, 3),
                "problems": list(one.problems),
                "fusion": list(one.reasons),
                "consistency": one.consistency,
                **_contestants(one),
            }
            for one in scored
        ],
        "means": [
            {
                "subset": one.subset,
                "cases": one.cases,
                "published_cases": one.published_cases,
                "precision": one.precision,
                "recall": one.recall,
                **_contestants(one),
            }
            for one in means
        ],
        "failed": [{"id": one.id, "reason": one.reason} for one in failed],
    }


def _contestants(one: CaseScores | SubsetMeans) -> dict[str, dict[str, float | None] | None]:
    """By name; `ours` is the transfer by the name that it had when there was nothing else."""
    return {name: _scores_json(getattr(one, name)) for name in CONTESTANTS} | {"ours": _scores_json(one.transfer)}


def _scores_json(scores: Scores | None) -> dict[str, float | None] | None:
    if scores is None:
        return None
    return {name: value if math.isfinite(value) else None for name, value in dataclasses.asdict(scores).items()}


def _write_json(path: Path, document: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(document, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(f"{path}: the figures cannot be written: {error.strerror}") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{folder}: the folder cannot be made: {error.strerror}") from error
