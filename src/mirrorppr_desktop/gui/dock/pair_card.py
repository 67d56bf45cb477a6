"""The card of the exemplar pair at the top of the dock: which pair or look, what was found in it, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.dock.face_picture import FacePicture, MovementLegend, image_of
from mirrorppr_desktop.gui.dock.pair_findings import PairFindings
from mirrorppr_desktop.gui.dock.pair_zones import PairZones
from mirrorppr_desktop.gui.drops import DropKind, local_paths, sort_drop
from mirrorppr_desktop.gui.run.trial import trial_words
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.progress import ProgressLine, WorkingArc
from mirrorppr_desktop.gui.widgets.tag import WEAK_TRUST

if TYPE_CHECKING:
    from mirrorppr_desktop.jobs.questions import PairFound, PairRefused

_TALL, _LOW, _MAP = 128, 84, 220  # heights of pictures


class CardState(StrEnum):
    """What the card shows."""

    EMPTY = "empty"
    MEASURING = "measuring"
    FOUND = "found"
    WEAK = "weak"
    REFUSED = "refused"
    SIMULATED = "simulated"
    LOOK = "look"


class PairCard(QWidget):
    """The card.

    Signals: pair_dropped(list of two Path, in either order), look_dropped(Path), notice(str): words on a drop that
    cannot be used. swap_wanted(): before and after are the wrong way round. choose_wanted(): choose two photos.
    clear_wanted(): work without a pair. same_person_said(): a pair that was refused shows one person all the same.
    trial_wanted(): try the look on some photos.
    """

    pair_dropped = Signal(object)
    look_dropped = Signal(object)
    notice = Signal(str)
    swap_wanted = Signal()
    choose_wanted = Signal()
    clear_wanted = Signal()
    same_person_said = Signal()
    trial_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._state = CardState.EMPTY
        self._found: PairFound | None = None
        self._zones = PairZones()
        self._zones.pair.connect(self.pair_dropped)
        self._zones.asked.connect(self.choose_wanted)
        self._measuring = _Measuring()
        self._before, self._after = FacePicture(self.tr("Before"), _TALL), FacePicture(self.tr("After"), _TALL)
        self._pictures = _row(self._before, self._after)
        self._findings = PairFindings()
        self._note = Note("warn", closable=False)
        self._another = QPushButton(self.tr("Choose another…"))
        self._another.clicked.connect(self.choose_wanted)
        self._same = QPushButton(self.tr("Same person"))
        self._same.setToolTip(self.tr("Learn the pair all the same; sidecars and report tell that you said so"))
        self._same.clicked.connect(self.same_person_said)
        self._remedies = _row(self._another, self._same)
        self._trial = QPushButton(trial_words())
        self._trial.setToolTip(self.tr("Run on photos from all over the shoot, and look at those results"))
        self._trial.clicked.connect(self.trial_wanted)
        self._map_button = QPushButton(self.tr("Show movement map"))
        icons.beside_words(self._map_button, "arrows", "text_2")
        theme.mark(self._map_button, role="quiet")
        self._map_button.setCheckable(True)
        self._map_button.toggled.connect(self._show_map)
        self._map, self._legend = FacePicture("", _MAP), MovementLegend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        for part in (
            self._zones,
            self._measuring,
            self._pictures,
            self._findings,
            self._note,
            self._remedies,
            self._trial,
        ):
            column.addWidget(part)
        column.addWidget(self._map_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._map)
        column.addWidget(self._legend)
        self.set_empty()

    # --- states

    @property
    def state(self) -> CardState:
        """What it shows."""
        return self._state

    def set_empty(self) -> None:
        """There is neither pair nor look."""
        self._zones.clear()
        self._show(CardState.EMPTY, "")

    def set_measuring(self, name: str = "", stage: str = "", share: float | None = None) -> None:
        """A pair is being looked at. name: of its photo. stage: what is done, in words. share: 0..1, where known."""
        self._measuring.say(stage or self.tr("Comparing before and after"), share)
        self._show(CardState.MEASURING, name)

    def set_found(self, found: PairFound) -> None:
        """What the pair shows."""
        self._found = found
        before, after = found.pair.before.name, found.pair.after.name
        self._before.show_image(image_of(found.before), before)
        self._after.show_image(image_of(found.after), after)
        self._findings.show_pair(found)
        weak = found.trust < WEAK_TRUST
        warnings = list(found.warnings)
        if weak:
            warnings.insert(0, self._why_weak(found))
        if found.pair.same_person:
            warnings.append(self.tr("That both show one person was said by you."))
        if found.faces > 1:
            text = self.tr("{0} shows {1} faces; face {2} was measured.")
            warnings.append(text.format(before, found.faces, found.face))
        self._note.say("warn" if weak or found.warnings else "accent", " ".join(warnings))
        self._show(CardState.WEAK if weak else CardState.FOUND, before, note=bool(warnings))
        self._show_map(self._map_button.isChecked())

    def set_refused(self, refused: PairRefused) -> None:
        """The pair cannot be used; nothing was learned from it."""
        self._note.say("bad", refused.reason)
        self._same.setVisible(refused.can_overrule)
        self._show(CardState.REFUSED, refused.pair.before.name, note=True)

    def set_simulated(self, text: str, operations: Sequence[tuple[str, float]] = ()) -> None:
        """The retouch was made by hand on one photo. text: as in "made by hand on BP_0401"."""
        self._findings.show_operations(operations, self.tr("What was set"))
        self._show(CardState.SIMULATED, text)

    def set_look(self, text: str, operations: Sequence[tuple[str, float]] = ()) -> None:
        """A look is used. text: its name, as in "Board.mplook"."""
        self._findings.show_operations(operations, self.tr("What it does"))
        self._show(CardState.LOOK, text)

    def set_trial_count(self, count: int) -> None:
        """On how many photos a look would be tried."""
        self._trial.setText(trial_words(count))
        self._trial.setEnabled(count > 0)

    def set_compact(self, compact: bool) -> None:
        """Take less height, for low windows."""
        for picture in (self._before, self._after):
            picture.setFixedHeight(_LOW if compact else _TALL)
        self._findings.set_compact(compact)

    # --- building

    def _head(self) -> QHBoxLayout:
        self._title = QLabel(self)
        theme.mark(self._title, type="strong")
        self._name = ElidedLabel(parent=self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight)
        theme.mark(self._name, type="hint", tone="2")
        self._swap = QPushButton(self.tr("Swap"), self)
        icons.beside_words(self._swap, "swap", "text_2")
        theme.mark(self._swap, role="quiet")
        self._swap.setToolTip(self.tr("Before and after are the wrong way round: swap them"))
        self._swap.clicked.connect(self.swap_wanted)
        self._more = QToolButton(self)
        self._more.setIcon(icons.icon("more", "text_2"))
        self._more.setIconSize(QSize(16, 16))
        self._more.setToolTip(self.tr("Choose another pair, or work without one"))
        self._more.setAccessibleName(self.tr("More for the exemplar pair"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addAction(self.tr("Choose another…"), self.choose_wanted.emit)
        menu.addAction(self.tr("Remove"), self.clear_wanted.emit)
        self._more.setMenu(menu)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addWidget(self._name, 1)
        row.addWidget(self._swap)
        row.addWidget(self._more)
        return row

    def _show(self, state: CardState, name: str, *, note: bool = False) -> None:
        self._state = state
        found = state in (CardState.FOUND, CardState.WEAK)
        if not found:
            self._found = None
        self._title.setText(self.tr("Look") if state is CardState.LOOK else self.tr("Exemplar pair"))
        self._name.setText(name)
        self._swap.setVisible(found or state is CardState.REFUSED)
        self._more.setVisible(state is not CardState.EMPTY)
        self._zones.setVisible(state is CardState.EMPTY)
        self._measuring.setVisible(state is CardState.MEASURING)
        self._pictures.setVisible(found)
        self._findings.setVisible(found or state in (CardState.SIMULATED, CardState.LOOK))
        self._note.setVisible(note)
        self._remedies.setVisible(state is CardState.REFUSED)
        self._trial.setVisible(state is CardState.WEAK)
        self._map_button.setVisible(found)
        self._map.setVisible(found and self._map_button.isChecked())
        self._legend.setVisible(found and self._map_button.isChecked())

    def _why_weak(self, found: PairFound) -> str:
        text = self.tr(
            "Only {0} of the change in {1} could be named; trust {2}. The rest is carried as it is. "
            "Look at a few photos before a run."
        )
        named = figures.percent(min(1.0, sum(one.share for one in found.operations)))
        return text.format(named, found.pair.after.name, figures.plain(found.trust))

    def _show_map(self, shown: bool) -> None:
        self._map_button.setText(self.tr("Hide movement map") if shown else self.tr("Show movement map"))
        shown = shown and self._found is not None
        if shown and self._found is not None:
            from mirrorppr_desktop.gui.dock.movement_map import movement_map

            drawn = movement_map(self._found.before, self._found.movement)
            words = self.tr("Movement map, longest {0} px").format(figures.plain(self._found.largest_motion_px, 1))
            self._map.show_image(image_of(drawn.pixels), words)
            self._legend.show_top(drawn.top_px)
        self._map.setVisible(shown)
        self._legend.setVisible(shown)

    # --- drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take two photos, one of them, or a look; the rest is for the window."""
        drop = sort_drop(local_paths(event.mimeData()), on_pair=True)
        if drop.kind in (DropKind.PAIR, DropKind.HALF, DropKind.LOOK):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """A new pair, or a look."""
        drop = sort_drop(local_paths(event.mimeData()), on_pair=True)
        event.acceptProposedAction()
        if drop.words:
            self.notice.emit(drop.words)
        if drop.kind is DropKind.LOOK:
            self.look_dropped.emit(drop.paths[0])
        elif drop.kind is DropKind.PAIR:
            self.pair_dropped.emit(list(drop.paths))
        elif drop.kind is DropKind.HALF:
            self.take_half(drop.paths[0])

    def take_half(self, path: Path) -> None:
        """One photo of a new pair has come: wait for the other."""
        if self._state is not CardState.EMPTY:
            self.notice.emit(self.tr("{0} alone is no pair: drop both photos together.").format(path.name))
            return
        self._zones.take(path)


class _Measuring(QWidget):
    """Words while the pair is looked at, with a line where it is known how far that has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        theme.mark(self._words, tone="2")
        self._line = ProgressLine(parent=self)
        row = QHBoxLayout()
        row.addWidget(WorkingArc(parent=self))
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.addLayout(row)
        column.addWidget(self._line)

    def say(self, stage: str, share: float | None) -> None:
        """What is done right now."""
        self._words.setText(stage)
        self.setAccessibleName(stage)
        self._line.setVisible(share is not None)
        self._line.set_parts(round(100 * (share or 0.0)), 0, 100)


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return box
