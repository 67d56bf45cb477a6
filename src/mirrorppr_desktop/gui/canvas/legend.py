"""How to read the maps: unit, scale in pixels of the file, factor, and what is proved about the rest of the photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.canvas.overlays import FACTORS, MapKind

HEIGHT = 72
_SCALE_WIDTH = 320
_MARGIN, _SPACE = 16, 24
_SMALL_SCALE = 760


@dataclass(frozen=True, slots=True)
class Reading:
    """What the legend tells. rim: top of the colour scale. largest_px: of the movement, in pixels of the file."""

    kind: MapKind | None
    rim: float
    largest_px: float
    factor: int
    arrows: bool
    outline: bool
    unchanged: float  # part of the pixels that are as they were, 0..1


class LegendBar(QWidget):
    """The strip under the photo while a map is on. kind_chosen and factor_chosen tell what the user wants."""

    kind_chosen = Signal(str)
    factor_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Legend of the maps"))
        self._scale = _Scale(self)
        self._lines = [_Line(self) for _ in range(4)]
        self._facts = QWidget(self)
        facts = self._facts_row = QGridLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(24)
        facts.setVerticalSpacing(0)
        for i, line in enumerate(self._lines):
            facts.addWidget(line, i % 2, i // 2)
        self._kinds, kinds = _segments(
            self, [(self.tr("Movement"), MapKind.MOVEMENT), (self.tr("Difference"), MapKind.DIFFERENCE)]
        )
        self._factors, factors = _segments(self, [(f"×{factor}", str(factor)) for factor in FACTORS])
        for button in self._kinds.buttons():
            button.setToolTip(self.tr("What the difference overlay shows"))
        for button in self._factors.buttons():
            button.setToolTip(self.tr("How much arrows and differences are enlarged"))
            button.setAccessibleName(self.tr("Factor {0}").format(button.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        row.setSpacing(_SPACE)
        row.addWidget(self._scale)
        row.addWidget(self._facts)
        row.addStretch(1)
        self._buttons = QWidget(self)
        show = QHBoxLayout(self._buttons)
        show.setContentsMargins(0, 0, 0, 0)
        show.setSpacing(12)
        self._show_word = QLabel(self.tr("Show"), self)
        theme.mark(self._show_word, tone="2")
        for widget in (self._show_word, kinds, factors):
            show.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._buttons)
        self._kinds.buttonClicked.connect(lambda button: self.kind_chosen.emit(button.property("value")))
        self._factors.buttonClicked.connect(lambda button: self.factor_chosen.emit(int(button.property("value"))))

    def tell(self, reading: Reading) -> None:
        """Say how to read what is shown now."""
        self._scale.setVisible(reading.kind is not None)
        if reading.kind is not None:
            self._scale.tell(reading)
        lines: list[tuple[str, str]] = []
        if reading.arrows:
            lines.append(("arrows", self.tr("Arrows {0} × as long").format(reading.factor)))
        if reading.outline:
            lines.append(("outline", self.tr("Dashed: edge of the edit")))
        if reading.largest_px > 0:
            if reading.outline:
                lines.append(("check", self.tr("Outside it: under 0.5 px")))
            lines.append(("check", self.tr("{0} % of pixels unchanged").format(_floored(reading.unchanged))))
        else:
            lines.append(("check", self.tr("Nothing moves")))
        for line, content in zip(self._lines, [*lines, *[("", "")] * 4], strict=False):
            line.tell(*content)
        for group, value in ((self._kinds, reading.kind or ""), (self._factors, str(reading.factor))):
            for button in group.buttons():
                button.setChecked(button.property("value") == value)
        self._fit()
        self.setAccessibleDescription(". ".join([self._scale.words, *[text for _, text in lines]]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of words where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= _SMALL_SCALE
        self._scale.setFixedWidth(_SCALE_WIDTH if wide else 180)
        for word, columns in ((wide, 2), (False, 2), (False, 1), (False, 0)):
            self._show_word.setVisible(word)
            for i, line in enumerate(self._lines):
                line.setVisible(line.told and i // 2 < columns)
            room = self.width() - 2 * _MARGIN - self._buttons.sizeHint().width() - _SPACE
            room -= 0 if self._scale.isHidden() else self._scale.width() + _SPACE
            self._facts_row.activate()
            if self._facts.sizeHint().width() <= room:
                break

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().color("panel"))
        painter.fillRect(0, 0, self.width(), 1, theme.tokens().color("line"))


def _floored(share: float) -> str:
    """A share in percent that never says 100 where it is less."""
    return "100" if share >= 1 else f"{int(share * 1000) / 10:.1f}"


def _segments(parent: QWidget, entries: Sequence[tuple[str, str]]) -> tuple[QButtonGroup, QFrame]:
    """Buttons side by side of which one is down."""
    frame = QFrame(parent)
    theme.mark(frame, role="segments")
    row = QHBoxLayout(frame)
    row.setContentsMargins(1, 1, 1, 1)
    row.setSpacing(0)
    group = QButtonGroup(frame)
    for i, (text, value) in enumerate(entries):
        button = QToolButton(frame)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("value", str(value))
        button.setFixedHeight(30)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.mark(button, last=i == len(entries) - 1)
        group.addButton(button)
        row.addWidget(button)
    return group, frame


class _Line(QWidget):
    """An icon and a few words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = False
        self._icon, self._text = QLabel(self), QLabel(self)
        theme.mark(self._text, type="hint", tone="2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)

    def tell(self, icon: str, text: str) -> None:
        """Show these words, or nothing."""
        self._text.setText(text)
        role = "ok" if icon == "check" else "text_2"
        self._icon.setPixmap(icons.pixmap(icon, role, 14, self.devicePixelRatioF()) if icon else self._icon.pixmap())
        self.told = bool(text)


class _Scale(QWidget):
    """The colours with their numbers under them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_SCALE_WIDTH)
        self._reading: Reading | None = None
        self.words = ""

    def tell(self, reading: Reading) -> None:
        """Show the scale of a map."""
        self._reading = reading
        if reading.kind is MapKind.MOVEMENT:
            self.words = self.tr("Movement, pixels of the file, 0 to {0}").format(f"{reading.rim:g}")
        else:
            self.words = self.tr("Difference, levels of 255, times {0}").format(reading.factor)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title, the bar and the numbers."""
        if self._reading is None:
            return
        reading, look = self._reading, theme.tokens()
        painter = QPainter(self)
        movement = reading.kind is MapKind.MOVEMENT
        title = self.tr("Movement, pixels of the file") if movement else self.tr("Difference, levels of 255")
        note = self.tr("colour = length") if movement else self.tr("shown × {0}").format(reading.factor)
        painter.setFont(theme.font("hint", 600))
        painter.setPen(look.color("text"))
        top = QRectF(0, 0, self.width(), 18)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter), title)
        painter.setFont(theme.font("hint"))
        if self.width() >= _SCALE_WIDTH:
            painter.setPen(look.color("text_2"))
            painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), note)
        bar = QRectF(0.5, 22.5, self.width() - 1, 11)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        if movement:
            from mirrorppr_desktop.gui.canvas.overlays import magma

            for i, (red, green, blue) in enumerate(magma()[::15].tolist()):
                gradient.setColorAt(i / 17, QColor(red, green, blue))
        else:
            gradient.setColorAt(0, QColor(0, 0, 0))
            gradient.setColorAt(1, QColor(255, 255, 255))
        painter.setPen(look.color("edge"))
        painter.setBrush(gradient)
        painter.drawRect(bar)
        self._numbers(painter, reading.rim, self.tr("px") if movement else "")

    def _numbers(self, painter: QPainter, rim: float, unit: str) -> None:
        painter.setPen(theme.tokens().color("text"))
        metrics = QFontMetricsF(painter.font())
        form = ".3g" if unit else ".0f"
        for i in range(5):
            text = f"{rim * i / 4:{form}}" + (f" {unit}" if i == 4 and unit else "")
            wide = metrics.horizontalAdvance(text)
            x = min(max(self.width() * i / 4 - wide / 2, 0), self.width() - wide)
            painter.drawText(QRectF(x, 37, wide + 2, 18), int(Qt.AlignmentFlag.AlignVCenter), text)
