"""How well a light model does on people whom it was not trained on, beside the untouched photo and the transfer engine.

python benchmarks/light.py --data PAIRS --model RUN [--model RUN ...] [--cases 40] [--json FILE]

PAIRS: of `mirrorppr dataset simulate`, from the same photos as those that the runs were trained on, as large as results
are to be judged. People are held out as the run held them out. Each case: the exemplar pair of one such person, and the
photo of another with the same operations performed as the truth.

Quality: mean PSNR (dB) and SSIM of whole pictures, and operation consistency. Clusters (MirrorPPR 5.3): 16 single
operations on 12 held-out faces, centred face by face; how often the nearest mean of the other faces is that of the same
operation (1 in 16 by chance). Additivity: the exemplar's embedding replaced by the sum of those of single operations.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mirrorppr_desktop.dataset.pictures import stored_picture
from mirrorppr_desktop.dataset.sampling import Mode, Pair, PairSet, Sampler
from mirrorppr_desktop.dataset.simulating import performed_on
from mirrorppr_desktop.dataset.survey import stored_subject
from mirrorppr_desktop.errors import MirrorPPRError
from mirrorppr_desktop.metrics.scores import psnr, ssim
from mirrorppr_desktop.neural.light import LightEngine, WeightedPair, seen_in_pair
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.engine import Engine
from mirrorppr_desktop.retouch.operations import LLW_OPERATIONS
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import ExemplarPair
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.training.config import ExtractorRun, read_run_config
from mirrorppr_desktop.training.data import split
from mirrorppr_desktop.training.extractor import CONFIG_FILE
from mirrorppr_desktop.training.pairs import DatasetPairs
from mirrorppr_desktop.transfer.engine import TransferEngine

_FACES = 12
_DIRECTED = [name for one in LLW_OPERATIONS for name in (one.positive, one.negative) if name is not None]


@dataclass(frozen=True)
class Case:
    """Files of an exemplar pair and what was done in it; a query, who is in it, and the same done to it."""

    pair: ExemplarPair
    shown: Pair
    operations: tuple[OperationStrength, ...]
    query: RGB8
    subject: Subject
    truth: RGB8


Maker = Callable[[Case], Engine | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, action="append", required=True)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    configs = [read_run_config(run / CONFIG_FILE) for run in arguments.model]
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        held_out = people_held_out(arguments.data, configs)
        print(f"{len(held_out.identities)} people held out, {len(held_out)} pairs of them, {arguments.cases} cases")
        listed = list(cases(held_out, arguments.cases, Path(folder)))
        told["quality"] = quality(listed, arguments.model, Path(folder))
        for run in arguments.model:
            print(f"clusters of {run.name}: {(found := clusters(run, held_out, Path(folder)))}", flush=True)
            told[f"clusters of {run.name}"] = found
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def people_held_out(data: Path, configs: list[ExtractorRun]) -> PairSet:
    """The pairs of those whom none of the runs has seen."""
    kept: set[str] | None = None
    pairs = PairSet.open([data])
    for config in configs:
        apart = split(DatasetPairs(pairs, Mode.SELF, (1, 1)), config.held_out, config.loop.seed).held_out
        assert apart is not None
        kept = set(apart.identities) if kept is None else kept & set(apart.identities)
    return PairSet(tuple(one for one in pairs.pairs if kept is not None and one.record.identity in kept))


def cases(held_out: PairSet, count: int, folder: Path) -> Iterator[Case]:
    """The same for the same pairs; pictures as they lie in the dataset, but for a rim of less than 16 px."""
    areas = {float(np.prod(one.size)) for one in held_out.pairs}
    sampler = Sampler(held_out, Mode.CROSS_IDENTITY, exemplar_area=max(areas), query_area=max(areas))
    for number in range(count):
        index = number * 7 % len(held_out)
        example = sampler.example(index, epoch=1)
        before, after = (folder / f"{number}-{name}.png" for name in ("before", "after"))
        Image.fromarray(example.exemplar_source).save(before)
        Image.fromarray(example.exemplar_target).save(after)
        subject = find(example.query, (example.query.shape[1], example.query.shape[0]))
        pair = ExemplarPair(before, after)
        yield Case(pair, held_out.pairs[index], example.operations, example.query, subject, example.truth)


def quality(listed: list[Case], runs: list[Path], folder: Path) -> dict[str, dict[str, float]]:
    """Mean figures by contestant; an engine that cannot do a case leaves its query untouched."""
    makers: dict[str, Maker] = {"copy": lambda case: None}
    makers["transfer"] = lambda case: TransferEngine.from_pair(case.pair.before, case.pair.after)
    for run in runs:
        makers[f"light {run.name}"] = partial(of_pair, run)
        makers[f"sum {run.name}"] = partial(added_up, run, folder)
    figures: dict[str, dict[str, float]] = {}
    for name, make in makers.items():
        rows = []
        for case in listed:
            result = performed(case, make)
            rows.append([psnr(result, case.truth), ssim(result, case.truth), *seen(case, result, runs)])
        names = ["psnr", "ssim", *(f"consistency by {run.name}" for run in runs)]
        figures[name] = {key: round(float(value), 4) for key, value in zip(names, np.mean(rows, axis=0), strict=True)}
        figures[name]["better than copy"] = sum(
            row[0] > psnr(case.query, case.truth) for row, case in zip(rows, listed, strict=True)
        ) / len(listed)
        print(f"{name:24} {figures[name]}", flush=True)
    truths = np.mean([seen(case, case.truth, runs) for case in listed], axis=0)
    figures["truth"] = {
        f"consistency by {run.name}": round(float(one), 4) for run, one in zip(runs, truths, strict=True)
    }
    print(f"{'truth':24} {figures['truth']}", flush=True)
    return figures


def performed(case: Case, make: Maker) -> RGB8:
    try:
        engine = make(case)
        if engine is None:
            return case.query
        return render(case.query, engine.propose(case.query, case.subject)).astype(np.uint8, copy=False)
    except MirrorPPRError as error:
        print(f"  left untouched: {error}")
        return case.query


def seen(case: Case, result: RGB8, runs: list[Path]) -> list[float]:
    return [of_pair(run, case).consistency(case.query, result, case.subject) for run in runs]


def of_pair(run: Path, case: Case) -> LightEngine:
    return LightEngine.from_pairs(run, [WeightedPair(case.pair)])


def added_up(run: Path, folder: Path, case: Case) -> LightEngine:
    """The engine of a case with the embeddings of its operations, each alone, added up in place of the pair's own."""
    whole = of_pair(run, case)
    total = np.zeros(len(whole.edit))
    for one in case.operations:
        pair = single(case.shown, OperationStrength(one.name, 1.0), folder)
        total += one.strength * np.array(LightEngine.from_pairs(run, [WeightedPair(pair)]).edit)
    return replace(whole, edit=tuple(total.tolist()))


def single(shown: Pair, operation: OperationStrength, folder: Path) -> ExemplarPair:
    """The photo of a pair, and the same with one operation performed."""
    assert shown.record.subject is not None
    name = f"{shown.record.subject}-{operation.name.replace(' ', '_')}"
    before, after = folder / f"{shown.record.subject}-plain.png", folder / f"{name}.png"
    if not after.exists():
        picture = stored_picture(shown.folder, shown.record.before)
        Image.fromarray(picture).save(before)
        edited, _ = performed_on(picture, stored_subject(shown.folder, shown.record.subject), (operation,))
        Image.fromarray(edited).save(after)
    return ExemplarPair(before, after)


def clusters(run: Path, held_out: PairSet, folder: Path) -> dict[str, float]:
    """Nearest-mean accuracy over faces left out in turn, and mean cosines within and between operations."""
    by_person = {one.record.identity: one for one in held_out.pairs}
    faces = list(by_person.values())[:_FACES]
    table = []
    for shown in faces:
        pairs = [single(shown, OperationStrength(name, 1.0), folder) for name in _DIRECTED]
        table.append([seen_in_pair(run, pair.before, pair.after).edit for pair in pairs])
    embeddings: NDArray[np.float64] = np.array(table, np.float64)  # (faces, operations, E)
    centred = embeddings - embeddings.mean(axis=1, keepdims=True)
    centred /= np.linalg.norm(centred, axis=2, keepdims=True)
    right = 0
    for face in range(len(faces)):
        means = np.delete(centred, face, axis=0).mean(axis=0)  # (operations, E)
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        right += int((np.argmax(centred[face] @ means.T, axis=1) == np.arange(len(_DIRECTED))).sum())
    cosines = np.einsum("aoe,bpe->aobp", centred, centred)
    others = ~np.eye(len(faces), dtype=bool)
    same = np.array([cosines[:, o, :, o][others].mean() for o in range(len(_DIRECTED))])
    different = np.array(
        [cosines[:, o, :, p][others].mean() for o in range(len(_DIRECTED)) for p in range(len(_DIRECTED)) if o != p]
    )
    return {
        "accuracy": round(right / (len(faces) * len(_DIRECTED)), 4),
        "cosine within": round(float(same.mean()), 4),
        "cosine between": round(float(different.mean()), 4),
    }


if __name__ == "__main__":
    main()
