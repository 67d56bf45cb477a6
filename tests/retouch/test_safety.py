"""Whatever is asked of whichever face: no field folds, and nothing outside of it changes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.errors import OperationUnavailable, UnknownOperation
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import operation_field, renewed, simulate
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Face, Subject

NAMES = tuple(name for one in FACE_OPERATIONS for name in (one.positive, one.negative))


@pytest.fixture(scope="module")
def portrait() -> tuple[RGB8, Subject]:
    view = skimage.data.astronaut()
    return view, find(view, (512, 512), with_body=True, precise=True)


@pytest.fixture(scope="module")
def group() -> Subject:
    """Six people; one is a profile, others are turned."""
    spec = importlib.util.find_spec("insightface")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the group photo of insightface is not installed")
    photo = read(Path(spec.submodule_search_locations[0]) / "data" / "images" / "t1.jpg")
    return find(srgb_view(photo, 1280), photo.size)


def hidden(face: Face) -> str | None:
    return FaceFrame.of(face.landmarks).hidden


def test_no_field_folds_on_frontal_and_turned_faces(portrait: tuple[RGB8, Subject], group: Subject) -> None:
    faces = [(portrait[1].faces[0], portrait[1].size), *((face, group.size) for face in group.faces)]
    performed = 0
    for number, operation in enumerate(FACE_OPERATIONS):
        # The strongest on every face, the others on one each, so that the test stays short.
        asked = [(face, size, s) for face, size in faces for s in (-1.5, 1.5)]
        asked += [(*faces[number % len(faces)], s) for s in (-1.0, -0.5, 0.5, 1.0)]
        for face, size, amount in asked:
            try:
                field = operation_field(face.landmarks, operation, amount, size)
            except OperationUnavailable:
                assert operation.both_halves and hidden(face)
                continue
            performed += 1
            least = field.jacobian().min()
            assert least > (0.15 if abs(amount) <= 1 else -0.1), f"{operation.positive} {amount} on face {face.number}"
            assert PartRetouch(1, residual=field).warp().jacobian().min() > 0
    assert performed > 300


@pytest.mark.parametrize("name", NAMES)
def test_pixels_outside_of_the_box_stay_bit_identical(name: str, portrait: tuple[RGB8, Subject]) -> None:
    view, subject = portrait
    part = simulate(subject.faces[0], [named(name, 1.5)], subject.size)
    out = np.array(render(view, Retouch(subject.size, (part,), Provenance("test", "1"))))
    assert not np.array_equal(out, view)
    x0, y0, x1, y1 = part.box
    out[y0:y1, x0:x1] = view[y0:y1, x0:x1]
    assert np.array_equal(out, view)


def test_a_profile_takes_what_needs_one_half_only(group: Subject) -> None:
    profiles = [face for face in group.faces if hidden(face)]
    assert profiles
    operations = [named(name, 1.0) for name in ("Enlarge eyes", "Increase eye distance", "Lengthen chin")]
    performed = perform(group, operations, group.size, face=profiles[0].number)
    (part,) = performed.parts
    assert [one.name for one in part.operations] == ["Lengthen chin", "Enlarge eyes"]
    (note,) = performed.notes
    assert "Increase eye distance" in note and "profile" in note
    with pytest.raises(OperationUnavailable, match="both halves"):
        simulate(profiles[0], operations, group.size)


def test_one_slider_makes_one_field_anew(portrait: tuple[RGB8, Subject]) -> None:
    subject = portrait[1]
    face, size = subject.faces[0], subject.size
    asked = [named("Lengthen chin", 0.8), named("Lengthen nose", 0.3), named("Plump lips", 0.5)]
    part = simulate(face, asked, size)
    changed = renewed(part, face, named("Lengthen nose", 0.9), size)
    exact = simulate(face, [asked[0], named("Lengthen nose", 0.9), asked[2]], size)
    assert [one.strength for one in changed.operations] == [0.8, 0.9, 0.5]
    assert changed.operations[0] is part.operations[0] and changed.operations[2] is part.operations[2]
    np.testing.assert_array_equal(changed.operations[1].field.vectors, exact.operations[1].field.vectors)
    whole, wanted = changed.warp(), exact.warp()
    assert whole is not None and wanted is not None
    points = wanted.node_points()
    assert np.abs(whole.sample(points) - wanted.sample(points)).max() < 0.1 * np.abs(wanted.vectors).max()
    assert renewed(part, face, named("Lengthen nose", 0), size).operations[1].strength == 0
    with pytest.raises(UnknownOperation, match="Enlarge eyes"):
        renewed(part, face, named("Enlarge eyes", 0.5), size)


def test_the_half_that_is_turned_away_moves_less(portrait: tuple[RGB8, Subject], group: Subject) -> None:
    frontal = FaceFrame.of(portrait[1].faces[0].landmarks)
    assert min(frontal.halves) > 0.9
    turned = [face for face in group.faces if not hidden(face) and min(FaceFrame.of(face.landmarks).halves) < 0.7]
    assert turned
    for face in turned:
        right, left = FaceFrame.of(face.landmarks).halves
        field = simulate(face, [named("Increase eye distance", 1.0)], group.size).warp()
        moves = np.hypot(*field.sample(face.landmarks[[159, 386]]).T)  # lids of the right and the left eye
        assert (moves[0] < moves[1]) == (right < left)


def test_operations_of_faces_and_body_go_where_they_belong(portrait: tuple[RGB8, Subject]) -> None:
    subject = portrait[1]
    asked = [named(name, 0.5) for name in ("square shoulders", "ENLARGE-EYES", "slim_legs", "Move mouth  upward")]
    performed = perform(subject, asked, subject.size)
    assert [(part.face, [one.name for one in part.operations]) for part in performed.parts] == [
        (None, ["Square shoulders"]),
        (1, ["Enlarge eyes", "Move mouth upward"]),
    ]
    (note,) = performed.notes
    assert "Slim legs" in note


def test_a_body_that_was_not_found_is_told() -> None:
    performed = perform(Subject((100, 100), ()), [named("Slim waist", 1)], (100, 100))
    assert performed.parts == () and "Slim waist" in performed.notes[0]
