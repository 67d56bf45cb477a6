"""The line above the grid: which results, in which order, how large."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.grid_view import NARROWEST, WIDEST
from mirrorppr_desktop.gui.photo_filter import (
    Order,
    PhotoFilter,
    PhotoFilterModel,
    Show,
    belongs,
    order_word,
    show_word,
)
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.search_field import SearchField
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments

_KINDS: Final = (
    (Show.ALL, "", ""),
    (Show.ACCEPTED, "flag", "ok"),
    (Show.REJECTED, "reject", "bad"),
    (Show.HELD, "held", "warn"),
    (Show.UNSET, "unset", "text_2"),
)
_LEAST: Final = 640
_ORDERS: Final = (Order.IDENTITY, Order.CHANGE, Order.STARS, Order.SHOOT, Order.NAME, Order.CAPTURED)


class _Words(IntEnum):
    """How many words there is room for."""

    ALL = 0
    KINDS = 1
    FIGURES = 2


class ReviewBar(QWidget):
    """Filter, order and size, over a filter model. Signals: width_chosen(int). mode_chosen(str): "grid" or "loupe"."""

    width_chosen = Signal(int)
    mode_chosen = Signal(str)

    def __init__(self, shoot: Shoot, photos: PhotoFilterModel, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shoot, self._photos = shoot, photos
        self._words = _Words.ALL
        self._labels: list[QLabel] = []
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(48)
        self.setMinimumWidth(_LEAST)  # or the words, which make way, would keep it from becoming narrow
        segments = [Segment(show, show_word(show), icon, role=role or "text_2") for show, icon, role in _KINDS]
        self.kinds = Segments(segments, parent=self)
        self.kinds.setAccessibleName(self.tr("Which photos"))
        self.orders = self._combo(self.tr("Sort"), [(str(order), order_word(order)) for order in _ORDERS], 190)
        stars = [("0", self.tr("Any stars"))]
        stars += [(str(n), plural(self.tr("At least %n star(s)", "", n), n)) for n in range(1, 6)]
        self.stars = self._combo(self.tr("Stars"), stars, 136)
        self.size_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.size_slider.setRange(NARROWEST, WIDEST)
        self.size_slider.setSingleStep(8)
        self.size_slider.setPageStep(32)
        self.size_slider.setValue(width)
        self.size_slider.setFixedWidth(90)
        self.size_slider.setAccessibleName(self.tr("Size of pictures"))
        self.size_slider.setToolTip(self.tr("Size of pictures"))
        self.modes = Segments(
            [
                Segment("grid", self.tr("Grid"), "grid", self.tr("all photos, key G")),
                Segment("loupe", self.tr("Loupe"), "loupe", self.tr("one photo, key Enter")),
            ],
            words=False,
            parent=self,
        )
        self.search = SearchField(photos, self)
        self._lay_out()
        self.kinds.chosen.connect(lambda kind: photos.set_show(Show(kind)))
        self.orders.currentIndexChanged.connect(lambda _: photos.set_order(Order(self.orders.currentData())))
        self.stars.currentIndexChanged.connect(lambda _: self._filter_stars())
        self.size_slider.valueChanged.connect(self.width_chosen)
        self.modes.chosen.connect(self.mode_chosen)
        photos.refiltered.connect(self.follow)
        self.follow()
        self.recount()

    def follow(self) -> None:
        """Show the filter and the order that hold."""
        shown: PhotoFilter = self._photos.filter
        self.kinds.set_current(shown.show)
        for combo, data in ((self.orders, str(self._photos.order)), (self.stars, str(shown.stars))):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(data))
            combo.blockSignals(False)

    def recount(self) -> None:
        """Say how many photos there are of each kind, in as many words as there is room for."""
        for level in _Words:
            self._words = level
            for label in self._labels:  # what the tooltips say as well makes way first
                label.setVisible(level == _Words.ALL)
            self._say_counts()
            layout = self.layout()
            if layout is None or layout.minimumSize().width() <= self.width():
                break

    def _say_counts(self) -> None:
        floor, photos = self._shoot.settings.floor, self._shoot.photos
        for show, _, _ in _KINDS:
            count = len(photos) if show == Show.ALL else sum(belongs(photo, show, floor) for photo in photos)
            is_short = self._words == _Words.FIGURES and show != Show.ALL  # words make way, the figures stay
            self.kinds.set_text(show, str(count) if is_short else f"{show_word(show)} {count}")
            self.kinds.set_tip(show, show_word(show))
            self.kinds.button(show).setAccessibleName(f"{show_word(show)} {count}")
        self.kinds.setMinimumWidth(self.kinds.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words of the kinds make way where it is narrow."""
        super().resizeEvent(event)
        self.recount()

    def _filter_stars(self) -> None:
        self._photos.set_filter(replace(self._photos.filter, stars=int(self.stars.currentData())))

    def _combo(self, name: str, choices: list[tuple[str, str]], width: int) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        for data, words in choices:
            combo.addItem(words, data)
        combo.setFixedWidth(width)
        return combo

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.kinds)
        row.addSpacing(8)
        for words, widget in ((self.tr("Sort"), self.orders), ("", self.stars)):
            if words:
                row.addWidget(self._label(words))
            row.addWidget(widget)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self._label(self.tr("Size")))
        row.addWidget(self.size_slider)
        row.addWidget(self.modes)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        theme.mark(label, tone="2")
        self._labels.append(label)
        return label
