"""How the window closes: at once, when the photos in hand are done, or into the tray while its run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mirrorppr_desktop.gui.closing import Answer, Tray, ask_closing, ask_lose

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import RunFacts
    from mirrorppr_desktop.gui.window import Window


class Leaving(QObject):
    """Decides whether a window may close, and hides it in the tray while it may not."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._tray: Tray | None = None
        self._is_quitting = False

    def may_close(self) -> bool:
        """Whether the window may close now; a person is asked where a run goes on or something is not on disk."""
        space = self._window.workspace
        busy = () if space is None else space.busy
        if busy:
            answer = Answer.FINISH if self._is_quitting else ask_closing(self._window, busy[0].facts)
            if answer == Answer.FINISH:
                self._is_quitting = True
                for run in busy:
                    run.stop()
                self._window.line.set_lasting(self.tr("The photos in hand are being finished…"))
            elif answer == Answer.TRAY:
                self._into_tray()
            return False
        if self.may_let_go():
            return True
        self._is_quitting = False
        return False

    def may_let_go(self) -> bool:
        """Whether the shoot may be closed: everything is on disk, or the person gives up what is not."""
        shoot = self._window.desk.shoot
        if shoot is None or shoot.store.write_waiting():
            return True
        return ask_lose(self._window, shoot.title, shoot.store.trouble)

    def tell(self, facts: RunFacts) -> None:
        """How the run stands, for whoever looks at the tray."""
        if self._tray is not None:
            self._tray.tell(facts)

    def tell_end(self, facts: RunFacts) -> None:
        """A run or an export is over: what waited for it goes on."""
        if self._is_quitting:
            QTimer.singleShot(0, self._window.close)
        elif self._tray is not None and not self._window.isVisible():
            self._tray.tell_end(facts)

    def come_back(self) -> None:
        """Show the window again."""
        if self._tray is not None:
            self._tray.hide()
        self._window.show()
        self._window.raise_()

    def _into_tray(self) -> None:
        if self._tray is None:
            self._tray = Tray(self.come_back, self._quit, self)
        self._tray.show()
        self._window.hide()

    def _quit(self) -> None:
        self._is_quitting = True
        self.come_back()
        self._window.close()
