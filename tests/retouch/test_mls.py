from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.errors import DegenerateControlPoints
from mirrorppr_desktop.retouch.mls import similarity_mls


def slow_mls(point: np.ndarray, source: np.ndarray, target: np.ndarray, alpha: float) -> np.ndarray:
    """(A.1) to (A.3) written out for one point, in float64, with vectors instead of complex numbers."""
    weight = 1 / (((target - point) ** 2).sum(axis=1) ** alpha + 1e-8)
    p_mean = (weight[:, None] * source).sum(axis=0) / weight.sum()
    q_mean = (weight[:, None] * target).sum(axis=0) / weight.sum()
    p, q, d = source - p_mean, target - q_mean, point - q_mean
    spread = (weight * (q**2).sum(axis=1)).sum()
    dot = q @ d
    cross = q[:, 0] * d[1] - q[:, 1] * d[0]
    perpendicular = np.column_stack([-p[:, 1], p[:, 0]])
    return p_mean + (weight[:, None] * (dot[:, None] * p + cross[:, None] * perpendicular)).sum(axis=0) / spread


@pytest.fixture
def control() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    source = rng.uniform(100, 900, (40, 2))
    return source, source + rng.normal(0, 8, (40, 2))


@pytest.mark.parametrize("alpha", [1.0, 1.7])
def test_agrees_with_the_formula_written_out(control: tuple[np.ndarray, np.ndarray], alpha: float) -> None:
    source, target = control
    points = np.random.default_rng(5).uniform(0, 1000, (200, 2))
    expected = np.array([slow_mls(point, source, target, alpha) for point in points])
    np.testing.assert_allclose(similarity_mls(points, source, target, alpha), expected, atol=1e-3)


def test_control_points_go_where_they_should(control: tuple[np.ndarray, np.ndarray]) -> None:
    source, target = control
    np.testing.assert_allclose(similarity_mls(target, source, target), source, atol=1e-3)


def test_a_similarity_is_reproduced_everywhere() -> None:
    rng = np.random.default_rng(6)
    target = rng.uniform(0, 500, (12, 2))
    turn = 1.2 * np.array([[np.cos(0.3), np.sin(0.3)], [-np.sin(0.3), np.cos(0.3)]])
    points = rng.uniform(-200, 800, (100, 2))
    mapped = similarity_mls(points, target @ turn + [30, -20], target)
    np.testing.assert_allclose(mapped, points @ turn + [30, -20], atol=1e-2)


def test_by_hand_two_points_turned_a_quarter() -> None:
    source, target = np.array([[0.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [2.0, 0.0]])
    np.testing.assert_allclose(similarity_mls(np.array([[1.0, 0.0]]), source, target), [[0.0, 1.0]], atol=1e-5)


def test_many_points_are_mapped_in_batches(control: tuple[np.ndarray, np.ndarray]) -> None:
    source, target = control
    points = np.random.default_rng(7).uniform(0, 1000, (70_000, 2))
    whole = similarity_mls(points, source, target)
    np.testing.assert_array_equal(whole[-5:], similarity_mls(points[-5:], source, target))


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.zeros((1, 2)), np.ones((5, 2))])
def test_fewer_than_two_distinct_points_are_refused(points: np.ndarray) -> None:
    with pytest.raises(DegenerateControlPoints, match="control points"):
        similarity_mls(np.zeros((3, 2)), points, points)
