from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui.run.control import RunFacts
from mirrorppr_desktop.gui.run.dock import RunDock


def test_the_words_of_a_stage_are_never_cut(qtbot: QtBot) -> None:
    dock = RunDock()
    qtbot.addWidget(dock)
    dock.resize(320, 700)
    dock.show()
    qtbot.waitExposed(dock)
    photo = Path("a_photo_with_quite_a_long_name_0421.jpg")
    dock.show_facts(RunFacts(Path("out"), 3, in_hand=((photo, "reading"),), is_running=True))
    qtbot.wait(50)
    dock.show_facts(RunFacts(Path("out"), 3, in_hand=((photo, "working out the retouch"),), is_running=True))
    name, stage = dock._rows[0]
    for moment in ("before the row is laid out anew", "after"):
        assert stage.fontMetrics().horizontalAdvance(stage.text()) <= stage.contentsRect().width(), moment
        qtbot.wait(50)
    assert name.shown() != photo.name and "…" in name.shown()
