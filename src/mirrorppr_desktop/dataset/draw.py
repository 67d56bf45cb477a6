"""Which operations a pair gets and how strong: the statistics of MirrorPPR A.4, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mirrorppr_desktop.retouch.names import NAMES, OperationName
from mirrorppr_desktop.retouch.retouch import OperationStrength


class Kind(StrEnum):
    """What the pairs of a dataset were made by."""

    LLW = "llw"  # Table 6: 8 operations of faces, pronounced
    PROFESSIONAL = "professional"  # Table 7: 27 operations of faces and bodies, subtle
    STUDIO = "studio"  # by hand


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the operations of one kind are drawn.

    counts: weight of 1, 2, ... operations in a pair. weights: of each operation among all instances, by its positive
    name. strengths: the range of a strength, uniform; 1 is the largest natural edit.
    """

    counts: tuple[float, ...]
    weights: dict[str, float]
    strengths: tuple[float, float]


# The paper gives no strengths: it calls the simulated edits pronounced and the professional ones subtle.
RECIPES: Final = {
    Kind.LLW: Recipe((1.0,) * 8, {one.positive: 1.0 for one in NAMES if one.llw}, (0.4, 1.2)),
    Kind.PROFESSIONAL: Recipe(
        (0.2, 2.5, 18.2, 19.7, 20.1, 20.2, 19.1),
        {one.positive: 5.0 if one.place == "body" else 3.4 for one in NAMES},
        (0.2, 0.8),
    ),
}
_BY_POSITIVE: Final = {one.positive: one for one in NAMES}


def drawn_operations(recipe: Recipe, available: Sequence[str], chance: random.Random) -> tuple[OperationStrength, ...]:
    """The operations of one pair, in the order of the catalogue; fewer than drawn where fewer are available.

    available: positive names of the operations that the photo can take.
    """
    names = [one for one in recipe.weights if one in set(available)]
    if not names:
        return ()
    wanted = chance.choices(range(1, len(recipe.counts) + 1), recipe.counts)[0]
    chosen = _systematic(names, [recipe.weights[one] for one in names], min(wanted, len(names)), chance)
    return tuple(_directed(_BY_POSITIVE[one], recipe.strengths, chance) for one in names if one in chosen)


def _directed(operation: OperationName, strengths: tuple[float, float], chance: random.Random) -> OperationStrength:
    return OperationStrength(chance.choice(operation.directions), round(chance.uniform(*strengths), 3))


def _systematic(names: list[str], weights: list[float], count: int, chance: random.Random) -> set[str]:
    """`count` different names, each with a probability exactly proportional to its weight.

    Drawing one after the other would flatten the weights. Instead: lay the weights end to end in random order, and
    take what lies under `count` marks at equal distances from a random start (systematic sampling, Madow 1949). No
    weight here is longer than that distance, or all are taken.
    """
    if count >= len(names):
        return set(names)
    order = chance.sample(range(len(names)), len(names))
    distance = sum(weights) / count
    mark = chance.random() * distance
    chosen: set[str] = set()
    reached = 0.0
    for index in order:
        reached += weights[index]
        if mark < reached:
            chosen.add(names[index])
            mark += distance
    return chosen
