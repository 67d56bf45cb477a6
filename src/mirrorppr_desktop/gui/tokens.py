"""The colours of the window by their use, dark and light, and what stands on what. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours as "#RRGGBB"; surfaces are pure grey (R = G = B), `selected` excepted."""

    name: str  # "dark" or "light": which of the two kinds this is, also for a theme of the system
    canvas: str  # around photos and grids
    panel: str  # bars, dock, filmstrip
    card: str  # notes, charts
    control: str  # buttons, fields
    hover: str  # pointer over a control
    pressed: str  # a control held down
    line: str  # separators, decoration only
    edge: str  # borders of controls and drop zones
    track: str  # the line of a slider
    bar: str  # ground of a progress bar
    text: str
    text_2: str  # secondary words
    text_3: str  # hints, and words of what is disabled
    accent: str  # current place, focus, main action, value of a slider
    on_accent: str
    accent_hover: str
    accent_pressed: str
    selected: str  # chosen row or segment
    ok: str
    bad: str
    warn: str
    scrim: str = "#141414"  # ground of pills on photos, at SCRIM_ALPHA
    scrim_text: str = "#F2F2F2"
    scrim_ok: str = "#93CF93"
    scrim_bad: str = "#F8A398"
    scrim_warn: str = "#ECC46C"

    def color(self, role: str) -> QColor:
        """The colour of a role such as "text", "text_2" or "bad".

        Raises:
            KeyError: there is no such role.
        """
        if role == "name" or role not in self.__slots__:
            raise KeyError(role)
        return QColor(getattr(self, role))


SCRIM_ALPHA: Final = 0.8

DARK: Final = Tokens(
    name="dark",
    canvas="#1F1F1F",
    panel="#2A2A2A",
    card="#323232",
    control="#3A3A3A",
    hover="#464646",
    pressed="#303030",
    line="#454545",
    edge="#949494",
    track="#7E7E7E",
    bar="#555555",
    text="#EFEFEF",
    text_2="#C4C4C4",
    text_3="#ADADAD",
    accent="#8CBAF4",
    on_accent="#101418",
    accent_hover="#A3C8F6",
    accent_pressed="#76A9E8",
    selected="#343F4C",
    ok="#93CF93",
    bad="#F8A398",
    warn="#ECC46C",
)

LIGHT: Final = Tokens(
    name="light",
    canvas="#CDCDCD",
    panel="#ECECEC",
    card="#F7F7F7",
    control="#FFFFFF",
    hover="#E2E2E2",
    pressed="#D6D6D6",
    line="#CFCFCF",
    edge="#6C6C6C",
    track="#828282",
    bar="#BDBDBD",
    text="#191919",
    text_2="#404040",
    text_3="#505050",
    accent="#164F96",
    on_accent="#FFFFFF",
    accent_hover="#1E5FB0",
    accent_pressed="#113E77",
    selected="#D3E2F5",
    ok="#1A5A21",
    bad="#96201A",
    warn="#664400",
)


def of_system(palette: QPalette) -> Tokens:
    """Tokens made of the system's own colours, for its high-contrast themes: they win over ours."""

    def of(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    ground, ink = of(QPalette.ColorRole.Window), of(QPalette.ColorRole.WindowText)
    mark, on_mark = of(QPalette.ColorRole.Highlight), of(QPalette.ColorRole.HighlightedText)
    return Tokens(
        name="dark" if QColor(ground).lightness() < 128 else "light",
        **dict.fromkeys(("canvas", "panel", "card", "hover", "pressed", "bar", "selected"), ground),
        control=of(QPalette.ColorRole.Base),
        **dict.fromkeys(("line", "edge", "track", "text", "text_2", "text_3", "ok", "bad", "warn"), ink),
        **dict.fromkeys(("accent", "accent_hover", "accent_pressed"), mark),
        on_accent=on_mark,
        scrim=ground,
        **dict.fromkeys(("scrim_text", "scrim_ok", "scrim_bad", "scrim_warn"), ink),
    )


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.1, relative luminance."""

    def luminance(colour: str) -> float:
        parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
