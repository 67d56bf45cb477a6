from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.dataset.augment import KEPT, Framed, aspect_range, drawn_augmentation, drawn_size
from mirrorppr_desktop.dataset.sampling import Mode, PairSet, Sampler
from mirrorppr_desktop.dataset.simulating import Simulated
from mirrorppr_desktop.errors import BadDataset

Made = tuple[Path, Simulated]


@pytest.fixture(scope="module")
def pairs(made: Made) -> PairSet:
    return PairSet.open([made[0]])


@given(
    st.tuples(st.integers(20, 120), st.integers(20, 120)),
    st.tuples(st.floats(0, 0.6), st.floats(0, 0.6)),
    st.floats(0.1, 0.4),
    st.integers(),
)
def test_a_crop_keeps_the_subject(steps: tuple[int, int], place: tuple[float, float], part: float, seed: int) -> None:
    size = (16 * steps[0], 16 * steps[1])
    x, y = place
    subject = (x * size[0], y * size[1], (x + part) * size[0], (y + part) * size[1])
    framed, chance = Framed(size, subject), random.Random(seed)
    wanted = drawn_size([framed], 448**2, chance)
    low, high = aspect_range(framed)
    one = drawn_augmentation(framed, wanted, chance)
    x0, y0, x1, y1 = one.placement.region
    assert x0 >= -1e-6 and y0 >= -1e-6 and x1 <= size[0] + 1e-6 and y1 <= size[1] + 1e-6
    aspect = (x1 - x0) / (y1 - y0)
    slack = 1.3 if one.turns % 2 == 0 else 1  # the grid of sixteens
    assert low / slack <= aspect * (1 + 1e-9) and aspect <= high * slack * (1 + 1e-9)
    if low <= aspect <= high:
        for side in (0, 1):
            kept = min(subject[side + 2], (x1, y1)[side]) - max(subject[side], (x0, y0)[side])
            assert kept >= KEPT * (subject[side + 2] - subject[side]) * (1 - 1e-6) - 1e-6


def test_crops_go_from_narrow_to_wide_and_turn_and_flip() -> None:
    framed = Framed((1024, 1024), (480, 480, 560, 560))
    seen = []
    for seed in range(300):
        chance = random.Random(seed)
        size = drawn_size([framed], 448**2, chance)
        seen.append((size[0] / size[1], drawn_augmentation(framed, size, chance)))
    aspects = [aspect for aspect, _ in seen]
    assert min(aspects) < 0.4 and max(aspects) > 2.5
    assert 0.55 < np.mean([one.turns == 0 for _, one in seen]) < 0.85
    assert {one.turns for _, one in seen} == {0, 1, 2, 3}
    assert 0.4 < np.mean([one.flip for _, one in seen]) < 0.6


def test_both_pictures_of_a_pair_go_the_same_way(pairs: PairSet) -> None:
    pair = pairs.pairs[0]
    untouched = replace(pair, record=replace(pair.record, after=pair.record.before))
    sampler = Sampler(PairSet((untouched,)), query_area=128**2, exemplar_area=128**2)
    for epoch in range(8):
        example = sampler.example(0, epoch)
        assert np.array_equal(example.query, example.truth)
        assert np.array_equal(example.exemplar_source, example.exemplar_target)


@pytest.mark.parametrize("mode", list(Mode))
def test_an_example_is_of_the_area_and_the_same_every_time(pairs: PairSet, mode: Mode) -> None:
    sampler = Sampler(pairs, mode, exemplar_area=160**2, query_area=128**2, seed=5)
    one, again = (
        sampler.example(7, 2),
        Sampler(pairs, mode, exemplar_area=160**2, query_area=128**2, seed=5).example(7, 2),
    )
    for name in ("exemplar_source", "exemplar_target", "query", "truth"):
        picture = getattr(one, name)
        area = 160**2 if name.startswith("exemplar") else 128**2
        assert picture.dtype == np.uint8 and picture.shape[2] == 3
        assert picture.shape[0] % 16 == 0 and picture.shape[1] % 16 == 0
        assert abs(picture.shape[0] * picture.shape[1] / area - 1) < 0.3
        assert np.array_equal(picture, getattr(again, name))
    assert one.operations and not np.array_equal(one.query, one.truth)


def test_self_without_augmentation_is_the_exemplar_itself(pairs: PairSet) -> None:
    one = Sampler(pairs, Mode.SELF, exemplar_area=128**2, query_area=128**2).example(0)
    assert np.array_equal(one.exemplar_source, one.query) and np.array_equal(one.exemplar_target, one.truth)


def test_cross_identity_shows_somebody_else_with_the_same_operations(pairs: PairSet) -> None:
    sampler = Sampler(pairs, Mode.CROSS_IDENTITY, exemplar_area=128**2, query_area=128**2)
    by_key = {one.record.key: one for one in pairs.pairs}
    for index in range(4):
        one = sampler.example(index)
        assert by_key[one.key].record.identity != by_key[one.query_key].record.identity
        assert one.operations == by_key[one.key].record.operations
        assert np.abs(one.query.astype(int) - one.truth).mean() > 0.03


@pytest.mark.parametrize("mode", list(Mode))
def test_framed_pairs_show_the_face_alone(made: Made, mode: Mode) -> None:
    framed = PairSet.open([made[0]], framing=1.3)
    for pair in framed.pairs[:3]:
        width, height = pair.size
        x0, y0, x1, y1 = pair.record.face
        assert width == height == min(round(1.3 * max(x1 - x0, y1 - y0)), *pair.record.size)
        left, top = pair.frame[:2]
        before, after = pair.pictures()
        assert before.shape == after.shape == (height, width, 3)
        kept = pair.framed.subject
        assert kept == pytest.approx((x0 - left, y0 - top, x1 - left, y1 - top), abs=1)
        assert (before != after)[round(kept[1]) : round(kept[3]), round(kept[0]) : round(kept[2])].any()
    one = Sampler(framed, mode, exemplar_area=128**2, query_area=128**2).example(1)
    assert one.exemplar_source.shape == (128, 128, 3)
    assert np.abs(one.query.astype(int) - one.truth).mean() > 0.1
    whole = Sampler(PairSet.open([made[0]]), mode, exemplar_area=128**2, query_area=128**2).example(1)
    assert (
        np.abs(whole.exemplar_source.astype(int) - whole.exemplar_target).mean()
        < np.abs(one.exemplar_source.astype(int) - one.exemplar_target).mean()
    )


def test_cross_identity_needs_known_operations_and_two_people(pairs: PairSet) -> None:
    learned, held_out = pairs.split(1)
    with pytest.raises(BadDataset, match="one identity"):
        Sampler(held_out, Mode.CROSS_IDENTITY)
    by_hand = PairSet(tuple(replace(one, record=replace(one.record, subject=None)) for one in learned.pairs))
    with pytest.raises(BadDataset, match="by hand"):
        Sampler(by_hand, Mode.CROSS_IDENTITY)


def test_nobody_is_on_both_sides_of_a_split(pairs: PairSet) -> None:
    learned, held_out = pairs.split(1, seed=2)
    assert not set(learned.identities) & set(held_out.identities)
    assert len(learned) + len(held_out) == len(pairs) and len(held_out) > 0
    assert pairs.split(1, seed=2) == (learned, held_out)
    with pytest.raises(BadDataset):
        pairs.split(2)


def test_batches_hold_every_pair_once_in_one_size_each(pairs: PairSet) -> None:
    sampler = Sampler(pairs, exemplar_area=64**2, query_area=64**2)
    indices = sampler.batch_indices(16, epoch=1)
    assert sorted(one for batch in indices for one in batch) == list(range(len(pairs)))
    assert indices != sampler.batch_indices(16, epoch=2)
    batches = list(sampler.batches(16, epoch=1))
    assert len({batch.query.shape[1:3] for batch in batches}) > 1  # the aspect is drawn for each batch
    for batch, members in zip(batches, indices, strict=True):
        assert batch.query.shape == batch.truth.shape and len(batch.query) == len(members) == len(batch.operations)
    later = next(sampler.batches(16, epoch=1, first=2))
    assert np.array_equal(later.query, batches[2].query)


def test_a_damaged_dataset_is_named(made: Made, tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="no dataset"):
        PairSet.open([tmp_path])
    lines = (made[0] / "manifest.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "manifest.jsonl").write_text("".join(lines[:-1]))
    with pytest.raises(BadDataset, match="69 pairs where 70"):
        PairSet.open([tmp_path])
    (tmp_path / "manifest.jsonl").write_text("".join(lines[:3]) + "{\n")
    with pytest.raises(BadDataset, match="line 4"):
        PairSet.open([tmp_path])
    (tmp_path / "manifest.jsonl").write_text(lines[0].replace('"version":1', '"version":2'))
    with pytest.raises(BadDataset, match="version 2"):
        PairSet.open([tmp_path])


def test_a_folder_without_a_dataset_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadDataset) as told:
        PairSet.open([tmp_path])
    assert str(told.value).startswith(f"{tmp_path}: holds no dataset; make one") and "Errno" not in str(told.value)
