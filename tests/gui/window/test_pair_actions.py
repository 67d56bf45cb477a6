"""What can be done about a pair that is refused, and about one that is weak: overrule it, and try it on some photos."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hand import CTRL, Hand
from identity_models import write_identity_model
from PIL import Image
from PySide6.QtCore import Qt

from mirrorppr_desktop.gui.dock.pair_card import CardState
from mirrorppr_desktop.jobs import pair_analysis
from mirrorppr_desktop.jobs.questions import PairRefused, PairTrouble
from mirrorppr_desktop.metrics.embed import forget_models
from mirrorppr_desktop.retouch.request import ExemplarPair


@pytest.fixture
def negative(pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """A pair whose second photo is printed as a negative, and a model that takes it for somebody else."""
    model = write_identity_model(tmp_path / "model.onnx")
    monkeypatch.setattr(pair_analysis, "ModelStore", lambda: SimpleNamespace(use=lambda _name: model))
    after = tmp_path / "portrait_negative.png"
    Image.fromarray(255 - np.asarray(Image.open(pair[1]))).save(after)
    yield pair[0], after
    forget_models()


def refused(hand: Hand, folder: Path, negative: tuple[Path, Path]) -> None:
    hand.open(folder)
    hand.window.desk.model = "any"
    hand.window.desk.exemplar.choose_pair(list(negative), in_order=True)
    hand.wait(lambda: hand.window.desk.exemplar.pair_trouble is not None)


def test_the_photographer_overrules_and_it_is_remembered(
    hands: Callable[..., Hand], folder: Path, negative: tuple[Path, Path]
) -> None:
    hand = hands()
    refused(hand, folder, negative)
    card = hand.space.page.setup_dock.card
    assert card.state is CardState.REFUSED
    told = hand.words(card)
    assert "portrait.png and portrait_negative.png show two different people (similarity " in told
    assert "a pair needs 0.60). Nothing was learned." in told
    assert not hand.space.page.setup_dock.run.isEnabled()
    hand.button("Choose another…", card)
    hand.click(hand.button("Same person", card))
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None and hand.is_shown())
    assert card.state in (CardState.FOUND, CardState.WEAK) and "was said by you" in hand.words(card)
    assert hand.space.page.setup_dock.run.isEnabled()
    hand.key(Qt.Key.Key_R, CTRL)
    assert hand.batch.job.request is not None and hand.batch.job.request.exemplar == ExemplarPair(*negative, True)
    hand.batch.finish_all()
    hand.wait(lambda: not hand.space.run.is_running)
    hand.window.openings.close_shoot()

    again = hands()
    again.open(folder)
    again.wait(lambda: again.window.desk.exemplar.pair is not None)
    assert again.shoot.settings.pair == ExemplarPair(*negative, True)
    again.shoot.set_settings("swap", replace(again.shoot.settings, look=None))
    again.window.desk.exemplar.swap_pair()
    assert again.shoot.settings.pair == ExemplarPair(negative[1], negative[0], True)
    again.wait(
        lambda: again.window.desk.exemplar.pair is not None or again.window.desk.exemplar.pair_trouble is not None
    )


def test_the_word_is_taken_back_by_undo(hand: Hand, folder: Path, negative: tuple[Path, Path]) -> None:
    refused(hand, folder, negative)
    hand.click(hand.button("Same person"))
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: hand.window.desk.exemplar.pair_trouble is not None)
    assert hand.shoot.settings.pair == ExemplarPair(*negative)


def test_another_pair_begins_without_the_word(
    hand: Hand, folder: Path, pair: tuple[Path, Path], negative: tuple[Path, Path]
) -> None:
    refused(hand, folder, negative)
    hand.click(hand.button("Same person"))
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    hand.choose_pair(*pair)
    assert hand.shoot.settings.pair == ExemplarPair(*pair)


def test_what_nobody_can_overrule_is_not_offered(window: Hand) -> None:
    asked = window.shoot.settings.pair
    assert asked is not None
    window.lanes._arrived.emit(PairRefused(asked, PairTrouble.DIFFERENT_CROP, "cropped tighter"))
    window.wait(lambda: window.window.desk.exemplar.pair_trouble is not None)
    window.button("Choose another…")
    with pytest.raises(AssertionError, match="no button"):
        window.button("Same person")


# --- try on 8 photos


@pytest.fixture
def twenty(photos: Path, tmp_path: Path) -> Path:
    (folder := tmp_path / "Twenty").mkdir()
    for i in range(20):
        shutil.copy(photos / "small.png", folder / f"BP_{i:02}.png")
    return folder


def be_weak(hand: Hand) -> None:
    found = hand.window.desk.exemplar.pair
    assert found is not None
    hand.window.desk.exemplar.pair_found.emit(replace(found, trust=0.5))


def test_a_weak_look_is_tried_on_eight_photos(hand: Hand, twenty: Path, pair: tuple[Path, Path]) -> None:
    hand.open(twenty)
    hand.choose_pair(*pair)
    card = hand.space.page.setup_dock.card
    with pytest.raises(AssertionError, match="no button"):
        hand.button("Try on 8 photos", card)
    be_weak(hand)
    assert "Look at a few photos before a run." in hand.words(card)
    hand.click(hand.button("Try on 8 photos", card))
    tried = hand.batch.job.photos
    assert len(tried) == 8 and hand.batch.job.out == hand.shoot.out
    hand.batch.finish_all()
    hand.wait(lambda: hand.space.review is not None and hand.space.review.isVisible())
    review = hand.space.review
    assert review is not None and not review.is_loupe_open and set(review.grid.paths) == set(tried)
    assert "The 8 photos that the look was tried on." in hand.words(review)
    hand.settle()
    hand.click(hand.button("Show all photos", review))
    assert len(review.grid.paths) == 20 and "was tried on" not in hand.words(review)

    hand.window.show_page("shoot")
    hand.key(Qt.Key.Key_R, CTRL)  # the next run is of all photos, and leaves the review alone
    hand.batch.finish_all()
    hand.wait(lambda: not hand.space.run.is_running)
    assert hand.space.page.isVisible() and len(review.grid.paths) == 20


def test_it_can_be_tried_from_the_menu_at_any_time(window: Hand) -> None:
    assert any(one.menu() and window.window.acts["run.trial"] in one.menu().actions()
               for one in window.window.menuBar().actions())  # fmt: skip
    assert window.window.acts["run.trial"].text().startswith("Try on 8 photos")
    window.window.acts["run.trial"].trigger()
    assert len(window.batch.job.photos) == 3
    window.batch.finish_all()
    window.wait(lambda: window.space.review is not None and window.space.review.isVisible())


def test_a_trial_without_a_result_shows_nothing(window: Hand) -> None:
    window.window.acts["run.trial"].trigger()
    window.batch.end()
    window.wait(lambda: not window.space.run.is_running)
    assert window.space.page.isVisible() and window.space.review is None
    window.window.running.start("all")
    window.batch.finish_all()
    window.wait(lambda: not window.space.run.is_running)
    window.settle()
    assert window.space.page.isVisible()


def test_without_pair_or_look_there_is_nothing_to_try(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    hand.window.acts["run.trial"].trigger()
    assert hand.batches == []
