"""`mirrorppr retouch` as a program: JSON lines, words, exit codes; with a fake engine, in its own process."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from shoot import make_pair, make_photo, make_shoot, visible

BATCH = Path(__file__).parents[1] / "faults" / "batch.py"


def command(tmp_path: Path, *options: str, **script: object) -> list[str]:
    pair = make_pair(tmp_path / "pair")
    (tmp_path / "look.json").write_text(json.dumps(script))
    program = [sys.executable, str(BATCH), str(tmp_path / "look.json"), "--", "--workers", "1"]
    files = {"before": pair.before, "after": pair.after, "photos": tmp_path / "photos", "out": tmp_path / "out"}
    return [*program, *(word for name, path in files.items() for word in (f"--{name}", str(path))), *options]


def retouch(tmp_path: Path, *options: str, **script: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(tmp_path, *options, **script), capture_output=True, text=True, timeout=60, check=False
    )


def test_json_lines_as_promised(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    ended = retouch(tmp_path, "--json", by_width={"321": "no face", "322": "refuse"})
    assert ended.returncode == 3
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    for line in lines[:-1]:
        assert set(line) == {"event", "photo", "result", "reason", "seconds"}
        assert isinstance(line["seconds"], float)
    by_name = {Path(line["photo"]).name: line for line in lines[:-1]}
    assert {name: line["event"] for name, line in by_name.items()} == {
        "IMG_1.jpg": "done",
        "IMG_2.jpg": "skipped",
        "IMG_3.jpg": "failed",
    }
    assert Path(by_name["IMG_1.jpg"]["result"]).is_file() and by_name["IMG_1.jpg"]["reason"] is None
    assert by_name["IMG_3.jpg"]["result"] is None and by_name["IMG_3.jpg"]["reason"]
    summary = lines[-1]
    assert summary.pop("seconds") > 0
    assert summary == {"event": "summary", "done": 1, "failed": 1, "skipped": 1}


def test_words_name_every_failure_with_its_reason_at_the_end(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 4)
    ended = retouch(tmp_path, by_width={"320": "refuse", "321": "refuse"})
    assert ended.returncode == 3 and ended.stdout == ""
    tail = ended.stderr.splitlines()[-4:]
    assert tail[0] == "2 failed:"
    assert tail[1].endswith("IMG_1.jpg: this photo is refused on purpose")
    assert tail[3].startswith("2 done, 2 failed, 0 skipped in")
    assert "\r" not in ended.stderr  # no bar where nobody looks


def test_a_note_on_many_photos_is_told_once_with_their_number(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    told = [line for line in retouch(tmp_path).stderr.splitlines() if line.startswith("note: ")]
    assert told == ["note: 3 photos: no colour profile: read as sRGB"]
    make_photo(tmp_path / "photos" / "one more.jpg")
    told = [line for line in retouch(tmp_path).stderr.splitlines() if line.startswith("note: ")]
    assert len(told) == 1 and told[0].endswith("one more.jpg: no colour profile: read as sRGB")


def test_a_name_that_leads_nowhere_is_a_failure(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    some = retouch(tmp_path, "--photos", str(tmp_path / "shot"))
    assert some.returncode == 3 and f"failed   {tmp_path / 'shot'}: there is no such file" in some.stderr
    (tmp_path / "photos").rename(tmp_path / "elsewhere")
    nothing = retouch(tmp_path, "--out", str(tmp_path / "new"))
    assert nothing.returncode == 1 and "there is no photo to retouch" in nothing.stderr
    assert not (tmp_path / "new").exists()


def test_exit_codes(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 1)
    assert retouch(tmp_path).returncode == 0
    assert retouch(tmp_path).returncode == 0  # nothing to do
    assert retouch(tmp_path, "--strength", "3").returncode == 2
    (tmp_path / "out" / ".mirrorppr" / "ledger.sqlite").unlink()
    (tmp_path / "out" / ".mirrorppr" / "ledger.sqlite").mkdir()
    stuck = retouch(tmp_path)
    assert stuck.returncode == 1 and "Traceback" not in stuck.stderr


def test_a_disk_that_fills_up_ends_with_1_and_a_summary(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    ended = retouch(tmp_path, "--json", by_width={"321": "disk full"})
    assert ended.returncode == 1
    assert json.loads(ended.stdout.splitlines()[-1])["left"] == 2
    assert "run again to go on" in ended.stderr


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 2)
    ended = retouch(tmp_path, "--dry-run", "--json")
    assert ended.returncode == 0
    assert [json.loads(line)["event"] for line in ended.stdout.splitlines()] == ["planned", "planned", "summary"]
    assert "2 would be done" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_options_reach_the_results(tmp_path: Path) -> None:
    make_photo(tmp_path / "photos" / "deep" / "a.jpg")
    assert retouch(tmp_path, "--recursive", "--format", "tiff", "--bits", "16").returncode == 0
    assert "deep/a_retouched.tif" in visible(tmp_path / "out")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_gets_a_bar_with_the_time_left(tmp_path: Path) -> None:
    make_shoot(tmp_path / "photos", 3)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command(tmp_path, seconds=0.3), stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
    os.close(ours)
    assert process.wait() == 0
    assert b"3/3" in shown and b"photo" in shown and b"<" in shown  # elapsed<left
    assert b"3 done, 0 failed" in shown
