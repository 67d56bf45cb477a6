"""kill -9 at any moment: originals whole, results whole, nothing done twice, nothing skipped, the job goes on.

20 kills in the ordinary suite; MIRRORPPR_KILLS=200 for the long run.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from harness import Shoot, Toll, besiege, check, check_finished, looks_of

import mirrorppr_desktop

pytestmark = [pytest.mark.faults, pytest.mark.skipif(os.name != "posix", reason="kills process groups")]
KILLS = int(os.environ.get("MIRRORPPR_KILLS", "20"))
SEED = int(os.environ.get("MIRRORPPR_SEED", "20261121"))
SOURCE = Path(mirrorppr_desktop.__file__).parent
POINTS = sorted(
    {
        name
        for file in ("jobs/target.py", "photo/publish.py")
        for name in re.findall(r'crash_point\("([^"]+)"\)', (SOURCE / file).read_text())
    }
)


_SIEGES = 4  # where the machine is slow, a whole one may kill before any photo is in hand


@pytest.mark.timeout(60 + 6 * KILLS * _SIEGES)
def test_kills_at_random_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for siege in range(_SIEGES):
        toll = besiege(tmp_path / str(siege), KILLS, SEED + siege)
        with capsys.disabled():
            print(
                f"\n{toll.kills} kills, seed {SEED + siege}: {toll.batches} batches, {toll.adopted} adopted, "
                f"{toll.redone} redone"
            )
        assert toll.harm == {}, toll
        assert toll.kills == KILLS
        if toll.redone > 0:
            return
    pytest.fail("no kill ever hit a photo in hand: the harness proves nothing")


def test_the_harness_catches_a_naive_batch(tmp_path: Path) -> None:
    toll = besiege(tmp_path, 20, SEED, photos=6, naive=True)
    assert toll.half_written > 0, toll
    assert toll.originals_changed == 0


def test_there_are_points_to_kill_at() -> None:
    assert {"before_intent", "after_intent", "after_sidecar", "after_result", "after_done"} <= set(POINTS)


@pytest.mark.parametrize("point", POINTS)
def test_kill_at_a_named_point(tmp_path: Path, point: str) -> None:
    shoot = Shoot.ours(tmp_path, 3)
    looks = looks_of(shoot.originals)
    toll = Toll()
    code, _, _ = shoot.run(MIRRORPPR_CRASH_AT=point)
    assert code == -9, f"{point} was not reached"
    check(shoot, looks, toll)
    assert toll.harm == {}, toll
    code, _, words = shoot.run()
    assert code == 0, words
    check_finished(shoot, looks, toll)
    assert toll.harm == {}, toll
    assert toll.adopted == (1 if _is_published_at(point) else 0)


def _is_published_at(point: str) -> bool:
    """Whether result and sidecar lie there at that point, and the ledger does not say so yet."""
    return point == "after_result"
