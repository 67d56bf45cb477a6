from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mirrorppr_desktop.neural.fuse import fuse
from mirrorppr_desktop.retouch import sidecar
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Face, Subject

SIZE = (400, 400)
FACE, BODY = (200.0, 120.0), (120.0, 300.0)


def bump(centre: tuple[float, float], towards: tuple[float, float], radius: float = 20) -> WarpField:
    grid = WarpField.over((0, 0, 399, 399), 4, SIZE)
    x, y = grid.node_points().T
    height = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / radius**2)
    return grid.with_vectors(height[:, None] * np.array(towards))


def part(face: int | None, *fields: WarpField, trust: float = 1.0) -> PartRetouch:
    whole = fields[0]
    for one in fields[1:]:
        whole = whole.plus(one)
    return PartRetouch(face, residual=whole, trust=trust)


def retouch(*parts: PartRetouch, engine: str = "transfer") -> Retouch:
    return Retouch(SIZE, parts, Provenance(engine, "2", ("a" * 64, "b" * 64)))


@pytest.fixture
def subject() -> Subject:
    landmarks = np.zeros((478, 2), np.float32)
    landmarks[:] = FACE
    landmarks[33], landmarks[263] = (170, 110), (230, 110)
    landmarks[10], landmarks[152] = (200, 80), (200, 180)
    return Subject(SIZE, (Face(1, landmarks, (150, 60, 250, 200), 1.0, 0.0),))


def longest(one: Retouch, at: tuple[float, float]) -> float:
    """Along x at a place, of all that is done."""
    total = sum(float(warp.sample(np.array([at]))[0, 0]) for warp in one.warps())
    return round(total, 2)


def test_a_face_that_both_see_is_their_mean_and_keeps_its_operations(subject: Subject) -> None:
    operation = OperationRetouch(named("Enlarge eyes", 0.5).name, 0.5, bump(FACE, (12, 0)))
    carried = retouch(PartRetouch(1, (operation,), bump(FACE, (1, 0)), trust=0.9))
    drawn = retouch(part(1, bump(FACE, (2, 0)), trust=0.4))
    fused = fuse(carried, drawn, subject, body_left_alone=True)
    assert longest(carried, FACE) == pytest.approx(7, abs=0.1)
    assert longest(fused, FACE) == pytest.approx(0.6 * 7 + 0.4 * 2, abs=0.1)
    (one,) = fused.parts
    assert one.operations == (operation,)
    assert one.trust == pytest.approx(0.7)
    assert "face 1: both show the same edit (agreement 1.00, 0.3 times as far)" in fused.notes[0]
    without = replace(fused, parts=(replace(one, operations=()),))
    assert longest(without, FACE) == pytest.approx(5 - 6, abs=0.1)  # the sliders stay alive


def test_what_a_generator_moves_far_from_the_edit_is_left_out(subject: Subject) -> None:
    carried = retouch(part(1, bump(FACE, (8, 0))))
    drawn = retouch(part(1, bump(FACE, (8, 0)), bump((340, 120), (5, 0))))
    fused = fuse(carried, drawn, subject, body_left_alone=True)
    assert longest(fused, FACE) == pytest.approx(8, abs=0.1)
    assert longest(fused, (340, 120)) == 0


def test_a_face_that_the_generator_saw_otherwise_goes_by_the_exemplar(subject: Subject) -> None:
    carried = retouch(part(1, bump(FACE, (4, 0))))
    fused = fuse(carried, retouch(part(1, bump(FACE, (0, 6)))), subject, body_left_alone=True)
    assert fused.parts == carried.parts
    assert "did something else (agreement 0.00" in fused.notes[0]


@pytest.mark.parametrize("face", [1, None])
def test_what_the_exemplar_leaves_alone_is_not_invented(subject: Subject, face: int | None) -> None:
    fused = fuse(retouch(), retouch(part(face, bump(BODY, (6, 0)))), subject, body_left_alone=True)
    assert fused.parts == ()
    assert "leaves it alone" in fused.notes[0]


@pytest.mark.parametrize("face", [1, None])
def test_what_the_generator_overlooks_is_done_as_the_exemplar_shows(subject: Subject, face: int | None) -> None:
    carried = retouch(part(face, bump(BODY, (6, 0))))
    fused = fuse(carried, retouch(), subject, body_left_alone=False)
    assert fused.parts == carried.parts
    assert "moved nothing" in fused.notes[0]


def test_a_body_edit_without_a_name_is_done_as_generated(subject: Subject) -> None:
    drawn = retouch(part(None, bump(BODY, (6, 0))), engine="reproject")
    fused = fuse(retouch(), drawn, subject, body_left_alone=False)
    assert fused.parts == drawn.parts
    assert "names nothing" in fused.notes[0]


def test_a_body_edit_gets_the_more_of_the_generator_the_better_both_agree(subject: Subject) -> None:
    carried = retouch(part(None, bump(BODY, (8, 0))))
    shares = []
    for off in (0, 6, 10):
        drawn = retouch(part(None, bump((BODY[0], BODY[1] + off), (8, 0))))
        (note,) = fuse(carried, drawn, subject, body_left_alone=False).notes
        assert "both show the same edit" in note
        shares.append(int(note.split("%")[0].split()[-1]))
    assert shares[0] == 50
    assert shares[0] > shares[1] > shares[2] > 0


def test_a_body_edit_that_was_half_done_goes_by_the_exemplar(subject: Subject) -> None:
    carried = retouch(part(None, bump(BODY, (8, 0)), bump((280, 300), (-8, 0))))
    drawn = retouch(part(None, bump(BODY, (6, 0))))
    one_side = fuse(carried, drawn, subject, body_left_alone=False)
    assert one_side.parts == carried.parts
    assert "stopped half way (agreement 0.71, 0.5 times as far)" in one_side.notes[0]


def test_a_body_edit_in_another_place_goes_by_the_generator(subject: Subject) -> None:
    drawn = retouch(part(None, bump((BODY[0], BODY[1] - 60), (8, 0))))
    fused = fuse(retouch(part(None, bump(BODY, (8, 0)))), drawn, subject, body_left_alone=False)
    assert fused.parts == drawn.parts
    assert "another place as far" in fused.notes[0]


def test_the_reasons_and_the_exemplar_stay_with_the_retouch(subject: Subject) -> None:
    carried = replace(retouch(part(1, bump(FACE, (4, 0)))), notes=("Slim arms: no arms; left out",))
    fused = fuse(carried, retouch(part(1, bump(FACE, (4, 0)))), subject, body_left_alone=True)
    back = sidecar.from_json(sidecar.to_json(fused))
    assert back.notes == fused.notes
    assert back.notes[0] == carried.notes[0]
    assert back.provenance == Provenance("fusion", "1", carried.provenance.exemplar_sha256)


def test_retouches_of_two_sizes_are_no_pair(subject: Subject) -> None:
    with pytest.raises(ValueError, match="different sizes"):
        fuse(retouch(), retouch().resized((200, 200)), subject, body_left_alone=True)
