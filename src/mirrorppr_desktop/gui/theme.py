"""How the window looks: one palette, one stylesheet and one font, made of the tokens of the chosen theme.

Widgets say what they are by properties and nothing else: `mark(button, role="main")`, `mark(label, type="heading")`,
`mark(label, tone="2")`, `mark(frame, role="note", state="bad")`. Those that paint ask `tokens()` while they do, and
repaint on `signals().changed`.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from mirrorppr_desktop.gui import stylesheet
from mirrorppr_desktop.gui.tokens import DARK, LIGHT, Tokens, of_system

ThemeName = Literal["dark", "light", "system"]
NAMES: Final[tuple[ThemeName, ...]] = ("system", "dark", "light")

# px: size, line height, weight
TYPE_SCALE: Final[dict[str, tuple[int, int, int]]] = {
    "hint": (12, 16, 400),
    "body": (13, 18, 400),
    "strong": (13, 18, 600),
    "button": (14, 20, 500),
    "heading": (16, 24, 600),
    "page": (20, 28, 600),
    "number": (24, 32, 600),
    "big-number": (32, 40, 600),
}


class Signals(QObject):
    """changed: other tokens hold from now on. motion_changed: whether things may turn, from now on."""

    changed = Signal()
    motion_changed = Signal(bool)


class _Theme:
    """What holds now; one per process, as palette and stylesheet are."""

    def __init__(self) -> None:
        self.tokens = DARK
        self.wanted: ThemeName = "dark"
        self.signals: Signals | None = None
        self.motion = True
        self.heard: QApplication | None = None  # whose system we listen to


_theme = _Theme()


def tokens() -> Tokens:
    """The colours that hold now."""
    return _theme.tokens


def signals() -> Signals:
    """The object that tells of changes."""
    if _theme.signals is None:
        _theme.signals = Signals()
    return _theme.signals


def motion() -> bool:
    """Whether things may turn and fade."""
    return _theme.motion


def set_motion(allowed: bool) -> None:
    """Allow or stop what turns and fades."""
    if allowed != _theme.motion:
        _theme.motion = allowed
        signals().motion_changed.emit(allowed)


def apply(app: QApplication, name: str) -> None:
    """Give the program the theme "dark", "light" or "system"; an unknown name counts as "system"."""
    _theme.wanted = next((known for known in NAMES if known == name), "system")
    if _theme.heard is not app:
        _theme.heard = app
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _follow(app))
        if hasattr(hints, "accessibility"):  # Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(lambda _preference: _follow(app))
    _dress(app)


def mark(widget: QWidget, **properties: str | bool | None) -> None:
    """Set properties that the stylesheet looks at, and dress the widget anew if it is dressed already."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def font(kind: str = "body", weight: int | None = None) -> QFont:
    """The font of a place in the type scale, for widgets that paint their words."""
    size, _line, usual = TYPE_SCALE[kind]
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight or usual))
    return made


def line_height(kind: str) -> int:
    """Pixels from one base line to the next."""
    return TYPE_SCALE[kind][1]


def blend(ground: QColor, over: QColor, share: float) -> QColor:
    """`over` laid on `ground` with the opacity `share`."""
    return QColor(
        *(
            round(low + (high - low) * share)
            for low, high in (
                (ground.red(), over.red()),
                (ground.green(), over.green()),
                (ground.blue(), over.blue()),
            )
        )
    )


def _follow(app: QApplication) -> None:
    """The system has changed its colours."""
    if _wanted_tokens(app) != _theme.tokens:
        _dress(app)


def _high_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _wanted_tokens(app: QApplication) -> Tokens:
    if _high_contrast(app):
        return of_system(app.style().standardPalette())
    if _theme.wanted == "system":
        return LIGHT if app.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
    return LIGHT if _theme.wanted == "light" else DARK


def _dress(app: QApplication) -> None:
    _theme.tokens = _wanted_tokens(app)
    app.setFont(_system_font())
    app.setPalette(_palette(_theme.tokens))
    app.setStyleSheet(stylesheet.sheet(_theme.tokens, TYPE_SCALE))
    signals().changed.emit()


def _system_font() -> QFont:
    """Inter where the system has it, its own otherwise; figures of one width, so that changing numbers stand still."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QFontDatabase.hasFamily("Inter"):
        made.setFamily("Inter")
    made.setPixelSize(TYPE_SCALE["body"][0])
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for which, name in (
        (role.Window, "panel"),
        (role.WindowText, "text"),
        (role.Base, "control"),
        (role.AlternateBase, "card"),
        (role.Text, "text"),
        (role.Button, "control"),
        (role.ButtonText, "text"),
        (role.BrightText, "on_accent"),
        (role.Highlight, "selected"),
        (role.HighlightedText, "text"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "text_3"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Light, "hover"),
        (role.Midlight, "hover"),
        (role.Mid, "line"),
        (role.Dark, "line"),
        (role.Shadow, "canvas"),
    ):
        made.setColor(which, look.color(name))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, look.color("text_3"))
    return made
