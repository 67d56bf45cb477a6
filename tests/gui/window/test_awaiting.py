"""What is on the canvas until the photo is there, and where it never comes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hand import Hand, pixels
from near_lanes import NearLanes
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy


@pytest.fixture
def slow(hand: Hand, folder: Path) -> Hand:
    """A shoot whose photos take their time; thumbnails are there."""
    assert isinstance(hand.lanes, NearLanes)
    hand.lanes.analysis.hold(True)
    hand.window.openings.open([folder])
    hand.wait(lambda: hand.window.workspace is not None and hand.space.page.canvas.has_photo)
    return hand


def go_on(hand: Hand) -> None:
    assert isinstance(hand.lanes, NearLanes)
    hand.lanes.analysis.hold(False)
    hand.wait(hand.is_shown)
    hand.settle()


def test_the_thumbnail_stands_in_without_a_jump(slow: Hand) -> None:
    canvas = slow.space.page.canvas
    canvas.set_pills_visible(False)
    assert slow.window.desk.view is None and canvas.is_fit
    before, zoom, shown = pixels(canvas).astype(int), canvas.zoom_percent, canvas.stage.look(0).shown
    go_on(slow)
    after = pixels(canvas).astype(int)
    assert canvas.stage.look(0).shown == shown and canvas.zoom_percent == zoom
    assert np.abs(before - after).mean() < 6  # the same picture at the same place, only sharper
    assert np.abs(before - after).max() > 40


def test_a_stand_in_asks_for_no_pixels_of_the_file(slow: Hand) -> None:
    canvas = slow.space.page.canvas
    wanted = QSignalSpy(canvas.detail_wanted)
    canvas.set_zoom(100)
    slow.qtbot.wait(300)
    assert wanted.count() == 0
    go_on(slow)
    assert round(canvas.zoom_percent) == 100  # where one has zoomed in meanwhile, one stays


def test_the_next_photo_is_seen_at_once(slow: Hand) -> None:
    go_on(slow)
    assert isinstance(slow.lanes, NearLanes)
    canvas, group = slow.space.page.canvas, slow.photo("group.jpg").path
    slow.wait(lambda: slow.window.cache.picture(group) is not None)
    slow.lanes.analysis.hold(True)
    slow.window.desk._views.clear()
    slow.shoot.set_current(group)
    assert canvas.stage.pictures is not None and canvas.stage.pictures.view.path == group
    assert canvas.stage.busy == "group.jpg" and not canvas.stage.faces
    go_on(slow)
    assert canvas.stage.busy == "" and len(canvas.stage.faces) == 6


def test_a_photo_that_cannot_be_shown_says_so_in_the_loupe_too(window: Hand) -> None:
    window.window.show_page("review")
    review = window.space.review
    assert review is not None
    review.set_mode("loupe")
    window.settle()
    bad = window.photo("small.png").path
    bad.write_bytes(bad.read_bytes()[:2000])
    window.window.desk._views.clear()
    window.shoot.set_current(bad)
    canvas = review.loupe.canvas
    window.wait(lambda: "small.png" in window.words(canvas))
    assert not window.window.note.isVisible()
    review.set_mode("grid")
    review.set_mode("loupe")  # it is still known when the loupe is opened again
    window.settle()
    assert "small.png" in window.words(canvas)
    window.window.show_page("shoot")
    assert "small.png" in window.words(window.space.page.canvas)
    window.key(Qt.Key.Key_Left)
    window.wait(window.is_shown)
    assert "small.png" not in window.words(window.space.page.canvas)


def test_a_photo_is_retouched_once(slow: Hand) -> None:
    go_on(slow)
    slow.qtbot.wait(100)
    assert isinstance(slow.lanes, NearLanes)
    current = slow.shoot.current
    assert current is not None
    asked = [one.view.path for one in slow.lanes.previews.asked]  # type: ignore[union-attr]
    assert asked == [current.path]
