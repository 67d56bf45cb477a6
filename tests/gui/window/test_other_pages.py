"""Blind test, export, models, settings and keys, in the window that they are pages of."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fake_batch import RETOUCHED
from hand import CTRL, SHIFT, Hand, pixels
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog

from mirrorppr_desktop.gui.blind.page import BlindPage
from mirrorppr_desktop.gui.export.page import ExportPage
from mirrorppr_desktop.gui.models_page import ModelsPage


@pytest.fixture
def done(window: Hand) -> Hand:
    """A shoot that was run."""
    window.window.running.start("all")
    window.batch.finish_all()
    window.wait(lambda: all(one.outcome.face_ssim is not None for one in window.shoot.photos))
    return window


def test_a_blind_test_is_voted_and_saved(done: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done.key(Qt.Key.Key_3, CTRL)
    page = done.space.blind
    assert isinstance(page, BlindPage)
    page.dock.setup.source.setCurrentIndex(page.dock.setup.source.findData("all"))
    done.click(page.dock.setup.start)
    for number, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_N), 1):
        done.wait(lambda: page._since is not None)
        picture = pixels(page.panes)
        assert (picture != picture[0, 0]).any()
        done.key(key)
        assert page.test is not None and len(page.test.votes) == number
    done.click(done.button("Show votes", page))
    file = tmp_path / "votes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    done.click(page.dock.save if hasattr(page.dock, "save") else done.button("Save CSV…", page))
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    assert len(rows) == 3 and {Path(row["photo"]).name for row in rows} == {one.name for one in done.shoot.photos}


def test_a_blind_test_leaves_the_shoots_preview_alone(done: Hand) -> None:
    done.window.show_page("blind")
    page = done.space.blind
    assert page is not None
    page.dock.setup.source.setCurrentIndex(page.dock.setup.source.findData("all"))
    done.click(page.dock.setup.start)
    done.wait(lambda: page._since is not None)
    assert done.is_shown()
    done.window.show_page("shoot")
    done.space.page.show_run(False)
    done.drag(done.slider("Enlarge eyes"), 0.1)
    done.wait(done.is_shown)


def export_page(hand: Hand) -> ExportPage:
    assert hand.space.export is not None
    return hand.space.export


def test_export_orders_a_job_and_reports(done: Hand, tmp_path: Path) -> None:
    done.go_to("small.png")
    done.key(Qt.Key.Key_P, on=done.space.page)
    done.key(Qt.Key.Key_4, CTRL)
    page = export_page(done)
    out = tmp_path / "delivered"
    page.side.show_choice(replace(page.choice, folder=out, template="{name}_final", quality=97, disclosure=True))
    page.side.changed.emit(page.side.choice)
    done.wait(lambda: not page.is_looking)
    done.click(done.button("Export 1 photo", page))
    job = done.batch.job
    assert [one.name for one in job.photos] == ["small.png"] and job.out == out
    assert [one.stem for one in job.own] == ["small_final"]
    assert done.photo("small.png").outcome.state == "done"  # an export leaves what the run told alone
    done.batch.finish_all()
    done.wait(lambda: "1 written to “delivered”" in done.words(page))
    assert f"small{RETOUCHED}.png" in {path.name for path in out.iterdir()}
    assert done.photo("small.png").outcome.result is not None
    assert done.photo("small.png").outcome.result.parent == done.shoot.out


def test_an_export_of_nothing_says_what_to_do(done: Hand) -> None:
    done.key(Qt.Key.Key_E, CTRL)
    done.wait(lambda: "No photo is accepted yet" in done.words(export_page(done)))


def test_an_export_that_fails_says_so(done: Hand) -> None:
    from mirrorppr_desktop.jobs.events import JobFailed, JobTrouble

    done.go_to("small.png")
    done.key(Qt.Key.Key_P, on=done.space.page)
    done.key(Qt.Key.Key_4, CTRL)
    page = export_page(done)
    done.wait(lambda: not page.is_looking)
    done.click(done.button("Export 1 photo", page))
    done.batch.end(JobFailed("exported: the disk is full.", JobTrouble.DISK_FULL))
    done.wait(lambda: "the disk is full" in done.words(page))
    assert done.button("Export 1 photo", page).isEnabled()


def test_closing_while_an_export_runs_asks(done: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    from mirrorppr_desktop.gui import leaving
    from mirrorppr_desktop.gui.closing import Answer

    done.go_to("small.png")
    done.key(Qt.Key.Key_P, on=done.space.page)
    done.key(Qt.Key.Key_4, CTRL)
    page = export_page(done)
    done.wait(lambda: not page.is_looking)
    done.click(done.button("Export 1 photo", page))
    asked = []
    monkeypatch.setattr(leaving, "ask_closing", lambda _parent, facts: asked.append(facts) or Answer.STAY)
    done.window.close()
    assert [one.left for one in asked] == [1] and done.window.isVisible()
    monkeypatch.setattr(leaving, "ask_closing", lambda _parent, _facts: Answer.FINISH)
    done.window.close()
    assert done.window.isVisible() and done.batch.orders[-1] == "stop"
    done.batch.finish_all()
    done.wait(lambda: not done.window.isVisible())


def test_a_bad_model_file_is_refused(hand: Hand, tmp_path: Path) -> None:
    bad = tmp_path / "buffalo.onnx"
    bad.write_bytes(b"no model at all")
    hand.key(Qt.Key.Key_6, CTRL)
    page = hand.window.stack.currentWidget()
    assert isinstance(page, ModelsPage)
    page.import_paths([bad])
    hand.wait(lambda: not page.is_busy)
    hand.wait(lambda: "buffalo.onnx" in hand.words(page))


def test_a_model_dropped_anywhere_is_imported(hand: Hand, tmp_path: Path) -> None:
    bad = tmp_path / "stray.onnx"
    bad.write_bytes(b"no model at all")
    hand.drop(bad)
    page = hand.window.stack.currentWidget()
    assert isinstance(page, ModelsPage)
    hand.wait(lambda: not page.is_busy and "stray.onnx" in hand.words(page))


def test_the_light_theme_recolours_everything(window: Hand) -> None:
    dark = pixels(window.window)
    window.key(Qt.Key.Key_Comma, CTRL)
    page = window.window.stack.currentWidget()
    themes = next(one for one in page.findChildren(QComboBox) if one.findData("light") >= 0)
    themes.setFocus()
    window.key(Qt.Key.Key_Down)
    assert window.preferences.theme == "light"
    window.window.show_page("shoot")
    window.settle()
    light = pixels(window.window)
    dock = window.space.page.dock
    at = dock.mapTo(window.window, dock.rect().topLeft())
    side = np.s_[at.y() : at.y() + dock.height(), at.x() : at.x() + dock.width()]
    assert dark[side].mean() < 90 and light[side].mean() > 160
    window.preferences.change(theme="dark")
    window.settle()
    again = pixels(window.window)
    assert again[side].mean() == pytest.approx(dark[side].mean(), abs=6)
    assert np.array_equal(again[: at.y() - 10, : at.x()], dark[: at.y() - 10, : at.x()])  # the bars above


def test_all_keys_are_listed_and_can_be_changed(window: Hand) -> None:
    window.key(Qt.Key.Key_Question, on=window.canvas)
    page = window.window.stack.currentWidget()
    assert page is window.window._pages["keys"]
    assert len(page.visible_commands()) == len(window.window.shortcuts.commands())
    page.select("flag.accept")
    window.click(window.button("Change…", page))
    window.key(Qt.Key.Key_J, on=page.tree())
    assert window.window.shortcuts.keys("flag.accept") == ("J",)
    window.window.show_page("shoot")
    window.key(Qt.Key.Key_P, on=window.canvas)
    assert window.photo("grace_hopper.jpg").decision.flag == "unset"
    window.key(Qt.Key.Key_J, on=window.canvas)
    assert window.photo("grace_hopper.jpg").decision.flag == "accepted"


@pytest.mark.parametrize(
    ("command", "key"), [("view.mode", Qt.Key.Key_J), ("run.all", Qt.Key.Key_K), ("view.before", Qt.Key.Key_B)]
)
def test_a_remapped_key_works(window: Hand, command: str, key: Qt.Key) -> None:
    from PySide6.QtTest import QTest

    window.window.shortcuts.set_keys(command, (chr(key),))
    canvas = window.space.page.canvas
    match command:
        case "view.mode":
            mode = canvas.mode
            window.key(key, on=canvas)
            assert canvas.mode != mode
        case "run.all":
            window.key(key, on=canvas)
            assert len(window.batches) == 1
        case "view.before":
            canvas.set_mode("photo")
            canvas.setFocus()
            after = pixels(canvas)
            QTest.keyPress(canvas, Qt.Key.Key_Backslash)
            assert (pixels(canvas) == after).all()
            QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
            QTest.keyPress(canvas, key)
            held = pixels(canvas)
            QTest.keyRelease(canvas, key)
            assert (held != after).any()


def test_diagnostics_name_no_photo(window: Hand) -> None:
    from PySide6.QtGui import QGuiApplication

    window.window.copy_diagnostics()
    said = QGuiApplication.clipboard().text()
    assert "PySide6" in said and "grace_hopper" not in said and "Board portraits" not in said


def test_pages_without_a_shoot_are_not_shown(hand: Hand) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        hand.key(key, CTRL)
        assert hand.window.stack.currentWidget() is hand.window.start
    hand.key(Qt.Key.Key_R, CTRL)
    hand.key(Qt.Key.Key_R, CTRL | SHIFT)
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.batches == []
