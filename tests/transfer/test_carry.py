from __future__ import annotations

import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import MESH_POINTS, mirror_index
from mirrorppr_desktop.subject.subject import Face
from mirrorppr_desktop.transfer.carry import FaceEdit, carry, symmetrised

SIZE = (1024, 1024)
OPERATIONS = [named("Enlarge eyes", 0.9), named("Lengthen nose", 0.8), named("Plump lips", 0.8)]


@pytest.fixture(scope="module")
def face() -> Face:
    portrait = np.asarray(cv2.resize(skimage.data.astronaut(), SIZE, interpolation=cv2.INTER_CUBIC))
    return find(portrait, SIZE, precise=True).faces[0]


@pytest.fixture(scope="module")
def edit(face: Face) -> FaceEdit:
    return FaceEdit.of(face.landmarks[:MESH_POINTS], simulate(face, OPERATIONS, SIZE).warp())


def difference_px(one: WarpField, other: WarpField) -> float:
    nodes = np.concatenate([one.node_points(), other.node_points()])
    return float(np.abs(one.sample(nodes) - other.sample(nodes)).max())


def test_an_edit_carried_to_the_same_face_is_the_edit(edit: FaceEdit) -> None:
    largest = np.abs(edit.field.vectors).max()
    assert difference_px(carry(edit, edit.landmarks, SIZE), edit.field) < 0.06 * largest


def test_size_roll_and_place_of_the_other_face_are_followed_exactly(edit: FaceEdit) -> None:
    turn, shift = 1.7 * np.exp(0.4j), 300 - 150j
    moved = turn * (edit.landmarks[:, 0] + 1j * edit.landmarks[:, 1]) + shift
    carried = carry(edit, np.column_stack([moved.real, moved.imag]).astype(np.float32), (4000, 4000))
    at = np.column_stack([moved.real, moved.imag])
    expected = turn * (edit.field.sample(edit.landmarks) @ [1, 1j])
    error = np.abs(carried.sample(at) @ [1, 1j] - expected)
    assert error.max() < 0.06 * np.abs(expected).max()


def test_mirroring_twice_is_the_edit(edit: FaceEdit) -> None:
    again = edit.mirrored().mirrored()
    np.testing.assert_allclose(again.landmarks, edit.landmarks, atol=1e-3)
    assert difference_px(again.field, edit.field) < 1e-3


def test_the_mirror_map_is_its_own_inverse_and_fits_a_face(face: Face) -> None:
    index = mirror_index()
    assert (index[index] == np.arange(MESH_POINTS)).all()
    assert (index[33], index[61], index[129], index[1]) == (263, 291, 358, 1)
    across = face.landmarks[263] - face.landmarks[33]
    along = face.landmarks[:MESH_POINTS] @ across / np.hypot(*across)
    pairs = [i for i in range(MESH_POINTS) if index[i] > i]
    assert all(along[index[i]] > along[i] for i in pairs) or all(along[index[i]] < along[i] for i in pairs)


def test_an_edit_of_both_sides_is_averaged_and_noise_falls(edit: FaceEdit) -> None:
    noise = cv2.GaussianBlur(np.random.default_rng(0).normal(0, 6, edit.field.vectors.shape), (0, 0), 3)
    noisy = FaceEdit.of(edit.landmarks, edit.field.with_vectors(edit.field.vectors + noise))
    nodes = edit.field.node_points()

    def error(field: WarpField) -> float:
        return float(np.sqrt(((field.sample(nodes) - edit.field.vectors.reshape(-1, 2)) ** 2).mean()))

    assert error(symmetrised(noisy).field) < 0.85 * error(noisy.field)


def test_an_edit_of_one_side_stays_on_its_side(edit: FaceEdit) -> None:
    nodes = edit.field.node_points()
    left_half = nodes[:, 0] < edit.landmarks[1, 0]
    vectors = edit.field.vectors.reshape(-1, 2) * left_half[:, None]
    one_sided = FaceEdit.of(edit.landmarks, edit.field.with_vectors(vectors))
    assert symmetrised(one_sided) is one_sided


def test_nothing_carried_is_nothing(edit: FaceEdit) -> None:
    nothing = FaceEdit.of(edit.landmarks, edit.field.scaled(0))
    assert not carry(nothing, edit.landmarks, SIZE).vectors.any()
    assert symmetrised(nothing) is nothing


def test_another_persons_face_ends_nearer_to_the_same_operations_than_a_copy(
    edit: FaceEdit, group: tuple[RGB8, tuple[Face, ...]]
) -> None:
    """The paper's protocol in small: two people, and the truth is the same operations done to the other one."""
    picture, faces = group
    size = (picture.shape[1], picture.shape[0])
    frontal = max(
        faces, key=lambda one: abs(one.landmarks[1, 0] - one.landmarks[[234, 454], 0].mean()) * -1 / one.scale
    )
    made_by = Provenance("test", "1")
    truth = render(picture, Retouch(size, (simulate(frontal, OPERATIONS, size),), made_by))
    carried = PartRetouch(frontal.number, residual=carry(edit, frontal.landmarks, size))
    ours = render(picture, Retouch(size, (carried,), made_by))
    x0, y0, x1, y1 = (int(v) for v in frontal.box)
    window = np.s_[y0:y1, x0:x1]
    copy_psnr = peak_signal_noise_ratio(truth[window], picture[window])
    assert peak_signal_noise_ratio(truth[window], ours[window]) > copy_psnr + 3


@pytest.fixture(scope="module")
def group() -> tuple[RGB8, tuple[Face, ...]]:
    package = importlib.util.find_spec("insightface")
    if package is None or package.origin is None:
        pytest.skip("insightface, which packages the group photo, is not installed")
    path = Path(package.origin).parent / "data" / "images" / "t1.jpg"
    picture = np.asarray(Image.open(path).convert("RGB"))
    return picture, find(picture, (picture.shape[1], picture.shape[0])).faces
