"""The export page: every result by its name before it is written, the choices on the right, sum and space below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.export.choice import (
    OF_SETTINGS,
    Choice,
    Which,
    choice_from_json,
    first_choice,
    with_settings,
)
from mirrorppr_desktop.gui.export.model import ExportModel
from mirrorppr_desktop.gui.export.plan import Disk, Row, RowKind, chosen, free_bytes, job_for, plan
from mirrorppr_desktop.gui.export.settings_side import ChooseFolder, SettingsSide
from mirrorppr_desktop.gui.export.table import ExportTable
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.preferences import Values
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.recent import day_words
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.progress import ProgressLine
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments

_FOLDER = "exported"
_FILES_AT_ONCE = 40  # looked at in one turn of the event loop: a network drive must not stall the window
_SIDE_WIDTH, _NARROW_SIDE, _NARROW_BELOW = 368, 320, 1500
_MOST_NAMED = 3
_LOOK_AT = frozenset((RowKind.LOOK, RowKind.LEFT_OUT))


class ExportPage(QWidget):
    """The page.

    last: what `remembered` gave after the last export. settings: what an export begins with.

    Signals: export_wanted(Job); cancel_wanted(): stop the export that runs; folder_wanted(Path): show a folder in the
    system's file browser.
    """

    export_wanted = Signal(object)
    cancel_wanted = Signal()
    folder_wanted = Signal(object)

    def __init__(
        self,
        shoot: Shoot,
        cache: ThumbnailCache,
        last: Mapping[str, Any] | None = None,
        choose_folder: ChooseFolder | None = None,
        parent: QWidget | None = None,
        *,
        settings: Values | None = None,
    ) -> None:
        super().__init__(parent)
        self._shoot, self._last = shoot, dict(last or {})
        self._disk, self._to_look_at = Disk(), list[Path]()
        self._running = False
        self._rows: list[Row] = []
        self._free: int | None = None
        self.model = ExportModel(cache, self)
        self.table = ExportTable(self.model)
        self.side = SettingsSide(first_choice(_first_folder(shoot), settings), choose_folder)
        self.side.changed.connect(self._on_choice)
        self._build()
        self._soon, self._look = QTimer(self), QTimer(self)
        for timer, does in ((self._soon, self.refresh), (self._look, self._look_on)):
            timer.setInterval(0)
            timer.timeout.connect(does)
        self._soon.setSingleShot(True)
        for signal in (
            shoot.photos_reset,
            shoot.photos_added,
            shoot.photos_removed,
            shoot.photos_changed,
            shoot.selection_changed,
            shoot.settings_changed,
        ):
            signal.connect(self._hear)
        self.refresh()

    # --- what it is told

    @property
    def rows(self) -> Sequence[Row]:
        """All rows of the export, whichever are shown."""
        return tuple(self._rows)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self.side.choice

    @property
    def is_looking(self) -> bool:
        """Whether files are still looked at: sizes and missing originals are not all known yet."""
        return self._look.isActive()

    def refresh(self) -> None:
        """Look at the folder of the export and work the rows out anew."""
        self._disk.look_into(self.choice.folder)
        self._free = free_bytes(self.choice.folder)
        self._plan()
        known = self._disk.lengths
        wanted = [path for row in self._rows for path in (row.photo.path, row.photo.outcome.result) if path is not None]
        self._to_look_at = [path for path in dict.fromkeys(wanted) if path not in known]
        if self._to_look_at:
            self._look.start()

    def set_progress(self, done: int, failed: int, total: int) -> None:
        """How far the export has come; the choices rest meanwhile."""
        self._running = True
        self._line.set_parts(done, failed, total)
        words = self.tr("{0} of {1} written").format(figures.count(done), figures.count(total))
        if failed:
            words = self.tr("{0}, {1} failed").format(words, figures.count(failed))
        self._progress_words.setText(words)
        self._result.setVisible(False)
        self._say()

    def show_result(
        self,
        written: int,
        failures: Sequence[tuple[Path, str]],
        folder: Path,
        report: Path | None = None,
        trouble: str = "",
    ) -> None:
        """The export is over.

        Args:
            written: results.
            failures: photos without one, and why.
            folder: where the results lie.
            report: the disclosure report, where one was written.
            trouble: what the export ended early for.
        """
        self._running = False
        lines = [self.tr("{0} written to “{1}”. Originals unchanged.").format(figures.count(written), folder.name)]
        if report is not None:
            lines[0] += " " + self.tr("The disclosure report is {0}.").format(report.name)
        if trouble:
            lines.insert(0, trouble)
        lines += [reason for _, reason in failures[:_MOST_NAMED]]
        if len(failures) > _MOST_NAMED:
            lines.append(self.tr("{0} more failed.").format(figures.count(len(failures) - _MOST_NAMED)))
        self._result_folder = folder
        state = "bad" if trouble or failures else "ok"
        self._result.say(state, "\n".join(lines), [("folder", self.tr("Show folder"))])
        self._result.setVisible(True)
        self._disk.lengths.clear()
        self.refresh()

    def remembered(self) -> dict[str, Any]:
        """What to keep of this export for the next one, as plain JSON values."""
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        return {"choice": self.choice.to_json(), "at": at, "photos": len(self._written)}

    def follow(self, setting: str, settings: Values) -> None:
        """A setting was changed: if it is one for results, it holds here too, until something else is chosen here."""
        name = OF_SETTINGS.get(setting)
        if name is not None:
            now = getattr(with_settings(self.choice, settings), name)
            self.side.show_choice(replace(self.choice, **{name: now}))
            self.refresh()

    def set_last(self, last: Mapping[str, Any] | None) -> None:
        """What was remembered of the last export."""
        self._last = dict(last or {})
        self._say_last()

    def start(self) -> None:
        """Ask for the export that is shown, as the button does."""
        if self._button.isEnabled():
            self.export_wanted.emit(job_for(self._written, self.choice, self._shoot))

    # --- building

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        centre = QWidget()
        theme.mark(centre, role="panel")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._result = Note("ok")
        self._result.setVisible(False)
        self._result_folder = Path()
        self._result.pressed.connect(lambda _key: self.folder_wanted.emit(self._result_folder))
        around = QVBoxLayout()
        around.setContentsMargins(24, 0, 24, 8)
        around.addWidget(self._result)
        column.addLayout(around)
        column.addWidget(_line())
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        theme.mark(self._empty, tone="2")
        table = QVBoxLayout()
        table.setContentsMargins(16, 4, 16, 0)
        table.addWidget(self._empty)
        table.addWidget(self.table, 1)
        column.addLayout(table, 1)
        column.addWidget(_line())
        column.addWidget(self._foot())
        right = QFrame()
        theme.mark(right, role="panel")
        self._right = right
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.side, 1)
        side.addWidget(_line())
        side.addLayout(self._action())
        self._floor_note = Note("warn", closable=False)
        self._floor_note.setVisible(False)
        self.side.notes.addWidget(self._floor_note)
        whole.addWidget(centre, 1)
        border = QFrame()
        theme.mark(border, role="line", across="false")
        border.setFixedWidth(1)
        whole.addWidget(border)
        whole.addWidget(right)

    def _head(self) -> QHBoxLayout:
        self._title, self._counts = QLabel(), QLabel()
        theme.mark(self._title, type="heading")
        theme.mark(self._counts, tone="2")
        self.kinds = Segments(
            [
                Segment("all", self.tr("All {0}").format(0), tip=self.tr("every photo of the export")),
                Segment("notes", self.tr("{0} notes").format(0), "info", self.tr("with something to know")),
                Segment("look", self.tr("{0} to look at").format(0), "warning", self.tr("named or left out"), "warn"),
            ]
        )
        self.kinds.setAccessibleName(self.tr("Which rows are shown"))
        self.kinds.chosen.connect(self._show_kinds)
        row = QHBoxLayout()
        row.setContentsMargins(24, 14, 24, 14)
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self.kinds)
        return row

    def _foot(self) -> QWidget:
        foot = QWidget()
        self._sum, self._free_words, self._promise = QLabel(), QLabel(), QLabel()
        theme.mark(self._sum, type="strong")
        theme.mark(self._free_words, tone="2")
        self._promise_icon = QLabel()
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(24)
        row.addWidget(self._sum)
        row.addWidget(self._free_words)
        row.addStretch(1)
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addWidget(self._promise_icon)
        promise.addWidget(self._promise)
        row.addLayout(promise)
        return foot

    def _action(self) -> QVBoxLayout:
        self._button = QPushButton()
        theme.mark(self._button, role="main")
        self._button.clicked.connect(self.start)
        idle = QWidget()
        column = QVBoxLayout(idle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button)
        self._last_words = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        theme.mark(self._last_words, type="hint", tone="2")
        self._same = QPushButton(self.tr("Use the same"))
        theme.mark(self._same, role="quiet")
        self._same.setToolTip(self.tr("Names, format and metadata as last time; folder and photos stay"))
        self._same.clicked.connect(self._use_the_same)
        row = QHBoxLayout()
        row.addWidget(self._last_words, 1)
        row.addWidget(self._same)
        column.addLayout(row)
        busy = QWidget()
        below = QVBoxLayout(busy)
        below.setContentsMargins(0, 0, 0, 0)
        self._line = ProgressLine()
        self._progress_words = QLabel()
        cancel = QPushButton(self.tr("Cancel the export"))
        theme.mark(cancel, role="large")
        cancel.setToolTip(self.tr("What is written stays; the photo in hand is dropped"))
        cancel.clicked.connect(self.cancel_wanted)
        for widget in (self._progress_words, self._line, cancel):
            below.addWidget(widget)
        self._action_stack = QStackedWidget()
        self._action_stack.addWidget(idle)
        self._action_stack.addWidget(busy)
        around = QVBoxLayout()
        around.setContentsMargins(16, 12, 16, 12)
        around.addWidget(self._action_stack)
        return around

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow side."""
        super().resizeEvent(event)
        self._right.setFixedWidth(_NARROW_SIDE if self.width() < _NARROW_BELOW else _SIDE_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """What lies on the disk may have changed."""
        super().showEvent(event)
        self._disk.lengths.clear()
        self._soon.start()

    # --- working out

    @property
    def _written(self) -> list[Row]:
        return [row for row in self._rows if row.is_written]

    def _hear(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def _on_choice(self, choice: Choice) -> None:
        if choice.folder != self._looked_into:
            self.refresh()
        else:
            self._plan()

    def _plan(self) -> None:
        shoot, choice = self._shoot, self.choice
        self._looked_into = choice.folder
        settings = shoot.settings
        self._rows = plan(
            chosen(shoot, choice.which),
            choice,
            self._disk,
            floor=settings.floor,
            look=_look_name(shoot),
            can_run=settings.request is not None,
        )
        self.model.set_rows(self._rows)
        self._say()

    def _look_on(self) -> None:
        """Look at some more files."""
        for path in self._to_look_at[:_FILES_AT_ONCE]:
            self._disk.look_at(path)
        del self._to_look_at[:_FILES_AT_ONCE]
        if not self._to_look_at:
            self._look.stop()
            self._plan()

    def _show_kinds(self, key: str) -> None:
        kinds = {"notes": frozenset((RowKind.NOTE,)), "look": _LOOK_AT}
        self.model.show_kinds(kinds.get(key))

    def _use_the_same(self) -> None:
        last = choice_from_json(self._last.get("choice"))
        if last is not None:
            self.side.show_choice(replace(last, folder=self.choice.folder, which=self.choice.which))
            self._plan()

    # --- words

    def _say(self) -> None:
        rows, written = self._rows, self._written
        count = figures.count
        kinds = {kind: sum(row.kind is kind for row in rows) for kind in RowKind}
        look = kinds[RowKind.LOOK] + kinds[RowKind.LEFT_OUT]
        title = plural(self.tr("{0} photo(s) will be written"), len(written))
        self._title.setText(title.format(count(len(written))))
        told = self.tr("{0} ready, {1} with a note, {2} to look at")
        self._counts.setText(told.format(count(kinds[RowKind.READY]), count(kinds[RowKind.NOTE]), count(look)))
        self.kinds.set_text("all", self.tr("All {0}").format(count(len(rows))))
        notes = kinds[RowKind.NOTE]
        self.kinds.set_text("notes", plural(self.tr("{0} note(s)"), notes).format(count(notes)))
        self.kinds.set_text("look", self.tr("{0} to look at").format(count(look)))
        accepted, done = (len(chosen(self._shoot, which)) for which in (Which.ACCEPTED, Which.DONE))
        self.side.show_counts(accepted, len(self._shoot.selected), done)
        first = next(iter(written or rows), None)
        self.side.show_example("" if first is None else first.photo.name, "" if first is None else first.name)
        self._say_empty()
        self._say_sum(written)
        self._say_floor(written)
        self._say_last()
        self._button.setText(plural(self.tr("Export {0} photo(s)"), len(written)).format(count(len(written))))
        if self._running and self._button.hasFocus():
            self.setFocus()  # the button rests, and the focus with it would go to the first tab
        self._button.setEnabled(bool(written) and not self._running)
        self._button.setToolTip("" if written else self.tr("No photo is to be written"))
        self.side.setEnabled(not self._running)
        self._action_stack.setCurrentIndex(int(self._running))

    def _say_empty(self) -> None:
        self._empty.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        self._empty.setText(
            {
                Which.ACCEPTED: self.tr("No photo is accepted yet. Accept results, or export all that are done."),
                Which.SELECTED: self.tr("No photo is selected."),
                Which.DONE: self.tr("No photo is done yet. Run the shoot first."),
            }[self.choice.which]
        )

    def _say_sum(self, written: Sequence[Row]) -> None:
        known = [row.bytes for row in written if row.bytes is not None]
        total = sum(known) * len(written) // len(known) if known else 0  # the others are taken for like ones
        self._sum.setText(self.tr("About {0}").format(figures.size(total)) if known else "")
        tight = self._free is not None and total > self._free
        if self._free is None:
            self._free_words.setText("")
        elif tight:
            self._free_words.setText(self.tr("only {0} free on the drive").format(figures.size(self._free)))
        else:
            self._free_words.setText(self.tr("{0} free on the drive").format(figures.size(self._free)))
        theme.mark(self._free_words, state="bad" if tight else None, tone=None if tight else "2")
        again = any(self._disk.knows(row.name) for row in written)
        self._promise.setText(
            self.tr("Earlier exports are made again where they changed; nothing else is overwritten")
            if again
            else self.tr("Nothing existing will be overwritten")
        )
        self._promise_icon.setPixmap(icons.pixmap("check", "ok", 16, self.devicePixelRatioF()))

    def _say_floor(self, written: Sequence[Row]) -> None:
        floor = self._shoot.settings.floor
        below = [row.photo for row in written if row.photo.below(floor) and row.photo.decision.flag is Flag.ACCEPTED]
        self._floor_note.setVisible(bool(below))
        if len(below) == 1:
            text = self.tr(
                "{0} is below your identity floor ({1}). "
                "You accepted it by hand, so it is exported and marked in the report."
            )
            self._floor_note.say(
                "warn", text.format(below[0].name, figures.plain(figures.below(below[0].outcome.identity or 0.0), 3))
            )
        elif below:
            text = self.tr("{0} photos are below your identity floor. You accepted them by hand, so they are exported.")
            self._floor_note.say("warn", text.format(figures.count(len(below))))

    def _say_last(self) -> None:
        known = choice_from_json(self._last.get("choice")) is not None
        self._same.setVisible(known)
        words = ""
        if known:
            try:
                moment = datetime.fromisoformat(str(self._last.get("at"))).astimezone()
                photos = int(self._last.get("photos", 0))
                words = plural(self.tr("Last export: {0}, {1} photo(s)"), photos)
                words = words.format(day_words(moment, date.today()), figures.count(photos))
            except ValueError:
                words = self.tr("Last export")
        self._last_words.setText(words)


def _first_folder(shoot: Shoot) -> Path:
    """Beside the photos, and not where the run writes: names there are taken by its own results."""
    first = shoot.folders[0] if shoot.folders else Path.cwd()
    return (first if first.is_dir() else first.parent) / _FOLDER


def _look_name(shoot: Shoot) -> str:
    settings = shoot.settings
    if settings.look is not None:
        return settings.look.stem
    return "" if settings.pair is None else settings.pair.before.stem


def _line() -> QFrame:
    made = QFrame()
    theme.mark(made, role="line", across="true")
    made.setFixedHeight(1)
    return made
