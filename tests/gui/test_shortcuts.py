"""Keys reach their commands, never a person's typing; they can be changed by pressing others."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import delete

from mirrorppr_desktop.gui.commands import COMMANDS
from mirrorppr_desktop.gui.keys_page import KeysPage
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preferences(qapp, tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.json")


@pytest.fixture
def shortcuts(preferences: Preferences):
    made = Shortcuts(preferences)
    yield made
    made.deleteLater()


class Window(QWidget):
    """A photo that can have the focus, fields, and a list of what was heard."""

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.photo, self.field, self.number = QLabel("photo"), QLineEdit(), QSpinBox()
        self.button, self.slider = QPushButton("Reset"), OperationSlider("Shrink eyes", "Enlarge eyes")
        self.photo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        for widget in (self.photo, self.field, self.number, self.button, self.slider):
            layout.addWidget(widget)
        for command in (
            "flag.accept",
            "flag.accept_next",
            "stars.3",
            "photo.next",
            "view.loupe",
            "strength.more",
            "edit.undo",
            "window.keys",
            "window.dock",
        ):
            shortcuts.action(command, self, lambda command=command: self.heard.append(command))


@pytest.fixture
def window(qtbot, shortcuts: Shortcuts) -> Window:
    made = Window(shortcuts)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.photo.setFocus()
    qtbot.waitUntil(made.photo.hasFocus)
    return made


def test_letters_reach_commands(window: Window) -> None:
    QTest.keyClick(window.photo, Qt.Key.Key_P)
    QTest.keyClick(window.photo, Qt.Key.Key_P, SHIFT)
    QTest.keyClick(window.photo, Qt.Key.Key_3)
    QTest.keyClick(window.photo, Qt.Key.Key_Right)
    QTest.keyClick(window.photo, Qt.Key.Key_Return)
    QTest.keyClick(window.photo, Qt.Key.Key_BracketRight)
    QTest.keyClick(window.photo, Qt.Key.Key_Question)
    QTest.keyClick(window.photo, Qt.Key.Key_Z, CTRL)
    assert window.heard == [
        "flag.accept",
        "flag.accept_next",
        "stars.3",
        "photo.next",
        "view.loupe",
        "strength.more",
        "window.keys",
        "edit.undo",
    ]


def test_typing_stays_in_the_field(window: Window) -> None:
    window.field.setFocus()
    entered: list[bool] = []
    window.field.returnPressed.connect(lambda: entered.append(True))
    QTest.keyClicks(window.field, "p3]?")
    QTest.keyClick(window.field, Qt.Key.Key_Left)
    QTest.keyClick(window.field, Qt.Key.Key_Right)
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    assert window.field.text() == "p3]?"
    assert entered == [True]
    assert window.heard == []
    QTest.keyClick(window.field, Qt.Key.Key_F7)  # no field needs this one
    assert window.heard == ["window.dock"]


def test_figures_stay_in_the_spin_box(window: Window) -> None:
    window.number.setFocus()
    window.number.selectAll()
    QTest.keyClick(window.number, Qt.Key.Key_3)
    assert window.number.value() == 3
    assert window.heard == []


def test_arrows_stay_with_sliders_and_buttons(window: Window) -> None:
    window.slider.setFocus()
    QTest.keyClick(window.slider, Qt.Key.Key_Right)
    assert window.slider.strength() == pytest.approx(0.01)
    window.button.setFocus()
    QTest.keyClick(window.button, Qt.Key.Key_Right)
    assert window.heard == []
    QTest.keyClick(window.button, Qt.Key.Key_P)
    assert window.heard == ["flag.accept"]


def test_a_hidden_page_hears_nothing(qtbot, shortcuts: Shortcuts) -> None:
    stack, heard = QStackedWidget(), []
    pages = []
    for name, command in (("review", "stars.1"), ("blind", "blind.a")):
        page = QLabel(name)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shortcuts.action(command, page, lambda command=command: heard.append(command))
        stack.addWidget(page)
        pages.append(page)
    qtbot.addWidget(stack)
    stack.show()
    stack.activateWindow()
    for page in pages:
        stack.setCurrentWidget(page)
        page.setFocus()
        qtbot.waitUntil(page.hasFocus)
        QTest.keyClick(page, Qt.Key.Key_1)
    assert heard == ["stars.1", "blind.a"]


def test_no_keys_are_given_twice_from_the_start(shortcuts: Shortcuts) -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)
    for one, other in combinations(COMMANDS, 2):
        if one.meets(other):
            assert not {QKeySequence(key).toString() for key in one.keys} & {
                QKeySequence(key).toString() for key in other.keys
            }, (one.id, other.id)
    for one in COMMANDS:
        assert all(not QKeySequence(key).isEmpty() for key in one.keys), one.id


def test_other_keys_hold_at_once_and_after_a_restart(
    window: Window, shortcuts: Shortcuts, preferences: Preferences
) -> None:
    shortcuts.give_tip(window.button, "flag.accept")
    assert window.button.toolTip() == "Accept (P)"
    shortcuts.set_keys("flag.accept", ("K",))
    assert window.button.toolTip() == "Accept (K)"
    QTest.keyClick(window.photo, Qt.Key.Key_P)
    QTest.keyClick(window.photo, Qt.Key.Key_K)
    assert window.heard == ["flag.accept"]
    again = Shortcuts(Preferences(preferences.file))
    assert again.keys("flag.accept") == ("K",)
    again.reset("flag.accept")
    assert not again.is_changed("flag.accept")


def test_keys_are_taken_from_who_had_them(shortcuts: Shortcuts) -> None:
    told: list[str] = []
    shortcuts.changed.connect(told.append)
    assert [one.id for one in shortcuts.clashes("view.mode", "P")] == ["flag.accept"]
    assert shortcuts.clashes("blind.neither", "P") == ()  # never on one page
    shortcuts.set_keys("view.mode", ("P",))
    assert (shortcuts.keys("view.mode"), shortcuts.keys("flag.accept")) == (("P",), ())
    assert told == ["view.mode", "flag.accept"]
    with pytest.raises(ValueError, match="fixed"):
        shortcuts.set_keys("photo.row", ("W",))
    with pytest.raises(ValueError, match=r"belongs to photo\.jump"):
        shortcuts.set_keys("view.mode", ("Home",))
    shortcuts.reset_all()
    assert shortcuts.keys("flag.accept") == ("P",)


def test_an_action_that_exists_takes_the_keys(qtbot, shortcuts: Shortcuts, window: Window) -> None:
    from PySide6.QtGui import QAction

    action = QAction("Reject it", window)
    action.triggered.connect(lambda: window.heard.append("adopted"))
    shortcuts.adopt("flag.reject", action, window)
    QTest.keyClick(window.photo, Qt.Key.Key_X)
    shortcuts.set_keys("flag.reject", ("J",))
    QTest.keyClick(window.photo, Qt.Key.Key_J)
    assert window.heard == ["adopted", "adopted"]


@pytest.fixture
def page(qtbot, shortcuts: Shortcuts) -> KeysPage:
    made = KeysPage(shortcuts)
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    made.activateWindow()
    return made


def _press_on_tree(page: KeysPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.tree(), key, modifier)


def test_the_list_is_searched(page: KeysPage) -> None:
    QTest.keyClicks(page.search(), "undo")
    assert page.visible_commands() == ["edit.undo"]
    page.search().clear()
    QTest.keyClicks(page.search(), "f11")
    assert page.visible_commands() == ["window.full_screen"]
    page.search().clear()
    assert len(page.visible_commands()) == len(COMMANDS)


def test_keys_are_changed_by_pressing_others(qtbot, page: KeysPage, shortcuts: Shortcuts) -> None:
    page.select("view.mode")
    page.tree().setFocus()
    qtbot.waitUntil(page.tree().hasFocus)
    _press_on_tree(page, Qt.Key.Key_Return)
    assert page.row_text("view.mode")[1].startswith("Press keys")
    _press_on_tree(page, Qt.Key.Key_Shift)  # alone it is no key yet
    _press_on_tree(page, Qt.Key.Key_J, CTRL | SHIFT)
    assert shortcuts.keys("view.mode") == ("Ctrl+Shift+J",)
    assert page.row_text("view.mode")[1] == "Ctrl+Shift+J (changed)"
    _press_on_tree(page, Qt.Key.Key_Return)
    _press_on_tree(page, Qt.Key.Key_Escape)
    assert shortcuts.keys("view.mode") == ("Ctrl+Shift+J",)
    QTest.mouseClick(_button(page, "Reset"), Qt.MouseButton.LeftButton)
    assert page.row_text("view.mode")[1] == "Y"


def test_a_clash_is_asked_about(qtbot, page: KeysPage, shortcuts: Shortcuts) -> None:
    page.select("view.mode")
    page.tree().setFocus()
    qtbot.waitUntil(page.tree().hasFocus)
    note = page.findChild(Note)
    _press_on_tree(page, Qt.Key.Key_Return)
    _press_on_tree(page, Qt.Key.Key_P)
    assert note.text() == 'P already does "Accept".'
    assert shortcuts.keys("view.mode") == ("Y",)
    QTest.mouseClick(note.button('Use for "Next compare mode"'), Qt.MouseButton.LeftButton)
    assert (shortcuts.keys("view.mode"), shortcuts.keys("flag.accept")) == (("P",), ())
    assert page.row_text("flag.accept")[1] == "none (changed)"
    assert not note.isVisible()
    QTest.mouseClick(_button(page, "Reset all"), Qt.MouseButton.LeftButton)
    assert page.row_text("flag.accept")[1] == "P"


def _button(page: KeysPage, words: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == words)


def test_what_is_gone_is_not_kept(shortcuts: Shortcuts) -> None:
    for _ in range(5):
        page = QWidget()
        shortcuts.action("flag.accept", page)
        shortcuts.give_tip(page, "view.mode")
        delete(page)
    assert len(shortcuts._actions["flag.accept"]) == 1 and len(shortcuts._tips["view.mode"]) == 1
