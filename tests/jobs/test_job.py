"""Whole jobs with real worker processes and a fake engine."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from fake_engines import FakeEngine
from PIL import Image
from shoot import Heard, digest, do, fake_makers, make_job, make_pair, make_photo, make_shoot, visible

from mirrorppr_desktop.errors import JobError, JobInUse, ModelFileError, OutputNotWritable, PairError
from mirrorppr_desktop.jobs import job as jobs
from mirrorppr_desktop.jobs.events import PhotoPlanned, Started
from mirrorppr_desktop.jobs.ledger import FILE_NAME
from mirrorppr_desktop.jobs.plan import canonical_sha, request_keys
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.photo.folder_lock import FolderLock
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.retouch.request import Adjustments, RetouchRequest
from mirrorppr_desktop.settings import sidecar_path


def test_every_photo_gets_a_result_and_a_sidecar(tmp_path: Path) -> None:
    photos = make_shoot(tmp_path / "photos", 3)
    before = {path: digest(path) for path in photos}
    job = make_job(tmp_path, tmp_path / "photos")
    summary, heard = do(job)
    assert (summary.done, summary.failed, summary.skipped, summary.left) == (3, 0, 0, 0)
    assert visible(job.out) == {f"IMG_{n}_retouched.jpg{end}" for n in (1, 2, 3) for end in ("", ".mirrorppr.json")}
    assert {path: digest(path) for path in photos} == before
    for photo in photos:
        result = heard.done[photo.name]
        record = read_record(sidecar_path(result))
        assert (record.source.sha256, record.result.sha256) == (before[photo], digest(result))
        assert str(tmp_path) not in sidecar_path(result).read_text()  # no path travels with a result
        with Image.open(result) as picture, Image.open(photo) as original:
            assert picture.size == original.size
            assert picture.tobytes() != original.tobytes()


def test_a_second_run_finds_everything_done_and_builds_no_engine(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos")
    _, first = do(job)
    times = {path: path.stat().st_mtime_ns for path in first.done.values()}

    def never(_: object) -> FakeEngine:
        raise AssertionError("an engine was built for nothing")

    heard = Heard()
    summary = jobs.run(job, heard, StopRequest(), replace(fake_makers(), build=never))
    assert (summary.done, summary.skipped) == (0, 3)
    assert set(heard.skipped.values()) == {"already done"}
    assert heard.of(Started) == []  # no worker either
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    photos = make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)
    make_photo(photos[1], 400)  # another picture under the old name
    os.utime(photos[2])  # touched, the same bytes
    make_photo(tmp_path / "photos" / "new.jpg", 500)
    summary, heard = do(job)
    assert set(heard.done) == {"IMG_2.jpg", "new.jpg"}
    assert summary.skipped == 2
    assert len(visible(job.out)) == 8  # the old result of IMG_2 was replaced, not doubled


@pytest.mark.parametrize("change", ["strength", "face", "exemplar", "quality", "engine"])
def test_a_changed_setting_does_everything_again_in_place(tmp_path: Path, change: str) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)
    seen = visible(job.out)
    engine = FakeEngine()
    match change:
        case "strength":
            job = replace(job, request=replace(job.request, strength=0.5))
        case "face":
            job = replace(job, request=replace(job.request, adjustments=Adjustments(faces=((1, 0.5),))))
        case "exemplar":
            make_photo(job.request.exemplar.after, 120)
        case "quality":
            job = replace(job, options=OutputOptions(quality=71, subsampling="4:4:4"))
        case "engine":
            engine = FakeEngine()
            object.__setattr__(engine, "version", "fake-2")
    summary, _ = do(job, engine)
    assert (summary.done, summary.skipped) == (2, 0)
    assert visible(job.out) == seen


def test_the_exemplar_counts_by_content_not_by_name(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)
    before = job.request.exemplar.before
    moved = before.rename(before.with_name("renamed.png"))
    job = replace(job, request=replace(job.request, exemplar=replace(job.request.exemplar, before=moved)))
    assert do(job)[0].skipped == 1


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    job.out.mkdir()
    theirs = job.out / "IMG_1_retouched.jpg"
    theirs.write_text("mine, by hand")
    _, heard = do(job)
    assert heard.done["IMG_1.jpg"].name == "IMG_1_retouched_2.jpg"
    assert theirs.read_text() == "mine, by hand"
    assert do(job)[0].skipped == 1  # and the number is remembered


def test_a_result_changed_by_hand_is_left_alone(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    result = do(job)[1].done["IMG_1.jpg"]
    result.write_text("painted over")
    summary, heard = do(job)
    assert summary.skipped == 1 and "changed by someone" in heard.skipped["IMG_1.jpg"]
    do(replace(job, request=replace(job.request, strength=0.5)))
    assert result.read_text() == "painted over"
    assert (job.out / "IMG_1_retouched_2.jpg").exists()


def test_a_deleted_result_is_made_again(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)[1].done["IMG_1.jpg"].unlink()
    assert set(do(job)[1].done) == {"IMG_1.jpg"}


def test_results_beside_the_originals(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = replace(make_job(tmp_path, tmp_path / "photos"), out=tmp_path / "photos")
    do(job)
    summary, heard = do(job)
    assert (summary.done, summary.failed) == (0, 0)
    assert (
        sorted(heard.skipped.values())
        == ["a result of an earlier job (its sidecar lies beside it)"] * 2 + ["already done"] * 2
    )


def test_a_file_that_is_not_what_its_name_says(tmp_path: Path) -> None:
    png = make_photo(tmp_path / "photos" / "a.png")
    png.rename(png.with_suffix(".jpg"))
    _, heard = do(make_job(tmp_path, tmp_path / "photos"))
    result = heard.done["a.jpg"]
    with Image.open(result) as picture:
        assert (picture.format, result.suffix) == ("PNG", ".png")
    assert do(make_job(tmp_path, tmp_path / "photos"))[0].skipped == 1


def test_an_untouched_photo_is_copied_byte_by_byte(tmp_path: Path) -> None:
    (photo,) = make_shoot(tmp_path / "photos", 1)
    _, heard = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine({320: "leave alone"}))
    assert digest(heard.done["IMG_1.jpg"]) == digest(photo)


def test_strength_zero_copies_too(tmp_path: Path) -> None:
    (photo,) = make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    _, heard = do(replace(job, request=replace(job.request, strength=0.0)))
    assert digest(heard.done["IMG_1.jpg"]) == digest(photo)


def test_no_face_is_skipped_and_a_refusal_is_a_failure_with_its_reason(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    engine = FakeEngine({320: "no face", 321: "refuse"})
    summary, heard = do(make_job(tmp_path, tmp_path / "photos"), engine)
    assert (summary.done, summary.failed, summary.skipped) == (1, 1, 1)
    assert heard.skipped == {"IMG_1.jpg": "no face found"}
    assert heard.failed == {"IMG_2.jpg": "this photo is refused on purpose"}
    again, heard = do(make_job(tmp_path, tmp_path / "photos"), FakeEngine())
    assert set(heard.done) == {"IMG_2.jpg"}  # a failure is tried again, what has no face is not
    assert again.skipped == 2


def test_sidecars_alone_give_the_same_results(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    _, first = do(make_job(tmp_path, tmp_path / "photos"))
    (tmp_path / "photos" / "IMG_2.jpg").rename(tmp_path / "photos" / "another name.jpg")
    (tmp_path / "photos" / "IMG_3.jpg").unlink()
    make_photo(tmp_path / "photos" / "stranger.jpg", 444)
    job = replace(
        make_job(tmp_path, tmp_path / "photos"), out=tmp_path / "again", request=None, sidecars=tmp_path / "out"
    )

    def never(_: object) -> FakeEngine:
        raise AssertionError("an engine was built for nothing")

    heard = Heard()
    summary = jobs.run(job, heard, StopRequest(), replace(fake_makers(), build=never))
    assert (summary.done, summary.failed, summary.skipped) == (2, 1, 1)
    assert "IMG_3.jpg is not among the photos" in heard.failed["IMG_3_retouched.jpg.mirrorppr.json"]
    assert digest(heard.done["IMG_1.jpg"]) == digest(first.done["IMG_1.jpg"])
    assert digest(heard.done["another name.jpg"]) == digest(first.done["IMG_2.jpg"])
    to_png = replace(job, options=OutputOptions(format=PhotoFormat.PNG), out=tmp_path / "png")
    _, heard = do(to_png)
    assert heard.done["IMG_1.jpg"].name == "IMG_1_retouched.png"


def test_a_sidecar_edited_by_hand_does_as_it_says(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    _, first = do(make_job(tmp_path, tmp_path / "photos"))
    for number, strength in ((1, 1.0), (2, 0.4), (3, 0.0)):
        sidecar = tmp_path / "out" / f"IMG_{number}_retouched.jpg.mirrorppr.json"
        data = json.loads(sidecar.read_text())
        (part,) = data["retouch"]["parts"]
        part["operations"] = [{"name": "Enlarge eyes", "strength": strength, "field": part["residual"]}]
        part["residual"] = None
        sidecar.write_text(json.dumps(data))
    job = replace(
        make_job(tmp_path, tmp_path / "photos"), out=tmp_path / "again", request=None, sidecars=tmp_path / "out"
    )
    summary, heard = do(job)
    assert (summary.done, summary.failed) == (3, 0)
    assert digest(heard.done["IMG_1.jpg"]) == digest(first.done["IMG_1.jpg"])
    assert digest(heard.done["IMG_2.jpg"]) != digest(first.done["IMG_2.jpg"])
    assert digest(heard.done["IMG_3.jpg"]) == digest(tmp_path / "photos" / "IMG_3.jpg")
    # Edited again, the same command does that photo again and no other.
    sidecar = tmp_path / "out" / "IMG_3_retouched.jpg.mirrorppr.json"
    sidecar.write_text(sidecar.read_text().replace('"strength": 0.0', '"strength": 0.7'))
    summary, heard = do(job)
    assert set(heard.done) == {"IMG_3.jpg"} and summary.skipped == 2
    assert digest(heard.done["IMG_3.jpg"]) != digest(tmp_path / "photos" / "IMG_3.jpg")


def test_settings_are_known_again_by_what_older_versions_noted(tmp_path: Path) -> None:
    """An unchanged request goes on where an older version stopped; the numbers of faces count where they are given."""
    pair = make_pair(tmp_path / "pair")
    request = RetouchRequest(pair, adjustments=Adjustments(scale=(("Enlarge eyes", 0.5),), without=("Slim waist",)))
    noted = {
        "engine": "transfer",
        "strength": 1.0,
        "faces": "all",
        "adjustments": {"scale": [["Enlarge eyes", 0.5]], "without": ["Slim waist"], "residual": True},
        "exemplar": [digest(pair.before), digest(pair.after)],
        "output": asdict(OutputOptions()),
    }

    def settings(asked: RetouchRequest) -> str:
        return request_keys(asked, OutputOptions(), lambda _: "1").settings_sha

    assert settings(request) == canonical_sha(noted)
    one_face = replace(request, adjustments=replace(request.adjustments, faces=((2, 0.5),)))
    assert settings(one_face) != settings(request)


def test_a_hostile_sidecar_is_one_failure(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    do(make_job(tmp_path, tmp_path / "photos"))
    sidecar = tmp_path / "out" / "IMG_1_retouched.jpg.mirrorppr.json"
    data = json.loads(sidecar.read_text())
    data["source"]["name"] = "../../etc/passwd"
    sidecar.write_text(json.dumps(data))
    job = replace(
        make_job(tmp_path, tmp_path / "photos"), out=tmp_path / "again", request=None, sidecars=tmp_path / "out"
    )
    summary, heard = do(job)
    assert (summary.done, summary.failed) == (1, 1)
    assert "plain file name" in heard.failed[sidecar.name]


def test_preview_tells_and_touches_nothing(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    job = make_job(tmp_path, tmp_path / "photos")
    heard = Heard()
    jobs.preview(job, heard, fake_makers())
    assert [event.result.name for event in heard.of(PhotoPlanned)] == ["IMG_1_retouched.jpg", "IMG_2_retouched.jpg"]
    assert not job.out.exists()
    do(job)
    looks = {path: path.stat().st_mtime_ns for path in job.out.rglob("*")}
    heard = Heard()
    jobs.preview(job, heard, fake_makers())
    assert set(heard.skipped.values()) == {"already done"}
    assert {path: path.stat().st_mtime_ns for path in job.out.rglob("*")} == looks


def test_one_job_per_folder(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    job.folder.mkdir(parents=True)
    with FolderLock(job.folder / "lock"), pytest.raises(JobInUse, match="another mirrorppr"):
        do(job)
    assert do(job)[0].done == 1


def test_what_cannot_start_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    job = make_job(tmp_path, tmp_path / "photos")
    gone = replace(make_pair(tmp_path / "pair"), before=tmp_path / "gone.jpg")
    witness = replace(job, request=replace(job.request, witness=tmp_path / "no-model"))
    with pytest.raises(ModelFileError, match=r"no-model: neither the file .* train one first"):
        do(witness)
    assert not job.out.exists()
    with pytest.raises(PairError, match="no such file"):
        do(replace(job, request=replace(job.request, exemplar=gone)))
    assert not job.out.exists()
    job.out.write_text("a file")
    with pytest.raises(JobError, match="this is a file"):
        do(job)
    with pytest.raises(OutputNotWritable):
        do(replace(job, out=job.out / "below"))


def test_an_exemplar_that_is_no_readable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = make_job(tmp_path, make_photo(tmp_path / "a.jpg"))
    assert job.request is not None
    swapped = replace(job.request, exemplar=replace(job.request.exemplar, after=tmp_path))
    with pytest.raises(PairError, match="a folder; --after needs the file of one photo"):
        do(replace(job, request=swapped))
    monkeypatch.setattr(jobs.os, "access", lambda *_: False)  # root may read everything
    with pytest.raises(PairError, match="no permission"):
        do(job)
    assert not job.out.exists()


def test_an_engine_that_cannot_be_built_leaves_no_process(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)

    def refuse(_: object) -> FakeEngine:
        raise PairError("the pair shows two different people")

    with pytest.raises(PairError):
        jobs.run(make_job(tmp_path, tmp_path / "photos"), Heard(), StopRequest(), replace(fake_makers(), build=refuse))
    import multiprocessing

    assert multiprocessing.active_children() == []


def test_a_stopped_job_goes_on_where_it_was(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 8)
    job = make_job(tmp_path, tmp_path / "photos")
    stop = StopRequest()
    heard = Heard(also=lambda event: stop.ask() if type(event).__name__ == "PhotoDone" else None)
    first = jobs.run(job, heard, stop, fake_makers(FakeEngine(seconds=0.05)))
    assert first.left > 0 and first.done + first.left == 8
    assert not list(job.out.rglob("*.part"))
    second, _ = do(job)
    assert (second.done, second.skipped) == (first.left, first.done)


def test_the_ledger_is_made_anew_from_the_results(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    job = make_job(tmp_path, tmp_path / "photos")
    do(job)
    for file in job.folder.iterdir():
        file.unlink()
    assert not (job.folder / FILE_NAME).exists()
    summary, _ = do(job)
    assert (summary.done, summary.skipped) == (0, 3)


def test_folders_below_are_mirrored(tmp_path: Path) -> None:
    make_photo(tmp_path / "photos" / "one" / "a.jpg", 330)
    make_photo(tmp_path / "photos" / "two" / "a.jpg", 331)
    job = make_job(tmp_path, tmp_path / "photos", recursive=True)
    do(job)
    assert {"one/a_retouched.jpg", "two/a_retouched.jpg"} <= visible(job.out)
    assert do(job)[0].skipped == 2
