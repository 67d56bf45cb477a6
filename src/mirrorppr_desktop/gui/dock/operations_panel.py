"""The sliders of the dock: strength of the whole, whom a change concerns, and every operation of one face."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.dock.strengths import (
    found_operations,
    in_pair,
    operation_words,
    set_by_hand,
    strength_on,
)
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider
from mirrorppr_desktop.gui.widgets.section import Section
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments
from mirrorppr_desktop.gui.widgets.strength_slider import StrengthSlider
from mirrorppr_desktop.retouch.names import NAMES, OperationName
from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.settings import MAX_STRENGTH

_Key = tuple[Hashable, str, int | None]


class OperationsPanel(QWidget):
    """The panel. It shows what it is told and says what a hand does; it changes nothing itself.

    Signals: strength_moved(strength, final), face_strength_moved(face, factor, final): final at the end of a gesture.
    operation_moved(directed name, strength, face or None, final): through zero the name becomes the other direction's.
    operation_switched(directed name, on, face or None): off is strength 0, on is `kept_value`. as_in_pair(): take
    everything back. face_wanted(number), 0 for all faces. scope_changed("all", "selection" or "photo").
    exemplar_wanted(), look_save_wanted(), look_load_wanted(): the buttons below.
    """

    strength_moved = Signal(float, bool)
    face_strength_moved = Signal(int, float, bool)
    operation_moved = Signal(str, float, object, bool)
    operation_switched = Signal(str, bool, object)
    as_in_pair = Signal()
    face_wanted = Signal(int)
    scope_changed = Signal(str)
    exemplar_wanted = Signal()
    look_save_wanted = Signal()
    look_load_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: dict[str, float] = {}
        self._adjustments = Adjustments()
        self._face: int | None = None
        self._faces = 0
        self._whose: Hashable = None
        self._top: tuple[OperationName, ...] | None = None
        self._kept: dict[_Key, float | None] = {}  # value of a closed eye; None: at zero by hand, the eye is open
        self._opened_by_hand = False
        self._sliders = {one: self._slider(one) for one in NAMES}
        self._build()
        self.show_photo({}, Adjustments(), 1.0, None, 0)

    # --- what it is told

    def show_photo(
        self,
        base: Mapping[str, float],
        adjustments: Adjustments,
        strength: float,
        face: int | None,
        faces: int,
        *,
        available: AbstractSet[str] | None = None,
        reasons: Mapping[str, str] | None = None,
        whose: Hashable = None,
    ) -> None:
        """Show how far everything goes. No signal.

        Args:
            base: strength in the pair or look, by directed name.
            adjustments: of the photo, or of the shoot.
            strength: of the whole.
            face: whose operations are shown; None for all faces.
            faces: how many the photo has.
            available: directed names that the photo can take; None = all, or not known yet.
            reasons: why a name is not available, where more is known than that.
            whose: what the adjustments belong to, so that the value of a closed eye is kept for each.
        """
        fresh = whose != self._whose or face != self._face or set(base) != set(self._base)
        self._base, self._adjustments = dict(base), adjustments
        self._face, self._faces, self._whose = face, faces, whose
        if fresh or self._top is None:
            self._arrange()
        self._strength.set_strength(strength)
        factors = dict(adjustments.faces)
        self._of_face.setVisible(face is not None and faces > 1)
        if face is not None:
            self._of_face.show_face(face, factors.get(face, 1.0))
        for operation, slider in self._sliders.items():
            self._fill(operation, slider)
            self._allow(operation, slider, available, reasons or {})
        self._say(strength)

    def set_scope(self, scope: str, selected: int) -> None:
        """Whom a change concerns ("all", "selection", "photo"), and how many photos are selected. No signal."""
        self._scope.set_text("selection", self.tr("Selection ({0})").format(selected))
        self._scope.set_current(scope)

    def kept_value(self, name: str, face: int | None) -> float:
        """The strength that a directed operation has when its eye is opened; `face` as in the signal."""
        operation = next(one for one in NAMES if name in one.directions)
        if face != self._face_of(operation):
            return abs(self._kept.get((self._whose, operation.positive, face)) or in_pair(operation, self._base))
        return abs(self._sliders[operation].strength())

    def slider(self, name: str) -> OperationSlider:
        """The slider of a directed operation.

        Raises:
            KeyError: there is none.
        """
        for operation, slider in self._sliders.items():
            if name in operation.directions:
                return slider
        raise KeyError(name)

    # --- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._scope = Segments(
            [
                Segment("all", self.tr("All"), tip=self.tr("photos with settings of their own keep them")),
                Segment("selection", self.tr("Selection ({0})").format(0), tip=self.tr("the selected photos")),
                Segment("photo", self.tr("This photo"), tip=self.tr("it gets settings of its own")),
            ]
        )
        self._scope.setAccessibleName(self.tr("Whom a change concerns"))
        self._scope.chosen.connect(self.scope_changed)
        self._strength = StrengthSlider(eye=False)
        self._strength.set_pair_strength(1.0)
        self._strength.changed.connect(lambda value: self.strength_moved.emit(value, False))
        self._strength.committed.connect(lambda value: self.strength_moved.emit(value, True))
        self._of_face = _FaceStrength(eye=False)
        self._of_face.set_pair_strength(1.0)
        self._of_face.changed.connect(lambda value: self.face_strength_moved.emit(self._face or 0, value, False))
        self._of_face.committed.connect(lambda value: self.face_strength_moved.emit(self._face or 0, value, True))
        column.addWidget(self._strength)
        column.addWidget(self._of_face)
        column.addWidget(self._scope)
        column.addWidget(_line(self))
        column.addLayout(self._head())
        self._found = QVBoxLayout()
        self._found.setSpacing(0)
        column.addLayout(self._found)
        self._more = Section("")
        self._more.toggled.connect(self._note_opened)
        self._heads = {
            "llw": _small_head(self.tr("Basic operations"), self),
            "face": _small_head(self.tr("More of the face"), self),
            "body": _small_head(self.tr("Body"), self),
        }
        column.addWidget(self._more)
        column.addWidget(_line(self))
        column.addLayout(self._foot())
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self._title = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.mark(self._title, type="strong")
        self._chooser = QToolButton()
        self._chooser.setIcon(icons.icon("chevron-down", "text_2"))
        self._chooser.setIconSize(QSize(16, 16))
        self._chooser.setAccessibleName(self.tr("Choose the face"))
        self._chooser.setToolTip(self.tr("Choose the face whose operations are shown"))
        self._chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._chooser)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._chooser.setMenu(self._menu)
        self._back = QPushButton(self.tr("As in the pair"))
        icons.beside_words(self._back, "undo", "text_2", 14)
        theme.mark(self._back, role="quiet")
        self._back.clicked.connect(self.as_in_pair)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addWidget(self._chooser)
        row.addStretch(1)
        row.addWidget(self._back)
        return row

    def _foot(self) -> QVBoxLayout:
        self._exemplar = QPushButton(self.tr("Use as exemplar"))
        self._exemplar.clicked.connect(self.exemplar_wanted)
        self._save = QPushButton(self.tr("Save look…"))
        self._save.clicked.connect(self.look_save_wanted)
        self._load = QPushButton(self.tr("Load look…"))
        self._load.setToolTip(self.tr("Use the retouch of a .mplook file instead of a pair"))
        self._load.clicked.connect(self.look_load_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._save, self._load):
            row.addWidget(button, 1)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._exemplar)
        foot.addLayout(row)
        return foot

    def _slider(self, operation: OperationName) -> OperationSlider:
        negative = None if operation.negative is None else operation_words(operation.negative)
        slider = OperationSlider(negative, operation_words(operation.positive), MAX_STRENGTH, self)
        slider.changed.connect(partial(self._moved, operation, final=False))
        slider.committed.connect(partial(self._moved, operation, final=True))
        slider.switched.connect(partial(self._switched, operation))
        return slider

    # --- showing

    def _arrange(self) -> None:
        """What the pair holds, and what is set already, stands above; the rest under "More"."""
        base = found_operations(self._base)
        active = [one for one in NAMES if one not in base and self._strength_of(one)]
        top = (*base, *active)
        if top == self._top:
            return
        self._top = top
        for place, operation in enumerate(top):
            self._found.insertWidget(place, self._sliders[operation])
        rest = [one for one in NAMES if one not in top]
        groups = {
            "llw": [one for one in rest if one.llw],
            "face": [one for one in rest if not one.llw and one.place == "face"],
            "body": [one for one in rest if one.place == "body"],
        }
        for kind, operations in groups.items():
            self._more.add(self._heads[kind])
            self._heads[kind].setVisible(bool(operations))
            for operation in operations:
                self._more.add(self._sliders[operation])
        if not self._opened_by_hand:
            self._more.set_open(not top)
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        stops: list[QWidget] = [self._chooser, self._back]
        stops += [self._sliders[one] for one in self._top or ()]
        stops.append(self._more.header())
        stops += [self._sliders[one] for one in NAMES if one not in (self._top or ())]
        stops += [self._exemplar, self._save, self._load]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _fill(self, operation: OperationName, slider: OperationSlider) -> None:
        amount, pair = self._strength_of(operation), in_pair(operation, self._base)
        kept = self._kept_for(operation, amount, pair)
        slider.set_pair_strength(pair)
        slider.set_on(kept is None)
        slider.set_strength(amount if kept is None else kept)
        face = self._face_of(operation)
        slider.set_context("" if face is None else self.tr("face {0}").format(face))

    def _kept_for(self, operation: OperationName, amount: float, pair: float) -> float | None:
        """The value behind a closed eye; None where the eye is open."""
        face = self._face_of(operation)
        if amount != 0 or set_by_hand(operation, self._adjustments, face) is None:
            return None
        return self._kept.get((self._whose, operation.positive, face), pair or None)

    def _allow(
        self,
        operation: OperationName,
        slider: OperationSlider,
        available: AbstractSet[str] | None,
        reasons: Mapping[str, str],
    ) -> None:
        possible = available is None or any(name in available for name in operation.directions)
        was_possible = slider.isEnabledTo(self)
        slider.setEnabled(possible)
        if possible:
            if not was_possible:
                slider.setToolTip(
                    self.tr("Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.")
                )
            return
        why = next((reasons[name] for name in operation.directions if name in reasons), "")
        if not why and operation.place == "body":
            why = self.tr("this photo does not show the part of the body that it moves")
        slider.setToolTip(self.tr("Not on this photo: {0}.").format(why or self.tr("this face cannot take it")))

    def _say(self, strength: float) -> None:
        """Words that depend on what is shown."""
        if self._face is not None and self._faces != 0:
            self._title.setText(self.tr("Face {0}").format(self._face))
        else:
            self._title.setText(self.tr("All faces") if self._faces > 1 else self.tr("Operations"))
        self._chooser.setVisible(self._faces > 1)
        self._back.setEnabled(self._adjustments != Adjustments() or round(strength, 4) != 1)
        self._back.setToolTip(
            self.tr("Take back what was set by hand") if self._back.isEnabled() else self.tr("Nothing was set by hand")
        )
        rest = [one for one in NAMES if one not in (self._top or ())]
        moved = sum(bool(self._strength_of(one)) for one in rest)
        zero = self.tr("More: {0} operations at zero").format(len(rest) - moved)
        self._more.set_title(self.tr("{0}, {1} set").format(zero, moved) if moved else zero)
        performs = any(self._strength_of(one) for one in NAMES)
        for button in (self._exemplar, self._save):
            button.setEnabled(performs)
        nothing = self.tr("Move a slider first: there is no retouch yet")
        self._exemplar.setToolTip(self.tr("Do the same to the whole shoot") if performs else nothing)
        self._save.setToolTip(self.tr("Keep this retouch as a .mplook file") if performs else nothing)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for number in range(self._faces + 1):
            words = self.tr("Face {0}").format(number) if number else self.tr("All faces")
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(number == (self._face or 0))
            action.triggered.connect(lambda _checked=False, chosen=number: self.face_wanted.emit(chosen))

    # --- what a hand does

    def _moved(self, operation: OperationName, value: float, *, final: bool) -> None:
        face = self._face_of(operation)
        self._kept[self._whose, operation.positive, face] = None
        self.operation_moved.emit(self._directed(operation, value), abs(value), face, final)

    def _switched(self, operation: OperationName, on: bool) -> None:
        face, value = self._face_of(operation), self._sliders[operation].strength()
        self._kept[self._whose, operation.positive, face] = None if on else value
        self.operation_switched.emit(self._directed(operation, value), on, face)

    def _note_opened(self, _open: bool) -> None:
        self._opened_by_hand = True

    def _directed(self, operation: OperationName, value: float) -> str:
        """The directed name of a value; at zero that of the pair."""
        return operation.directed(value or in_pair(operation, self._base)) or operation.positive

    def _strength_of(self, operation: OperationName) -> float:
        return strength_on(operation, self._base, self._adjustments, self._face)

    def _face_of(self, operation: OperationName) -> int | None:
        return None if operation.place == "body" else self._face


class _FaceStrength(StrengthSlider):
    """How far everything goes on one face of several."""

    _number = 1

    def title(self) -> str:
        """As in "Strength, face 1"."""
        return self.tr("Strength, face {0}").format(self._number)

    def show_face(self, number: int, factor: float) -> None:
        """Show the factor of a face; no signal."""
        self._number = number
        self.set_strength(factor)


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    theme.mark(line, role="line", across="true")
    line.setFixedHeight(1)
    return line


def _small_head(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    theme.mark(label, type="hint", tone="3")
    label.setContentsMargins(0, 8, 0, 2)
    return label
