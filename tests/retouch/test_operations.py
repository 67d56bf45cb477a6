from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.errors import RetouchError, UnknownOperation
from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, find_operation, named, operation_names
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, LLW_OPERATIONS, FaceOperation
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.retouch.simulate import PartWarp, operation_field, simulate
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import LEFT_EYE, LIPS_OUTER, MESH_POINTS, RIGHT_EYE, mirror_index
from mirrorppr_desktop.subject.subject import Face

SIZE = (1024, 1024)
FACE_NAMES = tuple(name for one in FACE_OPERATIONS for name in (one.positive, one.negative))


@pytest.fixture(scope="module")
def face() -> Face:
    """The astronaut's face, enlarged so that its eyes are some 350 px apart."""
    found = find(skimage.data.astronaut(), (512, 512), precise=True).faces[0]
    factor = 350 / found.scale
    landmarks = ((found.landmarks - found.landmarks[4]) * factor + 512).astype(np.float32)
    return with_landmarks(found, landmarks)


def with_landmarks(face: Face, landmarks: Points) -> Face:
    mesh = landmarks[:MESH_POINTS]
    return replace(face, landmarks=landmarks, box=(*map(float, mesh.min(axis=0)), *map(float, mesh.max(axis=0))))


def moved(face: Face, name: str, strength: float = 1.0) -> Points:
    """Where the landmarks go."""
    field = simulate(face, [named(name, strength)], SIZE).warp()
    return face.landmarks + field.inverted().sample(face.landmarks)


def test_the_catalogue_holds_the_operations_of_both_tables() -> None:
    names = operation_names()
    assert len(CATALOGUE) == 27 and len(names) == len(set(names)) == 51
    assert len(FACE_OPERATIONS) == 22 and len(LLW_OPERATIONS) == 8
    assert {"Enlarge eyes", "Thin lips", "Move mouth downward", "Narrow nasal alae"} <= set(names)
    assert {"Sharpen face", "Depress temples", "Lower mouth corners", "Slim waist", "Broaden shoulders"} <= set(names)


def test_a_name_is_found_whatever_its_case() -> None:
    assert named("  enlarge   EYES ", 0.5) == OperationStrength("Enlarge eyes", 0.5)
    assert find_operation("shrink eyes")[1] == -1


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownOperation, match="Enlarge eyes"):
        find_operation("Enlarge eye")


@pytest.mark.parametrize("strength", [-0.1, 2.1, float("nan")])
def test_a_strength_out_of_range_is_refused(strength: float) -> None:
    with pytest.raises(RetouchError, match="0 to 2"):
        named("Enlarge eyes", strength)


@pytest.mark.parametrize(
    ("name", "group", "axis", "ratio"),
    [
        ("Enlarge eyes", RIGHT_EYE, 0, 1.15),
        ("Shrink eyes", RIGHT_EYE, 0, 0.85),
        ("Widen nasal alae", (48, 278, 64, 294), 0, 1.15),
        ("Narrow nasal alae", (48, 278, 64, 294), 0, 0.85),
        ("Plump lips", LIPS_OUTER, 1, 1.15),
        ("Thin lips", LIPS_OUTER, 1, 0.85),
        ("Enlarge mouth", LIPS_OUTER, 0, 1.12),
        ("Shrink mouth", LIPS_OUTER, 0, 0.88),
        ("Widen mouth", LIPS_OUTER, 0, 1.1),
        ("Narrow mouth", LIPS_OUTER, 0, 0.9),
        ("Increase eye height", LEFT_EYE, 1, 1.12),
        ("Decrease eye height", LEFT_EYE, 1, 0.88),
        ("Increase eye width", LEFT_EYE, 0, 1.08),
        ("Decrease eye width", LEFT_EYE, 0, 0.92),
        ("Enlarge nose", (129, 358, 48, 278), 0, 1.1),
        ("Shrink nose", (129, 358, 48, 278), 0, 0.9),
        ("Enlarge nose tip", (45, 275), 0, 1.1),
        ("Shrink nose tip", (45, 275), 0, 0.9),
        ("Widen nose bridge", (196, 419), 0, 1.05),
        ("Narrow nose bridge", (196, 419), 0, 0.95),
        ("Thicken eyebrows", (105, 52), 1, 1.15),
        ("Thin eyebrows", (105, 52), 1, 0.85),
        ("Sharpen face", (172, 397), 0, 0.95),
        ("Round face", (172, 397), 0, 1.05),
        ("Sharpen jawline", (172, 397), 0, 0.95),
        ("Square jawline", (172, 397), 0, 1.05),
        ("Depress temples", (162, 389), 0, 0.97),
        ("Fill temples", (162, 389), 0, 1.03),
    ],
)
def test_sizes_change_the_way_the_name_says(
    face: Face, name: str, group: tuple[int, ...], axis: int, ratio: float
) -> None:
    before = np.ptp(face.landmarks[list(group)], axis=0)[axis]
    after = np.ptp(moved(face, name)[list(group)], axis=0)[axis]
    assert after / before > ratio if ratio > 1 else after / before < ratio


@pytest.mark.parametrize(
    ("name", "point", "direction"),
    [
        ("Increase eye distance", 159, (-1, 0)),
        ("Decrease eye distance", 159, (1, 0)),
        ("Lengthen nose", 2, (0, 1)),
        ("Shorten nose", 2, (0, -1)),
        ("Move mouth upward", 0, (0, -1)),
        ("Move mouth downward", 0, (0, 1)),
        ("Lengthen chin", 152, (0, 1)),
        ("Shorten chin", 152, (0, -1)),
        ("Increase eyebrow distance", 105, (-1, 0)),
        ("Decrease eyebrow distance", 334, (-1, 0)),
        ("Move eyebrows upward", 105, (0, -1)),
        ("Move eyebrows downward", 334, (0, 1)),
        ("Move eyes upward", 468, (0, -1)),
        ("Move eyes downward", 473, (0, 1)),
        ("Raise mouth corners", 61, (0, -1)),
        ("Lower mouth corners", 291, (0, 1)),
    ],
)
def test_positions_change_the_way_the_name_says(face: Face, name: str, point: int, direction: tuple[int, int]) -> None:
    way = moved(face, name)[point] - face.landmarks[point]
    assert way @ np.array(direction) > 0.03 * face.scale


@pytest.mark.parametrize("name", FACE_NAMES)
def test_no_operation_folds_or_leaves_its_mask(face: Face, name: str) -> None:
    field = simulate(face, [named(name, 1.0)], SIZE).warp()
    assert field.jacobian().min() > 0
    assert field.scaled(1.5).unfolded().jacobian().min() > 0
    rim = np.concatenate([field.vectors[0], field.vectors[-1], field.vectors[:, 0], field.vectors[:, -1]])
    assert not rim.any()


@pytest.mark.parametrize("amount", [-1.0, 1.0])
@pytest.mark.parametrize("operation", FACE_OPERATIONS, ids=lambda one: one.positive)
def test_the_grid_keeps_to_the_dense_formula(face: Face, operation: FaceOperation, amount: float) -> None:
    field = operation_field(face.landmarks, operation, amount, SIZE)
    x0, y0, x1, y1 = field.box
    x, y = np.meshgrid(np.arange(x0, x1, 3), np.arange(y0, y1, 3))
    points = np.column_stack([x.ravel(), y.ravel()]).astype(np.float32)
    warps = [PartWarp.of(face.landmarks, part, operation, amount) for part in operation.parts]
    exact = np.sum([warp.displacement(points) for warp in warps], axis=0)
    assert np.abs(field.sample(points) - exact).max() <= 0.05


def test_roll_and_size_of_a_face_do_not_matter(face: Face) -> None:
    turn = 0.5 * np.exp(0.6j)
    rolled = turn * (face.landmarks[:, 0] + 1j * face.landmarks[:, 1] - (512 + 512j)) + (512 + 512j)
    other = with_landmarks(face, np.column_stack([rolled.real, rolled.imag]).astype(np.float32))
    for operation in FACE_OPERATIONS:
        here = operation_field(face.landmarks, operation, 1.0, SIZE).sample(face.landmarks)
        there = operation_field(other.landmarks, operation, 1.0, SIZE).sample(other.landmarks)
        expected = turn * (here[:, 0] + 1j * here[:, 1])
        difference = np.hypot(there[:, 0] - expected.real, there[:, 1] - expected.imag)
        assert difference.max() < 0.01 * other.scale, operation.positive


def test_both_sides_of_a_mirrored_face_are_treated_alike(face: Face) -> None:
    flipped = (face.landmarks * [-1, 1] + [1023, 0]).astype(np.float32)
    flipped[:MESH_POINTS] = flipped[:MESH_POINTS][mirror_index()]
    mirror = with_landmarks(face, flipped)
    for operation in FACE_OPERATIONS:
        here = operation_field(face.landmarks, operation, -1.0, SIZE).sample(face.landmarks)[:MESH_POINTS]
        there = operation_field(mirror.landmarks, operation, -1.0, SIZE).sample(mirror.landmarks)[:MESH_POINTS]
        assert np.abs(here - there[mirror_index()] * [-1, 1]).max() < 0.01 * face.scale, operation.positive


def test_opposite_directions_cancel(face: Face) -> None:
    both = simulate(face, [named("Enlarge eyes", 0.5), named("Shrink eyes", 0.5)], SIZE)
    assert both.operations == () and both.warp() is None


def test_later_operations_act_on_moved_landmarks(face: Face) -> None:
    both = simulate(face, [named("Enlarge mouth", 1), named("Move mouth downward", 1)], SIZE).warp()
    after = face.landmarks + both.inverted().sample(face.landmarks)
    lips = list(LIPS_OUTER)
    wider = np.ptp(after[lips, 0]) / np.ptp(face.landmarks[lips, 0])
    lower = (after[lips, 1] - face.landmarks[lips, 1]).mean() / face.scale
    assert wider > 1.12 and lower > 0.05
    assert isinstance(both, WarpField)
