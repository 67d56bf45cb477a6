from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mirrorppr_desktop.retouch.adjust import adjusted
from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField

SIZE = (100, 80)


def push(box: tuple[float, float, float, float], x: float, y: float) -> WarpField:
    grid = WarpField.over(box, 4, SIZE)
    vectors = np.zeros(grid.vectors.shape, np.float32)
    vectors[3:-3, 3:-3] = x, y
    return grid.with_vectors(vectors)


@pytest.fixture
def retouch() -> Retouch:
    eyes = OperationRetouch("Enlarge eyes", 0.5, push((10, 10, 50, 50), 2, 0))
    waist = OperationRetouch("Slim waist", 0.4, push((10, 10, 50, 50), 0, 5))
    part = PartRetouch(1, (eyes, waist), residual=push((10, 10, 50, 50), 0.5, 0.25))
    return Retouch(SIZE, (part,), Provenance("test", "1"))


def at_centre(retouch: Retouch) -> np.ndarray:
    warp = retouch.parts[0].warp(retouch.strength)
    assert warp is not None
    return warp.sample(np.array([[30.0, 30.0]]))[0]


def test_operations_and_residual_add_up(retouch: Retouch) -> None:
    np.testing.assert_allclose(at_centre(retouch), [0.5 * 2 + 0.5, 0.4 * 5 + 0.25], atol=1e-3)


def test_one_operation_is_scaled(retouch: Retouch) -> None:
    changed = adjusted(retouch, Adjustments(scale=(("Enlarge eyes", 0.5),)))
    np.testing.assert_allclose(at_centre(changed), [0.25 * 2 + 0.5, 0.4 * 5 + 0.25], atol=1e-3)
    assert [one.strength for one in changed.parts[0].operations] == [0.25, 0.4]


def test_a_scaled_strength_stays_within_range(retouch: Retouch) -> None:
    strong = adjusted(retouch, Adjustments(scale=(("Slim waist", 2.0),)))
    stronger = adjusted(strong, Adjustments(scale=(("Slim waist", 2.0), ("Enlarge eyes", 2.0))))
    assert max(one.strength for one in stronger.parts[0].operations) <= 2.0


def test_one_operation_is_left_out(retouch: Retouch) -> None:
    changed = adjusted(retouch, Adjustments(without=("Slim waist",)))
    np.testing.assert_allclose(at_centre(changed), [1.5, 0.25], atol=1e-3)


def test_one_face_is_scaled_or_left_alone(retouch: Retouch) -> None:
    (part,) = retouch.parts
    group = replace(retouch, parts=(part, replace(part, face=2), replace(part, face=None)))
    changed = adjusted(group, Adjustments(faces=((2, 0.5), (7, 0.1))))
    assert [one.strength for one in changed.parts] == [1.0, 0.5, 1.0]
    np.testing.assert_allclose(
        changed.parts[1].warp().sample(np.array([[30.0, 30.0]])), [0.5 * at_centre(retouch)], atol=1e-3
    )
    alone = adjusted(group, Adjustments(faces=((1, 0.0),)))
    assert alone.parts[0].warp() is None and len(alone.warps()) == 2
    twice = adjusted(adjusted(group, Adjustments(faces=((2, 2.0),))), Adjustments(faces=((2, 2.0),)))
    assert twice.parts[1].strength == 2.0


def test_the_residual_is_left_out(retouch: Retouch) -> None:
    np.testing.assert_allclose(at_centre(adjusted(retouch, Adjustments(residual=False))), [1.0, 2.0], atol=1e-3)


def test_nothing_asked_changes_nothing(retouch: Retouch) -> None:
    assert adjusted(retouch, Adjustments()) is retouch
    other = adjusted(retouch, Adjustments(without=("Slim legs",)))
    np.testing.assert_array_equal(at_centre(other), at_centre(retouch))


def test_strength_of_the_whole_scales_all(retouch: Retouch) -> None:
    part = retouch.parts[0].warp(0.5)
    assert part is not None
    np.testing.assert_allclose(part.sample(np.array([[30.0, 30.0]]))[0], 0.5 * at_centre(retouch), atol=1e-3)
