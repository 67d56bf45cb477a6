"""The pair card: each of its states, and the map of what moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui.dock.face_picture import FacePicture, MovementLegend, image_of
from mirrorppr_desktop.gui.dock.movement_map import GROUND, movement_map, round_top
from mirrorppr_desktop.gui.dock.pair_card import CardState, PairCard
from mirrorppr_desktop.gui.dock.pair_zones import PairZones
from mirrorppr_desktop.gui.widgets.drop_zone import DropZone
from mirrorppr_desktop.gui.widgets.tag import Tag
from mirrorppr_desktop.jobs.questions import FoundOperation, PairFound, PairRefused, PairTrouble
from mirrorppr_desktop.retouch.request import ExemplarPair

PAIR = ExemplarPair(Path("BP_0398.tif"), Path("BP_0398_edit.tif"))


def found(**changes: object) -> PairFound:
    face = np.ascontiguousarray(skimage.data.astronaut()[:260, 110:340])
    movement = np.zeros((*face.shape[:2], 2), np.float32)
    movement[100:140, 60:160, 0] = 5.0
    operations = (
        FoundOperation("Enlarge eyes", 0.42, 0.93, 0.6),
        FoundOperation("Sharpen jawline", 0.26, 0.44, 0.2, ("Sharpen face",)),
    )
    plain = PairFound(PAIR, operations, face, face[::-1].copy(), movement, "warmer", 1.1, 0.09, 0.91, 5.0, 1, 1)
    return replace(plain, **changes)  # type: ignore[arg-type]


def settle() -> None:
    """Qt lays out, and shows what was added, with the next turn of its loop."""
    QApplication.processEvents()


def height(card: PairCard) -> int:
    settle()
    return card.sizeHint().height()


def words(card: PairCard) -> str:
    """All that can be read on it."""
    settle()
    return " | ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def button(card: PairCard, text: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text() == text and one.isVisible())


@pytest.fixture
def card(qtbot: QtBot) -> PairCard:
    made = PairCard()
    qtbot.addWidget(made)
    made.setFixedWidth(336)
    made.show()
    return made


def test_it_begins_empty_and_takes_two_photos(card: PairCard, qtbot: QtBot, tmp_path: Path) -> None:
    assert card.state is CardState.EMPTY
    assert "drop the untouched photo" in words(card)
    zones = [one for one in card.findChildren(DropZone) if one.isVisible()]
    assert len(zones) == 2
    two = [tmp_path / "a.tif", tmp_path / "b.tif"]
    with qtbot.waitSignal(card.pair_dropped) as told:
        zones[0].dropped.emit(two)
    assert told.args == [two]
    with qtbot.waitSignal(card.choose_wanted):
        button(card, "Choose two photos…").click()


def test_a_pair_that_was_found_in_words_and_figures(card: PairCard, qtbot: QtBot) -> None:
    card.set_measuring("BP_0398.tif", "Finding the face")
    assert card.state is CardState.MEASURING and "Finding the face" in words(card)
    card.set_found(found())
    shown = words(card)
    assert card.state is CardState.FOUND
    for part in ("BP_0398.tif", "Enlarge eyes", "+0.42", "93", "Sharpen jawline, or Sharpen face", "warmer", "1.1"):
        assert part in shown
    tag = card.findChild(Tag)
    assert tag is not None and tag.text() == "Trust 0.91, high" and "Sharpen jawline" in tag.toolTip()
    with qtbot.waitSignal(card.swap_wanted):
        button(card, "Swap").click()


def test_a_pair_that_the_user_vouched_for_says_so(card: PairCard, qtbot: QtBot) -> None:
    card.set_refused(PairRefused(PAIR, PairTrouble.DIFFERENT_PEOPLE, "show two different people", can_overrule=True))
    settle()
    with qtbot.waitSignal(card.same_person_said):
        button(card, "Same person").click()
    card.set_found(found(pair=replace(PAIR, same_person=True)))
    assert card.state is CardState.FOUND and "was said by you" in words(card)


def test_a_weak_pair_says_why(card: PairCard) -> None:
    named = (FoundOperation("Enlarge eyes", 0.42, 0.93, 0.3), FoundOperation("Plump lips", 0.2, 0.9, 0.18))
    card.set_found(found(trust=0.55, operations=named, warnings=("BP_0398_edit.tif is darker.",), faces=3))
    assert card.state is CardState.WEAK
    shown = words(card).replace("\u202f", " ")
    for part in ("Only 48 % of the change in BP_0398_edit.tif", "trust 0.55", "is darker", "shows 3 faces; face 1"):
        assert part in shown


def test_a_fair_pair_without_warnings_has_no_note(card: PairCard) -> None:
    card.set_found(found(trust=0.6))
    assert card.state is CardState.FOUND and "Only" not in words(card)


def test_a_refused_pair_says_why_and_asks_for_another(card: PairCard, qtbot: QtBot) -> None:
    card.set_found(found())
    reason = "BP_0398_edit.tif is cropped tighter than BP_0398.tif (33 %). Export it again with the same crop."
    card.set_refused(PairRefused(PAIR, PairTrouble.DIFFERENT_CROP, reason))
    assert card.state is CardState.REFUSED and reason in words(card) and "Enlarge eyes" not in words(card)
    with qtbot.waitSignal(card.choose_wanted):
        button(card, "Choose another…").click()


def test_simulated_and_look_say_where_the_retouch_is_from(card: PairCard) -> None:
    card.set_simulated("made by hand on BP_0401", [("Plump lips", 0.3)])
    assert card.state is CardState.SIMULATED
    assert "made by hand on BP_0401" in words(card) and "Plump lips" in words(card)
    card.set_look("Board.mplook", [("Slim waist", 0.2)])
    assert card.state is CardState.LOOK
    assert "Board.mplook" in words(card) and "Slim waist" in words(card) and "Plump lips" not in words(card)


def test_in_a_low_window_it_is_lower_and_folds(card: PairCard) -> None:
    card.set_found(found())
    tall = height(card)
    assert "carried as it is" in words(card)
    card.set_compact(True)
    assert height(card) < tall - 60
    assert "carried as it is" not in words(card) and "Rest" in words(card)
    card.set_compact(False)
    assert height(card) == tall


def test_the_map_is_shown_with_its_legend(card: PairCard, qtbot: QtBot) -> None:
    card.set_found(found())
    legend = card.findChild(MovementLegend)
    assert legend is not None and not legend.isVisible()
    button(card, "Show movement map").click()
    assert legend.isVisible() and "6 px" in legend.accessibleName()
    pictures = [one for one in card.findChildren(FacePicture) if one.isVisible()]
    assert len(pictures) == 3
    button(card, "Hide movement map").click()
    assert not legend.isVisible()
    button(card, "Show movement map").click()
    card.set_empty()
    assert not legend.isVisible()


def test_the_map_is_grey_where_nothing_moved_and_bright_where_most_did() -> None:
    pair = found()
    drawn = movement_map(pair.before, pair.movement)
    still, moved = drawn.pixels[20, 20].astype(int), drawn.pixels[120, 100].astype(int)
    weights = np.array([0.2126, 0.7152, 0.0722])
    assert np.ptp(still) == 0
    assert abs(still[0] - GROUND * float(pair.before[20, 20] @ weights)) <= 1
    assert drawn.top_px == 6.0
    # 5 of 6 px: between the eighth and the ninth tenth of magma, #FE9F6D and #FECF92
    assert moved[0] >= 250 and 0x9F <= moved[1] <= 0xCF and 0x6D <= moved[2] <= 0x92


def test_the_map_takes_a_coarser_grid() -> None:
    pair = found()
    coarse = movement_map(pair.before, pair.movement[::4, ::4])
    assert coarse.pixels.shape == pair.before.shape
    assert coarse.pixels[120, 100, 0] >= 250


@pytest.mark.parametrize(("longest", "top"), [(0.0, 1.0), (0.4, 1.0), (5.0, 6.0), (8.1, 10.0), (24.1, 30.0), (81, 100)])
def test_a_legend_ends_at_a_round_figure(longest: float, top: float) -> None:
    assert round_top(longest) == top


def test_pictures_keep_their_own_memory() -> None:
    pixels = np.full((5, 7, 3), 90, np.uint8)
    image = image_of(pixels)
    pixels[:] = 0
    assert (image.width(), image.height()) == (7, 5) and image.pixelColor(3, 3).red() == 90


def test_the_same_photo_twice_is_no_pair(qtbot: QtBot, tmp_path: Path) -> None:
    zones = PairZones()
    qtbot.addWidget(zones)
    with qtbot.assertNotEmitted(zones.pair):
        zones.zones[0].dropped.emit([tmp_path / "a.tif"])
        zones.zones[1].dropped.emit([tmp_path / "a.tif"])
    assert zones.held == tmp_path / "a.tif"
