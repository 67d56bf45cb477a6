"""The page of settings: each is kept at once, and says what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import language, theme
from mirrorppr_desktop.gui.cache_folder import CacheFolder
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.preferences import MOST_WORKERS, Preferences
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.number_field import DecimalField, NumberField

_WIDE = 760  # of the text; a line should not be longer
_NAMES_WIDE = 210


class SettingsPage(QWidget):
    """The page. keys_wanted, diagnostics_wanted, about_wanted: a person wants to see them."""

    keys_wanted = Signal()
    diagnostics_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._cache = CacheFolder(parent=self)
        self._cache.measured.connect(self._show_cache)
        self._cache.emptied.connect(self._show_emptied)
        self._fields: dict[str, QComboBox | QCheckBox | NumberField | DecimalField] = {}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()
        preferences.changed.connect(self._show_field)

    def field(self, name: str) -> QComboBox | QCheckBox | NumberField | DecimalField:
        """The control of a preference."""
        return self._fields[name]

    def cache_line(self) -> QLabel:
        """What the page says about the cache."""
        return self._cache_line

    def showEvent(self, event: QShowEvent) -> None:
        """Look how large the cache is."""
        super().showEvent(event)
        self._cache.measure()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed and not left yet counts too."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._build()

    # --- building

    def _build(self) -> None:
        while (item := self._outer.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._fields.clear()
        body = QWidget()
        theme.mark(body, role="scrolled")
        body.setMaximumWidth(_WIDE)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(24)
        title = QLabel(self.tr("Settings"), body)
        theme.mark(title, type="page")
        column.addWidget(title)
        for part in (self._looks(), self._work(), self._results(), self._net(), self._store(), self._more()):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(body)
        self._outer.addWidget(area)
        for name in self._fields:
            self._show_field(name)

    def _looks(self) -> QWidget:
        box, form = _group(self.tr("Look and language"))
        themes = ((self.tr("Dark"), "dark"), (self.tr("Light"), "light"), (self.tr("As the system"), "system"))
        self._choice(form, "theme", self.tr("Theme"), themes)
        languages = [(self.tr("As the system"), ""), *((language.name_of(one), one) for one in language.available())]
        self._choice(form, "language", self.tr("Language"), languages)
        _hint(form, self.tr("Another language holds from the next start of the program."))
        self._switch(form, "reduce_motion", self.tr("Reduce motion: nothing turns or fades, words say what goes on"))
        return box

    def _work(self) -> QWidget:
        box, form = _group(self.tr("Work"))
        floor = DecimalField(0.0, 1.0, 0.9, digits=3, step=0.005)
        self._figure(form, "identity_floor", self.tr("Identity floor of a new shoot"), floor)
        _hint(form, self.tr("A result whose face is less similar to its photo is held back until you have looked."))
        workers = NumberField(0, MOST_WORKERS, 0)
        workers.setSpecialValueText(self.tr("as many as the computer takes"))
        workers.setMinimumWidth(240)
        self._figure(form, "workers", self.tr("Photos at the same time"), workers)
        return box

    def _results(self) -> QWidget:
        box, form = _group(self.tr("Results"))
        formats = ((self.tr("As the photo"), "same"), ("JPEG", "jpeg"), ("TIFF", "tiff"), ("PNG", "png"))
        self._choice(form, "output_format", self.tr("Format"), formats)
        _hint(form, self.tr("RAW becomes TIFF and WebP becomes PNG: neither is written."))
        bits = ((self.tr("As the photo"), 0), ("8", 8), ("16", 16))
        self._choice(form, "output_bits", self.tr("Bits per channel"), bits)
        self._figure(form, "jpeg_quality", self.tr("JPEG quality"), NumberField(1, 100, 92))
        _hint(form, self.tr("For photos that are no JPEG; a JPEG keeps the quality that it has."))
        self._switch(form, "keep_gps", self.tr("Keep where a photo was taken"))
        self._switch(form, "write_sidecars", self.tr("Write a sidecar beside each result, which says how it was made"))
        return box

    def _net(self) -> QWidget:
        box, form = _group(self.tr("Network"))
        self._switch(form, "network_allowed", self.tr("Allow downloads of models"))
        _hint(
            form,
            self.tr(
                "Off: the program opens no connection at all. On: it opens one when you press Download on the page of "
                "models, to the address that is named there. No photo, no measurement and no count is ever sent."
            ),
        )
        return box

    def _store(self) -> QWidget:
        box, form = _group(self.tr("Cache"))
        self._cache_line = QLabel(self.tr("Being measured…"))
        self._clean = QPushButton(self.tr("Empty the cache"))
        self._clean.clicked.connect(self._empty)
        form.addRow(_row(self._cache_line, self._clean))
        _hint(form, self.tr("Thumbnails that can be made again. Results, decisions and models are not in it."))
        return box

    def _more(self) -> QWidget:
        box, form = _group(self.tr("More"))
        keys, about = QPushButton(self.tr("All keys…")), QPushButton(self.tr("About and licences…"))
        diagnostics = QPushButton(self.tr("Copy diagnostics"))
        diagnostics.setToolTip(self.tr("Versions, devices and the end of the log. No photo and no name of one."))
        keys.clicked.connect(self.keys_wanted)
        about.clicked.connect(self.about_wanted)
        diagnostics.clicked.connect(self.diagnostics_wanted)
        form.addRow(_row(keys, diagnostics, about))
        return box

    def _choice(self, form: QFormLayout, name: str, words: str, options: Sequence[tuple[str, Any]]) -> None:
        box = QComboBox()
        for said, value in options:
            box.addItem(said, value)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setMinimumWidth(200)
        box.setAccessibleName(words)
        box.activated.connect(lambda _index: self._preferences.change(**{name: box.currentData()}))
        self._fields[name] = box
        form.addRow(_name(words, box), _row(box))

    def _switch(self, form: QFormLayout, name: str, words: str) -> None:
        box = QCheckBox(words)
        box.clicked.connect(lambda on: self._preferences.change(**{name: bool(on)}))
        self._fields[name] = box
        form.addRow(box)

    def _figure(self, form: QFormLayout, name: str, words: str, box: NumberField | DecimalField) -> None:
        box.setAccessibleName(words)
        box.setMinimumWidth(max(100, box.minimumWidth()))
        box.valueChanged.connect(lambda value: self._preferences.change(**{name: value}))
        self._fields[name] = box
        form.addRow(_name(words, box), _row(box))

    # --- showing

    def _show_field(self, name: str) -> None:
        box, value = self._fields.get(name), getattr(self._preferences.values, name)
        if isinstance(box, QComboBox):
            box.setCurrentIndex(box.findData(value))
        elif isinstance(box, QCheckBox):
            box.setChecked(value)
        elif box is not None:
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def _show_cache(self, size: int, files: int) -> None:
        self._cache_line.setText(plural(self.tr("%n file(s), {0}", "", files), files).format(figures.size(size)))
        self._cache_line.setToolTip(str(self._cache.folder))
        self._clean.setEnabled(files > 0)

    def _empty(self) -> None:
        self._clean.setEnabled(False)
        self._cache_line.setText(self.tr("Being emptied…"))
        self._cache.empty()

    def _show_emptied(self, freed: int, left: int) -> None:
        said = self.tr("{0} freed").format(figures.size(freed))
        if left:
            said += ", " + plural(self.tr("%n file(s) in use stay", "", left), left)
        self._cache_line.setText(said)


def _group(title: str) -> tuple[QWidget, QFormLayout]:
    box = QWidget()
    form = QFormLayout(box)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    head = QLabel(title)
    theme.mark(head, type="heading")
    form.addRow(head)
    return box, form


def _name(words: str, box: QWidget) -> QLabel:
    label = QLabel(words)
    label.setMinimumWidth(_NAMES_WIDE)
    label.setBuddy(box)
    return label


def _hint(form: QFormLayout, words: str) -> None:
    label = QLabel(words)
    label.setWordWrap(True)
    theme.mark(label, type="hint", tone="3")
    form.addRow(label)


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return box
