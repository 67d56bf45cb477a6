"""Names that are cut, and tips that stay plain text."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument
from shown import show

from mirrorppr_desktop.gui.widgets.elided import ElidedLabel, plain_tip


def test_a_file_name_is_cut_in_its_middle(qtbot) -> None:
    label = ElidedLabel("2026-11-14 Board portraits BP_0401_retouched.tif")
    show(qtbot, label)
    label.resize(160, 20)
    assert label.shown().startswith("2026") and label.shown().endswith(".tif") and "…" in label.shown()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    label.setText("short.tif")
    assert (label.shown(), label.toolTip()) == ("short.tif", "")


def test_a_name_that_looks_like_html_stays_a_name() -> None:
    assert plain_tip("BP_0401.tif") == "BP_0401.tif"
    document = QTextDocument()
    document.setHtml(plain_tip('<img src="//host/share/x.png">'))
    assert document.toPlainText() == '<img src="//host/share/x.png">'
