from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.errors import OperationUnavailable, UnknownOperation
from mirrorppr_desktop.retouch.body_frame import BodyFrame, body_scale
from mirrorppr_desktop.retouch.body_operations import (
    BODY_OPERATIONS,
    BodyOperation,
    body_operation_field,
)
from mirrorppr_desktop.retouch.catalogue import find_operation
from mirrorppr_desktop.retouch.lobes import motions
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.retouch.simulate import simulate_body
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Body, Subject

SIZE = (800, 1400)
SCALE = 80.0
# An adult from the front, in face scales from the middle of the shoulders; the person's left is on the right.
_LEFT_SIDE = {11: (1.5, 0), 13: (2.0, 2.3), 15: (2.2, 4.4), 23: (0.9, 4.4), 25: (1.0, 8.0), 27: (1.0, 11.5)}
DIRECTED = [(one, sign) for one in BODY_OPERATIONS for sign in (1.0, -1.0) if sign > 0 or one.negative is not None]


def standing() -> Body:
    points = np.zeros((33, 2), np.float32)
    points[0] = (0, -2)
    for index, (x, y) in _LEFT_SIDE.items():
        points[index], points[index + 1] = (x, y), (-x, y)
    return Body(points * SCALE + np.float32([400, 260]), np.ones(33, np.float32))


def changed(body: Body, points: list[int], *, shift: tuple[float, float] = (0, 0), visibility: float = 1.0) -> Body:
    moved, seen = body.points.copy(), body.visibility.copy()
    moved[points] += np.float32(shift)
    seen[points] = visibility
    return Body(moved, seen)


def field_of(body: Body, operation: BodyOperation, amount: float = 1.0) -> WarpField:
    return body_operation_field(body, SCALE, operation, amount, SIZE)


def moved_to(field: WarpField, points: np.ndarray) -> np.ndarray:
    """Where points go."""
    return points + field.inverted().sample(points)


def body_operation(name: str) -> tuple[BodyOperation, float]:
    operation, sign = find_operation(name)
    assert isinstance(operation, BodyOperation)
    return operation, sign


@pytest.fixture(scope="module")
def astronaut() -> Subject:
    return find(skimage.data.astronaut(), (512, 512), with_body=True, precise=True)


@pytest.mark.parametrize(("operation", "sign"), DIRECTED, ids=lambda value: getattr(value, "positive", value))
class TestEveryOperation:
    def test_does_not_fold_and_ends_without_a_seam(self, operation: BodyOperation, sign: float) -> None:
        for body in (standing(), changed(standing(), [25, 26], shift=(0, -200))):  # sitting, thighs foreshortened
            field = field_of(body, operation, 1.5 * sign)
            assert field.jacobian().min() > 0.05
            for edge in (field.vectors[0], field.vectors[-1], field.vectors[:, 0], field.vectors[:, -1]):
                assert not edge.any()

    def test_goes_as_far_as_its_amplitude_says(self, operation: BodyOperation, sign: float) -> None:
        length = np.hypot(*np.moveaxis(field_of(standing(), operation, sign).vectors, 2, 0)).max()
        unit = 0.295 * 4.4 * SCALE if operation.unit == "waist width" else SCALE
        assert length == pytest.approx(operation.amplitude * unit, rel=0.12)

    def test_treats_both_sides_alike(self, operation: BodyOperation, sign: float) -> None:
        field = field_of(standing(), operation, sign)
        points = np.random.default_rng(1).uniform((0, 0), SIZE, (4000, 2)).astype(np.float32)
        mirrored = np.column_stack([800 - points[:, 0], points[:, 1]])
        difference = field.sample(points) * [-1, 1] - field.sample(mirrored)
        assert np.abs(difference).max() < 0.002 * SCALE

    def test_follows_roll_and_size(self, operation: BodyOperation, sign: float) -> None:
        body, field = standing(), field_of(standing(), operation, sign)
        turn = 1.7 * np.array([[np.cos(0.6), np.sin(0.6)], [-np.sin(0.6), np.cos(0.6)]])
        shift = np.array([900, 900.0])
        rolled = Body((body.points @ turn + shift).astype(np.float32), body.visibility)
        other = body_operation_field(rolled, 1.7 * SCALE, operation, sign, (3000, 3600))
        points = field.node_points()[::7]
        expected = field.sample(points) @ turn
        assert np.abs(other.sample(points @ turn + shift) - expected).max() < 0.004 * 1.7 * SCALE

    def test_the_coarse_grid_is_close_to_the_dense_formula(self, operation: BodyOperation, sign: float) -> None:
        lobes = operation.lobes(BodyFrame.of(standing(), SCALE, SIZE), operation)
        field = field_of(standing(), operation, sign)
        after = np.random.default_rng(2).uniform((0, 0), SIZE, (4000, 2)).astype(np.float32)
        before = after + field.sample(after)
        forward = sign * motions(lobes, before.astype(np.float64)).sum(axis=0)
        assert np.abs(before + forward - after).max() < 0.003 * SCALE


def shoulders(field: WarpField) -> float:
    """By how much the shoulders' outer ends are further apart, in scales."""
    ends = standing().points[[11, 12]] + np.float32([[0.57 * SCALE, 0], [-0.57 * SCALE, 0]])
    before, after = ends[0] - ends[1], np.subtract(*moved_to(field, ends))
    return float(after[0] - before[0]) / SCALE


def test_shoulders_go_where_their_names_say() -> None:
    broad, _ = body_operation("Broaden shoulders")
    assert shoulders(field_of(standing(), broad)) > 0.25
    assert shoulders(field_of(standing(), broad, -1)) < -0.25
    square, _ = body_operation("Square shoulders")
    tops = standing().points[[11, 12]]
    assert ((moved_to(field_of(standing(), square), tops) - tops)[:, 1] < -0.08 * SCALE).all()


def test_limbs_and_waist_get_slimmer() -> None:
    body = standing()
    for name, middle, half in (
        ("Slim arms", body.points[[11, 13]].mean(axis=0), 35),
        ("Slim legs", body.points[[23, 25]].mean(axis=0), 60),
        ("Slim waist", body.points[[11, 12, 23, 24]].mean(axis=0) + np.float32([0, 0.33 * SCALE]), 50),
    ):
        operation, sign = body_operation(name)
        sides = middle + np.float32([[half, 0], [-half, 0]])
        after = moved_to(field_of(body, operation, sign), sides)
        assert after[0, 0] - after[1, 0] < 2 * half - 4, name


def test_turned_shoulders_move_less() -> None:
    broad, _ = body_operation("Broaden shoulders")
    points = standing().points.copy()
    points[[11, 12], 0] = 400 + np.float32([40, -40])  # a third as wide
    turned = body_operation_field(Body(points, standing().visibility), SCALE, broad, 1.0, SIZE)
    full = field_of(standing(), broad)
    assert np.abs(turned.vectors).max() < 0.75 * np.abs(full.vectors).max()


@pytest.mark.parametrize(
    ("name", "points", "why"),
    [
        ("Square shoulders", [11], "shoulders are hidden"),
        ("Narrow shoulders", [12], "shoulders are hidden"),
        ("Slim arms", [13, 14], "arms are hidden"),
        ("Slim waist", [23], "hips are hidden"),
        ("Slim legs", [25, 26], "no legs in the picture"),
    ],
)
def test_what_is_hidden_is_named(name: str, points: list[int], why: str) -> None:
    body = changed(standing(), points, visibility=0.1)
    subject = Subject(SIZE, (), body)
    with pytest.raises(OperationUnavailable, match=f"{name}: .*{why}"):
        simulate_body(subject, [OperationStrength(name, 0.5)], SIZE)


def test_what_lies_outside_is_named() -> None:
    cropped = (800, 440)  # ends above the waist
    for name in ("Slim waist", "Slim legs"):
        operation, _ = body_operation(name)
        with pytest.raises(OperationUnavailable, match="in the picture"):
            body_operation_field(standing(), SCALE, operation, 1.0, cropped)
    beside = changed(standing(), [11], shift=(400, 0))
    with pytest.raises(OperationUnavailable, match="not both in the picture"):
        field_of(beside, body_operation("Broaden shoulders")[0])
    side = changed(changed(standing(), [11], shift=(-110, 0)), [12], shift=(110, 0))
    with pytest.raises(OperationUnavailable, match="from the side"):
        field_of(side, body_operation("Broaden shoulders")[0])


def test_one_visible_arm_moves_alone() -> None:
    operation, _ = body_operation("Slim arms")
    field = field_of(changed(standing(), [14, 16], visibility=0.0), operation, -1)
    assert field.extent[0] > 380  # of 800; the hidden arm begins at 280


def test_legs_behind_each_other_do_not_add_up() -> None:
    legs, _ = body_operation("Slim legs")
    points = standing().points.copy()
    points[24::2] = points[23:32:2] + 3  # seen from the side
    field = field_of(Body(points, standing().visibility), legs)
    assert np.hypot(*np.moveaxis(field.vectors, 2, 0)).max() < 1.1 * legs.amplitude * SCALE


def test_no_body_and_no_such_operation() -> None:
    with pytest.raises(OperationUnavailable, match="no body was found"):
        simulate_body(Subject(SIZE, ()), [OperationStrength("Slim waist", 1.0)], SIZE)
    with pytest.raises(UnknownOperation, match="Slim waist"):
        simulate_body(Subject(SIZE, ()), [OperationStrength("Widen waist", 1.0)], SIZE)
    with pytest.raises(OperationUnavailable, match="of a face"):
        simulate_body(Subject(SIZE, (), standing()), [OperationStrength("Enlarge eyes", 1.0)], SIZE)
    assert len(DIRECTED) == 7


def test_a_real_photo(astronaut: Subject) -> None:
    names = ("Square shoulders", "Narrow shoulders", "Slim arms")
    part = simulate_body(astronaut, [OperationStrength(name, 1.0) for name in names], (512, 512))
    assert part.face is None
    assert [one.name for one in part.operations] == ["Square shoulders", "Narrow shoulders", "Slim arms"]
    whole = part.warp(1.5)
    assert whole is not None
    assert whole.jacobian().min() > 0
    head = astronaut.faces[0].landmarks[[10, 1]]
    assert np.abs(whole.sample(head)).max() < 0.01 * body_scale(astronaut)
    with pytest.raises(OperationUnavailable, match="no legs"):
        simulate_body(astronaut, [OperationStrength("Slim legs", 1.0)], (512, 512))


def test_opposite_directions_cancel() -> None:
    both = [OperationStrength("Thicken arms", 0.4), OperationStrength("Slim arms", 0.4)]
    assert simulate_body(Subject(SIZE, (), standing()), both, SIZE).operations == ()


def test_scale_without_a_face_is_like_that_with_one(astronaut: Subject) -> None:
    assert body_scale(replace(astronaut, faces=())) == pytest.approx(body_scale(astronaut), rel=0.4)
