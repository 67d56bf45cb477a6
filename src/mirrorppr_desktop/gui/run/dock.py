"""The dock while a run goes on: how far, how fast, what is in hand, and what went wrong beside what to do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.run import words
from mirrorppr_desktop.gui.run.control import Failure, RunFacts
from mirrorppr_desktop.gui.run.pace import WINDOW, duration
from mirrorppr_desktop.gui.thumbnail_delegate import STAGE_SHARES
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.progress import ProgressLine
from mirrorppr_desktop.gui.widgets.sparkline import Sparkline
from mirrorppr_desktop.jobs.batch import LOG_NAME
from mirrorppr_desktop.settings import JOB_FOLDER

_SHOWN_FAILURES = 20
_IN_HAND = 8
_SHOWN_LOST = 3


class RunDock(QWidget):
    """Shows `RunFacts`; asks by signals.

    Signals: held(), released(), cancelled(), review_wanted(), file_wanted(Path), retry_wanted(list[Path]),
    skip_wanted(Path), folder_wanted().
    """

    held = Signal()
    released = Signal()
    cancelled = Signal()
    review_wanted = Signal()
    file_wanted = Signal(object)
    retry_wanted = Signal(object)
    skip_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._facts: RunFacts | None = None
        self._notes: dict[object, Note] = {}
        self._waited_for: set[Path] = set()  # photos without progress that a person wants to wait for
        inside = QWidget()
        theme.mark(inside, role="panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        self._line = ProgressLine(height=8)
        column.addWidget(self._line)
        column.addLayout(self._figures())
        self._curve = Sparkline(self.tr("Photos a minute"))
        self._curve.setMinimumHeight(36)
        column.addWidget(self._curve)
        hint = QLabel(self.tr("The time left follows the last {0} photos.").format(WINDOW))
        theme.mark(hint, type="hint", tone="3")
        column.addWidget(hint)
        column.addWidget(_line())
        column.addWidget(_title(self.tr("In hand")))
        self._in_hand = QGridLayout()
        self._in_hand.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        column.addLayout(self._in_hand)
        self._nothing_in_hand = _hint()
        column.addWidget(self._nothing_in_hand)
        column.addWidget(_line())
        self._troubles = QVBoxLayout()
        self._troubles.setSpacing(8)
        column.addLayout(self._troubles)
        self._settings = _hint()
        column.addWidget(_title(self.tr("Settings of this run, fixed at its start")))
        column.addWidget(self._settings)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scrolled(inside), 1)
        whole.addWidget(self._foot())

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("How the run stands"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        return scroll

    def set_settings_text(self, text: str) -> None:
        """What the run was started with, in words."""
        self._settings.setText(text)

    def show_facts(self, facts: RunFacts) -> None:
        """Show a run as it stands."""
        self._facts = facts
        self._finished.setText(str(facts.finished))
        self._total.setText(self.tr("of {0} photos").format(facts.total))
        percent = 100 * facts.finished // facts.total if facts.total else 0
        self._percent.setText(f"{percent} %")
        self._line.set_parts(facts.done + len(facts.skipped), len(facts.failures), max(1, facts.total))
        self._left.setText("–" if facts.left_s is None or not facts.is_running else duration(facts.left_s))
        self._rate.setText("–" if facts.per_minute is None else f"{facts.per_minute:.1f}")
        self._since.setText(duration(facts.elapsed_s))
        self._curve.set_values(facts.curve)
        self._show_in_hand(facts)
        self._show_troubles(facts)
        self._show_buttons(facts)

    # --- parts

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._finished = QLabel("0")
        theme.mark(self._finished, type="big-number")
        self._total = QLabel()
        theme.mark(self._total, tone="2")
        self._percent = QLabel("0 %")
        theme.mark(self._percent, type="heading")
        row.addWidget(self._finished)
        row.addWidget(self._total, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        self._left, self._rate, self._since = QLabel("–"), QLabel("–"), QLabel("–")
        titles = (self.tr("Left"), self.tr("Photos a minute"), self.tr("Since start"))
        for column, (title, value) in enumerate(zip(titles, (self._left, self._rate, self._since), strict=True)):
            head = QLabel(title)
            theme.mark(head, type="hint", tone="2")
            theme.mark(value, type="heading")
            value.setAccessibleName(title)
            grid.setColumnStretch(column, 1)
            grid.addWidget(head, 0, column)
            grid.addWidget(value, 1, column)
        return grid

    def _foot(self) -> QWidget:
        foot = QFrame()
        theme.mark(foot, role="panel")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(_line())
        row = QHBoxLayout()
        self._main = QPushButton()
        theme.mark(self._main, role="main")
        self._main.clicked.connect(self._main_pressed)
        self._cancel = QPushButton(self.tr("Cancel…"))
        icons.beside_words(self._cancel, "stop")
        theme.mark(self._cancel, role="large")
        self._cancel.clicked.connect(self.cancelled)
        row.addWidget(self._main, 1)
        row.addWidget(self._cancel, 1)
        column.addLayout(row)
        hint = QLabel(
            self.tr("You can close the window: it asks whether to finish these photos, go on in the tray, or stay.")
        )
        hint.setWordWrap(True)
        theme.mark(hint, type="hint", tone="3")
        column.addWidget(hint)
        return foot

    # --- what changes

    def _main_pressed(self) -> None:
        facts = self._facts
        if facts is None or not facts.is_running:
            self.review_wanted.emit()
        elif facts.is_held:
            self.released.emit()
        else:
            self.held.emit()

    def _show_buttons(self, facts: RunFacts) -> None:
        if not facts.is_running:
            text, icon = self.tr("Review {0} results").format(facts.done), "grid"
        elif facts.is_held:
            text, icon = self.tr("Resume"), "run"
        else:
            text, icon = self.tr("Pause"), "pause"
        if self._main.text() != text:
            self._main.setText(text)
            icons.beside_words(self._main, icon, "on_accent")
        self._main.setEnabled(not facts.is_stopping and (facts.is_running or facts.done > 0))
        self._cancel.setVisible(facts.is_running)
        self._cancel.setEnabled(not facts.is_stopping)

    def _show_in_hand(self, facts: RunFacts) -> None:
        shown = facts.in_hand[:_IN_HAND]
        self._nothing_in_hand.setVisible(not shown)
        self._nothing_in_hand.setText(self._why_nothing_in_hand(facts))
        while len(self._rows) < len(shown):
            name, stage = ElidedLabel(), QLabel()
            theme.mark(stage, tone="2")
            stage.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            widest = max(stage.fontMetrics().horizontalAdvance(words) for words in STAGE_SHARES)
            self._in_hand.setColumnMinimumWidth(1, widest)  # or a longer word is cut until the row is laid out anew
            row = len(self._rows)
            self._in_hand.addWidget(name, row, 0)
            self._in_hand.addWidget(stage, row, 1)
            self._rows.append((name, stage))
        for i, (name_label, stage_label) in enumerate(self._rows):
            name_label.setVisible(i < len(shown))
            stage_label.setVisible(i < len(shown))
            if i < len(shown):
                name_label.setText(shown[i][0].name)
                stage_label.setText(shown[i][1])

    def _why_nothing_in_hand(self, facts: RunFacts) -> str:
        if not facts.is_running:
            return self.tr("Nothing: the run is over")
        if facts.is_held:
            return self.tr("Nothing: the run is paused")
        return self.tr("The workers are getting ready")

    def _show_troubles(self, facts: RunFacts) -> None:
        wanted: dict[object, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
        if facts.trouble:
            wanted["trouble"] = ("bad", facts.trouble, ())
        if not facts.is_running and facts.ended is not None and not facts.trouble:
            wanted["end"] = ("ok", words.end(facts), ())
        skip, wait = ("skip", self.tr("Skip this photo")), ("wait", self.tr("Wait"))
        self._waited_for &= {photo for photo, _, _ in facts.stalled}
        for photo, stage, seconds in facts.stalled:
            if photo in self._waited_for:
                continue
            text = self.tr("No progress for {0} on {1} ({2}). The others go on.")
            wanted["stall", photo] = ("warn", text.format(duration(seconds), photo.name, stage), (skip, wait))
        for i, lost in enumerate(facts.lost[-_SHOWN_LOST:]):
            wanted["lost", i, lost] = ("warn", lost, (("log", self.tr("Show log")),))
        for i, notice in enumerate(facts.notices[-5:]):
            wanted["notice", i, notice] = ("warn", notice, ())
        for failure in (*facts.failures, *facts.skipped)[:_SHOWN_FAILURES]:
            wanted["failure", failure] = self._of_failure(failure, facts)
        if len(facts.failures) > 1 and not facts.is_running:
            text = self.tr("{0} photos failed. Nothing was written for them; the originals are untouched.")
            retry = (("retry all", self.tr("Retry failed")),)
            wanted["all failures"] = ("bad", text.format(len(facts.failures)), retry)
        self._keep_notes(wanted)

    def _of_failure(self, failure: Failure, facts: RunFacts) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        buttons = [("file", self.tr("Show file"))]
        if not facts.is_running:
            buttons.append(("retry", self.tr("Retry")))
        state = "bad" if failure in facts.failures else "warn"
        text = self.tr("{0}: {1}. Nothing was written for this photo; the original is untouched.")
        return state, text.format(failure.photo.name, failure.reason.rstrip(".")), tuple(buttons)

    def _keep_notes(self, wanted: dict[object, tuple[str, str, tuple[tuple[str, str], ...]]]) -> None:
        for key in [key for key in self._notes if key not in wanted]:
            gone = self._notes.pop(key)
            self._troubles.removeWidget(gone)
            gone.deleteLater()
        for key, (state, text, buttons) in wanted.items():
            note = self._notes.get(key)
            if note is None:
                note = Note(state, text, buttons, closable=False)
                note.set_upright(True)
                note.pressed.connect(lambda button, key=key: self._pressed(key, button))
                self._notes[key] = note
                self._troubles.addWidget(note)
            elif (note.text(), note.state()) != (text, state) or len(buttons) != note.property("buttons"):
                note.say(state, text, buttons)
            note.setProperty("buttons", len(buttons))

    def _pressed(self, key: object, button: str) -> None:
        if button == "retry all" and self._facts is not None:
            self.retry_wanted.emit([failure.photo for failure in self._facts.failures])
        elif button == "log" and self._facts is not None:
            self.file_wanted.emit(self._facts.out / JOB_FOLDER / LOG_NAME)
        elif isinstance(key, tuple) and button == "skip":
            self.skip_wanted.emit(key[1])
        elif isinstance(key, tuple) and button == "wait" and self._facts is not None:
            self._waited_for.add(key[1])
            self._show_troubles(self._facts)
        elif isinstance(key, tuple) and isinstance(key[1], Failure):
            photo: Path = key[1].photo
            if button == "file":
                self.file_wanted.emit(photo)
            else:
                self.retry_wanted.emit([photo])


def _title(text: str) -> QLabel:
    label = QLabel(text)
    theme.mark(label, type="strong")
    return label


def _hint() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    theme.mark(label, type="hint", tone="2")
    return label


def _line() -> QFrame:
    line = QFrame()
    theme.mark(line, role="line", across="true")
    return line
