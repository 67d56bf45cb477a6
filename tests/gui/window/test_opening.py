"""Open a folder, drop files, choose a pair: the first minute with the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hand import Hand


def test_a_folder_is_opened_and_its_first_photo_shown(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    assert [one.name for one in hand.shoot.photos] == ["grace_hopper.jpg", "group.jpg", "small.png"]
    assert hand.shoot.current is not None and hand.shoot.current.name == "grace_hopper.jpg"
    assert hand.window.windowTitle() == "MirrorPPR Desktop"
    assert not hand.space.page.setup_dock.run.isEnabled()


def test_with_a_pair_it_can_run(window: Hand) -> None:
    assert window.window.desk.pair is not None
    assert window.space.page.setup_dock.run.isEnabled()
    assert window.slider("Enlarge eyes").strength() > 0.5
