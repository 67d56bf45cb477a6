"""The picture view: a photo before and after, at any zoom, with what can be laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColorSpace, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.canvas.colour import screen_space
from mirrorppr_desktop.gui.canvas.details import Details
from mirrorppr_desktop.gui.canvas.legend import HEIGHT, LegendBar, Reading
from mirrorppr_desktop.gui.canvas.note import CanvasNote
from mirrorppr_desktop.gui.canvas.overlays import FACTORS, MapKind, Overlay
from mirrorppr_desktop.gui.canvas.panes import Mode
from mirrorppr_desktop.gui.canvas.photo_view import PhotoView
from mirrorppr_desktop.gui.canvas.pictures import Pictures, stand_in

if TYPE_CHECKING:
    from pathlib import Path

    from mirrorppr_desktop.gui.canvas.viewport import Size
    from mirrorppr_desktop.jobs.questions import Detail, Preview, View
    from mirrorppr_desktop.photo.photo import RGB8

MOST_FLICKER_HZ: Final = 2.5
_FLICKER_MS: Final = 500  # before and after each: 1 Hz
_REST_MS: Final = 80
_ABOVE_PILLS: Final = 48
_WITH_LEGEND: Final = frozenset({Overlay.DIFFERENCE, Overlay.ARROWS, Overlay.OUTLINE})


class Canvas(PhotoView):
    """Shows one photo, before and after.

    detail_wanted: path of a photo and a box of its pixels that are to be given to `set_detail`; only the latest counts.
    seen: whether it can be seen now. painted: the preview that is on the screen now. map_changed: what the difference
    overlay shows, and the factor.
    """

    detail_wanted = Signal(object, object)
    mode_changed = Signal(str)
    pinned_changed = Signal(bool)
    map_changed = Signal(str, int)
    painted = Signal(object)
    seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep_position = False  # another photo is shown at the same zoom and relative place
        self.stage.empty_words = self.tr("No photo is open.")
        self._space: QColorSpace | None = None
        self._space_set = False
        self._unpainted: Preview | None = None
        self._details = Details(self.stage, self)
        self._details.wanted.connect(self.detail_wanted)
        self._legend = LegendBar(self)
        self._legend.kind_chosen.connect(lambda kind: self.set_map(kind, self.stage.factor))
        self._legend.factor_chosen.connect(lambda factor: self.set_map(self.stage.kind, factor))
        self._legend.hide()
        self._legend_rest = QTimer(self)
        self._legend_rest.setSingleShot(True)
        self._legend_rest.setInterval(_REST_MS)
        self._legend_rest.timeout.connect(self._rest)
        self._note = CanvasNote(self)
        self._flicker = QTimer(self)
        self._flicker.setInterval(_FLICKER_MS)
        self._flicker.timeout.connect(self._flick)
        self.looked.connect(self._has_looked)
        self._name()

    # --- what is shown

    def set_photo(self, view: View | None) -> None:
        """Show a photo, or none. The same one again (a larger copy, another proposal) keeps the place."""
        stage = self.stage
        known = stage.pictures
        same = known is not None and view is not None and known.view.path == view.path
        if view is None:
            stage.pictures = None
        elif same and known is not None and known.size == view.facts.size:
            known.set_view(view)
        else:
            self._open(view)
        stage.busy = ""
        stage.is_stand_in = False
        self._unpainted = None
        self._note.tell(view.trouble if view is not None else "", "warn")
        self._details.look(changed=True)
        self.arrange()

    def set_stand_in(self, path: Path, pixels: RGB8, size: Size) -> None:
        """Show a small copy of a photo of `size` until `set_photo` brings it; not where that photo is shown already."""
        known = self.stage.pictures
        if known is None or known.view.path != path:
            self._open(stand_in(path, pixels, size))
            self.stage.is_stand_in = True
            self.arrange()

    def _open(self, view: View) -> None:
        """Put another photo onto the stage."""
        stage = self.stage
        keep = self.keep_position and stage.pictures is not None
        stage.pictures = Pictures(view, self._space)
        stage.face = stage.hovered = None
        self._gestures.forget()
        stage.camera.open(view.facts.size, keep=keep)

    def set_preview(self, preview: Preview | None) -> None:
        """Show a result of the photo that is shown; one of another photo is not looked at."""
        stage = self.stage
        pictures = stage.pictures
        if pictures is None or (preview is not None and preview.view.path != pictures.view.path):
            return
        strength = pictures.preview.strength if pictures.preview is not None else None
        box = pictures.set_preview(preview)
        self._unpainted = preview
        if stage.overlays or preview is None or strength != preview.strength:
            self.update()
        else:
            for rect in stage.touched(box):
                self.update(rect)
        pictures.hurried = bool(stage.overlays)
        if pictures.hurried:
            self._legend_rest.start()
        self._details.look(changed=True)

    def set_detail(self, detail: Detail) -> None:
        """Show pixels of the file; those of a photo that is no longer shown are not looked at.

        Give the answer to the latest `detail_wanted` only: a detail does not tell of which retouch it is.
        """
        pictures = self.stage.pictures
        if pictures is not None and detail.path == pictures.view.path:
            pictures.set_detail(detail, with_after=not self._details.stale)
            self._details.look()
            self.update()

    def set_busy(self, name: str | None) -> None:
        """Tell that a photo is being opened, or no longer."""
        self.stage.busy = name or ""
        self.update()

    def set_trouble(self, text: str, state: str = "bad") -> None:
        """Show a note: what happened, to which file, what to do; the photo, if there is one, stays. No text: none."""
        self._note.tell(text, state)
        self.place()

    def set_empty_text(self, text: str) -> None:
        """What is said where no photo is open."""
        self.stage.empty_words = text
        self.update()

    def set_identity_text(self, text: str) -> None:
        """The words of the identity pill, such as "Identity 0.97  (floor 0.90)"; none: no pill."""
        self.stage.identity = text
        self.update()

    def set_pills_visible(self, visible: bool) -> None:
        """Show or hide all that lies on the photo but the overlays."""
        self.stage.pills = visible
        self.update()

    def set_face(self, number: int | None) -> None:
        """Choose a face by its number."""
        self.stage.face = number
        self.update()

    # --- modes and overlays

    @property
    def mode(self) -> Mode:
        """How before and after are compared."""
        return self.stage.camera.mode

    def set_mode(self, mode: str) -> None:
        """Compare in another way: "photo", "split", "side" or "flicker"."""
        self._gestures.forget()
        self.stage.surfaces.clear()
        self.stage.flicked = False
        self.stage.camera.arrange(mode=Mode(mode))
        self._run_flicker()
        self.arrange()
        self.mode_changed.emit(str(self.mode))

    def set_flicker_rate(self, hz: float) -> None:
        """Set how many times a second before is shown in flicker, at most 2.5."""
        self._flicker.setInterval(round(500 / min(max(hz, 0.1), MOST_FLICKER_HZ)))

    def _run_flicker(self) -> None:
        if self.mode is Mode.FLICKER and self.isVisible():
            self._flicker.start()
        else:
            self._flicker.stop()

    def _flick(self) -> None:
        self.stage.flicked = not self.stage.flicked
        self.update()

    @property
    def pinned(self) -> bool:
        """Whether the before pane keeps its photo."""
        return self.stage.pinned is not None

    def set_pinned(self, pinned: bool) -> None:
        """Keep the before pane of side by side at this photo and place while others are shown, or no longer."""
        self.stage.pinned = self.stage.pictures if pinned else None
        self.stage.camera.pin(self.stage.pinned.size if self.stage.pinned is not None else None)
        self.arrange()
        self.pinned_changed.emit(self.pinned)

    def set_overlay(self, overlay: str, on: bool) -> None:
        """Lay "difference", "arrows", "outline" or "landmarks" over the photo, or no longer."""
        (self.stage.overlays.add if on else self.stage.overlays.discard)(Overlay(overlay))
        self.arrange()

    def set_map(self, kind: str, factor: int) -> None:
        """What the difference overlay shows, and how many times arrows and differences are enlarged."""
        if factor not in FACTORS:
            raise ValueError(f"a factor is one of {FACTORS}, not {factor}")
        self.stage.kind, self.stage.factor = MapKind(kind), factor
        self._tell_legend()
        self.update()
        self.map_changed.emit(str(self.stage.kind), factor)

    def _rest(self) -> None:
        """The sliders have come to rest: show what was put off."""
        pictures = self.stage.pictures
        if pictures is not None and pictures.catch_up():
            self.update()
        self._tell_legend()

    def _tell_legend(self) -> None:
        stage = self.stage
        pictures = stage.pictures
        if pictures is None or not self._legend.isVisibleTo(self):
            return
        movement = pictures.movement
        mapped = stage.kind if Overlay.DIFFERENCE in stage.overlays else None
        rim = 255 / stage.factor if mapped is MapKind.DIFFERENCE else float(movement.rim if movement else 1)
        self._legend.tell(
            Reading(
                kind=mapped,
                rim=rim,
                largest_px=movement.largest if movement is not None else 0.0,
                factor=stage.factor,
                arrows=Overlay.ARROWS in stage.overlays,
                outline=Overlay.OUTLINE in stage.overlays,
                unchanged=pictures.unchanged,
            )
        )

    # --- room

    def arrange(self, foot: int = 0) -> None:
        """Share the room between photo and legend."""
        legend = self.stage.pictures is not None and bool(self.stage.overlays & _WITH_LEGEND)
        self._legend.setVisible(legend)
        if legend:
            self._legend.setGeometry(0, self.height() - HEIGHT, self.width(), HEIGHT)
            self._tell_legend()
        super().arrange(HEIGHT if legend else 0)

    def place(self) -> None:
        """Put handle and note where they belong."""
        super().place()
        if not self._note.isHidden():
            self._note.place(self.width(), round(self.stage.camera.area[1] / self.stage.ratio) - _ABOVE_PILLS)

    def _has_looked(self) -> None:
        self._details.look()
        self._name()

    def _name(self) -> None:
        """Say what is shown to those who cannot see it."""
        pictures = self.stage.pictures
        if pictures is None:
            self.setAccessibleName(self.tr("Photo: none is open"))
            return
        modes = {
            Mode.PHOTO: self.tr("photo"),
            Mode.SPLIT: self.tr("split"),
            Mode.SIDE: self.tr("side by side"),
            Mode.FLICKER: self.tr("flicker"),
        }
        zoom = self.tr("{0} %").format(round(self.zoom_percent))
        fit = self.tr("fit, {0}").format(zoom) if self.is_fit else zoom
        self.setAccessibleName(f"{pictures.view.path.name}, {modes[self.mode]}, {fit}")

    # --- screen

    def set_screen_space(self, space: QColorSpace | None) -> None:
        """Show colours for this screen; None: sRGB. Without this call it is what Qt tells of the window."""
        self._space_set = True
        self._take_space(space)

    def _take_space(self, space: QColorSpace | None) -> None:
        told = space if space is not None and space.isValid() else None
        name = told.description() if told is not None else ""
        self.setToolTip(
            self.tr("Colours are shown for the screen: {0}").format(name)
            if told is not None
            else self.tr("The screen tells no colour profile; sRGB is assumed")
        )
        if told != self._space:
            self._space = told
            for pictures in (self.stage.pictures, self.stage.pinned):
                if pictures is not None:
                    pictures.set_space(told)
            self._details.look(changed=True)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell of a new preview once it is seen."""
        super().paintEvent(event)
        if self._unpainted is not None:
            preview, self._unpainted = self._unpainted, None
            self.painted.emit(preview)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the window for its colours, and go on flickering."""
        super().showEvent(event)
        if not self._space_set:
            self._take_space(screen_space(self))
        self._run_flicker()
        self._details.look(changed=True)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop flickering."""
        super().hideEvent(event)
        self._flicker.stop()
        self.seen.emit(False)
