"""Photos that come and go on the disk, as the open shoot has them; and what their headers say, read bit by bit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.jobs.questions import Headers, HeadersAsk, Trouble

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.desk import Desk

_AT_ONCE: Final = 32  # headers in one ask: a thumbnail waits for no more than these
_FIRST_MS: Final = 500  # the first thumbnails come before
_LATER_MS: Final = 100


class Arrivals(QObject):
    """Brings what lanes tell about folders into the shoot of a desk."""

    def __init__(self, desk: Desk, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._lanes = desk, lanes
        self._asked: set[Path] = set()  # for their headers, whatever came of it
        self._is_asking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        lanes.photos_found.connect(self._on_found)
        lanes.photos_gone.connect(self._on_gone)
        lanes.photos_missing.connect(self._on_missing)
        lanes.listed.connect(lambda: self._soon.start(_FIRST_MS))
        lanes.headers.connect(self._on_headers)
        lanes.trouble.connect(self._on_trouble)

    def begin(self, shoot: Shoot) -> None:
        """Another shoot is open: list what it is made of."""
        self._asked.clear()
        known = [photo.path for photo in shoot.photos]
        self._lanes.list_photos(shoot.folders, recursive=shoot.recursive, known=known)

    # --- photos

    def _on_found(self, paths: Iterable[Path]) -> None:
        shoot, here = self._desk.shoot, set(paths)
        if shoot is None:
            return
        pair = () if shoot.settings.pair is None else (shoot.settings.pair.after,)
        back = [path for path in shoot.missing if path in here]
        shoot.add(path for path in paths if path not in pair)
        shoot.note_missing(back, missing=False)
        if shoot.current is not None and shoot.current.path in back:
            self._desk.look_again(shoot.current.path)
        self._soon.start(_FIRST_MS)

    def _on_gone(self, paths: Iterable[Path]) -> None:
        """Photos that nobody has worked on leave the shoot with their files; others stay, to be found again."""
        shoot = self._desk.shoot
        if shoot is not None:
            known = [shoot.photo(path) for path in paths if path in shoot]
            shoot.remove(photo.path for photo in known if not photo.is_worked_on)
            shoot.note_missing(photo.path for photo in known if photo.is_worked_on)

    def _on_missing(self, paths: Iterable[Path]) -> None:
        if self._desk.shoot is not None:
            self._desk.shoot.note_missing(paths)

    # --- headers

    def _ask(self) -> None:
        shoot = self._desk.shoot
        if shoot is None or self._is_asking:
            return
        if self._lanes.thumbnails_waiting:
            self._soon.start(_LATER_MS)
            return
        unread = (photo.path for photo in shoot.photos if photo.length is None and not photo.missing)
        some = list(islice((path for path in unread if path not in self._asked), _AT_ONCE))
        if some:
            self._asked.update(some)
            self._is_asking = True
            self._lanes.ask_headers(some)

    def _on_headers(self, headers: Headers) -> None:
        shoot = self._desk.shoot
        if shoot is not None:
            shoot.learn_all(
                {
                    one.path: {"length": one.length, "captured": one.captured}
                    | ({} if one.size is None else {"size": one.size})
                    for one in headers.headers
                }
            )
        self._go_on()

    def _on_trouble(self, trouble: Trouble) -> None:
        if isinstance(trouble.ask, HeadersAsk):
            self._go_on()

    def _go_on(self) -> None:
        self._is_asking = False
        self._soon.start(0)
