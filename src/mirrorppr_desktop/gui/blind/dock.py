"""The right side of a blind test: what is compared, how many votes, which photos; after the end, what it came to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.blind.trial import BlindTest
from mirrorppr_desktop.gui.blind.verdict import bar, verdict
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.tag import Tag

_COUNTS = (10, 20, 50, 100)
_COLUMNS, _SHOWN = 4, 16


class Setup(QWidget):
    """What the next test compares. Signals: started(): the button was pressed."""

    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = self._strength(70), self._strength(100)
        self.source, self.count = QComboBox(self), QComboBox(self)
        self.start = QPushButton(self.tr("Start"), self)
        theme.mark(self.start, role="main")
        for count in _COUNTS:
            self.count.addItem(plural(self.tr("%n photo(s)", "", count), count), count)
        self.count.setCurrentIndex(1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("One strength"), self.first),
            (self.tr("Other strength"), self.second),
            (self.tr("Photos"), self.source),
            (self.tr("How many"), self.count),
        ):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        form.addRow(self.start)
        self.start.clicked.connect(self.started)
        for spin in (self.first, self.second):
            spin.valueChanged.connect(lambda _value: self._check())
        self.source.currentIndexChanged.connect(lambda _index: self._check())

    @property
    def strengths(self) -> tuple[float, float]:
        """The two strengths, 1 as in the pair."""
        return self.first.value() / 100, self.second.value() / 100

    def set_sources(self, accepted: int, all_: int) -> None:
        """How many photos there are to draw from."""
        before = self.source.currentData()
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem(self.tr("{0} accepted").format(accepted), "accepted")
        self.source.addItem(self.tr("all {0}").format(all_), "all")
        self.source.setCurrentIndex(0 if before == "accepted" or (before is None and accepted) else 1)
        self.source.blockSignals(False)
        self._numbers = {"accepted": accepted, "all": all_}
        self._check()

    def _check(self) -> None:
        why = ""
        if self.first.value() == self.second.value():
            why = self.tr("The two strengths are the same")
        elif not self._numbers.get(str(self.source.currentData())):
            why = self.tr("There are no photos to draw from")
        self.start.setEnabled(not why)
        self.start.setToolTip(why)

    def _strength(self, percent: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setRange(0, 200)
        spin.setSingleStep(5)
        spin.setSuffix(f"{figures.THIN}%")
        spin.setValue(percent)
        return spin


class SeenPhotos(QWidget):
    """The photos around the one in hand: those that have their vote are darker and checked."""

    def __init__(self, cache: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._test: BlindTest | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Photos of the test"))
        cache.arrived.connect(self._on_thumbnail)

    def _on_thumbnail(self, _thumbnail: object) -> None:
        self.update()

    def show_test(self, test: BlindTest | None) -> None:
        """Show how far a test is."""
        self._test = test
        self._cache.want(self, self._paths() if self.isVisible() else [])
        self.updateGeometry()
        self.update()

    def _paths(self) -> list[Path]:
        if self._test is None:
            return []
        first = max(0, min(self._test.place - _SHOWN // 2, len(self._test.trials) - _SHOWN))
        return [trial.photo for trial in self._test.trials[first : first + _SHOWN]]

    def sizeHint(self) -> QSize:
        """As its width asks."""
        return QSize(320, self.heightForWidth(320))

    def heightForWidth(self, width: int) -> int:
        """Rows of four."""
        return -(-len(self._paths()) // _COLUMNS) * ((width + 12) // _COLUMNS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The photos."""
        test = self._test
        if test is None:
            return
        painter, look = QPainter(self), theme.tokens()
        pitch = (self.width() + 12) // _COLUMNS
        for place, path in enumerate(self._paths()):
            box = QRect(place % _COLUMNS * pitch + 2, place // _COLUMNS * pitch + 2, pitch - 14, pitch - 14)
            picture = self._cache.cut(path, box.size(), self.devicePixelRatioF())
            is_current = test.current is not None and test.current.photo == path
            painter.setOpacity(1.0 if is_current else 0.55)
            if picture is None:
                painter.fillRect(box, look.color("card"))
            else:
                painter.drawPixmap(box.topLeft(), picture)
            painter.setOpacity(1.0)
            if test.has_seen(path):
                mark = QRect(0, 0, 20, 20)
                mark.moveCenter(box.center())
                painter.fillRect(mark, look.color("scrim"))
                icons.paint(painter, "check", mark.adjusted(2, 2, -2, -2), look.color("scrim_text"))
            if is_current:
                painter.setPen(QPen(look.color("accent"), 3))
                painter.drawRect(box.adjusted(-1, -1, 0, 0))


class BlindDock(QWidget):
    """What is known of a test, votes hidden until they are shown.

    Signals: show_wanted(): end the test and show the votes. save_wanted(): the CSV file. again_wanted(): another test.
    """

    show_wanted = Signal()
    save_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, cache: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setup = Setup(self)
        self._compared = [(QLabel(self), Tag(parent=self)) for _ in range(2)]
        self._drawn, self._hidden = _hint(self), Tag("", "lock", self.tr("hidden"), self)
        self._counted, self._median, self._bar = QLabel(self), QLabel(self), _hint(self)
        self.verdict, self._counts = QLabel(self), QLabel(self)
        self._seen, self._left = SeenPhotos(cache, self), QLabel(self)
        self.show_votes = QPushButton(self.tr("Stop and show votes"), self)
        self.save = QPushButton(self.tr("Save CSV…"), self)
        self.again = QPushButton(self.tr("New test"), self)
        self._foot_words = _hint(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.show_votes.clicked.connect(self.show_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.again.clicked.connect(self.again_wanted)

    def show_test(self, test: BlindTest | None) -> None:
        """Show how a test stands; None: none is going on."""
        self._stack.setCurrentIndex(0 if test is None else 1)
        self._foot.setVisible(test is not None)
        self._seen.show_test(test)
        if test is None:
            return
        names = [self.tr("Transfer, strength {0}").format(figures.percent(one)) for one in (test.first, test.second)]
        tally, count, votes = test.tally, len(test.trials), len(test.votes)
        for (label, tag), name, own in zip(self._compared, names, (tally.first, tally.second), strict=True):
            label.setText(name)
            words = plural(self.tr("%n vote(s)", "", own), own) if test.is_shown else self.tr("hidden side")
            tag.show_state("", "check" if test.is_shown else "lock", words)
        drawn = self.tr("{0} photos drawn from {1}, seed {2}.")
        self._drawn.setText(drawn.format(count, test.drawn_from, test.seed))
        is_over = test.current is None
        words = self.tr("shown") if test.is_shown else self.tr("hidden")
        until = "" if test.is_shown else self.tr("Hidden until photo {0}").format(count)
        self._hidden.show_state("", "check" if test.is_shown else "lock", words, until)
        self._counted.setText(figures.count(votes))
        median = test.median_seconds
        self._median.setText("–" if median is None else f"{figures.plain(median, 1)}{figures.THIN}s")
        self._bar.setText(bar(count))
        self._left.setText(self.tr("seen {0}, left {1}").format(test.place, count - test.place))
        self.show_votes.setText(self.tr("Show votes") if is_over else self.tr("Stop and show votes"))
        theme.mark(self.show_votes, role="main" if is_over else None)
        self._show_end(test, names)

    def _show_end(self, test: BlindTest, names: list[str]) -> None:
        for widget in (self.verdict, self._counts):
            widget.setVisible(test.is_shown)
        self._bar.setVisible(not test.is_shown)
        self.show_votes.setVisible(not test.is_shown)
        self.show_votes.setEnabled(bool(test.votes))
        self.again.setVisible(test.is_shown)
        self.save.setEnabled(test.is_shown and bool(test.votes))
        why = "" if test.is_shown else self.tr("Saving waits until the votes are shown, so that names stay hidden.")
        self.save.setToolTip(why)
        self._foot_words.setText(why)
        self._foot_words.setVisible(bool(why))
        if test.is_shown:
            short = [figures.percent(one) for one in (test.first, test.second)]
            self.verdict.setText(verdict(test.tally, *short))
            self._counts.setText(
                self.tr("{0}: {1}\n{2}: {3}\nNo difference: {4}\nNeither is good enough: {5}").format(
                    names[0], test.tally.first, names[1], test.tally.second, test.tally.same, test.tally.neither
                )
            )

    # --- layout

    def _lay_out(self) -> None:
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading, about = QLabel(self.tr("Blind test"), self), _hint(self)
        theme.mark(heading, type="heading")
        about.setText(self.tr("Two results side by side, without names. Your votes say which one to run."))
        self._stack.addWidget(self._setup_page())
        self._stack.addWidget(self._test_page())
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(heading)
        inside.addWidget(about)
        inside.addWidget(_line(self))
        scroll = QScrollArea(self)
        theme.mark(self._stack, role="scrolled")
        scroll.setWidget(self._stack)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.addWidget(scroll, 1)
        self._foot = QWidget(self)
        both = QHBoxLayout()
        both.setSpacing(8)
        for button in (self.show_votes, self.again, self.save):
            button.setMinimumHeight(38)
            both.addWidget(button)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 12, 16, 12)
        foot.addLayout(both)
        foot.addWidget(self._foot_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        column.addWidget(_line(self))
        column.addWidget(self._foot)

    def _setup_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_strong(self.tr("What is compared"), self))
        column.addWidget(self.setup)
        column.addStretch(1)
        return page

    def _test_page(self) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        theme.mark(self._left, type="hint", tone="2")
        self.verdict.setWordWrap(True)
        theme.mark(self.verdict, type="heading")
        theme.mark(self._counts, tone="2")
        rows: list[tuple[QWidget, QWidget | None]] = [(_strong(self.tr("What is compared"), self), None)]
        rows += [(label, tag) for label, tag in self._compared]
        rows += [
            (self._drawn, None),
            (_line(self), None),
            (_strong(self.tr("Votes"), self), self._hidden),
            (QLabel(self.tr("Counted"), self), self._counted),
            (QLabel(self.tr("Median time for a vote"), self), self._median),
            (self._bar, None),
            (self.verdict, None),
            (self._counts, None),
            (_line(self), None),
            (_strong(self.tr("Photos"), self), self._left),
            (self._seen, None),
        ]
        for row, (left, beside) in enumerate(rows):
            grid.addWidget(left, row, 0, 1, 2 if beside is None else 1)
            if beside is not None:
                grid.addWidget(beside, row, 1, right)
        grid.setRowStretch(len(rows), 1)
        return page


def _hint(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    theme.mark(label, type="hint", tone="2")
    return label


def _strong(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    theme.mark(label, type="strong")
    return label


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    theme.mark(line, role="line", across="true")
    line.setFixedHeight(1)
    return line
