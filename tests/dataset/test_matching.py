from __future__ import annotations

import time

from mirrorppr_desktop.dataset.matching import looks_swapped, match


def test_equal_names_are_pairs_whatever_the_file_format() -> None:
    found = match(["a.cr2", "day 1/b.jpg"], ["day 1/b.png", "a.jpg"])
    assert found.pairs == (("a.cr2", "a.jpg"), ("day 1/b.jpg", "day 1/b.png"))
    assert not found.leftovers


def test_names_alone_in_another_folder_are_no_pair() -> None:
    found = match(["one/a.jpg"], ["two/a.jpg"])
    assert not found.pairs and len(found.leftovers) == 2


def test_a_suffix_counts_only_where_it_was_declared() -> None:
    before, after = ["a.jpg", "b.jpg"], ["a_edit.jpg", "b_edit.jpg"]
    undeclared = match(before, after)
    assert not undeclared.pairs and len(undeclared.leftovers) == 4
    assert "--suffix _edit" in undeclared.hints[0] and undeclared.hints[0].startswith("2 names")
    assert match(before, after, ["_edit"]).pairs == (("a.jpg", "a_edit.jpg"), ("b.jpg", "b_edit.jpg"))


def test_two_candidates_are_no_pair_and_both_are_told() -> None:
    found = match(["a.jpg", "a.cr2"], ["a.png"])
    assert not found.pairs and {one.name for one in found.leftovers} == {"a.jpg", "a.cr2", "a.png"}
    found = match(["a.jpg"], ["a.jpg", "a_edit.jpg"], ["_edit"])
    assert not found.pairs and len(found.leftovers) == 3
    found = match(["a.jpg", "a_edit.jpg"], ["a_edit.jpg"], ["_edit"])
    assert not found.pairs and "could belong to" in found.leftovers[0].reason


def test_names_that_only_look_alike_are_no_pair_and_it_is_told_why() -> None:
    accent = "jos\u00e9", "jose\u0301"
    found = match(["IMG_1.JPG", f"{accent[0]}.jpg", "b.jpg"], ["img_1.jpg", f"{accent[1]}.jpg", "c.jpg"])
    assert not found.pairs and len(found.leftovers) == 6
    reasons = {one.name: one.reason for one in found.leftovers if one.side == "after"}
    assert "IMG_1.JPG: capitals or accents" in reasons["img_1.jpg"]
    assert "capitals or accents" in reasons[f"{accent[1]}.jpg"]
    assert reasons["c.jpg"] == "no photo before of that name"


def test_swapped_folders_are_suspected() -> None:
    found = match(["a_edit.jpg", "b_edit.jpg"], ["a.jpg", "b.jpg"], ["_edit"])
    assert not found.pairs and any("swapped" in hint for hint in found.hints)
    assert looks_swapped("a.jpg", "a.cr2") and not looks_swapped("a.cr2", "a.jpg")


def test_a_million_names_take_seconds_and_no_square_of_them() -> None:
    def seconds(count: int) -> float:
        before = [f"{n // 1000}/IMG_{n}.jpg" for n in range(count)]
        after = [f"{n // 1000}/IMG_{n}_edit.jpg" for n in range(0, count, 2)] + [
            f"stray_{n}.jpg" for n in range(count // 2)
        ]
        start = time.process_time()
        found = match(before, after, ["_edit"])
        used = time.process_time() - start
        assert len(found.pairs) == count // 2 and len(found.leftovers) == count
        return used

    small = min(seconds(50_000) for _ in range(2))
    assert seconds(500_000) < 25 * small  # a square would be a hundred times as long
