"""Datasets of `mirrorppr dataset` as what a stage learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mirrorppr_desktop.dataset.sampling import Mode, PairSet, Sampler
from mirrorppr_desktop.training.data import Quadruplet


@dataclass(frozen=True)
class DatasetPairs:
    """The pairs of a dataset, sampled. areas: of exemplars and of queries, in pixels."""

    pairs: PairSet
    mode: Mode
    areas: tuple[int, int]

    @classmethod
    def open(cls, folder: Path, mode: str, areas: tuple[int, int], framing: float) -> DatasetPairs:
        """Raises BadDataset. framing: see `LightConfig`."""
        return cls(PairSet.open([folder], framing), Mode(mode), areas)

    @property
    def identities(self) -> Sequence[str]:
        """Who is on each pair."""
        return [one.record.identity for one in self.pairs.pairs]

    def only(self, places: Sequence[int], *, held_out: bool) -> DatasetPairs:
        """These pairs alone; held-out ones with queries of other people, where their operations can be performed."""
        pairs = PairSet(tuple(self.pairs.pairs[i] for i in places))
        mode = self.mode
        if held_out:
            known = all(one.record.subject is not None for one in pairs.pairs)
            mode = Mode.CROSS_IDENTITY if known and len(pairs.identities) > 1 else Mode.SELF_AUGMENTED
        return DatasetPairs(pairs, mode, self.areas)

    def quadruplet(self, index: int, seed: int) -> Quadruplet:
        """The pair of that number with a query of its own: see `training.data.Source`."""
        one = self._sampler.example(index, epoch=seed)
        return Quadruplet(one.exemplar_source, one.exemplar_target, one.query, one.truth)

    @cached_property
    def _sampler(self) -> Sampler:
        exemplar, query = self.areas
        return Sampler(self.pairs, self.mode, exemplar_area=exemplar, query_area=query)
