from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.metrics.scores import psnr
from mirrorppr_desktop.neural.parts import parts_of
from mirrorppr_desktop.neural.reproject import reproject, reprojected
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject

Change = Callable[[RGB8], RGB8]


@cache
def photo() -> RGB8:
    return np.ascontiguousarray(skimage.data.astronaut())


@cache
def subject() -> Subject:
    return find(photo(), (512, 512))


@cache
def edited() -> RGB8:
    """Larger eyes, and the left half of the body pushed aside by some pixels."""
    part = simulate(subject().faces[0], [named("Enlarge eyes", 0.9)], (512, 512))
    shoulder = WarpField.over((40, 360, 200, 500), 10, (512, 512))
    x, y = shoulder.node_points().T
    push = 7 * np.exp(-((x - 120) ** 2 + (y - 430) ** 2) / 40**2)
    body = PartRetouch(None, residual=shoulder.with_vectors(np.stack([push, 0 * push], axis=1)))
    return np.asarray(render(photo(), Retouch((512, 512), (part, body), Provenance("test", "1"))))


def jpeg(quality: int) -> Change:
    def change(picture: RGB8) -> RGB8:
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "JPEG", quality=quality)
        return np.asarray(Image.open(file))

    return change


def graded(gain: float, offset: float) -> Change:
    return lambda picture: np.clip(np.rint(picture.astype(np.float32) * gain + offset), 0, 255).astype(np.uint8)


def sharpened(picture: RGB8) -> RGB8:
    soft = cv2.GaussianBlur(picture, (0, 0), 1.5).astype(np.float32)
    return np.clip(picture + 0.6 * (picture - soft), 0, 255).astype(np.uint8)


def shifted(x: int, y: int) -> Change:
    def change(picture: RGB8) -> RGB8:
        padded = cv2.copyMakeBorder(picture, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
        return np.ascontiguousarray(padded[1 - y : 513 - y, 1 - x : 513 - x])

    return change


def redrawn(picture: RGB8) -> RGB8:
    """As a generator leaves a picture: at three quarters of the size, soft, grainy and of another tone."""
    grain = np.random.default_rng(7).normal(0, 2, (384, 384, 3))
    small = cv2.resize(picture, (384, 384), interpolation=cv2.INTER_AREA)
    return np.clip(small * 1.05 + 4 + grain, 0, 255).astype(np.uint8)


NOTHING = {
    "the same": lambda picture: picture,
    "JPEG 90": jpeg(90),
    "JPEG 75": jpeg(75),
    "brighter": graded(1, 3),
    "gain and offset": graded(1.08, 6),
    "sharpened": sharpened,
    "right": shifted(1, 0),
    "left": shifted(-1, 0),
    "down": shifted(0, 1),
    "up": shifted(0, -1),
    "redrawn": redrawn,
}


@pytest.mark.parametrize("change", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_motion_moves_nothing(change: Change) -> None:
    retouch = reproject(photo(), change(photo()), subject())
    assert retouch.parts == ()
    assert render(photo(), retouch) is not None
    np.testing.assert_array_equal(render(photo(), retouch), photo())
    assert "moves nothing" in retouch.notes[0]


@pytest.mark.parametrize(
    "change",
    [NOTHING["the same"], NOTHING["JPEG 75"], NOTHING["gain and offset"], NOTHING["right"]],
    ids=["as it is", "JPEG 75", "gain and offset", "shifted"],
)
def test_the_same_changes_do_not_hide_an_edit(change: Change) -> None:
    result = render(photo(), reproject(photo(), change(edited()), subject()))
    assert psnr(result, edited()) > psnr(photo(), edited()) + 5


def test_a_picture_redrawn_at_a_smaller_size_keeps_the_photos_own_pixels() -> None:
    generated = redrawn(edited())
    made = reprojected(photo(), generated, subject())
    assert made.working == (384, 384)
    assert made.retouch.size == (512, 512)
    assert made.retouch.parts[0].face is None
    result = render(photo(), made.retouch)
    enlarged = np.asarray(cv2.resize(generated, (512, 512), interpolation=cv2.INTER_CUBIC))
    assert psnr(result, edited()) > psnr(photo(), edited()) + 3
    assert psnr(result, edited()) > psnr(enlarged, edited()) + 8
    moved = np.abs(photo().astype(int) - edited()).max(axis=2) > 0
    far = cv2.dilate(moved.astype(np.uint8), np.ones((61, 61))) == 0
    np.testing.assert_array_equal(result[far], photo()[far])


def test_a_retouch_is_for_the_size_of_the_subject() -> None:
    large = subject().scaled_to((2048, 2048))
    retouch = reproject(photo(), edited(), large)
    assert retouch.size == (2048, 2048)
    small = reproject(photo(), edited(), subject())
    for one, other in zip(retouch.parts, small.parts, strict=True):
        assert one.residual is not None and other.residual is not None
        np.testing.assert_allclose(one.residual.vectors, 4 * other.residual.vectors, rtol=1e-5)


def test_notes_tell_what_was_done_and_what_was_set_aside() -> None:
    notes = reproject(photo(), shifted(1, 0)(graded(1, 12)(edited())), subject()).notes
    told = "\n".join(notes)
    assert "beyond the faces: moved by up to" in told
    assert "face 1: moved by up to" in told
    assert "drifts by up to 1.0 px; not carried over" in told
    assert "lighter by" in told
    assert "drawn anew" in told


def test_without_a_face_the_whole_picture_is_one_part() -> None:
    retouch = reproject(photo(), edited(), Subject((512, 512), ()))
    assert [part.face for part in retouch.parts] == [None]
    assert psnr(render(photo(), retouch), edited()) > psnr(photo(), edited()) + 5


def test_parts_performed_together_give_the_displacement_back() -> None:
    y, x = np.mgrid[0:512, 0:512].astype(np.float32)
    # Over the whole of the head and beyond, where the face and the rest overlap.
    bump = np.exp(-((x - 226) ** 2 + (y - 150) ** 2) / 80**2)
    vectors = np.stack([9 * bump, -5 * bump], axis=-1).astype(np.float32)
    parts = tuple(PartRetouch(one.face, residual=one.field) for one in parts_of(vectors, subject()))
    assert len(parts) == 2
    rest, face = (part.warp() for part in parts)
    assert rest is not None and face is not None
    whole = rest.then(face).dense((0, 0, 512, 512))
    assert float(np.abs(whole - vectors).max()) < 0.12


@pytest.mark.parametrize(
    ("generated", "words"),
    [
        (skimage.data.astronaut()[:, :400], "same frame"),
        (np.rot90(skimage.data.astronaut(), 2), "does not show the photo"),
        (np.zeros((8, 8, 3), np.uint8), "too small"),
    ],
)
def test_another_picture_is_refused_in_words(generated: RGB8, words: str) -> None:
    with pytest.raises(PicturesDiffer, match=words):
        reproject(photo(), np.ascontiguousarray(generated), subject())


def test_reprojection_needs_no_torch() -> None:
    modules = "mirrorppr_desktop.neural.fuse, mirrorppr_desktop.neural.reproject"
    code = f"import sys, {modules}; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
