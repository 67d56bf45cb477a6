"""Notes in the window, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from shown import show

from mirrorppr_desktop.gui import announce
from mirrorppr_desktop.gui.tokens import DARK
from mirrorppr_desktop.gui.widgets.note import Note

LEFT = Qt.MouseButton.LeftButton


def test_a_note_says_asks_and_closes(qtbot, monkeypatch) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "mirrorppr_desktop.gui.widgets.note.announce", lambda _who, words, at_once: said.append((words, at_once))
    )
    note, pressed, closed = Note("bad", "BP_0480.tif: no face was found.", [("retry", "Retry")]), [], []
    note.pressed.connect(pressed.append)
    note.closed.connect(lambda: closed.append(True))
    show(qtbot, note)
    assert said == [("BP_0480.tif: no face was found.", True)]
    assert note.grab().toImage().pixelColor(2, note.height() // 2) == QColor(DARK.bad)
    QTest.mouseClick(note.button("Retry"), LEFT)
    note.say("ok", "All is well.", [("a", "One"), ("b", "Two")])
    assert note.grab().toImage().pixelColor(2, note.height() // 2) == QColor(DARK.ok)
    with pytest.raises(KeyError):
        note.button("Retry")
    QTest.mouseClick(note.button("Two"), LEFT)
    assert pressed == ["retry", "b"]
    QTest.mouseClick(next(one for one in note.findChildren(QWidget) if one.toolTip() == "Close this note"), LEFT)
    assert closed == [True] and not note.isVisible()


def test_announcements_are_not_a_flood(qtbot, monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(announce.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(announce._Last, "at", float("-inf"))  # whatever was said by a test before
    label = QLabel()
    qtbot.addWidget(label)
    assert announce.announce(label, "one")
    assert not announce.announce(label, "two")
    assert announce.announce(label, "it failed", at_once=True)
    now[0] += 1.5
    assert announce.announce(label, "three")


def test_a_note_is_as_high_as_its_words_when_a_button_grows(qtbot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    note = Note("warn", closable=False)
    column = QVBoxLayout(whole)
    column.addWidget(note)
    column.addStretch(1)
    whole.resize(500, 300)
    whole.show()
    note.say("warn", "One two three four five six seven eight nine ten eleven twelve.", [("go", "Go")])
    note.button("Go").setMinimumWidth(250)
    label = next(one for one in note.findChildren(QLabel) if one.text() == note.text())
    qtbot.waitUntil(lambda: label.width() < 200 and label.height() >= label.heightForWidth(label.width()))
