"""The one stylesheet of the window, generated from tokens. Selectors look at properties; see `theme.mark`."""

from __future__ import annotations

from string import Template
from typing import Final

from mirrorppr_desktop.gui import resources
from mirrorppr_desktop.gui.tokens import Tokens

_SHEET: Final = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[tone="2"], QPushButton[tone="2"], QToolButton[tone="2"] { color: $text_2; }
QLabel[tone="3"] { color: $text_3; }
QLabel[state="ok"] { color: $ok; }
QLabel[state="bad"] { color: $bad; }
QLabel[state="warn"] { color: $warn; }
QLabel[state="accent"] { color: $accent; }

[role="canvas"] { background: $canvas; }
[role="panel"] { background: $panel; }
[role="card"] { background: $card; border: 1px solid $line; border-radius: 6px; }
[role="line"] { background: $line; border: none; }
QFrame[role="line"][across="true"] { min-height: 1px; max-height: 1px; }
QFrame[role="line"][across="false"] { min-width: 1px; max-width: 1px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QPushButton, QToolButton[role="button"] {
  background: $control; color: $text; border: 1px solid $edge; border-radius: 4px;
  padding: 4px 12px; min-height: 18px; font-weight: 500;
}
QPushButton:hover, QToolButton[role="button"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[role="button"]:pressed { background: $pressed; }
QPushButton:checked { background: $selected; }
QPushButton:disabled, QToolButton[role="button"]:disabled {
  background: transparent; color: $text_3; border: 1px dashed $edge;
}
QPushButton[role="large"], QPushButton[role="main"] { font-size: 14px; min-height: 30px; padding: 4px 16px; }
QPushButton[role="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="main"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="main"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="main"]:disabled { background: transparent; color: $text_3; border: 1px dashed $edge; }
QPushButton[role="quiet"], QToolButton {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px; padding: 3px;
  min-height: 16px; font-weight: 400;
}
QPushButton[role="quiet"] { padding: 3px 6px; color: $text_2; }
QPushButton[role="quiet"]:hover, QToolButton:hover { background: $hover; color: $text; }
QPushButton[role="quiet"]:pressed, QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selected; }
QPushButton[role="quiet"]:disabled, QToolButton:disabled { color: $text_3; border: 1px dashed $line; }
QPushButton[role="link"] { background: transparent; border: none; color: $accent; padding: 2px; text-align: left; }
QPushButton[role="page"] {
  background: transparent; color: $text_2; border: none; border-radius: 0; padding: 0 6px; min-height: 42px;
  border-top: 3px solid transparent; border-bottom: 3px solid transparent; font-size: 14px; font-weight: 500;
}
QPushButton[role="page"]:hover { color: $text; border-bottom-color: $edge; background: transparent; }
QPushButton[role="page"]:checked { color: $text; border-bottom-color: $accent; }
QPushButton[role="page"]:disabled { color: $text_3; border-bottom: 3px solid transparent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QKeySequenceEdit QLineEdit {
  background: $control; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 3px 8px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus { border-color: $accent; }
QLineEdit[state="bad"] { border-color: $bad; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background: transparent; color: $text_3; border: 1px dashed $edge;
}
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$down"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $control; color: $text; border: 1px solid $edge; outline: none; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 2px 6px; }
QAbstractSpinBox { padding: 3px 20px 3px 2px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$down"); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_3; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; background: $control; border: 1px solid $edge; border-radius: 3px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $control; border-color: $accent; image: url("$dash"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$dot"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: transparent; border: 1px dashed $edge; }
QSlider::groove:horizontal { height: 2px; background: $track; }
QSlider::handle:horizontal { background: $text; width: 12px; height: 12px; margin: -5px 0; border-radius: 6px; }
QSlider::handle:horizontal:hover { background: $accent; }

QMenuBar { background: $panel; color: $text_2; spacing: 4px; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $card; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 3px; }
QMenu::icon { padding-left: 6px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $text_3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolBar { background: $panel; border: none; spacing: 8px; }
QStatusBar { background: $panel; color: $text_2; border-top: 1px solid $line; }
QStatusBar::item { border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $track; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView {
  background: $panel; alternate-background-color: $card; color: $text; border: none; gridline-color: $line;
  selection-background-color: $selected; selection-color: $text; outline: none;
}
QTreeView::item { min-height: 24px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $selected; color: $text; }
QHeaderView::section {
  background: $panel; color: $text_2; border: none; border-bottom: 1px solid $line; padding: 4px 8px; font-size: 12px;
}
QHeaderView { background: $panel; border: none; }
QTableCornerButton::section { background: $panel; border: none; }
QProgressBar { background: $bar; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QGroupBox { border: 1px solid $line; border-radius: 6px; margin-top: 10px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; color: $text_2; }

[role="note"] { background: $card; border: none; border-left: 4px solid $accent; }
[role="note"][state="ok"] { border-left-color: $ok; }
[role="note"][state="warn"] { border-left-color: $warn; }
[role="note"][state="bad"] { border-left-color: $bad; }
[role="tag"] { background: transparent; border: 1px solid $edge; border-radius: 3px; }
[role="tag"][state="ok"] { border-color: $ok; }
[role="tag"][state="warn"] { border-color: $warn; }
[role="tag"][state="bad"] { border-color: $bad; }
[role="tag"][state="accent"] { border-color: $accent; }
QPushButton[role="chip"] { border-radius: 12px; padding: 2px 10px; min-height: 18px; font-weight: 400; }
QPushButton[role="chip"][state="warn"] { border-color: $warn; color: $warn; }
QLabel[role="key"] {
  background: $control; border: 1px solid $edge; border-radius: 3px; padding: 0 4px; min-width: 9px; font-size: 12px;
}
[role="segments"] { background: $control; border: 1px solid $edge; border-radius: 4px; }
[role="segments"] QToolButton {
  border: none; border-radius: 0; padding: 0 9px; color: $text_2; border-right: 1px solid $line;
  border-top: 2px solid transparent; border-bottom: 2px solid transparent;
}
[role="segments"] QToolButton[last="true"] { border-right: none; }
[role="segments"] QToolButton:checked {
  background: $selected; color: $text; border-bottom: 2px solid $accent;
}
[role="segments"] QToolButton:disabled { color: $text_3; border-bottom: 1px dashed $edge; }
""")


def sheet(look: Tokens, scale: dict[str, tuple[int, int, int]]) -> str:
    """The stylesheet of `look`. scale: name -> size in px, line height in px, weight."""
    values = {name: getattr(look, name) for name in look.__slots__}
    fixed = resources.folder() / "icons" / "fixed"
    on_accent = "dark" if look.name == "light" else "light"  # the accent is dark where the theme is light
    values |= {
        "down": (fixed / f"chevron-down-{look.name}.svg").as_posix(),
        "up": (fixed / f"chevron-up-{look.name}.svg").as_posix(),
        "dash": (fixed / f"dash-{look.name}.svg").as_posix(),
        "check": (fixed / f"check-{on_accent}.svg").as_posix(),
        "dot": (fixed / f"dot-{on_accent}.svg").as_posix(),
    }
    sizes = [
        f'[type="{kind}"] {{ font-size: {size}px; font-weight: {weight}; }}'
        for kind, (size, _line, weight) in scale.items()
    ]
    return _SHEET.substitute(values) + "\n".join(sizes)
