"""The chip of the engine: choices with their reasons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shown import show

from mirrorppr_desktop.gui.widgets.chip import Chip, Choice

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on no screen
def test_a_chip_offers_with_reasons_and_changes_nothing(qtbot) -> None:
    chip, heard = Chip("Transfer, CPU"), []
    chip.chosen.connect(heard.append)
    chip.set_choices(
        [Choice("transfer", "Transfer, CPU", "works everywhere"), Choice("neural", "MirrorPPR", "no weights", False)],
        "transfer",
    )
    show(qtbot, chip)
    menu = chip.menu_of_choices()
    first, second = menu.actions()
    assert first.text() == "Transfer, CPU: works everywhere"
    assert (second.isEnabled(), second.text()) == (False, "MirrorPPR: no weights")
    first.trigger()
    assert heard == ["transfer"]
    assert chip.text().strip() == "Transfer, CPU"
    QTest.mouseClick(chip, LEFT)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
