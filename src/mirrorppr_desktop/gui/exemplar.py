"""What the shoot is retouched like: its exemplar pair or look, how they are chosen, and what was found in them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.jobs.pairing import likely_order
from mirrorppr_desktop.jobs.questions import (
    LookAsk,
    LookFound,
    LookSaved,
    PairAsk,
    PairFound,
    PairRefused,
    PairTrouble,
    SaveLookAsk,
    Trouble,
)
from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, RetouchRequest
from mirrorppr_desktop.settings import LOOK_SUFFIX, data_folder

_LOOKS = "looks-by-hand"


class Exemplar(QObject):
    """Pair or look of the open shoot. pair: what was measured in it; pair_trouble: why it cannot be used.

    Signals: pair_measuring(ExemplarPair), pair_found(PairFound), pair_refused(PairRefused), pair_cleared();
    look_found(name, operations, by hand), look_saved(LookSaved).
    """

    pair_measuring = Signal(object)
    pair_found = Signal(object)
    pair_refused = Signal(object)
    pair_cleared = Signal()
    look_found = Signal(object, object, bool)
    look_saved = Signal(object)

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._shoot: Shoot | None = None
        self.pair: PairFound | None = None
        self.pair_trouble: PairRefused | None = None
        self.model: str | None = None  # that tells whether a pair shows one person
        self._wanted_look: Path | None = None  # until it is read
        self._by_hand: tuple[Path, Path] | None = None  # a look that is being written, and the photo it was made on
        lanes.pair.connect(self._on_pair)
        lanes.look.connect(self._on_look)
        lanes.look_saved.connect(self._on_look_saved)

    def follow(self, shoot: Shoot | None) -> None:
        """Be about this shoot from now on; None: about none."""
        self._shoot = shoot
        self.pair = self.pair_trouble = None
        self._by_hand = self._wanted_look = None

    def ask(self, settings: Settings) -> None:
        """Have the pair or look of these settings read, and forget what was found before."""
        self.pair = self.pair_trouble = None
        if settings.look is not None:
            self._lanes.ask_look(LookAsk(settings.look))
        if settings.pair is None:
            self.pair_cleared.emit()
        else:
            self.pair_measuring.emit(settings.pair)
            self._lanes.ask_pair(PairAsk(settings.pair, self.model))

    # --- the pair

    def choose_pair(self, paths: Sequence[Path], *, in_order: bool = False) -> None:
        """Take two photos as the exemplar pair; names and dates tell which is which, unless they come in order."""
        if self._shoot is not None and len(paths) == 2:
            before, after = paths
            self._set_pair(ExemplarPair(before, after) if in_order else likely_order(before, after))

    def swap_pair(self) -> None:
        """The other one is the photo before."""
        if self._shoot is not None and (pair := self._shoot.settings.pair) is not None:
            self._set_pair(replace(pair, before=pair.after, after=pair.before))

    def clear(self) -> None:
        """Neither pair nor look."""
        if self._shoot is not None:
            self._wanted_look = None
            settings = replace(self._shoot.settings, pair=None, look=None)
            self._shoot.set_settings(self.tr("clear exemplar pair"), settings)

    def _set_pair(self, pair: ExemplarPair) -> None:
        assert self._shoot is not None
        self._wanted_look = None
        settings = replace(self._shoot.settings, pair=pair, look=None, adjustments=Adjustments())
        self._shoot.set_settings(self.tr("choose exemplar pair"), settings)

    def _on_pair(self, answer: PairFound | PairRefused) -> None:
        if self._shoot is None or answer.pair != self._shoot.settings.pair:
            return
        if isinstance(answer, PairFound):
            self.pair = answer
            self.pair_found.emit(answer)
        else:
            self.pair_trouble = answer
            self.pair_refused.emit(answer)

    # --- the look

    def choose_look(self, look: Path) -> None:
        """Take a look instead of a pair, as soon as it is known to be one."""
        if self._shoot is not None:
            self._wanted_look = look
            self._lanes.ask_look(LookAsk(look))

    def save_look(self, path: Path, name: str) -> None:
        """Write what is done to the current photo as a look; `look_saved` or `Desk.troubled` tells how it went."""
        shoot = self._shoot
        if shoot is None or shoot.current is None:
            return
        current = shoot.current.path
        request = base_request(shoot.settings)
        if request is not None:
            request = replace(request, strength=shoot.strength_of(current))
        self._lanes.ask_save_look(SaveLookAsk(path, name, request, shoot.adjustments_of(current), current))

    def use_by_hand(self) -> None:
        """What was set by hand on the current photo becomes what is done to the shoot."""
        if self._shoot is not None and self._shoot.current is not None:
            photo = self._shoot.current.path
            name = self.tr("made by hand on {0}").format(self._shoot.current.name)
            look = data_folder() / _LOOKS / f"{photo.stem}-{secrets.token_hex(4)}{LOOK_SUFFIX}"
            self._by_hand = look, photo
            self.save_look(look, name)

    def _on_look(self, found: LookFound) -> None:
        if self._shoot is None:
            return
        if found.path == self._wanted_look:
            self._set_look(found.path)
        if found.path == self._shoot.settings.look:
            self.look_found.emit(found.name, dict(found.operations), found.path.parent.name == _LOOKS)

    def _on_look_saved(self, saved: LookSaved) -> None:
        if saved.path.parent.name != _LOOKS:
            self.look_saved.emit(saved)
            return
        if self._by_hand is None or saved.path != self._by_hand[0] or self._shoot is None:
            return  # another shoot was opened, or the button pressed again
        photo, self._by_hand = self._by_hand[1], None
        self._shoot.undo.beginMacro(self.tr("use as exemplar"))
        self._shoot.decide([photo], self.tr("use as exemplar"), lambda one: replace(one, adjustments=None))
        self._set_look(saved.path)
        self._shoot.undo.endMacro()

    def _set_look(self, look: Path) -> None:
        assert self._shoot is not None
        self._wanted_look = None
        settings = replace(self._shoot.settings, pair=None, look=look, strength=1.0, adjustments=Adjustments())
        self._shoot.set_settings(self.tr("choose look"), settings)

    # --- troubles

    def takes_trouble(self, trouble: Trouble) -> bool:
        """Hear of a trouble, and say whether nobody else needs to: it is of a pair, or of no interest any more."""
        match trouble.ask:
            case PairAsk(pair=pair):  # the process ended over it, or something that nobody foresaw
                self._on_pair(PairRefused(pair, PairTrouble.UNREADABLE, trouble.reason))
                return True
            case LookAsk(path=path):
                if self._shoot is None or path not in (self._shoot.settings.look, self._wanted_look):
                    return True
                if path == self._wanted_look:
                    self._wanted_look = None
            case SaveLookAsk(path=path) if self._by_hand is not None and path == self._by_hand[0]:
                self._by_hand = None
        return False


def base_request(settings: Settings) -> RetouchRequest | None:
    """What decides the engine's proposal: neither strength nor adjustments do."""
    request = settings.request
    return None if request is None else replace(request, strength=1.0, adjustments=Adjustments())
