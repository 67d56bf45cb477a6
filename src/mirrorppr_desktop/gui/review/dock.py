"""The right side of a review: the photo in hand, why it is where it is, and what can be done about it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.computer import model_title
from mirrorppr_desktop.gui.floor import set_floor
from mirrorppr_desktop.gui.key_button import KeyButton
from mirrorppr_desktop.gui.photo_actions import LOWER, PhotoActions
from mirrorppr_desktop.gui.photo_list import PhotoState, flag_word, state_of, state_word
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.review.crops import Crops
from mirrorppr_desktop.gui.review.identity import IdentityPanel, StandIns
from mirrorppr_desktop.gui.review.passing import passing
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import FLAG_ICONS, STATE_ICONS
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel
from mirrorppr_desktop.gui.widgets.histogram import Histogram
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.strength_slider import StrengthSlider
from mirrorppr_desktop.gui.widgets.tag import Tag


def is_outdated(shoot: Shoot, photo: Photo) -> bool:
    """Whether the result of a photo was made in another way than the photo is set to now."""
    made = photo.outcome.made_with
    return photo.outcome.result is not None and bool(made) and made != shoot.made_with(photo.path)


class ReviewDock(QWidget):
    """One photo of a review, and what holds for all of them.

    Signals: export_wanted(); model_wanted(); open_wanted(Path): on the page of the shoot; run_wanted(list[Path]);
    crops_wanted(Path): answered by `set_crops`.
    """

    export_wanted = Signal()
    model_wanted = Signal()
    open_wanted = Signal(object)
    run_wanted = Signal(object)
    crops_wanted = Signal(object)

    def __init__(
        self, shoot: Shoot, cache: ThumbnailCache, actions: PhotoActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shoot, self._actions = shoot, actions
        self._drag = object()  # of the strength
        self._floor_drag = object()
        self._lower = LOWER
        self.name, self.tag = ElidedLabel("", parent=self), Tag(parent=self)
        self.crops, self.identity, self.stand_ins = Crops(cache, self), IdentityPanel(self), StandIns(self)
        self.use_lower = QPushButton(self)
        self.expected = QLabel(self)
        self.open_in_shoot = QPushButton(self.tr("Open in Shoot"), self)
        self.strength = StrengthSlider(self.tr("Strength, this photo"), eye=False, parent=self)
        words = self.tr("Not run again yet: what you see was made with other settings.")
        self.outdated = Note("warn", words, closable=False, parent=self)
        self.outdated.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.run_again = QPushButton(self.tr("Run again"), self)
        self.histogram, self.model = Histogram(parent=self), QLabel(self)
        self.accept = KeyButton(self.tr("Accept"), "P", "flag", "ok", self)
        self.reject = KeyButton(self.tr("Reject"), "X", "reject", "bad", self)
        self.export = QPushButton(self)
        theme.mark(self.export, role="main")
        self._lay_out()
        self._connect()
        self.refresh()

    def set_crops(self, path: Path, before: object, after: object) -> None:
        """Take crops of a face before and after, (H, W, 3) uint8 arrays."""
        self.crops.set_crops(path, before, after)  # type: ignore[arg-type]

    # --- what is shown

    def refresh(self) -> None:
        """Show what is current, selected, decided and measured now."""
        shoot, photo = self._shoot, self._shoot.current
        floor, chosen = shoot.settings.floor, shoot.selected
        self.crops.show_photo(photo)
        self.identity.show_photo(photo, floor)
        self.stand_ins.show_photo(photo)
        self.name.setText("" if photo is None else photo.name)
        self.tag.setVisible(photo is not None)
        if photo is not None:
            self._show_state(photo, floor)
        self._show_strength(photo, len(chosen))
        for button in (self.accept, self.reject, self.open_in_shoot):
            button.setEnabled(photo is not None)
        self._show_shoot(floor)

    def _show_state(self, photo: Photo, floor: float) -> None:
        state = state_of(photo, floor)
        if state in (PhotoState.DONE, PhotoState.EDITED) or photo.decision.flag != Flag.UNSET:
            icon, role = FLAG_ICONS[photo.decision.flag]
            words = flag_word(photo.decision.flag)
        else:
            (icon, role), words = STATE_ICONS[state], state_word(state)
        self.tag.show_state(role if role in ("ok", "warn", "bad", "accent") else "", icon, words)

    def _show_strength(self, photo: Photo | None, chosen: int) -> None:
        self.strength.setEnabled(photo is not None)
        if photo is not None:
            self.strength.set_strength(self._shoot.strength_of(photo.path))
        title = (
            self.tr("Strength, this photo")
            if chosen < 2
            else plural(self.tr("Strength, %n photo(s)", "", chosen), chosen)
        )
        self.strength.set_title(title)
        self._show_lower(photo)
        stale = [one.path for one in self._shoot.selected if is_outdated(self._shoot, one)]
        self.outdated.setVisible(bool(stale))
        self.run_again.setVisible(bool(stale))

    def _show_lower(self, photo: Photo | None) -> None:
        """The strength that would pass, where the figures allow to say, and otherwise one that is worth a try."""
        shoot, floor = self._shoot, self._shoot.settings.floor
        is_low = photo is not None and photo.below(floor)
        expected = None if photo is None else passing(shoot, photo)
        self._lower = LOWER if expected is None else expected.strength
        is_weaker = photo is not None and shoot.strength_of(photo.path) > self._lower
        self.use_lower.setVisible(is_low and is_weaker)
        self.use_lower.setText(self.tr("Use {0}").format(figures.percent(self._lower)))
        self.expected.setVisible(expected is not None)
        if expected is not None:
            text = self.tr("At {0} an identity of at least {1} is expected, going by this result. A run measures it.")
            self.expected.setText(
                text.format(
                    figures.percent(expected.strength), figures.plain(math.floor(1000 * expected.identity) / 1000, 3)
                )
            )

    def _show_shoot(self, floor: float) -> None:
        measured = [one for one in self._shoot.photos if one.outcome.identity is not None]
        for widget in (self.histogram, self._over, self.model, self._over_line):
            widget.setVisible(bool(measured))
        if measured:
            self.histogram.set_floor(floor)
            self.histogram.set_values([one.outcome.identity for one in measured if one.outcome.identity is not None])
            self.model.setText(model_title(measured[0].outcome.model or ""))
        accepted = sum(
            one.decision.flag == Flag.ACCEPTED and one.outcome.state == RunState.DONE for one in self._shoot.photos
        )
        self.export.setText(self.tr("Export {0} accepted…").format(figures.count(accepted)))
        self.export.setEnabled(accepted > 0)
        self.export.setToolTip("" if accepted else self.tr("No photo is accepted yet"))

    # --- what is done

    def _connect(self) -> None:
        flag = self._actions.flag
        self.accept.clicked.connect(lambda: flag(Flag.ACCEPTED))
        self.reject.clicked.connect(lambda: flag(Flag.REJECTED))
        self.export.clicked.connect(self.export_wanted)
        self.identity.model_wanted.connect(self.model_wanted)
        self.crops.wanted.connect(self.crops_wanted)
        self.use_lower.clicked.connect(lambda: self._actions.set_strength(self._chosen(), self._lower))
        self.open_in_shoot.clicked.connect(self._open)
        self.run_again.clicked.connect(self._run_again)
        self.strength.changed.connect(lambda value: self._actions.set_strength(self._chosen(), value, self._drag))
        self.strength.committed.connect(lambda _value: self._end_drag())
        self.histogram.floor_changed.connect(lambda value: set_floor(self._shoot, value, self._floor_drag))
        self.histogram.floor_committed.connect(lambda _value: self._end_floor_drag())

    def _chosen(self) -> list[Path]:
        return [photo.path for photo in self._shoot.selected]

    def _open(self) -> None:
        if self._shoot.current is not None:
            self.open_wanted.emit(self._shoot.current.path)

    def _run_again(self) -> None:
        self.run_wanted.emit([one.path for one in self._shoot.selected if is_outdated(self._shoot, one)])

    def _end_drag(self) -> None:
        self._drag = object()

    def _end_floor_drag(self) -> None:
        self._floor_drag = object()

    # --- layout

    def _lay_out(self) -> None:
        theme.mark(self, role="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self.name, type="strong")
        inside = QWidget(self)
        theme.mark(inside, role="scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.tag)
        buttons = QHBoxLayout()
        buttons.addWidget(self.use_lower)
        buttons.addWidget(self.open_in_shoot)
        buttons.addStretch(1)
        theme.mark(self.expected, type="hint", tone="2")
        self.expected.setWordWrap(True)
        self._over = QLabel(self.tr("Identity over the shoot"), self)
        theme.mark(self._over, type="strong")
        theme.mark(self.model, type="hint", tone="2")
        over = QHBoxLayout()
        over.addWidget(self._over, 1)
        over.addWidget(self.model)
        self._over_line = _line(self)
        column.addLayout(head)
        column.addWidget(self.crops)
        column.addWidget(self.identity)
        column.addWidget(self.expected)
        column.addLayout(buttons)
        column.addWidget(_line(self))
        column.addWidget(self.strength)
        column.addWidget(self.outdated)
        column.addWidget(self.run_again, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_line(self))
        column.addWidget(self.stand_ins)
        column.addWidget(self._over_line)
        column.addLayout(over)
        column.addWidget(self.histogram)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(_line(self))
        whole.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.accept, 1)
        both.addWidget(self.reject, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addLayout(both)
        foot.addWidget(self.export)
        return foot


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    theme.mark(line, role="line", across="true")
    line.setFixedHeight(1)
    return line


def lowered(shoot: Shoot, paths: list[Path], strength: float) -> None:
    """Set the strength of photos that are stronger; the others stay as they are. One step of undo."""
    stronger = [path for path in paths if shoot.strength_of(path) > strength]
    words = QCoreApplication.translate("ReviewDock", "strength")
    shoot.decide(stronger, words, lambda one: replace(one, strength=strength))
