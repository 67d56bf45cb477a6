from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from mirrorppr_desktop.jobs import previewing
from mirrorppr_desktop.jobs.preview import PreviewLane
from mirrorppr_desktop.jobs.previewing import Desk
from mirrorppr_desktop.jobs.questions import Answer, PhotoFacts, Preview, PreviewAsk, Trouble, View
from mirrorppr_desktop.retouch.adjust import adjusted
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find

PHOTO = (2048, 2048)


@pytest.fixture(scope="module")
def view() -> View:
    astronaut = skimage.data.astronaut()
    subject = find(astronaut, PHOTO)
    part = simulate(subject.faces[0], [named("Enlarge eyes", 0.8), named("Plump lips", 0.8)], PHOTO)
    proposed = Retouch(PHOTO, (part,), Provenance("llw", "1"))
    return View(Path("a.png"), None, astronaut, PhotoFacts(PHOTO, 8, "png", "untagged"), subject, proposed)


ADJUSTMENTS = [
    Adjustments(),
    Adjustments(scale=(("Enlarge eyes", 1.4),)),
    Adjustments(without=("Enlarge eyes",)),
    Adjustments(set=(SetStrength("Narrow nasal alae", 0.7), SetStrength("Enlarge eyes", 0.3))),
    Adjustments(set=(SetStrength("Narrow nasal alae", 1.0, 1),), faces=((1, 0.5),)),
]


@pytest.mark.parametrize("strength", [0.0, 0.6, 1.5])
@pytest.mark.parametrize("adjustments", ADJUSTMENTS, ids=range(len(ADJUSTMENTS)))
def test_a_preview_is_what_a_run_does_at_the_size_of_the_view(
    strength: float, adjustments: Adjustments, view: View
) -> None:
    desk = Desk()
    for _ in range(2):  # the second time from what was kept
        preview = desk.exact(PreviewAsk(view, strength, adjustments))
        expected = adjusted(replace(view.proposed, strength=strength), adjustments, view.subject)
        assert preview.retouch.size == PHOTO and preview.retouch.strength == strength
        assert [part.face for part in preview.retouch.parts] == [part.face for part in expected.parts]
        for mine, theirs in zip(preview.retouch.warps(), expected.warps(), strict=True):
            np.testing.assert_array_equal(mine.vectors, theirs.vectors)
        np.testing.assert_array_equal(preview.pixels, render(view.pixels, expected.resized((512, 512))))
    if strength == 0:
        np.testing.assert_array_equal(preview.pixels, view.pixels)


@pytest.mark.parametrize("adjustments", ADJUSTMENTS, ids=range(len(ADJUSTMENTS)))
def test_the_quick_one_is_exact_where_what_was_added_stays(adjustments: Adjustments, view: View) -> None:
    desk = Desk()
    desk.quick(PreviewAsk(view, 1.0, adjustments))
    moved = PreviewAsk(view, 0.7, replace(adjustments, scale=(("Plump lips", 1.3),), faces=((1, 0.8),)))
    assert desk.is_exact(moved)
    quick, exact = desk.quick(moved), Desk().exact(moved)
    assert quick.notes == exact.notes
    np.testing.assert_array_equal(quick.pixels, exact.pixels)
    for mine, theirs in zip(quick.retouch.warps(), exact.retouch.warps(), strict=True):
        np.testing.assert_array_equal(mine.vectors, theirs.vectors)


@pytest.mark.parametrize("start", [0.1, 0.5, 1.5])
@pytest.mark.parametrize("end", [0.2, 1.0])
def test_and_nearly_so_while_its_slider_moves(start: float, end: float, view: View) -> None:
    def at(strength: float) -> PreviewAsk:
        names = ("Narrow nasal alae", "Lengthen chin", "Raise mouth corners")
        return PreviewAsk(view, 1.0, Adjustments(set=tuple(SetStrength(name, strength) for name in names)))

    desk = Desk()
    for strength in np.linspace(start, end, 12):
        desk.quick(at(float(strength)))
    desk.quick(at(0.9 * end))
    quick, exact = desk.quick(at(end)), Desk().exact(at(end))
    assert not desk.is_exact(at(end))
    (mine,), (theirs,) = (one.retouch.resized((512, 512)).warps() for one in (quick, exact))
    box = (0, 0, 512, 512)
    error = np.abs(mine.dense(box) - theirs.dense(box)).max()
    assert error < 0.15 * np.abs(theirs.dense(box)).max()
    np.testing.assert_array_equal(desk.exact(at(end)).pixels, exact.pixels)
    assert desk.is_exact(at(end))


def test_of_little_strength_no_field_is_made_at_each_move(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """From 0.01 to 0.2 the strength doubles and doubles again, and nobody sees what that does to the field."""
    desk, made = Desk(), []
    make = desk._made.__call__
    monkeypatch.setattr(desk._near, "_exact", lambda *asked: made.append(asked[1]) or make(*asked))
    worst = 0
    for n in (*range(1, 21), *range(19, 0, -1)):
        ask = PreviewAsk(view, 1.0, Adjustments(set=(SetStrength("Move eyebrows upward", 0.01 * n),)))
        quick, exact = desk.quick(ask), Desk().exact(ask)
        worst = max(worst, int(np.abs(quick.pixels.astype(int) - exact.pixels).max()))
    assert len(made) <= 2
    assert worst <= 8  # levels of 255: no jump when the slider rests


@pytest.mark.parametrize(
    "changed",
    [
        (),
        (SetStrength("Narrow nasal alae", 0.0),),
        (SetStrength("Widen nasal alae", 0.7),),
        (SetStrength("Narrow nasal alae", 0.7, 1),),
        (SetStrength("Narrow nasal alae", 0.7), SetStrength("Lengthen chin", 0.5)),
    ],
)
def test_another_set_of_operations_is_made_at_once(changed: tuple[SetStrength, ...], view: View) -> None:
    desk = Desk()
    desk.quick(PreviewAsk(view, 1.0, Adjustments(set=(SetStrength("Narrow nasal alae", 0.7),))))
    ask = PreviewAsk(view, 1.0, Adjustments(set=changed))
    np.testing.assert_array_equal(desk.quick(ask).pixels, Desk().exact(ask).pixels)


def test_another_view_with_the_same_desk_is_another_picture(view: View) -> None:
    desk = Desk()
    ask = PreviewAsk(view, 1.0, ADJUSTMENTS[3])
    small = replace(view, pixels=cv2.resize(view.pixels, (256, 256), interpolation=cv2.INTER_AREA))
    desk.exact(ask)
    assert desk.exact(replace(ask, view=small)).pixels.shape == (256, 256, 3)
    assert desk.exact(ask).pixels.shape == (512, 512, 3)


def test_what_is_kept_has_an_end(view: View) -> None:
    desk = Desk()
    for n in range(400):
        fresh = tuple(
            replace(part, operations=tuple(replace(o, field=o.field.scaled(1 + n / 999)) for o in part.operations))
            for part in view.proposed.parts
        )
        desk._scaled.retouch(replace(view.proposed, parts=fresh), (64, 64))
    assert len(desk._scaled._kept) <= previewing._KEPT_SCALED


# --- the lane

_reached = threading.Event()
_gate = threading.Event()


def gated(ask: PreviewAsk) -> Preview:
    """An answerer that waits for the test at strength 1, and breaks at strength 2."""
    if ask.strength == 1.0:
        _reached.set()
        assert _gate.wait(30)
    if ask.strength == 2.0:
        raise ZeroDivisionError("a bug on purpose")
    return Preview(ask.view, ask.strength, ask.adjustments, ask.view.pixels, ask.view.proposed)


@pytest.fixture
def heard() -> queue.Queue[Answer]:
    return queue.Queue()


@pytest.fixture
def lane(heard: queue.Queue[Answer], monkeypatch: pytest.MonkeyPatch) -> Iterator[PreviewLane]:
    _reached.clear()
    _gate.clear()
    monkeypatch.setattr("mirrorppr_desktop.jobs.previewing.answer", gated)
    threads = threading.active_count()
    made = PreviewLane(heard.put, refiner=None)
    yield made
    _gate.set()
    made.close()
    assert threading.active_count() == threads


def test_the_latest_ask_wins(lane: PreviewLane, heard: queue.Queue[Answer], view: View) -> None:
    lane.ask(PreviewAsk(view, 1.0))
    assert _reached.wait(30)
    for strength in (0.1, 0.2, 0.3):
        lane.ask(PreviewAsk(view, strength))
    _gate.set()
    answers = [heard.get(timeout=30), heard.get(timeout=30)]
    assert [one.strength for one in answers if isinstance(one, Preview)] == [1.0, 0.3]
    assert heard.empty()


def test_at_rest_the_exact_one_follows(heard: queue.Queue[Answer], view: View) -> None:
    previewing._desk.cache_clear()
    lane = PreviewLane(heard.put)
    try:
        for strength in (0.9, 1.0):
            ask = PreviewAsk(view, 1.0, Adjustments(set=(SetStrength("Narrow nasal alae", strength),)))
            lane.ask(ask)
            first = heard.get(timeout=30)
        second = heard.get(timeout=30)
        exact = Desk().exact(ask)
        assert isinstance(first, Preview) and isinstance(second, Preview)
        assert first.adjustments == second.adjustments == ask.adjustments
        assert (first.pixels != exact.pixels).any()
        np.testing.assert_array_equal(second.pixels, exact.pixels)
        lane.ask(replace(ask, strength=0.9))  # nothing that was added has moved: one answer is enough
        heard.get(timeout=30)
        with pytest.raises(queue.Empty):
            heard.get(timeout=0.6)
    finally:
        lane.close()
        previewing._desk.cache_clear()


def test_an_error_is_an_answer(
    lane: PreviewLane, heard: queue.Queue[Answer], view: View, capfd: pytest.CaptureFixture[str]
) -> None:
    lane.ask(PreviewAsk(view, 2.0))
    trouble = heard.get(timeout=30)
    assert isinstance(trouble, Trouble) and trouble.path == view.path and "a bug on purpose" in trouble.reason
    lane.ask(PreviewAsk(view, 0.5))
    assert isinstance(heard.get(timeout=30), Preview)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_nothing_is_told_after_the_end(lane: PreviewLane, heard: queue.Queue[Answer], view: View) -> None:
    lane.ask(PreviewAsk(view, 1.0))
    assert _reached.wait(30)
    closing = threading.Thread(target=lane.close)
    closing.start()
    while not lane._is_closed:
        pass
    _gate.set()
    closing.join()
    lane.ask(PreviewAsk(view, 0.5))
    assert heard.empty()


def test_what_cannot_be_loaded_is_told_as_trouble(heard: queue.Queue[Answer], view: View) -> None:
    lane = PreviewLane(heard.put, answerer="no_such_module:answer")
    lane.ask(PreviewAsk(view, 1.0))
    trouble = heard.get(timeout=30)
    lane.close()
    assert isinstance(trouble, Trouble) and "no_such_module" in trouble.reason
