"""What covers a face, drawn into photos that packages ship: no package has a portrait with a hand or dark glasses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from mirrorppr_desktop.dataset.curate import complaint
from mirrorppr_desktop.dataset.occlusion import occlusion_complaint
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Body, Face, Subject

PORTRAITS = ("astronaut.png", "hopper.jpg")
SHARED = Path(__file__).parents[3] / "shared" / "portraits"


def portrait(path: Path) -> tuple[RGB8, Face]:
    picture = np.asarray(read(path).pixels, np.uint8)
    height, width = picture.shape[:2]
    picture = np.asarray(cv2.resize(picture, (2 * width, 2 * height), interpolation=cv2.INTER_CUBIC), np.uint8)
    return picture, seen(picture).faces[0]


def seen(picture: RGB8) -> Subject:
    return find(picture, picture.shape[1::-1], with_body=True)


def told(picture: RGB8) -> str | None:
    subject = seen(picture)
    return occlusion_complaint(picture, subject.faces[0], subject.body) if subject.faces else "no face was found"


def blended(picture: RGB8, mask: np.ndarray, colour: np.ndarray, opacity: float = 1.0) -> RGB8:
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1)[..., None] * opacity
    return np.asarray(picture * (1 - soft) + colour * soft, np.uint8)


def oval(mask: np.ndarray, centre: np.ndarray, across: float, down: float, turn: float = 0) -> None:
    axes = (int(across), int(down))
    cv2.ellipse(mask, tuple(int(value) for value in centre), axes, turn, 0, 360, (1.0,), -1, cv2.LINE_AA)


def eye(face: Face, side: int) -> np.ndarray:
    outer, inner = ((33, 133), (263, 362))[side]
    return (face.landmarks[outer] + face.landmarks[inner]) / 2


def dark_glasses(picture: RGB8, face: Face, opacity: float = 1.0) -> RGB8:
    mask = np.zeros(picture.shape[:2], np.float32)
    for side in (0, 1):
        oval(mask, np.add(eye(face, side), (0, 0.06 * face.scale)), 0.29 * face.scale, 0.23 * face.scale)
    return blended(picture, mask, np.array([22, 20, 22]), opacity)


def clear_glasses(picture: RGB8, face: Face) -> RGB8:
    drawn = picture.copy()
    thick = max(1, round(0.025 * face.scale))
    for side in (0, 1):
        x, y = np.add(eye(face, side), (0, 0.03 * face.scale)).astype(int).tolist()
        axes = (int(0.27 * face.scale), int(0.2 * face.scale))
        cv2.ellipse(drawn, (x, y), axes, 0, 0, 360, (30, 25, 25), thick, cv2.LINE_AA)
    return drawn


def hand(picture: RGB8, face: Face, centre: int) -> RGB8:
    """Four fingers of the colour of this face, shaded at their rims."""
    mask = np.zeros(picture.shape[:2], np.float32)
    middle, scale = face.landmarks[centre], face.scale
    for finger in (-1.5, -0.5, 0.5, 1.5):
        centre_of_it = middle + np.array([finger * 0.22, 0.04 * abs(finger)]) * scale
        oval(mask, centre_of_it, 0.12 * scale, 0.35 * scale, 8 * finger)
    skin = np.median([picture[int(y), int(x)] for x, y in face.landmarks[[50, 280, 205, 425]]], axis=0)
    shade = 0.7 + 0.25 * cv2.GaussianBlur(mask, (0, 0), 0.04 * scale)[..., None]
    return blended(picture, mask, skin * shade)


def face_mask(picture: RGB8, face: Face) -> RGB8:
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.fillPoly(mask, [face.landmarks[[197, 117, 58, 172, 136, 152, 365, 397, 288, 346]].astype(np.int32)], (1.0,))
    return blended(picture, mask, np.array([200, 215, 225]))


@pytest.mark.parametrize("name", PORTRAITS)
@pytest.mark.parametrize(
    ("cover", "word"),
    [
        (dark_glasses, "eyes are covered: dark glasses"),
        (lambda picture, face: dark_glasses(picture, face, 0.85), "eyes are covered: dark glasses"),
        (lambda picture, face: hand(picture, face, 13), "mouth is covered|unsure"),
        (lambda picture, face: hand(picture, face, 159), "an eye is covered|unsure"),
        (face_mask, "mouth is covered|unsure|no face"),
    ],
    ids=["dark-glasses", "tinted-glasses", "hand-over-mouth", "hand-over-eye", "mask"],
)
def test_a_covered_face_is_told(photos: Path, name: str, cover: Callable[[RGB8, Face], RGB8], word: str) -> None:
    picture, face = portrait(photos / name)
    assert told(picture) is None
    said = told(cover(picture, face))
    assert said is not None and any(one in said for one in word.split("|")), said


def test_the_points_of_a_hand_in_the_face_are_told(photos: Path) -> None:
    picture, face = portrait(photos / "hopper.jpg")
    body = seen(picture).body
    assert body is not None and occlusion_complaint(picture, face, body) is None
    points, visibility = body.points.copy(), body.visibility.copy()
    points[[15, 17, 19]], visibility[[15, 17, 19]] = face.landmarks[[50, 205, 425]], 0.9
    assert occlusion_complaint(picture, face, Body(points, visibility)) == "a hand is in front of the face"
    visibility[[15, 17, 19]] = 0.1  # guessed, not seen
    assert occlusion_complaint(picture, face, Body(points, visibility)) is None


@pytest.mark.parametrize("name", PORTRAITS)
def test_clear_glasses_are_no_reason(photos: Path, name: str) -> None:
    picture, face = portrait(photos / name)
    assert told(clear_glasses(picture, face)) is None


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the portraits are not laid beside this checkout")
def test_no_portrait_is_left_out_for_what_it_does_not_have() -> None:
    refused = {}
    for path in sorted(SHARED.glob("*.jpg"))[::6]:
        photo = read(path)
        small = min(1.0, 1000 / max(photo.size))
        picture = np.asarray(cv2.resize(photo.pixels, None, fx=small, fy=small, interpolation=cv2.INTER_AREA), np.uint8)
        said = complaint(picture, seen(picture), professional=False, portrait_px=1e9)
        if said is not None and "turned" not in said:
            refused[path.name] = said
    assert not refused
