"""The page of blind tests: which of two results would you deliver?"""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.errors import MirrorPPRError
from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.blind.dock import BlindDock
from mirrorppr_desktop.gui.blind.panes import Panes, PinnedBefore
from mirrorppr_desktop.gui.blind.trial import BlindTest, Vote
from mirrorppr_desktop.gui.blind.votes_file import write_votes
from mirrorppr_desktop.gui.key_button import KeyButton
from mirrorppr_desktop.gui.shoot.photo import Flag, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache, pixmap_of
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.progress import ProgressLine
from mirrorppr_desktop.jobs.questions import PreviewAsk, Trouble, ViewAsk
from mirrorppr_desktop.photo.photo import RGB8

_DOCK_WIDE, _DOCK_NARROW, _NARROW_WINDOW = 368, 320, 1500


class BlindPage(QWidget):
    """Two variants of each photo side by side; votes are kept at once and hidden until they are shown.

    Signals: variants_wanted(Path, (strength_a, strength_b)): answered by `set_variants` with the untouched photo and
    that at both strengths, in that order, or by `set_trouble`.
    """

    variants_wanted = Signal(object, object)

    def __init__(self, shoot: Shoot, cache: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shoot = shoot
        self.test = BlindTest.resume(shoot.store)
        self._awaited: Path | None = None
        self._since: float | None = None  # when both pictures came up
        self.keys: dict[str, QAction] = {}  # a, b, same, neither, flicker, take_back
        self._was_shown = False
        self.panes, self.before = Panes(), PinnedBefore()
        self.dock = BlindDock(cache)
        self.note = Note("accent", parent=self)
        self.note.hide()
        self._make_controls()
        self._stack = QStackedWidget()
        self._lay_out()
        self._add_keys()
        self.dock.setup.started.connect(self.begin)
        self.dock.show_wanted.connect(self.show_votes)
        self.dock.save_wanted.connect(self._choose_file)
        self.dock.again_wanted.connect(self.prepare)
        self.refresh()

    # --- the way of a test

    def prepare(self) -> None:
        """Leave the test whose votes are shown, and set up another."""
        self.test, self._awaited, self._since = None, None, None
        self.refresh()

    def begin(self) -> None:
        """Draw photos and sides, and show the first."""
        setup = self.dock.setup
        accepted_only = setup.source.currentData() == "accepted"
        photos = [
            photo.path
            for photo in self.shoot.photos
            if photo.outcome.state != RunState.FAILED and (photo.decision.flag == Flag.ACCEPTED or not accepted_only)
        ]
        if not photos:
            return
        self.test = BlindTest.begin(self.shoot.store, photos, int(setup.count.currentData()), setup.strengths)
        self.note.hide()
        self.refresh()
        self.panes.a.setFocus()

    def vote(self, vote: Vote) -> None:
        """Give the photo in hand a vote; not before both pictures are there."""
        if self.test is None or self._since is None:
            return
        self.test.vote(vote, time.monotonic() - self._since)
        self._next()

    def take_back(self) -> None:
        """Drop the vote given last; its photo comes again."""
        if self.test is not None and not self.test.is_shown:
            self.test.take_back()
            self._next()

    def show_votes(self) -> None:
        """End the test and show what it came to."""
        if self.test is not None and self.test.votes:
            self.test.show()
            self._next()
            self.setFocus()  # the button that was pressed is gone

    def set_variants(self, path: Path, before: RGB8, a: RGB8, b: RGB8) -> None:
        """Take the pictures that were asked for; a, b: at the first and the second of the two strengths."""
        trial = None if self.test is None else self.test.current
        if trial is None or path != self._awaited or trial.photo != path:
            return
        self._awaited = None
        left, right = (a, b) if trial.first_is_left else (b, a)
        untouched = pixmap_of(before)
        self.before.show_picture(untouched)
        self.panes.show_pictures(untouched, pixmap_of(left), pixmap_of(right))
        self._since = time.monotonic()
        self._enable()

    def hear_trouble(self, trouble: Trouble) -> None:
        """Take what a lane could not do, where it is about the photo in hand."""
        if isinstance(trouble.ask, ViewAsk | PreviewAsk):
            self.set_trouble(trouble.path, trouble.reason)

    def set_trouble(self, path: Path, reason: str) -> None:
        """Leave a photo out whose pictures cannot be had."""
        if self.test is not None and path == self._awaited:
            self.note.say("warn", self.tr("{0} is left out of the test. {1}").format(path.name, reason))
            self.note.show()
            self.test.skip(path)
            self._next()

    def save(self, path: Path) -> bool:
        """Write the votes as CSV; whether it was possible."""
        if self.test is None:
            return False
        try:
            write_votes(path, self.test.votes)
        except MirrorPPRError as error:
            self.note.say("bad", str(error))
            self.note.show()
            return False
        self.note.say("ok", self.tr("{0} holds {1} votes.").format(path.name, len(self.test.votes)))
        self.note.show()
        return True

    def _choose_file(self) -> None:
        name = str(self.shoot.out.parent / self.tr("blind test.csv"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save votes"), name, self.tr("Table (*.csv)"))
        if chosen:
            self.save(Path(chosen))

    def _next(self) -> None:
        self._awaited, self._since = None, None
        self.panes.set_flickering(False)
        self.panes.show_before(False)
        self.refresh()

    # --- what is shown

    def refresh(self) -> None:
        """Show the test as it stands; ask for the pictures of the photo in hand."""
        test = self.test
        done = [photo for photo in self.shoot.photos if photo.outcome.state != RunState.FAILED]
        accepted = sum(photo.decision.flag == Flag.ACCEPTED for photo in done)
        self.dock.setup.set_sources(accepted, len(done))
        self.dock.show_test(test)
        trial = None if test is None or test.is_shown else test.current
        self._stack.setCurrentIndex(1 if trial is not None else 0)
        self._words.setText(self._where_it_stands())
        if test is not None:
            count = len(test.trials)
            self._place.setText(self.tr("Photo {0} of {1}").format(min(test.place + 1, count), count))
            self._progress.set_parts(test.place, 0, count)
        if test is not None and trial is not None and self._since is None and self._awaited != trial.photo:
            self._ask(test, trial.photo)
        self._enable()

    def fit_to(self, width: int, _height: int) -> None:
        """Take the room that a window of this size has."""
        wide = _DOCK_NARROW if width < _NARROW_WINDOW else _DOCK_WIDE
        self.split.setSizes([max(1, width - wide), wide])

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where it was left."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.fit_to(self.window().width(), self.window().height())
        self.refresh()

    def _ask(self, test: BlindTest, photo: Path) -> None:
        if not self.isVisible():
            return
        self._awaited = photo
        self.before.show_picture(None)
        self.panes.show_words(self.tr("Both results are being made."))
        words = self.tr("{0}, same size and place in both. Sides and order were drawn by chance; names stay hidden.")
        self._about.setText(words.format(photo.name))
        self.variants_wanted.emit(photo, (test.first, test.second))

    def _where_it_stands(self) -> str:
        test = self.test
        if test is None:
            return self.tr("Choose what to compare, and start. Sides and order are drawn by chance.")
        if test.is_shown:
            return self.dock.verdict.text()
        return self.tr("All photos are seen. Show the votes, or take back the last one.")

    def _enable(self) -> None:
        test = self.test
        is_ready = self._since is not None
        for control in (*self.votes.values(), self.flicker, self.hold):
            control.setEnabled(is_ready)
        can_take_back = test is not None and bool(test.votes) and not test.is_shown
        for button in (self.back, self._back_at_end):
            button.setVisible(can_take_back)

    # --- layout

    def _make_controls(self) -> None:
        self.votes = {
            Vote.LEFT: KeyButton(self.tr("A looks better"), "1", parent=self),
            Vote.RIGHT: KeyButton(self.tr("B looks better"), "2", parent=self),
            Vote.SAME: KeyButton(self.tr("No difference"), "0", parent=self),
            Vote.NEITHER: KeyButton(self.tr("Neither is good enough"), "N", parent=self),
        }
        for vote, choice in self.votes.items():
            choice.clicked.connect(lambda _checked=False, vote=vote: self.vote(vote))
        self.flicker = KeyButton(self.tr("Flicker A and B"), "Y", parent=self)
        self.hold = KeyButton(self.tr("Before, in place of both"), "\\", parent=self)
        self.flicker.clicked.connect(self._flicker)
        self.hold.pressed.connect(lambda: self.panes.show_before(True))
        self.hold.released.connect(lambda: self.panes.show_before(False))
        self.back, self._back_at_end = (QPushButton(self.tr("Take back the last vote"), self) for _ in range(2))
        for button in (self.back, self._back_at_end):
            icons.beside_words(button, "undo", "text_2")
            button.clicked.connect(self.take_back)
        theme.mark(self.back, role="quiet")
        self._place, self._progress = QLabel(self), ProgressLine(6, self)
        self._about, self._words = ElidedLabel("", Qt.TextElideMode.ElideRight, self), QLabel(self)

    def _add_keys(self) -> None:
        for name, keys, do in (
            ("a", "1", lambda: self.vote(Vote.LEFT)),
            ("b", "2", lambda: self.vote(Vote.RIGHT)),
            ("same", "0", lambda: self.vote(Vote.SAME)),
            ("neither", "N", lambda: self.vote(Vote.NEITHER)),
            ("flicker", "Y", self._flicker),
            ("take_back", "Backspace", self.take_back),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _checked=False, do=do: do())
            self.addAction(action)
            self.keys[name] = action
        for pane in (self.panes.a, self.panes.b):
            pane.installEventFilter(self)

    def _flicker(self) -> None:
        if self._since is not None:
            self.panes.set_flickering(not self.panes.is_flickering)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The backslash on a pane: before, as long as it is held."""
        return isinstance(event, QKeyEvent) and self._hold_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The backslash: before, as long as it is held."""
        if not self._hold_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The results come back."""
        if not self._hold_key(event):
            super().keyReleaseEvent(event)

    def _hold_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Backslash or self._since is None:
            return False
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and not event.isAutoRepeat():
            self.panes.show_before(event.type() == QEvent.Type.KeyPress)
        return event.type() != QEvent.Type.ShortcutOverride

    def _lay_out(self) -> None:
        theme.mark(self, role="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(28, 16, 28, 16)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._rest_page())
        self._stack.addWidget(self._voting_page())
        self.dock.setMinimumWidth(288)
        self.dock.setMaximumWidth(480)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.dock)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setCollapsible(0, False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)

    def _rest_page(self) -> QWidget:
        page = QWidget()
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.mark(self._words, type="page")
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(12)
        column.addWidget(self._back_at_end, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _voting_page(self) -> QWidget:
        page = QWidget()
        title, hint = QLabel(self.tr("Which result would you deliver?")), QLabel(self.tr("Look at the person first."))
        theme.mark(title, type="heading")
        theme.mark(hint, tone="2")
        self._progress.setMaximumWidth(180)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(hint)
        head.addStretch(1)
        head.addWidget(self._place)
        head.addWidget(self._progress)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.setContentsMargins(4, 0, 4, 0)
        both.addWidget(self.votes[Vote.LEFT], 1)
        both.addWidget(self.votes[Vote.RIGHT], 1)
        others = QHBoxLayout()
        others.setSpacing(8)
        for button in (self.votes[Vote.SAME], self.votes[Vote.NEITHER], self.flicker, self.hold):
            theme.mark(button, role=None)
            others.addWidget(button)
        others.addStretch(1)
        about = QHBoxLayout()
        about.addWidget(self._about, 1)
        about.addWidget(self.back)
        beside = QVBoxLayout()
        beside.addLayout(others)
        beside.addLayout(about)
        beside.addStretch(1)
        theme.mark(self._about, tone="2")
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 4, 4, 0)
        foot.setSpacing(12)
        foot.addWidget(self.before, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addLayout(beside, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.panes, 1)
        column.addLayout(both)
        column.addLayout(foot)
        return page
