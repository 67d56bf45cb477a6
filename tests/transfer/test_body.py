from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.measure.flow import measure
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.perform import perform_on_body
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate_body
from mirrorppr_desktop.settings import MAX_STRENGTH
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Body, Subject
from mirrorppr_desktop.transfer.body import fit_body
from mirrorppr_desktop.transfer.engine import TransferEngine
from mirrorppr_desktop.transfer.fitted import FittedOperation

SIZE = (512, 512)
RELEASED = Path(__file__).parents[3] / "shared" / "benchmark" / "released"


@pytest.fixture(scope="module")
def photo() -> RGB8:
    return np.asarray(skimage.data.astronaut())


@pytest.fixture(scope="module")
def subject(photo: RGB8) -> Subject:
    return find(photo, SIZE, with_body=True, with_silhouette=True, precise=True)


def edited(photo: RGB8, subject: Subject, *operations: tuple[str, float]) -> RGB8:
    """The photo with operations performed, as a JPEG of quality 90."""
    part = simulate_body(subject, [OperationStrength(*one) for one in operations], SIZE)
    return jpeg(np.asarray(render(photo, Retouch(SIZE, (part,), Provenance("test", "1")))), 90)


def jpeg(picture: RGB8, quality: int) -> RGB8:
    coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def found(before: RGB8, after: RGB8, subject: Subject) -> dict[str, float]:
    moved = measure(after, before)
    return {one.name: one.strength for one in fit_body(moved.vectors, subject, moved.confidence)}


@pytest.mark.parametrize(
    ("name", "strength"),
    [("Square shoulders", 0.8), ("Broaden shoulders", 1.0), ("Narrow shoulders", 0.5), ("Slim arms", 0.9)],
)
def test_a_simulated_edit_is_read_back(photo: RGB8, subject: Subject, name: str, strength: float) -> None:
    assert found(photo, edited(photo, subject, (name, strength)), subject) == {name: pytest.approx(strength, rel=0.15)}


def test_two_operations_are_told_apart(photo: RGB8, subject: Subject) -> None:
    both = found(photo, edited(photo, subject, ("Square shoulders", 0.8), ("Thicken arms", 1.0)), subject)
    assert both == {
        "Square shoulders": pytest.approx(0.8, rel=0.25),
        "Thicken arms": pytest.approx(1.0, rel=0.25),
    }


def test_body_points_may_be_off(photo: RGB8, subject: Subject) -> None:
    after = edited(photo, subject, ("Broaden shoulders", 0.9))
    assert subject.body is not None
    points = subject.body.points.copy()
    points[[11, 12]] += np.float32([[10, -8], [7, 10]])  # some 0.2 face scales
    misplaced = replace(subject, body=Body(points, subject.body.visibility))
    assert found(photo, after, misplaced) == {"Broaden shoulders": pytest.approx(0.9, rel=0.15)}


def test_what_moved_no_body_names_none(photo: RGB8, subject: Subject) -> None:
    brighter = np.clip(photo.astype(int) + 3, 0, 255).astype(np.uint8)
    graded = jpeg(np.clip(photo * 1.08 + 6, 0, 255).astype(np.uint8), 90)
    for after in (jpeg(photo, 75), jpeg(photo, 90), brighter, graded, np.roll(photo, (1, -1), (0, 1))):
        assert found(photo, after, subject) == {}


def test_no_body_no_operation(subject: Subject) -> None:
    vectors = np.full((*SIZE, 2), 3, np.float32)
    assert fit_body(vectors, replace(subject, body=None)) == ()


def test_one_visible_arm_sets_both(photo: RGB8, subject: Subject) -> None:
    assert subject.body is not None
    seen = subject.body.visibility.copy()
    seen[[14, 16]] = 0.0
    one_armed = replace(subject, body=Body(subject.body.points, seen))
    after = edited(photo, one_armed, ("Slim arms", 0.9))
    fitted = found(photo, after, subject)  # both arms are seen, one was edited
    assert fitted == {"Slim arms": pytest.approx(0.9, rel=0.2)}
    part, _ = perform_on_body(subject, [OperationStrength("Slim arms", fitted["Slim arms"])], SIZE)
    x0, _, x1, _ = part.box
    assert x0 < subject.body.points[14, 0] < subject.body.points[13, 0] < x1


def test_what_a_query_cannot_take_is_left_out_and_named(photo: RGB8, subject: Subject) -> None:
    legs, broad = FittedOperation("Slim legs", 0.7, 0.9, 0.5), FittedOperation("Broaden shoulders", 2.6, 0.8, 0.4)
    engine = TransferEngine(None, (legs, broad), 1.0, ("a" * 64, "b" * 64))
    proposed = engine.propose(photo, subject)
    assert "skipped: Slim legs: no legs in the picture" in proposed.notes
    (part,) = proposed.parts
    assert part.face is None and part.trust == pytest.approx(0.8)
    # A strength beyond the range could not be read back from a sidecar.
    assert [(one.name, one.strength) for one in part.operations] == [("Broaden shoulders", MAX_STRENGTH)]
    assert replace(engine, body=(legs,)).propose(photo, subject).parts == ()
    assert replace(engine, body=()).propose(photo, subject).notes == ()


@pytest.mark.skipif(not RELEASED.is_dir(), reason="the benchmark's released cases are not beside the project")
@pytest.mark.parametrize(
    ("case", "names"),
    [("pro-047", ["Broaden shoulders"]), ("pro-129", ["Slim waist"]), ("pro-146", [])],
)
def test_released_pairs_are_named(case: str, names: list[str]) -> None:
    before, after = (
        np.ascontiguousarray(read(RELEASED / case / f"exemplar_{role}.jpg").pixels) for role in ("source", "target")
    )
    whose = find(before, (before.shape[1], before.shape[0]), with_body=True, with_silhouette=True, precise=True)
    assert list(found(before, after, whose)) == names


@pytest.mark.parametrize("known", [True, False], ids=["silhouette known", "silhouette not known"])
def test_fading_in_the_background_weakens_no_strength(photo: RGB8, subject: Subject, known: bool) -> None:
    """What this program made fades beside the body, what a brush made does not: both are read at their strength."""
    made_on = subject if known else replace(subject, silhouette=None)
    for name in ("Broaden shoulders", "Slim arms"):
        read = found(photo, edited(photo, made_on, (name, 0.9)), subject)
        assert read == {name: pytest.approx(0.9, rel=0.1)}
