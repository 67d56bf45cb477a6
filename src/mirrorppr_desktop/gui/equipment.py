"""What there is to work with: the cards and cores of this computer, and the model that measures identity."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window


class Equipment(QObject):
    """Looks for what a window works with. known(facts of the computer): as often as `look` was asked to."""

    known = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._looking: list[threading.Thread] = []

    def look(self) -> None:
        """Find out what there is, and say so when it is known."""
        from mirrorppr_desktop.gui.computer import computer_facts

        self._take_model()
        # Some drivers take a second to tell which card there is.
        preferences = self._window.preferences
        workers, chosen = preferences.workers, preferences.identity_model

        def look() -> None:
            from mirrorppr_desktop.gui import workspace

            assert workspace  # which takes a while to import: before the first shoot is opened
            self.known.emit(computer_facts(workers, chosen))

        looking = threading.Thread(target=look, name="computer", daemon=True)
        self._looking = [*(one for one in self._looking if one.is_alive()), looking]
        looking.start()

    def use_model(self, name: str) -> None:
        """Measure identity by this model from now on, and again for the results that there are."""
        from mirrorppr_desktop.gui.computer import NO_MODEL

        self._window.preferences.change(identity_model=name or NO_MODEL)
        self._take_model()
        self._window.desk.measure_all_again()

    def close(self) -> None:
        """Wait for what is being looked for."""
        for thread in self._looking:
            thread.join()

    def _take_model(self) -> None:
        """Measure identity by the model that the preferences come to, and say so where it is not for paid work."""
        from mirrorppr_desktop.gui.computer import identity_model

        found = identity_model(self._window.preferences.identity_model)
        self._window.desk.model = None if found is None else found.model.name
        self._window.line.show_licence(None if found is None or found.model.commercial_use else found.model)
