"""Changes said to screen readers: politely, failures at once, never more than one a second."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_APART_S: Final = 1.0


class _Last:
    """When something was said last."""

    at = float("-inf")


def announce(widget: QWidget, words: str, at_once: bool = False) -> bool:
    """Say `words` in the name of `widget`; False where it was too soon after the last and could wait."""
    now = time.monotonic()
    if not at_once and now - _Last.at < _APART_S:
        return False
    _Last.at = now
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
    return True
