"""The operations panel: what it shows of pair and adjustments, and what it says when a hand moves something."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui.dock.operations_panel import OperationsPanel
from mirrorppr_desktop.gui.dock.strengths import in_pair, strength_on
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider
from mirrorppr_desktop.gui.widgets.section import Section
from mirrorppr_desktop.gui.widgets.segments import Segments
from mirrorppr_desktop.retouch.names import NAMES, operation_of
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength

BASE = {"Enlarge eyes": 0.42, "Narrow nasal alae": 0.30, "Raise mouth corners": 0.12}


@pytest.fixture
def panel(qtbot: QtBot) -> OperationsPanel:
    made = OperationsPanel()
    qtbot.addWidget(made)
    made.setFixedWidth(336)
    made.show_photo(BASE, Adjustments(), 1.0, 1, 2)
    made.show()
    QApplication.processEvents()
    return made


def button(panel: OperationsPanel, text: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.text() == text)


def point_at(slider: OperationSlider, strength: float) -> QPoint:
    return QPointF(slider.x_of(strength), slider.handle_point().y()).toPoint()


def drag(qtbot: QtBot, slider: OperationSlider, to: float) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, left, pos=slider.handle_point().toPoint())
    qtbot.mouseMove(slider, pos=point_at(slider, to))
    qtbot.mouseRelease(slider, left, pos=point_at(slider, to))


def told(signal: Any) -> list[tuple[Any, ...]]:
    """What a signal says from now on."""
    heard: list[tuple[Any, ...]] = []
    signal.connect(lambda *arguments: heard.append(arguments))
    return heard


# --- what it shows


def test_it_shows_what_the_pair_has_on_top_and_all_others_below(panel: OperationsPanel) -> None:
    assert panel.slider("Enlarge eyes").strength() == pytest.approx(0.42)
    assert panel.slider("Narrow nasal alae").strength() == pytest.approx(-0.30)
    assert panel.slider("Widen nasal alae") is panel.slider("Narrow nasal alae")
    assert panel.slider("Narrow nasal alae").title() == "Narrow nasal alae"
    section = panel.findChild(Section)
    assert section is not None and not section.is_open()
    assert section.header().text() == "More: 24 operations at zero"
    inside = section.findChildren(OperationSlider)
    assert len(inside) == 24 and len(panel.findChildren(OperationSlider)) == len(NAMES) == 27
    shown = [one.title() for one in panel.findChildren(OperationSlider) if one.isVisible()]
    assert sorted(shown) == sorted(BASE)


def test_without_a_pair_all_sliders_are_at_hand(panel: OperationsPanel) -> None:
    panel.show_photo({}, Adjustments(), 1.0, 1, 1)
    QApplication.processEvents()
    assert sum(one.isVisible() for one in panel.findChildren(OperationSlider)) == 27


def test_what_is_set_for_the_face_goes_before_what_is_set_for_all(panel: OperationsPanel) -> None:
    said = Adjustments(
        scale=(("Raise mouth corners", 0.5),),
        set=(SetStrength("Enlarge eyes", 0.2), SetStrength("Shrink eyes", 0.1, 2), SetStrength("Slim waist", 0.3)),
    )
    panel.show_photo(BASE, said, 1.0, 1, 2)
    assert panel.slider("Enlarge eyes").strength() == pytest.approx(0.2)
    assert panel.slider("Raise mouth corners").strength() == pytest.approx(0.06)
    assert panel.slider("Slim waist").strength() == pytest.approx(0.3)
    panel.show_photo(BASE, said, 1.0, 2, 2)
    assert panel.slider("Enlarge eyes").strength() == pytest.approx(-0.1)
    assert panel.slider("Enlarge eyes").title() == "Shrink eyes"
    assert panel.slider("Enlarge eyes").pair_strength() == pytest.approx(0.42)


@given(
    st.lists(st.builds(SetStrength, st.sampled_from(["Enlarge eyes", "Shrink eyes"]), st.floats(0, 2)), max_size=4),
    st.floats(0, 2),
)
def test_the_last_word_on_an_operation_holds(words: list[SetStrength], pair: float) -> None:
    eyes = operation_of("Enlarge eyes")
    shown = strength_on(eyes, {"Enlarge eyes": pair}, Adjustments(set=tuple(words)), None)
    if not words:
        assert shown == pair == in_pair(eyes, {"Enlarge eyes": pair})
    else:
        last = words[-1]
        assert shown == (last.strength if last.name == "Enlarge eyes" else -last.strength)


def test_what_this_photo_cannot_take_is_off_limits_with_the_reason(panel: OperationsPanel) -> None:
    reasons = {"Enlarge eyes": "a profile shows one half of the face only"}
    panel.show_photo(BASE, Adjustments(), 1.0, 1, 1, available={"Narrow nasal alae"}, reasons=reasons)
    assert panel.slider("Widen nasal alae").isEnabled()
    assert not panel.slider("Enlarge eyes").isEnabled()
    assert "one half of the face" in panel.slider("Enlarge eyes").toolTip()
    assert "body" in panel.slider("Slim waist").toolTip()
    panel.show_photo(BASE, Adjustments(), 1.0, 1, 1)
    assert panel.slider("Enlarge eyes").isEnabled() and "Drag" in panel.slider("Enlarge eyes").toolTip()


# --- what a hand does


def test_a_drag_through_zero_changes_the_direction_and_ends_once(panel: OperationsPanel, qtbot: QtBot) -> None:
    heard = told(panel.operation_moved)
    drag(qtbot, panel.slider("Enlarge eyes"), -0.5)
    name, strength, face, final = heard[-1]
    assert (name, face, final) == ("Shrink eyes", 1, True)
    assert strength == pytest.approx(0.5, abs=0.02)
    assert [one[3] for one in heard].count(True) == 1
    assert all(one[1] >= 0 for one in heard)


def test_keys_step_and_the_body_has_no_face(panel: OperationsPanel, qtbot: QtBot) -> None:
    heard = told(panel.operation_moved)
    slider = panel.slider("Slim waist")
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert [one[0] for one in heard] == ["Slim waist"] * 2
    assert heard[-1][1:] == (pytest.approx(0.01), None, True)


def test_a_closed_eye_keeps_its_value_for_each_owner(panel: OperationsPanel, qtbot: QtBot) -> None:
    heard = told(panel.operation_switched)
    panel.show_photo(BASE, Adjustments(set=(SetStrength("Enlarge eyes", 0.8, 1),)), 1.0, 1, 2, whose="A")
    slider = panel.slider("Enlarge eyes")
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.eye_rect().center())
    assert heard == [("Enlarge eyes", False, 1)]
    off = Adjustments(set=(SetStrength("Enlarge eyes", 0.0, 1),))
    panel.show_photo(BASE, off, 1.0, 1, 2, whose="A")
    assert not slider.is_on() and slider.strength() == pytest.approx(0.8)
    panel.show_photo(BASE, off, 1.0, 1, 2, whose="B")  # another photo: closed earlier, the pair's value stands behind
    assert not slider.is_on() and slider.strength() == pytest.approx(0.42)
    panel.show_photo(BASE, off, 1.0, 1, 2, whose="A")
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.eye_rect().center())
    assert heard[-1] == ("Enlarge eyes", True, 1)
    assert panel.kept_value("Enlarge eyes", 1) == pytest.approx(0.8)


def test_zero_by_hand_is_zero_and_not_off(panel: OperationsPanel, qtbot: QtBot) -> None:
    slider = panel.slider("Enlarge eyes")
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    panel.show_photo(BASE, Adjustments(set=(SetStrength("Enlarge eyes", 0.0, 1),)), 1.0, 1, 2)
    assert slider.is_on() and slider.strength() == 0.0


def test_moving_behind_a_closed_eye_opens_it_with_the_new_value(panel: OperationsPanel, qtbot: QtBot) -> None:
    said: list[Adjustments] = [Adjustments(set=(SetStrength("Enlarge eyes", 0.0, 1),))]
    panel.show_photo(BASE, said[0], 1.0, 1, 2)

    def switch(name: str, on: bool, face: int | None) -> None:  # as the window does
        said.append(Adjustments(set=(SetStrength(name, panel.kept_value(name, face) if on else 0.0, face),)))
        panel.show_photo(BASE, said[-1], 1.0, 1, 2)

    panel.operation_switched.connect(switch)
    heard = told(panel.operation_moved)
    qtbot.keyClick(panel.slider("Enlarge eyes"), Qt.Key.Key_Right)
    assert said[-1].set[0].strength == pytest.approx(0.43)
    assert heard[-1][:2] == ("Enlarge eyes", pytest.approx(0.43))


def test_a_slider_stays_in_its_place_while_it_is_moved(panel: OperationsPanel, qtbot: QtBot) -> None:
    section = panel.findChild(Section)
    assert section is not None
    section.header().click()
    QApplication.processEvents()
    slider = panel.slider("Plump lips")
    drag(qtbot, slider, 0.4)
    panel.show_photo(BASE, Adjustments(set=(SetStrength("Plump lips", 0.4, 1),)), 1.0, 1, 2)
    assert slider in section.findChildren(OperationSlider)
    assert section.header().text() == "More: 23 operations at zero, 1 set"
    panel.show_photo(BASE, Adjustments(set=(SetStrength("Plump lips", 0.4, 2),)), 1.0, 2, 2)
    assert slider not in section.findChildren(OperationSlider)  # the next face has it above


def test_strength_of_the_whole_and_of_one_face(panel: OperationsPanel, qtbot: QtBot) -> None:
    whole, of_face = told(panel.strength_moved), told(panel.face_strength_moved)
    qtbot.keyClick(panel._strength, Qt.Key.Key_Left)
    assert whole[-1] == (pytest.approx(0.99), True)
    panel.show_photo(BASE, Adjustments(faces=((2, 0.8),)), 1.0, 2, 2)
    assert panel._of_face.isVisible() and panel._of_face.title() == "Strength, face 2"
    assert panel._of_face.strength() == pytest.approx(0.8)
    qtbot.keyClick(panel._of_face, Qt.Key.Key_Right)
    assert of_face[-1] == (2, pytest.approx(0.81), True)
    panel.show_photo(BASE, Adjustments(), 1.0, 1, 1)
    assert not panel._of_face.isVisible()


def test_scope_face_and_the_buttons_below(panel: OperationsPanel, qtbot: QtBot) -> None:
    panel.set_scope("selection", 7)
    segments = panel.findChild(Segments)
    assert segments is not None and segments.current() == "selection"
    assert segments.button("selection").text() == "Selection (7)"
    scope, face = told(panel.scope_changed), told(panel.face_wanted)
    qtbot.mouseClick(segments.button("photo"), Qt.MouseButton.LeftButton)
    assert scope == [("photo",)]
    chooser = next(one for one in panel.findChildren(QToolButton) if one.accessibleName() == "Choose the face")
    menu = chooser.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["All faces", "Face 1", "Face 2"]
    menu.actions()[2].trigger()
    menu.actions()[0].trigger()
    assert face == [(2,), (0,)]
    for text, signal in (
        ("Use as exemplar", panel.exemplar_wanted),
        ("Save look…", panel.look_save_wanted),
        ("Load look…", panel.look_load_wanted),
    ):
        with qtbot.waitSignal(signal):
            button(panel, text).click()


def test_as_in_the_pair_is_there_when_something_was_set(panel: OperationsPanel, qtbot: QtBot) -> None:
    back = button(panel, "As in the pair")
    assert not back.isEnabled()
    panel.show_photo(BASE, Adjustments(), 0.8, 1, 2)
    assert back.isEnabled()
    with qtbot.waitSignal(panel.as_in_pair):
        back.click()


def test_nothing_to_save_where_nothing_is_done(panel: OperationsPanel) -> None:
    panel.show_photo({}, Adjustments(), 1.0, 1, 1)
    assert not button(panel, "Save look…").isEnabled() and not button(panel, "Use as exemplar").isEnabled()
    assert button(panel, "Load look…").isEnabled()


def test_screen_readers_hear_name_face_value_and_pair(panel: OperationsPanel) -> None:
    assert panel.slider("Narrow nasal alae").accessibleName() == "Narrow nasal alae, face 1, plus 0.30, pair 0.30"
