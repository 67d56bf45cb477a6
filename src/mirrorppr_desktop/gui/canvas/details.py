"""When to ask for pixels of the file: once more is seen than the preview holds, and the hand has come to rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mirrorppr_desktop.gui.canvas.panes import Shows
from mirrorppr_desktop.gui.canvas.viewport import Box, clipped, empty, joined

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.canvas.stage import Stage

REST_MS: Final = 80
MOST_PIXELS: Final = 24_000_000  # above this the preview, enlarged a little, has to do
_AROUND_PX: Final = 48  # of the file: a small move shows nothing that is missing


class Details(QObject):
    """Asks for the part of the file that is seen. wanted: the path and the box of the latest ask."""

    wanted = Signal(object, object)

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._ask)
        self._asked: tuple[Path, Box] | None = None

    @property
    def stale(self) -> bool:
        """Whether a newer ask is about to be made, so that what comes in now shows an older result."""
        return self._timer.isActive()

    def look(self, changed: bool = False) -> None:
        """Something moved, or the result is another one (changed): ask after a moment, if need be."""
        if changed:
            self._asked = None
        if self.missing() is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def missing(self) -> tuple[Path, Box] | None:
        """The photo and the box of its pixels that are seen larger than they are there."""
        stage = self._stage
        pictures = stage.pictures
        if pictures is None or pictures.before.base is None or stage.is_stand_in:
            return None
        reduction = pictures.before.base.reduction
        seen: Box = (0, 0, 0, 0)
        for pane, view in zip(stage.camera.panes, stage.camera.views, strict=True):
            other = pane.shows is Shows.BEFORE and stage.pinned not in (None, pictures)
            if not other and reduction > 1 and view.scale * reduction > 1 + 1e-6:
                seen = joined(seen, view.visible)
        if empty(seen) or not pictures.lacks_detail(seen):
            return None
        if (seen[2] - seen[0]) * (seen[3] - seen[1]) > MOST_PIXELS:
            return None
        grown = (seen[0] - _AROUND_PX, seen[1] - _AROUND_PX, seen[2] + _AROUND_PX, seen[3] + _AROUND_PX)
        return pictures.view.path, clipped(grown, (0, 0, *pictures.size))

    def _ask(self) -> None:
        missing = self.missing()
        if missing is not None and missing != self._asked:
            self._asked = missing
            self.wanted.emit(*missing)
