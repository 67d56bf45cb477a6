"""About the program: its version, and the licences of the program, of the models and of the libraries."""

from __future__ import annotations

import importlib.metadata
import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop import __version__
from mirrorppr_desktop.errors import MirrorPPRError
from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.models import said
from mirrorppr_desktop.gui.models.words import licence_tag
from mirrorppr_desktop.weights.catalogue import read_catalogue

_DISTRIBUTION = "mirrorppr-desktop"
_LONGEST = 60  # letters of a licence; some packages put its whole text there
_WIDE = 860

# Where the metadata of a package names no licence, or not the one of all that it carries.
_KNOWN = {"PySide6-Essentials": "LGPL-3.0-only", "pyvips": "MIT; libvips LGPL-2.1-or-later"}


class AboutPage(QWidget):
    """The page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()
        theme.signals().changed.connect(self._build)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._build()

    def _build(self) -> None:
        while (item := self._outer.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        body = QWidget()
        theme.mark(body, role="scrolled")
        body.setMaximumWidth(_WIDE)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(
            _words(self.tr("Licence of the program: Apache-2.0. All work stays on this computer; nothing is sent."))
        )
        column.addSpacing(12)
        column.addWidget(_heading(self.tr("Models")))
        try:
            rows = [(said.title(one), licence_tag(one)[2], one.licence) for one in read_catalogue()]
            column.addLayout(_table(rows))
        except MirrorPPRError as error:
            column.addWidget(_words(str(error)))
        column.addSpacing(12)
        column.addWidget(_heading(self.tr("Libraries")))
        column.addLayout(_table(libraries()))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setAccessibleName(self.tr("About and licences"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(body)
        self._outer.addWidget(area)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.pixmap("app", "text", 64, self.devicePixelRatioF()))
        name = QLabel(self.tr("MirrorPPR Desktop {0}").format(__version__))
        theme.mark(name, type="page")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture)
        row.addWidget(name)
        row.addStretch(1)
        return row


def libraries() -> list[tuple[str, str, str]]:
    """Name, version and licence of what the program is built on, as installed."""
    try:
        wanted = importlib.metadata.requires(_DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in wanted if "extra ==" not in one}
    found = []
    for name in sorted(names | {"PySide6-Essentials"}, key=str.lower):
        try:
            about = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        found.append((name, importlib.metadata.version(name), _KNOWN.get(name) or _licence(about)))
    return found


def _licence(about: importlib.metadata.PackageMetadata) -> str:
    """The licence that a package's own metadata names."""
    told = next((str(about[key]) for key in ("License-Expression", "License") if key in about), "")
    if told and len(told) <= _LONGEST and "\n" not in told:
        return told
    classes = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return ", ".join(one.rpartition(" :: ")[2] for one in classes) or told.strip().partition("\n")[0][:_LONGEST]


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    theme.mark(label, type="heading")
    return label


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    theme.mark(label, tone="2")
    return label


def _table(rows: list[tuple[str, str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for line, row in enumerate(rows):
        for at, words in enumerate(row):
            label = QLabel(words)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            theme.mark(label, tone=None if at == 0 else "2")
            label.setWordWrap(at == 2)
            grid.addWidget(label, line, at)
    return grid
