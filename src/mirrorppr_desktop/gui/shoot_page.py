"""The page that a shoot is worked on: canvas and filmstrip, and the dock that says what is done to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.gui.canvas.feed import CanvasFeed
from mirrorppr_desktop.gui.desk import Desk
from mirrorppr_desktop.gui.dock.edits import Edits, Scope
from mirrorppr_desktop.gui.dock.setup_dock import SetupDock
from mirrorppr_desktop.gui.dock.spare import taken
from mirrorppr_desktop.gui.filmstrip import Filmstrip
from mirrorppr_desktop.gui.photo_actions import PhotoActions
from mirrorppr_desktop.gui.photo_grid import PhotoGrid
from mirrorppr_desktop.gui.photo_list import missing_words
from mirrorppr_desktop.gui.run.control import RunFacts
from mirrorppr_desktop.gui.run.dock import RunDock
from mirrorppr_desktop.gui.run.pace import duration
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import Variant
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.ties import Ties
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.jobs.questions import PairFound, PairRefused, View
from mirrorppr_desktop.retouch.request import Adjustments

DOCK_WIDE, DOCK_NARROW, NARROW_WINDOW, LOW_WINDOW = 368, 320, 1500, 820


class ShootPage(QWidget):
    """One shoot on the table. ties: to what outlives the shoot. parent: may have docks to spare.

    Signals: run_wanted("all", "selection", "flagged" or "trial"); pair_wanted(), look_wanted(), look_save_wanted(),
    exemplar_wanted(): buttons of the dock; photo_opened(Path): a double click in the strip.
    """

    run_wanted = Signal(str)
    pair_wanted = Signal()
    look_wanted = Signal()
    look_save_wanted = Signal()
    exemplar_wanted = Signal()

    def __init__(
        self, desk: Desk, shoot: Shoot, cache: ThumbnailCache, actions: PhotoActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self.shoot = desk, shoot
        self._face: int | None = None
        self._base: dict[str, float] = {}
        self.edits, self.ties = Edits(shoot, self), Ties()
        self._counting = QTimer(self)  # news of many photos within one turn of the event loop are counted once
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._show_counts)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ownFocus", True)
        self._lay_out(cache, actions)
        self._hear_desk()
        self._hear_dock()
        self._show_selection()

    # --- layout

    def _lay_out(self, cache: ThumbnailCache, actions: PhotoActions) -> None:
        """From the outside in: a widget that gets into a window with all that is in it is styled as a whole again."""
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.centre, self.dock = QStackedWidget(self.split), QStackedWidget(self.split)
        self.split.addWidget(self.centre)
        self.split.addWidget(self.dock)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setCollapsible(0, False)
        self.rows = photo = QSplitter(Qt.Orientation.Vertical, self.centre)
        self.canvas = Canvas(photo)
        self.feed = CanvasFeed(self.canvas, self._desk, cache, self.ties)
        self.filmstrip = Filmstrip(self.shoot, cache, actions, photo)
        photo.addWidget(self.canvas)
        photo.addWidget(self.filmstrip)
        photo.setStretchFactor(0, 1)
        photo.setStretchFactor(1, 0)
        photo.setCollapsible(0, False)
        photo.setChildrenCollapsible(False)
        self.run_grid = PhotoGrid(self.shoot, cache, Variant.RUN, actions, self.centre)
        self.centre.addWidget(photo)
        self.centre.addWidget(self.run_grid)
        self.setup_dock, self.run_dock = taken(self.parent(), SetupDock), taken(self.parent(), RunDock)
        self.dock.addWidget(self.setup_dock)
        self.dock.addWidget(self.run_dock)
        self.dock.setMinimumWidth(288)
        self.dock.setMaximumWidth(480)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus of the page is that of its photos."""
        super().focusInEvent(event)
        (self.run_grid.view if self.shows_run else self.filmstrip.view).setFocus()

    def fit_to(self, width: int, height: int) -> None:
        """Take the room that a window of this size has."""
        wide = DOCK_NARROW if width < NARROW_WINDOW else DOCK_WIDE
        self.split.setSizes([max(1, width - wide), wide])
        self.setup_dock.card.set_compact(height < LOW_WINDOW)
        self.filmstrip.set_low(height < 800)
        strip = self.filmstrip.maximumHeight()
        self.rows.setSizes([max(1, self.rows.height() - strip), strip])  # it keeps what the strip had before

    def find_by_name(self) -> None:
        """Type a part of a name, where the strip is shown."""
        if self.filmstrip.isVisible():
            self.filmstrip.search.setFocus()
            self.filmstrip.search.selectAll()

    def show_run(self, on: bool) -> None:
        """Show the run instead of the photo."""
        self.centre.setCurrentIndex(int(on))
        self.dock.setCurrentIndex(int(on))

    @property
    def shows_run(self) -> bool:
        """Whether the run is shown instead of the photo."""
        return self.centre.currentIndex() == 1

    # --- what the desk says

    def _hear_desk(self) -> None:
        desk, shoot, card, tie = self._desk, self.shoot, self.setup_dock.card, self.ties.tie
        tie(desk.exemplar.pair_measuring, self._on_measuring)
        tie(desk.exemplar.pair_found, self._on_found)
        tie(desk.exemplar.pair_refused, self._on_refused)
        tie(desk.exemplar.pair_cleared, self._on_no_pair)
        tie(desk.view_awaited, self._on_awaited)
        tie(desk.view_ready, self._on_view)
        tie(desk.exemplar.look_found, self._on_look)
        tie(desk.troubled, lambda _trouble: self._show_whether_missing())
        shoot.settings_changed.connect(self._show_values)
        shoot.photos_changed.connect(self._on_photos_changed)
        shoot.photos_added.connect(self._show_selection)
        shoot.photos_removed.connect(self._show_selection)
        shoot.selection_changed.connect(self._show_selection)
        card.set_empty()

    def _on_measuring(self, pair: object) -> None:
        name = getattr(pair, "after", Path()).name
        self._base = {}
        self.setup_dock.card.set_measuring(name)
        self._show_values()

    def _on_found(self, found: PairFound) -> None:
        self._base = {one.name: one.strength for one in found.operations}
        self.setup_dock.card.set_found(found)
        self._show_values()

    def _on_refused(self, refused: PairRefused) -> None:
        self._base = {}
        self.setup_dock.card.set_refused(refused)
        self._show_values()

    def _on_no_pair(self) -> None:
        self._base = {}
        if self.shoot.settings.look is None:
            self.setup_dock.card.set_empty()
        self._show_values()

    def _on_look(self, name: str, operations: Mapping[str, float], by_hand: bool) -> None:
        self._base = dict(operations)
        show = self.setup_dock.card.set_simulated if by_hand else self.setup_dock.card.set_look
        show(name, list(operations.items()))
        self._show_values()

    def _on_awaited(self, _path: Path) -> None:
        self._show_values()

    def _on_view(self, view: View) -> None:
        faces = [face.number for face in view.subject.faces]
        if self._face is not None and self._face not in faces:
            self._face = None
        self.canvas.set_face(self._face)
        self._show_identity()
        self._show_values()

    def _on_photos_changed(self, paths: list[Path]) -> None:
        current = self.shoot.current
        if current is not None and current.path in paths:
            self._show_whether_missing()
            self._show_values()
            self._show_identity()
        self._counting.start()

    def _show_whether_missing(self) -> None:
        current = self.shoot.current
        if current is not None and current.missing:
            self.canvas.set_photo(None)
            self.canvas.set_busy(None)
            self.canvas.set_trouble(missing_words(current))

    # --- what the dock says

    def _hear_dock(self) -> None:
        card, panel, desk = self.setup_dock.card, self.setup_dock.panel, self._desk
        card.pair_dropped.connect(desk.exemplar.choose_pair)
        card.look_dropped.connect(desk.exemplar.choose_look)
        card.swap_wanted.connect(desk.exemplar.swap_pair)
        card.choose_wanted.connect(self.pair_wanted)
        card.clear_wanted.connect(desk.exemplar.clear)
        card.same_person_said.connect(self.shoot.say_same_person)
        card.trial_wanted.connect(lambda: self.run_wanted.emit("trial"))
        panel.strength_moved.connect(self._on_strength)
        panel.face_strength_moved.connect(self._on_face_strength)
        panel.operation_moved.connect(self._on_operation)
        panel.operation_switched.connect(self._on_switch)
        panel.as_in_pair.connect(self.edits.as_in_pair)
        panel.face_wanted.connect(lambda face: self.choose_face(face or None))
        panel.scope_changed.connect(self._on_scope)
        panel.exemplar_wanted.connect(self.exemplar_wanted)
        panel.look_save_wanted.connect(self.look_save_wanted)
        panel.look_load_wanted.connect(self.look_wanted)
        self.setup_dock.run_wanted.connect(self.run_wanted)
        self.canvas.face_chosen.connect(self.choose_face)

    def _on_strength(self, strength: float, final: bool) -> None:
        self.edits.set_strength(strength)
        self._end(final)

    def _on_face_strength(self, face: int, factor: float, final: bool) -> None:
        self._leave_all_for(face)
        self.edits.set_face(face, factor)
        self._end(final)

    def _on_operation(self, name: str, strength: float, face: int | None, final: bool) -> None:
        self._leave_all_for(face)
        self.edits.set_operation(name, strength, face)
        self._end(final)

    def _on_switch(self, name: str, on: bool, face: int | None) -> None:
        self._leave_all_for(face)
        self.edits.set_operation(name, self.setup_dock.panel.kept_value(name, face) if on else 0.0, face)
        self._end(True)

    def _end(self, final: bool) -> None:
        if final:
            self.edits.end_gesture()

    def _leave_all_for(self, face: int | None) -> None:
        """A face has its number in one photo only: what is said of a face is said of this photo."""
        if face is not None and self.edits.scope == Scope.ALL:
            self._on_scope(Scope.PHOTO)

    def _on_scope(self, scope: str) -> None:
        self.edits.scope = Scope(scope)
        self._show_values()

    def choose_face(self, face: int | None) -> None:
        """Look at the operations of one face; None for all."""
        self._face = face
        self.canvas.set_face(face)
        self._show_values()

    @property
    def face(self) -> int | None:
        """The face that is chosen; None for all."""
        return self._face

    @property
    def faces(self) -> list[int]:
        """Numbers of the faces of the photo, as far as they are known yet."""
        return [] if self._desk.view is None else [face.number for face in self._desk.view.subject.faces]

    def reset_face(self) -> None:
        """Forget what was said of the chosen face, or of all."""
        self.edits.reset_face(self._face)

    def next_face(self, step: int = 1) -> None:
        """The next face of the photo, and after the last one all of them."""
        numbers: list[int | None] = [None, *self.faces]
        at = numbers.index(self._face) if self._face in numbers else 0
        self.choose_face(numbers[(at + step) % len(numbers)])

    # --- showing values

    def _show_values(self, *_: object) -> None:
        shoot, panel, view = self.shoot, self.setup_dock.panel, self._desk.view
        current = shoot.current
        if self.edits.scope == Scope.ALL or current is None:
            strength, adjustments = shoot.settings.strength, shoot.settings.adjustments
        else:
            strength, adjustments = shoot.strength_of(current.path), shoot.adjustments_of(current.path)
        faces = len(view.subject.faces) if view is not None else 0
        whose = "all" if self.edits.scope == Scope.ALL or current is None else current.path
        panel.show_photo(self._base, adjustments, strength, self._face, faces, whose=whose)
        panel.set_scope(self.edits.scope, len(shoot.selected))
        self._show_counts()

    def _show_selection(self, *_: object) -> None:
        self.setup_dock.panel.set_scope(self.edits.scope, len(self.shoot.selected))
        self._show_counts()

    def _show_counts(self) -> None:
        photos = self.shoot.photos
        accepted = sum(photo.decision.flag == Flag.ACCEPTED and not photo.missing for photo in photos)
        none = self.tr("No photos here yet. Drop a folder, or choose one. JPEG, TIFF, PNG and camera RAW.")
        self.canvas.set_empty_text("" if photos else none)
        missing = sum(photo.missing for photo in photos)
        chosen = sum(not photo.missing for photo in self.shoot.selected)
        self.setup_dock.set_counts(len(photos) - missing, chosen, accepted)
        self.setup_dock.set_runnable(self.why_no_run())
        self.show_estimate()

    def show_estimate(self) -> None:
        """About how long a run would take, by the pace of the last one."""
        pace = self.shoot.store.fact("pace")
        words = ""
        if pace and len(self.shoot):
            words = self.tr("about {0}").format(duration(60 * len(self.shoot) / pace))
        self.setup_dock.set_time_words(words)

    def why_no_run(self) -> str:
        """Why no run can start now; "" where one can."""
        settings, current = self.shoot.settings, self.shoot.current
        if settings.request is None:
            by_hand = Adjustments() if current is None else self.shoot.adjustments_of(current.path)
            if by_hand.set:
                return self.tr(
                    "What is set by hand is not done to other photos yet. Press “Use as exemplar” to run it on the "
                    "shoot, or choose an exemplar pair or a look."
                )
            return self.tr("Choose an exemplar pair or a look first, or set sliders and press “Use as exemplar”.")
        if settings.pair is not None and self._desk.exemplar.pair_trouble is not None:
            return self._desk.exemplar.pair_trouble.reason
        return ""

    def _show_identity(self) -> None:
        photo = self.shoot.current
        if photo is None or photo.outcome.result is None:
            self.canvas.set_identity_text("")
        elif photo.outcome.identity is None:
            self.canvas.set_identity_text(self.tr("no identity model") if photo.outcome.face_ssim else "")
        else:
            words = self.tr("Identity {0:.2f}  (floor {1:.2f})")
            self.canvas.set_identity_text(
                words.format(figures.below(photo.outcome.identity, 2), self.shoot.settings.floor)
            )

    def show_facts(self, facts: RunFacts) -> None:
        """Show a run as it stands."""
        self.run_dock.show_facts(facts)
