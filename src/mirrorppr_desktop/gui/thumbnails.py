"""Small pictures of photos: asked for only where a view shows them, kept within so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from mirrorppr_desktop.jobs.questions import Carried, Thumbnail

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.lanes import Lanes
    from mirrorppr_desktop.photo.photo import RGB8

Key = TypeVar("Key")
_Cut = tuple[Path, int, int, float, bool]  # path, width, height, ratio, grey

LONG_SIDE = 320  # of the pictures asked for, in pixels of the file's copy
MOST_BYTES = 96 << 20
_MOST_ASKED = 6  # asks on their way; the others wait here, where what scrolled away can be dropped
_MOST_CARRIED = 64  # photos that are looked into at once for what they carry
_BYTES_OF_ONE = LONG_SIDE * LONG_SIDE * 4
_FACES_SIT_HIGH = 0.3  # where a picture is cut to a cell: share of what is cut off that is taken from the top


class ThumbnailCache(QObject):
    """Pictures by path, the least recently used go first.

    Signals: thumbnail_wanted(Path): one is needed, answered by `set_thumbnail` or `set_trouble`.
    carried_wanted(tuple of paths): what they carry is looked at first, answered by `set_carried`; told once `draw_from`
    has been called. arrived(Thumbnail): one has come. failed(Path): there will be none.
    """

    thumbnail_wanted = Signal(object)
    carried_wanted = Signal(object)
    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, most_bytes: int = MOST_BYTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: _Pictures[Path] = _Pictures(most_bytes * 2 // 3)
        self._cut: _Pictures[_Cut] = _Pictures(most_bytes // 3)  # as cells show them
        self._wants: dict[int, list[Path]] = {}
        self._asked: set[Path] = set()
        self._without: set[Path] = set()
        self._rough: set[Path] = set()  # here, until better ones come
        self._looks_first = False  # into what photos carry
        self._looking: tuple[Path, ...] = ()
        self._looked: set[Path] = set()

    def draw_from(self, lanes: Lanes) -> None:
        """Ask lanes for pictures: for what photos carry before any photo is decoded."""
        self._looks_first = True
        self.thumbnail_wanted.connect(lanes.ask_thumbnail)
        self.carried_wanted.connect(lanes.ask_carried)
        lanes.carried.connect(self.set_carried)

    @property
    def bytes_held(self) -> int:
        """How much the pictures take."""
        return self._pictures.bytes_held + self._cut.bytes_held

    @property
    def asked(self) -> frozenset[Path]:
        """What is asked for and not answered yet."""
        return frozenset(self._asked)

    def want(self, viewer: object, paths: Iterable[Path]) -> None:
        """Say what a viewer shows, the most urgent first; what it wanted before and was not asked for is dropped."""
        room = max(24, self._pictures.most_bytes // _BYTES_OF_ONE)
        wanted = [path for _, path in zip(range(room), paths, strict=False)]
        if wanted:
            self._wants[id(viewer)] = [path for path in wanted if self._is_missing(path)]
        else:
            self._wants.pop(id(viewer), None)
        self._ask_more()

    def picture(self, path: Path) -> QPixmap | None:
        """The picture; None where it is not here."""
        return self._pictures.get(path)

    def cut(self, path: Path, size: QSize, ratio: float, *, grey: bool = False) -> QPixmap | None:
        """The picture filling a cell of `size` logical pixels on a screen of `ratio`; None where it is not here."""
        key = (path, size.width(), size.height(), ratio, grey)
        found = self._cut.get(key)
        if found is None:
            whole = self._pictures.get(path)
            if whole is None:
                return None
            found = _fill(whole, size * ratio, grey=grey)
            found.setDevicePixelRatio(ratio)
            self._cut.put(key, found)
        return found

    def has_none(self, path: Path) -> bool:
        """Whether it is known that there is no picture of that photo."""
        return path in self._without

    def set_thumbnail(self, thumbnail: Thumbnail) -> None:
        """Take an answer."""
        self._asked.discard(thumbnail.path)
        self._without.discard(thumbnail.path)
        self._rough.discard(thumbnail.path)
        self._put(thumbnail)
        self._settle(thumbnail.path)

    def set_carried(self, carried: Carried) -> None:
        """Take what photos carry: it is shown until their thumbnails come."""
        for one in carried.thumbnails:
            if one.is_rough and self._is_missing(one.path):
                self._rough.add(one.path)
                self._put(one)
        if carried.ask.paths == self._looking:
            self._looking = ()
            self._ask_more()

    def _put(self, thumbnail: Thumbnail) -> None:
        self._drop_cut(lambda path: path == thumbnail.path)
        self._pictures.put(thumbnail.path, pixmap_of(thumbnail.pixels))
        self.arrived.emit(thumbnail)

    def set_trouble(self, path: Path) -> None:
        """Take it that no picture of that photo can be had."""
        self._asked.discard(path)
        self._without.add(path)
        self._settle(path)
        self.failed.emit(path)

    def forget(self, paths: Iterable[Path]) -> None:
        """Drop pictures of files that have changed; they are asked for anew when a view shows them."""
        gone = set(paths)
        for path in gone:
            self._pictures.drop(path)
        self._drop_cut(gone.__contains__)
        for marks in (self._without, self._asked, self._rough, self._looked):
            marks.difference_update(gone)

    def clear(self) -> None:
        """Drop everything: another shoot is opened."""
        self._wants.clear()
        for marks in (self._without, self._asked, self._rough, self._looked):
            marks.clear()
        self._looking = ()
        self._pictures.clear()
        self._cut.clear()

    def _is_missing(self, path: Path) -> bool:
        return (path not in self._pictures or path in self._rough) and path not in self._without

    def _settle(self, path: Path) -> None:
        for wanted in self._wants.values():
            if path in wanted:
                wanted.remove(path)
        self._ask_more()

    def _ask_more(self) -> None:
        if self._looks_first and self._look_into():
            return
        for wanted in list(self._wants.values()):
            for path in wanted:
                if len(self._asked) >= _MOST_ASKED:
                    return
                if path not in self._asked:
                    self._asked.add(path)
                    self.thumbnail_wanted.emit(path)

    def _look_into(self) -> bool:
        """Whether it is being looked at what the wanted photos carry: until then none is asked for."""
        if not self._looking:
            wanted = (path for paths in self._wants.values() for path in paths)
            new = (path for path in wanted if path not in self._looked and path not in self._pictures)
            self._looking = tuple(path for _, path in zip(range(_MOST_CARRIED), new, strict=False))
            self._looked.update(self._looking)
            if self._looking:
                self.carried_wanted.emit(self._looking)
        return bool(self._looking)

    def _drop_cut(self, goes: Callable[[Path], bool]) -> None:
        for key in [key for key in self._cut if goes(key[0])]:
            self._cut.drop(key)


class _Pictures(Generic[Key]):
    """Pixmaps within so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes_held = 0
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)

    def get(self, key: Key) -> QPixmap | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, picture: QPixmap) -> None:
        self.drop(key)
        self._kept[key] = picture
        self.bytes_held += _bytes_of(picture)
        while self.bytes_held > self.most_bytes and len(self._kept) > 1:
            self.drop(next(iter(self._kept)))

    def drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self.bytes_held -= _bytes_of(gone)

    def clear(self) -> None:
        self._kept.clear()
        self.bytes_held = 0


def pixmap_of(pixels: RGB8) -> QPixmap:
    """A picture of an (H, W, 3) uint8 array."""
    height, width, _ = pixels.shape
    data = pixels.tobytes()
    return QPixmap.fromImage(QImage(data, width, height, width * 3, QImage.Format.Format_RGB888))


def _bytes_of(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


def _fill(whole: QPixmap, size: QSize, *, grey: bool) -> QPixmap:
    """`whole` scaled and cut so that it fills `size` device pixels; heads are kept rather than feet."""
    wide = whole.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    small = whole.scaled(wide, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    left, top = (wide.width() - size.width()) // 2, round((wide.height() - size.height()) * _FACES_SIT_HIGH)
    part = small.copy(QRect(left, top, size.width(), size.height()))
    if not grey:
        return part
    made = QPixmap.fromImage(part.toImage().convertToFormat(QImage.Format.Format_Grayscale8))
    painter = QPainter(made)
    painter.fillRect(made.rect(), Qt.GlobalColor.transparent)
    painter.setOpacity(0.45)
    painter.fillRect(made.rect(), Qt.GlobalColor.black)
    painter.end()
    return made
