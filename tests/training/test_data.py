"""The order of samples, the split by identity, configurations. No torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from fake_pairs import FakePairs

from mirrorppr_desktop.errors import BadRun
from mirrorppr_desktop.training.config import JOINT_LOOP, ExtractorRun, read_run_config, run_config, run_json
from mirrorppr_desktop.training.data import Order, held_out_samples, phase_starts, split


def test_no_identity_is_both_trained_on_and_validated_on() -> None:
    whole = FakePairs(40)
    one = split(whole, 0.2, 0)
    assert one.held_out is not None
    learned, apart = set(one.training.identities), set(one.held_out.identities)
    assert len(apart) == 2 and not learned & apart and learned | apart == set(whole.identities)
    assert len(one.training.identities) + len(one.held_out.identities) == 40
    assert set(split(whole, 0.2, 1).held_out.identities) != apart  # type: ignore[union-attr]
    assert split(FakePairs(4), 0.5, 0).held_out is None  # one identity alone
    with pytest.raises(BadRun, match="holds no pair"):
        split(FakePairs(0), 0.1, 0)


def test_samples_go_by_number_and_every_pair_comes_once_a_turn() -> None:
    source = FakePairs(8)
    order = Order((source,), (0,), 800, 3, 0.25)
    again = Order((FakePairs(8),), (0,), 800, 3, 0.25)
    for number in (0, 17, 799):
        assert np.array_equal(order[number].truth, again[number].truth)
    grounds = {order[n].source.tobytes() for n in range(8)}
    assert len(grounds) == 8 and grounds == {order[n].source.tobytes() for n in range(8, 16)}
    assert [order[n].source.tobytes() for n in range(8)] != [order[n].source.tobytes() for n in range(8, 16)]
    plain = [np.array_equal(order[n].source, order[n].target) for n in range(800)]
    assert 0.2 < np.mean(plain) < 0.3
    assert all(np.array_equal(order[n].query, order[n].truth) == plain[n] for n in range(50))


def test_a_curriculum_takes_its_datasets_in_order() -> None:
    assert phase_starts((), 2, 10, 4) == (0, 20)
    assert phase_starts((3, 1), 2, 100, 8) == (0, 75 * 8)
    with pytest.raises(BadRun, match="1 shares for 2"):
        phase_starts((1,), 2, 10, 4)
    order = Order((FakePairs(4), FakePairs(4, wide=True)), (0, 20), 40, 0, 0)
    assert {order[n].query.shape[1] for n in range(20)} == {64}
    assert {order[n].query.shape[1] for n in range(20, 40)} == {96}


def test_held_out_samples_are_the_same_every_time() -> None:
    splits = [split(FakePairs(8), 0.4, 0)]
    first, second = (held_out_samples(splits, 6, 0) for _ in range(2))
    assert len(first) == 6
    assert all(np.array_equal(a.query, b.query) for a, b in zip(first, second, strict=True))
    assert held_out_samples([split(FakePairs(4), 0, 0)], 6, 0) == []


def test_defaults_are_the_papers() -> None:
    run = ExtractorRun()
    assert (run.loop.batch, run.loop.lr, run.loop.lr_min, run.loop.weight_decay) == (1536, 1e-4, 5e-5, 1e-4)
    assert (run.loop.schedule, run.balance) == ("cosine", 1.0)
    assert (JOINT_LOOP.batch, JOINT_LOOP.lr, JOINT_LOOP.weight_decay, JOINT_LOOP.schedule) == (
        64,
        1e-5,
        1e-2,
        "constant",
    )


def test_a_configuration_goes_through_its_file(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text('{"model": "small", "loop": {"steps": 20, "lr": 1}, "phases": [2, 1], "mae_weights": null}')
    run = read_run_config(file)
    assert (run.loop.steps, run.loop.lr, run.loop.batch, run.phases) == (20, 1.0, 1536, (2.0, 1.0))
    assert run.model.decoder.width == 384
    assert run_config(json.loads(json.dumps(run_json(run)))) == run


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "JSON object"),
        ("{", "Expecting"),
        ('{"colour": 1}', "has no 'colour'"),
        ('{"model": "huge"}', "none of"),
        ('{"loop": {"steps": 0}}', "at least 1"),
        ('{"loop": {"steps": 1.5}}', "cannot be 1.5"),
        ('{"loop": {"steps": true}}', "cannot be True"),
        ('{"loop": {"batch": 10, "micro_batch": 4}}', "multiple"),
        ('{"loop": {"precision": "fp8"}}', "precision"),
        ('{"mode": "magic"}', "mode is one of"),
        ('{"no_edit": 1}', "shares below 1"),
        ('{"model": {"extractor": {"contrast": 4}}, "loop": {"micro_batch": 1}}', "micro_batch must be at least 2"),
    ],
)
def test_a_configuration_that_cannot_be_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(text)
    with pytest.raises(BadRun, match=words) as told:
        read_run_config(file)
    assert "run.json" in str(told.value)
