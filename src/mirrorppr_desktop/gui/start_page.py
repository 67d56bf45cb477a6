"""The first page: two numbered steps are the whole program. Unfinished work comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import dialogs, icons, theme
from mirrorppr_desktop.gui.dock.pair_zones import PairZones
from mirrorppr_desktop.gui.drops import DropKind, local_paths, sort_drop
from mirrorppr_desktop.gui.recent_list import RecentList
from mirrorppr_desktop.gui.shoot.recent import Recent
from mirrorppr_desktop.gui.this_computer import ComputerFacts, ThisComputer, line
from mirrorppr_desktop.gui.widgets.drop_zone import DropZone
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES
from mirrorppr_desktop.retouch.request import ExemplarPair

_SIDE_WIDTH, _NARROW_SIDE, _NARROW_BELOW = 368, 320, 1500
ChoosePhotos = Callable[[QWidget], Sequence[Path]]
ChooseFolder = Callable[[QWidget], Path | None]


class StartPage(QWidget):
    """The page.

    Signals: pair_chosen(list of two Path, in either order); look_dropped(Path); model_dropped(list of Path);
    shoot_chosen(list of Path, recursive); recent_chosen(store), located(store, folder), resume_wanted(store): Path;
    settings_wanted(), diagnostics_wanted(), models_wanted(); thumbnail_wanted(Path).
    """

    pair_chosen = Signal(object)
    look_dropped = Signal(object)
    model_dropped = Signal(object)
    shoot_chosen = Signal(object, bool)
    recent_chosen = Signal(object)
    located = Signal(object, object)
    resume_wanted = Signal(object)
    settings_wanted = Signal()
    diagnostics_wanted = Signal()
    models_wanted = Signal()
    thumbnail_wanted = Signal(object)

    def __init__(
        self,
        choose_photos: ChoosePhotos | None = None,
        choose_folder: ChooseFolder | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choose_photos = choose_photos or dialogs.choose_photos
        self._choose_folder = choose_folder or dialogs.choose_folder
        self._interrupted: Recent | None = None
        self.setAcceptDrops(True)
        self.computer = ThisComputer()
        self.computer.models_wanted.connect(self.models_wanted)
        self.computer.settings_wanted.connect(self.settings_wanted)
        self.computer.diagnostics_wanted.connect(self.diagnostics_wanted)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._centre(), 1)
        border = QFrame()
        theme.mark(border, role="line", across="false")
        border.setFixedWidth(1)
        whole.addWidget(border)
        whole.addWidget(self.computer)
        self.set_recents([])

    # --- what it is told

    def set_recents(self, recents: Sequence[Recent], today: date | None = None) -> None:
        """The shoots that were open before; one whose run ended unexpectedly gets the note above."""
        self._recents.show_recents(recents, today or date.today())
        self._none.setVisible(not recents)
        self._interrupted = next((one for one in recents if one.running is not None and one.missing is None), None)
        self._interruption.setVisible(self._interrupted is not None)
        if self._interrupted is not None:
            buttons = [("resume", self.tr("Resume")), ("open", self.tr("Open without running"))]
            self._interruption.say("warn", self._what_happened(self._interrupted), buttons)
            theme.mark(self._interruption.button(self.tr("Resume")), role="main")

    def show_pair(self, pair: ExemplarPair) -> None:
        """A pair is chosen; a shoot is still wanted."""
        self.pair.show_pair(pair)
        for path in (pair.before, pair.after):
            self.thumbnail_wanted.emit(path)

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        """Answer to `thumbnail_wanted`."""
        self.pair.set_thumbnail(path, image)
        self._recents.set_thumbnail(path, image)

    def set_computer(self, facts: ComputerFacts) -> None:
        """What is known of this computer."""
        self.computer.show_facts(facts)

    def say(self, words: str, state: str = "warn") -> None:
        """A note on something that could not be used; "" takes it away."""
        self._trouble.setVisible(bool(words))
        if words:
            self._trouble.say(state, words)

    # --- building

    def _centre(self) -> QScrollArea:
        inside = QWidget()
        theme.mark(inside, role="canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(24)
        self._interruption = Note("warn", closable=False)
        self._interruption.pressed.connect(self._answer)
        self._trouble = Note("warn")
        self._trouble.setVisible(False)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        title = QLabel(self.tr("Retouch one portrait by hand. Do the same to the whole shoot."))
        theme.mark(title, type="page")
        promise = QLabel(
            self.tr("Originals are never changed. Results are written beside them, at full size and depth.")
        )
        theme.mark(promise, tone="2")
        for label in (title, promise):
            label.setWordWrap(True)
            heading.addWidget(label)
        column.addWidget(self._interruption)
        column.addWidget(self._trouble)
        column.addLayout(heading)
        column.addLayout(self._steps())
        column.addLayout(self._recent_part())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(scroll.viewport(), role="canvas")
        scroll.setWidget(inside)
        return scroll

    def _steps(self) -> QHBoxLayout:
        self.pair = PairZones(large=True)
        self.pair.pair.connect(self.pair_chosen)
        self.pair.asked.connect(self._ask_photos)
        self.shoot = DropZone(
            "drop-folder",
            self.tr("Folder or photos"),
            self.tr("JPEG, TIFF, PNG, camera RAW"),
            suffixes=PHOTO_SUFFIXES,
            folders=True,
        )
        self.shoot.dropped.connect(self._shoot_dropped)
        self.shoot.asked.connect(self._ask_folder)
        self.folder_button = QPushButton(self.tr("Choose a folder…"))
        icons.beside_words(self.folder_button, "folder")
        self.folder_button.clicked.connect(self._ask_folder)
        self.recursive = QCheckBox(self.tr("include sub-folders"))
        below = QHBoxLayout()
        below.addWidget(self.folder_button)
        below.addWidget(self.recursive)
        below.addStretch(1)
        folder = QVBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.shoot, 1)
        folder.addLayout(below)
        steps = QHBoxLayout()
        steps.setSpacing(24)
        for number, words, part, share in (
            (1, self.tr("Exemplar pair"), self.pair, 4),
            (2, self.tr("Shoot"), folder, 3),
        ):
            step = QVBoxLayout()
            step.setSpacing(8)
            label = QLabel(f"{number}  {words}")
            theme.mark(label, type="heading")
            step.addWidget(label)
            if isinstance(part, QWidget):
                step.addWidget(part, 1)
            else:
                step.addLayout(part, 1)
            steps.addLayout(step, share)
        return steps

    def _recent_part(self) -> QVBoxLayout:
        title, hint = QLabel(self.tr("Recent shoots")), QLabel()
        hint.setText(self.tr("Drop a saved look (.mplook) anywhere to use it without a pair"))
        theme.mark(title, type="heading")
        theme.mark(hint, type="hint", tone="2")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(hint)
        self._recents = RecentList()
        self._recents.opened.connect(self.recent_chosen)
        self._recents.locate_wanted.connect(self._locate)
        self._recents.thumbnail_wanted.connect(self.thumbnail_wanted)
        self._none = QLabel(self.tr("None yet. What you open is kept here, with every decision."))
        theme.mark(self._none, tone="2")
        self._none.setContentsMargins(0, 12, 0, 0)
        part = QVBoxLayout()
        part.setSpacing(0)
        part.addLayout(head)
        part.addSpacing(8)
        part.addWidget(line())
        part.addWidget(self._none)
        part.addWidget(self._recents)
        return part

    @property
    def recents(self) -> RecentList:
        """The list of recent shoots."""
        return self._recents

    @property
    def interruption(self) -> Note:
        """The note on a run that ended unexpectedly."""
        return self._interruption

    @property
    def trouble(self) -> Note:
        """The note on what could not be used."""
        return self._trouble

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow side."""
        super().resizeEvent(event)
        self.computer.setFixedWidth(_NARROW_SIDE if self.width() < _NARROW_BELOW else _SIDE_WIDTH)

    # --- words and answers

    def _what_happened(self, one: Recent) -> str:
        lines = [self.tr("The last session ended unexpectedly. Nothing is lost.")]
        text = self.tr("{0}: {1} of {2} photos are done and on disk, every decision is kept.")
        lines.append(text.format(one.title, one.done, one.photos))
        if len(one.in_hand) == 1:
            lines[-1] += " " + self.tr("{0} was in hand and will be done again.").format(one.in_hand[0].name)
        elif one.in_hand:
            text = self.tr("{0} photos were in hand and will be done again.")
            lines[-1] += " " + text.format(len(one.in_hand))
        return "\n".join(lines)

    def _answer(self, key: str) -> None:
        if self._interrupted is not None:
            signal = self.resume_wanted if key == "resume" else self.recent_chosen
            signal.emit(self._interrupted.store)

    def _ask_photos(self) -> None:
        paths = list(self._choose_photos(self))
        if not paths:
            return
        drop = sort_drop(paths, on_pair=True)
        self.say(drop.words)
        if drop.kind is DropKind.PAIR:
            self.pair.clear()
            self.pair_chosen.emit(list(drop.paths))
        elif drop.kind is DropKind.HALF:
            self.pair.take(drop.paths[0])

    def _ask_folder(self) -> None:
        folder = self._choose_folder(self)
        if folder is not None:
            self.shoot_chosen.emit([folder], self.recursive.isChecked())

    def _shoot_dropped(self, paths: Sequence[Path]) -> None:
        self.shoot_chosen.emit(list(paths), self.recursive.isChecked())

    def _locate(self, store: Path) -> None:
        folder = self._choose_folder(self)
        if folder is not None:
            self.located.emit(store, folder)

    # --- drops beside the zones

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Every file is taken: what cannot be used is told in words."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do what the files are for."""
        event.acceptProposedAction()
        self.take(local_paths(event.mimeData()))

    def take(self, paths: Sequence[Path]) -> None:
        """Use files that were dropped anywhere but on a zone."""
        drop = sort_drop(paths)
        self.say(drop.words)
        if drop.kind is DropKind.SHOOT:
            self.shoot_chosen.emit(list(drop.paths), self.recursive.isChecked())
        elif drop.kind is DropKind.LOOK:
            self.look_dropped.emit(drop.paths[0])
        elif drop.kind is DropKind.MODEL:
            self.model_dropped.emit(list(drop.paths))
