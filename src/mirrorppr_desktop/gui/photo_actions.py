"""What a person does to the selected photos: flags, stars, strength, settings from one to others. With their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence

from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.photo import Decision, Flag
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.settings import MAX_STRENGTH

LOWER: Final = 0.7  # offered where a result came out below the floor
_REST_MS = 700  # presses of a strength key that come closer together are one step of undo


@dataclass(frozen=True, slots=True)
class CopiedSettings:
    """What is carried from one photo to others; None as in `Decision`."""

    strength: float | None
    adjustments: Adjustments | None


class PhotoActions(QObject):
    """Actions on the selection of a shoot, each one step of undo. By name in `actions`, ready for menus and widgets.

    Their keys work in the widgets that they are added to. order: the photos as the view in use shows them, for "and
    next".
    """

    def __init__(self, shoot: Shoot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shoot = shoot
        self.order: Callable[[], list[Path]] = lambda: [photo.path for photo in shoot.photos]
        self.copied: CopiedSettings | None = None
        self.actions: dict[str, QAction] = {}
        self._gesture = object()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._end_gesture)
        self._make_all()

    # --- what they do; without paths: to the selection

    def flag(self, flag: Flag, *, and_next: bool = False) -> None:
        """Accept, reject or unset the selected photos."""
        following = self._following() if and_next else None
        self.shoot.flag(self._chosen(), flag)
        if following is not None:
            self.shoot.set_current(following)

    def rate(self, stars: int) -> None:
        """Give the selected photos stars."""
        self.shoot.rate(self._chosen(), stars)

    def nudge(self, by: float) -> None:
        """Make the retouch of the selected photos weaker or stronger, each from where it is."""
        settings = self.shoot.settings

        def changed(one: Decision) -> Decision:
            now = settings.strength if one.strength is None else one.strength
            return replace(one, strength=round(max(0.0, min(now + by, MAX_STRENGTH)), 2))

        self.shoot.decide(self._chosen(), self.tr("strength"), changed, self._gesture)
        self._rest.start()

    def set_strength(self, paths: Iterable[Path], strength: float, gesture: object | None = None) -> None:
        """Set how far the retouch of some photos goes."""
        self.shoot.decide(paths, self.tr("strength"), lambda one: replace(one, strength=strength), gesture)

    def copy(self) -> None:
        """Remember the settings of the current photo."""
        current = self.shoot.current
        if current is not None:
            self.copied = CopiedSettings(current.decision.strength, current.decision.adjustments)
            self.actions["paste"].setEnabled(True)

    def paste(self) -> None:
        """Give the selected photos the settings that were copied."""
        copied = self.copied
        if copied is not None:
            self.shoot.decide(
                self._chosen(),
                self.tr("paste settings"),
                lambda one: replace(one, strength=copied.strength, adjustments=copied.adjustments),
            )

    def _chosen(self) -> list[Path]:
        return [photo.path for photo in self.shoot.selected]

    def _following(self) -> Path | None:
        """The photo after the last selected one; where there is none, the one before the first."""
        order, chosen = self.order(), set(self._chosen())
        places = [place for place, path in enumerate(order) if path in chosen]
        if not places:
            return None
        if places[-1] + 1 < len(order):
            return order[places[-1] + 1]
        return order[places[0] - 1] if places[0] > 0 else None

    def _end_gesture(self) -> None:
        self._gesture = object()

    # --- as actions

    def _make_all(self) -> None:
        for name, words, key, flag in (
            ("accept", self.tr("Accept"), "P", Flag.ACCEPTED),
            ("reject", self.tr("Reject"), "X", Flag.REJECTED),
            ("unset", self.tr("Unset"), "U", Flag.UNSET),
        ):
            self._make(name, words, key, partial(self.flag, flag))
            self._make(
                f"{name}_next",
                self.tr("{0} and go to the next").format(words),
                f"Shift+{key}",
                partial(self.flag, flag, and_next=True),
            )
        for stars in range(6):
            words = plural(self.tr("%n star(s)", "", stars), stars)
            self._make(f"stars_{stars}", words, str(stars), partial(self.rate, stars))
        self._make("weaker", self.tr("Weaker by 5\u202f%"), "[", lambda: self.nudge(-0.05))
        self._make("stronger", self.tr("Stronger by 5\u202f%"), "]", lambda: self.nudge(0.05))
        # Shift turns the brackets into braces on most keyboards, and Qt then hears the braces.
        self._make("weaker_fine", self.tr("Weaker by 1\u202f%"), "Shift+[", lambda: self.nudge(-0.01), "{", "Shift+{")
        self._make(
            "stronger_fine", self.tr("Stronger by 1\u202f%"), "Shift+]", lambda: self.nudge(0.01), "}", "Shift+}"
        )
        self._make("copy", self.tr("Copy settings"), "Ctrl+C", self.copy)
        self._make("paste", self.tr("Paste settings"), "Ctrl+V", self.paste)
        self.actions["paste"].setEnabled(False)

    def _make(self, name: str, words: str, key: str, do: Callable[[], None], *more_keys: str) -> None:
        action = QAction(words, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(one) for one in (key, *more_keys)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: do())
        self.actions[name] = action
