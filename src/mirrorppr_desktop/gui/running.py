"""A run as the window shows and steers it: its keys and menu entries, the line at the foot, the arc in the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.closing import ask_cancel
from mirrorppr_desktop.gui.run import words

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import RunFacts
    from mirrorppr_desktop.gui.window import Window
    from mirrorppr_desktop.gui.workspace import Workspace


class Running(QObject):
    """Steers the run of the open shoot."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def follow(self, space: Workspace) -> None:
        """Show how the run and the export of a shoot go."""
        space.run.changed.connect(self._on_run)
        space.run.ended.connect(self._on_run_ended)
        space.export_run.ended.connect(self._window.leaving.tell_end)
        space.page.run_wanted.connect(self.start)
        space.page.run_dock.cancelled.connect(self.cancel)

    def start(self, which: str) -> None:
        """Run on "all", "selection", "flagged" or "trial" photos."""
        space = self._window.workspace
        if space is not None:
            space.start(which)

    def choose_results_folder(self) -> None:
        """Ask for the folder that runs write to."""
        window = self._window
        folder = None if window.workspace is None else dialogs.choose_folder(window)
        if folder is not None and window.workspace is not None:
            window.workspace.shoot.set_out(folder)
            window.line.say(self.tr("Results go to {0}").format(folder))

    def pause_or_go_on(self) -> None:
        """Hold the run, or let it go on."""
        space = self._window.workspace
        if space is not None and space.run.is_running:
            if space.run.facts.is_held:
                space.run.release()
            else:
                space.run.hold()

    def cancel(self) -> None:
        """Ask, then cancel."""
        space = self._window.workspace
        if space is not None and space.run.is_running and ask_cancel(self._window, space.run.facts):
            space.run.stop()

    def _on_run(self, facts: RunFacts) -> None:
        self._window.line.set_lasting(words.status(facts))
        self._window.top.arc.setVisible(facts.is_running)
        self._window.leaving.tell(facts)

    def _on_run_ended(self, facts: RunFacts) -> None:
        self._window.top.arc.hide()
        self._window.line.set_lasting(words.status(facts))
        self._window.leaving.tell_end(facts)
