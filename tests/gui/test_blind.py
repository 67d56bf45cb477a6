"""Blind tests: chance that can be repeated, votes that stay hidden, and what they mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, make_shoot, run_by_hand
from scipy.stats import binomtest

from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.blind.page import BlindPage
from mirrorppr_desktop.gui.blind.trial import BlindTest, Tally, Vote, draw, least_clear, sign_test
from mirrorppr_desktop.gui.blind.verdict import bar, verdict
from mirrorppr_desktop.gui.blind.votes_file import write_votes
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shoot.store import Store
from mirrorppr_desktop.jobs.questions import ThumbnailAsk, Trouble, ViewAsk

BEFORE, FIRST, SECOND = (np.full((60, 80, 3), value, np.uint8) for value in (40, 120, 220))


@pytest.fixture
def shoot(qtbot: QtBot, tmp_path: Path) -> Iterator[Shoot]:
    made = make_shoot(tmp_path, 24)
    run_by_hand(made)
    made.flag([photo.path for photo in made.photos[:12]], Flag.ACCEPTED)
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> Iterator[BlindPage]:
    made = _page(qtbot, qapp, shoot)
    yield made
    made.close()


def _page(qtbot: QtBot, qapp: QApplication, shoot: Shoot, *, answers: bool = True) -> BlindPage:
    theme.apply(qapp, "dark")
    made = BlindPage(shoot, answering_cache())
    if answers:
        made.variants_wanted.connect(
            lambda path, _strengths: made.set_variants(path, BEFORE, FIRST, SECOND), Qt.ConnectionType.QueuedConnection
        )
    qtbot.addWidget(made)
    made.resize(1500, 850)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _start(qtbot: QtBot, page: BlindPage) -> None:
    qtbot.mouseClick(page.dock.setup.start, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    page.panes.a.setFocus()


def _wait(qtbot: QtBot, page: BlindPage) -> None:
    """Until both pictures of the photo in hand are there, or there is none."""
    qtbot.waitUntil(lambda: page.test is None or page.test.current is None or page.votes[Vote.LEFT].isEnabled())


def _press(qtbot: QtBot, page: BlindPage, keys: str) -> None:
    for key in keys:
        qtbot.keyClicks(page.panes.a, key)
        _wait(qtbot, page)


def _grey(pane: object) -> int:
    return pane.picture.toImage().pixelColor(5, 5).red()  # type: ignore[attr-defined]


def _words(page: BlindPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


# --- chance


def test_a_draw_can_be_repeated_and_is_even() -> None:
    photos = [Path(f"{n}.jpg") for n in range(50)]
    trials = draw(photos, 20, 4817)
    assert trials == draw(photos, 20, 4817) != draw(photos, 20, 4818)
    assert len({trial.photo for trial in trials}) == 20
    assert sum(trial.first_is_left for trial in trials) == 10
    assert [trial.photo for trial in trials] != sorted((trial.photo for trial in trials), key=lambda p: int(p.stem))
    assert len(draw(photos[:3], 20, 1)) == 3


@pytest.mark.parametrize(("first", "second"), [(15, 5), (14, 6), (18, 2), (0, 6), (3, 3), (1, 0), (50, 31)])
def test_the_sign_test_is_the_exact_binomial_one(first: int, second: int) -> None:
    assert sign_test(first, second) == pytest.approx(binomtest(first, first + second, 0.5).pvalue, rel=1e-9)


def test_what_counts_mean() -> None:
    assert sign_test(0, 0) == 1.0
    assert least_clear(20) == 15 and least_clear(5) is None and least_clear(6) == 6
    said = verdict(Tally(first=18, second=2), "70 %", "100 %").replace("\u00a0", " ")
    assert said == "18 of 20 for 70 %: not by chance (p < 0.001)."
    assert "12 of 20 for 100 %: no clear preference" in verdict(Tally(8, 12), "70 %", "100 %")
    assert "too few votes to mean anything" in verdict(Tally(5, 0, same=15), "70 %", "100 %")
    assert "15 to 5 or clearer" in bar(20) and "Six" in bar(4)


# --- voting


def test_pictures_come_up_together_and_stand_for_no_side(qtbot: QtBot, page: BlindPage) -> None:
    _start(qtbot, page)
    test = page.test
    assert test is not None and test.current is not None
    for _ in range(6):
        left, right = (120, 220) if test.current.first_is_left else (220, 120)
        assert (_grey(page.panes.a), _grey(page.panes.b)) == (left, right)
        assert page.panes.a.size() == page.panes.b.size()
        assert page.panes.a.picture_rect() == page.panes.b.picture_rect()
        _press(qtbot, page, "1")
    assert test.drawn_from == 12  # the accepted ones


def test_strengths_are_asked_in_the_order_of_the_setup(qtbot: QtBot, page: BlindPage) -> None:
    page.dock.setup.first.setValue(60)
    with qtbot.waitSignal(page.variants_wanted) as asked:
        page.dock.setup.start.click()
    assert page.test is not None and page.test.current is not None
    assert asked.args == [page.test.current.photo, (0.6, 1.0)]


def test_no_vote_before_both_pictures_are_there(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> None:
    page = _page(qtbot, qapp, shoot, answers=False)
    page.begin()
    page.panes.a.setFocus()
    qtbot.keyClicks(page.panes.a, "1")
    assert page.test is not None and page.test.votes == () and not page.votes[Vote.LEFT].isEnabled()
    assert page.test.current is not None
    page.set_variants(shoot.photos[23].path, BEFORE, FIRST, SECOND)  # of another photo
    assert page.panes.a.picture is None
    page.set_variants(page.test.current.photo, BEFORE, FIRST, SECOND)
    qtbot.keyClicks(page.panes.a, "1")
    assert len(page.test.votes) == 1
    page.close()


def test_every_vote_is_kept_at_once_and_shows_nothing(qtbot: QtBot, page: BlindPage, shoot: Shoot) -> None:
    _start(qtbot, page)
    _press(qtbot, page, "120N")
    kept = shoot.store.votes()
    assert [vote["vote"] for vote in kept] == [Vote.LEFT, Vote.RIGHT, Vote.SAME, Vote.NEITHER]
    assert page.test is not None
    assert {vote["seed"] for vote in kept} == {page.test.seed}
    assert all({vote["left"], vote["right"]} == {0.7, 1.0} and vote["time"] for vote in kept)
    shown = _words(page)
    assert "hidden side" in shown and "votes\n" not in shown and "for 70" not in shown
    assert not page.dock.verdict.isVisible() and not page.dock.save.isEnabled()
    assert "Photo 5 of 12" in shown and "seen 4, left 8" in shown


def test_buttons_vote_as_well(qtbot: QtBot, page: BlindPage, shoot: Shoot) -> None:
    _start(qtbot, page)
    qtbot.mouseClick(page.votes[Vote.NEITHER], Qt.MouseButton.LeftButton)
    assert shoot.store.votes()[0]["vote"] == Vote.NEITHER


def test_the_last_vote_can_be_taken_back(qtbot: QtBot, page: BlindPage, shoot: Shoot) -> None:
    _start(qtbot, page)
    _press(qtbot, page, "1")
    assert page.test is not None and page.test.current is not None
    second = page.test.current
    _press(qtbot, page, "2")
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert len(shoot.store.votes()) == 1 and page.test.current == second
    qtbot.keyClick(page.panes.a, Qt.Key.Key_Backspace)
    assert shoot.store.votes() == [] and not page.back.isVisible()


def _vote_for_first(qtbot: QtBot, page: BlindPage, votes: int) -> None:
    for _ in range(votes):
        assert page.test is not None and page.test.current is not None
        _press(qtbot, page, "1" if page.test.current.first_is_left else "2")


def test_votes_are_shown_after_the_end_and_saved(qtbot: QtBot, page: BlindPage, shoot: Shoot, tmp_path: Path) -> None:
    _start(qtbot, page)
    _vote_for_first(qtbot, page, 11)
    _press(qtbot, page, "0")
    assert "All photos are seen." in _words(page) and "11 of 11" not in _words(page)
    qtbot.mouseClick(page.dock.show_votes, Qt.MouseButton.LeftButton)
    assert "11 of 11 for 70" in page.dock.verdict.text() and "not by chance" in page.dock.verdict.text()
    assert not page.back.isVisible()
    file = tmp_path / "votes.csv"
    file.write_text("older", encoding="utf-8")
    assert page.save(file)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 12 and rows[-1]["vote"] == "no difference"
    assert rows[0]["photo"] == shoot.store.votes()[0]["photo"] and rows[0]["seed"] == str(
        shoot.store.votes()[0]["seed"]
    )
    assert [one.name for one in tmp_path.glob(".mp-*")] == []
    qtbot.mouseClick(page.dock.again, Qt.MouseButton.LeftButton)
    assert page.dock.setup.isVisible()


def test_stopping_early_says_that_it_means_nothing(qtbot: QtBot, page: BlindPage) -> None:
    _start(qtbot, page)
    _vote_for_first(qtbot, page, 3)
    qtbot.mouseClick(page.dock.show_votes, Qt.MouseButton.LeftButton)
    assert "too few votes" in page.dock.verdict.text()
    assert page.test is not None
    page.vote(Vote.LEFT)
    assert len(page.test.votes) == 3  # names are known now


def test_a_test_goes_on_after_a_restart(qtbot: QtBot, qapp: QApplication, page: BlindPage, shoot: Shoot) -> None:
    _start(qtbot, page)
    _press(qtbot, page, "12")
    assert page.test is not None
    trial, seed = page.test.current, page.test.seed
    page.close()
    again = BlindTest.resume(Store(shoot.store.path))
    assert again is not None and (again.current, again.seed, len(again.votes)) == (trial, seed, 2)
    second = _page(qtbot, qapp, shoot)
    _wait(qtbot, second)
    assert second.test is not None and second.test.current == trial and second.panes.a.picture is not None
    second.close()


def test_a_photo_that_cannot_be_shown_is_left_out(qtbot: QtBot, qapp: QApplication, shoot: Shoot) -> None:
    page = _page(qtbot, qapp, shoot, answers=False)
    page.begin()
    assert page.test is not None and page.test.current is not None
    gone = page.test.current.photo
    page.hear_trouble(Trouble(ThumbnailAsk(gone, 320), gone, "No picture."))  # of another lane
    assert page.test.current.photo == gone
    page.hear_trouble(Trouble(ViewAsk(gone, 1600), gone, "No face was found."))
    assert page.test.current is not None and page.test.current.photo != gone
    assert page.note.isVisible() and gone.name in page.note.text()
    page.close()


def test_before_while_held_and_flicker(qtbot: QtBot, page: BlindPage) -> None:
    _start(qtbot, page)
    qtbot.keyPress(page.panes.a, Qt.Key.Key_Backslash)
    assert (_grey(page.panes.a), _grey(page.panes.b)) == (40, 40)
    qtbot.keyRelease(page.panes.a, Qt.Key.Key_Backslash)
    both = {_grey(page.panes.a), _grey(page.panes.b)}
    assert both == {120, 220}
    qtbot.keyClicks(page.panes.a, "y")
    assert page.panes.is_flickering and _grey(page.panes.a) == _grey(page.panes.b)
    first = _grey(page.panes.a)
    qtbot.waitUntil(lambda: _grey(page.panes.a) != first, timeout=2000)
    _press(qtbot, page, "1")
    assert not page.panes.is_flickering


def test_zoom_and_pan_move_both(qtbot: QtBot, page: BlindPage) -> None:
    _start(qtbot, page)
    page.panes.view.set(20.0, page.panes.view.middle)
    where = page.panes.a.rect().center()
    qtbot.mousePress(page.panes.a, Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseMove(page.panes.a, where + QPoint(40, 10))
    qtbot.mouseRelease(page.panes.a, Qt.MouseButton.LeftButton, pos=where + QPoint(40, 10))
    assert page.panes.view.middle.x() < 0.5
    assert page.panes.a.picture_rect() == page.panes.b.picture_rect()
    qtbot.mouseDClick(page.panes.b, Qt.MouseButton.LeftButton, pos=where)
    assert page.panes.view.scale is None


def test_equal_strengths_cannot_be_compared(page: BlindPage) -> None:
    page.dock.setup.first.setValue(100)
    assert not page.dock.setup.start.isEnabled() and page.dock.setup.start.toolTip()


def test_focus_marks_no_side_but_by_its_ring(qtbot: QtBot, page: BlindPage) -> None:
    _start(qtbot, page)
    inside = page.panes.a.rect().center()
    a, b = (pane.grab().toImage().pixelColor(inside) for pane in (page.panes.a, page.panes.b))
    assert {a.red(), b.red()} == {120, 220}
    page.votes[Vote.SAME].setFocus()
    assert not page.panes.a.hasFocus()
    assert page.panes.a.grab().toImage().pixelColor(inside) == a


def test_an_unwritable_place_keeps_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        write_votes(tmp_path / "missing" / "votes.csv", [])
    assert list(tmp_path.iterdir()) == []
