"""Review: keys for flags and stars, the floor, filters, settings from one photo to others, undo across all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import CTRL, LEFT, NONE, SHIFT, Hand
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.gui.photo_grid import cell_of
from mirrorppr_desktop.gui.review.page import ReviewPage
from mirrorppr_desktop.gui.shoot.photo import Flag

IDENTITIES = {"grace_hopper": 0.97, "group": 0.85, "small": 0.93}


@pytest.fixture
def reviewed(window: Hand) -> Hand:
    """All photos are done and measured, and the grid is shown."""
    window.lanes.measures.identities.update(IDENTITIES)
    window.window.running.start("all")
    window.batch.finish_all()
    window.wait(lambda: all(one.outcome.identity is not None for one in window.shoot.photos))
    window.key(Qt.Key.Key_2, CTRL)
    window.wait(lambda: page(window).isVisible())
    return window


def page(hand: Hand) -> ReviewPage:
    assert hand.space.review is not None
    return hand.space.review


def click(hand: Hand, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    grid = page(hand).grid
    QTest.mouseClick(grid.view.viewport(), LEFT, modifiers, cell_of(grid, hand.photo(name).path).center())
    QApplication.processEvents()


def order(hand: Hand) -> list[str]:
    return [one.name for one in page(hand).grid.paths]


def flag(hand: Hand, name: str) -> Flag:
    return hand.photo(name).decision.flag


def test_the_least_alike_comes_first_and_is_held_back(reviewed: Hand) -> None:
    assert order(reviewed) == ["group.jpg", "small.png", "grace_hopper.jpg"]
    held = [one.name for one in reviewed.shoot.photos if one.held_back(reviewed.shoot.settings.floor)]
    assert held == ["group.jpg"]
    assert page(reviewed).bar.kinds.button("held back").accessibleName().endswith(" 1")
    reviewed.click(page(reviewed).bar.kinds.button("held back"))
    assert order(reviewed) == ["group.jpg"]


def test_flags_and_stars_by_key(reviewed: Hand) -> None:
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_X)
    assert flag(reviewed, "group.jpg") is Flag.REJECTED
    reviewed.key(Qt.Key.Key_U)
    assert flag(reviewed, "group.jpg") is Flag.UNSET
    reviewed.key(Qt.Key.Key_4)
    assert reviewed.photo("group.jpg").decision.stars == 4
    reviewed.key(Qt.Key.Key_0)
    assert reviewed.photo("group.jpg").decision.stars == 0
    reviewed.key(Qt.Key.Key_P, SHIFT)
    assert flag(reviewed, "group.jpg") is Flag.ACCEPTED
    assert reviewed.shoot.current is not None and reviewed.shoot.current.name == "small.png"
    reviewed.key(Qt.Key.Key_P)
    assert flag(reviewed, "small.png") is Flag.ACCEPTED and flag(reviewed, "grace_hopper.jpg") is Flag.UNSET
    reviewed.wait(lambda: "2 of 3 results decided" in reviewed.words(page(reviewed)))


def test_keys_work_as_soon_as_the_page_is_shown(reviewed: Hand) -> None:
    reviewed.key(Qt.Key.Key_P)
    assert sum(one.decision.flag is Flag.ACCEPTED for one in reviewed.shoot.photos) == 1
    reviewed.key(Qt.Key.Key_1, CTRL)
    reviewed.key(Qt.Key.Key_2, CTRL)
    reviewed.key(Qt.Key.Key_X)
    assert sum(one.decision.flag is Flag.REJECTED for one in reviewed.shoot.photos) == 1


def test_one_action_on_many_is_one_step_of_undo(reviewed: Hand) -> None:
    click(reviewed, "group.jpg")
    click(reviewed, "small.png", CTRL)
    steps = reviewed.shoot.undo.count()
    reviewed.key(Qt.Key.Key_P)
    assert reviewed.shoot.undo.count() == steps + 1
    assert [flag(reviewed, name) for name in IDENTITIES_NAMES] == [Flag.UNSET, Flag.ACCEPTED, Flag.ACCEPTED]
    reviewed.key(Qt.Key.Key_Z, CTRL)
    assert {flag(reviewed, name) for name in IDENTITIES_NAMES} == {Flag.UNSET}
    reviewed.key(Qt.Key.Key_Y, CTRL)
    assert flag(reviewed, "group.jpg") is Flag.ACCEPTED


IDENTITIES_NAMES = ["grace_hopper.jpg", "group.jpg", "small.png"]


def test_undo_goes_across_sliders_flags_and_floor(reviewed: Hand) -> None:
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_X)
    reviewed.key(Qt.Key.Key_1, CTRL)
    reviewed.window.show_page("shoot")
    reviewed.wait(reviewed.is_shown)
    reviewed.space.page.show_run(False)
    reviewed.drag(reviewed.slider("Enlarge eyes"), -1.0)
    assert reviewed.shoot.settings.adjustments.set
    reviewed.key(Qt.Key.Key_Z, CTRL)
    assert not reviewed.shoot.settings.adjustments.set and flag(reviewed, "group.jpg") is Flag.REJECTED
    reviewed.key(Qt.Key.Key_Z, CTRL)
    assert flag(reviewed, "group.jpg") is Flag.UNSET


def test_stars_filter(reviewed: Hand) -> None:
    click(reviewed, "small.png")
    reviewed.key(Qt.Key.Key_3)
    stars = page(reviewed).bar.stars
    stars.setFocus()
    for _ in range(3):
        reviewed.key(Qt.Key.Key_Down)
    assert stars.currentText().replace("\u00a0", " ").startswith("At least 3")
    assert order(reviewed) == ["small.png"]
    reviewed.key(Qt.Key.Key_Down)
    assert order(reviewed) == []
    reviewed.click(reviewed.button("Clear filter", page(reviewed)))
    assert len(order(reviewed)) == 3


def test_settings_are_copied_from_one_to_others(reviewed: Hand) -> None:
    click(reviewed, "small.png")
    for _ in range(4):
        reviewed.key(Qt.Key.Key_BracketLeft)
    reviewed.key(Qt.Key.Key_C, CTRL)
    click(reviewed, "group.jpg")
    click(reviewed, "grace_hopper.jpg", CTRL)
    reviewed.key(Qt.Key.Key_V, CTRL)
    assert [reviewed.photo(name).decision.strength for name in IDENTITIES_NAMES] == [pytest.approx(0.8)] * 3
    reviewed.wait(lambda: "Not run again yet" in reviewed.words(page(reviewed)))
    reviewed.click(reviewed.button("Run again", page(reviewed)))
    assert {one.photo.name for one in reviewed.batch.job.own} == {"group.jpg", "grace_hopper.jpg"}


def test_enter_opens_the_loupe_and_g_the_grid(reviewed: Hand) -> None:
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_Return)
    assert page(reviewed).is_loupe_open
    reviewed.wait(reviewed.is_shown)
    reviewed.key(Qt.Key.Key_Right)
    assert reviewed.shoot.current is not None and reviewed.shoot.current.name == "small.png"
    reviewed.key(Qt.Key.Key_P)
    assert flag(reviewed, "small.png") is Flag.ACCEPTED
    reviewed.key(Qt.Key.Key_G)
    assert not page(reviewed).is_loupe_open


def test_keys_that_are_listed_for_review_work_there(reviewed: Hand) -> None:
    """The list of keys says these work on both pages."""
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_A, CTRL)
    assert len(reviewed.shoot.selected) == 3
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_Return)
    reviewed.wait(reviewed.is_shown)
    canvas = page(reviewed).loupe.canvas
    mode = canvas.mode
    reviewed.key(Qt.Key.Key_Y)
    assert canvas.mode != mode
    reviewed.key(Qt.Key.Key_D)
    assert canvas.stage.overlays


def test_without_a_model_it_says_so_and_has_stand_ins(window: Hand) -> None:
    window.window.running.start("all")
    window.batch.finish_all()
    window.wait(lambda: all(one.outcome.face_ssim is not None for one in window.shoot.photos))
    window.key(Qt.Key.Key_2, CTRL)
    window.wait(lambda: "no identity model" in window.words(page(window)).lower())
    told = window.words(page(window).dock)
    assert "SSIM" in told and "0.97" in told


def test_accepted_ones_go_to_export(reviewed: Hand) -> None:
    click(reviewed, "small.png")
    reviewed.key(Qt.Key.Key_P)
    reviewed.wait(page(reviewed).dock.export.isEnabled)
    reviewed.click(page(reviewed).dock.export)
    assert reviewed.window.stack.currentWidget() is reviewed.space.export


def test_another_shoot_after_all_pages_were_seen(reviewed: Hand, folder: Path) -> None:
    """Pages of the shoot before are gone, and hear nothing."""
    click(reviewed, "group.jpg")
    reviewed.key(Qt.Key.Key_Return)
    for name in ("blind", "export", "shoot", "review"):
        reviewed.window.show_page(name)
        reviewed.settle()
    reviewed.window.openings.open([folder / "small.png"])
    reviewed.wait(lambda: len(reviewed.shoot) == 1 and reviewed.is_shown())
    reviewed.drag(reviewed.slider("Plump lips"), 0.8)
    reviewed.wait(reviewed.is_shown)
    reviewed.window.show_page("review")
    reviewed.settle()
    assert page(reviewed).shoot is reviewed.shoot and order(reviewed) == ["small.png"]
