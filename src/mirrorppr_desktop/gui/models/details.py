"""The dock of the page of models: what the picked one may be used for, its file, and what the network is used for."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.models import said, words
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.weights.catalogue import Kind, Model
from mirrorppr_desktop.weights.state import ModelState, State

_NOTE_STATES = {True: "ok", False: "bad", None: "warn"}


class Ask(StrEnum):
    """What the dock asks for."""

    READ_LICENCE = "read licence"
    UNLOCK = "unlock"
    USE = "use"
    STOP_USING = "stop using"
    VERIFY = "verify"
    SHOW_FOLDER = "show folder"
    COPY_PATH = "copy path"
    COPY_HASH = "copy hash"
    REMOVE = "remove"
    SOURCE = "source"
    LOG = "log"
    NETWORK = "network"


class ModelDetails(QWidget):
    """The dock. asked(Ask as str): a button was pressed; it is about the model that is shown."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[Ask, QPushButton] = {}
        self._title, self._purpose = QLabel(), QLabel()
        theme.mark(self._title, type="heading")
        theme.mark(self._purpose, tone="2")
        self._purpose.setWordWrap(True)
        self._licence = Note("ok", closable=False)
        self._read = QCheckBox(words.tr("I have read the licence"))
        self._read.setToolTip(words.tr("I have read the licence and will not use this model for paid work"))
        self._promise = QLabel(words.tr("and will not use this model for paid work"))
        self._promise.setBuddy(self._read)
        self._read.toggled.connect(self._allow_unlocking)
        self._warning = _hint(
            words.tr("While it is in use, “Non-commercial” stands in the status bar and in every export report.")
        )
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._values: dict[str, ElidedLabel] = {}
        self._network_word, self._network_hint = QLabel(), _hint("")
        self._foot = QLabel()
        theme.mark(self._foot, type="hint", tone="2")
        self._lay_out()
        self.setEnabled(False)

    def _lay_out(self) -> None:
        inside = QWidget()
        theme.mark(inside, role="scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._purpose)
        column.addWidget(_line())
        column.addWidget(self._licence)
        column.addWidget(self._read)
        self._promise.setIndent(22)
        column.addWidget(self._promise)
        column.addLayout(self._row(Ask.READ_LICENCE, Ask.UNLOCK))
        column.addWidget(self._warning)
        column.addLayout(self._row(Ask.USE, Ask.STOP_USING))
        column.addWidget(_line())
        column.addWidget(_title(words.tr("File")))
        for key, title in self._fact_titles().items():
            self._add_fact(key, title)
        column.addLayout(self._facts)
        column.addLayout(self._row(Ask.SHOW_FOLDER, Ask.SOURCE))
        column.addLayout(self._row(Ask.COPY_PATH, Ask.COPY_HASH))
        column.addLayout(self._row(Ask.VERIFY, Ask.REMOVE))
        column.addWidget(_line())
        head = QHBoxLayout()
        head.addWidget(_title(words.tr("Network")), 1)
        theme.mark(self._network_word, tone="2")
        head.addWidget(self._network_word)
        column.addLayout(head)
        column.addWidget(self._network_hint)
        column.addLayout(self._row(Ask.NETWORK))
        column.addLayout(self._row(Ask.LOG))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("About this model"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(_line())
        self._foot.setContentsMargins(16, 10, 16, 10)
        whole.addWidget(self._foot)

    def button(self, ask: Ask) -> QPushButton:
        """The button that asks for it."""
        return self._buttons[ask]

    @property
    def read_box(self) -> QCheckBox:
        """The promise that unlocks a model."""
        return self._read

    def fact(self, key: str) -> str:
        """A fact as it is shown: "name", "path", "size", "sha256", "published", "source"."""
        return self._values[key].text()

    def licence_note(self) -> Note:
        """What the licence allows."""
        return self._licence

    def show_model(self, found: ModelState, *, in_use: bool, accepted: bool, busy: bool) -> None:
        """Be about this model."""
        model = found.model
        self.setEnabled(True)
        self._title.setText(said.title(model))
        self._purpose.setText(said.purpose(model))
        tag = words.licence_tag(model)[2]
        self._licence.say(_NOTE_STATES[model.commercial_use], f"{tag} ({model.licence}). {said.licence_note(model)}")
        locked = model.commercial_use is False and not accepted
        for part in (self._read, self._promise, self._buttons[Ask.UNLOCK]):
            part.setVisible(locked)
        self._read.setChecked(False)
        self._buttons[Ask.UNLOCK].setEnabled(False)
        self._buttons[Ask.UNLOCK].setToolTip(words.tr("Tick that you have read the licence first"))
        self._warning.setVisible(model.commercial_use is False)
        self._buttons[Ask.READ_LICENCE].setVisible(bool(model.licence_page))
        self._buttons[Ask.READ_LICENCE].setToolTip(words.tr("Opens {0} in your browser").format(model.licence_page))
        identity = model.kind is Kind.IDENTITY
        self._buttons[Ask.USE].setVisible(identity and found.usable and not in_use)
        self._buttons[Ask.STOP_USING].setVisible(identity and in_use)
        self._show_facts(found)
        present = found.have > 0
        self._buttons[Ask.VERIFY].setVisible(present and found.state is not State.PAUSED)
        self._buttons[Ask.VERIFY].setEnabled(not busy)
        self._buttons[Ask.REMOVE].setVisible(present and not model.packaged)
        self._buttons[Ask.REMOVE].setEnabled(not busy)
        self._buttons[Ask.COPY_HASH].setVisible(bool(model.sha256 or found.sha256))
        self._buttons[Ask.SOURCE].setVisible(bool(model.page))
        self._buttons[Ask.SOURCE].setToolTip(words.tr("Opens {0} in your browser").format(model.page))

    def show_network(self, allowed: bool, connections: int) -> None:
        """Whether a model may be downloaded, and how many connections the log holds."""
        self._network_word.setText(words.tr("On") if allowed else words.tr("Off"))
        how = (
            words.tr("Used only for a download that you start, after it asked.")
            if allowed
            else words.tr("Nothing is fetched. Models are imported as files.")
        )
        self._network_hint.setText(f"{how} {words.tr('Connections so far: {0}.').format(connections)}")
        self._buttons[Ask.NETWORK].setVisible(not allowed)
        self._buttons[Ask.LOG].setEnabled(connections > 0)
        self._buttons[Ask.LOG].setToolTip("" if connections else words.tr("There has been no connection"))

    def show_folder(self, used: int, free: int) -> None:
        """What the models take, and what is left on their drive; bytes."""
        text = words.tr("Models folder: {0}, {1} free")
        self._foot.setText(text.format(figures.size(used), figures.size(free)))

    def _show_facts(self, found: ModelState) -> None:
        model = found.model
        size = f"{figures.count(model.size)} {words.tr('bytes')}" if model.size else words.tr("not published")
        for key, text, tip in (
            ("name", model.file_name, ""),
            ("path", str(found.path.parent), str(found.path)),
            ("size", size, ""),
            ("sha256", _hash_words(found), found.sha256),
            ("published", words.short(model.sha256) or words.tr("none"), _tip(model)),
            ("format", _format(model), ""),
            ("source", model.source, model.source),
        ):
            self._values[key].setText(text)
            if tip:
                self._values[key].setToolTip(tip)
            self._values[key].setAccessibleName(f"{self._fact_titles()[key]}: {tip or text}")

    def _allow_unlocking(self, read: bool) -> None:
        self._buttons[Ask.UNLOCK].setEnabled(read)

    @staticmethod
    def _fact_titles() -> dict[str, str]:
        return {
            "name": words.tr("Name"),
            "path": words.tr("Folder"),
            "size": words.tr("Size"),
            "sha256": words.tr("sha256"),
            "published": words.tr("Published"),
            "format": words.tr("Format"),
            "source": words.tr("Source"),
        }

    def _add_fact(self, key: str, title: str) -> None:
        at = self._facts.rowCount()
        head, value = QLabel(title), ElidedLabel()
        theme.mark(head, type="hint", tone="2")
        theme.mark(value, type="hint")
        self._facts.addWidget(head, at, 0)
        self._facts.addWidget(value, at, 1)
        self._values[key] = value

    def _row(self, *asks: Ask) -> QHBoxLayout:
        texts = {
            Ask.READ_LICENCE: ("open-outside", words.tr("Read licence…")),
            Ask.UNLOCK: ("", words.tr("Unlock")),
            Ask.USE: ("check", words.tr("Use for identity")),
            Ask.STOP_USING: ("", words.tr("Stop using")),
            Ask.VERIFY: ("check", words.tr("Verify")),
            Ask.SHOW_FOLDER: ("folder", words.tr("Show folder")),
            Ask.COPY_PATH: ("copy", words.tr("Copy path")),
            Ask.COPY_HASH: ("copy", words.tr("Copy sha256")),
            Ask.REMOVE: ("trash", words.tr("Remove…")),
            Ask.SOURCE: ("open-outside", words.tr("Where to get it…")),
            Ask.LOG: ("log", words.tr("Connection log")),
            Ask.NETWORK: ("network", words.tr("Network settings…")),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for ask in asks:
            icon, text = texts[ask]
            button = QPushButton(text)
            if icon:
                icons.beside_words(button, icon)
            button.clicked.connect(lambda _checked=False, ask=ask: self.asked.emit(ask.value))
            self._buttons[ask] = button
            row.addWidget(button)
        row.addStretch(1)
        return row


def _hash_words(found: ModelState) -> str:
    if not found.sha256:
        return words.tr("not read yet") if found.have else words.tr("no file")
    if not found.model.sha256:
        return words.tr("{0}, none is published").format(words.short(found.sha256))
    fits = found.sha256 == found.model.sha256
    text = words.tr("{0}, as published") if fits else words.tr("{0}, not the published one")
    return text.format(words.short(found.sha256))


def _tip(model: Model) -> str:
    return f"{model.sha256}\n{words.tr('From: {0}').format(model.hash_from)}" if model.sha256 else ""


def _format(model: Model) -> str:
    if model.path.endswith(".onnx"):
        return words.tr("ONNX, no external data")
    return words.tr("safetensors") if model.path.endswith(".safetensors") else words.tr("TensorFlow Lite")


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.mark(label, type="hint", tone="2")
    return label


def _title(text: str) -> QLabel:
    label = QLabel(text)
    theme.mark(label, type="strong")
    return label


def _line() -> QFrame:
    line = QFrame()
    theme.mark(line, role="line", across="true")
    return line
