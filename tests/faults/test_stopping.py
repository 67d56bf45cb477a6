"""Ctrl-C, SIGTERM, a second instance, a supervisor that dies alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from harness import Shoot, Toll, check_finished, looks_of

from mirrorppr_desktop.jobs.runner import GRACE_S

pytestmark = [pytest.mark.faults, pytest.mark.skipif(os.name != "posix", reason="sends signals")]


def wait_for_first_result(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert json.loads(line)["event"] == "done", line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to", ["the whole group", "the supervisor"])
def test_asked_to_stop_it_stops_soon_and_can_be_gone_on_with(tmp_path: Path, number: int, to: str) -> None:
    shoot = Shoot.ours(tmp_path, 12, seconds=0.2)
    looks = looks_of(shoot.originals)
    process = shoot.start()
    wait_for_first_result(process)
    asked = time.monotonic()
    if to == "the whole group":  # as a terminal does
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    said, words = process.communicate(timeout=20)
    assert time.monotonic() - asked < 15.0  # GRACE_S, and room for a busy machine
    assert process.returncode == 128 + number, words
    assert "Run the same command again to go on" in words and "Traceback" not in words
    summary = json.loads(said.splitlines()[-1])
    assert summary["event"] == "summary" and summary["left"] > 0 and summary["failed"] == 0
    assert not list(shoot.out.rglob("*.part"))
    code, _, words = shoot.run()
    assert code == 0, words
    toll = Toll()
    check_finished(shoot, looks, toll)
    assert toll.harm == {}, toll


def test_a_photo_that_hangs_does_not_hold_up_the_end(tmp_path: Path) -> None:
    shoot = Shoot.ours(tmp_path, 3, by_width={"321": "hang"})
    process = shoot.start()
    wait_for_first_result(process)
    asked = time.monotonic()
    process.terminate()
    process.communicate(timeout=20)
    assert time.monotonic() - asked < 15.0  # the photo hangs for far longer
    assert process.returncode == 128 + signal.SIGTERM
    assert not list(shoot.out.rglob("*.part"))


def test_a_second_ctrl_c_drops_the_photos_in_hand_at_once(tmp_path: Path) -> None:
    shoot = Shoot.ours(tmp_path, 3, by_width={"321": "hang"})
    process = shoot.start()
    wait_for_first_result(process)
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert time.monotonic() - asked < GRACE_S  # which one Ctrl-C would have waited for
    assert process.returncode == 128 + signal.SIGINT


def test_two_instances_on_one_folder(tmp_path: Path) -> None:
    shoot = Shoot.ours(tmp_path, 6, seconds=0.3)
    first = shoot.start()
    wait_for_first_result(first)
    code, _, words = shoot.run()
    assert code == 1 and "another mirrorppr is working on this folder" in words
    first.communicate(timeout=60)
    assert first.returncode == 0


def test_workers_do_not_outlive_their_supervisor(tmp_path: Path) -> None:
    shoot = Shoot.ours(tmp_path, 4, by_width={"321": "hang", "322": "hang"})
    process = shoot.start()
    wait_for_first_result(process)
    process.kill()  # the supervisor alone
    process.wait()
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close(), process.stderr.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("workers are still there")
