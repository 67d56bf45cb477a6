from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColorSpace, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.canvas.colour import SRGB, pixels_for, to_screen
from mirrorppr_desktop.gui.canvas.held_keys import HeldKeys
from mirrorppr_desktop.gui.canvas.panes import Mode
from mirrorppr_desktop.gui.canvas.split_handle import SplitHandle
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.jobs.questions import Detail, PhotoFacts, Preview, View
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.subject.find import find

FACTOR = 4  # the file is so many times as large as what is shown of it
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def file() -> RGB8:
    large = cv2.resize(skimage.data.astronaut(), None, fx=FACTOR, fy=FACTOR, interpolation=cv2.INTER_CUBIC)
    noise = np.random.default_rng(0).integers(0, 9, large.shape, dtype=np.uint8)
    return cv2.add(large, noise)  # no two pixels beside each other are the same


@pytest.fixture(scope="module")
def preview(file: RGB8) -> Preview:
    height, width = file.shape[:2]
    small = cv2.resize(file, None, fx=1 / FACTOR, fy=1 / FACTOR, interpolation=cv2.INTER_AREA)
    subject = find(small, (width, height), with_body=True)
    done = perform(
        subject, [OperationStrength("Enlarge eyes", 1.0), OperationStrength("Plump lips", 1.0)], subject.size
    )
    retouch = Retouch(subject.size, done.parts, Provenance("test", "1"))
    facts = PhotoFacts((width, height), 16, "tiff", "Adobe RGB")
    view = View(Path("BP_0401.tif"), None, small, facts, subject, retouch)
    after = render(small, retouch.resized((small.shape[1], small.shape[0])))
    assert (after != small).any()
    return Preview(view, 1.0, Adjustments(), after, retouch)


@pytest.fixture
def shortcuts(qtbot: QtBot) -> Iterator[Shortcuts]:
    made = Shortcuts(Preferences())
    yield made
    made.deleteLater()


@pytest.fixture
def canvas(qtbot: QtBot, preview: Preview, shortcuts: Shortcuts) -> Iterator[Canvas]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    made = Canvas()
    qtbot.addWidget(made)
    HeldKeys(shortcuts, made).serve(made)
    made.resize(900, 512)
    made.set_photo(preview.view)
    made.set_preview(preview)
    made.set_pills_visible(False)
    with qtbot.waitExposed(made):
        made.show()
    made.clearFocus()  # the only widget of its window gets it, and draws its ring
    yield made
    made.hide()


def pixels(widget: QWidget) -> RGB8:
    """What is on the screen, (H, W, 3), in device pixels."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def click(qtbot: QtBot, canvas: Canvas, x: float, y: float) -> None:
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(round(x), round(y)))


def drag(qtbot: QtBot, canvas: QWidget, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    qtbot.mousePress(canvas, button, NONE, start)
    for part in (0.3, 0.7, 1.0):
        at = start + (end - start) * part
        event = _move(canvas, at, button)
        QApplication.sendEvent(canvas, event)
    qtbot.mouseRelease(canvas, button, NONE, end)


def _move(widget: QWidget, at: QPoint, button: Qt.MouseButton) -> QMouseEvent:
    where = QPointF(at)
    return QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), button, button, NONE)


def wheel(canvas: Canvas, x: int, y: int, notches: int, keys: Qt.KeyboardModifier = NONE) -> None:
    at = QPointF(x, y)
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_fit_shows_the_result_pixel_for_pixel(canvas: Canvas, preview: Preview) -> None:
    left = (900 - 512) // 2
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], preview.pixels)
    assert tuple(pixels(canvas)[5, 5]) == (0x1F,) * 3
    assert canvas.zoom_percent == 25
    assert canvas.is_fit


def test_split_is_before_left_and_after_right_of_the_line(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    canvas.set_mode("split")
    left = (900 - 512) // 2
    face = preview.view.subject.faces[0].box
    middle = round((face[0] + face[2]) / 2 / FACTOR)
    shot = pixels(canvas)
    assert (shot[:400, 450] == 255).all()
    drag(qtbot, canvas, QPoint(450, 100), QPoint(left + middle, 100))
    shot = pixels(canvas)[:300, left : left + 512]
    before, after = preview.view.pixels[:300], preview.pixels[:300]
    np.testing.assert_array_equal(shot[:, : middle - 3], before[:, : middle - 3])
    np.testing.assert_array_equal(shot[:, middle + 3 :], after[:, middle + 3 :])
    assert (before[:, : middle - 3] != after[:, : middle - 3]).any()
    assert (before[:, middle + 3 :] != after[:, middle + 3 :]).any()
    assert (shot[:, middle - 1 : middle + 1] == 255).all()


def test_split_line_by_keys_and_double_click(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_mode("split")
    handle = canvas.findChild(SplitHandle)
    assert handle is not None
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert canvas.stage.split == pytest.approx(0.51)
    qtbot.keyClick(handle, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.stage.split == pytest.approx(0.41)
    qtbot.keyClick(handle, Qt.Key.Key_Home)
    assert canvas.stage.split == 0.5
    drag(qtbot, handle, QPoint(20, 20), QPoint(120, 20))
    assert canvas.stage.split > 0.65
    qtbot.mouseDClick(handle, LEFT)
    assert canvas.stage.split == 0.5


def test_click_goes_to_100_percent_at_the_pointer_and_back(qtbot: QtBot, canvas: Canvas) -> None:
    told: list[tuple[float, bool]] = []
    canvas.zoom_changed.connect(lambda percent, fit: told.append((percent, fit)))
    before = canvas.stage.file_at((350, 200))
    click(qtbot, canvas, 350, 200)
    assert canvas.zoom_percent == 100
    assert canvas.stage.file_at((350, 200)) == pytest.approx(before, abs=1)
    click(qtbot, canvas, 350, 200)
    assert canvas.is_fit
    assert told == [(100.0, False), (25.0, True)]


def test_100_percent_shows_the_pixels_of_the_file(qtbot: QtBot, canvas: Canvas, preview: Preview, file: RGB8) -> None:
    with qtbot.waitSignal(canvas.detail_wanted, timeout=2000) as asked:
        click(qtbot, canvas, 450, 256)
    path, box = asked.args
    assert path == preview.view.path
    x0, y0, x1, y1 = box
    marked = 255 - file
    canvas.set_detail(Detail(path, box, file[y0:y1, x0:x1], marked[y0:y1, x0:x1]))
    visible = canvas.stage.camera.main.visible
    assert visible[2] - visible[0] == 900
    shown = marked[visible[1] : visible[3], visible[0] : visible[2]]
    np.testing.assert_array_equal(pixels(canvas), shown)
    # Another result: what was shown of the old one at full size goes, that of the photo stays, and it is asked again.
    with qtbot.waitSignal(canvas.detail_wanted, timeout=2000) as again:
        canvas.set_preview(replace(preview, strength=0.5))
        assert (pixels(canvas) != shown).any()
        canvas.set_holding_before(True)
        np.testing.assert_array_equal(pixels(canvas), file[visible[1] : visible[3], visible[0] : visible[2]])
    assert again.args == [path, box]


def test_a_detail_of_an_older_result_is_not_shown(qtbot: QtBot, canvas: Canvas, preview: Preview, file: RGB8) -> None:
    with qtbot.waitSignal(canvas.detail_wanted, timeout=2000) as asked:
        canvas.set_zoom(100)
    path, (x0, y0, x1, y1) = asked.args
    canvas.set_preview(replace(preview))
    canvas.set_detail(Detail(path, (x0, y0, x1, y1), file[y0:y1, x0:x1], np.zeros_like(file[y0:y1, x0:x1])))
    assert pixels(canvas).mean() > 10
    canvas.set_detail(Detail(Path("other.tif"), (0, 0, 9, 9), file[:9, :9], None))
    assert canvas.stage.pictures is not None
    assert canvas.stage.pictures.before.detail is not None
    assert canvas.stage.pictures.before.detail.box == (x0, y0, x1, y1)


def test_nothing_is_asked_where_the_preview_is_enough(qtbot: QtBot, canvas: Canvas) -> None:
    with qtbot.assertNotEmitted(canvas.detail_wanted, wait=200):
        canvas.set_zoom(20)


def test_only_what_changed_is_drawn_and_painted_is_told(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    assert canvas.grab() is not None
    changed = preview.pixels.copy()
    changed[100:120, 200:240] = (1, 2, 3)
    after = replace(preview, pixels=changed)
    with qtbot.waitSignal(canvas.painted, timeout=2000) as told:
        canvas.set_preview(after)
    assert told.args[0] is after
    left = (900 - 512) // 2
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], changed)


def test_preview_of_another_photo_is_not_shown(canvas: Canvas, preview: Preview) -> None:
    before = pixels(canvas)
    other = replace(preview.view, path=Path("BP_0402.tif"))
    canvas.set_preview(replace(preview, view=other, pixels=np.zeros_like(preview.pixels)))
    np.testing.assert_array_equal(pixels(canvas), before)


def test_wheel_zooms_at_the_pointer(canvas: Canvas) -> None:
    place = canvas.stage.file_at((500, 300))
    wheel(canvas, 500, 300, 12)
    assert canvas.zoom_percent > 200
    assert canvas.stage.file_at((500, 300)) == pytest.approx(place, abs=1)
    wheel(canvas, 500, 300, 40, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom_percent == 3200
    wheel(canvas, 500, 300, -80)
    assert canvas.zoom_percent == 5


def test_middle_button_and_space_move_the_photo(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_zoom(100)
    origin = canvas.stage.camera.main.origin
    drag(qtbot, canvas, QPoint(400, 200), QPoint(430, 190), Qt.MouseButton.MiddleButton)
    assert canvas.stage.camera.main.origin == (origin[0] + 30, origin[1] - 10)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag(qtbot, canvas, QPoint(400, 200), QPoint(370, 210))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.stage.camera.main.origin == origin
    assert canvas.zoom_percent == 100  # it was a drag, no tap


def test_space_tap_and_loupe(qtbot: QtBot, canvas: Canvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.zoom_percent == 100
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.is_fit
    QApplication.sendEvent(canvas, _move(canvas, QPoint(400, 150), Qt.MouseButton.NoButton))
    place = canvas.stage.file_at((400, 150))
    qtbot.keyPress(canvas, Qt.Key.Key_Z)
    assert canvas.zoom_percent == 100
    assert canvas.stage.file_at((400, 150)) == pytest.approx(place, abs=1)
    qtbot.keyRelease(canvas, Qt.Key.Key_Z)
    assert canvas.is_fit


def test_arrow_keys_move_only_where_there_is_more(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_zoom(100)
    x = canvas.stage.camera.main.origin[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.stage.camera.main.origin[0] == x - 64
    canvas.set_zoom("fit")
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.is_fit


def test_holding_before(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    left = (900 - 512) // 2
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash)
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], preview.view.pixels)
    qtbot.keyRelease(canvas, Qt.Key.Key_Backslash)
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], preview.pixels)


def test_side_by_side_moves_together(canvas: Canvas, preview: Preview) -> None:
    canvas.set_mode("side")
    canvas.resize(1032, 512)
    shot = pixels(canvas)
    np.testing.assert_array_equal(shot[:, :512], preview.view.pixels)
    np.testing.assert_array_equal(shot[:, 520:], preview.pixels)
    wheel(canvas, 700, 200, 3)
    first, second = canvas.stage.camera.views
    assert first.origin == second.origin
    wheel(canvas, 700, 200, 3, Qt.KeyboardModifier.ShiftModifier)
    first, second = canvas.stage.camera.views
    assert first.scale < second.scale


def test_pinned_before_stays_while_others_are_shown(canvas: Canvas, preview: Preview) -> None:
    canvas.set_mode("side")
    canvas.resize(1032, 512)
    canvas.set_pinned(True)
    pinned = pixels(canvas)[:, :512]
    other = replace(preview.view, path=Path("BP_0402.tif"), pixels=preview.view.pixels[:, ::-1].copy())
    canvas.set_photo(other)
    shot = pixels(canvas)
    np.testing.assert_array_equal(shot[:, :512], pinned)
    np.testing.assert_array_equal(shot[:, 520:], other.pixels)
    canvas.set_pinned(False)
    np.testing.assert_array_equal(pixels(canvas)[:, :512], other.pixels)


def test_flicker_changes_in_turn_and_stops(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    canvas.set_flicker_rate(100)  # held to 2.5 Hz
    canvas.set_mode("flicker")
    left = (900 - 512) // 2
    seen: list[bool] = []

    def both() -> bool:
        shot = pixels(canvas)[:, left : left + 512]
        before = bool((shot == preview.view.pixels).all())
        assert before or (shot == preview.pixels).all()  # never anything between the two
        seen.append(before)
        return len(set(seen)) == 2

    qtbot.waitUntil(both, timeout=3000)
    assert canvas._flicker.interval() == 200
    canvas.set_mode("photo")
    assert not canvas._flicker.isActive()


def test_place_is_kept_between_photos_on_demand(canvas: Canvas, preview: Preview) -> None:
    canvas.keep_position = True
    canvas.zoom(2.0, (300, 100))
    visible = canvas.stage.camera.main.visible
    canvas.set_photo(replace(preview.view, path=Path("BP_0402.tif")))
    assert canvas.stage.camera.main.visible == visible
    canvas.keep_position = False
    canvas.set_photo(replace(preview.view, path=Path("BP_0403.tif")))
    assert canvas.is_fit


def test_a_click_chooses_a_face_and_then_zooms(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    face = preview.view.subject.faces[0]
    shift = np.array([900.0, 300.0], np.float32)
    x0, y0, x1, y1 = face.box
    second = replace(face, number=2, landmarks=face.landmarks + shift, box=(x0 + 900, y0 + 300, x1 + 900, y1 + 300))
    two = replace(preview.view.subject, faces=(face, second))
    canvas.set_photo(replace(preview.view, subject=two, path=Path("two.tif")))
    canvas.set_pills_visible(True)
    look = canvas.stage.look(0)
    middle = look.rect(second.box).center()
    plain = pixels(canvas)
    with qtbot.waitSignal(canvas.face_chosen) as told:
        click(qtbot, canvas, middle.x(), middle.y())
    assert told.args == [2]
    assert canvas.is_fit
    accent = (0x8C, 0xBA, 0xF4)
    assert not (plain == accent).all(axis=2).any()
    assert (pixels(canvas) == accent).all(axis=2).sum() > 200
    click(qtbot, canvas, middle.x(), middle.y())
    assert canvas.zoom_percent == 100


def test_held_keys_can_be_changed(qtbot: QtBot, canvas: Canvas, shortcuts: Shortcuts) -> None:
    shortcuts.set_keys("view.before", ("Ctrl+B",))
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash)
    assert not canvas.stage.before_held
    qtbot.keyPress(canvas, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert canvas.stage.before_held
    qtbot.keyRelease(canvas, Qt.Key.Key_B)  # Ctrl was let go first
    assert not canvas.stage.before_held


def test_held_keys_wherever_the_focus_is(qtbot: QtBot, preview: Preview, shortcuts: Shortcuts) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas, field, button = Canvas(window), QLineEdit(window), QPushButton("x", window)
    column = QVBoxLayout(window)
    for widget in (canvas, field, button):
        column.addWidget(widget)
    HeldKeys(shortcuts, window).serve(canvas)
    canvas.set_photo(preview.view)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.text() == " "
    assert canvas.is_fit
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert canvas.is_fit
    button.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert canvas.zoom_percent == 100
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Backslash)
    assert canvas.stage.before_held
    qtbot.keyRelease(button, Qt.Key.Key_Backslash)
    assert not canvas.stage.before_held


def test_held_keys_go_to_the_canvas_that_is_seen(qtbot: QtBot, preview: Preview, shortcuts: Shortcuts) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, other = Canvas(window), Canvas(window)
    keys = HeldKeys(shortcuts, window)
    column = QVBoxLayout(window)
    for canvas in (one, other):
        keys.serve(canvas)
        column.addWidget(canvas)
        canvas.set_photo(preview.view)
    one.hide()
    with qtbot.waitExposed(window):
        window.show()
    other.setFocus()
    qtbot.keyPress(other, Qt.Key.Key_Backslash)
    assert other.stage.before_held and not one.stage.before_held
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)  # the key goes up where it is not heard
    assert not other.stage.before_held


def test_empty_busy_and_trouble(qtbot: QtBot, canvas: Canvas, preview: Preview) -> None:
    shown = pixels(canvas)
    canvas.set_pills_visible(True)
    canvas.set_busy("BP_0405.tif")
    assert (pixels(canvas)[:40, 350:550] != shown[:40, 350:550]).any()
    canvas.set_trouble("BP_0405.jpg ends too early. Nothing was written.")
    assert canvas._note.isVisible()
    assert "BP_0405.jpg" in canvas._note.text
    canvas.set_trouble("")
    assert not canvas._note.isVisible()
    canvas.set_photo(replace(preview.view, trouble="BP_0401.tif: no face was found."))
    assert canvas._note.text == "BP_0401.tif: no face was found."
    canvas.set_photo(None)
    assert not canvas._note.isVisible()
    assert (pixels(canvas)[:, :200] == 0x1F).all()
    assert (pixels(canvas) != 0x1F).any()  # words in the middle


def test_accessible_name_tells_photo_mode_and_zoom(canvas: Canvas) -> None:
    assert canvas.accessibleName() == "BP_0401.tif, photo, fit, 25 %"
    canvas.set_mode("split")
    canvas.set_zoom(100)
    assert canvas.accessibleName() == "BP_0401.tif, split, 100 %"
    assert canvas.mode is Mode.SPLIT


def test_colours_for_a_wide_screen(canvas: Canvas, preview: Preview) -> None:
    wide = QColorSpace(QColorSpace.NamedColorSpace.DisplayP3)
    red = QImage(1, 1, QImage.Format.Format_RGB888)
    red.fill(Qt.GlobalColor.red)
    there = to_screen(red, wide).pixelColor(0, 0)
    assert (there.red(), there.green(), there.blue()) == pytest.approx((234, 51, 35), abs=2)
    assert to_screen(red, SRGB) is red
    assert to_screen(red, None) is red
    canvas.set_screen_space(wide)
    left = (900 - 512) // 2
    expected = pixels_for(preview.pixels, wide)
    assert (expected != preview.pixels).any()
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], expected)
    changed = preview.pixels.copy()
    changed[200:220, 100:140] = (255, 0, 0)
    canvas.set_preview(replace(preview, pixels=changed))
    np.testing.assert_array_equal(pixels(canvas)[:, left : left + 512], pixels_for(changed, wide))


def test_colour_words_show_on_the_facts_and_not_on_the_photo(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_pills_visible(True)
    assert "sRGB" in canvas.toolTip()
    for at, shows in ((QPoint(450, 250), False), (QPoint(220, 490), True)):
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())
        QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
        assert QToolTip.isVisible() is shows
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
