"""What went wrong in the work of the window, said where it is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mirrorppr_desktop.jobs.questions import CompareAsk, ThumbnailAsk, Trouble, ViewAsk

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.window import Window


class Troubles(QObject):
    """Says troubles in a window: above the page, at its foot or on a thumbnail."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.desk.troubled.connect(self._on_trouble)
        window.lanes.photos_skipped.connect(self._on_skipped)

    def tell_store(self, trouble: str) -> None:
        """Decisions cannot be written; "": they can again."""
        if trouble:
            text = self.tr(
                "Decisions could not be written: {0}. They are kept until this window closes; it tries again."
            )
            self._window.tell("bad", text.format(trouble))
        else:
            self._window.tell("ok", self.tr("Every decision is on disk again."))

    def _on_trouble(self, trouble: Trouble) -> None:
        window = self._window
        if isinstance(trouble.ask, ThumbnailAsk):
            window.cache.set_trouble(trouble.path)
            return
        if isinstance(trouble.ask, CompareAsk):
            window.line.say(f"{trouble.path.name}: {trouble.reason}")
            return
        if isinstance(trouble.ask, ViewAsk):
            return  # the canvas says it in the photo's place
        window.tell("bad", trouble.words)

    def _on_skipped(self, skipped: Sequence[tuple[Path, str]]) -> None:
        path, why = skipped[0]
        more = self.tr(" and {0} more").format(len(skipped) - 1) if len(skipped) > 1 else ""
        self._window.line.say(self.tr("Passed over: {0} ({1}){2}").format(path.name, why, more))
