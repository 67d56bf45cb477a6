"""The lanes as a window hears them: on its own thread, in its own signals, and gone when it is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.jobs.questions import PhotoFacts, PreviewAsk, ThumbnailAsk, View, ViewAsk
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.subject.subject import Subject

FAKE = "fake_answers:thumbnail"


class Ear(QObject):
    """Hears a signal as a widget would."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    made = Lanes(thumbnails=FAKE, analysis="fake_answers:echo_view", measuring=FAKE)
    yield made
    made.close()


def test_answers_come_on_the_thread_of_the_window(lanes: Lanes, qtbot: QtBot) -> None:
    ear, plain = Ear(), []
    lanes.thumbnail.connect(ear.hear)
    lanes.thumbnail.connect(lambda _: plain.append(QThread.currentThread()))
    for name in ("a.jpg", "b.jpg"):
        lanes.ask_thumbnail(Path(name))
    qtbot.waitUntil(lambda: len(ear.heard) == 2, timeout=30_000)
    assert {one.path.name for one in ear.heard} == {"a.jpg", "b.jpg"}
    assert ear.threads == {QThread.currentThread()}
    assert plain == [QThread.currentThread()] * 2


def test_trouble_has_a_signal_of_its_own(lanes: Lanes, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lanes.trouble, timeout=30_000) as heard:
        lanes.ask_thumbnail(Path("segfault.jpg"))
    trouble = heard.args[0]
    assert trouble.crashed and trouble.ask == ThumbnailAsk(Path("segfault.jpg"), 320)
    with qtbot.waitSignal(lanes.thumbnail, timeout=30_000):
        lanes.ask_thumbnail(Path("a.jpg"))


def test_the_photo_that_is_looked_at_comes_before_those_ahead(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> None:
    ear = Ear()
    lanes.view.connect(ear.hear)
    gate = tmp_path / "gate.jpg"
    lanes.ask_view(ViewAsk(gate, 64))
    qtbot.waitUntil(gate.with_suffix(".reached").exists, timeout=30_000)
    lanes.ask_view(ViewAsk(Path("next.jpg"), 64), ahead=True)
    lanes.ask_view(ViewAsk(Path("later.jpg"), 64), ahead=True)
    lanes.ask_view(ViewAsk(Path("passed over.jpg"), 64))
    lanes.ask_view(ViewAsk(Path("later.jpg"), 64))  # looked at now, and so no more ahead
    gate.with_suffix(".open").touch()
    qtbot.waitUntil(lambda: len(ear.heard) == 3, timeout=30_000)
    assert [view.path.stem for view in ear.heard] == ["gate", "later", "next"]


def test_a_preview_is_made_in_this_process(lanes: Lanes, qtbot: QtBot) -> None:
    from mirrorppr_desktop.subject.find import find

    astronaut = skimage.data.astronaut()
    subject = find(astronaut, (512, 512))
    nothing = Retouch((512, 512), (), Provenance("none", "0"))
    view = View(Path("a.png"), None, astronaut, PhotoFacts((512, 512), 8, "png", "untagged"), subject, nothing)
    ask = PreviewAsk(view, 1.0, Adjustments(set=(SetStrength("Enlarge eyes", 1.0),)))
    with qtbot.waitSignal(lanes.preview, timeout=30_000) as heard:
        lanes.ask_preview(ask)
    preview = heard.args[0]
    assert preview.view is view and preview.adjustments == ask.adjustments
    assert (preview.pixels != astronaut).any() and np.array_equal(preview.pixels[:5], astronaut[:5])


def test_photos_are_listed_and_then_watched(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> None:
    found, gone = Ear(), Ear()
    lanes.photos_found.connect(found.hear)
    lanes.photos_gone.connect(gone.hear)
    first = tmp_path / "IMG_1.jpg"
    Image.fromarray(skimage.data.astronaut()).save(first)
    with qtbot.waitSignal(lanes.listed, timeout=10_000):
        lanes.list_photos([tmp_path])
    assert found.heard == [(first,)]
    lanes.ignore([tmp_path / "result.jpg"])
    (tmp_path / "result.jpg").write_bytes(b"result")
    second = tmp_path / "IMG_2.jpg"
    second.write_bytes(first.read_bytes())
    qtbot.waitUntil(lambda: len(found.heard) == 2, timeout=15_000)
    assert found.heard[1] == (second,) and found.threads == {QThread.currentThread()}
    first.unlink()
    qtbot.waitUntil(lambda: gone.heard == [(first,)], timeout=15_000)
    lanes.stop_watching()


def test_many_photos_come_in_parts_what_a_screen_shows_first(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / f"IMG_{n:04d}.jpg" for n in range(1000)]
    for path in paths:
        path.touch()
    found, carried, small = Ear(), Ear(), Ear()
    lanes.photos_found.connect(found.hear)
    lanes.carried.connect(carried.hear)
    lanes.thumbnail.connect(small.hear)
    with qtbot.waitSignal(lanes.listed, timeout=30_000):
        lanes.list_photos([tmp_path])
    assert [path for part in found.heard for path in part] == paths
    lengths = [len(part) for part in found.heard]
    assert lengths[0] < 100 and max(lengths) < 500
    # The pictures of the first ones are asked for by no view, and what they carry of them first.
    qtbot.waitUntil(lambda: len(small.heard) >= 8, timeout=30_000)
    (answer,) = carried.heard
    assert answer.ask.paths == tuple(paths[: len(answer.ask.paths)]) and answer.thumbnails == ()
    assert [one.path for one in small.heard[:8]] == paths[:8]
    lanes.stop_watching()


def test_a_listing_that_is_ended_tells_no_further_part(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"IMG_{n:04d}.jpg").touch()
    found = Ear()
    lanes.photos_found.connect(found.hear)
    with qtbot.waitSignal(lanes.photos_found, timeout=10_000):
        lanes.list_photos([tmp_path])
    places = lanes._places
    assert places is not None
    lanes.stop_watching()
    places._thread.join(5)  # it does not wait for anything any more
    assert not places._thread.is_alive()
    qtbot.wait(20)
    assert len(found.heard) == 1


def test_an_empty_folder_is_listed_too(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> None:
    ear = Ear()
    lanes.photos_skipped.connect(ear.hear)
    with qtbot.waitSignal(lanes.listed, timeout=10_000):
        lanes.list_photos([tmp_path / "missing"])
    assert ear.heard == [((tmp_path / "missing", "there is no such file"),)]


def test_closing_is_quick_and_the_last_word(qtbot: QtBot, tmp_path: Path) -> None:
    lanes = Lanes(thumbnails=FAKE, analysis=FAKE, measuring=FAKE)
    ear = Ear()
    lanes.thumbnail.connect(ear.hear)
    lanes.warm_up()
    lanes.list_photos([tmp_path])
    with qtbot.waitSignal(lanes.thumbnail, timeout=30_000):
        lanes.ask_thumbnail(Path("a.jpg"))
    gate = tmp_path / "gate.jpg"
    lanes.ask_thumbnail(gate)
    qtbot.waitUntil(gate.with_suffix(".reached").exists, timeout=30_000)
    told = len(ear.heard)
    start = time.monotonic()
    lanes.close()
    lanes.close()
    assert time.monotonic() - start < 3
    lanes.ask_thumbnail(Path("late.jpg"))
    lanes.list_photos([tmp_path])
    qtbot.wait(100)
    assert len(ear.heard) == told


def test_a_window_may_import_it_without_anything_heavy() -> None:
    script = (
        "import sys; import mirrorppr_desktop.gui.lanes; "
        "print([name for name in ('cv2', 'numpy', 'pyvips', 'mediapipe', 'torch') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_a_subject_of_nobody_is_a_view_like_any_other(lanes: Lanes, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lanes.view, timeout=30_000) as heard:
        lanes.ask_view(ViewAsk(Path("a.jpg"), 64))
    assert isinstance(heard.args[0].subject, Subject)
