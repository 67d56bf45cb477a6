"""Widgets by themselves, in the dark theme unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.gui import theme


@pytest.fixture(autouse=True)
def dark(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "dark")
    yield
    theme.apply(qapp, "dark")
