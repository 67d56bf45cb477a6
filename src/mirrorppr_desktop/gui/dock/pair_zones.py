"""Two zones for the photos of an exemplar pair, filled together or one after the other, in either order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.widgets.drop_zone import DropZone
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES
from mirrorppr_desktop.retouch.request import ExemplarPair


class PairZones(QWidget):
    """The zones and "Choose two photos…".

    pair(list of two Path): both are there; the first is the one from the left zone. asked(): choose by a dialog.
    """

    pair = Signal(object)
    asked = Signal()

    def __init__(self, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: list[Path | None] = [None, None]
        self._chosen: ExemplarPair | None = None
        self._words = (
            (self.tr("Before"), self.tr("drop the untouched photo")),
            (self.tr("After"), self.tr("drop your retouched version")),
        )
        zones = []
        for i, (icon, (title, hint)) in enumerate(zip(("drop-photo", "edited"), self._words, strict=True)):
            zone = DropZone(icon, title, hint, suffixes=PHOTO_SUFFIXES, most=2)
            zone.dropped.connect(lambda paths, place=i: self._dropped(paths, place))
            zone.asked.connect(self.asked)
            zone.setMinimumHeight(200 if large else 132)
            zones.append(zone)
        self._zones = tuple(zones)
        pair = QHBoxLayout()
        pair.setSpacing(12 if large else 8)
        for zone in zones:
            pair.addWidget(zone, 1)
        choose = QPushButton(self.tr("Choose two photos…"))
        icons.beside_words(choose, "pair")
        choose.clicked.connect(self.asked)
        self._hint = QLabel(self.tr("Either order: file dates and names tell which is which."))
        theme.mark(self._hint, type="hint", tone="2")
        self._hint.setWordWrap(True)
        foot = QHBoxLayout() if large else QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(choose)
        foot.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(pair, 1)
        column.addLayout(foot)
        self.choose = choose

    @property
    def zones(self) -> tuple[DropZone, ...]:
        """The zone of the photo before, and the one of the photo after."""
        return self._zones

    @property
    def held(self) -> Path | None:
        """The one photo that is there already."""
        return next((one for one in self._held if one is not None), None)

    def clear(self) -> None:
        """Both are empty."""
        self._held, self._chosen = [None, None], None
        self._say()

    def show_pair(self, pair: ExemplarPair) -> None:
        """A pair is chosen, and waits to be used."""
        self._held, self._chosen = [None, None], pair
        self._say()

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        """The picture of a photo of the pair has come."""
        if self._chosen is not None:
            for zone, held in zip(self._zones, (self._chosen.before, self._chosen.after), strict=True):
                if held == path:
                    zone.set_picture(image)

    def take(self, path: Path) -> None:
        """Put a photo into the first zone that is empty."""
        self._dropped([path], self._held.index(None))

    def _dropped(self, paths: list[Path], place: int) -> None:
        if len(paths) == 1:
            if self._chosen is not None:  # another one in its place
                self._held = [self._chosen.before, self._chosen.after]
            self._held[place] = paths[0]
        else:
            self._held = [paths[0], paths[1]]
        both = [one for one in self._held if one is not None]
        if len(both) == 2 and both[0] != both[1]:
            self.clear()
            self.pair.emit(both)
        elif len(both) == 2:  # the same photo twice: the newer place holds
            self._held = [None, None]
            self._held[place] = paths[0]
        self._say()

    def _say(self) -> None:
        chosen = (None, None) if self._chosen is None else (self._chosen.before, self._chosen.after)
        for zone, held, of_pair, (title, hint) in zip(self._zones, self._held, chosen, self._words, strict=True):
            zone.set_picture(None)
            if of_pair is not None:
                zone.say(title, of_pair.name)
            elif held is None:
                zone.say(title, hint)
            else:
                zone.say(held.name, self.tr("now the other photo"))
