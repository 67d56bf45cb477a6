"""What a network learns from: exemplar pair, query and truth as arrays. Any example by its number, with no state.

    pairs = PairSet.open([Path("simulated"), Path("studio")])
    learned, held_out = pairs.split(15, seed=0)
    sampler = Sampler(learned, Mode.SELF_AUGMENTED, exemplar_area=448**2, query_area=448**2, seed=0)
    for batch in sampler.batches(16, epoch=0):
        ...  # batch.exemplar_source (B, H, W, 3) uint8

The same number of the same epoch gives the same example in every process, so a loader may share numbers out as it likes
and a training that was stopped goes on with what would have come.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.dataset.augment import Framed, drawn_augmentation, drawn_size
from mirrorppr_desktop.dataset.draw import Kind
from mirrorppr_desktop.dataset.grid import Placement, grid_size, inner_region
from mirrorppr_desktop.dataset.manifest import PairRecord, manifest_kind, read_manifest
from mirrorppr_desktop.dataset.pictures import stored_picture
from mirrorppr_desktop.dataset.simulating import performed_on
from mirrorppr_desktop.dataset.survey import stored_subject
from mirrorppr_desktop.errors import BadDataset
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.subject.frame import Frame, frame_around


class Mode(StrEnum):
    """How the query pair comes from the exemplar pair (MirrorPPR 3.4)."""

    SELF_AUGMENTED = "self-augmented"  # both pictures of the exemplar under one random crop, turn and flip
    SELF = "self"  # the exemplar pair itself: an ablation that learns places instead of operations
    CROSS_IDENTITY = "cross-identity"  # another person, with the same operations performed: an ablation


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair and the folder of the dataset that it lies in. frame: the part of its pictures that is shown."""

    folder: Path
    kind: Kind
    record: PairRecord
    frame: Frame

    @property
    def size(self) -> Size:
        """Width and height of what is shown."""
        x0, y0, x1, y1 = self.frame
        return x1 - x0, y1 - y0

    @property
    def framed(self) -> Framed:
        """Its size and what a crop must keep: the face of a simulated pair, the person of any other."""
        x0, y0, x1, y1 = self.record.face if self.kind is Kind.LLW else self.record.person
        (left, top, _, _), (width, height) = self.frame, self.size
        kept = max(0.0, x0 - left), max(0.0, y0 - top), min(float(width), x1 - left), min(float(height), y1 - top)
        return Framed(self.size, kept)

    def shown(self, picture: RGB8) -> RGB8:
        """What is shown of a picture (H, W, 3) of the record's size."""
        x0, y0, x1, y1 = self.frame
        return picture[y0:y1, x0:x1]

    def pictures(self) -> tuple[RGB8, RGB8]:
        """Before and after, (H, W, 3), one size: what is shown of them.

        Raises:
            BadDataset: not there, damaged, or not of the size that the manifest says.
        """
        before = stored_picture(self.folder, self.record.before)
        after = stored_picture(self.folder, self.record.after)
        if before.shape != after.shape or before.shape[1::-1] != self.record.size:
            raise BadDataset(f"{self.folder}: pair {self.record.key} is not of the size that the manifest says")
        return self.shown(before), self.shown(after)


@dataclass(frozen=True, slots=True)
class PairSet:
    """Pairs of one or more datasets."""

    pairs: tuple[Pair, ...]

    @classmethod
    def open(cls, folders: Iterable[Path], framing: float = 0.0) -> PairSet:
        """All pairs of datasets, as `mirrorppr dataset` made them.

        framing: side of the square around the face that is shown, the longer side of the face being 1; 0 shows all.

        Raises:
            BadDataset
        """
        found: list[Pair] = []
        for folder in folders:
            kind = Kind(manifest_kind(folder))
            found += [Pair(folder, kind, record, _frame(record, framing)) for record in read_manifest(folder)]
        if not found:
            raise BadDataset("there is no pair to learn from")
        return cls(tuple(found))

    @property
    def identities(self) -> tuple[str, ...]:
        """Who is shown, each once, in order."""
        return tuple(sorted({one.record.identity for one in self.pairs}))

    def split(self, held_out: int, seed: int = 0) -> tuple[PairSet, PairSet]:
        """Pairs to learn from, and those of `held_out` identities drawn by the seed: no identity is in both.

        Raises:
            BadDataset: nobody would be left to learn from.
        """
        known = self.identities
        if not 0 <= held_out < len(known):
            raise BadDataset(f"{held_out} identities cannot be held out of {len(known)}")
        kept_back = set(random.Random(f"{seed} split").sample(known, held_out))
        apart = [one for one in self.pairs if one.record.identity in kept_back]
        return PairSet(tuple(one for one in self.pairs if one.record.identity not in kept_back)), PairSet(tuple(apart))

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True, slots=True)
class Example:
    """One quadruplet; pictures are (H, W, 3) uint8 sRGB, sides multiples of 16.

    exemplar_source and exemplar_target are of one size, query and truth of one size. operations: the true ones, empty
    for a studio's pairs. key: of the exemplar pair. query_key: of the pair or photo that the query comes from.
    """

    exemplar_source: RGB8
    exemplar_target: RGB8
    query: RGB8
    truth: RGB8
    operations: tuple[OperationStrength, ...]
    key: str
    query_key: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of one size: (B, H, W, 3) uint8 each, exemplars of one height and width, queries of another."""

    exemplar_source: NDArray[np.uint8]
    exemplar_target: NDArray[np.uint8]
    query: NDArray[np.uint8]
    truth: NDArray[np.uint8]
    operations: tuple[tuple[OperationStrength, ...], ...]
    keys: tuple[str, ...]
    query_keys: tuple[str, ...]


class Sampler:
    """Examples from pairs, by number.

    exemplar_area, query_area: pixels, about; sides are multiples of 16, the exemplars' of the pair's own aspect.

    Raises:
        BadDataset: CROSS_IDENTITY with pairs whose operations are not known, or with one identity alone.
    """

    def __init__(
        self,
        pairs: PairSet,
        mode: Mode = Mode.SELF_AUGMENTED,
        *,
        exemplar_area: float = 448**2,
        query_area: float = 448**2,
        seed: int = 0,
    ) -> None:
        self.pairs = pairs
        self.mode = mode
        self._exemplar_area, self._query_area, self._seed = exemplar_area, query_area, seed
        if mode is Mode.CROSS_IDENTITY:
            if any(one.record.subject is None for one in pairs.pairs):
                raise BadDataset("pairs made by hand cannot be performed on another person: use another mode")
            if len(pairs.identities) < 2:
                raise BadDataset("there is one identity alone: nobody else to perform its operations on")

    def __len__(self) -> int:
        return len(self.pairs)

    def example(self, index: int, epoch: int = 0, query_size: Size | None = None) -> Example:
        """Example `index` of an epoch; where `query_size` is None, its own random aspect in the augmented mode.

        Raises:
            BadDataset: a picture cannot be read.
        """
        pair = self.pairs.pairs[index]
        chance = random.Random(f"{self._seed} {epoch} {index}")
        before, after = pair.pictures()
        source, target = (_fitted(one, self._exemplar_size(pair)) for one in (before, after))
        query_key = pair.record.key
        if self.mode is Mode.SELF_AUGMENTED:
            wanted = query_size or drawn_size([pair.framed], self._query_area, chance)
            change = drawn_augmentation(pair.framed, wanted, chance)
            query, truth = change.apply(before), change.apply(after)
        else:
            if self.mode is Mode.CROSS_IDENTITY:
                other = self._other(pair, chance)
                query_key = other.record.key
                before, after = (other.shown(one) for one in _performed(pair, other))
            wanted = query_size or grid_size(before.shape[1] / before.shape[0], self._query_area)
            query, truth = _fitted(before, wanted), _fitted(after, wanted)
        return Example(source, target, query, truth, pair.record.operations, pair.record.key, query_key)

    def batch(self, indices: Sequence[int], epoch: int = 0) -> Batch:
        """Examples that share their sizes: one query size for all, drawn for these numbers of this epoch.

        Raises:
            ValueError: the exemplars are of different sizes; `batches` puts those of one size together.
        """
        pairs = [self.pairs.pairs[index] for index in indices]
        sizes = {self._exemplar_size(one) for one in pairs}
        if len(sizes) != 1:
            raise ValueError(f"exemplars of different sizes in one batch: {sorted(sizes)}")
        wanted = self._query_size(pairs, random.Random(f"{self._seed} {epoch} {list(indices)}"))
        examples = [self.example(index, epoch, wanted) for index in indices]
        return Batch(
            np.stack([one.exemplar_source for one in examples]),
            np.stack([one.exemplar_target for one in examples]),
            np.stack([one.query for one in examples]),
            np.stack([one.truth for one in examples]),
            tuple(one.operations for one in examples),
            tuple(one.key for one in examples),
            tuple(one.query_key for one in examples),
        )

    def batch_indices(self, count: int, epoch: int = 0) -> list[tuple[int, ...]]:
        """The numbers of each batch of an epoch: every pair once, in random order, exemplars of one size together.

        Fewer than `count` are left over for the last batch of each size.
        """
        chance = random.Random(f"{self._seed} {epoch} order")
        by_size: dict[Size, list[int]] = defaultdict(list)
        for index in chance.sample(range(len(self)), len(self)):
            by_size[self._exemplar_size(self.pairs.pairs[index])].append(index)
        batches = [tuple(one[i : i + count]) for one in by_size.values() for i in range(0, len(one), count)]
        chance.shuffle(batches)
        return batches

    def batches(self, count: int, epoch: int = 0, first: int = 0) -> Iterator[Batch]:
        """The batches of an epoch, from number `first` on."""
        for indices in self.batch_indices(count, epoch)[first:]:
            yield self.batch(indices, epoch)

    def _exemplar_size(self, pair: Pair) -> Size:
        width, height = pair.size
        return grid_size(width / height, self._exemplar_area)

    def _query_size(self, pairs: Sequence[Pair], chance: random.Random) -> Size:
        if self.mode is Mode.SELF_AUGMENTED:
            return drawn_size([one.framed for one in pairs], self._query_area, chance)
        width, height = pairs[0].size
        return grid_size(width / height, self._query_area)

    def _other(self, pair: Pair, chance: random.Random) -> Pair:
        """A pair of another identity whose photo is the query."""
        while True:
            other = self.pairs.pairs[chance.randrange(len(self.pairs))]
            if other.record.identity != pair.record.identity:
                return other


def _frame(record: PairRecord, framing: float) -> Frame:
    return frame_around(record.face, record.size, framing) if framing else (0, 0, *record.size)


def _performed(pair: Pair, other: Pair) -> tuple[RGB8, RGB8]:
    """The photo of another pair, and the same with the operations of this one performed on it."""
    if other.record.subject is None:
        raise BadDataset(f"{other.folder}: pair {other.record.key} has no stored subject")
    before = stored_picture(other.folder, other.record.before)
    subject = stored_subject(other.folder, other.record.subject)
    return before, performed_on(before, subject, pair.record.operations)[0]


def _fitted(picture: RGB8, size: Size) -> RGB8:
    """The picture at a size of nearly its own aspect: the middle of it, without distortion."""
    whole = (0.0, 0.0, float(picture.shape[1]), float(picture.shape[0]))
    return Placement(inner_region(whole, size[0] / size[1]), size).cut(picture)
