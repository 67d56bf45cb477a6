"""Beside a body that is moved, straight lines stay as straight as they can, and what bends is told."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.retouch.background import Background, Bend
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.body_operations import BODY_OPERATIONS, BodyOperation, body_operation_field
from mirrorppr_desktop.retouch.perform import perform, perform_on_body
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Body, Subject

SIZE = (800, 1400)
SCALE = 80.0
OUTER = 400 + 2.2 * SCALE  # the outline of the left shoulder
_LEFT_SIDE = {11: (1.5, 0), 13: (1.9, 2.3), 15: (2.0, 4.4), 23: (0.9, 4.4), 25: (1.0, 8.0), 27: (1.0, 11.5)}
BROADER = [OperationStrength("Broaden shoulders", 1.0)]


@pytest.fixture(scope="module")
def subject() -> Subject:
    """A person as wide as a door from shoulders to hips, before a wall; the unit of length is some 80 pixels."""
    points = np.zeros((33, 2), np.float32)
    points[0] = (0, -2)
    for index, (x, y) in _LEFT_SIDE.items():
        points[index], points[index + 1] = (x, y), (-x, y)
    silhouette = np.zeros((256, 146), np.float32)
    cells = 256 / SIZE[1]
    left, right = round((800 - OUTER) * cells), round(OUTER * cells)
    silhouette[round(200 * cells) : round(1300 * cells), left:right] = 1
    return Subject(SIZE, (), Body(points * SCALE + np.float32([400, 260]), np.ones(33, np.float32)), silhouette)


def bent_line(part: PartRetouch, x: float) -> float:
    """By how many pixels a vertical line at `x` is bent at the most, as it is seen in a picture of it."""
    across = np.abs(np.arange(SIZE[0]) - x)
    row = 255 - 200 * np.exp(-0.5 * (across / 2.0) ** 2)
    picture = np.ascontiguousarray(np.broadcast_to(row[None, :, None], (SIZE[1], SIZE[0], 3)).astype(np.uint8))
    out = render(picture, Retouch(SIZE, (part,), Provenance("test", "1"))).astype(np.float64)[..., 0]
    dark = 255 - out
    dark[dark < 40] = 0
    centre = (dark * np.arange(SIZE[0])).sum(axis=1) / dark.sum(axis=1)
    return float(np.abs(centre - x).max())


def test_the_bend_that_is_told_is_the_bend_that_is_seen(subject: Subject) -> None:
    part, notes = perform_on_body(subject, BROADER, SIZE)
    background, warp = Background.of(subject), part.warp()
    assert background is not None and warp is not None
    scale = body_scale(subject)
    bend = background.bend(warp, scale)
    seen = max(bent_line(part, OUTER + reach * scale) for reach in (0.25, 0.3, 0.35, 0.5))
    assert 3 < seen <= bend.px + 0.3
    assert bend.px < 1.3 * seen
    assert 0 < bend.share < 1
    assert notes == (
        "Broaden shoulders: a straight line in the background close beside the body is bent by up to"
        f" {bend.px:.1f} px ({bend.share:.0%} of the body's own move)",
    )
    assert perform(subject, BROADER, SIZE).notes == notes


def test_lines_stay_straighter_where_the_silhouette_is_known(subject: Subject) -> None:
    faded, _ = perform_on_body(subject, BROADER, SIZE)
    plain, notes = perform_on_body(replace(subject, silhouette=None), BROADER, SIZE)
    assert notes == ()  # without a silhouette nobody knows what is background
    scale = body_scale(subject)
    for reach, share in ((0.45, 0.7), (0.6, 0.3)):
        x = OUTER + reach * scale
        assert bent_line(faded, x) < share * bent_line(plain, x)
    body = np.array([[OUTER - 2.0, 270.0], [OUTER - 10, 300.0], [OUTER - 30, 250]])
    moves = [np.hypot(*part.warp().inverted().sample(body).T) for part in (faded, plain)]
    np.testing.assert_allclose(moves[0], moves[1], rtol=0.05)


@pytest.mark.parametrize("operation", BODY_OPERATIONS, ids=lambda one: one.positive)
def test_no_field_folds_where_it_fades(subject: Subject, operation: BodyOperation) -> None:
    assert subject.body is not None
    background = Background.of(subject)
    for amount in (1.5, -1.5) if operation.negative else (1.5,):
        field = body_operation_field(subject.body, SCALE, operation, amount, SIZE, background=background)
        assert field.jacobian().min() > 0.05
        for edge in (field.vectors[0], field.vectors[-1], field.vectors[:, 0], field.vectors[:, -1]):
            assert not edge.any()


def test_a_limb_that_the_silhouette_overlooks_moves_all_the_same(subject: Subject) -> None:
    assert subject.silhouette is not None
    torso = subject.silhouette.copy()
    torso[:, round((400 + 1.4 * SCALE) * 256 / SIZE[1]) :] = 0  # the person's left arm is missing
    asked = [OperationStrength("Slim arms", 1.0)]
    arm = np.array([[400 + 2.0 * SCALE, 260 + 1.15 * SCALE]])
    moves = []
    for silhouette in (subject.silhouette, torso):
        part, _ = perform_on_body(replace(subject, silhouette=silhouette), asked, SIZE)
        warp = part.warp()
        assert warp is not None
        moves.append(float(np.hypot(*warp.sample(arm)[0])))
    assert moves[1] > 0.9 * moves[0] > 0.03 * SCALE


def test_nobody_is_no_background() -> None:
    empty = np.zeros((10, 10), np.float32)
    assert Background.of(Subject((100, 100), ())) is None
    assert Background.of(Subject((100, 100), (), silhouette=empty)) is None
    assert Bend(0.0, 0.0).share == 0
    assert Bend(2.0, 4.0).scaled(3) == Bend(6.0, 12.0)


def test_beyond_the_edge_of_a_photo_it_is_as_at_the_edge() -> None:
    silhouette = np.zeros((10, 10), np.float32)
    silhouette[5:, :5] = 1  # cut off below
    background = Background.of(Subject((100, 100), (), silhouette=silhouette))
    assert background is not None
    below, beside = background.distance(np.array([[20.0, 140.0], [90.0, 140.0]]))
    assert below == 0 and beside > 30


def test_a_real_photo() -> None:
    view = skimage.data.astronaut()
    subject = find(view, (512, 512), with_body=True, with_silhouette=True)
    background = Background.of(subject)
    assert background is not None
    on_chest, on_shuttle = background.distance(np.array([[220.0, 350.0], [380.0, 60.0]]))
    assert on_chest == 0 and on_shuttle > 50
    enlarged = cv2.resize(subject.silhouette, (64, 64))
    assert 0.3 < float((enlarged > 0.5).mean()) < 0.9
