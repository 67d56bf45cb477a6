"""The slider of one operation: to the right its positive direction, to the left its negative one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.value_slider import ValueSlider

MAXIMUM = 1.5


class OperationSlider(ValueSlider):
    """A bipolar slider; `strength()` is below 0 in the negative direction.

    negative, positive: the directed names, as a person reads them. Without a negative one the line starts at 0.
    """

    def __init__(
        self, negative: str | None, positive: str, maximum: float = MAXIMUM, parent: QWidget | None = None
    ) -> None:
        self._negative = negative
        self._positive = positive
        self._last_sign = 1.0
        super().__init__(0.0 if negative is None else -maximum, maximum, parent)
        self.setToolTip(
            self.tr("Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.")
        )
        self._describe()

    def names(self) -> tuple[str | None, str]:
        """The directed names: negative, positive."""
        return self._negative, self._positive

    def title(self) -> str:
        """The direction that is active; at zero the one of the pair, or the one that was active last."""
        sign = self.strength() or self.pair_strength() or self._last_sign
        if self.strength():
            self._last_sign = sign
        return self._positive if sign > 0 or self._negative is None else self._negative

    def value_text(self) -> str:
        """The strength of the active direction."""
        if not self.is_on():
            return self.tr("off")
        return figures.signed(abs(self.strength()))

    def spoken(self) -> str:
        """As in "Narrow nasal alae, face 1, plus 0.30, pair 0.30"."""
        value = figures.plain(abs(self.strength()))
        parts = [self.title()]
        if self._context:
            parts.append(self._context)
        parts.append(self.tr("plus {0}").format(value) if self.is_on() else self.tr("off, {0} kept").format(value))
        if self.pair_strength():
            parts.append(self.tr("pair {0}").format(figures.plain(abs(self.pair_strength()))))
        return ", ".join(parts)

    def ends(self) -> tuple[str, str]:
        """The words in which the two directions differ."""
        return short_names(self._negative, self._positive)


def short_names(negative: str | None, positive: str) -> tuple[str, str]:
    """Two directed names without the words that they share: "Narrow", "Widen" of the nasal alae."""
    if negative is None:
        return "0", positive
    left, right = negative.split(), positive.split()
    while len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:
        left.pop()
        right.pop()
    while len(left) > 1 and len(right) > 1 and left[0] == right[0]:
        left.pop(0)
        right.pop(0)
    return " ".join(left), " ".join(right)
