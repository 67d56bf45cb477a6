"""`mirrorppr dataset`: pairs to learn from, simulated on photos or matched from what was retouched by hand."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Never

from tqdm import tqdm

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.identity_model import IdentityModel, identity_model
from mirrorppr_desktop.cli.progress import count_photos
from mirrorppr_desktop.dataset.cluster import opened_cluster
from mirrorppr_desktop.dataset.doctor import strength_histogram, verdict
from mirrorppr_desktop.dataset.draw import Kind
from mirrorppr_desktop.dataset.manifest import MANIFEST, REFUSED
from mirrorppr_desktop.dataset.pairing import REPORT, pair_folders
from mirrorppr_desktop.dataset.pictures import PictureFormat
from mirrorppr_desktop.dataset.sheets import SHEET, write_simulated_sheet, write_studio_sheet
from mirrorppr_desktop.dataset.simulating import Progress, simulate_dataset
from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.weights.catalogue import Kind as ModelKind
from mirrorppr_desktop.weights.store import ModelStore

_SHOWN = 20  # refusals that are printed; the file has all of them


def run(arguments: Namespace) -> int:
    """Do one action.

    Raises:
        BadDataset: nothing can be made of what was named. DiskFull, OutputNotWritable: the folder cannot be written to.
    """
    return _simulate(arguments) if arguments.action == "simulate" else _pair(arguments)


def _simulate(arguments: Namespace) -> int:
    address = arguments.cluster
    with nullcontext() if address is None else opened_cluster(address, arguments.workers) as cluster, _Bars() as bars:
        made = simulate_dataset(
            arguments.photos,
            arguments.out,
            kind=Kind(arguments.operations),
            pairs=arguments.pairs,
            seed=arguments.seed,
            shards=arguments.shards,
            megapixels=arguments.megapixels,
            format=PictureFormat(arguments.format),
            strengths=None if arguments.strengths is None else tuple(arguments.strengths),
            processes=arguments.workers,
            cluster=cluster,
            on_progress=bars.show,
        )
    _tell_refused(made.refused, arguments.out / REFUSED)
    write_simulated_sheet(arguments.out)
    print(f"{made.pairs} pairs from {count_photos(made.photos)}; {count_photos(len(made.refused))} left out")
    print(f"{arguments.out / MANIFEST}\n{arguments.out / SHEET}")
    return ExitCode.DONE


def _pair(arguments: Namespace) -> int:
    model = _identity(arguments.identity)
    with _Bars() as bars:
        paired = pair_folders(
            arguments.before,
            arguments.after,
            arguments.out,
            suffixes=arguments.suffix,
            megapixels=arguments.megapixels,
            format=PictureFormat(arguments.format),
            model=None if model is None else model.path,
            processes=arguments.workers,
            on_progress=bars.show,
        )
    refused = [(f"{one.before}, {one.after}", one.refused) for one in paired.found if one.refused is not None]
    refused += [(f"{one.name} ({one.side})", one.reason) for one in paired.leftovers]
    _tell_refused(refused, arguments.out / REFUSED)
    for one in paired.usable:
        for warning in one.warnings:
            print(f"{one.before}: look at it: {warning}", file=sys.stderr)
    for hint in paired.hints:
        print(f"Note: {hint}", file=sys.stderr)
    if model is None:
        print("Note: no identity model is there; whether a pair is one person was told by the picture", file=sys.stderr)
    elif model.note:
        print(f"Note: {model.note}", file=sys.stderr)
    words = verdict(len(paired.usable), len(paired.found))
    write_studio_sheet(arguments.out, paired, words)
    print("how far the face moves, in distances of the outer eye corners:")
    print("\n".join(strength_histogram(paired.found)))
    print(f"{words}; {len(paired.leftovers)} files without a partner")
    print(f"{arguments.out / MANIFEST}\n{arguments.out / REPORT}")
    if not paired.usable:
        return ExitCode.NOT_RUN
    print(arguments.out / SHEET)
    return ExitCode.SOME_FAILED if refused else ExitCode.DONE


def _identity(chosen: str | None) -> IdentityModel | None:
    """The model that was named, or the first that is there and may be used."""
    if chosen is not None:
        return identity_model(chosen)
    for model in ModelStore().models:
        if model.kind is ModelKind.IDENTITY:
            with suppress(ModelFileError):
                return identity_model(model.name)
    return None


def _tell_refused(refused: Sequence[tuple[str, str]], whole: Path) -> None:
    for name, reason in refused[:_SHOWN]:
        print(f"{name}: {reason}", file=sys.stderr)
    if len(refused) > _SHOWN:
        print(f"... and {len(refused) - _SHOWN} more, in {whole}", file=sys.stderr)


class _Bars:
    """One line on stderr that counts, where someone looks."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._stage = ""
        self._told: Counter[str] = Counter()

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, progress: Progress) -> None:
        """Tell how far it is."""
        if progress.stage != self._stage:
            self.__exit__()
            self._bar = tqdm(total=progress.total, desc=progress.stage, disable=not sys.stderr.isatty(), leave=False)
            self._stage = progress.stage
        if self._bar is not None:
            self._bar.update(progress.done - self._told[progress.stage])
        self._told[progress.stage] = progress.done
