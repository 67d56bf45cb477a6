"""The tag of trust."""

from __future__ import annotations

import pytest

from mirrorppr_desktop.gui.widgets.tag import Tag


@pytest.mark.parametrize(
    ("trust", "word"), [(0.91, "high"), (0.8, "high"), (0.79, "fair"), (0.6, "fair"), (0.59, "weak")]
)
def test_trust_has_a_word(qtbot, trust: float, word: str) -> None:
    tag = Tag()
    qtbot.addWidget(tag)
    tag.show_trust(trust, "Least sure: Sharpen jawline")
    assert tag.text() == f"Trust {trust:.2f}, {word}"
    assert tag.toolTip() == "Least sure: Sharpen jawline"
