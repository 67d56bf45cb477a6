"""Which point mirrors which."""

from __future__ import annotations

import numpy as np

from mirrorppr_desktop.subject.landmarks import LEFT_BROW, LEFT_EYE, RIGHT_BROW, RIGHT_EYE, mirror_index


def test_a_mirror_twice_is_none():
    for irises, count in ((False, 468), (True, 478)):
        index = mirror_index(irises=irises)
        assert index.shape == (count,)
        assert np.array_equal(index[index], np.arange(count))


def test_features_of_one_side_become_those_of_the_other():
    index = mirror_index(irises=True)
    assert set(index[list(RIGHT_EYE)]) == set(LEFT_EYE)
    assert set(index[list(RIGHT_BROW)]) == set(LEFT_BROW)
    assert set(index[468:473]) == {473, 474, 475, 476, 477}


def test_points_of_the_middle_stay(astronaut, look):
    (face,) = look(astronaut, precise=True).faces
    across = face.landmarks[263] - face.landmarks[33]
    across /= np.hypot(*across)
    from_nose = (face.landmarks - face.landmarks[168]) @ across / face.scale
    # A pair lies on both sides at like distances; she turns her head a little.
    pairs = from_nose + from_nose[mirror_index(irises=True)]
    assert np.abs(pairs).max() < 0.35
    assert np.abs(np.median(pairs)) < 0.1
