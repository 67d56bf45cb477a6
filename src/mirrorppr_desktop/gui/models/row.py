"""One model in the list: its licence in words before its size, its state, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.models import said, words
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.progress import ProgressLine
from mirrorppr_desktop.gui.widgets.tag import Tag
from mirrorppr_desktop.weights.catalogue import Kind
from mirrorppr_desktop.weights.state import ModelState, State

LICENCE_WIDTH, SIZE_WIDTH, ACTIONS_WIDTH = 176, 76, 236  # columns; the rest is shared by name and state
MARGINS = (12, 6, 8, 6)
GAP = 12
_RIGHT = Qt.TextElideMode.ElideRight


class Act(StrEnum):
    """What a row asks for."""

    USE = "use"
    IMPORT = "import"
    TAKE_COPY = "take copy"
    DOWNLOAD = "download"
    PAUSE = "pause"
    READ_LICENCE = "read licence"


@dataclass(frozen=True, slots=True)
class Activity:
    """What is being done to the model just now. word: as in "Downloading". done, total: bytes."""

    word: str
    done: int = 0
    total: int = 0
    can_pause: bool = False


class ModelRow(QFrame):
    """The row. chosen(name): a person picked it. wanted(name, Act): a button of it was pressed."""

    chosen = Signal(str)
    wanted = Signal(str, str)

    def __init__(self, found: ModelState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._told = words.shown(found, in_use=False)
        self._selected = False
        self._buttons: dict[Act, QPushButton] = {}
        name = found.model.name
        self.setObjectName(f"model-{name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._purpose = (
            ElidedLabel(said.title(found.model)),
            ElidedLabel(said.purpose(found.model), _RIGHT),
        )
        theme.mark(self._title, type="strong")
        theme.mark(self._purpose, type="hint", tone="2")
        self._tag = Tag(*words.licence_tag(found.model))
        self._tag.setToolTip(said.licence_note(found.model))
        self._licence = ElidedLabel(found.model.licence, _RIGHT)
        theme.mark(self._licence, type="hint", tone="2")
        self._size = QLabel(words.size(found.model) if found.model.size else "–")
        self._size.setToolTip("" if found.model.size else words.size(found.model))
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.mark(self._size, tone="2")
        self._icon, self._word, self._hint = QLabel(), QLabel(), ElidedLabel("", _RIGHT)
        theme.mark(self._hint, type="hint", tone="2")
        self._line = ProgressLine()
        self._actions = QHBoxLayout()
        self._lay_out()
        theme.signals().changed.connect(self._colour)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(GAP)
        row.addLayout(_column(self._title, self._purpose), 5)
        licence = QWidget()
        licence.setFixedWidth(LICENCE_WIDTH)
        licence.setLayout(_column(self._tag, self._licence))
        row.addWidget(licence)
        self._size.setFixedWidth(SIZE_WIDTH)
        row.addWidget(self._size)
        state = QVBoxLayout()
        state.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._word, 1)
        state.addStretch(1)
        state.addLayout(line)
        state.addWidget(self._line)
        state.addWidget(self._hint)
        state.addStretch(1)
        row.addLayout(state, 6)
        actions = QWidget()
        actions.setFixedWidth(ACTIONS_WIDTH)
        actions.setLayout(self._actions)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        row.addWidget(actions)

    @property
    def found(self) -> ModelState:
        """What it shows."""
        return self._found

    def button(self, act: Act) -> QPushButton | None:
        """The button that asks for `act`; None where there is none now."""
        found = self._buttons.get(act)
        return found if found is not None and not found.isHidden() else None

    def state_words(self) -> str:
        """The state as it is read."""
        return self._word.text()

    def set_selected(self, selected: bool) -> None:
        """Mark it as the one that the dock is about."""
        self._selected = selected
        self.update()

    def show_state(self, found: ModelState, *, in_use: bool, activity: Activity | None, network: bool) -> None:
        """Show the model as it stands."""
        self._found = found
        told = words.shown(found, in_use=in_use)
        self._line.setVisible(activity is not None)
        if activity is not None:
            share = activity.done / activity.total if activity.total else 0.0
            hint = words.tr("{0} of {1}").format(figures.size(activity.done), figures.size(activity.total))
            icon = "download" if activity.can_pause else "working"
            told = words.Shown(icon, "accent", f"{activity.word}, {figures.percent(share)}", hint)
            self._line.set_parts(activity.done // 1024, 0, max(1, activity.total // 1024))
        self._told = told
        self._word.setText(told.word)
        self._hint.setText(told.hint)
        self._show_buttons(in_use, activity, network)
        tag = words.licence_tag(found.model)[2]
        self.setAccessibleName(f"{said.title(found.model)}, {tag}, {told.word}, {words.size(found.model)}")
        self.setAccessibleDescription(told.hint)
        self._hint.setToolTip(found.sha256 or str(found.path))
        self._colour()

    def _show_buttons(self, in_use: bool, activity: Activity | None, network: bool) -> None:
        wanted = self._acts(in_use, activity)
        for act in (*wanted, *self._buttons):
            if act not in self._buttons:
                self._buttons[act] = self._new_button(act)
            self._buttons[act].setVisible(act in wanted)
        if Act.IMPORT in self._buttons:
            again = self._found.state is State.DAMAGED
            self._buttons[Act.IMPORT].setText(words.tr("Import again…") if again else words.tr("Import…"))
        if Act.DOWNLOAD in self._buttons:
            paused = self._found.state is State.PAUSED
            self._buttons[Act.DOWNLOAD].setText(words.tr("Resume…") if paused else words.tr("Download…"))
        download = self._buttons.get(Act.DOWNLOAD)
        if download is not None:
            download.setEnabled(network)
            off = words.tr("The network is off. Turn it on in the settings, or import the file.")
            download.setToolTip(words.tr("Asks first, then fetches the file") if network else off)

    def _acts(self, in_use: bool, activity: Activity | None) -> tuple[Act, ...]:
        model, state = self._found.model, self._found.state
        if activity is not None:
            return (Act.PAUSE,) if activity.can_pause else ()
        if model.packaged:
            return ()
        if state is State.LOCKED:
            return (Act.READ_LICENCE,)
        if state in (State.READY, State.UNCHECKED):
            return (Act.USE,) if model.kind is Kind.IDENTITY and not in_use else ()
        if self._found.elsewhere is not None:
            return (Act.TAKE_COPY, Act.IMPORT)
        return (Act.DOWNLOAD, Act.IMPORT) if model.url else (Act.IMPORT,)

    def _new_button(self, act: Act) -> QPushButton:
        texts = {
            Act.USE: words.tr("Use"),
            Act.IMPORT: words.tr("Import…"),
            Act.TAKE_COPY: words.tr("Take the copy"),
            Act.DOWNLOAD: words.tr("Download…"),
            Act.PAUSE: words.tr("Pause"),
            Act.READ_LICENCE: words.tr("Read licence…"),
        }
        button = QPushButton(texts[act])
        if act is Act.PAUSE:
            button.setIcon(icons.icon("pause"))
            button.setIconSize(QSize(16, 16))
        button.setAccessibleName(f"{texts[act]} {said.title(self._found.model)}")
        button.clicked.connect(lambda: self.wanted.emit(self._found.model.name, act.value))
        self._actions.addWidget(button)
        return button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._found.model.name)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen row has its own ground and a line of accent at its side."""
        look = theme.tokens()
        painter = QPainter(self)
        if self._selected:
            painter.fillRect(self.rect(), look.color("selected"))
            painter.fillRect(0, 0, 3, self.height(), look.color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("line"))

    def _colour(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._told.icon, self._told.role, 16, self.devicePixelRatioF()))
        theme.mark(self._word, state=self._told.role if self._told.role in ("ok", "warn", "bad", "accent") else None)


def _column(first: QWidget, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addStretch(1)
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    return column
