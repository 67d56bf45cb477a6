"""Views of a picture: each pixel where the map says it is."""

from __future__ import annotations

import numpy as np
import pytest

from mirrorppr_desktop.subject.crop import Pyramid, Square, moved, moved_back


def spot(x, y):
    """A picture with one soft white spot."""
    rows, columns = np.mgrid[0:801, 0:1001]
    light = 255 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 30**2))
    return np.repeat(light.round().astype(np.uint8)[..., None], 3, axis=-1)


@pytest.mark.parametrize(
    "square",
    [
        Square((400.0, 300.0), 300),
        Square((400.0, 300.0), 280, 0.5),
        Square((371.3, 322.8), 430, -1.2),
        Square((500.0, 400.0), 700),
        Square((480.5, 390.5), 777, 3.0),
    ],
)
def test_a_view_shows_a_spot_where_its_map_says(square):
    place = np.array([[420.3, 310.6]])
    view, to_view = Pyramid(spot(*place[0])).cut(square, 96)
    light = view[..., 0].astype(float)
    y, x = np.mgrid[0:96, 0:96]
    middle = np.array([[(light * x).sum(), (light * y).sum()]]) / light.sum()
    assert np.abs(moved_back(middle, to_view) - place).max() < 0.15
    assert np.abs(middle - moved(place, to_view)).max() < 0.05


def test_the_map_goes_both_ways():
    _, to_view = Pyramid(spot(10, 10)).cut(Square((100.0, 90.0), 150, 0.7), 32)
    points = np.random.default_rng(0).uniform(0, 300, (20, 2))
    assert np.allclose(moved_back(moved(points, to_view), to_view), points)
    assert np.allclose(moved(np.array([[100.0, 90.0]]), to_view), 15.5)


def test_beyond_the_picture_is_black():
    view, _ = Pyramid(np.full((100, 100, 3), 200, np.uint8)).cut(Square((0.0, 0.0), 100), 50)
    assert (view[:24, :24] == 0).all() and (view[26:, 26:] == 200).all()


def test_fine_stripes_fade_to_grey_instead_of_swimming():
    stripes = np.zeros((1024, 1024, 3), np.uint8)
    stripes[:, ::2] = 255
    view, _ = Pyramid(stripes).cut(Square((511.5, 511.5), 1024), 100)
    assert view[2:-2, 2:-2].std() < 3
