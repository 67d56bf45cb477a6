from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.dataset.doctor import Examined, judged_together, strength_histogram, verdict
from mirrorppr_desktop.dataset.sampling import PairSet, Sampler
from mirrorppr_desktop.errors import BadDataset
from mirrorppr_desktop.retouch.names import operation_of


@pytest.fixture(scope="module")
def studio(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good pair and one of each kind that goes wrong."""
    root = tmp_path_factory.mktemp("studio")
    before, after = root / "before", root / "after"
    before.mkdir()
    after.mkdir()
    astronaut, hopper = photos / "astronaut.png", photos / "hopper.jpg"
    edited = root / "edited.png"
    command = [
        "simulate",
        str(astronaut),
        "--op",
        "Enlarge eyes=1",
        "--op",
        "Narrow nasal alae=0.8",
        "--out",
        str(edited),
    ]
    assert main(command) == 0
    for name in ("good", "drifted", "people", "same", "cropped", "cut", "untouched", "alone"):
        (before / f"{name}.png").write_bytes(astronaut.read_bytes())
    picture = Image.open(edited).convert("RGB")
    picture.save(after / "good_edit.png")
    shift = (1, 0, 2.0, 0, 1, -1.0)
    picture.transform(picture.size, Image.Transform.AFFINE, shift, Image.Resampling.BICUBIC).save(
        after / "drifted_edit.png"
    )
    Image.open(hopper).crop((0, 0, 500, 500)).resize((512, 512)).save(after / "people_edit.png")
    (after / "same_edit.png").write_bytes(astronaut.read_bytes())
    picture.crop((70, 0, 430, 360)).save(after / "cropped_edit.png")
    (after / "cut_edit.png").write_bytes(edited.read_bytes()[:40_000])
    Image.open(astronaut).point(lambda level: min(255, level + 12)).save(after / "untouched_edit.png")
    picture.save(after / "stray_edit.png")
    return root


def test_each_pair_is_used_or_told_why_not(studio: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    command = [
        "dataset",
        "pair",
        "--before",
        str(studio / "before"),
        "--after",
        str(studio / "after"),
        "--out",
        str(out),
    ]
    assert main([*command, "--workers", "2"]) == 1  # nothing matches
    assert "--suffix _edit" in capsys.readouterr().err
    assert main([*command, "--workers", "2", "--suffix", "_edit"]) == 3
    told = capsys.readouterr()
    assert "2 usable of 7, too few to learn from" in told.out
    assert "2 files without a partner" in told.out
    report = {one["before"]: one for one in map(json.loads, (out / "report.jsonl").read_text().splitlines())}
    assert report["good.png"]["refused"] is None
    for name, word in {
        "people.png": "same picture",
        "same.png": "same file",
        "cropped.png": "crop",
        "cut.png": "damaged",
        "untouched.png": "no change of shape",
    }.items():
        assert word in report[name]["refused"], (name, report[name]["refused"])
    assert operation_of("Enlarge eyes").positive in report["good.png"]["operations"]
    assert report["drifted.png"]["drift_px"] > 1 > report["good.png"]["drift_px"]
    assert (out / "sheet.png").stat().st_size > 20_000

    pairs = PairSet.open([out])
    good, drifted = (
        next(one for one in pairs.pairs if one.record.photo == f"{name}.png") for name in ("good", "drifted")
    )
    rim = np.s_[16:-16, 16:-16]
    gap = [np.abs(one.pictures()[0].astype(int) - one.pictures()[1])[rim].mean() for one in (good, drifted)]
    assert gap[1] < gap[0] + 2.5  # the drift is undone
    example = Sampler(pairs, exemplar_area=128**2, query_area=128**2).example(0)
    assert example.operations == () and example.query.shape[0] % 16 == 0

    modified = (out / "parts").stat().st_mtime_ns
    assert main([*command, "--workers", "2", "--suffix", "_edit"]) == 3
    assert (out / "parts").stat().st_mtime_ns == modified  # nothing was looked at again


def _report(
    before: Path, after: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, str | None], str]:
    """What the command says of two folders: its code, each pair's refusal, and what it tells people."""
    code = main(
        ["dataset", "pair", "--before", str(before), "--after", str(after), "--out", str(out), "--workers", "2"]
    )
    report = map(json.loads, (out / "report.jsonl").read_text().splitlines())
    return code, {one["before"]: one["refused"] for one in report}, capsys.readouterr().err


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
    b' xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><xmpMM:History><rdf:Seq>'
    b'<rdf:li stEvt:action="saved"/></rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>'
)


def test_more_that_goes_wrong_has_its_line_each(
    studio: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    plain, edited = studio / "before" / "good.png", studio / "edited.png"
    picture = Image.open(edited).convert("RGB")
    width, height = picture.size
    tall = (0, 0, width - 80, height)
    for name in ("mirrored", "zoomed", "nudged", "empty", "text", "IMG_1", "folder"):
        (before / f"{name}.png").write_bytes(plain.read_bytes())
    (before / "cut.png").write_bytes(plain.read_bytes()[:60_000])
    Image.open(plain).convert("RGB").crop(tall).save(before / "turned.png")
    Image.new("RGB", picture.size, (90, 120, 60)).save(before / "lawn.png")
    picture.save(before / "swapped.jpg", quality=95, xmp=XMP)
    picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(after / "mirrored.png")
    picture.crop((50, 50, width - 50, height - 50)).resize((width, height)).save(after / "zoomed.png")
    picture.crop((10, 10, width - 10, height - 10)).resize((width, height)).save(after / "nudged.png")
    (after / "empty.png").write_bytes(b"")
    (after / "text.png").write_text("hello")
    (after / "img_1.png").write_bytes(edited.read_bytes())
    (after / "folder.png").mkdir()
    (after / "cut.png").write_bytes(edited.read_bytes())
    picture.crop(tall).transpose(Image.Transpose.ROTATE_90).save(after / "turned.png")
    Image.new("RGB", picture.size, (95, 120, 60)).save(after / "lawn.png")
    Image.open(plain).convert("RGB").save(after / "swapped.jpg", quality=95)

    code, refused, told = _report(before, after, tmp_path / "out", capsys)
    assert code == 1  # not one pair is usable
    for name, word in {
        "mirrored.png": "same picture",
        "zoomed.png": "crop",
        "nudged.png": "crop",
        "empty.png": "empty",
        "text.png": "not an image",
        "cut.png": "damaged",
        "turned.png": "turned by a quarter",
        "lawn.png": "no face",
        "swapped.jpg": "look swapped",
    }.items():
        assert word in str(refused.pop(name))
        assert told.count(f"{name}, {name}: ") == 1
    assert not refused
    for line in ("img_1.png (after): is no pair with IMG_1.png", "IMG_1.png (before): ", "folder.png (before): "):
        assert line in told
    assert not list((tmp_path / "out" / "pairs").iterdir())
    assert len((tmp_path / "out" / "manifest.jsonl").read_text().splitlines()) == 1


def test_one_swapped_pair_among_others_is_found_by_what_it_does(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    hopper = Image.open(photos / "hopper.jpg").convert("RGB")
    for number in range(6):
        plain, edited = before / f"{number}.png", after / f"{number}.png"
        hopper.crop((4 * number, 0, hopper.width - 4 * number, hopper.height)).save(plain)
        operations = ["--op", f"Enlarge eyes={0.8 + 0.05 * number}", "--op", "Narrow nasal alae=0.8"]
        assert main(["simulate", str(plain), *operations, "--out", str(edited)]) == 0
    wrong = (before / "4.png").read_bytes()
    (before / "4.png").write_bytes((after / "4.png").read_bytes())
    (after / "4.png").write_bytes(wrong)
    code, refused, told = _report(before, after, tmp_path / "out", capsys)
    assert code == 3
    assert [name for name, reason in refused.items() if reason] == ["4.png"]
    assert "4.png, 4.png: does the opposite of the other pairs: before and after look swapped" in told


def _found(number: int, **change: object) -> Examined:
    operations = {"Enlarge eyes": 0.5 + 0.02 * number, "Widen nasal alae": -0.4}
    one = Examined(number, f"{number}.jpg", f"{number}.jpg", strength=0.03, tone=2.0, operations=operations)
    return replace(one, **change)  # type: ignore[arg-type]


def test_a_pair_that_does_the_opposite_is_refused() -> None:
    found = [_found(n) for n in range(8)]
    found[3] = _found(3, operations={"Enlarge eyes": -0.5, "Widen nasal alae": 0.4})
    judged = judged_together(found)
    assert [one.number for one in judged if one.refused] == [3] and "swapped" in str(judged[3].refused)


def test_pairs_of_different_edits_accuse_nobody() -> None:
    names = ("Enlarge eyes", "Widen nasal alae", "Plump lips", "Lengthen chin", "Enlarge mouth", "Lengthen nose")
    found = [_found(n, operations={name: (-1.0) ** n}) for n, name in enumerate(names)]
    assert not [one for one in judged_together(found) if one.refused]


def test_what_is_odd_is_told() -> None:
    found = [_found(n, strength=0.03 + 0.001 * n) for n in range(8)]
    found[5] = _found(5, strength=0.2, drift_px=9.0)
    judged = judged_together(found)
    assert [one.number for one in judged if one.warnings] == [5]
    assert "strength" in judged[5].warnings[0] and "drift" in judged[5].warnings[1]


def test_the_verdict_is_in_words() -> None:
    assert verdict(62, 70) == "62 usable of 70, enough for a first try"
    assert "too few" in verdict(7, 7) and "nothing" in verdict(0, 5) and "a style" in verdict(300, 310)
    lines = strength_histogram([_found(n) for n in range(3)])
    assert lines[2].endswith("### 3") and lines[0].endswith(" 0")


def test_many_names_without_a_pair_take_the_command_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A million names were tried as well: docs/measurements/2026-11-dataset.md."""
    for side, tail in (("before", ".jpg"), ("after", "_edit.jpg")):
        for day in range(2):
            (tmp_path / side / f"{day}").mkdir(parents=True)
            for number in range(2_000):
                (tmp_path / side / f"{day}" / f"IMG_{number}{tail}").touch()
    folders = ["--before", str(tmp_path / "before"), "--after", str(tmp_path / "after")]
    began = time.process_time()
    assert main(["dataset", "pair", *folders, "--out", str(tmp_path / "out")]) == 1
    assert time.process_time() - began < 5
    told = capsys.readouterr().err
    assert "4000 names after have _edit more" in told and told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_no_pair_of_names_says_what_would_help(studio: Path, tmp_path: Path) -> None:
    from mirrorppr_desktop.dataset.pairing import pair_folders

    with pytest.raises(BadDataset, match="--suffix _edit would pair them"):
        pair_folders(studio / "before", studio / "after", tmp_path / "out")
    assert not (tmp_path / "out").exists()
