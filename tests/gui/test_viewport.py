from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.gui.canvas.panes import Camera, Mode, panes_of
from mirrorppr_desktop.gui.canvas.raster import Picture, changed_box, draw
from mirrorppr_desktop.gui.canvas.viewport import LARGEST_SCALE, STEPS, Viewport, clipped, joined

sizes = st.tuples(st.integers(1, 12000), st.integers(1, 12000))
panes = st.tuples(st.integers(50, 4000), st.integers(50, 2500))
scales = st.floats(0.05, 32)
shares = st.floats(0, 1)


@st.composite
def looks(draw_: st.DrawFn) -> Viewport:
    photo, pane = draw_(sizes), draw_(panes)
    at = (draw_(shares) * pane[0], draw_(shares) * pane[1])
    return Viewport.fit(photo, pane).zoomed(draw_(scales), at)


@given(sizes, panes)
def test_fit_shows_all_and_touches_two_sides(photo: tuple[int, int], pane: tuple[int, int]) -> None:
    view = Viewport.fit(photo, pane)
    extent = [photo[i] * view.scale for i in range(2)]
    assert all(extent[i] <= pane[i] + 1e-6 for i in range(2))
    assert view.scale == LARGEST_SCALE or any(abs(extent[i] - pane[i]) < 1e-6 for i in range(2))
    assert all(abs(view.to_pane((photo[0] / 2, photo[1] / 2))[i] - pane[i] / 2) <= 0.501 for i in range(2))


@given(looks(), shares, shares)
def test_file_and_pane_positions_are_inverse(view: Viewport, x: float, y: float) -> None:
    at = (x * view.photo[0], y * view.photo[1])
    assert view.to_file(view.to_pane(at)) == pytest.approx(at, abs=1e-6 * max(view.photo))


@given(looks(), scales, shares, shares)
def test_zoom_keeps_the_point_unless_the_edge_holds_it(view: Viewport, scale: float, x: float, y: float) -> None:
    at = (x * view.pane[0], y * view.pane[1])
    after = view.zoomed(scale, at)
    place = after.to_pane(view.to_file(at))
    for i in range(2):
        extent = after.photo[i] * after.scale
        low, high = after.origin[i], after.origin[i] + extent
        held = extent <= after.pane[i] + 1 or abs(low) <= 1 or abs(high - after.pane[i]) <= 1
        assert held or abs(place[i] - at[i]) <= 0.501


@given(looks(), st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_no_side_is_emptier_than_it_must_be(view: Viewport, dx: float, dy: float) -> None:
    moved = view.panned(dx, dy)
    for i in range(2):
        low = moved.origin[i]
        high = low + moved.photo[i] * moved.scale
        if moved.photo[i] * moved.scale >= moved.pane[i]:
            assert low <= 1
            assert high >= moved.pane[i] - 1
        else:
            assert abs((low + high) / 2 - moved.pane[i] / 2) <= 0.501


@given(looks(), st.integers(-300, 300), st.integers(-300, 300))
def test_panning_moves_by_whole_pixels_and_back(view: Viewport, dx: int, dy: int) -> None:
    moved = view.panned(dx, dy)
    for i, by in enumerate((dx, dy)):
        step = moved.origin[i] - view.origin[i]
        assert step == by or abs(step) <= abs(by)
    if tuple(moved.origin[i] - view.origin[i] for i in range(2)) == (dx, dy):
        assert moved.panned(-dx, -dy).origin == view.origin


@given(looks(), panes)
def test_resizing_to_and_fro_does_not_drift(view: Viewport, pane: tuple[int, int]) -> None:
    larger = (max(pane[0], view.pane[0]), max(pane[1], view.pane[1]))
    back = view.resized(larger).resized(view.pane)
    free = all(view.photo[i] * view.scale > 3 * larger[i] for i in range(2))
    if free and view.centre == view.resized(larger).centre:
        assert back.origin == view.origin


@given(looks())
def test_visible_pixels_and_shown_pixels_agree(view: Viewport) -> None:
    x0, y0, x1, y1 = view.visible
    assert 0 <= x0 <= x1 <= view.photo[0]
    assert 0 <= y0 <= y1 <= view.photo[1]
    left, top, right, bottom = view.shown
    for x, y in ((left, top), (right - 1, bottom - 1)):
        if right > left and bottom > top:
            file_x, file_y = view.to_file((x + 0.5, y + 0.5))
            assert x0 - 1e-4 <= file_x <= x1 + 1e-4
            assert y0 - 1e-4 <= file_y <= y1 + 1e-4


@given(looks(), sizes)
def test_another_photo_is_looked_at_in_the_same_place(view: Viewport, photo: tuple[int, int]) -> None:
    other = view.carried_to(photo)
    assert other.scale == view.scale
    half = [view.pane[i] / 2 / view.scale for i in range(2)]
    for i in range(2):
        share = view.centre[i] / view.photo[i]
        if half[i] <= share * photo[i] <= photo[i] - half[i]:
            assert other.centre[i] / photo[i] == pytest.approx(share)


def test_steps_go_through_one_hundred_percent_and_end() -> None:
    view = Viewport.fit((6000, 4000), (800, 600))
    up = [view := view.stepped(1) for _ in range(30)]
    assert 1.0 in [one.scale for one in up]
    assert up[-1].scale == STEPS[-1] == 32
    down = [view := view.stepped(-1) for _ in range(40)]
    assert down[-1].scale == STEPS[0] == 0.05


def test_hand_computed() -> None:
    view = Viewport.fit((400, 200), (100, 100))
    assert view.scale == 0.25
    assert view.origin == (0, 25)
    assert view.shown == (0, 25, 100, 75)
    near = view.zoomed(1.0, (50, 50))
    assert near.origin == (-150, -50)
    assert near.visible == (150, 50, 250, 150)
    assert near.panned(1000, 0).visible == (0, 50, 100, 150)
    assert not near.panned(1000, 0).can_pan(5, 0)
    assert near.can_pan(0, 5)


@given(looks(), st.data())
def test_a_part_drawn_alone_is_the_part_of_the_whole(view: Viewport, data: st.DataObject) -> None:
    generator = np.random.default_rng(1)
    pane = (min(view.pane[0], 90), min(view.pane[1], 70))
    view = view.resized(pane)
    pixels = generator.integers(0, 256, (37, 41, 3), dtype=np.uint8)
    picture = Picture(pixels, (0, 0, *view.photo))
    if max(view.photo) / 37 * 4 < 1 / view.scale / 40:
        return
    whole = np.zeros((pane[1], pane[0], 4), np.uint8)
    draw(whole, view, picture, (0, 0, *pane))
    x0, y0 = data.draw(st.integers(0, pane[0] - 2)), data.draw(st.integers(0, pane[1] - 2))
    box = (x0, y0, min(pane[0], x0 + 23), min(pane[1], y0 + 17))
    part = np.zeros_like(whole)
    draw(part, view, picture, box)
    inside = (slice(box[1], box[3]), slice(box[0], box[2]))
    # cv2 places samples to a thirty-second of a pixel; in noise that is 8 levels.
    assert np.abs(part[inside].astype(int) - whole[inside]).max() <= 10


def test_one_hundred_percent_is_exact_and_above_two_hundred_in_squares() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (50, 60, 3), dtype=np.uint8)
    picture = Picture(pixels, (0, 0, 60, 50))
    view = Viewport.fit((60, 50), (30, 20)).zoomed(1.0, (11, 3))
    out = np.zeros((20, 30, 4), np.uint8)
    draw(out, view, picture, (0, 0, 30, 20))
    x0, y0, x1, y1 = view.visible
    np.testing.assert_array_equal(out[..., 2::-1], pixels[y0:y1, x0:x1])
    view = view.zoomed(4.0, (0, 0))
    draw(out, view, picture, (0, 0, 30, 20))
    x, y = view.origin
    expected = pixels.repeat(4, axis=0).repeat(4, axis=1)[-y : 20 - y, -x : 30 - x]
    np.testing.assert_array_equal(out[..., 2::-1], expected)


def test_reduced_pictures_keep_their_mean() -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[::2] = 200  # finer than what is shown: must come out as an even grey, not as stripes
    view = Viewport.fit((64, 64), (16, 16))
    out = np.zeros((16, 16, 4), np.uint8)
    draw(out, view, Picture(pixels, (0, 0, 64, 64)), (0, 0, 16, 16))
    assert np.abs(out[..., :3].astype(int) - 100).max() <= 2


def test_changed_box() -> None:
    old = np.zeros((20, 30, 3), np.uint8)
    new = old.copy()
    assert changed_box(old, new) == (0, 0, 0, 0)
    new[4, 7, 1] = 1
    new[9, 20, 2] = 1
    assert changed_box(old, new) == (7, 4, 21, 10)


def test_boxes() -> None:
    assert clipped((-5, -5, 5, 5), (0, 0, 10, 10)) == (0, 0, 5, 5)
    assert clipped((20, 20, 30, 30), (0, 0, 10, 10)) == (10, 10, 10, 10)
    assert joined((0, 0, 0, 0), (3, 4, 5, 6)) == (3, 4, 5, 6)
    assert joined((1, 1, 2, 2), (3, 0, 5, 6)) == (1, 0, 5, 6)


def test_two_panes_lie_where_they_show_more() -> None:
    beside = panes_of(Mode.SIDE, (1000, 600), (400, 600), 8)
    assert [pane.box for pane in beside] == [(0, 0, 496, 600), (504, 0, 1000, 600)]
    stacked = panes_of(Mode.SIDE, (600, 800), (600, 300), 8)
    assert [pane.box for pane in stacked] == [(0, 0, 600, 396), (0, 404, 600, 800)]


def test_panes_move_together_or_one_alone() -> None:
    camera = Camera()
    camera.arrange((1008, 600), Mode.SIDE, 8)
    camera.open((4000, 3000), keep=False)
    camera.zoom(1.0, (600, 300))
    assert camera.views[0].visible == camera.views[1].visible
    camera.pan(-40, 12, only=0)
    assert camera.views[0].origin[0] == camera.views[1].origin[0] - 40
    camera.pan(-5, 0)
    assert camera.views[0].origin[0] == camera.views[1].origin[0] - 40
    camera.fit()
    assert camera.views[0] == camera.views[1]


def test_a_pinned_pane_stays_while_the_other_goes_on() -> None:
    camera = Camera()
    camera.arrange((1008, 600), Mode.SIDE, 8)
    camera.open((4000, 3000), keep=False)
    camera.zoom(1.0)
    camera.pin((4000, 3000))
    before = camera.views[0]
    camera.open((2000, 1500), keep=False)
    assert camera.views[0] == before
    assert camera.views[1].photo == (2000, 1500)
    assert camera.views[1].fitted
    camera.pin(None)
    assert camera.views[0].photo == (2000, 1500)
