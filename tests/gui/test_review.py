"""The review as a person does it: by keys, by clicks, by drags, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, make_shoot, pictures, run_by_hand

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.floor_grid import FloorGrid
from mirrorppr_desktop.gui.photo_filter import PhotoFilter, Show
from mirrorppr_desktop.gui.review.page import ReviewPage
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, SetStrength

SHIFT, CTRL, PLAIN = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def shoot(qtbot: QtBot, tmp_path: Path) -> Iterator[Shoot]:
    made = make_shoot(tmp_path, 24)
    run_by_hand(made)
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> Iterator[ReviewPage]:
    theme.apply(qapp, "dark")
    made = ReviewPage(shoot, answering_cache())
    qtbot.addWidget(made)
    made.resize(1600, 890)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.grid.view.setFocus()
    yield made
    made.close()


def _go(page: ReviewPage, number: int) -> Path:
    """Make a photo of the grid's order current."""
    path = page.grid.paths[number]
    page.shoot.set_current(path)
    return path


def _key(qtbot: QtBot, page: ReviewPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.keyClick(page.grid.view, key, modifiers)


def _flags(shoot: Shoot, paths: list[Path]) -> list[Flag]:
    return [shoot.photo(path).decision.flag for path in paths]


def test_worst_identity_first(page: ReviewPage, shoot: Shoot) -> None:
    identities = [shoot.photo(path).outcome.identity for path in page.grid.paths]
    measured = [one for one in identities if one is not None]
    assert measured == sorted(measured) and identities[-1] is None
    assert page.grid.view.verticalOffset() == 0


def test_flags_by_key_and_undo(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    path = _go(page, 2)
    for key, flag in ((Qt.Key.Key_P, Flag.ACCEPTED), (Qt.Key.Key_X, Flag.REJECTED), (Qt.Key.Key_U, Flag.UNSET)):
        _key(qtbot, page, key)
        assert shoot.photo(path).decision.flag == flag
    assert shoot.current is not None and shoot.current.path == path
    shoot.undo.undo()
    shoot.undo.undo()
    assert shoot.photo(path).decision.flag == Flag.ACCEPTED
    shoot.undo.redo()
    assert shoot.photo(path).decision.flag == Flag.REJECTED


def test_shift_goes_to_the_next(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    first = _go(page, 0)
    _key(qtbot, page, Qt.Key.Key_P, SHIFT)
    _key(qtbot, page, Qt.Key.Key_X, SHIFT)
    assert _flags(shoot, page.grid.paths[:3]) == [Flag.ACCEPTED, Flag.REJECTED, Flag.UNSET]
    assert first == page.grid.paths[0]
    assert shoot.current is not None and shoot.current.path == page.grid.paths[2]


def test_shift_goes_to_the_next_where_the_filter_takes_the_photo_away(
    qtbot: QtBot, page: ReviewPage, shoot: Shoot
) -> None:
    page.bar.kinds.button(Show.HELD).click()
    before = list(page.grid.paths)
    _go(page, 1)
    _key(qtbot, page, Qt.Key.Key_P, SHIFT)
    assert page.grid.paths == [before[0], *before[2:]]
    assert shoot.current is not None and shoot.current.path == before[2]
    assert shoot.selected == (shoot.photo(before[2]),)


def test_stars(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    path = _go(page, 1)
    _key(qtbot, page, Qt.Key.Key_4)
    assert shoot.photo(path).decision.stars == 4
    page.bar.stars.setCurrentIndex(4)
    assert page.grid.paths == [path]
    _key(qtbot, page, Qt.Key.Key_0)
    assert page.grid.paths == []


def test_a_batch_is_one_step(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    _go(page, 0)
    _key(qtbot, page, Qt.Key.Key_Right, SHIFT)
    _key(qtbot, page, Qt.Key.Key_Right, SHIFT)
    qtbot.mouseClick(page.dock.reject, Qt.MouseButton.LeftButton)
    assert _flags(shoot, page.grid.paths[:4]) == [Flag.REJECTED] * 3 + [Flag.UNSET]
    assert shoot.undo.count() == 1
    shoot.undo.undo()
    assert _flags(shoot, page.grid.paths[:3]) == [Flag.UNSET] * 3


def test_brackets_change_the_strength_of_the_selection(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    first, second = page.grid.paths[0], page.grid.paths[1]
    shoot.decide([second], "own", lambda one: replace(one, strength=0.5))
    shoot.undo.clear()
    _go(page, 0)
    _key(qtbot, page, Qt.Key.Key_Right, SHIFT)
    _key(qtbot, page, Qt.Key.Key_BracketLeft)
    _key(qtbot, page, Qt.Key.Key_BracketLeft)
    _key(qtbot, page, Qt.Key.Key_BraceRight, SHIFT)
    assert shoot.strength_of(first) == 0.91 and shoot.strength_of(second) == 0.41
    assert shoot.undo.count() == 1  # presses in a row are one gesture
    shoot.undo.undo()
    assert shoot.strength_of(first) == 1.0 and shoot.strength_of(second) == 0.5


def test_strength_of_this_photo_by_one_drag(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    path = _go(page, 3)
    page.refresh()
    slider = page.dock.strength
    start = slider.handle_point()
    begin = QPoint(round(start.x()), round(start.y()))
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=begin)
    for dx in (-20, -40, -60):
        qtbot.mouseMove(slider, begin + QPoint(dx, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=begin + QPoint(-60, 0))
    assert 0.3 < shoot.strength_of(path) < 0.9 and shoot.undo.count() == 1
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=begin + QPoint(-60, 0))
    qtbot.mouseMove(slider, begin + QPoint(-80, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=begin + QPoint(-80, 0))
    assert shoot.undo.count() == 2
    shoot.undo.undo()
    shoot.undo.undo()
    assert shoot.photo(path).decision.strength is None


def test_a_changed_photo_says_that_it_was_not_run_again(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    shoot.set_settings("pair", replace(shoot.settings, pair=ExemplarPair(Path("a.tif"), Path("b.tif"))))
    shoot.tell(
        {
            one.path: replace(one.outcome, made_with=shoot.made_with(one.path))
            for one in shoot.photos
            if one.outcome.result
        }
    )
    path = _go(page, 0)
    page.refresh()
    assert not page.dock.outdated.isVisible() and page.dock.use_lower.isVisible()
    qtbot.mouseClick(page.dock.use_lower, Qt.MouseButton.LeftButton)
    page.refresh()
    assert shoot.strength_of(path) == 0.7
    assert page.dock.outdated.isVisible() and not page.dock.use_lower.isVisible()
    with qtbot.waitSignal(page.run_wanted) as asked:
        qtbot.mouseClick(page.dock.run_again, Qt.MouseButton.LeftButton)
    assert asked.args == [[path]]


def test_settings_are_carried_from_one_photo_to_others(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    own = Adjustments(set=(SetStrength("Enlarge eyes", 0.3, 1),))
    source = page.grid.paths[5]
    shoot.decide([source], "own", lambda one: replace(one, strength=0.6, adjustments=own))
    shoot.undo.clear()
    shoot.set_current(source)
    _key(qtbot, page, Qt.Key.Key_C, CTRL)
    _go(page, 0)
    _key(qtbot, page, Qt.Key.Key_Right, SHIFT)
    _key(qtbot, page, Qt.Key.Key_V, CTRL)
    for path in page.grid.paths[:2]:
        decision = shoot.photo(path).decision
        assert (decision.strength, decision.adjustments, decision.flag) == (0.6, own, Flag.UNSET)
    assert shoot.undo.count() == 1


def test_segments_count_and_filter(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    shoot.flag(page.grid.paths[:2], Flag.ACCEPTED)
    page.refresh()
    texts = [page.bar.kinds.button(kind).text() for kind in (Show.ALL, Show.ACCEPTED, Show.HELD, Show.UNSET)]
    assert texts == ["All 24", "Accepted 2", "Held back 6", "Unset 16"]
    qtbot.mouseClick(page.bar.kinds.button(Show.ACCEPTED), Qt.MouseButton.LeftButton)
    assert len(page.grid.paths) == 2 and shoot.current is not None and shoot.current.path in page.grid.paths


def test_words_make_way_on_a_small_screen(qtbot: QtBot, page: ReviewPage) -> None:
    page.resize(1366, 660)
    page.fit_to(1366, 768)
    qtbot.waitUntil(lambda: page.bar.kinds.button(Show.HELD).text() == "8")
    assert page.bar.kinds.button(Show.HELD).accessibleName() == "Held back 8"
    assert page.bar.modes.geometry().right() <= page.bar.width()
    assert page.dock.export.geometry().bottom() < page.dock.height()


def test_clear_filter_of_the_empty_state(qtbot: QtBot, page: ReviewPage) -> None:
    page.photos.set_filter(PhotoFilter(Show.REJECTED, stars=5))
    button = next(one for one in page.grid.findChildren(QPushButton) if one.text() == "Clear filter")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(page.grid.paths) == 24 and page.bar.kinds.current() == Show.ALL and page.bar.stars.currentIndex() == 0


def test_loupe_by_keys(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    _go(page, 1)
    with qtbot.waitSignal(page.loupe_shown) as shown:
        _key(qtbot, page, Qt.Key.Key_Return)
    assert shown.args == [page.grid.paths[1]] and page.is_loupe_open
    with qtbot.waitSignal(page.loupe_shown) as shown:
        qtbot.keyClick(page.loupe, Qt.Key.Key_Right)
    assert shown.args == [page.grid.paths[2]]
    qtbot.keyClick(page.loupe, Qt.Key.Key_P, SHIFT)
    assert shoot.photo(page.grid.paths[2]).decision.flag == Flag.ACCEPTED
    assert shoot.current is not None and shoot.current.path == page.grid.paths[3]
    qtbot.keyClick(page.loupe, Qt.Key.Key_G)
    assert not page.is_loupe_open and page.grid.view.hasFocus()


def test_the_loupe_holds_the_canvas_that_is_given(qtbot: QtBot, shoot: Shoot) -> None:
    canvas = QWidget()
    page = ReviewPage(shoot, answering_cache(), canvas)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.bar.modes.button("loupe").click()
    assert canvas.isVisible() and page.loupe.canvas is canvas
    page.close()


def test_the_dock_says_why(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    shoot.set_current(next(one.path for one in shoot.photos if one.path.stem == "BP_0404"))
    page.refresh()
    dock = page.dock
    assert (dock.name.text(), dock.tag.text()) == ("BP_0404.tif", "Held back")
    assert (dock.identity.number.text(), dock.identity.bar.text()) == ("0.884", "identity, floor 0.900")
    assert dock.identity.why.text().startswith("BP_0404.tif: identity 0.884 is below your floor of 0.900.")
    assert (dock.stand_ins.ssim.text(), dock.stand_ins.displacement.text()) == ("0.931", "0.041 of eye distance")
    assert not dock.identity.note.isVisible() and dock.model.text() == "AuraFace v1"
    _key(qtbot, page, Qt.Key.Key_P)
    page.refresh()
    assert dock.tag.text() == "Accepted" and "will be exported" in dock.identity.why.text()
    assert dock.export.text() == "Export 1 accepted…"
    with qtbot.waitSignal(page.export_wanted):
        qtbot.mouseClick(dock.export, Qt.MouseButton.LeftButton)


def test_without_a_model_there_is_a_note_and_no_zero(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    run_by_hand(shoot, model=None)
    _go(page, 0)
    page.refresh()
    dock = page.dock
    assert dock.identity.note.isVisible() and not dock.identity.number.isVisible()
    assert "no identity model" in dock.identity.note.text() and not dock.histogram.isVisible()
    assert dock.stand_ins.ssim.text() == "0.931"
    with qtbot.waitSignal(page.model_wanted):
        qtbot.mouseClick(dock.identity.get, Qt.MouseButton.LeftButton)


def test_a_failed_photo_says_its_reason(page: ReviewPage, shoot: Shoot) -> None:
    shoot.set_current(shoot.photos[-1].path)
    page.refresh()
    assert page.dock.tag.text() == "Failed" and "no face was found" in page.dock.identity.why.text()


def test_the_floor_in_the_histogram_is_one_step_a_gesture(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    bars = page.dock.histogram
    assert bars.floor() == 0.9 and bars.below() == 8
    begin = QPoint(round(bars.x_of(0.9)), 40)
    qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=begin)
    for dx in (10, 20, 30):
        qtbot.mouseMove(bars, begin + QPoint(dx, 0))
    qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=begin + QPoint(30, 0))
    assert shoot.settings.floor > 0.9 and shoot.undo.count() == 1
    view = page.grid.view
    assert isinstance(view, FloorGrid) and len(view.below()) == bars.below() > 8
    shoot.undo.undo()
    page.refresh()
    assert bars.floor() == 0.9 and len(view.below()) == 8


def test_remedies_for_all_below_the_floor(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    view = page.grid.view
    assert isinstance(view, FloorGrid)
    paths = [photo.path for photo in view.below()]
    shoot.decide([paths[0]], "own", lambda one: replace(one, strength=0.4))
    shoot.undo.clear()
    lower, accept = view.viewport().findChildren(QPushButton)
    qtbot.mouseClick(lower, Qt.MouseButton.LeftButton)
    assert [shoot.strength_of(path) for path in paths] == [0.4] + [0.7] * 7
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert _flags(shoot, paths) == [Flag.ACCEPTED] * 8 and shoot.undo.count() == 2
    assert view.paint_behind is not None and "8 accepted by hand" in view._what_waits(view.below())


def test_crops_are_asked_for_and_shown(qtbot: QtBot, page: ReviewPage) -> None:
    with qtbot.waitSignal(page.crops_wanted) as asked:
        path = _go(page, 4)
    assert asked.args == [path]
    red = pictures()[0].copy()
    red[:] = (200, 30, 30)
    page.set_crops(path, red, red)
    page.set_crops(page.grid.paths[7], pictures()[1], pictures()[1])  # late, of another photo
    shown = page.dock.crops.grab().toImage()
    assert shown.pixelColor(shown.width() // 4, 20).getRgb()[:3] == (200, 30, 30)


def test_every_decision_is_on_disk(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    path = _go(page, 0)
    _key(qtbot, page, Qt.Key.Key_X)
    _key(qtbot, page, Qt.Key.Key_5)
    again = next(one for one in shoot.store.photos() if one.path == path)
    assert (again.decision.flag, again.decision.stars) == (Flag.REJECTED, 5)


def test_controls_have_names(page: ReviewPage) -> None:
    for widget in (page.bar.orders, page.bar.stars, page.bar.size_slider, page.dock.accept, page.dock.reject):
        assert widget.accessibleName() and widget.toolTip()


def test_a_name_is_looked_for(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    page.find_by_name()
    field = page.bar.search
    assert field.hasFocus()
    qtbot.keyClicks(field, "041")
    assert {path.stem for path in page.grid.paths} == {f"BP_{n:04}" for n in range(410, 420)}
    qtbot.keyClicks(field, "x")  # no flag: the letter belongs to the field
    assert not page.grid.paths and {one.decision.flag for one in shoot.photos} == {Flag.UNSET}
    assert "041x" in page.grid._words.text()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "" and len(page.grid.paths) == 24 and field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.grid.view.hasFocus()
    page.photos.set_filter(PhotoFilter(Show.ALL, 0, "0402"))
    assert field.text() == "0402"
    page.grid._clear_filter()
    assert field.text() == ""
    qtbot.keyClicks(field, "bp_0403")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.grid.view.hasFocus() and shoot.current is not None and shoot.current.name == "BP_0403.tif"


def test_the_strength_that_would_pass_is_set_by_one_click(qtbot: QtBot, page: ReviewPage, shoot: Shoot) -> None:
    begun = Settings(pair=ExemplarPair(Path("/a.tif"), Path("/b.tif")))
    shoot.begin(begun)
    path = _go(page, 0)

    def measured(identity: float) -> None:
        made_with = shoot.made_with(path)
        shoot.tell({path: replace(shoot.photo(path).outcome, identity=identity, made_with=made_with)})
        shoot.set_current(path)
        page.refresh()

    measured(0.86)
    assert "identity 0.860 is below your floor of 0.900" in page.dock.identity.why.text()
    assert (
        page.dock.expected.isVisible() and "At 70" in page.dock.expected.text() and "0.902" in page.dock.expected.text()
    )
    qtbot.mouseClick(page.dock.use_lower, Qt.MouseButton.LeftButton)
    page.refresh()
    assert shoot.strength_of(path) == 0.7
    assert not page.dock.expected.isVisible() and page.dock.outdated.isVisible()
    measured(0.893)  # the new result, at 70 %
    assert "At 65" in page.dock.expected.text() and page.dock.use_lower.text().startswith("Use 65")
    measured(0.2)  # too far below: there is nothing to say
    assert not page.dock.expected.isVisible()
    measured(0.95)
    assert not page.dock.expected.isVisible() and not page.dock.use_lower.isVisible()
