"""Operations that a person sets: replaced, added on the subject's own anatomy, left out; on one face or all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.errors import UnknownOperation
from mirrorppr_desktop.retouch import adjust
from mirrorppr_desktop.retouch.adjust import KeptFields, added_operation, adjusted, needs_body
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.request import Adjustments, FacePolicy, SetStrength
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Face, Subject

SIZE = (512, 512)
EMPTY = Retouch(SIZE, (), Provenance("test", "1"))


@pytest.fixture(scope="module")
def astronaut() -> Subject:
    return find(np.asarray(skimage.data.astronaut()), SIZE, with_body=True, precise=True)


@pytest.fixture(scope="module")
def couple(astronaut: Subject) -> Subject:
    """The astronaut and a smaller copy of her face to the right."""
    face = astronaut.faces[0]
    landmarks = (face.landmarks - face.landmarks[1]) * np.float32(0.6) + np.float32([420, 120])
    x0, y0 = landmarks.min(axis=0).tolist()
    x1, y1 = landmarks.max(axis=0).tolist()
    return replace(astronaut, faces=(face, Face(2, landmarks, (x0, y0, x1, y1), 1.0, 0.1)))


def setting(*asked: SetStrength, **more: object) -> Adjustments:
    return Adjustments(set=asked, **more)  # type: ignore[arg-type]


def strengths(retouch: Retouch) -> dict[int | None, list[tuple[str, float]]]:
    return {part.face: [(one.name, one.strength) for one in part.operations] for part in retouch.parts}


def proposal(face: Face, *names: str) -> Retouch:
    return replace(EMPTY, parts=(simulate(face, [named(name, 0.5) for name in names], SIZE),))


def equal_parts(one: PartRetouch, other: PartRetouch) -> bool:
    names = [(a.name, a.strength) for a in one.operations] == [(b.name, b.strength) for b in other.operations]
    return names and all(
        np.array_equal(a.field.vectors, b.field.vectors) and a.field.origin == b.field.origin
        for a, b in zip(one.operations, other.operations, strict=True)
    )


def test_by_hand_alone_is_what_simulate_does(astronaut: Subject) -> None:
    operations = [named("Plump lips", 0.7), named("Enlarge eyes", 0.3), named("Lengthen chin", 1.2)]
    asked = setting(*(SetStrength(one.name, one.strength) for one in operations))
    done = adjusted(EMPTY, asked, astronaut)
    assert equal_parts(done.parts[0], simulate(astronaut.faces[0], operations, SIZE))
    assert done.notes == ()


def test_the_body_is_what_perform_does(astronaut: Subject) -> None:
    operations = [named("Narrow shoulders", 0.7), named("Thicken arms", 0.4)]
    asked = setting(*(SetStrength(one.name, one.strength) for one in operations))
    assert needs_body(asked) and not needs_body(setting(SetStrength("Enlarge eyes", 1), SetStrength("Slim waist", 0)))
    done = adjusted(EMPTY, asked, astronaut)
    assert equal_parts(done.parts[0], perform(astronaut, operations, SIZE).parts[0])


def test_a_proposed_operation_keeps_its_field(astronaut: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = proposal(astronaut.faces[0], "Enlarge eyes", "Plump lips")

    def never(*_: object) -> None:
        raise AssertionError("a field was made for nothing")

    monkeypatch.setattr(adjust, "operation_field", never)
    done = adjusted(proposed, setting(SetStrength("Plump lips", 1.5), SetStrength("Shorten chin", 0.0)), astronaut)
    assert strengths(done) == {1: [("Enlarge eyes", 0.5), ("Plump lips", 1.5)]}
    assert done.parts[0].operations[1].field is proposed.parts[0].operations[1].field


def test_the_opposite_direction_gives_way(astronaut: Subject) -> None:
    proposed = proposal(astronaut.faces[0], "Enlarge eyes", "Plump lips")
    done = adjusted(proposed, setting(SetStrength("Shrink eyes", 0.25)), astronaut)
    assert strengths(done) == {1: [("Shrink eyes", 0.25), ("Plump lips", 0.5)]}
    assert strengths(adjusted(proposed, setting(SetStrength("Shrink eyes", 0.0)), astronaut)) == {
        1: [("Plump lips", 0.5)]
    }


def test_what_is_added_stands_in_the_order_of_the_catalogue_on_moved_landmarks(astronaut: Subject) -> None:
    face = astronaut.faces[0]
    proposed = proposal(face, "Increase eye height", "Plump lips")
    done = adjusted(proposed, setting(SetStrength("Enlarge eyes", 0.8)), astronaut).parts[0].operations
    whole = simulate(face, [named("Increase eye height", 0.5), named("Enlarge eyes", 0.8)], SIZE).operations
    assert [one.name for one in done] == ["Increase eye height", "Enlarge eyes", "Plump lips"]
    at = face.landmarks[:468]
    moved, unmoved = (one.field.sample(at) for one in (done[1], added_operation("Enlarge eyes", 0.8, at, SIZE)))
    np.testing.assert_allclose(moved, whole[1].field.sample(at), atol=1e-3)
    assert np.abs(moved - unmoved).max() > 0.05
    assert all(one.field is kept.field for one, kept in zip(done[::2], proposed.parts[0].operations, strict=True))


def test_the_residual_and_trust_of_a_part_stay(astronaut: Subject) -> None:
    (part,) = proposal(astronaut.faces[0], "Enlarge eyes").parts
    measured = replace(EMPTY, parts=(replace(part, residual=part.operations[0].field, trust=0.4),))
    done = adjusted(measured, setting(SetStrength("Thin lips", 0.4)), astronaut)
    assert done.parts[0].residual is part.operations[0].field and done.parts[0].trust == 0.4


def test_every_face_or_the_one_that_is_named(couple: Subject) -> None:
    proposed = proposal(couple.faces[0], "Enlarge eyes")
    for_all = setting(SetStrength("Thin lips", 0.4))
    assert strengths(adjusted(proposed, for_all, couple)) == {
        1: [("Enlarge eyes", 0.5), ("Thin lips", 0.4)],
        2: [("Thin lips", 0.4)],
    }
    second = setting(SetStrength("Thin lips", 0.9, face=2))
    assert strengths(adjusted(proposed, second, couple)) == {1: [("Enlarge eyes", 0.5)], 2: [("Thin lips", 0.9)]}
    # What is said of one face goes before what is said of all, in whatever order it is said.
    both = (SetStrength("Thin lips", 0.9, face=2), SetStrength("Thin lips", 0.4))
    for asked in (both, both[::-1]):
        done = strengths(adjusted(EMPTY, setting(*asked), couple))
        assert done == {1: [("Thin lips", 0.4)], 2: [("Thin lips", 0.9)]}
    out = setting(SetStrength("Thin lips", 0.4), SetStrength("Thin lips", 0.0, face=1))
    assert strengths(adjusted(EMPTY, out, couple)) == {2: [("Thin lips", 0.4)]}


def test_the_largest_face_alone_is_meant_where_it_alone_is_retouched(couple: Subject) -> None:
    done = adjusted(EMPTY, setting(SetStrength("Thin lips", 0.4)), couple, faces=FacePolicy.LARGEST)
    assert strengths(done) == {1: [("Thin lips", 0.4)]}
    named_one = setting(SetStrength("Thin lips", 0.4, face=2))
    assert strengths(adjusted(EMPTY, named_one, couple, faces=FacePolicy.LARGEST)) == {2: [("Thin lips", 0.4)]}


def test_the_factor_of_a_face_holds_for_all_that_is_done_to_it(couple: Subject) -> None:
    asked = Adjustments(set=(SetStrength("Thin lips", 0.4),), faces=((2, 0.5), (3, 2.0)))
    done = adjusted(EMPTY, asked, couple)
    assert [(part.face, part.strength) for part in done.parts] == [(1, 1.0), (2, 0.5)]
    full = adjusted(EMPTY, replace(asked, faces=()), couple).parts[1].warp()
    half = done.parts[1].warp()
    assert full is not None and half is not None
    at = couple.faces[1].landmarks[[0, 13, 17]]
    np.testing.assert_allclose(half.sample(at), 0.5 * full.sample(at), atol=1e-3)
    twice = adjusted(done, Adjustments(faces=((2, 2.0),)), couple)
    assert twice.parts[1].strength == 1.0


def test_what_cannot_be_done_is_a_note(astronaut: Subject, couple: Subject) -> None:
    face = astronaut.faces[0]
    turned = face.landmarks.copy()
    middle = turned[168, 0]
    turned[:, 0] = np.where(turned[:, 0] > middle, middle + (turned[:, 0] - middle) * 0.03, turned[:, 0])
    profile = replace(astronaut, faces=(replace(face, landmarks=turned),))
    done = adjusted(EMPTY, setting(SetStrength("Increase eye distance", 0.5)), profile)
    assert done.parts == () and done.notes == (
        "face 1: Increase eye distance skipped: a profile shows one half of the face only",
    )
    done = adjusted(EMPTY, setting(SetStrength("Slim legs", 0.5), SetStrength("Thicken arms", 0.5)), astronaut)
    assert strengths(done) == {None: [("Thicken arms", 0.5)]}
    assert done.notes == ("Slim legs skipped: no legs in the picture",)
    nobody = replace(astronaut, body=None)
    assert adjusted(EMPTY, setting(SetStrength("Slim legs", 0.5)), nobody).notes == (
        "Slim legs skipped: no body was found",
    )
    assert adjusted(EMPTY, setting(SetStrength("Thin lips", 0.5, face=7)), couple).notes == (
        "Thin lips skipped: there is no face 7",
    )
    alone = adjusted(proposal(face, "Enlarge eyes"), setting(SetStrength("Thin lips", 0.5)))
    assert alone.notes == ("face 1: Thin lips skipped: nobody was looked for in this photo",)
    with pytest.raises(UnknownOperation):
        adjusted(EMPTY, setting(SetStrength("Thinner lips", 0.5)), astronaut)


def test_a_preview_of_another_size_gives_the_same(astronaut: Subject) -> None:
    asked = setting(SetStrength("Enlarge eyes", 0.6), SetStrength("Plump lips", 0.6))
    small = adjusted(replace(EMPTY, size=(256, 256)), asked, astronaut).parts[0].warp()
    large = adjusted(EMPTY, asked, astronaut).parts[0].warp()
    assert small is not None and large is not None
    at = astronaut.faces[0].landmarks[:468:20]
    np.testing.assert_allclose(small.resized(SIZE).sample(at), large.sample(at), atol=0.05)


def test_kept_fields_are_made_once(astronaut: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(name: str, strength: float, *rest: object) -> object:
        made.append(name)
        return added_operation(name, strength, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(adjust, "added_operation", counted)
    keep = KeptFields()
    asked = [SetStrength("Enlarge eyes", 0.6), SetStrength("Plump lips", 0.2), SetStrength("Narrow shoulders", 0.5)]
    for strength in (0.2, 0.3, 0.4, 0.3):
        asked[1] = SetStrength("Plump lips", strength)
        kept = adjusted(EMPTY, setting(*asked), astronaut, make=keep)
        fresh = adjusted(EMPTY, setting(*asked), astronaut, make=added_operation)
        assert all(equal_parts(a, b) for a, b in zip(kept.parts, fresh.parts, strict=True))
    assert sorted(made) == ["Enlarge eyes", "Narrow shoulders", "Plump lips", "Plump lips", "Plump lips"]
