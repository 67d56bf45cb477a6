"""Keys as they are drawn."""

from __future__ import annotations

from mirrorppr_desktop.gui.widgets.key_cap import KeyCap, KeyHint, key_parts


def test_keys_are_drawn_one_by_one(qtbot) -> None:
    hint = KeyHint("Ctrl+Shift+Z", "redo")
    qtbot.addWidget(hint)
    assert [cap.text() for cap in hint.findChildren(KeyCap)] == ["Ctrl", "Shift", "Z"]
    assert key_parts("Ctrl++") == ["Ctrl", "+"]
    assert key_parts("+") == ["+"]
    assert key_parts("") == []
