"""The points of a body and the silhouette of all."""

from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.subject.find import find

LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW = 11, 12, 13, 14


def test_the_body_is_found_only_on_demand(astronaut, look):
    subject = look(astronaut)
    assert subject.body is None and subject.silhouette is None


def test_points_lie_where_the_limbs_are(astronaut, look):
    body = look(astronaut, with_body=True).body
    assert body.points.shape == (33, 2) and body.points.dtype == np.float32
    assert body.visibility.shape == (33,) and body.visibility.dtype == np.float32
    # Read off the picture by eye; the suit hides the joints, so that some 30 px are a matter of taste.
    seen = {0: (229, 128), LEFT_SHOULDER: (306, 250), RIGHT_SHOULDER: (106, 225)}
    for index, place in seen.items():
        assert np.hypot(*(body.points[index] - place)) < 30, index
        assert body.visibility[index] > 0.9
    # The knees lie below the frame: extrapolated, and said to be less visible.
    assert (body.points[25:27, 1] > 500).all()
    assert (body.visibility[25:27] < 0.8).all()


def test_a_mirrored_picture_has_a_mirrored_body(astronaut, look):
    body = look(astronaut, with_body=True).body
    other = look(np.ascontiguousarray(astronaut[:, ::-1]), with_body=True).body
    back = other.points[[LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW]]
    back[:, 0] = 511 - back[:, 0]
    there = body.points[[RIGHT_SHOULDER, LEFT_SHOULDER, RIGHT_ELBOW, LEFT_ELBOW]]
    # 1.6 % of the torso's length in the mean of sixteen portraits.
    assert np.hypot(*(back - there).T).max() < 20


def test_the_body_belongs_to_the_largest_face(group, look):
    subject = look(group, with_body=True)
    largest = max(subject.faces, key=lambda face: face.box[2] - face.box[0])
    if subject.body is not None:
        x, y = subject.body.points[0]
        assert largest.box[0] < x < largest.box[2] and largest.box[1] < y < largest.box[3]


def test_the_silhouette_spans_the_photo(astronaut):
    subject = find(astronaut, (4000, 4000), with_silhouette=True)
    silhouette = subject.silhouette
    assert silhouette.shape == (256, 256) and silhouette.dtype == np.float32
    assert silhouette.min() >= 0 and silhouette.max() <= 1
    (face,) = subject.faces
    x0, y0, x1, y1 = (int(v * 256 / 4000) for v in face.box)
    assert silhouette[y0:y1, x0:x1].mean() > 0.95
    assert silhouette[:100, :40].mean() < 0.1  # the flag


@pytest.mark.parametrize("size", [(1280, 886), (640, 443)])
def test_the_silhouette_has_the_shape_of_the_photo(size, group, look):
    silhouette = look(group, with_silhouette=True).silhouette
    assert silhouette.shape == (177, 256)
    assert 0.3 < silhouette.mean() < 0.8


def test_nobody_has_no_body(look):
    assert look(np.full((200, 300, 3), 128, np.uint8), with_body=True).body is None


def test_a_headshot_has_a_body(astronaut, look):
    """The pose detector points at the chin of a large face; it is that face's body all the same."""
    headshot = np.ascontiguousarray(astronaut[20:260, 105:345])
    subject = look(headshot, with_body=True)
    assert subject.body is not None
    # Where exactly the shoulders are inside the collar of the suit, two frames see 50 px apart.
    (left, right), (x0, _, x1, y1) = subject.body.points[[LEFT_SHOULDER, RIGHT_SHOULDER]], subject.faces[0].box
    assert right[0] < x0 < x1 < left[0]
    assert min(left[1], right[1]) > y1 - 20
