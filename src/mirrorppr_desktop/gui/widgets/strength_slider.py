"""The slider of a whole retouch: 0 to 200 %, where 100 % is as in the pair."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.value_slider import ValueSlider
from mirrorppr_desktop.settings import MAX_STRENGTH


class StrengthSlider(ValueSlider):
    """Strength of a retouch, 1 as in the pair. Without an eye it cannot be switched off."""

    def __init__(self, title: str | None = None, eye: bool = True, parent: QWidget | None = None) -> None:
        self._title = title
        super().__init__(0.0, MAX_STRENGTH, parent)
        self._has_eye = eye
        self._strength = self._pair = 1.0
        self.set_strength(1.0)
        self.setToolTip(self.tr("Drag, or arrow keys (Shift: coarse). Double click or Delete: 100 %, again: zero."))

    def title(self) -> str:
        """The name, "Strength" unless another was given."""
        return self._title if self._title is not None else self.tr("Strength")

    def set_title(self, title: str) -> None:
        """Another name, as where it is for several photos."""
        self._title = title
        self._describe()

    def title_kind(self) -> str:
        """It leads the others."""
        return "strong"

    def value_text(self) -> str:
        """Percent of the pair, and a word where it is more than that."""
        if not self.is_on():
            return self.tr("off")
        shown = figures.percent(self.strength())
        return self.tr("{0}, more than the pair").format(shown) if round(self.strength(), 2) > 1 else shown

    def spoken(self) -> str:
        """As in "Strength, 130 %, more than the pair"."""
        parts = [self.title(), self._context, self.value_text()]
        return ", ".join(part for part in parts if part)

    def ends(self) -> tuple[str, str]:
        """Where the line begins and ends."""
        return figures.percent(0), figures.percent(MAX_STRENGTH)
