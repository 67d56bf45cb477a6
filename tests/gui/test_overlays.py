from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.canvas.legend import LegendBar
from mirrorppr_desktop.gui.canvas.movement import EDGE_PX, after, arrows, movement_of, outline
from mirrorppr_desktop.gui.canvas.overlays import GROUND, difference_map, magma, movement_map, unchanged_share
from mirrorppr_desktop.jobs.questions import PhotoFacts, Preview, View
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.retouch.retouch import OperationRetouch, OperationStrength, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find

FACTOR = 4
SIZE = (2048, 2048)
FACE = (640, 260, 1280, 860)  # of the astronaut in the file, with the room that its edits take


@pytest.fixture(scope="module")
def preview() -> Preview:
    small = skimage.data.astronaut()
    subject = find(small, SIZE, with_body=True)
    done = perform(subject, [OperationStrength("Enlarge eyes", 1.0), OperationStrength("Sharpen jawline", 1.0)], SIZE)
    retouch = Retouch(SIZE, done.parts, Provenance("test", "1"))
    view = View(Path("BP_0404.tif"), None, small, PhotoFacts(SIZE, 8, "tiff", "sRGB"), subject, retouch)
    return Preview(view, 1.0, Adjustments(), render(small, retouch.resized((512, 512))), retouch)


@pytest.fixture
def canvas(qtbot: QtBot, preview: Preview) -> Iterator[Canvas]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(1100, 584)  # 512 above the legend
    made.set_photo(preview.view)
    made.set_preview(preview)
    made.set_pills_visible(False)
    with qtbot.waitExposed(made):
        made.show()
    made.clearFocus()
    yield made
    made.hide()


def photo_of(canvas: Canvas) -> RGB8:
    """What is shown of the photo, (H, W, 3)."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    x0, y0, x1, y1 = canvas.stage.camera.main.shown
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)[y0:y1, x0:x1].copy()


def lump(size: tuple[int, int], at: tuple[int, int], vector: tuple[float, float]) -> WarpField:
    """One node that moves, 20 pixels from those that do not."""
    field = WarpField.over((at[0] - 20, at[1] - 20, at[0] + 20, at[1] + 20), 20.0, size)
    vectors = field.vectors.copy()
    vectors[2, 2] = vector
    return field.with_vectors(vectors)


def retouch_of(size: tuple[int, int], *fields: WarpField) -> Retouch:
    parts = tuple(PartRetouch(i + 1, (OperationRetouch("Enlarge eyes", 1.0, field),)) for i, field in enumerate(fields))
    return Retouch(size, parts, Provenance("test", "1"))


def test_movement_is_that_of_the_fields_in_pixels_of_the_file() -> None:
    movement = movement_of(retouch_of((400, 300), lump((400, 300), (100, 80), (3.0, -4.0))))
    assert movement is not None
    assert movement.largest == pytest.approx(5.0, abs=0.1)
    assert movement.rim == 6
    x0, y0, x1, y1 = movement.box
    assert x0 <= 80
    assert x1 >= 120
    assert y0 <= 60
    assert y1 >= 100
    np.testing.assert_allclose(movement.at(np.array([[100, 80], [300, 80]], np.float32)), [[3, -4], [0, 0]], atol=1e-5)


def test_movement_of_a_large_photo_is_the_same_as_point_by_point(preview: Preview) -> None:
    movement = movement_of(preview.retouch)
    assert movement is not None
    rows, columns = movement.length.shape
    assert max(rows, columns) <= 400
    fx, fy = movement.cell
    x, y = (np.arange(columns) + 0.5) * fx + movement.box[0] - 0.5, (np.arange(rows) + 0.5) * fy + movement.box[1] - 0.5
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2).astype(np.float32)
    exact = movement.at(points).reshape(rows, columns, 2)
    assert movement.largest > 3
    assert np.abs(exact - movement.vectors).max() < 0.1 * movement.largest


def test_movements_one_after_the_other_are_looked_through() -> None:
    first, second = lump((400, 300), (100, 80), (6.0, 0.0)), lump((400, 300), (100, 80), (5.0, 0.0))
    movement = movement_of(retouch_of((400, 300), first, second))
    assert movement is not None
    at = np.array([[100, 80]], np.float32)
    expected = second.sample(at) + first.sample(at + second.sample(at))
    np.testing.assert_allclose(movement.at(at), expected, atol=1e-5)
    assert expected[0, 0] < 10.9  # less than the plain sum: the second looks beside the middle of the first
    column, row = round(100 - movement.box[0]), round(80 - movement.box[1])
    assert movement.vectors[row, column, 0] == pytest.approx(float(expected[0, 0]), abs=0.3)


def test_no_retouch_moves_nothing() -> None:
    assert movement_of(None) is None
    assert movement_of(retouch_of((400, 300))) is None


def test_outline_holds_all_that_moves(preview: Preview) -> None:
    movement = movement_of(preview.retouch)
    assert movement is not None
    mask = np.zeros(SIZE[::-1], np.uint8)
    cv2.fillPoly(mask, [np.round(line).astype(np.int32) for line in outline(movement)], 1)
    total = np.zeros((*SIZE[::-1], 2), np.float32)
    for warp in movement.warps:
        x0, y0, x1, y1 = warp.box
        total[y0:y1, x0:x1] += warp.dense(warp.box)
    moves = np.hypot(total[..., 0], total[..., 1]) > EDGE_PX
    assert moves.sum() > 10_000
    assert (moves & (mask == 0)).sum() < 0.005 * moves.sum()
    assert mask.sum() < 1.5 * moves.sum()


def test_arrows_point_where_the_content_went() -> None:
    movement = movement_of(retouch_of((400, 300), lump((400, 300), (100, 80), (6.0, 0.0))))
    assert movement is not None
    places, went = arrows(movement, (0, 0, 400, 300), 5.0)
    assert len(places) > 10
    assert (went[:, 0] < -EDGE_PX * 0.9).all()  # seen from the right: it came from the right and went left
    assert not len(arrows(movement, (200, 0, 400, 300), 5.0)[0])
    moved = after(movement, np.array([[106.0, 80.0]], np.float32))
    assert moved[0, 0] == pytest.approx(100.0, abs=0.1)


def test_magma_and_the_grey_ground() -> None:
    assert tuple(magma()[0]) == (0, 0, 4)
    assert np.abs(magma()[255].astype(int) - (0xFC, 0xFD, 0xBF)).max() <= 2
    grey = np.full((30, 40, 3), 100, np.uint8)
    assert (movement_map(grey, None, (400, 300)) == round(100 * GROUND)).all()
    movement = movement_of(retouch_of((400, 300), lump((400, 300), (100, 80), (6.0, 0.0))))
    shown = movement_map(grey, movement, (400, 300))
    assert tuple(shown[25, 35]) == (42, 42, 42)
    assert int(shown[8, 10].max()) - int(shown[8, 10].min()) > 60


def test_difference_map_times_its_factor() -> None:
    before = np.full((4, 4, 3), 100, np.uint8)
    changed = before.copy()
    changed[1, 2] = (103, 90, 160)
    shown = difference_map(before, changed, 4)
    assert tuple(shown[1, 2]) == (12, 40, 240)
    assert shown.sum() == 292
    assert unchanged_share(before, changed) == 15 / 16


def test_the_movement_map_has_colours_on_the_face_alone(canvas: Canvas, preview: Preview) -> None:
    canvas.set_overlay("difference", True)
    shot = photo_of(canvas)
    assert shot.shape == (512, 512, 3)
    hue = shot.max(axis=2).astype(int) - shot.min(axis=2)
    x0, y0, x1, y1 = (edge // FACTOR for edge in FACE)
    assert (hue[y0:y1, x0:x1] > 60).sum() > 300
    hue[y0:y1, x0:x1] = 0
    assert hue.max() == 0
    grey = cv2.cvtColor(preview.pixels, cv2.COLOR_RGB2GRAY)
    assert np.abs(shot[300:, :, 0].astype(float) - GROUND * grey[300:]).max() <= 1
    canvas.set_overlay("difference", False)
    canvas.resize(1100, 512)
    np.testing.assert_array_equal(photo_of(canvas), preview.pixels)


def test_split_lays_the_map_on_the_right_only(canvas: Canvas, preview: Preview) -> None:
    canvas.set_mode("split")
    for overlay in ("difference", "arrows", "outline"):
        canvas.set_overlay(overlay, True)
    canvas.set_split(0.47)
    shot = photo_of(canvas)
    x = canvas.stage.split_x - canvas.stage.camera.main.shown[0]
    np.testing.assert_array_equal(shot[:380, : x - 4], preview.view.pixels[:380, : x - 4])
    assert (shot[:380, x + 4 :].mean(axis=2) < 0.6 * preview.pixels[:380, x + 4 :].mean(axis=2)).mean() > 0.7


@pytest.mark.parametrize("overlay", ["arrows", "outline", "landmarks"])
def test_lines_are_drawn_on_the_face_and_go_away(canvas: Canvas, preview: Preview, overlay: str) -> None:
    canvas.set_overlay("difference", True)  # so that the legend stands and the photo keeps its size
    plain = photo_of(canvas)
    canvas.set_overlay(overlay, True)
    drawn = (photo_of(canvas) != plain).any(axis=2)
    x0, y0, x1, y1 = (edge // FACTOR for edge in FACE)
    assert drawn[y0:y1, x0:x1].sum() > 60
    outside = drawn.copy()
    outside[y0:y1, x0:x1] = False
    if overlay == "landmarks":  # shoulders and arms have points too
        assert 20 < outside.sum() < 1500
    else:
        assert not outside.any()
    canvas.set_overlay(overlay, False)
    np.testing.assert_array_equal(photo_of(canvas), plain)


def test_holding_before_hides_the_maps(canvas: Canvas, preview: Preview) -> None:
    for overlay in ("difference", "arrows", "outline"):
        canvas.set_overlay(overlay, True)
    canvas.set_holding_before(True)
    np.testing.assert_array_equal(photo_of(canvas), preview.view.pixels)


def test_no_map_without_its_legend(qtbot: QtBot, canvas: Canvas) -> None:
    legend = canvas.findChild(LegendBar)
    assert legend is not None
    assert not legend.isVisible()
    canvas.set_overlay("difference", True)
    canvas.set_overlay("outline", True)
    assert legend.isVisible()
    assert "Movement, pixels of the file, 0 to" in legend.accessibleDescription()
    assert "Dashed: edge of the edit" in legend.accessibleDescription()
    assert "% of pixels unchanged" in legend.accessibleDescription()
    buttons = {one.text(): one for one in legend.findChildren(QToolButton)}
    with qtbot.waitSignal(canvas.map_changed) as told:
        qtbot.mouseClick(buttons["×8"], Qt.MouseButton.LeftButton)
    assert told.args == ["movement", 8]
    with qtbot.waitSignal(canvas.map_changed) as told:
        qtbot.mouseClick(buttons["Difference"], Qt.MouseButton.LeftButton)
    assert told.args == ["difference", 8]
    assert "Difference, levels of 255, times 8" in legend.accessibleDescription()
    shot = photo_of(canvas)
    assert (shot[450:] == 0).all()
    with pytest.raises(ValueError, match="factor"):
        canvas.set_map("movement", 3)
    canvas.set_overlay("difference", False)
    canvas.set_overlay("outline", False)
    assert not legend.isVisible()


@pytest.mark.parametrize("width", [640, 900, 1046, 1300])
def test_no_word_of_the_legend_is_cut(canvas: Canvas, width: int) -> None:
    for overlay in ("difference", "arrows", "outline"):
        canvas.set_overlay(overlay, True)
    canvas.resize(width, 584)
    QApplication.processEvents()
    legend = canvas.findChild(LegendBar)
    assert legend is not None
    for child in legend.findChildren(QWidget):
        if child.isVisible():
            assert child.width() >= child.minimumSizeHint().width(), child
            right = child.mapTo(legend, child.rect().topRight()).x()
            assert right < width


def test_the_map_follows_the_sliders(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    canvas.set_overlay("difference", True)
    before = photo_of(canvas)
    none = replace(preview.retouch, strength=0.0)
    for strength in (0.6, 0.3, 0.0):
        weaker = replace(preview.retouch, strength=strength)
        canvas.set_preview(replace(preview, retouch=weaker, strength=strength, pixels=preview.view.pixels))
    qtbot.waitUntil(lambda: bool((photo_of(canvas).max(axis=2) == photo_of(canvas).min(axis=2)).all()), timeout=3000)
    assert (before.max(axis=2) != before.min(axis=2)).any()
    assert none.warps() == ()
