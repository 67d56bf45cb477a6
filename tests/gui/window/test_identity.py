"""Measured identity from the model file to the decision: import, run, see the figures, set a floor, accept anyway.

The model has random weights: its figures show that it was asked, and nothing about who is who.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hand import CTRL, Hand
from identity_models import write_identity_model
from near_lanes import NearLane, NearLanes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.gui.floor_line import FloorLine
from mirrorppr_desktop.gui.models_page import ModelsPage
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.jobs.batch import Batch
from mirrorppr_desktop.metrics.embed import forget_models
from mirrorppr_desktop.weights import store
from mirrorppr_desktop.weights.catalogue import read_catalogue

_SOON_MS = 120_000


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the catalogue takes for AuraFace v1."""
    made = write_identity_model(tmp_path / "got" / "glintr100.onnx")
    content = made.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    models = tuple(
        dataclasses.replace(one, size=len(content), sha256=digest) if one.name == "auraface" else one
        for one in read_catalogue()
    )
    monkeypatch.setattr(store, "read_catalogue", lambda: models)
    return made


@pytest.fixture
def measuring(hands: Callable[..., Hand]) -> Hand:
    """A window that runs, and measures, as for a user."""
    lanes = NearLanes()
    lanes._measuring = NearLane("mirrorppr_desktop.jobs.measuring:answer", lanes._arrived.emit, lanes)
    return hands(lanes=lanes, real_batch=Batch)


def test_from_the_model_file_to_a_photo_that_is_accepted_all_the_same(
    measuring: Hand, model: Path, folder: Path, pair: tuple[Path, Path]
) -> None:
    hand = measuring
    hand.open(folder)
    hand.choose_pair(*pair)
    hand.key(Qt.Key.Key_6, CTRL)
    page = hand.window.stack.currentWidget()
    assert isinstance(page, ModelsPage)
    hand.drop(model, on=page)
    hand.wait(lambda: not page.is_busy and "its hash is the published one" in hand.words(page))
    assert hand.window.desk.model == "auraface"

    hand.key(Qt.Key.Key_1, CTRL)
    hand.key(Qt.Key.Key_R, CTRL)
    hand.wait(lambda: not hand.space.run.is_running and hand.space.run.facts.ended, _SOON_MS)
    hand.wait(lambda: all(one.outcome.identity is not None for one in hand.shoot.photos), _SOON_MS)
    assert {one.outcome.model for one in hand.shoot.photos} == {"auraface"}
    hand.key(Qt.Key.Key_2, CTRL)
    review = hand.space.review
    assert review is not None
    order = [hand.shoot.photo(path) for path in review.grid.paths]
    figures = [one.outcome.identity or 0.0 for one in order]
    assert figures == sorted(figures) and len(set(figures)) == 3 and all(0.5 < one <= 1 for one in figures)
    hand.shoot.set_current(order[0].path)
    hand.wait(lambda: f"{math.floor(1000 * figures[0]) / 1000:.3f}" in hand.words(review.dock))
    hand.wait(lambda: "AuraFace v1" in hand.words(review.dock))
    assert "no identity model" not in hand.words(review).lower()

    assert not any(one.held_back(hand.shoot.settings.floor) for one in order)
    floor = math.ceil(1000 * figures[0] + 1e-6) / 1000
    type_floor(hand, f"{floor:.3f}")
    assert hand.shoot.settings.floor == pytest.approx(floor)
    held = [one.path for one in hand.shoot.photos if one.held_back(floor)]
    assert order[0].path in held and len(held) == sum(one < floor for one in figures)
    hand.wait(lambda: "is below your floor of" in hand.words(review.dock))
    hand.wait(lambda: hand.button("Accept", review.dock).isVisible())
    hand.click(hand.button("Accept", review.dock))
    photo = hand.shoot.photo(order[0].path)
    assert photo.decision.flag is Flag.ACCEPTED and not photo.held_back(hand.shoot.settings.floor)

    hand.key(Qt.Key.Key_4, CTRL)
    export = hand.space.export
    assert export is not None
    hand.wait(lambda: not export.is_looking)
    hand.button("Export 1 photo", export)
    forget_models()


def type_floor(hand: Hand, value: str) -> None:
    """At the line among the photos."""
    review = hand.space.review
    assert review is not None
    line = review.findChildren(FloorLine)[0]
    line.setFocus()
    for figure in value:
        QTest.keyClicks(QApplication.focusWidget(), figure)
    hand.key(Qt.Key.Key_Return)


def test_a_model_that_comes_later_measures_what_is_there(measuring: Hand, model: Path, folder: Path,
                                                         pair: tuple[Path, Path]) -> None:  # fmt: skip
    hand = measuring
    hand.open(folder)
    hand.choose_pair(*pair)
    hand.space.start_run([hand.photo("small.png").path])
    hand.wait(lambda: not hand.space.run.is_running and hand.space.run.facts.ended, _SOON_MS)
    hand.wait(lambda: hand.photo("small.png").outcome.face_ssim is not None, _SOON_MS)
    assert hand.photo("small.png").outcome.identity is None
    hand.window.openings.import_models([model])
    hand.wait(lambda: hand.photo("small.png").outcome.identity is not None, _SOON_MS)
    forget_models()
