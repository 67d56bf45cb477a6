"""Pills on photos."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shown import show

from mirrorppr_desktop.gui.widgets.pill import Pill, pill_size


def test_a_pill_grows_with_its_words_and_lets_the_pointer_through(qtbot) -> None:
    photo = QWidget()
    pill = Pill("Before", parent=photo)
    show(qtbot, photo)
    narrow = pill.width()
    pill.show_text("Identity 0.97", "smile", "scrim_warn")
    assert pill.width() > narrow
    assert pill.width() >= pill_size("Identity 0.97", "smile").width()
    assert photo.childAt(pill.geometry().center()) is None
