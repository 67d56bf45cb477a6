"""The small curve."""

from __future__ import annotations

from mirrorppr_desktop.gui.widgets.sparkline import Sparkline


def test_a_sparkline_takes_any_number_of_values(qtbot) -> None:
    line = Sparkline("Photos a minute")
    qtbot.addWidget(line)
    line.resize(100, 32)
    empty = line.grab().toImage()
    pictures = []
    for values in ([], [3.0], [0.0, 0.0], [1.0, 5.0, 2.0]):
        line.set_values(values)
        pictures.append(line.grab().toImage())
    assert pictures[0] == empty
    assert pictures[3] != empty
    assert line.accessibleName() == "Photos a minute, 2.0"
