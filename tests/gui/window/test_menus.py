"""The menu bar: what it holds, when it can be used, and that it takes no keys from the pages."""

from __future__ import annotations

from hand import CTRL, Hand
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from mirrorppr_desktop.gui.shoot.photo import Flag


def menu_of(hand: Hand, title: str) -> QMenu:
    """A menu as it is when it is opened."""
    found = next(one.menu() for one in hand.window.menuBar().actions() if one.text().replace("&", "") == title)
    assert isinstance(found, QMenu)
    found.aboutToShow.emit()
    return found


def entry(menu: QMenu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def test_the_menus_of_photo_software(window: Hand) -> None:
    titles = [one.text().replace("&", "") for one in window.window.menuBar().actions()]
    assert titles == ["File", "Edit", "Photo", "Face", "View", "Run", "Tools", "Help"]


def test_three_dots_where_more_is_asked(window: Hand) -> None:
    words = {
        one.objectName(): one.text() for one in (*menu_of(window, "File").actions(), *menu_of(window, "Run").actions())
    }
    asking = {"file.shoot", "file.pair", "file.look", "file.save_look", "run.folder"}
    assert {name for name, text in words.items() if text.endswith("…")} == asking


def test_photos_are_decided_on_by_menu(window: Hand) -> None:
    current = window.shoot.current
    assert current is not None
    menu = menu_of(window, "Photo")
    assert entry(menu, "flag.accept").text() == "Accept\tP"
    assert entry(menu, "flag.accept").shortcut().isEmpty()  # the key is the page's
    entry(menu, "flag.accept").trigger()
    assert window.shoot.photo(current.path).decision.flag == Flag.ACCEPTED
    entry(menu_of(window, "Photo"), "stars.4").trigger()
    assert window.shoot.photo(current.path).decision.stars == 4
    entry(menu_of(window, "Photo"), "strength.less").trigger()
    assert window.shoot.photo(current.path).decision.strength == 0.95
    assert not entry(menu_of(window, "Photo"), "edit.paste").isEnabled()
    entry(menu_of(window, "Photo"), "edit.copy").trigger()
    assert entry(menu_of(window, "Photo"), "edit.paste").isEnabled()
    assert not entry(menu_of(window, "Photo"), "show_result").isEnabled()
    shown: list[object] = []
    window.space.file_wanted.disconnect()
    window.space.file_wanted.connect(shown.append)
    entry(menu_of(window, "Photo"), "show").trigger()
    assert shown == [current.path]


def test_what_cannot_be_done_here_is_grey(window: Hand) -> None:
    window.window.show_page("review")
    assert entry(menu_of(window, "Photo"), "flag.reject").isEnabled()
    assert not entry(menu_of(window, "Face"), "face.next").isEnabled()
    window.window.show_page("export")
    assert not entry(menu_of(window, "Photo"), "flag.reject").isEnabled()
    window.window.forget_shoot()
    window.settle()
    assert not entry(menu_of(window, "Photo"), "flag.reject").isEnabled()
    assert not entry(menu_of(window, "Face"), "reset").isEnabled()


def test_faces_are_chosen_and_reset_by_menu(window: Hand) -> None:
    window.go_to("group.jpg")
    page = window.space.page
    names = [one.objectName() for one in menu_of(window, "Face").actions() if one.isCheckable()]
    assert names == ["face 0", *(f"face {number}" for number in page.faces)] and len(names) == 7
    entry(menu_of(window, "Face"), "face 3").trigger()
    assert page.face == 3 and entry(menu_of(window, "Face"), "face 3").isChecked()
    page.setup_dock.panel.operation_moved.emit("Enlarge eyes", 0.5, 3, True)
    page.setup_dock.panel.operation_moved.emit("Enlarge eyes", 0.5, 4, True)
    path = window.photo("group.jpg").path
    assert {one.face for one in window.shoot.adjustments_of(path).set} == {3, 4}
    reset = entry(menu_of(window, "Face"), "reset")
    assert reset.text() == "Reset face 3"
    reset.trigger()
    assert {one.face for one in window.shoot.adjustments_of(path).set} == {4}
    window.key(Qt.Key.Key_Z, CTRL)
    assert {one.face for one in window.shoot.adjustments_of(path).set} == {3, 4}
    entry(menu_of(window, "Face"), "face 0").trigger()
    entry(menu_of(window, "Face"), "reset").trigger()
    assert not window.shoot.adjustments_of(path).set


def test_keys_of_the_canvas_are_told_where_there_is_one(window: Hand) -> None:
    def told() -> set[str]:
        return {name for name, hint in window.window.line._hints.items() if hint.isVisible()}

    assert told() == {"view.before", "view.mode", "window.keys"}
    window.window.show_page("export")
    assert told() == {"window.keys"}
    window.window.show_page("review")
    assert told() == {"window.keys"}  # a grid
    assert window.space.review is not None
    window.space.review.set_mode("loupe")
    window.settle()
    assert told() == {"view.before", "view.mode", "window.keys"}
    window.window.show_page("models")
    assert told() == {"window.keys"}


def test_nothing_is_called_after_without_a_retouch(hand: Hand, folder: object) -> None:
    hand.open(folder)  # type: ignore[arg-type]
    stage = hand.space.page.canvas.stage
    assert stage.pictures is not None and stage.pictures.preview is not None and stage._after() is None
