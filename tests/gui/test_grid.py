"""The grid: places, keys, the floor among the photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, make_shoot, run_by_hand

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.floor import floor_between
from mirrorppr_desktop.gui.floor_grid import FloorGrid
from mirrorppr_desktop.gui.photo_filter import Order, PhotoFilter, Show
from mirrorppr_desktop.gui.photo_grid import PhotoGrid, cell_of
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import Variant


@pytest.fixture
def shoot(qtbot: QtBot, tmp_path: Path) -> Iterator[Shoot]:
    made = make_shoot(tmp_path, 24)
    run_by_hand(made)
    yield made
    made.store.close()


@pytest.fixture
def grid(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> Iterator[PhotoGrid]:
    theme.apply(qapp, "dark")
    made = PhotoGrid(shoot, answering_cache())
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    qtbot.waitExposed(made)
    made.view.setFocus()
    yield made
    made.close()


@pytest.fixture
def floor_view(grid: PhotoGrid) -> FloorGrid:
    grid.photos.set_order(Order.IDENTITY)
    assert isinstance(grid.view, FloorGrid)
    return grid.view


def _click(qtbot: QtBot, grid: PhotoGrid, number: int, keys: Qt.KeyboardModifier | None = None) -> None:
    where = grid.view.visualRect(grid.photos.index(number)).center()
    keys = keys or Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, keys, where)


def _at(grid: PhotoGrid) -> int:
    return grid.view.currentIndex().row()


def test_cells_fill_the_width_and_never_overlap(grid: PhotoGrid) -> None:
    for width in (128, 150, 200, 280):
        grid.set_cell_width(width)
        rects = [grid.view.visualRect(grid.photos.index(n)) for n in range(24)]
        columns = grid.view.columns
        assert columns == max(1, (grid.view.viewport().width() - 24) // (width + 12))
        assert rects[0].width() >= width + 12 or width == 280
        assert all(not a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
        assert rects[columns - 1].right() < grid.view.viewport().width()
        assert rects[columns].left() == rects[0].left() and rects[columns].top() > rects[0].bottom()


def test_a_point_in_a_cell_is_its_photo(grid: PhotoGrid, floor_view: FloorGrid) -> None:
    for number in range(10):
        index = grid.photos.index(number)
        assert floor_view.indexAt(floor_view.visualRect(index).center()) == index
    line = floor_view.line.geometry()
    assert not floor_view.indexAt(QPoint(40, line.center().y())).isValid()


def test_keys_go_through_rows_and_sections(qtbot: QtBot, grid: PhotoGrid, floor_view: FloorGrid) -> None:
    columns = floor_view.columns
    below = len(floor_view.below())
    assert columns == 4 and below == 8
    _click(qtbot, grid, 1)
    for expected in (1 + columns, below + 1):
        qtbot.keyClick(floor_view, Qt.Key.Key_Down)
        assert _at(grid) == expected
    qtbot.keyClick(floor_view, Qt.Key.Key_Up)
    assert _at(grid) == 1 + columns
    qtbot.keyClick(floor_view, Qt.Key.Key_End)
    assert _at(grid) == 23 and floor_view.viewport().rect().contains(floor_view.visualRect(grid.photos.index(23)))
    qtbot.keyClick(floor_view, Qt.Key.Key_Home)
    assert _at(grid) == 0 and floor_view.verticalOffset() == 0
    qtbot.keyClick(floor_view, Qt.Key.Key_Left)
    assert _at(grid) == 0


def test_selection_by_shift_ctrl_and_all(qtbot: QtBot, grid: PhotoGrid, shoot: Shoot) -> None:
    _click(qtbot, grid, 2)
    _click(qtbot, grid, 6, Qt.KeyboardModifier.ShiftModifier)
    assert shoot.selected == shoot.photos[2:7]
    _click(qtbot, grid, 4, Qt.KeyboardModifier.ControlModifier)
    assert shoot.selected == (*shoot.photos[2:4], *shoot.photos[5:7])
    qtbot.keyClick(grid.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert shoot.selected == shoot.photos


def test_enter_and_double_click_open(qtbot: QtBot, grid: PhotoGrid, shoot: Shoot) -> None:
    _click(qtbot, grid, 3)
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid.view, Qt.Key.Key_Return)
    assert opened.args == [shoot.photos[3].path]
    where = grid.view.visualRect(grid.photos.index(5)).center()
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseDClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == [shoot.photos[5].path]


def test_the_current_photo_stays_in_view_when_cells_grow(qtbot: QtBot, grid: PhotoGrid, shoot: Shoot) -> None:
    shoot.set_current(shoot.photos[20].path)
    grid.set_cell_width(280)
    assert grid.view.viewport().rect().intersects(cell_of(grid, shoot.photos[20].path))


def test_an_empty_filter_says_so_and_can_be_cleared(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.photos.set_filter(PhotoFilter(Show.REJECTED, stars=5))
    words = grid._words.text()
    assert words == "No photo matches “Rejected, 5 stars”. 24 photos are hidden by the filter."
    button = next(one for one in grid.findChildren(QPushButton) if one.text() == "Clear filter")
    assert button.isVisible() and button.hasFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert grid.photos.rowCount() == 24 and grid.view.isVisible() and grid.view.hasFocus()


def test_without_a_model_the_place_says_so(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shoot = make_shoot(tmp_path, 6)
    run_by_hand(shoot, model=None)
    grid = PhotoGrid(shoot, answering_cache())
    qtbot.addWidget(grid)
    grid.photos.set_order(Order.IDENTITY)
    grid.resize(700, 400)
    grid.show()
    assert isinstance(grid.view, FloorGrid) and grid.view.split() is None and not grid.view.line.isVisible()
    grid.close()
    shoot.store.close()


# --- the floor


def test_floor_between() -> None:
    identities = (0.859, 0.884, 0.896, 0.906)
    for below in range(5):
        floor = floor_between(identities, below)
        assert sum(identity < floor for identity in identities) == below
    close = (0.9001, 0.9002)
    assert sum(identity < floor_between(close, 1) for identity in close) == 1


def test_photos_below_the_floor_stand_above_the_line(grid: PhotoGrid, floor_view: FloorGrid) -> None:
    line = floor_view.line
    assert line.isVisible() and line.accessibleName() == "Floor of identity, 0.900"
    for row in range(23):
        is_above = floor_view.visualRect(grid.photos.index(row)).bottom() < line.geometry().center().y()
        assert is_above == grid.photos.photo_at(row).below(0.9)


def _drag_line(qtbot: QtBot, view: FloorGrid, to: QPoint, steps: int = 4) -> None:
    """Drag the line so that the pointer is at a point of the viewport."""
    line, port = view.line, view.viewport()
    begin = line.pill().center()
    start = line.mapTo(port, begin)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, steps + 1):
        point = start + (to - start) * step / steps
        qtbot.mouseMove(line, line.mapFrom(port, point))
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=line.mapFrom(port, to))


def test_dragging_the_line_is_one_step_of_undo(
    qtbot: QtBot, grid: PhotoGrid, floor_view: FloorGrid, shoot: Shoot
) -> None:
    right_of_second = floor_view.visualRect(grid.photos.index(1))
    _drag_line(qtbot, floor_view, QPoint(right_of_second.right() + 1, right_of_second.center().y()))
    assert 0.859 < shoot.settings.floor <= 0.872
    assert len(floor_view.below()) == 2 and shoot.undo.count() == 1
    assert floor_view.line.geometry().center().y() > floor_view.visualRect(grid.photos.index(0)).bottom()
    shoot.undo.undo()
    assert shoot.settings.floor == 0.9 and len(floor_view.below()) == 8


def test_the_line_goes_down_as_well(qtbot: QtBot, grid: PhotoGrid, floor_view: FloorGrid, shoot: Shoot) -> None:
    third_row = floor_view.visualRect(grid.photos.index(8 + floor_view.columns - 1))
    _drag_line(qtbot, floor_view, QPoint(third_row.right(), third_row.center().y()))
    assert len(floor_view.below()) == 8 + floor_view.columns and shoot.settings.floor > 0.906


def test_arrows_step_the_floor(qtbot: QtBot, floor_view: FloorGrid, shoot: Shoot) -> None:
    floor_view.line.setFocus()
    qtbot.keyClick(floor_view.line, Qt.Key.Key_Down)
    assert shoot.settings.floor == 0.895
    qtbot.keyClick(floor_view.line, Qt.Key.Key_Up)
    qtbot.keyClick(floor_view.line, Qt.Key.Key_Up)
    assert shoot.settings.floor == 0.905 and shoot.undo.count() == 3


def test_the_floor_can_be_typed(qtbot: QtBot, floor_view: FloorGrid, shoot: Shoot) -> None:
    floor_view.line.setFocus()
    qtbot.keyClicks(floor_view.line, "0")
    field = floor_view.line.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, ".87")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shoot.settings.floor == 0.87
    qtbot.waitUntil(lambda: not floor_view.line.findChildren(QLineEdit))
    qtbot.mouseDClick(floor_view.line, Qt.MouseButton.LeftButton)
    field = [one for one in floor_view.line.findChildren(QLineEdit) if one.isVisible()][-1]
    qtbot.keyClicks(field, "0.5")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert shoot.settings.floor == 0.87


def test_amber_below_the_floor(qtbot: QtBot, grid: PhotoGrid, floor_view: FloorGrid) -> None:
    qtbot.waitUntil(lambda: grid.list.cache.picture(grid.list.picture_path(grid.photos.photo_at(8))) is not None)
    picture = floor_view.viewport().grab().toImage()

    def has(row: int, colour: QColor) -> bool:
        cell = floor_view.visualRect(grid.photos.index(row))
        pill = (range(cell.right() - 80, cell.right() - 8), range(cell.bottom() - 52, cell.bottom() - 28))
        return any(picture.pixelColor(x, y) == colour for x in pill[0] for y in pill[1])

    warn, plain = theme.tokens().color("scrim_warn"), theme.tokens().color("scrim_text")
    assert has(0, warn) and not has(0, plain)
    assert has(8, plain) and not has(8, warn)


def test_run_variant_has_no_line(qtbot: QtBot, shoot: Shoot) -> None:
    grid = PhotoGrid(shoot, answering_cache(), Variant.RUN)
    qtbot.addWidget(grid)
    grid.resize(600, 400)
    grid.show()
    grid.photos.set_order(Order.IDENTITY)
    assert not isinstance(grid.view, FloorGrid) and grid.view.split() is None
    grid.close()
