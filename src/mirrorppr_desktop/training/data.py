"""What a stage learns from: quadruplets, drawn in an order that depends on nothing but the seed. No torch."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from mirrorppr_desktop.errors import BadRun
from mirrorppr_desktop.photo.photo import RGB8


@dataclass(frozen=True, slots=True)
class Quadruplet:
    """What was done to one picture, and the same done to another: four (H, W, 3) sRGB, two and two of one size."""

    source: RGB8
    target: RGB8
    query: RGB8
    truth: RGB8

    def without_edit(self) -> Quadruplet:
        """The same pictures where nothing was done."""
        return replace(self, target=self.source, truth=self.query)


class Source(Protocol):
    """A dataset. Picklable: the processes that make samples get a copy."""

    @property
    def identities(self) -> Sequence[str]:
        """Who is on each pair; as long as there are pairs."""
        ...

    def only(self, places: Sequence[int], *, held_out: bool) -> Source:
        """These pairs alone. held_out: they are to be validated on, as the product will be used."""
        ...

    def quadruplet(self, index: int, seed: int) -> Quadruplet:
        """The pair of that number, and a query pair made with that seed: always the same for the same two numbers."""
        ...


@dataclass(frozen=True)
class Split:
    """Pairs to train on, and those of held-out identities, if there are any."""

    training: Source
    held_out: Source | None


def split(source: Source, held_out: float, seed: int) -> Split:
    """Hold out a share of the identities, at least one where there are two; a name decides, not its place.

    Raises:
        BadRun: there is nothing to train on.
    """
    identities = sorted(set(source.identities))
    if not identities:
        raise BadRun("the data holds no pair; make some with `mirrorppr dataset`")
    count = 0 if held_out == 0 or len(identities) < 2 else max(1, round(held_out * len(identities)))
    out = set(sorted(identities, key=lambda one: _digest(seed, one))[: min(count, len(identities) - 1)])
    places = range(len(source.identities))
    training = source.only([i for i in places if source.identities[i] not in out], held_out=False)
    return Split(
        training, source.only([i for i in places if source.identities[i] in out], held_out=True) if out else None
    )


@dataclass(frozen=True)
class Order:
    """Samples by number: a map-style dataset for a loader. Sample n is the same in every run, process and resumption.

    sources: what to train on of each dataset of a curriculum, in order. starts: the sample that each begins with.
    """

    sources: tuple[Source, ...]
    starts: tuple[int, ...]
    length: int
    seed: int
    no_edit: float

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, number: int) -> Quadruplet:
        phase = max(i for i, start in enumerate(self.starts) if start <= number)
        source = self.sources[phase]
        turn, place = divmod(number - self.starts[phase], len(source.identities))
        index = _shuffled(len(source.identities), _digest(self.seed, f"{phase} {turn}"))[place]
        chance = random.Random(_digest(self.seed, f"sample {number}"))
        drawn = source.quadruplet(index, chance.getrandbits(31))
        return drawn.without_edit() if chance.random() < self.no_edit else drawn


def held_out_samples(splits: Sequence[Split], count: int, seed: int) -> list[Quadruplet]:
    """Samples of the last dataset that has held-out pairs; the same at every validation."""
    for source in (one.held_out for one in reversed(splits) if one.held_out is not None):
        pairs = len(source.identities)
        order = _shuffled(pairs, _digest(seed, "held out"))
        return [source.quadruplet(order[i % pairs], 7919 * i + 1) for i in range(min(count, 4 * pairs))]
    return []


def phase_starts(shares: Sequence[float], phases: int, steps: int, batch: int) -> tuple[int, ...]:
    """The sample that each phase begins with, at the border of a step.

    Raises:
        BadRun: shares are given, but not one for each phase.
    """
    if shares and len(shares) != phases:
        raise BadRun(f"phases names {len(shares)} shares for {phases} datasets")
    weights = list(shares) or [1.0] * phases
    done, starts = 0.0, []
    for weight in weights:
        starts.append(round(steps * done / sum(weights)) * batch)
        done += weight
    return tuple(starts)


@lru_cache(maxsize=4)
def _shuffled(count: int, seed: int) -> tuple[int, ...]:
    return tuple(random.Random(seed).sample(range(count), count))


def _digest(seed: int, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {text}".encode()).digest()[:8], "big")
