"""Photos with orders of their own: settings, names, sidecars; and names that are taken."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest
from fake_engines import FakeEngine
from shoot import Heard, digest, do, fake_makers, make_job, make_pair, make_photo, make_shoot, visible

from mirrorppr_desktop import pipeline
from mirrorppr_desktop.jobs import job as jobs
from mirrorppr_desktop.jobs.events import PhotoPlanned
from mirrorppr_desktop.jobs.ledger import FILE_NAME, Ledger
from mirrorppr_desktop.jobs.order import Clash, Job, PhotoOrder
from mirrorppr_desktop.jobs.plan import canonical_sha, request_keys
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.retouch.request import Adjustments, RetouchRequest, SetStrength
from mirrorppr_desktop.settings import ANALYSIS_PX, sidecar_path

WITHOUT_REST = Adjustments(residual=False)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    return make_shoot(tmp_path / "photos", 3)


@pytest.fixture
def job(tmp_path: Path, photos: list[Path]) -> Job:
    return make_job(tmp_path, tmp_path / "photos")


def test_requests_without_the_new_settings_keep_the_keys_of_earlier_ledgers(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "pair")
    request = RetouchRequest(pair, strength=0.5, adjustments=Adjustments((("Enlarge eyes", 0.5),), ("Slim waist",)))
    options = OutputOptions()
    before = {
        "engine": "transfer",
        "strength": 0.5,
        "faces": "all",
        "adjustments": {"scale": [["Enlarge eyes", 0.5]], "without": ["Slim waist"], "residual": True},
        "exemplar": [file_sha256(pair.before), file_sha256(pair.after)],
        "output": asdict(options),
    }
    models = {"engine": "transfer", "version": "9", "pipeline": pipeline.VERSION, "view": ANALYSIS_PX}
    keys = request_keys(request, options, lambda _: "9")
    assert (keys.settings_sha, keys.model_set_sha) == (canonical_sha(before), canonical_sha(models))


def test_every_new_setting_counts(tmp_path: Path) -> None:
    look = tmp_path / "a.mplook"
    look.write_text("one")
    request = RetouchRequest(make_pair(tmp_path / "pair"))
    others = [
        replace(request, exemplar=replace(make_pair(tmp_path / "pair"), same_person=True)),
        replace(request, adjustments=Adjustments(set=(SetStrength("Enlarge eyes", 0.5),))),
        replace(request, adjustments=Adjustments(set=(SetStrength("Enlarge eyes", 0.5, 1),))),
        replace(request, adjustments=Adjustments(faces=((1, 0.5),))),
        RetouchRequest(look=look),
    ]
    keys = {request_keys(one, OutputOptions(), lambda _: "1").settings_sha for one in (request, *others)}
    assert len(keys) == 6
    moved = look.rename(tmp_path / "b.mplook")
    assert request_keys(RetouchRequest(look=moved), OutputOptions(), lambda _: "1").settings_sha in keys  # by content
    moved.write_text("two")
    assert request_keys(RetouchRequest(look=moved), OutputOptions(), lambda _: "1").settings_sha not in keys


def test_its_own_settings_give_the_bytes_that_the_job_s_would(job: Job, photos: list[Path], tmp_path: Path) -> None:
    own = (PhotoOrder(photos[0], strength=0.5), PhotoOrder(photos[1], adjustments=WITHOUT_REST))
    _, mixed = do(replace(job, own=own))
    assert job.request is not None
    half = replace(job, out=tmp_path / "half", request=replace(job.request, strength=0.5))
    without = replace(job, out=tmp_path / "without", request=replace(job.request, adjustments=WITHOUT_REST))
    plain = replace(job, out=tmp_path / "plain")
    alike = {"IMG_1.jpg": half, "IMG_2.jpg": without, "IMG_3.jpg": plain}
    for name, other in alike.items():
        result = do(other)[1].done[name]
        assert digest(mixed.done[name]) == digest(result)
        ours, theirs = (read_record(sidecar_path(one)) for one in (mixed.done[name], result))
        assert ours.asked == theirs.asked and ours.retouch.strength == theirs.retouch.strength
    assert digest(mixed.done["IMG_1.jpg"]) != digest(tmp_path / "plain" / "IMG_1_retouched.jpg")


def test_only_the_photo_whose_settings_changed_is_done_again(job: Job, photos: list[Path]) -> None:
    do(job)
    one = replace(job, own=(PhotoOrder(photos[1], strength=0.5),))
    summary, heard = do(one)
    assert (set(heard.done), summary.skipped) == ({"IMG_2.jpg"}, 2)
    assert do(one)[0].skipped == 3
    same = replace(job, own=(PhotoOrder(photos[1], strength=0.5), PhotoOrder(photos[0], strength=1.0)))
    assert do(same)[0].skipped == 3  # as the job says anyway
    assert set(do(job)[1].done) == {"IMG_2.jpg"}  # and back
    assert len(visible(job.out)) == 6


def test_a_photo_is_known_by_any_spelling_of_its_path(job: Job, photos: list[Path]) -> None:
    odd = photos[0].parent / ".." / "photos" / photos[0].name
    _, heard = do(replace(job, own=(PhotoOrder(odd, stem="mine"),)))
    assert heard.done["IMG_1.jpg"].name == "mine.jpg"


def test_a_photo_is_done_as_its_own_sidecar_says(job: Job, photos: list[Path], tmp_path: Path) -> None:
    assert job.request is not None
    strong = replace(job, out=tmp_path / "strong", request=replace(job.request, strength=2.0))
    sidecar = sidecar_path(do(strong)[1].done["IMG_1.jpg"])
    mixed = replace(job, own=(PhotoOrder(photos[0], sidecar=sidecar),))
    _, heard = do(mixed)
    assert digest(heard.done["IMG_1.jpg"]) == digest(tmp_path / "strong" / "IMG_1_retouched.jpg")
    assert read_record(sidecar_path(heard.done["IMG_2.jpg"])).retouch.strength == 1.0
    assert do(mixed)[0].skipped == 3
    as_png = replace(mixed, options=OutputOptions(format=PhotoFormat.PNG), out=tmp_path / "png")
    assert {path.suffix for path in do(as_png)[1].done.values()} == {".png"}
    alone = replace(mixed, request=None, out=tmp_path / "alone")
    summary, heard = do(alone)
    assert set(heard.done) == {"IMG_1.jpg"} and summary.skipped == 2


def test_a_sidecar_that_does_not_fit_is_one_failure(job: Job, photos: list[Path], tmp_path: Path) -> None:
    sidecar = sidecar_path(do(replace(job, out=tmp_path / "first"))[1].done["IMG_1.jpg"])
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    own = (PhotoOrder(photos[1], sidecar=sidecar), PhotoOrder(photos[2], sidecar=broken))
    summary, heard = do(replace(job, own=own))
    assert (summary.done, summary.failed) == (1, 2)
    assert "not the file that this retouch was made for" in heard.failed["IMG_2.jpg"]
    assert "no sidecar of this program" in heard.failed["IMG_3.jpg"]
    with pytest.raises(ValueError, match="beside it"):
        PhotoOrder(photos[0], strength=1.0, sidecar=sidecar)


def test_where_every_photo_has_a_sidecar_no_engine_is_built(job: Job, photos: list[Path], tmp_path: Path) -> None:
    done = do(replace(job, out=tmp_path / "first"))[1].done
    own = tuple(PhotoOrder(one, sidecar=sidecar_path(done[one.name])) for one in photos)

    def never(_: object) -> FakeEngine:
        raise AssertionError("an engine was built for nothing")

    heard = Heard()
    jobs.run(replace(job, own=own), heard, jobs.StopRequest(), replace(fake_makers(), build=never))
    assert len(heard.done) == 3


# --- names


def test_results_are_called_what_the_user_calls_them(job: Job, photos: list[Path]) -> None:
    stems = ["Anna 01", "con", "a/b:c"]
    own = tuple(PhotoOrder(one, stem=stem) for one, stem in zip(photos, stems, strict=True))
    _, heard = do(replace(job, own=own))
    assert [heard.done[one.name].name for one in photos] == ["Anna 01.jpg", "_con.jpg", "a_b_c.jpg"]
    assert do(replace(job, own=own))[0].skipped == 3


def test_two_results_of_one_name_are_numbered_the_same_every_time(job: Job, photos: list[Path]) -> None:
    own = tuple(PhotoOrder(one, stem="Anna") for one in photos)
    _, heard = do(replace(job, own=own))
    names = [heard.done[one.name].name for one in photos]
    assert names == ["Anna.jpg", "Anna_2.jpg", "Anna_3.jpg"]
    assert do(replace(job, own=own))[0].skipped == 3
    _, heard = do(replace(job, own=(*own[:2], PhotoOrder(photos[2], stem="ANNA"))))
    assert heard.done["IMG_3.jpg"].name.casefold() not in ("anna.jpg", "anna_2.jpg")  # to some disks, the same names


def test_another_name_is_another_result_and_the_old_one_stays(job: Job, photos: list[Path]) -> None:
    do(job)
    own = tuple(PhotoOrder(one, stem=f"{n:03}") for n, one in enumerate(photos, 1))
    numbered = replace(job, own=own)
    assert do(numbered)[0].done == 3
    assert {"IMG_1_retouched.jpg", "001.jpg", "002.jpg", "003.jpg"} <= visible(job.out)
    assert do(job)[0].skipped == 3 and do(numbered)[0].skipped == 3
    first = make_photo(photos[0].with_name("IMG_0.jpg"), 400)
    shifted = tuple(PhotoOrder(one, stem=f"{n:03}") for n, one in enumerate((first, *photos), 1))
    _, heard = do(replace(job, own=shifted))
    assert {name: result.name for name, result in heard.done.items()} == {
        "IMG_0.jpg": "001.jpg",
        "IMG_1.jpg": "002.jpg",
        "IMG_2.jpg": "003.jpg",
        "IMG_3.jpg": "004.jpg",
    }
    assert read_record(sidecar_path(job.out / "002.jpg")).source.name == "IMG_1.jpg"


def test_the_result_of_a_photo_that_is_not_in_the_job_is_nobody_s_to_overwrite(job: Job, tmp_path: Path) -> None:
    do(job)
    looks = digest(job.out / "IMG_1_retouched.jpg")
    other = make_photo(tmp_path / "second" / "IMG_1.jpg", 444)
    second = replace(job, photos=(other,))
    assert do(second)[1].done["IMG_1.jpg"].name == "IMG_1_retouched_2.jpg"
    assert digest(job.out / "IMG_1_retouched.jpg") == looks
    assert do(second)[0].skipped == 1 and do(job)[0].skipped == 3
    _, heard = do(replace(job, photos=(make_photo(tmp_path / "third" / "IMG_1.jpg", 445),), clash=Clash.SKIP))
    assert "the result of another photo" in heard.skipped["IMG_1.jpg"]


def test_a_photo_that_was_moved_or_copied_keeps_its_result(job: Job, photos: list[Path], tmp_path: Path) -> None:
    do(job)
    photos[0].parent.rename(tmp_path / "moved")
    moved = replace(job, photos=(tmp_path / "moved",))
    assert do(moved)[0].skipped == 3
    copy = tmp_path / "copy" / "IMG_1.jpg"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "moved" / "IMG_1.jpg").read_bytes())
    assert do(replace(job, photos=(copy,)))[0].skipped == 1


# --- names that are taken


@pytest.mark.parametrize("taken", ["IMG_1_retouched.jpg", "IMG_1_retouched.jpg.mirrorppr.json"])
def test_a_name_that_is_taken_skips_the_photo(job: Job, taken: str) -> None:
    job = replace(job, clash=Clash.SKIP)
    job.out.mkdir()
    (job.out / taken).write_text("mine, by hand")
    heard = Heard()
    jobs.preview(job, heard, fake_makers())
    assert set(heard.skipped) == {"IMG_1.jpg"} and len(heard.of(PhotoPlanned)) == 2
    summary, heard = do(job)
    assert (summary.done, summary.skipped) == (2, 1)
    assert heard.skipped == {"IMG_1.jpg": f"{taken} is there already, and this program did not write it"}
    assert (job.out / taken).read_text() == "mine, by hand"
    (job.out / taken).unlink()
    assert set(do(job)[1].done) == {"IMG_1.jpg"}  # as soon as the name is free


def test_a_result_changed_by_hand_skips_the_photo_too(job: Job) -> None:
    job = replace(job, clash=Clash.SKIP)
    result = do(job)[1].done["IMG_1.jpg"]
    result.write_text("painted over")
    assert job.request is not None
    _, heard = do(replace(job, request=replace(job.request, strength=0.5)))
    assert set(heard.skipped) == {"IMG_1.jpg"} and len(heard.done) == 2
    assert result.read_text() == "painted over"


def test_a_file_that_appears_meanwhile_skips_the_photo(tmp_path: Path, photos: list[Path]) -> None:
    job = make_job(tmp_path, tmp_path / "photos", clash=Clash.SKIP, workers=1)
    theirs = job.out / "IMG_3_retouched.jpg"
    heard = Heard(also=lambda event: None if theirs.exists() else theirs.write_text("mine"))
    job.out.mkdir()

    def also(event: object) -> None:
        if type(event).__name__ == "PhotoStage" and not theirs.exists():
            theirs.write_text("mine")

    heard.also = also
    summary = jobs.run(job, heard, jobs.StopRequest(), fake_makers())
    assert (summary.done, summary.skipped) == (2, 1)
    assert theirs.read_text() == "mine" and "there already" in heard.skipped["IMG_3.jpg"]
    theirs.unlink()
    assert set(do(job)[1].done) == {"IMG_3.jpg"}


def test_a_file_of_another_kind_than_its_name_says_can_clash_too(tmp_path: Path) -> None:
    make_photo(tmp_path / "photos" / "a.png").rename(tmp_path / "photos" / "a.jpg")
    make_photo(tmp_path / "photos" / "b.jpg", 400)
    job = make_job(tmp_path, tmp_path / "photos", clash=Clash.SKIP, workers=1)
    job.out.mkdir()
    (job.out / "a_retouched.png").write_text("mine")
    summary, heard = do(job)
    assert (summary.done, summary.skipped, summary.failed) == (1, 1, 0)
    assert "a_retouched.png is there already" in heard.skipped["a.jpg"]
    assert (job.out / "a_retouched.png").read_text() == "mine"


# --- without sidecars


def test_results_without_sidecars(job: Job, tmp_path: Path) -> None:
    bare = replace(job, write_sidecars=False)
    _, heard = do(bare)
    assert visible(job.out) == {f"IMG_{n}_retouched.jpg" for n in (1, 2, 3)}
    assert do(bare)[0].skipped == 3
    with Ledger(job.folder / FILE_NAME) as ledger:
        for result in heard.done.values():
            assert ledger.is_ours(result.relative_to(job.out), digest(result))
    assert job.request is not None
    changed = replace(bare, request=replace(job.request, strength=0.5))
    assert do(changed)[0].done == 3 and len(visible(job.out)) == 3  # replaced, since they are ours
    full = do(replace(job, out=tmp_path / "full"))[1].done
    assert {name: digest(one) for name, one in full.items()} == {
        name: digest(one) for name, one in do(replace(bare, out=tmp_path / "bare"))[1].done.items()
    }


def test_a_sidecar_goes_with_the_result_that_it_spoke_of(job: Job) -> None:
    do(job)
    assert job.request is not None
    do(replace(job, request=replace(job.request, strength=0.5), write_sidecars=False))
    assert visible(job.out) == {f"IMG_{n}_retouched.jpg" for n in (1, 2, 3)}


def test_results_without_sidecars_beside_the_originals_are_no_photos(job: Job, photos: list[Path]) -> None:
    beside = replace(job, out=photos[0].parent, write_sidecars=False)
    do(beside)
    summary, heard = do(beside)
    assert (summary.done, summary.failed) == (0, 0)
    assert sorted(heard.skipped.values()) == ["a result of an earlier job"] * 3 + ["already done"] * 3
