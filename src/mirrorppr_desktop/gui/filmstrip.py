"""The strip of photos under the canvas: all of the shoot, each with state, identity and flag."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.photo_actions import PhotoActions
from mirrorppr_desktop.gui.photo_filter import Order, PhotoFilterModel, Show, order_word, show_word
from mirrorppr_desktop.gui.photo_list import PhotoListModel
from mirrorppr_desktop.gui.photo_menu import PhotoMenu
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.search_field import SearchField
from mirrorppr_desktop.gui.selection_link import SelectionLink
from mirrorppr_desktop.gui.shoot.photo import RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import ThumbnailDelegate, Variant, has_work
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.visible_thumbnails import VisibleThumbnails
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.quiet_scroll_bar import QuietScrollBar

HEIGHT: Final = 148
LOW_HEIGHT: Final = 130  # where the window is less than 800 high
_HEAD = 30
_FRAME_MS = 50
_SOON_MS = 40  # a run changes many photos in a row; they are counted once
_COUNTED: Final = (
    (Show.DONE, "done", "ok"),
    (Show.HELD, "held", "warn"),
    (Show.FAILED, "failed", "bad"),
    (Show.MISSING, "missing", "bad"),
)


class FilmstripView(QListView):
    """The row of photos itself. Signals: opened(Path): Enter or a double click."""

    opened = Signal(object)

    def __init__(self, photos: PhotoFilterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.photos = photos
        self._delegate = ThumbnailDelegate(photos.source, Variant.STRIP, self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBar(QuietScrollBar(Qt.Orientation.Horizontal))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Filmstrip"))
        self.setProperty("ownFocus", True)  # the ring is around the current photo
        self.setModel(photos)
        self._thumbnails = VisibleThumbnails(self, photos, self._visible_places)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._thumbnails.soon())
        for changed in (photos.rowsInserted, photos.rowsRemoved, photos.layoutChanged, photos.modelReset):
            changed.connect(self._thumbnails.soon)
        self.doubleClicked.connect(lambda index: self.opened.emit(photos.paths[index.row()]))
        self._turning = QTimer(self)
        self._turning.setInterval(_FRAME_MS)
        self._turning.timeout.connect(self._turn)
        photos.dataChanged.connect(self._turn_if_needed)
        theme.signals().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells are as high as there is room."""
        super().resizeEvent(event)
        cell = self._delegate.strip_cell(self.viewport().height())
        if cell != self._delegate.cell:
            self._delegate.cell = cell
            self.scheduleDelayedItemsLayout()
        self.horizontalScrollBar().setSingleStep(cell.width())
        self._thumbnails.soon()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Any wheel goes along the strip."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - round(turned / 120 * self._delegate.cell.width() * 2))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; a page is what is in view."""
        key, keep = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.photos.paths[self.currentIndex().row()])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            way = Qt.Key.Key_Left if key == Qt.Key.Key_Up else Qt.Key.Key_Right
            super().keyPressEvent(QKeyEvent(event.type(), way, event.modifiers()))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not keep:
            by = max(1, self.viewport().width() // self._delegate.cell.width() - 1)
            row = self.currentIndex().row() + (by if key == Qt.Key.Key_PageDown else -by)
            self.setCurrentIndex(self.photos.index(max(0, min(row, self.photos.rowCount() - 1))))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page."""

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures."""
        super().showEvent(event)
        self.horizontalScrollBar().setValue(0)
        self.scrollTo(self.currentIndex())
        self._thumbnails.soon()
        self._turn_if_needed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more pictures."""
        super().hideEvent(event)
        self._turning.stop()
        self._thumbnails.soon()

    def _visible_places(self) -> range:
        width = self._delegate.cell.width()
        first = self.horizontalScrollBar().value() // width
        last = (self.horizontalScrollBar().value() + self.viewport().width()) // width
        return range(first, min(last + 1, self.photos.rowCount()))

    def _turn_if_needed(self, *_: object) -> None:
        may_turn = not self._turning.isActive() and self.isVisible() and theme.motion()
        if may_turn and has_work(self.photos, self._visible_places()):
            self._turning.start()

    def _turn(self) -> None:
        places = [place for place in self._visible_places() if has_work(self.photos, range(place, place + 1))]
        if not places or not theme.motion():
            self._turning.stop()
        for place in places:
            self.update(self.photos.index(place))


class Filmstrip(QWidget):
    """The strip with its head line: name of the shoot, counts, what is shown, in which order.

    Signals: opened(Path). menu: see `PhotoMenu`.
    """

    opened = Signal(object)

    def __init__(
        self,
        shoot: Shoot,
        cache: ThumbnailCache,
        actions: PhotoActions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shoot = shoot
        self.actions_of_photos = actions or PhotoActions(shoot, self)
        self.list = PhotoListModel(shoot, cache, parent=self)
        self.photos = PhotoFilterModel(self.list)
        self.view = FilmstripView(self.photos, self)
        self.link = SelectionLink(self.view, self.photos, shoot)
        self.menu = PhotoMenu(self.actions_of_photos, self)
        self._title, self._count = ElidedLabel("", parent=self), QLabel(self)
        self._counts = {show: (QLabel(self), QLabel(self)) for show, _, _ in _COUNTED}
        self.show_menu = _Choice(self.tr("Show"), [(show, show_word(show)) for show in Show], self)
        self.order_menu = _Choice(self.tr("Order"), [(order, order_word(order)) for order in Order], self)
        self.search = SearchField(self.photos, self)
        self.search.left.connect(self.view.setFocus)
        self._lay_out()
        self.view.opened.connect(self.opened)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.show_menu.chosen.connect(lambda word: self.photos.set_show(Show(word)))
        self.order_menu.chosen.connect(lambda word: self.photos.set_order(Order(word)))
        self._recount_soon = QTimer(self)
        self._recount_soon.setSingleShot(True)
        self._recount_soon.setInterval(_SOON_MS)
        self._recount_soon.timeout.connect(self.recount)
        for changed in (shoot.photos_reset, shoot.photos_added, shoot.photos_removed, shoot.photos_changed):
            changed.connect(self._count_soon)
        shoot.settings_changed.connect(self._count_soon)
        theme.signals().changed.connect(self._colour)
        self.setFocusProxy(self.view)
        self.recount()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.recount()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing unseen: the shoot may be about to be closed."""
        super().hideEvent(event)
        self._recount_soon.stop()

    def set_low(self, is_low: bool) -> None:
        """Take less height, where the window has little."""
        self.setFixedHeight(LOW_HEIGHT if is_low else HEIGHT)

    def recount(self) -> None:
        """Say how many photos there are and how they stand."""
        photos, floor = self.shoot.photos, self.shoot.settings.floor
        self._title.setText(self.shoot.title)
        self._title.setVisible(bool(self.shoot.title))
        self._count.setText(plural(self.tr("%n photo(s)", "", len(photos)), len(photos)))
        counts = {
            Show.DONE: sum(one.outcome.state == RunState.DONE for one in photos),
            Show.HELD: sum(one.held_back(floor) for one in photos),
            Show.FAILED: sum(one.outcome.state == RunState.FAILED for one in photos),
            Show.MISSING: sum(one.missing for one in photos),
        }
        for show, count in counts.items():
            icon, words = self._counts[show]
            words.setText(f"{count} {show_word(show).lower()}")
            icon.setVisible(count > 0)
            words.setVisible(count > 0)

    def _count_soon(self, *_: object) -> None:
        if self.isVisible():
            self._recount_soon.start()

    def _lay_out(self) -> None:
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.mark(self._title, type="strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.mark(self._count, tone="2")
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 10, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        for icon, words in self._counts.values():
            theme.mark(words, tone="2")
            pair = QHBoxLayout()
            pair.setSpacing(5)
            pair.addWidget(icon)
            pair.addWidget(words)
            head.addLayout(pair)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.show_menu)
        head.addWidget(self.order_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.view.setViewportMargins(10, 0, 10, 0)
        self._colour()

    def _colour(self) -> None:
        for show, icon, role in _COUNTED:
            self._counts[show][0].setPixmap(icons.pixmap(icon, role, 16, self.devicePixelRatioF()))

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        index = index if index.isValid() else self.view.currentIndex()
        if index.isValid():
            self.menu.open(self.photos.photo_at(index.row()), self.view.viewport().mapToGlobal(point))


class _Choice(QToolButton):
    """A quiet button that says what is chosen, "Show: all", and opens the list. Signals: chosen(str)."""

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[StrEnum, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._words = title, {str(one): words for one, words in choices}
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind the words
        self.setIcon(icons.icon("chevron-down", "text_2"))
        self.setIconSize(QSize(14, 14))
        theme.mark(self, tone="2")
        menu, group = QMenu(self), QActionGroup(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for one, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(str(one))
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, one=one: self.choose(str(one)))
        self.setMenu(menu)
        self._group = group
        self._say(str(choices[0][0]))

    def choose(self, word: str) -> None:
        """Choose one."""
        self._say(word)
        self.chosen.emit(word)

    def _say(self, word: str) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == word)
        shown = f"{self._title}: {self._words[word].lower()}"
        self.setText(shown)
        self.setAccessibleName(shown)
        self.setToolTip(shown)
