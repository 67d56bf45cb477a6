"""Docks made in an idle moment, so that opening a shoot does not wait for them: they are most of its page."""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mirrorppr_desktop.gui.dock.setup_dock import SetupDock
from mirrorppr_desktop.gui.run.dock import RunDock

Dock = TypeVar("Dock", SetupDock, RunDock)

KINDS: Final = (SetupDock, RunDock)
_SPARE: Final = "spare dock"
_HERE_ALONE: Final = Qt.FindChildOption.FindDirectChildrenOnly


def has_spare(holder: QWidget, kind: type[Dock]) -> bool:
    """Whether a dock of that kind waits."""
    return holder.findChild(kind, _SPARE, _HERE_ALONE) is not None


def make_spare(holder: QWidget, kind: type[Dock]) -> None:
    """Make a dock that waits, unseen."""
    dock = kind(holder)
    dock.setObjectName(_SPARE)
    dock.hide()


def taken(holder: QObject | None, kind: type[Dock]) -> Dock:
    """The dock of that kind that waits, or a new one."""
    found = None if holder is None else holder.findChild(kind, _SPARE, _HERE_ALONE)
    if found is None:
        return kind()
    found.setObjectName("")
    return found
