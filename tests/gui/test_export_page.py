"""The export page: names before anything is written, what is left out and why, and a job that writes just that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, decide
from shoot import digest, do, make_pair, make_photo, visible

from mirrorppr_desktop.gui.export.choice import Choice, Which, choice_from_json
from mirrorppr_desktop.gui.export.model import Column
from mirrorppr_desktop.gui.export.page import ExportPage
from mirrorppr_desktop.gui.export.plan import Disk, Row, RowKind, chosen, job_for, plan, report_entries
from mirrorppr_desktop.gui.preferences import Values
from mirrorppr_desktop.gui.shoot.photo import Flag, Outcome, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.shoot.store import Store
from mirrorppr_desktop.jobs.order import Clash, Job, PhotoOrder
from mirrorppr_desktop.photo.output import OutputOptions
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.retouch.request import Adjustments, SetStrength


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Four photos with a pair; none is run."""
    folder = tmp_path / "photos"
    made = Shoot(Store(tmp_path / "shoot.db"))
    made.describe("Board portraits", [folder], recursive=False)
    made.add(make_photo(folder / f"BP_{n}.jpg", 320 + n) for n in range(1, 5))
    made.set_settings("pair", replace(made.settings, pair=make_pair(tmp_path / "pair")))
    return made


def run(shoot: Shoot, **outcome: Any) -> None:
    """Run the shoot with a fake engine, as the window does it."""
    made_with = {photo.path: shoot.made_with(photo.path) for photo in shoot.photos}
    own = tuple(
        PhotoOrder(photo.path, photo.decision.strength, photo.decision.adjustments)
        for photo in shoot.photos
        if photo.decision.has_own_settings
    )
    paths = tuple(photo.path for photo in shoot.photos)
    _, heard = do(Job(paths, shoot.out, shoot.settings.request, own=own, workers=2))
    shoot.tell(
        {
            path: Outcome(RunState.DONE, heard.done[path.name], made_with=made_with[path], **outcome)
            for path in paths
            if path.name in heard.done
        }
    )


def pretend_run(shoot: Shoot, **outcome: Any) -> None:
    """As after a run, without one."""
    shoot.tell(
        {
            photo.path: Outcome(RunState.DONE, shoot.out / f"{photo.path.stem}_retouched.jpg", **outcome)
            for photo in shoot.photos
        }
    )


def rows_of(shoot: Shoot, choice: Choice, disk: Disk | None = None) -> list[Row]:
    known = disk or Disk()
    if disk is None:
        known.look_into(choice.folder)
        for photo in shoot.photos:
            known.look_at(photo.path)
    request = shoot.settings.request
    return plan(chosen(shoot, choice.which), choice, known, floor=0.9, look="Look", can_run=request is not None)


@pytest.fixture
def page(shoot: Shoot, qtbot: QtBot) -> ExportPage:
    pretend_run(shoot)
    shoot.flag([photo.path for photo in shoot.photos[:3]], Flag.ACCEPTED)
    made = ExportPage(shoot, answering_cache())
    qtbot.addWidget(made)
    made.resize(1366, 660)
    made.show()
    qtbot.waitUntil(lambda: not made.is_looking)
    return made


# --- rows


def test_accepted_selected_and_done(shoot: Shoot, tmp_path: Path) -> None:
    pretend_run(shoot)
    decide(shoot, 0, Flag.ACCEPTED)
    decide(shoot, 1, Flag.REJECTED)
    choice = Choice(tmp_path / "out")
    assert [row.name for row in rows_of(shoot, choice)] == ["BP_1_retouched.jpg"]
    done = rows_of(shoot, replace(choice, which=Which.DONE))
    assert [row.is_written for row in done] == [True, False, True, True]
    assert "Rejected" in done[1].note
    shoot.select([shoot.photos[1].path])
    (picked,) = rows_of(shoot, replace(choice, which=Which.SELECTED))
    assert picked.kind is RowKind.LOOK and "Rejected, but selected" in picked.note


def test_a_name_that_is_taken_gets_a_number_or_is_left_out(shoot: Shoot, tmp_path: Path) -> None:
    pretend_run(shoot)
    out = tmp_path / "out"
    out.mkdir()
    (out / "bp_1_RETOUCHED.jpg").touch()  # the same name on a disk that does not tell cases apart
    (out / "BP_2_retouched.jpg.mirrorppr.json").touch()
    choice = Choice(out, Which.DONE)
    first, second, third, _ = rows_of(shoot, choice)
    assert (first.name, first.kind) == ("BP_1_retouched_2.jpg", RowKind.LOOK)
    assert "number added" in first.note
    assert second.name == "BP_2_retouched_2.jpg"
    assert (third.name, third.kind, third.note) == ("BP_3_retouched.jpg", RowKind.READY, "Ready")
    skipped = rows_of(shoot, replace(choice, clash=Clash.SKIP))
    assert [row.is_written for row in skipped] == [False, False, True, True]


def test_photos_that_would_get_one_name_are_told_apart(shoot: Shoot, tmp_path: Path) -> None:
    pretend_run(shoot)
    for clash in Clash:
        rows = rows_of(shoot, Choice(tmp_path / "out", Which.DONE, template="{look}", clash=clash))
        assert [row.stem for row in rows] == ["Look", "Look_2", "Look_3", "Look_4"]


def test_what_is_below_the_floor_is_held_back_until_it_is_accepted(shoot: Shoot, tmp_path: Path) -> None:
    pretend_run(shoot, identity=0.884, model="AuraFace v1")
    decide(shoot, 0, Flag.ACCEPTED)
    rows = rows_of(shoot, Choice(tmp_path / "out", Which.DONE))
    assert rows[0].kind is RowKind.LOOK and rows[0].note == "Identity 0.884, below the floor; accepted by hand"
    assert not rows[1].is_written and "0.884" in rows[1].note


def test_a_missing_original_a_raw_file_and_one_not_run_are_named(shoot: Shoot, tmp_path: Path) -> None:
    raw = tmp_path / "photos" / "BP_9.CR3"
    raw.write_bytes(b"x" * 1000)
    shoot.add([raw])
    pretend_run(shoot)
    shoot.tell({raw: Outcome(RunState.DONE, tmp_path / "photos" / "BP_9_retouched.tif")})
    shoot.photos[0].path.unlink()
    shoot.tell({shoot.photos[1].path: Outcome(), shoot.photos[2].path: Outcome(RunState.FAILED, reason="no face")})
    shoot.select([photo.path for photo in shoot.photos])
    rows = rows_of(shoot, Choice(tmp_path / "out", Which.SELECTED))
    assert rows[0].kind is RowKind.LEFT_OUT and "not found" in rows[0].note
    assert rows[1].kind is RowKind.NOTE and "Not run yet" in rows[1].note
    assert rows[2].kind is RowKind.LOOK and "Failed" in rows[2].note
    assert (rows[4].name, rows[4].note) == ("BP_9_retouched.tif", "RAW: written as 16-bit TIFF")
    assert rows_of(shoot, Choice(tmp_path / "out", Which.SELECTED, format=PhotoFormat.JPEG))[4].name.endswith(".jpg")


def test_without_pair_or_look_only_what_has_a_result_is_exported(shoot: Shoot, tmp_path: Path) -> None:
    shoot.set_settings("no pair", replace(shoot.settings, pair=None))
    shoot.select([photo.path for photo in shoot.photos])
    rows = rows_of(shoot, Choice(tmp_path / "out", Which.SELECTED))
    assert not any(row.is_written for row in rows)


# --- jobs


def test_the_run_s_sidecar_is_used_only_while_it_is_what_the_settings_say(shoot: Shoot, tmp_path: Path) -> None:
    run(shoot)
    choice = Choice(tmp_path / "out", Which.DONE)
    first = job_for(rows_of(shoot, choice), choice, shoot).own[0]
    result = shoot.photos[0].outcome.result
    assert result is not None
    assert first == PhotoOrder(
        shoot.photos[0].path, stem="BP_1_retouched", sidecar=result.with_name(f"{result.name}.mirrorppr.json")
    )
    said = Adjustments(set=(SetStrength("Enlarge eyes", 0.2),))
    shoot.decide([shoot.photos[0].path], "own", lambda one: replace(one, strength=0.5, adjustments=said))
    orders = job_for(rows_of(shoot, choice), choice, shoot).own
    assert orders[0] == PhotoOrder(shoot.photos[0].path, 0.5, said, "BP_1_retouched")
    assert orders[1].sidecar is not None
    shoot.set_settings("strength", replace(shoot.settings, strength=0.8))
    assert all(one.sidecar is None for one in job_for(rows_of(shoot, choice), choice, shoot).own)
    shoot.undo.undo()
    shoot.undo.undo()
    assert job_for(rows_of(shoot, choice), choice, shoot).own[0].sidecar is not None


def test_what_is_written_is_what_was_shown_with_the_pixels_of_the_run(shoot: Shoot, tmp_path: Path) -> None:
    run(shoot)
    originals = {photo.path: digest(photo.path) for photo in shoot.photos}
    choice = Choice(tmp_path / "out", Which.DONE, template="{seq}_{name}")
    choice.folder.mkdir()
    (choice.folder / "002_BP_2.jpg").write_bytes(b"somebody's")
    rows = rows_of(shoot, choice)
    summary, heard = do(replace(job_for(rows, choice, shoot), workers=2))
    assert (summary.done, summary.failed) == (4, 0)
    assert [heard.done[row.photo.path.name].name for row in rows] == [row.name for row in rows]
    assert rows[1].name == "002_BP_2_2.jpg"
    for photo in shoot.photos:
        assert photo.outcome.result is not None
        assert digest(heard.done[photo.path.name]) == digest(photo.outcome.result)
    assert {path: digest(path) for path in originals} == originals
    assert (choice.folder / "002_BP_2.jpg").read_bytes() == b"somebody's"
    again = rows_of(shoot, choice)  # its own results are known and take no number
    assert [row.name for row in again] == [row.name for row in rows]
    assert "Exported before" in again[0].note
    summary, _ = do(replace(job_for(again, choice, shoot), workers=2))
    assert (summary.done, summary.skipped) == (0, 4)


def test_without_sidecars_none_is_written(shoot: Shoot, tmp_path: Path) -> None:
    run(shoot)
    choice = Choice(tmp_path / "out", Which.DONE, write_sidecars=False)
    do(replace(job_for(rows_of(shoot, choice), choice, shoot), workers=2))
    assert visible(choice.folder) == {f"BP_{n}_retouched.jpg" for n in range(1, 5)}
    reported = replace(choice, disclosure=True)
    assert job_for(rows_of(shoot, reported), reported, shoot).write_sidecars  # the report is made from them


def test_the_report_knows_what_was_decided_and_measured(shoot: Shoot, tmp_path: Path) -> None:
    pretend_run(shoot, identity=0.88, model="AuraFace v1", face_ssim=0.97, displacement=0.01)
    decide(shoot, 0, Flag.ACCEPTED)
    path, result = shoot.photos[0].path, tmp_path / "x.jpg"
    (entry,) = report_entries(shoot, {path: result}, {"AuraFace v1": "Paid work allowed"})
    assert (entry.original, entry.result, entry.flag, entry.below_floor) == (path, result, "accepted", True)
    assert (entry.identity, entry.model_licence) == (0.88, "Paid work allowed")


# --- the page


def test_it_names_every_result_and_sums_them_up(page: ExportPage) -> None:
    model = page.model
    assert model.rowCount() == 3
    assert model.index(0, Column.ORIGINAL).data() == "BP_1.jpg"
    assert model.index(0, Column.RESULT).data() == "BP_1_retouched.jpg"
    assert model.index(0, Column.NOTE).data() == "Ready"
    assert model.index(0, Column.ABOUT).data()
    assert page._title.text() == "3 photos will be written"
    assert page._button.text() == "Export 3 photos"
    assert page._promise.text() == "Nothing existing will be overwritten"
    assert page.side.which.button("accepted").text() == "Accepted, 3"


def test_typing_a_template_shows_the_names_at_once(page: ExportPage, qtbot: QtBot) -> None:
    page.side.template.clear()
    qtbot.keyClicks(page.side.template, "{seq}-")
    page.side.chips["name"].click()
    assert page.choice.template == "{seq}-{name}"
    assert page.side.example.text() == "Example: 001-BP_1.jpg"
    assert page.rows[2].name == "003-BP_3.jpg"
    qtbot.keyClicks(page.side.template, "{who}")
    assert page.side.trouble.isVisible() and "{who}" in page.side.trouble.text()
    page.side.template.selectAll()
    qtbot.keyClicks(page.side.template, "x")
    assert "numbers are added" in page.side.trouble.text()
    assert [row.name for row in page.rows] == ["x.jpg", "x_2.jpg", "x_3.jpg"]


def test_choices_that_depend_on_others_rest_with_the_reason(page: ExportPage) -> None:
    side = page.side
    side.format.setCurrentIndex(side.format.findText("JPEG"))
    assert page.choice.format is PhotoFormat.JPEG
    assert not side.bits.isEnabled() and "8 bits" in side.bits.toolTip()
    side.format.setCurrentIndex(side.format.findText("TIFF"))
    side.bits.setCurrentIndex(2)
    assert (page.choice.format, page.choice.bits) == (PhotoFormat.TIFF, 16)
    assert page.rows[0].name == "BP_1_retouched.tif"
    side.sidecars.setChecked(False)
    side.disclosure.setChecked(True)
    assert side.sidecars.isChecked() and not side.sidecars.isEnabled()
    side.disclosure.setChecked(False)
    assert not side.sidecars.isChecked()


def test_the_button_asks_for_the_job_that_is_shown(page: ExportPage, qtbot: QtBot) -> None:
    page.side.no_place.setChecked(False)
    with qtbot.waitSignal(page.export_wanted) as told:
        qtbot.mouseClick(page._button, Qt.MouseButton.LeftButton)
    job: Job = told.args[0]
    assert [path.name for path in job.photos] == ["BP_1.jpg", "BP_2.jpg", "BP_3.jpg"]
    assert job.out == page.choice.folder and job.options.keep_gps and job.request is not None
    assert [one.stem for one in job.own] == ["BP_1_retouched", "BP_2_retouched", "BP_3_retouched"]


def test_it_follows_the_shoot(page: ExportPage, shoot: Shoot, qtbot: QtBot) -> None:
    shoot.flag([shoot.photos[0].path, shoot.photos[1].path, shoot.photos[2].path], Flag.REJECTED)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page._empty.isVisible() and "accepted" in page._empty.text()
    assert not page._button.isEnabled() and page._button.toolTip()
    qtbot.mouseClick(page.side.which.button("done"), Qt.MouseButton.LeftButton)
    assert [row.is_written for row in page.rows] == [False, False, False, True]
    assert page._button.text() == "Export 1 photo"
    qtbot.mouseClick(page.kinds.button("look"), Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3


def test_an_original_that_is_gone_is_seen_when_the_page_is_shown(page: ExportPage, shoot: Shoot, qtbot: QtBot) -> None:
    shoot.photos[1].path.unlink()
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: not page.rows[1].is_written)
    assert "not found" in page.rows[1].note


def test_another_folder_is_looked_into(shoot: Shoot, qtbot: QtBot, tmp_path: Path) -> None:
    pretend_run(shoot)
    other = tmp_path / "other"
    other.mkdir()
    (other / "BP_1_retouched.jpg").touch()
    page = ExportPage(shoot, answering_cache(), choose_folder=lambda _parent, _now: other)
    qtbot.addWidget(page)
    qtbot.mouseClick(page.side.which.button("done"), Qt.MouseButton.LeftButton)
    assert page.rows[0].name == "BP_1_retouched.jpg"
    page.side.folder.click()
    assert page.choice.folder == other and page.rows[0].name == "BP_1_retouched_2.jpg"
    assert "other" in page.side.folder.text()


def test_while_it_runs_the_choices_rest_and_then_the_end_is_told(
    page: ExportPage, shoot: Shoot, qtbot: QtBot, tmp_path: Path
) -> None:
    page.set_progress(1, 1, 3)
    assert not page.side.isEnabled() and "1 of 3 written, 1 failed" in page._progress_words.text()
    cancel = next(one for one in page.findChildren(QPushButton) if one.text() == "Cancel the export")
    with qtbot.waitSignal(page.cancel_wanted):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    reason = "BP_2.jpg: no face was found. Nothing was written."
    page.show_result(2, [(shoot.photos[1].path, reason)], tmp_path / "out", tmp_path / "out" / "disclosure.html")
    note = page._result
    assert note.isVisible() and note.state() == "bad" and reason in note.text() and "disclosure.html" in note.text()
    assert page.side.isEnabled() and page._button.isEnabled()
    with qtbot.waitSignal(page.folder_wanted) as told:
        note.button("Show folder").click()
    assert told.args == [tmp_path / "out"]


def test_the_last_export_can_be_used_again(page: ExportPage, tmp_path: Path) -> None:
    assert not page._same.isVisible()
    folder = page.choice.folder
    last = Choice(tmp_path / "elsewhere", Which.DONE, "{seq}", Clash.SKIP, PhotoFormat.JPEG, None, 80, keep_gps=True)
    page.set_last({"choice": last.to_json(), "at": "2026-11-09T10:00:00+00:00", "photos": 388})
    assert page._same.isVisible() and "388 photos" in page._last_words.text()
    page._same.click()
    assert page.choice == replace(last, folder=folder, which=Which.ACCEPTED)
    assert page.side.quality.value() == 80 and not page.side.no_place.isChecked()
    kept = page.remembered()
    assert kept["photos"] == 3 and choice_from_json(kept["choice"]) == page.choice


GOOD = Choice(Path("a")).to_json()


@pytest.mark.parametrize("wrong", [None, {}, {"folder": 3}, {**GOOD, "bits": 7}, {**GOOD, "which": "x"}])
def test_what_was_remembered_wrongly_is_forgotten(wrong: object) -> None:
    assert choice_from_json(wrong) is None


def test_three_thousand_rows_show_only_what_is_in_view(qtbot: QtBot, tmp_path: Path) -> None:
    shoot = Shoot(Store(tmp_path / "shoot.db"))
    shoot.describe("Large", [tmp_path], recursive=False)
    shoot.add(tmp_path / f"BP_{n:04d}.jpg" for n in range(3000))
    pretend_run(shoot)
    cache = answering_cache()
    asked: list[Path] = []
    cache.thumbnail_wanted.connect(asked.append)
    page = ExportPage(shoot, cache)
    qtbot.addWidget(page)
    page.side._change(which=Which.DONE)
    page.resize(1366, 660)
    page.show()
    qtbot.waitUntil(lambda: bool(asked) and not page.is_looking)
    assert 8 <= len(set(asked)) <= 40
    assert len(page.rows) == 3000 and not any(row.is_written for row in page.rows)  # none of them is there


def test_it_begins_with_the_settings_for_results(qtbot: QtBot, shoot: Shoot) -> None:
    assert Choice(Path()).keep_gps == Values().keep_gps == OutputOptions().keep_gps  # one default for all
    values = Values(output_format="tiff", output_bits=16, jpeg_quality=77, keep_gps=False, write_sidecars=False)
    page = ExportPage(shoot, answering_cache(), settings=values)
    qtbot.addWidget(page)
    choice = page.choice
    assert (choice.format, choice.bits, choice.quality) == (PhotoFormat.TIFF, 16, 77)
    assert not choice.keep_gps and not choice.write_sidecars and page.side.no_place.isChecked()
    page.side.quality.setValue(60)
    page.follow("keep_gps", replace(values, keep_gps=True))
    assert not page.side.no_place.isChecked() and page.choice.quality == 60  # what was chosen here stays
    page.follow("theme", replace(values, jpeg_quality=50))
    assert page.choice.quality == 60
