"""Work that goes on beside the window, as Qt hears of it: asks go out, answers come back as signals."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from mirrorppr_desktop.jobs.lane import Lane
from mirrorppr_desktop.jobs.listing import list_photos
from mirrorppr_desktop.jobs.preview import ANSWERER as PREVIEWS
from mirrorppr_desktop.jobs.preview import PreviewLane
from mirrorppr_desktop.jobs.questions import (
    Carried,
    CarriedAsk,
    CompareAsk,
    Compared,
    Detail,
    DetailAsk,
    Headers,
    HeadersAsk,
    LookAsk,
    LookFound,
    LookSaved,
    PairAsk,
    PairFound,
    PairRefused,
    Preview,
    PreviewAsk,
    SaveLookAsk,
    Thumbnail,
    ThumbnailAsk,
    Trouble,
    View,
    ViewAsk,
)
from mirrorppr_desktop.jobs.watch import FileWatch, FolderWatch, PhotosFound, PhotosGone
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES

THUMBNAILS: Final = "mirrorppr_desktop.jobs.thumbnails:answer"
ANALYSIS: Final = "mirrorppr_desktop.jobs.analysis:answer"
MEASURING: Final = "mirrorppr_desktop.jobs.measuring:answer"
THUMBNAIL_PX: Final = 320
_FIRST_PART: Final = 48  # photos that a listing tells first: a screen of them, on a large screen
_PART: Final = 400  # that it tells at once afterwards
_LOOKED_AHEAD: Final = 16  # of which thumbnails are made before a view asks for them
_HEAD_START_S: Final = 0.3  # that the first ones get before the others are entered
_PATIENCE_S: Final = 2.0  # with a window that is held up
_MEASURING_NICE: Final = 10  # results are measured when nothing else wants the processor


class Lanes(QObject):
    """The lanes of a window, and the watch over the folders of its shoot.

    Every signal is emitted on the thread of this object, none after `close`. Each carries the answer as it stands in
    `jobs.questions`; photos_found and photos_gone carry a tuple of paths.

    Args:
        thumbnails, analysis, measuring, previews: "module:function" of what answers; tests put others in.
    """

    thumbnail = Signal(object)
    carried = Signal(object)
    headers = Signal(object)
    pair = Signal(object)
    look = Signal(object)
    look_saved = Signal(object)
    view = Signal(object)
    detail = Signal(object)
    compared = Signal(object)
    preview = Signal(object)
    trouble = Signal(object)
    photos_found = Signal(object)
    photos_gone = Signal(object)
    photos_missing = Signal(object)  # a tuple of paths: of those that were known before a listing
    photos_skipped = Signal(object)  # a tuple of (path, why) after a listing
    listed = Signal()  # a listing is through, whether it found photos or not
    _arrived = Signal(object)  # from any thread

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        thumbnails: str = THUMBNAILS,
        analysis: str = ANALYSIS,
        measuring: str = MEASURING,
        previews: str = PREVIEWS,
    ) -> None:
        super().__init__(parent)
        cores = _cores()
        tell = self._arrived.emit
        self._thumbnails = Lane(thumbnails, tell, name="thumbnails", processes=min(2, max(1, cores - 1)))
        self._analysis = Lane(analysis, tell, name="analysis", threads=max(1, cores // 2))
        self._measuring = Lane(measuring, tell, name="measuring", nice=_MEASURING_NICE)
        self._previews = PreviewLane(tell, answerer=previews)
        self._places: _Places | None = None
        self._is_closed = False
        self._signals: dict[type, SignalInstance] = {
            Thumbnail: self.thumbnail,
            Headers: self.headers,
            PairFound: self.pair,
            PairRefused: self.pair,
            LookFound: self.look,
            LookSaved: self.look_saved,
            View: self.view,
            Detail: self.detail,
            Compared: self.compared,
            Preview: self.preview,
            Trouble: self.trouble,
            Carried: self.carried,
        }
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # --- asking

    @Slot(object)
    def ask_thumbnail(self, path: Path, long_side: int = THUMBNAIL_PX) -> None:
        """Ask for the small picture of a photo. They come in the order of the asks: who asks holds back what is less
        urgent, and what is on the screen is asked for from its first photo on.
        """
        self._thumbnails.ask(ThumbnailAsk(path, long_side), key=(path, long_side))

    @Slot(object)
    def ask_carried(self, paths: tuple[Path, ...], long_side: int = THUMBNAIL_PX) -> None:
        """Ask for what photos carry of small pictures, before any thumbnail that waits; `carried` always answers."""
        self._thumbnails.ask(CarriedAsk(paths, long_side), key=("carried", paths), front=True)

    @property
    def thumbnails_waiting(self) -> int:
        """Thumbnails that wait for a process; what is less urgent is not asked for meanwhile."""
        return self._thumbnails.waiting

    def ask_headers(self, paths: Sequence[Path]) -> None:
        """Ask what the headers of some photos say; whoever has many asks for a few at a time, for thumbnails' sake."""
        self._thumbnails.ask(HeadersAsk(tuple(paths)), key="headers")

    def forget_thumbnails(self, paths: Iterable[Path]) -> None:
        """Drop asks for photos that are no longer in sight."""
        gone = set(paths)
        self._thumbnails.forget(lambda ask: isinstance(ask, ThumbnailAsk) and ask.path in gone)

    def ask_pair(self, ask: PairAsk) -> None:
        """Ask what a pair shows, before anything else that waits; a pair that still waits is superseded."""
        self._analysis.ask(ask, key="pair", front=True)

    def ask_look(self, ask: LookAsk) -> None:
        """Ask what a look does."""
        self._analysis.ask(ask, key="look")

    def ask_save_look(self, ask: SaveLookAsk) -> None:
        """Have a look written."""
        self._analysis.ask(ask, key=("save", ask.path))

    def ask_view(self, ask: ViewAsk, *, ahead: bool = False) -> None:
        """Ask for the view of a photo; the one before, if it still waits, is superseded.

        ahead: the photo is not looked at yet; one that is comes first.
        """
        if not ahead:
            self._analysis.forget([("ahead", ask.path)])
        self._analysis.ask(ask, key=("ahead", ask.path) if ahead else "view", front=not ahead)

    def forget_views(self) -> None:
        """Drop views, pairs and details that wait: another shoot is opened."""
        self._analysis.forget(lambda ask: isinstance(ask, ViewAsk | PairAsk | DetailAsk | LookAsk))
        self._previews.forget()

    def ask_detail(self, ask: DetailAsk) -> None:
        """Ask for a part of a photo at full size; another part that still waits is superseded."""
        self._analysis.ask(ask, key="detail", front=True)

    def ask_compare(self, ask: CompareAsk) -> None:
        """Ask how far a result is from its photo, when there is time."""
        self._measuring.ask(ask, key=(ask.photo, ask.result))

    def forget_compares(self) -> None:
        """Drop the results that wait to be measured."""
        self._measuring.forget(lambda ask: True)

    def ask_preview(self, ask: PreviewAsk) -> None:
        """Ask for a preview; the one that waits is superseded."""
        self._previews.ask(ask)

    # --- folders

    def list_photos(self, named: Sequence[Path], *, recursive: bool = False, known: Iterable[Path] = ()) -> None:
        """Look for photos in files and folders, and go on watching them for those that come and go.

        What is there comes in photos_found: what a screen shows at once, the others after it, in parts; what of `known`
        is not there in photos_missing. Another listing ends the one before. Where nothing is known yet, thumbnails of
        the first ones are made before a view asks for them.
        """
        self.stop_watching()
        if not self._is_closed:
            known = tuple(known)
            look_ahead = None if known else self._look_ahead
            self._places = _Places(tuple(named), recursive, known, self._arrived, look_ahead)
            self._places.start()

    def _look_ahead(self, paths: tuple[Path, ...]) -> None:
        """Have thumbnails of the first screen made while the window makes the pages that show them."""
        self.ask_carried(paths)
        for path in paths:
            self.ask_thumbnail(path)

    def stop_watching(self) -> None:
        """No more is told about folders."""
        if self._places is not None:
            self._places.close()
            self._places = None

    def ignore(self, paths: Iterable[Path]) -> None:
        """Never tell of these: results that are being written into a folder of the shoot."""
        if self._places is not None:
            self._places.ignore(paths)

    # --- beginning and end

    def warm_up(self) -> None:
        """Start what the first photo will need; to be called once the window has been painted."""
        self._analysis.start()
        self._thumbnails.start()
        self._previews.start()

    def close(self) -> None:
        """End every process and thread within some seconds."""
        if self._is_closed:
            return
        self._is_closed = True
        self.stop_watching()
        # At the same time: each may wait for a process that does not listen.
        ends = [
            threading.Thread(target=lane.close)
            for lane in (self._thumbnails, self._analysis, self._measuring, self._previews)
        ]
        for end in ends:
            end.start()
        for end in ends:
            end.join()

    @Slot(object)
    def _deliver(self, answer: object) -> None:
        if self._is_closed:
            return
        if isinstance(answer, _Told):
            if answer.places is self._places:
                self._deliver_change(answer.change)
            answer.places.go_on()
            return
        if isinstance(answer, Trouble) and isinstance(answer.ask, CarriedAsk):
            answer = Carried(answer.ask, ())  # what is wrong with a photo is told when it is decoded
        if isinstance(answer, Carried):
            for one in answer.thumbnails:
                if not one.is_rough:
                    self.thumbnail.emit(one)
            if self._places is not None:
                self._places.go_on(seen=True)
        self._signals[type(answer)].emit(answer)

    def _deliver_change(self, change: object) -> None:
        match change:
            case PhotosFound(paths):
                self.photos_found.emit(paths)
            case _Missing(paths):
                self.photos_missing.emit(paths)
            case PhotosGone(paths):
                self.photos_gone.emit(paths)
            case _Skipped(skipped):
                if skipped:
                    self.photos_skipped.emit(skipped)
                self.listed.emit()


class _Missing(PhotosGone):
    """What of the known photos is not there when they are listed."""


class _Skipped:
    """The end of a listing, and what it passed over with the reason."""

    __match_args__ = ("skipped",)

    def __init__(self, skipped: tuple[tuple[Path, str], ...]) -> None:
        self.skipped = skipped


class _Told:
    """A change, and who told it: what a listing that was ended still says is not passed on."""

    def __init__(self, places: _Places, change: object) -> None:
        self.places, self.change = places, change


class _Places:
    """What a user named as the shoot: listed once on a thread, then watched. known: photos that it has already.

    look_ahead: hears of the first photos, on that thread.
    """

    def __init__(
        self,
        named: tuple[Path, ...],
        recursive: bool,
        known: tuple[Path, ...],
        arrived: SignalInstance,
        look_ahead: Callable[[tuple[Path, ...]], object] | None,
    ) -> None:
        self._named, self._recursive, self._known, self._arrived = named, recursive, known, arrived
        self._look_ahead = look_ahead
        self._lock = threading.Lock()
        self._is_closed = False
        self._ignored: set[Path] = set()
        self._watches: list[FolderWatch] = []
        self._batch: list[Path] = []
        self._told = 0  # photos
        self._may_go_on, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._list, name="listing", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def go_on(self, *, seen: bool = False) -> None:
        """The window has entered what it was told. seen: it has what the first ones carry of pictures, too."""
        if seen or self._look_ahead is None or self._told > _FIRST_PART:
            self._may_go_on.set()

    def close(self) -> None:
        """Nothing is told any more; a listing that hangs in a network share is left to itself."""
        self._closing.set()
        self._may_go_on.set()
        with self._lock:
            self._is_closed = True
            watches, self._watches = self._watches, []
        for watch in watches:
            watch.close()

    def ignore(self, paths: Iterable[Path]) -> None:
        with self._lock:
            self._ignored |= set(paths)
            for watch in self._watches:
                watch.ignore(self._ignored)

    def _list(self) -> None:
        try:
            listed = list_photos(self._named, self._recursive, found=self._take)
            self._tell_batch()
        except Exception as error:  # noqa: BLE001  the thread border: a listing that fails leaves an empty shoot
            traceback.print_exception(error)
            self._tell_batch()
            self._tell(_Skipped(()))
            return
        here = set(listed.photos)
        missing = tuple(path for path in self._known if path not in here and not os.path.exists(path))  # noqa: PTH110
        if missing:
            self._tell(_Missing(missing))
        self._tell(_Skipped(listed.skipped))
        passed_over = [path for path, _ in listed.skipped]
        watches = self._watches_over({*listed.photos, *passed_over}, missing)
        with self._lock:
            if self._is_closed:
                return
            self._watches = watches
            for watch in self._watches:
                watch.ignore(self._ignored)
                watch.start()

    def _take(self, path: Path) -> None:
        """Tell photos in parts, so that none of them holds up the window for long."""
        self._batch.append(path)
        if len(self._batch) >= (_PART if self._told else _FIRST_PART):
            self._tell_batch()

    def _tell_batch(self) -> None:
        batch, self._batch = tuple(self._batch), []
        if not batch or self._is_closed:
            return
        if self._told:
            if self._told == _FIRST_PART:
                self._closing.wait(_HEAD_START_S)
            self._may_go_on.wait(_PATIENCE_S)
            self._may_go_on.clear()
        elif self._look_ahead is not None:
            self._look_ahead(batch[:_LOOKED_AHEAD])
        self._told += len(batch)
        self._tell(PhotosFound(batch))

    def _watches_over(self, seen: set[Path], missing: tuple[Path, ...]) -> list[FolderWatch]:
        """One for each folder, and one for all files that lie in none of them. A drive may come back."""
        folders = [path for path in self._named if path.is_dir() or path.suffix.lower() not in PHOTO_SUFFIXES]
        watches = [FolderWatch(folder, self._recursive, self._tell, known=seen) for folder in folders]
        single = {path for path in (*self._known, *self._named) if path not in folders}
        single = {path for path in single if not any(folder in path.parents for folder in folders)}
        return [*watches, FileWatch(single, self._tell, missing=missing)] if single else watches

    def _tell(self, change: object) -> None:
        if not self._is_closed:
            self._arrived.emit(_Told(self, change))


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
