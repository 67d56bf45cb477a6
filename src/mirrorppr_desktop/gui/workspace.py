"""Everything that belongs to one open shoot: its run, its actions with their keys, and its pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.desk import Desk
from mirrorppr_desktop.gui.page_tools import PageTools
from mirrorppr_desktop.gui.photo_actions import PhotoActions
from mirrorppr_desktop.gui.photo_menu import PhotoMenu
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.run.control import MakeBatch, RunControl, RunFacts
from mirrorppr_desktop.gui.run.trial import representative
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shoot_page import ShootPage
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.ties import Ties

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.blind.page import BlindPage
    from mirrorppr_desktop.gui.export.page import ExportPage
    from mirrorppr_desktop.gui.review.page import ReviewPage
    from mirrorppr_desktop.gui.window import Window
    from mirrorppr_desktop.photo.output import OutputOptions

# Actions on photos by the commands whose keys they have.
_COMMANDS = {
    "accept": "flag.accept",
    "accept_next": "flag.accept_next",
    "reject": "flag.reject",
    "reject_next": "flag.reject_next",
    "unset": "flag.unset",
    "unset_next": "flag.unset_next",
    **{f"stars_{n}": f"stars.{n}" for n in range(6)},
    "weaker": "strength.less",
    "stronger": "strength.more",
    "weaker_fine": "strength.less_fine",
    "stronger_fine": "strength.more_fine",
    "copy": "edit.copy",
    "paste": "edit.paste",
}


class Workspace(QObject):
    """One open shoot. `pages` hold what has been shown so far. cut_off: photos of a run that the last session lost.
    ties: of its pages to what outlives the shoot.

    Signals: said(str): a line for the foot of the window. page_wanted(str): as by a button of a page.
    file_wanted(Path): show the file in its folder. folder_wanted(Path): show the folder. locate_wanted(list[Path]):
    photos whose files are not there. closing(): pages go now.
    """

    said = Signal(str)
    page_wanted = Signal(str)
    file_wanted = Signal(object)
    folder_wanted = Signal(object)
    locate_wanted = Signal(object)
    closing = Signal()

    def __init__(
        self,
        desk: Desk,
        shoot: Shoot,
        cache: ThumbnailCache,
        *,
        preferences: Preferences,
        shortcuts: Shortcuts,
        make_batch: MakeBatch,
        parent: Window | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.shoot, self.cache = desk, shoot, cache
        self.cut_off = [Path(one) for one in shoot.store.fact("running") or ()]
        if self.cut_off:  # whoever opens the shoot has been asked about it
            shoot.store.set_facts({"running": None})
        self._preferences, self._shortcuts = preferences, shortcuts
        self.actions = PhotoActions(shoot, self)
        self.run = RunControl(shoot, make_batch, self)
        self.export_run = RunControl(shoot, make_batch, self, notes_results=False)
        self.ties = Ties()
        self.page = ShootPage(desk, shoot, cache, self.actions, None if parent is None else parent.stack)
        self.tools = PageTools(self.page.canvas, shortcuts)
        self.compare = self.tools.compare
        self._tried: frozenset[Path] | None = None  # by the run that goes on, where it is a trial
        self.review: ReviewPage | None = None
        self.blind: BlindPage | None = None
        self.export: ExportPage | None = None
        self._give_keys()
        self._hear()

    def close(self) -> None:
        """End what runs, and let the pages go."""
        self.closing.emit()
        for ties in (self.ties, self.page.ties):
            ties.cut()
        self.run.close()
        self.export_run.close()
        for page in (self.page, self.review, self.blind, self.export):
            if page is not None:
                page.deleteLater()

    @property
    def busy(self) -> tuple[RunControl, ...]:
        """What goes on: the run, an export, or both."""
        return tuple(one for one in (self.run, self.export_run) if one.is_running)

    # --- keys

    def _give_keys(self) -> None:
        page, shortcuts = self.page, self._shortcuts
        self.give_photo_keys(page)
        self.compare.add_actions(page, shortcuts)
        shortcuts.action("photo.next", page, partial(self._step, 1))
        shortcuts.action("photo.previous", page, partial(self._step, -1))
        shortcuts.action("photo.select_all", page, self.select_all)
        shortcuts.action("photo.find", page, self.find_by_name)
        shortcuts.give_tip(page.filmstrip.search, "photo.find")
        shortcuts.action("face.next", page, page.next_face)
        shortcuts.action("face.previous", page, partial(page.next_face, -1))

    def give_photo_keys(self, page: QWidget) -> None:
        """Let the keys of actions on photos work on a page."""
        for name, command in _COMMANDS.items():
            self._shortcuts.adopt(command, self.actions.actions[name], page)

    def _step(self, by: int) -> None:
        """The next photo as the strip shows them."""
        order = self.actions.order()
        current = self.shoot.current
        if not order:
            return
        at = order.index(current.path) if current is not None and current.path in order else -by
        self.shoot.set_current(order[max(0, min(len(order) - 1, at + by))])

    def find_by_name(self) -> None:
        """Type a part of a name, on the page that is shown."""
        review = self.review
        if review is not None and review.isVisible():
            review.find_by_name()
        else:
            self.page.find_by_name()

    def select_all(self) -> None:
        """Select every photo that is shown."""
        self.shoot.select(self.actions.order())

    # --- the run

    def _hear(self) -> None:
        page, run, dock = self.page, self.run, self.page.run_dock
        run.changed.connect(page.show_facts)
        run.result.connect(self.desk.measure)
        run.ended.connect(self._keep_pace)
        run.ended.connect(self._end_trial)
        dock.held.connect(run.hold)
        dock.released.connect(run.release)
        dock.skip_wanted.connect(run.skip)
        dock.file_wanted.connect(self.file_wanted)
        dock.retry_wanted.connect(self.retry)
        dock.review_wanted.connect(lambda: self.page_wanted.emit("review"))
        self.tools.switched.connect(self.show_centre)
        for menu in (page.filmstrip.menu, page.run_grid.menu):
            self.hear_menu(menu)
        self.actions.order = lambda: page.filmstrip.photos.paths
        self.actions.actions["copy"].triggered.connect(self._say_copied)
        self.actions.actions["paste"].triggered.connect(self._say_pasted)

    def hear_menu(self, menu: PhotoMenu) -> None:
        """Do what the menu of a photo asks for."""
        menu.show_wanted.connect(self.file_wanted)
        menu.run_wanted.connect(self.start_run)
        menu.retry_wanted.connect(self.retry)
        menu.locate_wanted.connect(self.locate_wanted)

    def _say_copied(self) -> None:
        current = self.shoot.current
        if current is not None:
            self.said.emit(self.tr("Settings of {0} are copied").format(current.path.name))

    def _say_pasted(self) -> None:
        count = len(self.shoot.selected)
        self.said.emit(plural(self.tr("Settings were given to %n photo(s)", "", count), count))

    def chosen(self, which: str) -> list[Path]:
        """Photos of a run: "all", "selection", "flagged" or "trial"; without those whose files are missing."""
        if which == "trial":
            return representative([photo for photo in self.shoot.photos if not photo.missing])
        photos = self.shoot.selected if which == "selection" else self.shoot.photos
        there = [photo for photo in photos if not photo.missing]
        return [photo.path for photo in there if which != "flagged" or photo.decision.flag == Flag.ACCEPTED]

    def go_on(self) -> None:
        """Go on with the run that the last session lost."""
        self.start_run(self.cut_off or self.chosen("all"))

    def start_run(self, paths: list[Path], *, retry: bool = False) -> None:
        """Run on some photos and show how it goes."""
        if self.run.is_running:
            self.said.emit(self.tr("A run goes on; wait for it or cancel it first."))
            return
        if why_not := self.page.why_no_run():
            self.said.emit(why_not)
            return
        asked, paths = len(paths), [path for path in paths if path in self.shoot and not self.shoot.photo(path).missing]
        if not paths:
            self.said.emit(self.tr("No photo to run on: their files are missing.") if asked else "")
            return
        job = self.run.job(paths, options=self._options(), workers=self._preferences.workers, retry=retry)
        self.run.start(replace(job, write_sidecars=self._preferences.values.write_sidecars))
        self.page.run_dock.set_settings_text(self._settings_words())
        self.tools.show_switch()
        self.show_centre("run")

    def start(self, which: str) -> None:
        """Run on photos as `chosen` takes them. Results of a trial are shown alone when it is over."""
        was_running, paths = self.run.is_running, self.chosen(which)
        self.start_run(paths)
        if which == "trial" and self.run.is_running and not was_running:
            self._tried = frozenset(paths)

    def _end_trial(self, facts: RunFacts) -> None:
        tried, self._tried = self._tried, None
        if tried is not None and facts.done:
            self.page_wanted.emit("review")
            if self.review is not None:
                self.review.show_only(tried)

    def retry(self, paths: list[Path]) -> None:
        """Try failed photos once more."""
        self.start_run(list(paths), retry=True)

    def _options(self) -> OutputOptions:
        from mirrorppr_desktop.photo.output import OutputOptions
        from mirrorppr_desktop.photo.photo import PhotoFormat

        values = self._preferences.values
        return OutputOptions(
            format=None if values.output_format == "same" else PhotoFormat(values.output_format),
            bits=values.output_bits or None,
            quality=values.jpeg_quality,
            keep_gps=values.keep_gps,
        )

    def _settings_words(self) -> str:
        settings = self.shoot.settings
        source = settings.pair.after.name if settings.pair is not None else settings.look.name if settings.look else ""
        own = sum(photo.decision.has_own_settings for photo in self.shoot.photos)
        words = [
            self.tr("{0}, strength {1:.0f} %, Transfer on CPU, floor {2:.2f}.").format(
                source, 100 * settings.strength, settings.floor
            )
        ]
        if own:
            words.append(plural(self.tr("%n photo(s) with settings of their own.", "", own), own))
        words.append(self.tr("Results in “{0}”.").format(self.shoot.out.name))
        return " ".join(words)

    def _keep_pace(self, facts: RunFacts) -> None:
        """Remember how fast photos of this shoot go, for the next estimate."""
        if facts.per_minute is not None:
            self.shoot.store.set_facts({"pace": round(facts.per_minute, 2)})
        self.page.show_estimate()

    def show_centre(self, which: str) -> None:
        """Show the photo or the run; the tools of the canvas go with it."""
        self.page.show_run(which == "run")
        self.tools.show_for(which)
