"""Which photos a look is tried on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mirrorppr_desktop.gui.run.trial import representative, trial_words
from mirrorppr_desktop.gui.shoot.face_facts import face_facts
from mirrorppr_desktop.gui.shoot.photo import Outcome, Photo, RunState, from_json, to_json
from mirrorppr_desktop.subject.subject import Face, Subject


def shoot(count: int, **facts: object) -> list[Photo]:
    return [Photo(Path(f"BP_{i:03}.tif"), **facts) for i in range(count)]  # type: ignore[arg-type]


def numbers(paths: list[Path]) -> list[int]:
    return [int(path.stem[3:]) for path in paths]


def test_they_are_spread_over_the_shoot_and_always_the_same() -> None:
    photos = shoot(80)
    assert numbers(representative(photos)) == [4, 14, 24, 34, 44, 54, 64, 74]
    assert representative(photos) == representative(list(photos))


@pytest.mark.parametrize("count", [0, 1, 5, 8, 9, 3000])
def test_few_photos_are_all_taken_and_none_twice(count: int) -> None:
    taken = representative(shoot(count))
    assert len(taken) == len(set(taken)) == min(8, count)


def test_capture_time_goes_before_the_order_of_opening() -> None:
    """Two cameras: the names of the second one's photos come last, and its photos lie between those of the first."""
    one = [replace(photo, captured=f"2026-11-14T09:{2 * i:02}:00") for i, photo in enumerate(shoot(8))]
    two = [Photo(Path(f"ZZ_{i:03}.tif"), captured=f"2026-11-14T09:{2 * i + 1:02}:00") for i in range(8)]
    by_time = sorted(one + two, key=lambda photo: photo.captured or "")
    taken = representative(one + two)
    assert all(len({by_time[2 * i].path, by_time[2 * i + 1].path} & set(taken)) == 1 for i in range(8))
    untold = [replace(photo, captured=None) if i == 3 else photo for i, photo in enumerate(one + two)]
    assert sum(path.stem.startswith("ZZ") for path in representative(untold)) == 4  # as opened


def test_what_is_known_of_faces_makes_them_unlike() -> None:
    photos = shoot(16, faces=1, face_share=0.1, face_turn=0.0)
    photos[3] = replace(photos[3], face_share=0.02)
    photos[9] = replace(photos[9], face_turn=0.6)
    photos[15] = replace(photos[15], face_share=0.4, face_turn=-0.5)
    assert {3, 9, 15} <= set(numbers(representative(photos)))


def test_photos_that_cannot_be_done_are_left_out_where_there_are_others() -> None:
    photos = shoot(10)
    photos[2] = replace(photos[2], outcome=Outcome(RunState.FAILED))
    photos[5] = replace(photos[5], faces=0)
    assert numbers(representative(photos)) == [0, 1, 3, 4, 6, 7, 8, 9]
    assert len(representative([replace(one, faces=0) for one in photos])) == 8


def test_the_button_says_how_many() -> None:
    assert [trial_words(n) for n in (1, 5)] == ["Try on 1 photo", "Try on 5 photos"]
    assert trial_words() == "Try on 8 photos"


def face(number: int, scale: float, nose: float) -> Face:
    landmarks = np.zeros((478, 2), np.float32)
    landmarks[33], landmarks[263], landmarks[4] = (100, 100), (100 + scale, 100), (100 + scale * (0.5 + nose), 140)
    return Face(number, landmarks, (0, 0, 1, 1), 0.9, 0.0)


def test_size_and_turn_are_those_of_the_largest_face() -> None:
    found = face_facts(Subject((1000, 500), (face(1, 40, 0.3), face(2, 100, -0.25))))
    assert found == {"faces": 2, "face_share": 0.1, "face_turn": -0.25}
    assert face_facts(Subject((1000, 500), ())) == {"faces": 0, "face_share": None, "face_turn": None}


def test_stores_of_earlier_versions_know_nothing_of_them() -> None:
    told = to_json(Photo(Path("a.tif"), faces=1, face_share=0.1, face_turn=0.2))
    assert from_json(Path("a.tif"), told).face_turn == 0.2
    del told["face_share"], told["face_turn"]
    assert from_json(Path("a.tif"), told).face_share is None
