from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.retouch.warp import WarpField

SIZE = (200, 160)


def bump(
    height: float = 4.0, step: float = 4.0, centre: tuple[float, float] = (100, 80), width: float = 20
) -> WarpField:
    """A smooth push to the right around a point, zero at the border of its grid."""
    grid = WarpField.over((centre[0] - 70, centre[1] - 60, centre[0] + 70, centre[1] + 60), step, SIZE)
    offset = grid.node_points() - np.array(centre)
    push = height * np.exp(-(offset**2).sum(axis=1) / (2 * width**2))
    return grid.with_vectors(np.column_stack([push, 0.5 * push]))


def test_dense_and_sample_agree_and_hit_the_nodes() -> None:
    field = bump()
    dense = field.dense((0, 0, *SIZE))
    x, y = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    sampled = field.sample(np.column_stack([x.ravel(), y.ravel()])).reshape(dense.shape)
    np.testing.assert_allclose(dense, sampled, atol=1e-4)
    np.testing.assert_allclose(field.sample(field.node_points()), field.vectors.reshape(-1, 2), atol=1e-6)


def test_outside_of_the_grid_nothing_moves() -> None:
    field = bump()
    x0, y0, x1, y1 = field.box
    dense = field.dense((0, 0, *SIZE))
    dense[y0:y1, x0:x1] = 0
    assert not dense.any()
    assert not field.sample(np.array([[-50.0, 80.0], [400.0, 80.0]])).any()


def test_a_linear_field_is_interpolated_exactly_inside() -> None:
    grid = WarpField.over((20, 20, 180, 140), 8, SIZE)
    field = grid.with_vectors(grid.node_points() @ np.array([[0.1, -0.05], [0.02, 0.08]]))
    points = np.random.default_rng(0).uniform((40, 40), (160, 120), (500, 2))
    np.testing.assert_allclose(field.sample(points), points @ np.array([[0.1, -0.05], [0.02, 0.08]]), atol=1e-3)


def test_twice_the_size_is_twice_the_displacement_at_the_same_place() -> None:
    field = bump()
    large = field.resized((400, 320))
    points = np.array([[100.0, 80.0], [80.0, 90.0], [120.0, 60.0]])
    np.testing.assert_allclose(large.sample((points + 0.5) * 2 - 0.5), 2 * field.sample(points), atol=1e-4)
    assert field.resized(SIZE) is field


def test_the_inverse_undoes_the_field() -> None:
    field = bump(6)
    points = np.random.default_rng(1).uniform((50, 40), (150, 120), (400, 2)).astype(np.float32)
    inverse = field.inverted()
    there = points + inverse.sample(points)
    np.testing.assert_allclose(there + field.sample(there), points, atol=0.02)


def test_a_field_then_its_inverse_moves_nothing() -> None:
    field = bump(6)
    assert np.abs(field.then(field.inverted()).vectors).max() < 0.05


def test_composition_applies_the_first_field_to_what_the_second_looks_at() -> None:
    first, second = bump(5, centre=(90, 80)), bump(4, centre=(110, 80))
    points = np.random.default_rng(2).uniform((50, 40), (150, 120), (300, 2)).astype(np.float32)
    moved = second.sample(points)
    expected = moved + first.sample(points + moved)
    np.testing.assert_allclose(first.then(second).sample(points), expected, atol=0.02)


def test_fields_of_different_sizes_do_not_compose() -> None:
    with pytest.raises(ValueError, match="different sizes"):
        bump().then(bump().resized((400, 320)))


def test_resampling_keeps_the_field() -> None:
    field = bump()
    points = np.random.default_rng(3).uniform((50, 40), (150, 120), (300, 2))
    np.testing.assert_allclose(field.resampled(2.5).sample(points), field.sample(points), atol=0.01)


def test_jacobian_of_a_stretch_by_hand() -> None:
    grid = WarpField.over((20, 20, 180, 140), 8, SIZE)
    points = grid.node_points()
    field = grid.with_vectors(np.column_stack([0.2 * points[:, 0], -0.1 * points[:, 1]]))
    np.testing.assert_allclose(field.jacobian(), 1.2 * 0.9, atol=1e-4)


def test_a_fold_is_relaxed_and_a_smooth_field_left_alone() -> None:
    steep = bump(40, width=12)
    assert steep.jacobian().min() < 0
    assert steep.unfolded().jacobian().min() >= 0.05
    gentle = bump(4)
    assert gentle.unfolded() is gentle


@pytest.mark.parametrize(
    "vectors",
    [
        np.zeros((4, 4), np.float32),
        np.zeros((1, 4, 2), np.float32),
        np.zeros((4, 4, 2), np.float64),
        np.full((4, 4, 2), np.nan, np.float32),
    ],
)
def test_impossible_vectors_are_refused(vectors: np.ndarray) -> None:
    with pytest.raises(ValueError, match="warp field"):
        WarpField(SIZE, (0, 0), (1, 1), vectors)
