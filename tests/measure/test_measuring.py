from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.measure.drift import fit_drift, unchanged_mask
from mirrorppr_desktop.measure.flow import measure
from mirrorppr_desktop.measure.tone import fit_tone
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find

Change = Callable[[RGB8], RGB8]


def rounded(values: np.ndarray) -> RGB8:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def jpeg(quality: int) -> Change:
    def change(picture: RGB8) -> RGB8:
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "JPEG", quality=quality)
        return np.asarray(Image.open(file))

    return change


def brighter(picture: RGB8) -> RGB8:
    return rounded(picture + 3.0)


def gain(picture: RGB8) -> RGB8:
    return rounded(picture * 1.08 + 6)


def graded(picture: RGB8) -> RGB8:
    lifted = 255 * (picture / 255.0) ** 0.85
    return rounded(lifted @ np.array([[1.05, -0.03, 0], [0, 0.98, 0.02], [0.02, 0, 0.93]]).T)


def sharpened(picture: RGB8) -> RGB8:
    return rounded(picture + 0.6 * (picture - cv2.GaussianBlur(picture, (0, 0), 1.5).astype(float)))


def shifted(picture: RGB8) -> RGB8:
    return np.pad(picture, ((0, 0), (1, 0), (0, 0)), mode="edge")[:, :-1]


def noisy(picture: RGB8) -> RGB8:
    return rounded(picture + np.random.default_rng(0).normal(0, 3, picture.shape))


NOT_AN_EDIT: dict[str, Change] = {
    "JPEG 75": jpeg(75),
    "JPEG 90": jpeg(90),
    "brighter": brighter,
    "gain": gain,
    "graded": graded,
    "shifted by a pixel": shifted,
    "noise": noisy,
}


@pytest.fixture(scope="module")
def portrait() -> RGB8:
    return np.asarray(cv2.resize(skimage.data.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC))


@pytest.fixture(scope="module")
def edit(portrait: RGB8) -> Retouch:
    face = find(portrait, (1024, 1024), precise=True).faces[0]
    operations = [named("Enlarge eyes", 1), named("Plump lips", 1), named("Narrow nasal alae", 0.8)]
    return Retouch((1024, 1024), (simulate(face, operations, (1024, 1024)),), Provenance("test", "1"))


def true_field(edit: Retouch) -> np.ndarray:
    return edit.parts[0].warp().dense((0, 0, 1024, 1024))


@pytest.mark.parametrize("name", NOT_AN_EDIT)
def test_what_is_no_edit_is_no_motion(portrait: RGB8, name: str) -> None:
    assert not measure(NOT_AN_EDIT[name](portrait), portrait).vectors.any()


def test_strong_sharpening_is_next_to_no_motion(portrait: RGB8) -> None:
    length = np.hypot(*np.moveaxis(measure(sharpened(portrait), portrait).vectors, 2, 0))
    assert length.max() < 0.8 and (length > 0.05).mean() < 0.002


@pytest.mark.parametrize("name", ["JPEG 90", "graded", "sharpened", "shifted by a pixel"])
def test_an_edit_is_measured_through_what_is_none(portrait: RGB8, edit: Retouch, name: str) -> None:
    after = {**NOT_AN_EDIT, "sharpened": sharpened}[name](render(portrait, edit))
    measured = measure(after, portrait).vectors
    truth = true_field(edit)
    alike = (measured * truth).sum() / np.sqrt((measured**2).sum() * (truth**2).sum())
    assert alike > 0.93
    assert np.sqrt((measured**2).sum() / (truth**2).sum()) == pytest.approx(1, abs=0.1)


def test_a_lossless_edit_is_zero_where_nothing_changed(portrait: RGB8, edit: Retouch) -> None:
    after = render(portrait, edit)
    far = cv2.dilate((after != portrait).any(axis=2).astype(np.uint8), np.ones((31, 31), np.uint8)) == 0
    assert far.mean() > 0.5
    assert np.abs(measure(after, portrait).vectors[far]).max() < 0.02


def test_pictures_of_different_sizes_are_refused(portrait: RGB8) -> None:
    with pytest.raises(ValueError, match="sizes"):
        measure(portrait[:-1], portrait)


def test_tone_of_a_grade_is_found_despite_an_edit(portrait: RGB8, edit: Retouch) -> None:
    tone = fit_tone(portrait, graded(render(portrait, edit)))
    error = np.abs(tone.apply(portrait).astype(int) - graded(portrait))
    assert error.mean() < 1.5
    assert fit_tone(portrait, portrait).change == pytest.approx(0, abs=0.2)


def test_drift_in_a_window_is_found_beside_an_edit(portrait: RGB8, edit: Retouch) -> None:
    """A tool that works in a window and pastes it back stretches the inside by a pixel and leaves the outside alone."""
    after = render(portrait, edit)
    x0, y0, x1, y1 = 60, 80, 980, 1000
    x, y = np.meshgrid(np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32))
    stretch = np.array([1.4 / (x1 - x0), 1.1 / (y1 - y0)])
    inside = cv2.remap(
        after,
        (x + stretch[0] * (x - x0)).astype(np.float32),
        (y + stretch[1] * (y - y0)).astype(np.float32),
        cv2.INTER_CUBIC,
    )
    pasted = after.copy()
    pasted[y0:y1, x0:x1] = inside
    measured = measure(pasted, portrait)
    assert measured.drift[0, 0] == pytest.approx(stretch[0], rel=0.2)
    assert measured.drift[1, 1] == pytest.approx(stretch[1], rel=0.2)
    assert measured.drift_px == pytest.approx(np.hypot(1.4, 1.1), rel=0.15)
    np.testing.assert_allclose(measured.drift_field.box, (x0, y0, x1, y1), atol=12)


def test_drift_by_hand() -> None:
    height, width = 120, 160
    y, x = np.mgrid[:height, :width].astype(np.float32)
    field = np.stack([0.5 + 0.004 * x, -0.3 + 0.002 * y], axis=-1).astype(np.float32)
    field[40:70, 50:90] += 6  # an edit that must not be heard
    drift = fit_drift(field, np.ones((height, width), np.float32), np.zeros((height, width), bool))
    np.testing.assert_allclose(drift.affine, [[0.004, 0, 0.5], [0, 0.002, -0.3]], atol=2e-3)


def test_a_mostly_unchanged_picture_has_no_drift(portrait: RGB8, edit: Retouch) -> None:
    after = render(portrait, edit)
    unchanged = unchanged_mask(portrait, after)
    assert unchanged.mean() > 0.8
    assert measure(after, portrait).drift_px == 0


def test_the_render_of_a_measured_field_gives_the_retouched_picture(portrait: RGB8, edit: Retouch) -> None:
    """The oracle: what was measured, applied to the picture before, gives the one after; copying gives much less."""
    after = render(portrait, edit)
    vectors = measure(after, portrait).vectors
    grid = WarpField.over((0, 0, 1023, 1023), 4, (1024, 1024))
    nodes = grid.node_points().reshape(grid.vectors.shape)
    field = grid.with_vectors(cv2.remap(vectors, nodes[..., 0], nodes[..., 1], cv2.INTER_LINEAR))
    plan = Retouch((1024, 1024), (type(edit.parts[0])(1, residual=field),), edit.provenance)

    def psnr(picture: RGB8) -> float:
        return float(10 * np.log10(255**2 / ((picture.astype(float) - after) ** 2).mean()))

    assert psnr(render(portrait, plan)) > psnr(portrait) + 10
