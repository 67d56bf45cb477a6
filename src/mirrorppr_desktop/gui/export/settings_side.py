"""The right side of the export page: everything that is chosen for an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.export.choice import Choice, Which
from mirrorppr_desktop.gui.export.template import TOKENS, tells_photos_apart, unknown_tokens
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.number_field import NumberField
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments
from mirrorppr_desktop.jobs.order import Clash
from mirrorppr_desktop.photo.photo import PhotoFormat

_CHIPS_IN_A_ROW = 3
ChooseFolder = Callable[[QWidget, Path], Path | None]


class SettingsSide(QFrame):
    """What is chosen. changed(Choice): by a person."""

    changed = Signal(object)

    def __init__(
        self, choice: Choice, choose_folder: ChooseFolder | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._choose_folder = choose_folder or ask_for_folder
        theme.mark(self, role="panel")
        inside = QWidget()
        theme.mark(inside, role="scrolled")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self._add_which()
        self._add_folder()
        self._add_name()
        self._add_format()
        self._add_metadata()
        self.notes = QVBoxLayout()
        self._column.addLayout(self.notes)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.show_choice(choice)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return self._choice

    def show_choice(self, choice: Choice) -> None:
        """Show another choice; no signal."""
        self._choice = choice
        self.which.set_current(choice.which)
        self.folder.setText(_short(choice.folder))
        self.folder.setToolTip(str(choice.folder))
        fields: tuple[tuple[QComboBox, Any], ...] = (
            (self.clash, choice.clash),
            (self.format, choice.format),
            (self.bits, choice.bits),
        )
        for box, value in fields:
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(value)))
        if self.template.text() != choice.template:
            with QSignalBlocker(self.template):
                self.template.setText(choice.template)
        with QSignalBlocker(self.quality):
            self.quality.setValue(choice.quality)
        for check, on in (
            (self.no_place, not choice.keep_gps),
            (self.sidecars, choice.write_sidecars or choice.disclosure),
            (self.disclosure, choice.disclosure),
        ):
            with QSignalBlocker(check):
                check.setChecked(on)
        self._say()

    def show_counts(self, accepted: int, selected: int, done: int) -> None:
        """How many photos each choice is about."""
        for key, words, number in (
            (Which.ACCEPTED, self.tr("Accepted, {0}"), accepted),
            (Which.SELECTED, self.tr("Selected, {0}"), selected),
            (Which.DONE, self.tr("All, {0}"), done),
        ):
            self.which.set_text(key, words.format(figures.count(number)))

    def show_example(self, original: str, result: str) -> None:
        """What the first photo becomes."""
        self.example.setText(self.tr("Example: {0}").format(result) if original else self.tr("No photo chosen"))

    # --- building

    def _add_which(self) -> None:
        self.which = Segments(
            [
                Segment(Which.ACCEPTED, self.tr("Accepted"), tip=self.tr("the photos that you accepted")),
                Segment(Which.SELECTED, self.tr("Selected"), tip=self.tr("the selected photos")),
                Segment(
                    Which.DONE,
                    self.tr("All done"),
                    tip=self.tr("all with a result that are not rejected or held back"),
                ),
            ]
        )
        self.which.setAccessibleName(self.tr("Which photos are exported"))
        self.which.chosen.connect(lambda key: self._change(which=Which(key)))
        self._column.addWidget(self.which)

    def _add_folder(self) -> None:
        self.folder = QPushButton()
        icons.beside_words(self.folder, "folder", "text_2")
        self.folder.setStyleSheet("text-align: left;")
        self.folder.setAccessibleName(self.tr("Folder of the export"))
        self.folder.clicked.connect(self._ask_folder)
        self._column.addWidget(_caption(self.tr("Folder"), self.folder))
        self._column.addWidget(self.folder)
        self._column.addWidget(_line())

    def _add_name(self) -> None:
        self.template = QLineEdit()
        self.template.setAccessibleName(self.tr("File name"))
        self.template.textEdited.connect(lambda text: self._change(template=text))
        self._column.addWidget(_caption(self.tr("File name"), self.template))
        self._column.addWidget(self.template)
        chips = QGridLayout()
        chips.setHorizontalSpacing(6)
        chips.setVerticalSpacing(6)
        chips.setColumnStretch(_CHIPS_IN_A_ROW, 1)
        self.chips: dict[str, QPushButton] = {}
        tips = {
            "name": self.tr("name of the original"),
            "look": self.tr("name of the look or of the exemplar"),
            "date": self.tr("when it was taken"),
            "seq": self.tr("place in the export: 001, 002, …"),
            "rating": self.tr("stars"),
        }
        for place, token in enumerate(TOKENS):
            chip = QPushButton(f"{{{token}}}")
            theme.mark(chip, role="chip")
            chip.setToolTip(self.tr("Put in: {0}").format(tips[token]))
            chip.setAccessibleName(self.tr("Put in the {0}").format(tips[token]))
            chip.clicked.connect(lambda _checked=False, one=token: self._insert(f"{{{one}}}"))
            chips.addWidget(chip, *divmod(place, _CHIPS_IN_A_ROW))
            self.chips[token] = chip
        self._column.addLayout(chips)
        self.example = ElidedLabel()
        theme.mark(self.example, type="hint", tone="2")
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        theme.mark(self.trouble, type="hint", state="warn")
        self._column.addWidget(self.example)
        self._column.addWidget(self.trouble)
        self.clash = _combo([(Clash.NUMBER, self.tr("Add a number")), (Clash.SKIP, self.tr("Leave the photo out"))])
        self.clash.currentIndexChanged.connect(lambda _index: self._change(clash=Clash(self.clash.currentData())))
        self._column.addWidget(_caption(self.tr("When the name is taken"), self.clash))
        self._column.addWidget(self.clash)
        self._column.addWidget(_line())

    def _add_format(self) -> None:
        same = self.tr("As the original")
        self.format = _combo(
            [(None, same), (PhotoFormat.JPEG, "JPEG"), (PhotoFormat.TIFF, "TIFF"), (PhotoFormat.PNG, "PNG")]
        )
        self.format.currentIndexChanged.connect(self._change_format)
        self.bits = _combo([(None, same), (8, self.tr("8 bits")), (16, self.tr("16 bits"))])
        self.bits.currentIndexChanged.connect(lambda _index: self._change(bits=self.bits.currentData()))
        self.quality = NumberField(1, 100, 92)
        self.quality.valueChanged.connect(lambda value: self._change(quality=value))
        self.profile = QLabel(self.tr("As the original"))
        theme.mark(self.profile, tone="2")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Format"), self.format),
            (self.tr("Bits"), self.bits),
            (self.tr("JPEG quality"), self.quality),
            (self.tr("Colour profile"), self.profile),
        )
        for place, (words, field) in enumerate(fields):
            row, column = divmod(place, 2)
            field.setAccessibleName(words)
            grid.addWidget(_caption(words, field), 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        self._column.addLayout(grid)
        hint = QLabel(
            self.tr("A JPEG from a JPEG keeps its tables, so that what was not edited loses as little as possible.")
        )
        hint.setWordWrap(True)
        theme.mark(hint, type="hint", tone="2")
        self._column.addWidget(hint)
        self._column.addWidget(_line())

    def _add_metadata(self) -> None:
        title = QLabel(self.tr("Metadata"))
        theme.mark(title, type="strong")
        kept = QLabel(self.tr("EXIF, XMP, IPTC and the colour profile are copied."))
        theme.mark(kept, type="hint", tone="2")
        kept.setWordWrap(True)
        self.no_place = QCheckBox(self.tr("Remove the place (GPS)"))
        self.no_place.toggled.connect(lambda on: self._change(keep_gps=not on))
        self.sidecars = QCheckBox(self.tr("Write the retouch beside each result"))
        self.sidecars.toggled.connect(lambda on: self._change(write_sidecars=on))
        self.disclosure = QCheckBox(self.tr("Disclosure report"))
        self.disclosure.toggled.connect(lambda on: self._change(disclosure=on))
        self._column.addWidget(title)
        self._column.addWidget(kept)
        for check, words in (
            (self.no_place, ""),
            (self.sidecars, self.tr(".mirrorppr.json, to redo it on another computer")),
            (self.disclosure, self.tr("HTML and CSV: operations, engine, model licence, identity")),
        ):
            self._column.addWidget(check)
            if words:
                check.setAccessibleDescription(words)
                hint = QLabel(words)
                hint.setWordWrap(True)
                hint.setContentsMargins(24, 0, 0, 4)
                theme.mark(hint, type="hint", tone="2")
                self._column.addWidget(hint)

    # --- changes

    def _change(self, **changes: Any) -> None:
        self._choice = replace(self._choice, **changes)
        self.show_choice(self._choice)
        self.changed.emit(self._choice)

    def _change_format(self, _index: int) -> None:
        chosen = self.format.currentData()  # Qt keeps the plain text of it
        self._change(format=None if chosen is None else PhotoFormat(chosen))

    def _insert(self, token: str) -> None:
        self.template.insert(token)
        self.template.setFocus()
        self._change(template=self.template.text())

    def _ask_folder(self) -> None:
        folder = self._choose_folder(self, self._choice.folder)
        if folder is not None:
            self._change(folder=folder)

    def _say(self) -> None:
        """What depends on other choices, with the reason as tooltip."""
        choice = self._choice
        jpeg = choice.format is PhotoFormat.JPEG
        self.bits.setEnabled(not jpeg)
        self.bits.setToolTip(self.tr("A JPEG has 8 bits") if jpeg else "")
        self.sidecars.setEnabled(not choice.disclosure)
        self.sidecars.setToolTip(self.tr("The report is made from these files") if choice.disclosure else "")
        unknown = unknown_tokens(choice.template)
        told = ""
        if unknown:
            told = self.tr("{0} stands for nothing and stays in the names as it is.").format(", ".join(unknown))
        elif not tells_photos_apart(choice.template):
            told = self.tr("All photos get one name: numbers are added. {name} or {seq} would tell them apart.")
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))


def ask_for_folder(parent: QWidget, now: Path) -> Path | None:
    """The system's dialog for the folder of an export."""
    name = QFileDialog.getExistingDirectory(parent, parent.tr("Choose the folder of the export"), str(now))
    return Path(name) if name else None


def _short(folder: Path) -> str:
    return " › ".join(folder.parts[-2:]) if len(folder.parts) > 2 else str(folder)


def _combo(entries: list[tuple[Any, str]]) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    for value, words in entries:
        box.addItem(words, value)
    return box


def _caption(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    theme.mark(label, type="hint", tone="2")
    label.setBuddy(field)
    label.setContentsMargins(0, 4, 0, 0)
    return label


def _line() -> QFrame:
    made = QFrame()
    theme.mark(made, role="line", across="true")
    made.setFixedHeight(1)
    return made
