"""What lies on the desk: the open shoot and the photo that is looked at. Asks the lanes, hands on the answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from mirrorppr_desktop.gui.arrivals import Arrivals
from mirrorppr_desktop.gui.blind.variants import Variants
from mirrorppr_desktop.gui.exemplar import Exemplar, base_request
from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.gui.shoot.face_facts import face_facts
from mirrorppr_desktop.gui.shoot.photo import Photo
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.gui.shoot.store import Store, StoreDamaged, store_path
from mirrorppr_desktop.gui.shoot.store_lock import hold_store
from mirrorppr_desktop.jobs.questions import (
    CompareAsk,
    Compared,
    Detail,
    DetailAsk,
    HeadersAsk,
    Preview,
    PreviewAsk,
    Trouble,
    View,
    ViewAsk,
)
from mirrorppr_desktop.retouch.request import RetouchRequest

if TYPE_CHECKING:
    from mirrorppr_desktop.retouch.warp import Box

VIEW_PX = 1600  # long side of the copy on the canvas; detail beyond it is fetched where the zoom shows it
_VIEWS_KEPT = 8


class Desk(QObject):
    """The open shoot and all that is asked about it.

    exemplar: its pair or look.

    Signals: shoot_opened(Shoot); shoot_closing(): its store is closed right after. view_awaited(Path),
    view_ready(View); preview_ready(Preview); detail_ready(Detail); measured(Path): a result was compared with its
    photo; variants_ready(Path, before, list of pictures); troubled(Trouble).
    """

    shoot_opened = Signal(object)
    shoot_closing = Signal()
    view_awaited = Signal(object)
    view_ready = Signal(object)
    preview_ready = Signal(object)
    detail_ready = Signal(object)
    measured = Signal(object)
    variants_ready = Signal(object, object, object)
    troubled = Signal(object)

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._lock: QLockFile | None = None  # on the store of the shoot
        self.shoot: Shoot | None = None
        self.exemplar = Exemplar(lanes, self)
        self._request: RetouchRequest | None = None
        self._views: OrderedDict[Path, View] = OrderedDict()
        self._view_trouble: Trouble | None = None
        self._shown: Preview | None = None
        self._variants: Variants | None = None
        self._is_refresh_due = False
        self._detail_token = 0
        self._asked: PreviewAsk | None = None
        self._pending: PreviewAsk | None = None  # what was asked last, until it is answered
        self._variants_asked: list[PreviewAsk] = []  # of the blind test last
        lanes.view.connect(self._on_view)
        lanes.preview.connect(self._on_preview)
        lanes.detail.connect(self._on_detail)
        lanes.compared.connect(self._on_compared)
        lanes.trouble.connect(self._on_trouble)
        self._arrivals = Arrivals(self, lanes, self)

    # --- shoots

    def open(self, named: Sequence[Path], *, recursive: bool = False) -> Shoot:
        """Open folders or photos as a shoot; one that was open before comes back with every decision made.

        Raises:
            StoreDamaged, StoreInUse: its record cannot be used; what was open before still is.
        """
        shoot = self._clear_for(store_path(named))
        title = named[0].name or str(named[0])
        shoot.describe(title, [path.absolute() for path in named], recursive)
        self._lay_out(shoot)
        return shoot

    def open_store(self, path: Path) -> Shoot:
        """Open a shoot of earlier by its store.

        Raises:
            StoreDamaged, StoreInUse: as by `open`.
        """
        shoot = self._clear_for(path)
        shoot.describe(shoot.title, shoot.folders, shoot.recursive)
        self._lay_out(shoot)
        return shoot

    def close(self) -> None:
        """Close the shoot that is open."""
        if self.shoot is None:
            return
        self.shoot_closing.emit()
        self._lanes.stop_watching()
        self._lanes.forget_views()
        self._lanes.forget_compares()
        self.shoot.settings_changed.disconnect(self._on_settings)
        self.shoot.current_changed.disconnect(self._on_current)
        self.shoot.photos_changed.disconnect(self._on_photos_changed)
        self.shoot.close()
        self.shoot.deleteLater()
        self.shoot = None
        self.exemplar.follow(None)
        self._shown, self._asked, self._variants, self._is_refresh_due = None, None, None, False
        self._view_trouble = self._pending = None
        self._views.clear()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _clear_for(self, path: Path) -> Shoot:
        """The shoot of a store, where another one lay; that one is closed once this one could be opened."""
        if self.shoot is not None and self.shoot.store.path == path:
            self.close()
        lock = hold_store(path)
        try:
            shoot = Shoot(Store(path), self)
        except StoreDamaged:
            lock.unlock()
            raise
        self.close()
        self.shoot, self._lock = shoot, lock
        return shoot

    def _lay_out(self, shoot: Shoot) -> None:
        self._request = base_request(shoot.settings)
        self.exemplar.follow(shoot)
        shoot.settings_changed.connect(self._on_settings)
        shoot.current_changed.connect(self._on_current)
        shoot.photos_changed.connect(self._on_photos_changed)
        self._arrivals.begin(shoot)  # the listing goes on while the pages are made
        self.shoot_opened.emit(shoot)
        self.exemplar.ask(shoot.settings)
        if shoot.current is not None:
            self._on_current(shoot.current.path)

    def look_again(self, path: Path) -> None:
        """The file of the current photo is there again, or lies elsewhere."""
        self._views.pop(path, None)
        self._on_current(path)

    # --- the photo that is looked at

    @property
    def view(self) -> View | None:
        """The view of the current photo, where it has come."""
        if self.shoot is None or self.shoot.current is None:
            return None
        view = self._views.get(self.shoot.current.path)
        return view if view is not None and view.request == self._request else None

    @property
    def view_trouble(self) -> Trouble | None:
        """Why the view of the current photo has not come and will not."""
        current = None if self.shoot is None else self.shoot.current
        trouble = self._view_trouble
        return trouble if trouble is not None and current is not None and trouble.path == current.path else None

    @property
    def shown(self) -> Preview | None:
        """The preview that was made last for the current view."""
        return self._shown if self._shown is not None and self._shown.view is self.view else None

    def refresh(self) -> None:
        """Show the current photo with its settings as they are now."""
        if self._variants is not None and self._variants.is_asked:
            self._is_refresh_due = True  # it would take the variant's place in the lane
            return
        view, self._is_refresh_due = self.view, False
        if view is not None and self.shoot is not None:
            path = view.path
            ask = PreviewAsk(view, self.shoot.strength_of(path), self.shoot.adjustments_of(path))
            if self._pending is None or not _is_alike(ask, self._pending):  # it is on its way else
                self._asked = self._pending = ask
                self._lanes.ask_preview(ask)

    def ask_detail(self, path: Path, box: Box) -> None:
        """Fetch a part of the current photo at full size, with the retouch that is shown."""
        shown = self.shown
        self._detail_token += 1
        self._lanes.ask_detail(DetailAsk(path, box, None if shown is None else shown.retouch, self._detail_token))

    def _on_settings(self, settings: Settings) -> None:
        base = base_request(settings)
        if base != self._request:
            self._request = base
            self._views.clear()
            self.exemplar.ask(settings)
            if self.shoot is not None and self.shoot.current is not None:
                self._on_current(self.shoot.current.path)
            if self._variants is not None:
                self.ask_variants(self._variants.path, self._variants.strengths)
        else:
            self.refresh()

    def _on_photos_changed(self, paths: Iterable[Path]) -> None:
        view = self.view
        if view is None or self.shoot is None or view.path not in paths:
            return
        asked = self.shoot.strength_of(view.path), self.shoot.adjustments_of(view.path)
        if self._shown is None or (self._shown.strength, self._shown.adjustments) != asked:
            self.refresh()

    def _on_current(self, path: Path | None) -> None:
        if path is None:
            return
        view = self.view
        if view is not None:
            self._views.move_to_end(path)
            self.view_ready.emit(view)
            self.refresh()
        else:
            self._ask_for_view(path)
            self.view_awaited.emit(path)
        self._look_ahead(path)

    def _ask_for_view(self, path: Path, *, ahead: bool = False) -> None:
        if self._view_trouble is not None and self._view_trouble.path == path:
            self._view_trouble = None  # it is tried once more
        self._lanes.ask_view(ViewAsk(path, VIEW_PX, self._request), ahead=ahead)

    def _look_ahead(self, path: Path) -> None:
        """The next photo is made ready while this one is looked at."""
        assert self.shoot is not None
        photos = [photo.path for photo in self.shoot.photos]
        at = photos.index(path) if path in photos else len(photos)
        for following in photos[at + 1 : at + 2]:
            known = self._views.get(following)
            if known is None or known.request != self._request:
                self._ask_for_view(following, ahead=True)

    def _on_view(self, view: View) -> None:
        if self.shoot is None or view.path not in self.shoot or view.request != self._request:
            return
        self._views[view.path] = view
        while len(self._views) > _VIEWS_KEPT:
            self._views.popitem(last=False)
        self.shoot.learn(view.path, size=view.facts.size, **face_facts(view.subject))
        if self._variants is not None and view.path == self._variants.path and not self._variants.is_asked:
            self._ask_for_variant(view)
        if self.shoot.current is not None and view.path == self.shoot.current.path:
            self.view_ready.emit(view)
            self.refresh()

    # --- variants of one photo, for a blind test

    def ask_variants(self, path: Path, strengths: Sequence[float]) -> None:
        """Make the result of a photo at several strengths; `variants_ready` brings them all at once."""
        if self.shoot is not None and path in self.shoot:
            self._variants, self._variants_asked = Variants(path, tuple(strengths)), []
            view = self._views.get(path)
            if view is not None and view.request == self._request:
                self._ask_for_variant(view)
            else:
                self._ask_for_view(path, ahead=True)  # no other photo takes its place in the lane

    def _ask_for_variant(self, view: View) -> None:
        assert self.shoot is not None and self._variants is not None
        ask = self._variants.next_ask(view, self.shoot.adjustments_of(view.path))
        self._variants_asked.append(ask)
        if self._pending is not None:  # whose place in the lane it takes
            self._pending, self._is_refresh_due = None, True
        self._lanes.ask_preview(ask)

    def _take_variant(self, preview: Preview) -> None:
        """Keep the preview where it is the variant that is waited for."""
        variants = self._variants
        if variants is None or preview.view.request != self._request or not variants.take(preview):
            return
        if not variants.is_whole:
            self._ask_for_variant(preview.view)
            return
        self._end_variants()
        self.variants_ready.emit(variants.path, preview.view.pixels, variants.pictures)

    def _end_variants(self) -> None:
        self._variants = None
        if self._is_refresh_due:
            self.refresh()

    def _on_preview(self, preview: Preview) -> None:
        self._take_variant(preview)
        if self._pending is not None and _is_alike(preview, self._pending):
            self._pending = None
        if preview.view is self.view and not self._is_of_a_variant(preview):
            self._shown = preview
            self.preview_ready.emit(preview)

    def _is_of_a_variant(self, preview: Preview) -> bool:
        """Whether it was made for a blind test, and not for the canvas: that one may be of an earlier ask, too."""
        told = preview.strength, preview.adjustments
        asked = self._asked
        if asked is not None and told == (asked.strength, asked.adjustments):
            return False
        return any(told == (one.strength, one.adjustments) for one in self._variants_asked)

    def _on_detail(self, detail: Detail) -> None:
        if detail.token == self._detail_token:  # an earlier one may be of another retouch
            self.detail_ready.emit(detail)

    # --- results

    @property
    def model(self) -> str | None:
        """The identity model that pairs and results are measured with."""
        return self.exemplar.model

    @model.setter
    def model(self, name: str | None) -> None:
        self.exemplar.model = name

    def measure(self, photo: Path, result: Path) -> None:
        """Compare a result with its photo, when there is time; the result is no new photo of the shoot."""
        self._lanes.ignore([result])
        self._lanes.ask_compare(CompareAsk(photo, result, self.model))

    def measure_all_again(self) -> None:
        """Compare pair and results again: with another model."""
        if self.shoot is not None and self.shoot.settings.pair is not None:
            self.exemplar.ask(self.shoot.settings)
        for photo in self.shoot.photos if self.shoot is not None else ():
            if photo.outcome.result is not None:
                self.measure(photo.path, photo.outcome.result)

    def _on_compared(self, compared: Compared) -> None:
        if self.shoot is None or compared.photo not in self.shoot:
            return
        photo: Photo = self.shoot.photo(compared.photo)
        if photo.outcome.result != compared.result:
            return
        identities = [one.identity for one in compared.faces if one.identity is not None]
        outcome = replace(
            photo.outcome,
            identity=min(identities, default=None),
            model=compared.model if identities else None,
            face_ssim=min((one.face_ssim for one in compared.faces), default=None),
            displacement=max((one.displacement for one in compared.faces), default=None),
            moved_px=compared.largest_move_px,
        )
        self.shoot.tell({photo.path: outcome})
        self.measured.emit(photo.path)

    # --- troubles

    def _on_trouble(self, trouble: Trouble) -> None:
        if self.exemplar.takes_trouble(trouble) or not self._is_of_this_shoot(trouble):
            return
        match trouble.ask:
            case ViewAsk(path=path) | PreviewAsk(view=View(path=path)):
                if isinstance(trouble.ask, ViewAsk):
                    self._view_trouble = trouble
                else:
                    self._pending = None
                if self._variants is not None and path == self._variants.path:
                    self._end_variants()
        self.troubled.emit(trouble)

    def _is_of_this_shoot(self, trouble: Trouble) -> bool:
        """Whether it is still of interest: another shoot may have been opened since it was asked."""
        match trouble.ask:
            case HeadersAsk():
                return False  # who asked hears of it
            case ViewAsk(path=path) | DetailAsk(path=path) | PreviewAsk(view=View(path=path)) | CompareAsk(photo=path):
                return self.shoot is not None and path in self.shoot
            case _:
                return True


def _is_alike(one: PreviewAsk | Preview, other: PreviewAsk) -> bool:
    """Whether both are of one view with the same settings. Views hold pixels: they are not compared."""
    return one.view is other.view and (one.strength, one.adjustments) == (other.strength, other.adjustments)
