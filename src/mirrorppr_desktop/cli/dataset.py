"""`mirrorppr dataset`: pairs to learn from, simulated on photos or matched from what was retouched by hand."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from typing import Never

from tqdm import tqdm

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.dataset.draw import Kind
from mirrorppr_desktop.dataset.manifest import MANIFEST, REFUSED
from mirrorppr_desktop.dataset.pictures import PictureFormat
from mirrorppr_desktop.dataset.sheets import SHEET, write_simulated_sheet
from mirrorppr_desktop.dataset.simulating import Progress, simulate_dataset

_SHOWN = 20  # refusals that are printed; the file has all of them


def run(arguments: Namespace) -> int:
    """Do one action.

    Raises:
        BadDataset: nothing can be made of what was named. DiskFull, OutputNotWritable: the folder cannot be written to.
    """
    return _simulate(arguments)


def _simulate(arguments: Namespace) -> int:
    with _Bars() as bars:
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
            on_progress=bars.show,
        )
    for name, reason in made.refused[:_SHOWN]:
        print(f"{name}: {reason}", file=sys.stderr)
    if len(made.refused) > _SHOWN:
        print(f"... and {len(made.refused) - _SHOWN} more, in {arguments.out / REFUSED}", file=sys.stderr)
    write_simulated_sheet(arguments.out)
    print(f"{made.pairs} pairs from {made.photos} photos; {len(made.refused)} photos left out")
    print(f"{arguments.out / MANIFEST}\n{arguments.out / SHEET}")
    return ExitCode.DONE


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
