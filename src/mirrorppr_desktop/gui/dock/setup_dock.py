"""The dock while a shoot is set up: the pair, the sliders, and below them what starts a run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.dock.operations_panel import OperationsPanel
from mirrorppr_desktop.gui.dock.pair_card import PairCard
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.run.trial import TRIAL, trial_words
from mirrorppr_desktop.gui.widgets.chip import Chip, Choice


class SetupDock(QWidget):
    """Pair card, sliders, engine and run button.

    Signals: run_wanted("all", "selection", "flagged" or "trial"); models_wanted(): weights for the other engine are
    asked for.
    """

    run_wanted = Signal(str)
    models_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = PairCard()
        self.panel = OperationsPanel()
        inside = QWidget()
        theme.mark(inside, role="panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.card)
        column.addWidget(self.panel)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot())
        self.set_counts(0, 0, 0)

    def set_counts(self, photos: int, selected: int, flagged: int) -> None:
        """How many photos a run would be on."""
        self._photos = photos
        self.run.setText(self.tr("Run on all {0}").format(photos))
        self.run.setAccessibleName(self.run.text())
        self._selection.setText(self.tr("Run on selection ({0})").format(selected))
        self._flagged.setText(self.tr("Run on accepted ({0})").format(flagged))
        self._selection.setEnabled(selected > 0)
        self._flagged.setEnabled(flagged > 0)
        self.card.set_trial_count(min(TRIAL, photos))
        self._trial.setText(trial_words(min(TRIAL, photos)))

    def set_runnable(self, why_not: str) -> None:
        """Whether a run can start; the reason why it cannot."""
        for button, what in ((self.run, ""), (self._more, self.tr("Run on fewer photos"))):
            button.setEnabled(not why_not and self._photos > 0)
            button.setToolTip(why_not or what)

    def set_time_words(self, words: str) -> None:
        """About how long a run would take."""
        self._time.setText(words)

    def set_engine(self, workers: int) -> None:
        """What works out the retouch, and what else there could be."""
        self.engine.show_text(self.tr("Transfer, CPU"))
        self.engine.set_choices(
            [
                Choice("transfer", self.tr("Transfer, CPU"), self.tr("Ready. Needs no download and no graphics card.")),
                Choice(
                    "mirrorppr",
                    self.tr("MirrorPPR: no weights"),
                    self.tr("None are published yet. Import yours on the page Models, or train."),
                    available=False,
                ),
            ],
            "transfer",
        )
        self.engine.setToolTip(plural(self.tr("Transfer on the processor, %n worker(s)", "", workers), workers))

    def _foot(self) -> QWidget:
        foot = QFrame()
        theme.mark(foot, role="panel")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        line = QFrame()
        theme.mark(line, role="line", across="true")
        column.addWidget(line)
        row = QHBoxLayout()
        self.engine = Chip(self.tr("Transfer, CPU"))
        self._time = QLabel()
        theme.mark(self._time, type="hint", tone="2")
        row.addWidget(self.engine)
        row.addStretch(1)
        row.addWidget(self._time)
        column.addLayout(row)
        buttons = QHBoxLayout()
        self.run = QPushButton()
        icons.beside_words(self.run, "run", "on_accent")
        theme.mark(self.run, role="main")
        self.run.clicked.connect(lambda: self.run_wanted.emit("all"))
        self._more = QPushButton(icons.icon("chevron-down"), "")
        theme.mark(self._more, role="large")
        self._more.setFixedWidth(44)
        self._more.setAccessibleName(self.tr("Run on fewer photos"))
        menu = QMenu(self._more)
        self._selection = menu.addAction("", lambda: self.run_wanted.emit("selection"))
        self._flagged = menu.addAction("", lambda: self.run_wanted.emit("flagged"))
        self._trial = menu.addAction("", lambda: self.run_wanted.emit("trial"))
        self._more.setMenu(menu)
        buttons.addWidget(self.run, 1)
        buttons.addWidget(self._more)
        column.addLayout(buttons)
        return foot
