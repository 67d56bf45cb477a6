"""Makes the pages that are not there from the start, and wires them. Imported when one of them is shown first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.canvas.feed import CanvasFeed
from mirrorppr_desktop.gui.canvas_tools import CompareTools
from mirrorppr_desktop.gui.review.face_crops import face_crops

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window

_FIRST_MODEL = "auraface"  # what a person comes for: the identity model that may be used for paid work


def make(name: str, window: Window) -> QWidget:
    """The page of that name, wired to the window.

    Raises:
        KeyError: there is no such page.
    """
    return {
        "review": _review,
        "blind": _blind,
        "export": _export,
        "models": _models,
        "settings": _settings,
        "keys": _keys,
        "about": _about,
    }[name](window)


def _review(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.review.page import ReviewPage

    space, desk = window.workspace, window.desk
    assert space is not None
    canvas = Canvas()
    canvas.set_mode("split")
    window.held_keys.serve(canvas)
    tools = CompareTools(canvas, window.shortcuts)
    page = ReviewPage(space.shoot, window.cache, canvas, space.actions)
    canvas.seen.connect(partial(window.line.note_canvas, canvas))
    feed = CanvasFeed(canvas, desk, window.cache, space.ties)

    def give_crops(path: Path) -> None:
        shown = desk.shown
        if shown is not None and shown.view.path == path and page.isVisible():
            crops = face_crops(shown)
            if crops is not None:
                page.set_crops(path, *crops)

    def open_in_shoot(path: Path) -> None:
        space.shoot.set_current(path)
        window.show_page("shoot")

    page.loupe_shown.connect(lambda _path: feed.catch_up())
    page.crops_wanted.connect(give_crops)
    space.ties.tie(desk.preview_ready, lambda preview: give_crops(preview.view.path))
    page.export_wanted.connect(lambda: window.show_page("export"))
    page.model_wanted.connect(lambda: window.show_page("models"))
    page.run_wanted.connect(lambda paths: space.start_run(list(paths)))
    page.open_wanted.connect(open_in_shoot)
    space.hear_menu(page.menu)
    space.give_photo_keys(page)
    window.shortcuts.action("photo.find", page, space.find_by_name)
    window.shortcuts.give_tip(page.bar.search, "photo.find")
    tools.setParent(page)  # they have their keys here, and no room
    tools.hide()
    tools.add_actions(page.loupe, window.shortcuts)
    space.review = page
    feed.catch_up()
    return page


def _blind(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.blind.page import BlindPage

    space, desk = window.workspace, window.desk
    assert space is not None
    page = BlindPage(space.shoot, window.cache)
    page.variants_wanted.connect(desk.ask_variants)
    space.ties.tie(desk.variants_ready, lambda path, before, made: page.set_variants(path, before, *made))
    space.ties.tie(desk.troubled, page.hear_trouble)
    for name in ("a", "b", "same", "neither"):
        window.shortcuts.adopt(f"blind.{name}", page.keys[name], page)
    space.blind = page
    return page


def _export(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.export.page import ExportPage
    from mirrorppr_desktop.gui.export.run import ExportRun

    space = window.workspace
    assert space is not None
    preferences = window.preferences
    page = ExportPage(space.shoot, window.cache, preferences.last_export or None, settings=preferences.values)
    space.ties.tie(preferences.changed, lambda name: page.follow(name, preferences.values))
    run = ExportRun(space.shoot, page, space.export_run, window.preferences, page)
    run.said.connect(window.line.say)
    page.folder_wanted.connect(space.folder_wanted)
    space.export = page
    space.closing.connect(run.close)
    return page


def _models(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.models_page import ModelsPage

    preferences = window.preferences
    page = ModelsPage(identity_model=window.desk.model, network_allowed=preferences.network_allowed)
    page.choose(window.desk.model or _FIRST_MODEL)
    page.identity_model_changed.connect(window.equipment.use_model)
    page.network_wanted.connect(lambda: window.show_page("settings"))
    page.states_changed.connect(window.equipment.look)
    window.closing.connect(page.close_work)
    preferences.changed.connect(lambda _name: page.set_network_allowed(preferences.network_allowed))
    return page


def _settings(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.settings_page import SettingsPage

    page = SettingsPage(window.preferences)
    page.keys_wanted.connect(lambda: window.show_page("keys"))
    page.about_wanted.connect(lambda: window.show_page("about"))
    page.diagnostics_wanted.connect(window.copy_diagnostics)
    return page


def _keys(window: Window) -> QWidget:
    from mirrorppr_desktop.gui.keys_page import KeysPage

    page = KeysPage(window.shortcuts)
    page.closed.connect(lambda: window.show_page("shoot"))
    return page


def _about(_window: Window) -> QWidget:
    from mirrorppr_desktop.gui.about import AboutPage

    return AboutPage()
