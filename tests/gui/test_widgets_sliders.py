"""Sliders as a hand and keys move them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.tokens import DARK
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider, short_names
from mirrorppr_desktop.gui.widgets.strength_slider import StrengthSlider
from mirrorppr_desktop.gui.widgets.value_slider import ValueSlider

LEFT = Qt.MouseButton.LeftButton


class Heard:
    """What a slider told."""

    def __init__(self, slider: ValueSlider) -> None:
        self.changed: list[float] = []
        self.committed: list[float] = []
        self.switched: list[bool] = []
        slider.changed.connect(self.changed.append)
        slider.committed.connect(self.committed.append)
        slider.switched.connect(self.switched.append)


def _shown(qtbot, slider: ValueSlider) -> Heard:
    theme.apply(QApplication.instance(), "dark")
    QLocale.setDefault(QLocale("en"))
    qtbot.addWidget(slider)
    slider.resize(360, slider.sizeHint().height())
    slider.show()
    slider.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    return Heard(slider)


@pytest.fixture
def alae(qtbot) -> OperationSlider:
    slider = OperationSlider("Narrow nasal alae", "Widen nasal alae")
    slider.set_context("face 1")
    slider.set_pair_strength(-0.3042)
    slider.set_strength(-0.3042)
    return slider


def _at(slider: ValueSlider, value: float) -> QPoint:
    return QPoint(round(slider.x_of(value)), round(slider.handle_point().y()))


def test_a_drag_tells_each_step_and_is_one_gesture(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    QTest.mousePress(alae, LEFT, Qt.KeyboardModifier.NoModifier, alae.handle_point().toPoint())
    assert heard.changed == []  # taking the handle changes nothing
    for value in (-0.1, 0.2, 0.5):
        QTest.mouseMove(alae, _at(alae, value))
    assert heard.committed == []
    QTest.mouseRelease(alae, LEFT, Qt.KeyboardModifier.NoModifier, _at(alae, 0.5))
    assert len(heard.changed) == 3
    assert heard.committed == [alae.strength()]
    assert alae.strength() == pytest.approx(0.5, abs=0.015)
    assert alae.title() == "Widen nasal alae"
    assert alae.value_text() == f"+{alae.strength():.2f}"


def test_escape_takes_a_drag_back(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    QTest.mousePress(alae, LEFT, Qt.KeyboardModifier.NoModifier, alae.handle_point().toPoint())
    QTest.mouseMove(alae, _at(alae, 0.7))
    QTest.keyClick(alae, Qt.Key.Key_Escape)
    QTest.mouseRelease(alae, LEFT, Qt.KeyboardModifier.NoModifier, _at(alae, 0.7))
    assert alae.strength() == -0.3042
    assert heard.changed[-1] == -0.3042
    assert heard.committed == []


def test_a_click_on_the_handle_keeps_the_exact_value(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    QTest.mouseClick(alae, LEFT, Qt.KeyboardModifier.NoModifier, alae.handle_point().toPoint() + QPoint(3, 0))
    assert (alae.strength(), heard.changed, heard.committed) == (-0.3042, [], [])


def test_a_click_on_the_line_goes_there(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    QTest.mouseClick(alae, LEFT, Qt.KeyboardModifier.NoModifier, _at(alae, 1.0))
    assert alae.strength() == pytest.approx(1.0, abs=0.015)
    assert len(heard.committed) == 1


@pytest.mark.parametrize(
    ("key", "shift", "expected"),
    [
        (Qt.Key.Key_Right, False, -0.29),
        (Qt.Key.Key_Left, False, -0.31),
        (Qt.Key.Key_Up, True, -0.20),
        (Qt.Key.Key_Down, True, -0.40),
        (Qt.Key.Key_PageUp, False, -0.20),
        (Qt.Key.Key_PageDown, False, -0.40),
        (Qt.Key.Key_Home, False, 0.0),
    ],
)
def test_keys_step(qtbot, alae: OperationSlider, key: Qt.Key, shift: bool, expected: float) -> None:
    heard = _shown(qtbot, alae)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(alae, key, modifier)
    assert alae.strength() == pytest.approx(expected)
    assert heard.committed == [alae.strength()]


def test_a_held_key_is_one_gesture(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    for _ in range(4):
        QTest.keyPress(alae, Qt.Key.Key_Right)
    QTest.keyRelease(alae, Qt.Key.Key_Right)
    assert len(heard.changed) == 4
    assert len(heard.committed) == 1


@pytest.mark.parametrize("by_key", [True, False])
def test_back_to_the_pair_and_then_to_zero(qtbot, alae: OperationSlider, by_key: bool) -> None:
    heard = _shown(qtbot, alae)
    alae.set_strength(0.8)

    def reset() -> None:
        if by_key:
            QTest.keyClick(alae, Qt.Key.Key_Delete)
        else:
            QTest.mouseDClick(alae, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 8))

    reset()
    assert alae.strength() == -0.3042
    reset()
    assert alae.strength() == 0
    reset()
    assert alae.strength() == -0.3042
    assert heard.committed == [-0.3042, 0, -0.3042]


def test_the_eye_keeps_the_value(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    QTest.mouseClick(alae, LEFT, Qt.KeyboardModifier.NoModifier, alae.eye_rect().center())
    assert heard.switched == [False]
    assert (alae.strength(), alae.value_text()) == (-0.3042, "off")
    assert "off, 0.30 kept" in alae.accessibleName()
    QTest.keyClick(alae, Qt.Key.Key_E)
    assert heard.switched == [False, True]
    assert heard.changed == []


def test_moving_it_opens_the_eye(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    alae.set_on(False)
    QTest.keyClick(alae, Qt.Key.Key_Right)
    assert heard.switched == [True]
    assert alae.is_on()


def _turn(slider: QWidget, degrees: int) -> QWheelEvent:
    middle = QPointF(slider.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(slider.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, degrees * 8),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    return event


def test_the_wheel_turns_with_focus_and_rests_once(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    with qtbot.waitSignal(alae.committed):
        _turn(alae, 15)
        _turn(alae, 15)
    assert len(heard.changed) == 2
    assert heard.committed == [pytest.approx(-0.28)]


def test_the_wheel_scrolls_the_list_without_focus(qtbot) -> None:
    area, body = QScrollArea(), QWidget()
    layout = QVBoxLayout(body)
    sliders = [OperationSlider("Shrink eyes", "Enlarge eyes") for _ in range(12)]
    other = QPushButton("Run")
    layout.addWidget(other)
    for slider in sliders:
        layout.addWidget(slider)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert not _turn(sliders[0], -15).isAccepted()  # so it goes on to the list
    assert sliders[0].strength() == 0
    sliders[0].setFocus()
    assert _turn(sliders[0], -15).isAccepted()
    assert sliders[0].strength() == -0.01


def test_the_program_setting_a_value_says_nothing(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    alae.set_strength(0.9)
    alae.set_pair_strength(0.2)
    alae.set_on(False)
    assert (heard.changed, heard.committed, heard.switched) == ([], [], [])
    alae.set_strength(9)
    assert alae.strength() == 1.5


def test_screen_readers_hear_what_it_is(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    assert alae.accessibleName() == "Narrow nasal alae, face 1, plus 0.30, pair 0.30"
    interface = QAccessible.queryAccessibleInterface(alae)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.valueInterface().currentValue() == -30
    interface.valueInterface().setCurrentValue(45)
    assert alae.strength() == 0.45
    assert heard.committed == [0.45]


@pytest.mark.qt_log_ignore("not accepted by receiving widget")  # which is what it is about
def test_disabled_it_stands_still(qtbot, alae: OperationSlider) -> None:
    heard = _shown(qtbot, alae)
    alae.setEnabled(False)
    QTest.mouseClick(alae, LEFT, Qt.KeyboardModifier.NoModifier, _at(alae, 1.0))
    alae.step(0.1)
    alae.toggle_eye()
    assert alae.strength() == -0.3042
    assert (heard.changed, heard.switched) == ([], [])


def test_pixels_show_value_triangle_and_focus(qtbot, alae: OperationSlider) -> None:
    _shown(qtbot, alae)
    alae.set_strength(0.75)
    picture = alae.grab().toImage()
    y = round(alae.handle_point().y())
    assert picture.pixelColor(round(alae.x_of(0.35)), y) == QColor(DARK.accent)
    assert picture.pixelColor(round(alae.x_of(-0.75)), y) == QColor(DARK.track)
    assert picture.pixelColor(round(alae.x_of(0.75)), y) == QColor(DARK.text)
    assert picture.pixelColor(round(alae.x_of(-0.3042)), y + 10) == QColor(DARK.text_2)
    assert picture.pixelColor(picture.width() // 2, 0) == QColor(DARK.accent)
    alae.set_on(False)
    alae.clearFocus()
    picture = alae.grab().toImage()
    assert picture.pixelColor(round(alae.x_of(0.35)), y) == QColor(DARK.track)
    assert picture.pixelColor(picture.width() // 2, 0) == QColor(DARK.panel)


def test_a_slider_with_one_direction_starts_at_zero(qtbot) -> None:
    slider = OperationSlider(None, "Slim the waist", maximum=2.0)
    _shown(qtbot, slider)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert slider.strength() == 0
    slider.set_strength(5)
    assert slider.strength() == 2
    assert slider.ends() == ("0", "Slim the waist")


@pytest.mark.parametrize(
    ("negative", "positive", "expected"),
    [
        ("Narrow nasal alae", "Widen nasal alae", ("Narrow", "Widen")),
        ("Lower mouth corners", "Raise mouth corners", ("Lower", "Raise")),
        ("Augen verkleinern", "Augen vergrößern", ("verkleinern", "vergrößern")),
        ("Slim", "Widen", ("Slim", "Widen")),
    ],
)
def test_ends_are_named_by_what_differs(negative: str, positive: str, expected: tuple[str, str]) -> None:
    assert short_names(negative, positive) == expected


def test_more_than_the_pair_is_said(qtbot) -> None:
    slider = StrengthSlider()
    heard = _shown(qtbot, slider)
    assert slider.value_text() == "100\u202f%"
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value_text() == "130\u202f%, more than the pair"
    assert slider.accessibleName() == "Strength, 130\u202f%, more than the pair"
    QTest.keyClick(slider, Qt.Key.Key_Delete)
    assert slider.strength() == 1
    QTest.keyClick(slider, Qt.Key.Key_Delete)
    assert slider.strength() == 0
    assert len(heard.committed) == 5


def test_figures_follow_the_language(qtbot) -> None:
    slider = OperationSlider("Shrink eyes", "Enlarge eyes")
    _shown(qtbot, slider)
    slider.set_strength(0.42)
    try:
        QLocale.setDefault(QLocale("de"))
        assert slider.value_text() == "+0,42"
    finally:
        QLocale.setDefault(QLocale("en"))
