"""See: compare modes, the photo before, overlays, zoom and pan, by the keys of the window."""

from __future__ import annotations

import numpy as np
import pytest
from hand import CTRL, LEFT, NONE, Hand, pixels
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def differ(one: np.ndarray, other: np.ndarray) -> int:
    return int((np.abs(one.astype(int) - other) > 8).any(axis=-1).sum())


@pytest.fixture
def shown(window: Hand) -> Hand:
    """Nothing but the result on the canvas."""
    canvas = window.space.page.canvas
    canvas.set_mode("photo")
    canvas.set_pills_visible(False)
    canvas.setFocus()
    window.settle()
    return window


def test_y_goes_through_the_compare_modes(shown: Hand) -> None:
    canvas, seen = shown.space.page.canvas, {}
    for _ in range(4):
        shown.key(Qt.Key.Key_Y)
        seen[str(canvas.mode)] = pixels(canvas)
        assert shown.space.compare.modes.current() == str(canvas.mode)
    assert list(seen) == ["split", "side", "flicker", "photo"]
    assert differ(seen["photo"], seen["split"]) > 100
    assert differ(seen["photo"], seen["side"]) > 10_000


def test_a_click_chooses_a_mode(shown: Hand) -> None:
    shown.click(shown.space.compare.modes.button("side"))
    assert str(shown.space.page.canvas.mode) == "side"


def test_flicker_shows_both_in_turn(shown: Hand) -> None:
    canvas = shown.space.page.canvas
    canvas.set_mode("flicker")
    first = pixels(canvas)
    shown.wait(lambda: differ(first, pixels(canvas)) > 100, timeout=5000)
    shown.wait(lambda: differ(first, pixels(canvas)) < 50, timeout=5000)


def test_backslash_shows_the_photo_before_while_held(shown: Hand) -> None:
    canvas = shown.space.page.canvas
    after = pixels(canvas)
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    before = pixels(canvas)
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert differ(before, after) > 200
    assert differ(pixels(canvas), after) == 0
    slider = shown.slider("Enlarge eyes")
    slider.setFocus()  # wherever the focus is
    after = pixels(canvas)
    QTest.keyPress(slider, Qt.Key.Key_Backslash)
    assert differ(pixels(canvas), after) > 200
    QTest.keyRelease(slider, Qt.Key.Key_Backslash)
    assert differ(pixels(canvas), after) == 0


@pytest.mark.parametrize(
    ("key", "overlay"),
    [
        (Qt.Key.Key_D, "difference"),
        (Qt.Key.Key_A, "arrows"),
        (Qt.Key.Key_O, "outline"),
        (Qt.Key.Key_L, "landmarks"),
    ],
)
def test_overlays_come_and_go_by_key(shown: Hand, key: Qt.Key, overlay: str) -> None:
    canvas = shown.space.page.canvas
    plain = pixels(canvas)
    shown.key(key)
    assert shown.space.compare.overlays.is_on(overlay)
    shown.wait(lambda: differ(plain, pixels(canvas)) > 100)
    shown.key(key)
    assert not shown.space.compare.overlays.is_on(overlay)
    shown.wait(lambda: differ(plain, pixels(canvas)) == 0)


def test_space_goes_to_full_size_and_back(shown: Hand) -> None:
    canvas = shown.space.page.canvas
    shown.go_to("group.jpg")
    assert canvas.is_fit
    shown.key(Qt.Key.Key_Space)
    assert canvas.zoom_percent == pytest.approx(100 * canvas.devicePixelRatioF())
    large = pixels(canvas)
    shown.key(Qt.Key.Key_Space)
    assert canvas.is_fit and differ(large, pixels(canvas)) > 10_000


def test_full_size_shows_the_pixels_of_the_file(shown: Hand) -> None:
    """The view of a photo this small has them all: what is on the screen is the result itself."""
    canvas, preview = shown.space.page.canvas, shown.window.desk.shown
    assert preview is not None and preview.view.facts.size == preview.pixels.shape[1::-1]
    canvas.set_zoom(100)
    shown.settle()
    seen = pixels(canvas)
    middle = seen[seen.shape[0] // 2 - 20 : seen.shape[0] // 2 + 20, seen.shape[1] // 2 - 20 : seen.shape[1] // 2 + 20]
    windows = np.lib.stride_tricks.sliding_window_view(preview.pixels, middle.shape)
    assert (windows[..., 0, :4, :4, :] == middle[:4, :4]).all(axis=(-1, -2, -3)).any()


def test_the_photo_is_panned_by_the_middle_button(shown: Hand) -> None:
    canvas = shown.space.page.canvas
    shown.go_to("group.jpg")
    canvas.set_zoom(200)
    shown.settle()
    before = pixels(canvas)
    start = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NONE, start)
    QTest.mouseMove(canvas, start + QPoint(30, 0))
    QTest.mouseMove(canvas, start + QPoint(60, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NONE, start + QPoint(60, 0))
    shown.settle()
    assert differ(before, pixels(canvas)) > 10_000


def test_the_next_photo_by_arrow_and_by_click(shown: Hand) -> None:
    shown.key(Qt.Key.Key_Right)
    assert shown.shoot.current is not None and shown.shoot.current.name == "group.jpg"
    shown.wait(shown.is_shown)
    strip = shown.space.page.filmstrip.view
    index = strip.model().index(2, 0)
    QTest.mouseClick(strip.viewport(), LEFT, NONE, strip.visualRect(index).center())
    assert shown.shoot.current is not None and shown.shoot.current.name == "small.png"
    shown.wait(shown.is_shown)
    shown.key(Qt.Key.Key_A, CTRL, on=shown.space.page.canvas)
    assert len(shown.shoot.selected) == 3
    assert not shown.space.compare.overlays.is_on("arrows")


def test_only_the_picture(shown: Hand) -> None:
    wide = shown.space.page.canvas.width()
    shown.key(Qt.Key.Key_F9)
    assert not shown.window.top.isVisible() and not shown.space.page.dock.isVisible()
    shown.settle()
    assert shown.space.page.canvas.width() > wide + 300
    shown.key(Qt.Key.Key_F9)
    shown.settle()
    assert shown.window.top.isVisible() and shown.space.page.canvas.width() == wide


def test_f8_goes_round_the_regions(shown: Hand) -> None:
    page, seen = shown.space.page, []
    regions = (shown.window.top, page.canvas, page.filmstrip, page.dock)
    for _ in range(4):
        shown.key(Qt.Key.Key_F8)
        focus = QApplication.focusWidget()
        seen += [i for i, one in enumerate(regions) if focus is not None and (one is focus or one.isAncestorOf(focus))]
    assert sorted(seen) == [0, 1, 2, 3]
