"""The right side of the start page: will it run here, may it be used, does anything leave this computer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.widgets.key_cap import KeyHint


@dataclass(frozen=True, slots=True)
class ComputerFacts:
    """What is known of this computer.

    workers: photos that are worked on at once. faces_trouble: why faces cannot be found, "" where they can.
    identity: name of the identity model in use, "" where there is none. identity_licence: in words. gpu: the graphics
    card, "" where none was looked for or found. weights: name of the MirrorPPR weights, "" where there are none.
    """

    workers: int
    faces_trouble: str = ""
    identity: str = ""
    identity_licence: str = ""
    gpu: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True)
class _Fact:
    icon: str
    state: str  # of the icon and the word: "ok", "bad", or "" for neither
    title: str
    word: str
    text: str
    button: str = ""


class ThisComputer(QFrame):
    """The column.

    Signals: models_wanted(): models are to be looked at or got. settings_wanted(), diagnostics_wanted().
    """

    models_wanted = Signal()
    settings_wanted = Signal()
    diagnostics_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setMinimumWidth(288)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        inside = QWidget()
        theme.mark(inside, role="scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        heading = QLabel(self.tr("This computer"))
        theme.mark(heading, type="heading")
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addLayout(self._keys())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot())

    def show_facts(self, facts: ComputerFacts) -> None:
        """Say what is known."""
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for fact in self._facts(facts):
            self._rows.addWidget(self._row(fact))
        self._rows.addWidget(line())

    def _facts(self, facts: ComputerFacts) -> tuple[_Fact, ...]:
        ready = self.tr("Ready")
        workers = self.tr("CPU, {0} photos at once. Needs no download.").format(facts.workers)
        if facts.workers == 1:
            workers = self.tr("CPU, one photo at a time. Needs no download.")
        transfer = _Fact("check", "ok", self.tr("Transfer engine"), ready, workers)
        faces = _Fact("check", "ok", self.tr("Face finding"), ready, self.tr("Comes with the program."))
        if facts.faces_trouble:
            faces = _Fact("failed", "bad", self.tr("Face finding"), self.tr("Not working"), facts.faces_trouble)
        return transfer, faces, self._identity(facts), self._engine(facts), self._network()

    def _identity(self, facts: ComputerFacts) -> _Fact:
        title = self.tr("Identity similarity")
        if facts.identity:
            told = ": ".join(part for part in (facts.identity, facts.identity_licence) if part)
            return _Fact("check", "ok", title, self.tr("Ready"), f"{told}.")
        why = self.tr(
            "Identity is not measured without a model. AuraFace v1 may be used for paid work. "
            "Until then face-crop SSIM and landmark displacement stand in."
        )
        return _Fact("minus", "", title, self.tr("No identity model"), why, self.tr("Get a model…"))

    def _engine(self, facts: ComputerFacts) -> _Fact:
        title = self.tr("MirrorPPR engine")
        if facts.weights:
            told = f"{facts.weights}." if not facts.gpu else self.tr("{0}, on {1}.").format(facts.weights, facts.gpu)
            return _Fact("check", "ok", title, self.tr("Weights found"), told)
        card = self.tr("{0} found.").format(facts.gpu) if facts.gpu else ""
        why = self.tr("Optional. {0} No public weights exist yet: import a file, or train on your own pairs.")
        text = " ".join(why.format(card).split())
        return _Fact("minus", "", title, self.tr("No weights"), text, self.tr("Import weights…"))

    def _network(self) -> _Fact:
        text = self.tr(
            "No photo, face or name leaves this computer. "
            "A model download asks first and is listed in the connection log."
        )
        return _Fact("lock", "ok", self.tr("Network"), self.tr("Off"), text)

    def _row(self, fact: _Fact) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(line(), 0, 0, 1, 3)
        grid.setRowMinimumHeight(0, 14)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(fact.icon, fact.state or "text_3", 16, self.devicePixelRatioF()))
        title, word, text = QLabel(fact.title), QLabel(fact.word), QLabel(fact.text)
        theme.mark(title, type="strong")
        theme.mark(word, type="hint", state=fact.state or None, tone=None if fact.state else "2")
        theme.mark(text, type="hint", tone="2")
        text.setWordWrap(True)
        grid.addWidget(picture, 1, 0)
        grid.addWidget(title, 1, 1)
        grid.addWidget(word, 1, 2)
        grid.addWidget(text, 2, 1, 1, 2)
        if fact.button:
            button = QPushButton(fact.button)
            button.clicked.connect(self.models_wanted)
            grid.setRowMinimumHeight(3, 34)
            grid.addWidget(button, 3, 1, 1, 2, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        row.setAccessibleName(f"{fact.title}: {fact.word}")
        return row

    def _keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        heading = QLabel(self.tr("Keys to start with"))
        theme.mark(heading, type="strong")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (keys, words) in enumerate(
            (
                ("Ctrl+O", self.tr("open a shoot")),
                ("Ctrl+Shift+O", self.tr("choose the pair")),
                ("Ctrl+R", self.tr("run")),
                ("?", self.tr("show every key")),
            ),
            1,
        ):
            label = QLabel(words)
            theme.mark(label, type="hint", tone="2")
            grid.addWidget(KeyHint(keys), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, row, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        for icon, words, signal in (
            ("settings", self.tr("Settings"), self.settings_wanted),
            ("info", self.tr("Diagnostics"), self.diagnostics_wanted),
        ):
            button = QPushButton(words)
            theme.mark(button, role="large")
            icons.beside_words(button, icon)
            button.clicked.connect(signal)
            row.addWidget(button, 1)
        return row


def line() -> QFrame:
    """A line across."""
    made = QFrame()
    theme.mark(made, role="line", across="true")
    made.setFixedHeight(1)
    return made
