from __future__ import annotations

import random
from collections import Counter

import pytest

from mirrorppr_desktop.dataset.draw import RECIPES, Kind, drawn_operations
from mirrorppr_desktop.retouch.names import NAMES, operation_of

DRAWS = 8000


def drawn(kind: Kind) -> list[list[str]]:
    names = [one.positive for one in NAMES]
    return [
        [one.name for one in drawn_operations(RECIPES[kind], names, random.Random(f"{kind} {n}"))] for n in range(DRAWS)
    ]


def test_simulated_pairs_have_one_to_eight_operations_of_eight_types_all_alike() -> None:
    pairs = drawn(Kind.LLW)
    counts = Counter(len(one) for one in pairs)
    assert sorted(counts) == list(range(1, 9))
    assert all(abs(count / DRAWS - 0.125) < 0.015 for count in counts.values())
    types = Counter(operation_of(name).positive for one in pairs for name in one)
    assert len(types) == 8
    assert all(abs(count / types.total() - 0.125) < 0.005 for count in types.values())
    directions = Counter(name for one in pairs for name in one)
    assert len(directions) == 16
    assert all(abs(count / types.total() - 0.0625) < 0.006 for count in directions.values())


def test_professional_pairs_have_the_counts_and_shares_of_the_paper() -> None:
    pairs = drawn(Kind.PROFESSIONAL)
    counts = Counter(len(one) for one in pairs)
    for count, share in enumerate((0.2, 2.5, 18.2, 19.7, 20.1, 20.2, 19.1), start=1):
        assert abs(100 * counts[count] / DRAWS - share) < 1.5, count
    types = Counter(operation_of(name).positive for one in pairs for name in one)
    for one in NAMES:
        share = 100 * types[one.positive] / types.total()
        assert abs(share - (5.0 if one.place == "body" else 3.4)) < 0.4, one.positive


def test_no_operation_comes_twice_or_both_ways() -> None:
    for one in drawn(Kind.PROFESSIONAL)[:500]:
        assert len({operation_of(name).positive for name in one}) == len(one)


def test_only_what_a_photo_can_take_is_drawn() -> None:
    taken = drawn_operations(RECIPES[Kind.PROFESSIONAL], ["Enlarge eyes", "Slim waist"], random.Random(1))
    assert {operation_of(one.name).positive for one in taken} <= {"Enlarge eyes", "Slim waist"} and taken
    assert drawn_operations(RECIPES[Kind.LLW], ["Slim waist"], random.Random(1)) == ()


@pytest.mark.parametrize("kind", [Kind.LLW, Kind.PROFESSIONAL])
def test_strengths_stay_in_their_range(kind: Kind) -> None:
    low, high = RECIPES[kind].strengths
    names = [one.positive for one in NAMES]
    strengths = [o.strength for n in range(300) for o in drawn_operations(RECIPES[kind], names, random.Random(n))]
    assert low <= min(strengths) < low + 0.1 and high - 0.1 < max(strengths) <= high
