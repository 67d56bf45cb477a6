"""Connections that end before the objects do: what a page of a shoot hears from what outlives the shoot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, SignalInstance


class Ties:
    """Connections to be cut together.

    A page that is to be deleted still hears until the event loop comes round, and a plain function hears for ever.
    """

    def __init__(self) -> None:
        self._connections: list[QMetaObject.Connection] = []

    def tie(self, signal: SignalInstance, slot: Callable[..., Any]) -> None:
        """Connect."""
        self._connections.append(signal.connect(slot))

    def cut(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            QObject.disconnect(connection)
        self._connections.clear()
