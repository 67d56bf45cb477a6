"""The shoots that were open before, as rows of the start page: what became of them, when, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.recent import Recent, day_words, words_for_missing
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel

_SIDE: Final = 40
_GAP: Final = 4
_PICTURES: Final = 4
_FAINT: Final = 0.35  # of pictures whose folder is not there


class RecentList(QWidget):
    """The rows.

    Signals: opened(store): go on with it. locate_wanted(store): its folder is somewhere else now.
    thumbnail_wanted(Path): a small picture is shown; `set_thumbnail` answers.
    """

    opened = Signal(object)
    locate_wanted = Signal(object)
    thumbnail_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RecentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[RecentRow, ...]:
        """The rows from the top."""
        return tuple(self._rows)

    def show_recents(self, recents: Sequence[Recent], today: date) -> None:
        """Show these shoots."""
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [RecentRow(one, today) for one in recents]
        for row in self._rows:
            row.opened.connect(self.opened)
            row.locate_wanted.connect(self.locate_wanted)
            self._column.addWidget(row)
        for path in dict.fromkeys(path for one in recents if one.missing is None for path in one.first):
            self.thumbnail_wanted.emit(path)

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        """A small picture has come."""
        for row in self._rows:
            row.pictures.set_picture(path, image)


class RecentRow(QFrame):
    """One shoot. Its button opens it, or asks where its folder is; a double click opens it too."""

    opened = Signal(object)
    locate_wanted = Signal(object)

    def __init__(self, recent: Recent, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = recent
        self.pictures = _Pictures(recent.first, faint=recent.missing is not None)
        icon, state, words = self._state()
        title, self.told = ElidedLabel(recent.title, Qt.TextElideMode.ElideRight), ElidedLabel(words)
        theme.mark(title, type="strong")
        theme.mark(self.told, type="hint", tone="2")
        self.told.setFixedHeight(18)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, state, 14, self.devicePixelRatioF()))
        photos = QLabel(plural(self.tr("{0} photo(s)"), recent.photos).format(figures.count(recent.photos)))
        when = QLabel(self._when(today))
        for label, width in ((photos, 76), (when, 130)):
            theme.mark(label, type="hint", tone="2")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setMinimumWidth(width)
        self.button = QPushButton(self.tr("Open") if recent.missing is None else self.tr("Locate…"))
        self.button.setMinimumWidth(86)
        self.button.setAccessibleName(f"{self.button.text()} {recent.title}")
        self.button.setToolTip(str(recent.folders[0]))
        self.button.clicked.connect(self._pressed)
        words_beside = QGridLayout()
        words_beside.setHorizontalSpacing(6)
        words_beside.setVerticalSpacing(2)
        words_beside.setColumnStretch(1, 1)
        words_beside.addWidget(title, 0, 0, 1, 2)
        words_beside.addWidget(picture, 1, 0)
        words_beside.addWidget(self.told, 1, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addWidget(self.pictures)
        row.addLayout(words_beside, 1)
        for widget in (photos, when, self.button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        below = QFrame()
        theme.mark(below, role="line", across="true")
        below.setFixedHeight(1)
        column.addWidget(below)
        self.setAccessibleName(f"{recent.title}, {words}, {photos.text()}, {when.text()}")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As the button does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed()

    def _pressed(self) -> None:
        signal = self.opened if self.recent.missing is None else self.locate_wanted
        signal.emit(self.recent.store)

    def _state(self) -> tuple[str, str, str]:
        """Icon, its colour, and words."""
        one = self.recent
        if one.missing is not None or one.is_open:
            gone = None if one.missing is None else words_for_missing(one.missing)
            return ("failed", "bad", gone) if gone else ("run", "accent", self.tr("Open in another window"))
        if one.exported is not None:
            words = self.tr("Exported {0}").format(figures.count(one.exported))
            if one.rejected:
                words = self.tr("{0}, rejected {1}").format(words, figures.count(one.rejected))
            return "check", "ok", words
        if not one.done and not one.failed:
            return "waiting", "text_2", self.tr("Not run yet")
        parts = [self.tr("{0} done").format(figures.count(one.done))]
        if one.held:
            unfinished = one.waiting or one.failed
            held = self.tr("{0} held back") if unfinished else self.tr("{0} held back for a look")
            parts.append(held.format(figures.count(one.held)))
        if one.failed:
            parts.append(self.tr("{0} failed").format(figures.count(one.failed)))
        if one.waiting:
            parts.append(self.tr("{0} waiting").format(figures.count(one.waiting)))
        if one.waiting:
            return "pause", "accent", ", ".join(parts)
        if one.failed:
            return "failed", "bad", ", ".join(parts)
        return ("held", "warn", ", ".join(parts)) if one.held else ("check", "ok", parts[0])

    def _when(self, today: date) -> str:
        if self.recent.opened is None:
            return ""
        day = day_words(self.recent.opened, today)
        return self.tr("Stopped {0}").format(day) if self.recent.running is not None else day[:1].upper() + day[1:]


class _Pictures(QWidget):
    """The first photos of a shoot, small and square."""

    def __init__(self, paths: Sequence[Path], *, faint: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths, self._faint = tuple(paths[:_PICTURES]), faint
        self._images: dict[Path, QImage] = {}
        self.setFixedSize(QSize(_PICTURES * _SIDE + (_PICTURES - 1) * _GAP, _SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(self, path: Path, image: QImage) -> None:
        """The picture of one of them."""
        if path in self._paths and not image.isNull():
            side = min(image.width(), image.height())
            square = QRect((image.width() - side) // 2, (image.height() - side) // 3, side, side)
            wanted = round(_SIDE * self.devicePixelRatioF())
            smooth = Qt.TransformationMode.SmoothTransformation
            self._images[path] = image.copy(square).scaled(wanted, wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self.update()

    def has_picture(self, path: Path) -> bool:
        """Whether it is shown."""
        return path in self._images

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures, and quiet places where they have not come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._faint:
            painter.setOpacity(_FAINT)
        for i, path in enumerate(self._paths):
            box = QRectF(i * (_SIDE + _GAP), 0, _SIDE, _SIDE)
            shape = QPainterPath()
            shape.addRoundedRect(box, 2, 2)
            if path in self._images:
                painter.setClipPath(shape)
                painter.drawImage(box, self._images[path])
                painter.setClipping(False)
            else:
                painter.fillPath(shape, theme.tokens().color("control"))
