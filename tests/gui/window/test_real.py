"""The whole real way: lanes and batch in processes of their own, and results as the command line makes them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fake_makers import SCRIPT
from hand import CTRL, Hand, pixels
from PySide6.QtCore import Qt

from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.jobs.batch import Batch

_SOON_MS = 120_000


def by_name(folder: Path) -> dict[str, bytes]:
    """Pictures of a folder by the stem of the photo that they were made from."""
    return {
        path.stem.removesuffix("_retouched"): path.read_bytes()
        for path in folder.iterdir()
        if path.suffix in (".jpg", ".png")
    }


def test_what_is_exported_is_what_the_command_line_makes(
    hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    hand = hands(lanes=Lanes(), real_batch=Batch)
    hand.window.openings.open([folder])
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3, _SOON_MS)
    hand.window.desk.exemplar.choose_pair(list(pair)[::-1])
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None and hand.is_shown(), _SOON_MS)

    before = pixels(hand.canvas)
    hand.drag(hand.slider("Enlarge eyes"), 0.2, 0.5)
    hand.wait(hand.is_shown)
    assert (before != pixels(hand.canvas)).any()
    hand.key(Qt.Key.Key_Z, CTRL)

    hand.click(hand.space.page.setup_dock.run)
    hand.wait(lambda: not hand.space.run.is_running and hand.space.run.facts.ended, _SOON_MS)
    assert {str(one.outcome.state) for one in hand.shoot.photos} == {"done"}
    hand.wait(lambda: all(one.outcome.face_ssim is not None for one in hand.shoot.photos), _SOON_MS)

    hand.key(Qt.Key.Key_2, CTRL)
    review = hand.space.review
    assert review is not None
    review.grid.view.setFocus()
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_P)
    hand.wait(review.dock.export.isEnabled)
    hand.click(review.dock.export)
    page = hand.space.export
    assert page is not None
    out = tmp_path / "exported"
    choice = replace(page.choice, folder=out, template="{name}_retouched")
    page.side.show_choice(choice)
    page.side.changed.emit(choice)
    hand.wait(lambda: not page.is_looking)
    hand.click(hand.button("Export 3 photos", page))
    hand.wait(lambda: "3 written to “exported”" in hand.words(page), _SOON_MS)

    typed = tmp_path / "typed"
    command = [sys.executable, "-m", "mirrorppr_desktop", "retouch", "--before", pair[0], "--after", pair[1]]
    command += ["--photos", *sorted(path for path in folder.iterdir() if path.is_file()), "--out", typed]
    subprocess.run(command, check=True, capture_output=True)
    made = by_name(typed)
    assert set(made) == {"grace_hopper", "group", "small"}
    assert by_name(hand.shoot.out) == made
    assert by_name(out) == made


@pytest.fixture
def scripted(
    hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Hand]:
    """A window whose batch is a real process with an engine that does as it is told, by the width of a photo."""

    def begin(**script: object) -> Hand:
        monkeypatch.setenv(SCRIPT, json.dumps(script))
        hand = hands(real_batch=partial(Batch, makers="fake_makers:scripted"))
        hand.open(folder)
        hand.choose_pair(*pair)
        hand.key(Qt.Key.Key_R, CTRL)
        return hand

    return begin


WIDTHS = {"grace_hopper": "512", "group": "1280", "small": "112"}


def over(hand: Hand) -> bool:
    return not hand.space.run.is_running


def states(hand: Hand) -> dict[str, str]:
    return {one.path.stem: str(one.outcome.state) for one in hand.shoot.photos}


def test_a_worker_that_crashes_takes_nothing_with_it(scripted: Callable[..., Hand]) -> None:
    hand = scripted(by_width={WIDTHS["group"]: "segfault"})
    hand.wait(lambda: over(hand), _SOON_MS)
    assert states(hand) == {"grace_hopper": "done", "group": "failed", "small": "done"}
    assert "ended unexpectedly" in hand.words(hand.space.page.run_dock)
    hand.space.tools.run_switch.button("photo").click()
    hand.drag(hand.slider("Plump lips"), 0.2)
    hand.wait(hand.is_shown)


def test_a_photo_that_hangs_is_skipped_by_hand(scripted: Callable[..., Hand]) -> None:
    hand = scripted(by_width={WIDTHS["group"]: "hang"}, quiet_s=0.5)
    dock = hand.space.page.run_dock
    hand.wait(lambda: "No progress" in hand.words(dock), _SOON_MS)
    hand.click(hand.button("Skip this photo", dock))
    hand.wait(lambda: over(hand), _SOON_MS)
    assert states(hand) == {"grace_hopper": "done", "group": "skipped", "small": "done"}


def test_previews_are_made_while_a_batch_runs(scripted: Callable[..., Hand]) -> None:
    hand = scripted(seconds=0.5)
    hand.space.tools.run_switch.button("photo").click()
    hand.drag(hand.slider("Enlarge eyes"), -1.0)
    hand.wait(hand.is_shown)
    hand.wait(lambda: over(hand), _SOON_MS)
    assert set(states(hand).values()) == {"done"}


def test_a_full_disk_stops_the_run(scripted: Callable[..., Hand]) -> None:
    hand = scripted(by_width={WIDTHS["group"]: "disk full"})
    hand.wait(lambda: over(hand), _SOON_MS)
    told = hand.words(hand.space.page.run_dock)
    assert "no space is left" in told and "run again to go on" in told and "command" not in told
    assert "working" not in states(hand).values()


def test_closing_the_window_ends_its_batch(scripted: Callable[..., Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    from mirrorppr_desktop.gui import leaving
    from mirrorppr_desktop.gui.closing import Answer

    hand = scripted(seconds=0.4)
    monkeypatch.setattr(leaving, "ask_closing", lambda *_: Answer.FINISH)
    hand.window.close()
    assert hand.window.isVisible()
    hand.wait(lambda: not hand.window.isVisible(), _SOON_MS)
