from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.dataset.draw import Kind
from mirrorppr_desktop.dataset.manifest import MANIFEST, read_manifest
from mirrorppr_desktop.dataset.pictures import stored_picture
from mirrorppr_desktop.dataset.simulating import Progress, Simulated, performed_on, simulate_dataset
from mirrorppr_desktop.dataset.survey import stored_subject
from mirrorppr_desktop.errors import BadDataset, OutputNotWritable

Made = tuple[Path, Simulated]


def digests(folder: Path) -> dict[str, str]:
    """Every file of a dataset by its content; the sheet is no part of it."""
    files = (one for one in folder.rglob("*") if one.is_file() and one.name != "sheet.png")
    return {one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_each_photo_left_out_has_its_reason(made: Made) -> None:
    refused = dict(made[1].refused)
    assert made[1].photos == 2
    for name, word in {
        "blurred.png": "blurred",
        "dark.png": "dark",
        "tilted.png": "turned",
        "grainy.png": "noisy",
        "group.jpg": "faces",
        "lawn.png": "no face",
        "cut.jpg": "damaged",
    }.items():
        assert word in refused[name], (name, refused[name])
    assert len(refused) == 7  # the text is no photo


def test_pairs_are_what_the_manifest_says(made: Made) -> None:
    out, simulated = made
    records = list(read_manifest(out))
    assert len(records) == simulated.pairs == 70
    assert [one.key for one in records] == [f"{n:09d}" for n in range(70)]
    assert Counter(one.photo for one in records) == {"astronaut.png": 35, "hopper.jpg": 35}
    for record in records[:6]:
        before, after = stored_picture(out, record.before), stored_picture(out, record.after)
        assert before.shape == after.shape == (record.size[1], record.size[0], 3)
        assert all(side % 16 == 0 for side in record.size)
        assert record.subject is not None and 1 <= len(record.operations) <= 8
        again, done = performed_on(before, stored_subject(out, record.subject), record.operations)
        assert done == record.operations
        assert np.abs(again.astype(int) - after).mean() < 1.5  # the second encoding
        assert np.abs(before.astype(int) - after).mean() > 0.1
        x0, y0, x1, y1 = (round(value) for value in record.face)
        outside = np.abs(before.astype(int) - after)
        assert outside[y0:y1, x0:x1].mean() > 2 * outside[: max(1, y0 // 2)].mean()


def test_the_number_of_processes_does_not_show(made: Made, photos: Path, tmp_path: Path) -> None:
    simulate_dataset(photos, tmp_path / "two", pairs=70, seed=3, processes=2, megapixels=0.2)
    assert digests(tmp_path / "two") == digests(made[0])


def test_another_seed_makes_other_pairs(made: Made, photos: Path, tmp_path: Path) -> None:
    simulate_dataset(photos, tmp_path / "other", pairs=4, seed=4, processes=1, megapixels=0.2)
    ours, theirs = list(read_manifest(made[0])), list(read_manifest(tmp_path / "other"))
    assert [one.operations for one in ours[:4]] != [one.operations for one in theirs]


def test_more_pairs_can_be_asked_for_later(made: Made, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "grown"
    simulate_dataset(photos, out, pairs=3, seed=3, processes=1, megapixels=0.2)
    simulate_dataset(photos, out, pairs=70, seed=3, processes=1, megapixels=0.2)
    assert digests(out) == digests(made[0])


def test_a_folder_of_another_plan_or_of_something_else_is_left_alone(made: Made, photos: Path, tmp_path: Path) -> None:
    before = digests(made[0])
    with pytest.raises(BadDataset, match="another seed"):
        simulate_dataset(photos, made[0], pairs=70, seed=9, processes=1, megapixels=0.2)
    assert digests(made[0]) == before
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadDataset, match="not empty"):
        simulate_dataset(photos, tmp_path, pairs=2, processes=1)


def test_other_photos_are_noticed(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.png").write_bytes((photos / "astronaut.png").read_bytes())
    simulate_dataset(folder, tmp_path / "out", pairs=1, processes=1, megapixels=0.2)
    (folder / "b.jpg").write_bytes((photos / "hopper.jpg").read_bytes())
    with pytest.raises(BadDataset, match="other photos"):
        simulate_dataset(folder, tmp_path / "out", pairs=1, processes=1, megapixels=0.2)


def test_a_folder_of_unfit_photos_says_so(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "lawn.png").write_bytes((photos / "lawn.png").read_bytes())
    with pytest.raises(BadDataset, match="none of the 1 photos is fit"):
        simulate_dataset(folder, tmp_path / "out", processes=1)
    with pytest.raises(BadDataset, match="cannot be read"):
        simulate_dataset(tmp_path / "nowhere", tmp_path / "out2")


def test_professional_pairs_need_a_large_person_and_may_move_the_body(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    hopper = Image.open(photos / "hopper.jpg")
    hopper.resize((hopper.width * 2, hopper.height * 2), Image.Resampling.LANCZOS).save(
        folder / "large.jpg", quality=95
    )
    (folder / "small.png").write_bytes((photos / "astronaut.png").read_bytes())
    made = simulate_dataset(folder, tmp_path / "out", kind=Kind.PROFESSIONAL, pairs=12, processes=1, megapixels=0.4)
    assert [name for name, _ in made.refused] == ["small.png"] and "too small" in made.refused[0][1]
    names = {one.name for record in read_manifest(tmp_path / "out") for one in record.operations}
    assert names & {"Square shoulders", "Broaden shoulders", "Narrow shoulders"}
    assert len(names) > 12


def test_shards_are_tars_of_before_after_and_truth(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    simulate_dataset(photos, out, pairs=66, seed=3, shards=True, processes=2, megapixels=0.1)
    shards = sorted((out / "shards").iterdir())
    assert [one.name for one in shards] == ["pairs-000000.tar", "pairs-000001.tar"]
    members: list[str] = []
    for shard in shards:
        with tarfile.open(shard) as tar:
            members += tar.getnames()
    # What the library goes by: the members of one sample stand together and share the name up to the first dot.
    assert members == [f"{n:09d}.{what}" for n in range(66) for what in ("before.jpg", "after.jpg", "json")]
    records = list(read_manifest(out))
    with tarfile.open(shards[0]) as tar:
        data = tar.extractfile("000000005.after.jpg")
        assert data is not None
        inside = np.array(Image.open(io.BytesIO(data.read())))
        truth = tar.extractfile("000000005.json")
        assert truth is not None and json.loads(truth.read())["operations"]
    assert np.array_equal(stored_picture(out, records[5].after), inside)  # straight from its offset
    assert records[5].before.path == "shards/pairs-000000.tar"


def test_the_library_reads_the_shards(photos: Path, tmp_path: Path) -> None:
    webdataset = pytest.importorskip("webdataset")
    out = tmp_path / "out"
    simulate_dataset(photos, out, pairs=5, seed=3, shards=True, processes=1, megapixels=0.1)
    url = str(out / "shards" / "pairs-000000.tar")
    samples = list(webdataset.WebDataset(url, shardshuffle=False).decode("rgb8"))
    assert [one["__key__"] for one in samples] == [f"{n:09d}" for n in range(5)]
    record = next(iter(read_manifest(out)))
    assert np.array_equal(samples[0]["after.jpg"], stored_picture(out, record.after))
    assert samples[0]["json"]["key"] == record.key


@pytest.mark.faults
def test_a_killed_run_goes_on_without_a_double_or_a_gap(made: Made, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "killed"
    command = [
        sys.executable,
        "-m",
        "mirrorppr_desktop",
        "dataset",
        "simulate",
        "--photos",
        str(photos),
        "--out",
        str(out),
    ]
    command += ["--pairs", "70", "--seed", "3", "--megapixels", "0.2", "--workers", "2"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    while not list(out.glob("pairs/*/*.jpg")) and time.monotonic() < deadline:
        time.sleep(0.02)
    run.kill()  # its processes notice by themselves
    run.wait()
    assert list(out.glob("pairs/*/*.jpg")) and not (out / MANIFEST).exists()
    while _alive(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(run.pid), "a process outlived its parent"
    assert main(command[3:]) == 0
    assert digests(out) == digests(made[0])  # and nothing half-written is left


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    stats = Path("/proc").glob("[0-9]*/stat")
    for stat in stats:
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


def test_the_command_makes_pairs_and_a_sheet(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    command = ["dataset", "simulate", "--photos", str(photos), "--out", str(out), "--pairs", "3", "--workers", "1"]
    assert main([*command, "--megapixels", "0.2", "--format", "png"]) == 0
    told = capsys.readouterr()
    assert "3 pairs from 2 photos; 7 photos left out" in told.out
    assert "group.jpg: 6 faces" in told.err
    with Image.open(out / "sheet.png") as sheet:
        assert sheet.width > 1000
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def test_two_runs_never_work_in_one_folder(
    made: Made, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    told: list[str] = []

    def other_run(_: Progress) -> None:
        command = ["dataset", "simulate", "--photos", str(photos), "--out", str(out), "--workers", "1"]
        if not told:
            assert main(command) == 1
            told.append(capsys.readouterr().err)

    simulate_dataset(photos, out, pairs=70, seed=3, processes=1, megapixels=0.2, on_progress=other_run)
    assert told == [f"mirrorppr: {out}: another mirrorppr is working on this folder; wait for it or stop it\n"]
    assert digests(out) == digests(made[0])  # the first one was not disturbed
    simulate_dataset(photos, out, pairs=70, seed=3, processes=1, megapixels=0.2)  # and the lock is gone


def test_what_a_killed_run_left_half_written_is_swept(made: Made, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    whole = digests(out)
    places = [out, out / "parts", out / "photos", out / "subjects", out / "pairs", next((out / "pairs").iterdir())]
    for place in places:
        (place / ".mp-0123456789abcdef.part").write_bytes(b"half")
    (out / ".mp-mine.txt").write_text("somebody else's")
    simulate_dataset(photos, out, pairs=70, seed=3, processes=1, megapixels=0.2)
    assert (out / ".mp-mine.txt").exists()
    (out / ".mp-mine.txt").unlink()
    assert digests(out) == whole


def test_a_folder_that_cannot_be_written_to_is_named(photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputNotWritable, match="file"):
        simulate_dataset(photos, tmp_path / "file" / "out", pairs=1, processes=1)
