"""Every small widget in its states, to look at: `python tests/gui/gallery.py FOLDER` saves one picture a theme."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.widgets.chip import Chip, Choice
from mirrorppr_desktop.gui.widgets.drop_zone import DropZone
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.histogram import Histogram
from mirrorppr_desktop.gui.widgets.key_cap import KeyHint
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.number_field import NumberField
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider
from mirrorppr_desktop.gui.widgets.pill import Pill
from mirrorppr_desktop.gui.widgets.progress import ProgressLine, WorkingArc
from mirrorppr_desktop.gui.widgets.section import Section
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments
from mirrorppr_desktop.gui.widgets.sparkline import Sparkline
from mirrorppr_desktop.gui.widgets.stars import Stars
from mirrorppr_desktop.gui.widgets.strength_slider import StrengthSlider
from mirrorppr_desktop.gui.widgets.tag import Tag

COMPARE = (
    Segment("photo", "Photo", "photo"),
    Segment("split", "Split", "split", "next mode: Y"),
    Segment("side", "Side by side", "side-by-side"),
    Segment("flicker", "Flicker", "flicker"),
)
OVERLAYS = (
    Segment("difference", "Difference", "difference", "D"),
    Segment("arrows", "Arrows", "arrows", "A"),
    Segment("outline", "Outline", "outline", "O"),
    Segment("landmarks", "Landmarks", "landmarks", "L"),
)
IDENTITIES = (0.859, 0.872, 0.884, 0.893, 0.896, 0.906, 0.91, 0.93, 0.946, 0.95, 0.951, *([0.97] * 12), *([0.98] * 7))


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return box


def sliders() -> QWidget:
    """The dock's sliders."""
    box = QWidget()
    theme.mark(box, role="panel")
    layout = QVBoxLayout(box)
    layout.setSpacing(0)
    strength = StrengthSlider()
    layout.addWidget(strength)
    more = StrengthSlider("Strength, this photo")
    more.set_strength(1.3)
    layout.addWidget(more)
    cases = (
        ("Shrink eyes", "Enlarge eyes", 0.42, 0.42, True),
        ("Narrow nasal alae", "Widen nasal alae", -0.30, -0.30, True),
        ("Sharpen jawline", "Soften jawline", -0.18, -0.26, True),
        ("Lower mouth corners", "Raise mouth corners", 0.12, 0.12, False),
        (None, "Slim the waist", 0.6, 0.0, True),
    )
    for negative, positive, value, pair, on in cases:
        one = OperationSlider(negative, positive)
        one.set_pair_strength(pair)
        one.set_strength(value)
        one.set_on(on)
        one.setObjectName(positive)
        layout.addWidget(one)
    fixed = OperationSlider("Lower brows", "Raise brows")
    fixed.set_strength(0.5)
    fixed.setEnabled(False)
    layout.addWidget(fixed)
    section = Section("More: 23 operations at zero")
    layout.addWidget(section)
    opened = Section("Identity over the shoot", is_open=True)
    opened.add(Histogram(IDENTITIES, 0.9))
    layout.addWidget(opened)
    layout.addWidget(Sparkline("Photos a minute"))
    layout.itemAt(layout.count() - 1).widget().set_values([18, 20, 21, 19, 22, 12, 20, 21])
    layout.addStretch(1)
    box.setFixedWidth(368)
    return box


def buttons() -> QWidget:
    """Buttons, fields, segments, tags."""
    box = QWidget()
    layout = QVBoxLayout(box)
    main, off = QPushButton("Run on all 128"), QPushButton("Run on all 0")
    main.setIcon(icons.icon("run", "on_accent"))
    theme.mark(main, role="main")
    theme.mark(off, role="main")
    off.setEnabled(False)
    plain, disabled, quiet = QPushButton("Choose a folder…"), QPushButton("Resume"), QPushButton("As in the pair")
    disabled.setEnabled(False)
    theme.mark(quiet, role="quiet")
    quiet.setIcon(icons.icon("undo", "text_2"))
    tool = QToolButton()
    tool.setIcon(icons.icon("redo"))
    link = QPushButton("Read licence…")
    theme.mark(link, role="link")
    pages = []
    for words in ("Shoot", "Review", "Export"):
        page = QPushButton(words)
        page.setCheckable(True)
        page.setFixedHeight(48)
        theme.mark(page, role="page")
        pages.append(page)
    pages[0].setChecked(True)
    compare, overlays = Segments(COMPARE), Segments(OVERLAYS, exclusive=False, words=False)
    compare.set_current("split")
    overlays.set_on("arrows", True)
    chip, falling = Chip("Transfer, CPU"), Chip("Transfer, CPU")
    chip.set_choices([Choice("transfer", "Transfer, CPU", "works everywhere"), Choice("m", "MirrorPPR", "", False)], "")
    falling.show_text("Transfer, CPU", "warn", "MirrorPPR has no weights")
    high, fair, weak = Tag(), Tag(), Tag()
    high.show_trust(0.91)
    fair.show_trust(0.7)
    weak.show_trust(0.55)
    combo, spin, line = QComboBox(), NumberField(1, 16, 2), QLineEdit("{name}_retouched")
    combo.addItems(["Identity, lowest first", "Capture time"])
    check, unchecked, radio = QCheckBox("Sub-folders too"), QCheckBox("Watch the folder"), QRadioButton("JPEG")
    check.setChecked(True)
    radio.setChecked(True)
    for kind, words in (("page", "Page line 20"), ("heading", "Heading 16"), ("number", "0.884"), ("hint", "Hint 12")):
        label = QLabel(words)
        theme.mark(label, type=kind)
        layout.addWidget(label)
    layout.addWidget(_row(*pages))
    layout.addWidget(_row(main, off))
    layout.addWidget(_row(plain, disabled, quiet, tool, link))
    layout.addWidget(_row(compare))
    layout.addWidget(_row(overlays, chip, falling))
    layout.addWidget(_row(high, fair, weak, Tag("bad", "reject", "Rejected"), Tag("warn", "held", "Held back")))
    layout.addWidget(_row(combo, spin, line))
    layout.addWidget(_row(check, unchecked, radio, QRadioButton("TIFF")))
    layout.addWidget(_row(Stars(3), KeyHint("Ctrl+Shift+Z", "redo"), KeyHint("?", "all keys"), WorkingArc()))
    layout.addStretch(1)
    return box


def notes() -> QWidget:
    """Notes, drop zones, progress, pills."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.addWidget(
        Note(
            "bad",
            "BP_0480.tif: no face was found. It may be turned away or smaller than 40 px. Nothing was written.",
            [("mark", "Mark the face"), ("show", "Show file")],
        )
    )
    layout.addWidget(Note("warn", "MirrorPPR has no weights. None are published yet.", [("import", "Import…")]))
    layout.addWidget(Note("ok", "127 of 128 done in 6 min 02 s.", [("review", "Review 127")]))
    layout.addWidget(Note("accent", "The last session ended unexpectedly. 84 of 128 are on disk.", [("r", "Resume")]))
    folder = DropZone("drop-folder", "Drop a folder, or choose one", "JPEG, TIFF, PNG and camera RAW", button="Choose…")
    pair = DropZone("drop-pair", "Exemplar pair", "The untouched photo and your retouched version, in either order.")
    zones = QWidget()
    side = QHBoxLayout(zones)
    side.setContentsMargins(0, 0, 0, 0)
    side.addWidget(folder)
    side.addWidget(pair)
    layout.addWidget(zones, 1)
    running = ProgressLine()
    running.set_parts(84, 4, 128)
    layout.addWidget(running)
    photo = QWidget()
    photo.setStyleSheet("background: #6b7d8c;")
    photo.setFixedHeight(64)
    Pill("Before", parent=photo).move(8, 8)
    Pill("Identity 0.97  (floor 0.90)", "smile", parent=photo).move(80, 8)
    Pill("0.884", "smile", "scrim_warn", parent=photo).move(300, 8)
    layout.addWidget(photo)
    name = ElidedLabel("2026-11-14 Board portraits, second room, BP_0401_retouched_final.tif")
    name.setFixedWidth(260)
    layout.addWidget(name)
    return box


def build() -> QWidget:
    """All of it."""
    box = QWidget()
    layout = QGridLayout(box)
    layout.addWidget(buttons(), 0, 0)
    layout.addWidget(notes(), 0, 1)
    layout.addWidget(sliders(), 0, 2)
    box.resize(1640, 760)
    return box


def main() -> None:
    """Save the pictures."""
    app = QApplication([])
    into = Path(sys.argv[1])
    for name in ("dark", "light"):
        theme.apply(app, name)
        box = build()
        box.show()
        box.findChild(OperationSlider, "Widen nasal alae").setFocus(Qt.FocusReason.TabFocusReason)
        box.activateWindow()
        app.processEvents()
        box.grab().save(str(into / f"gallery-{name}.png"))
        box.deleteLater()


if __name__ == "__main__":
    main()
