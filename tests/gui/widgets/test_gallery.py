"""All widgets at once, in both themes."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shown import show

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.tokens import DARK, LIGHT
from mirrorppr_desktop.gui.widgets.histogram import Histogram
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.progress import ProgressLine, WorkingArc
from mirrorppr_desktop.gui.widgets.sparkline import Sparkline
from mirrorppr_desktop.gui.widgets.stars import Stars
from mirrorppr_desktop.gui.widgets.tag import Tag


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_the_gallery_is_painted_in_both_themes(qapp: QApplication, qtbot, look, tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    try:
        import gallery
    finally:
        sys.path.pop(0)
    theme.apply(qapp, look.name)
    box = gallery.build()
    show(qtbot, box)
    picture = box.grab()
    assert isinstance(picture, QPixmap)
    assert picture.toImage().pixelColor(2, 2) == QColor(look.panel)
    names = [one.accessibleName() for one in box.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(names) > 20


def test_what_is_gone_hears_no_change(qapp: QApplication, qtbot) -> None:
    for make in (Stars, Tag, Note, WorkingArc, ProgressLine, Histogram, Sparkline):
        widget = make()
        widget.show()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    theme.apply(qapp, "light")
    theme.set_motion(False)
    theme.set_motion(True)
