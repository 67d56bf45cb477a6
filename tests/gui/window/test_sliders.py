"""Simulate by hand: sliders by mouse, wheel and keys; eyes, faces, undo, exemplar and looks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hand import CTRL, SHIFT, Hand, pixels
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.widgets.strength_slider import StrengthSlider

EYES = "Enlarge eyes"


def moved(before: np.ndarray, after: np.ndarray) -> int:
    """How many pixels are others, as far as one sees."""
    return int((np.abs(before.astype(int) - after) > 8).any(axis=-1).sum())


def strength_slider(hand: Hand, words: str) -> StrengthSlider:
    sliders = hand.space.page.setup_dock.panel.findChildren(StrengthSlider)
    return next(one for one in sliders if one.isVisible() and one.title() == words)


def test_a_drag_changes_the_preview_and_is_one_step(window: Hand) -> None:
    shown, steps = pixels(window.canvas), window.shoot.undo.count()
    slider = window.slider(EYES)
    window.drag(slider, 0.7, 0.2, -0.4, -1.5)
    window.wait(window.is_shown)
    dragged = pixels(window.canvas)
    assert moved(shown, dragged) > 200
    assert window.shoot.undo.count() == steps + 1
    assert slider.strength() == pytest.approx(-1.5, abs=0.02) and slider.title() == "Shrink eyes"
    window.key(Qt.Key.Key_Z, CTRL)
    window.wait(window.is_shown)
    assert moved(shown, pixels(window.canvas)) < 50
    assert slider.title() == EYES and "Undone" in window.words(window.window.line)
    window.key(Qt.Key.Key_Z, CTRL | SHIFT)
    window.wait(window.is_shown)
    assert slider.strength() == pytest.approx(-1.5, abs=0.02)
    assert moved(dragged, pixels(window.canvas)) < 50


def test_a_hand_that_does_not_rest_sees_what_it_does(window: Hand) -> None:
    """The next move is asked for before the preview of this one has come: it is shown nevertheless."""
    previews, slider, desk = window.lanes.previews, window.slider(EYES), window.window.desk
    previews.hold(True)
    for value in (0.9, 1.2, 1.5):
        slider._move(value)
        made = previews.answer(previews.asked[-1])
        slider._move(value - 0.1)
        window.lanes.preview.emit(made)
        assert desk.shown is made
    previews.hold(False)
    slider._commit()
    window.wait(window.is_shown)


def test_the_original_is_never_painted_over(window: Hand) -> None:
    view = window.window.desk.view
    assert view is not None
    before = view.pixels.copy()
    window.drag(window.slider(EYES), -1.0, 1.5)
    window.wait(window.is_shown)
    assert np.array_equal(before, view.pixels)


def test_keys_and_wheel_step_a_slider(window: Hand) -> None:
    slider = window.slider(EYES)
    slider.setFocus()
    start = slider.strength()
    window.key(Qt.Key.Key_Right)
    assert slider.strength() == pytest.approx(start + 0.01, abs=0.006)
    window.key(Qt.Key.Key_Left, SHIFT)
    assert slider.strength() == pytest.approx(start - 0.09, abs=0.006)
    assert window.shoot.current is not None and window.shoot.current.name == "grace_hopper.jpg"  # not the next photo
    steps = window.shoot.undo.count()
    at = QPointF(slider.rect().center())
    for _ in range(5):
        turn = QWheelEvent(
            at, slider.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(slider, turn)
    assert slider.strength() == pytest.approx(start - 0.04, abs=0.006)
    window.wait(lambda: not slider._pending)
    assert window.shoot.undo.count() == steps + 1
    window.key(Qt.Key.Key_Delete)
    assert slider.strength() == pytest.approx(slider.pair_strength())
    window.key(Qt.Key.Key_Delete)
    assert slider.strength() == 0


def test_a_closed_eye_keeps_the_value(window: Hand) -> None:
    slider = window.slider(EYES)
    value, shown = slider.strength(), pixels(window.canvas)
    window.click(slider, slider.eye_rect().center())
    window.wait(window.is_shown)
    assert not slider.is_on() and slider.strength() == value
    without = pixels(window.canvas)
    assert moved(shown, without) > 200
    window.go_to("group.jpg")
    window.go_to("grace_hopper.jpg")
    assert not slider.is_on() and slider.strength() == value
    slider.setFocus()
    window.key(Qt.Key.Key_E)
    window.wait(window.is_shown)
    assert slider.is_on() and slider.strength() == value
    assert moved(shown, pixels(window.canvas)) < 50


def test_f_goes_through_the_faces(window: Hand) -> None:
    window.go_to("group.jpg")
    view = window.window.desk.view
    assert view is not None
    faces = [face.number for face in view.subject.faces]
    assert len(faces) == 6
    panel, seen = window.space.page.setup_dock.panel, []
    for _ in range(7):
        window.key(Qt.Key.Key_F, on=window.canvas)
        seen.append(window.space.page._face)
    assert seen == [*faces, None]
    window.key(Qt.Key.Key_F, SHIFT, on=window.canvas)
    assert window.space.page._face == 6 and "Face 6" in window.words(panel)


def test_one_face_is_retouched_in_its_own_way(window: Hand) -> None:
    window.go_to("group.jpg")
    shown = window.window.desk.shown
    assert shown is not None
    before = shown.pixels.copy()
    window.key(Qt.Key.Key_F, on=window.canvas)
    window.drag(window.slider(EYES), -1.4)
    window.wait(window.is_shown)
    after = window.window.desk.shown
    assert after is not None
    columns = np.flatnonzero((before != after.pixels).any(axis=(0, 2)))
    first = after.view.subject.faces[0].box
    scale = after.pixels.shape[1] / after.view.subject.size[0]
    width = first[2] - first[0]
    assert (first[0] - width) * scale < columns.min() and columns.max() < (first[2] + width) * scale
    own = window.photo("group.jpg").decision.adjustments
    assert own is not None and {one.face for one in own.set} == {1}
    assert window.photo("grace_hopper.jpg").decision.adjustments is None


def test_a_face_has_a_strength_of_its_own(window: Hand) -> None:
    window.go_to("group.jpg")
    for _ in range(2):
        window.key(Qt.Key.Key_F, on=window.canvas)
    slider = strength_slider(window, "Strength, face 2")
    steps = window.shoot.undo.count()
    slider.setFocus()
    for _ in range(3):
        window.key(Qt.Key.Key_PageDown)
    window.wait(window.is_shown)
    own = window.photo("group.jpg").decision.adjustments
    assert own is not None and own.faces == ((2, pytest.approx(0.7)),)
    assert window.shoot.undo.count() == steps + 3


def test_strength_of_the_whole_by_key_and_slider(window: Hand) -> None:
    strength_slider(window, "Strength").setFocus()
    window.key(Qt.Key.Key_PageDown)
    assert window.shoot.settings.strength == pytest.approx(0.9)
    window.key(Qt.Key.Key_BracketLeft, on=window.canvas)
    window.key(Qt.Key.Key_BracketLeft, on=window.canvas)
    assert window.photo("grace_hopper.jpg").decision.strength == pytest.approx(0.8)
    window.key(Qt.Key.Key_Z, CTRL)
    assert window.photo("grace_hopper.jpg").decision.strength is None  # both presses were one step


def test_without_a_pair_a_hand_makes_the_exemplar(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    assert not hand.button("Use as exemplar").isEnabled()
    shown = pixels(hand.canvas)
    hand.drag(hand.slider("Plump lips"), 0.5, 1.2)
    hand.wait(hand.is_shown)
    assert moved(shown, pixels(hand.canvas)) > 50
    hand.click(hand.button("Use as exemplar"))
    hand.wait(lambda: hand.shoot.settings.look is not None and hand.space.page._base)
    assert hand.space.page._base == {"Plump lips": pytest.approx(1.2, abs=0.02)}
    assert hand.space.page.setup_dock.run.isEnabled()
    assert "made by hand on grace_hopper.jpg" in hand.words(hand.space.page.setup_dock.card)
    hand.wait(hand.is_shown)
    hand.window.running.start("all")
    assert hand.batch.job.request is not None and hand.batch.job.request.look == hand.shoot.settings.look


def test_a_look_is_saved_and_loaded_again(
    window: Hand, hands, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = tmp_path / "Fresh eyes.mplook"
    monkeypatch.setattr(dialogs, "name_look", lambda _parent, _name: look)
    monkeypatch.setattr(dialogs, "choose_look", lambda _parent: look)
    window.drag(window.slider("Narrow nasal alae"), -0.8)
    window.click(window.button("Save look…"))
    window.wait(look.is_file)
    window.wait(lambda: f"Saved {look}" in window.words(window.window.line))
    window.key(Qt.Key.Key_L, CTRL)
    window.wait(lambda: window.shoot.settings.look == look and window.space.page._base and window.is_shown())
    assert set(window.space.page._base) >= {EYES, "Narrow nasal alae"}
    assert window.shoot.settings.pair is None
    assert "Fresh eyes" in window.words(window.space.page.setup_dock.card)
    window.key(Qt.Key.Key_Z, CTRL)
    window.wait(lambda: window.shoot.settings.pair is not None and window.window.desk.exemplar.pair is not None)


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a look", b"", b"{" * 100_000, b'{"schema": 999}', b"\x00" * 4096])
def test_a_hostile_look_is_refused_and_the_window_lives(window: Hand, tmp_path: Path, content: bytes) -> None:
    look = tmp_path / "bad.mplook"
    look.write_bytes(content)
    window.drop(look)
    window.wait(window.window.note.isVisible)
    assert "bad.mplook" in window.window.note.text()
    assert window.shoot.settings.look is None and window.shoot.settings.pair is not None
    assert not window.shoot.undo.canUndo() or window.shoot.undo.undoText() != "choose look"
    window.drag(window.slider(EYES), 0.3)
    window.wait(window.is_shown)
