from __future__ import annotations

import os
import pickle
import re
from pathlib import Path

import cv2
import matplotlib
import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop.errors import (
    DifferentCrop,
    DifferentPictures,
    DifferentProportions,
    NoChangeInPair,
    NoFaceFound,
    NoFaceInPair,
)
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.transfer.engine import TransferEngine
from mirrorppr_desktop.transfer.pair import measure_pair

MADE_BY = Provenance("test", "1")


def save(picture: RGB8, path: Path) -> Path:
    Image.fromarray(picture).save(path)
    return path


def retouched(picture: RGB8, number: int | None = None) -> RGB8:
    size = (picture.shape[1], picture.shape[0])
    faces = [face for face in find(picture, size, precise=True).faces if number in (None, face.number)]
    operations = [named("Enlarge eyes", 1), named("Plump lips", 1)]
    return render(picture, Retouch(size, tuple(simulate(face, operations, size) for face in faces), MADE_BY))


@pytest.fixture(scope="module")
def astronaut() -> RGB8:
    return np.asarray(skimage.data.astronaut())


@pytest.fixture(scope="module")
def pair(astronaut: RGB8, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("pair")
    return save(astronaut, folder / "before.png"), save(retouched(astronaut), folder / "after.png")


def test_a_pair_tells_what_was_done(pair: tuple[Path, Path]) -> None:
    measured = measure_pair(*pair)
    assert measured.changes_shape and measured.face == measured.faces == 1
    assert measured.trust > 0.8 and measured.residual < 0.3
    assert measured.drift_px == 0
    assert measured.displacement.tone.change == pytest.approx(0, abs=0.5)
    assert 1 < measured.largest_motion_px < 10


def test_a_bigger_export_of_the_retouch_gives_the_same(pair: tuple[Path, Path], tmp_path: Path) -> None:
    after = np.asarray(Image.open(pair[1]))
    larger = save(cv2.resize(after, (1024, 1024), interpolation=cv2.INTER_CUBIC), tmp_path / "larger.png")
    same, other = measure_pair(*pair), measure_pair(pair[0], larger)
    assert other.largest_motion == pytest.approx(same.largest_motion, rel=0.25)


def test_the_face_that_was_retouched_is_the_one_that_counts(tmp_path: Path, astronaut: RGB8) -> None:
    """Two people, the smaller one retouched."""
    face = astronaut[:256, 96:352]
    small = cv2.resize(face, (160, 160), interpolation=cv2.INTER_AREA)
    both = np.full((300, 520, 3), 128, np.uint8)
    both[20:276, 10:266], both[60:220, 320:480] = face, small
    measured = measure_pair(save(both, tmp_path / "a.png"), save(retouched(both, 2), tmp_path / "b.png"))
    assert (measured.face, measured.faces) == (2, 2)
    assert measured.changes_shape


@pytest.mark.parametrize("grade", [1.0, 1.15])
def test_no_change_of_shape_is_refused_by_the_engine(pair: tuple[Path, Path], tmp_path: Path, grade: float) -> None:
    picture = np.asarray(Image.open(pair[0]))
    graded = save(np.clip(np.rint(picture * grade), 0, 255).astype(np.uint8), tmp_path / "graded.png")
    assert not measure_pair(pair[0], graded).changes_shape
    with pytest.raises(NoChangeInPair, match=r"graded\.png shows no change of shape"):
        TransferEngine.from_pair(pair[0], graded)


@pytest.mark.parametrize(
    ("rows", "columns", "share"),
    [((0, 512), (0, 412), 20), ((10, 420), (70, 480), 36), ((0, 330), (60, 390), 58)],
    ids=["other proportions", "same proportions", "tight"],
)
def test_another_crop_is_refused_with_how_much_it_leaves_out(
    rows: tuple[int, int], columns: tuple[int, int], share: int, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    after = np.asarray(Image.open(pair[1]))
    cut = np.ascontiguousarray(after[slice(*rows), slice(*columns)])
    cropped = save(cv2.resize(cut, None, fx=1.4, fy=1.4), tmp_path / "cropped.png")
    with pytest.raises(DifferentCrop) as caught:
        measure_pair(pair[0], cropped)
    found = re.fullmatch(
        r"cropped\.png is cropped tighter than before\.png \((\d+)%\)\. Export it again with the same crop\.",
        str(caught.value),
    )
    assert found and int(found[1]) == pytest.approx(share, abs=2)
    with pytest.raises(DifferentCrop, match=r"cropped\.png is cropped tighter than before\.png"):
        measure_pair(cropped, pair[0])


def test_two_parts_of_one_picture_are_told_as_such(tmp_path: Path, astronaut: RGB8) -> None:
    left, right = save(astronaut[:400, :400], tmp_path / "left.png"), save(astronaut[:400, 60:460], tmp_path / "b.png")
    with pytest.raises(DifferentCrop, match=r"b\.png shows another part of the picture than left\.png"):
        measure_pair(left, right)


def test_another_picture_is_refused(pair: tuple[Path, Path], tmp_path: Path, astronaut: RGB8) -> None:
    with pytest.raises(DifferentPictures, match="do not show the same picture"):
        measure_pair(pair[0], save(np.ascontiguousarray(astronaut[:, ::-1]), tmp_path / "flipped.png"))


@pytest.mark.parametrize("size", [(512, 512), (400, 500)], ids=["same proportions", "other proportions"])
def test_another_person_is_refused(size: tuple[int, int], pair: tuple[Path, Path], tmp_path: Path) -> None:
    folder = Path(matplotlib.__file__).parent / "mpl-data" / "sample_data"
    other = np.asarray(Image.open(folder / "grace_hopper.jpg").convert("RGB").resize(size))
    with pytest.raises(DifferentPictures, match="do not show the same picture"):
        measure_pair(pair[0], save(other, tmp_path / "other.png"))


def test_the_user_may_say_that_it_is_one_person(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = [save(np.asarray(Image.open(path)), tmp_path / path.name) for path in pair]
    monkeypatch.setattr("mirrorppr_desktop.transfer.pair.LEAST_LIKENESS", 1.1)
    monkeypatch.setattr("mirrorppr_desktop.transfer.mismatch.LEAST_LIKENESS", 1.1)
    with pytest.raises(DifferentPictures):
        measure_pair(*copies)
    assert measure_pair(*copies, same_person=True).changes_shape
    with pytest.raises(DifferentPictures):  # what was said once is not remembered here
        measure_pair(*copies)
    engine = TransferEngine.from_pair(*copies, same_person=True)
    seen = np.asarray(Image.open(copies[0]))
    made = engine.propose(seen, find(seen, (seen.shape[1], seen.shape[0])))
    assert made.provenance.said_same_person


def test_pictures_of_other_proportions_are_refused_whoever_says_what(pair: tuple[Path, Path], tmp_path: Path) -> None:
    folder = Path(matplotlib.__file__).parent / "mpl-data" / "sample_data"
    other = save(np.asarray(Image.open(folder / "grace_hopper.jpg").convert("RGB")), tmp_path / "other.png")
    with pytest.raises(DifferentProportions):
        measure_pair(pair[0], other, same_person=True)


def test_the_pair_measured_last_is_not_measured_again(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    first = measure_pair(*pair)
    assert measure_pair(*pair) is first
    copies = [save(np.asarray(Image.open(path)), tmp_path / path.name) for path in pair]
    assert measure_pair(*copies) is not first
    changed = measure_pair(*copies)
    os.utime(copies[1], ns=(1, 1))
    assert measure_pair(*copies) is not changed


def test_a_pair_without_a_face_is_refused(tmp_path: Path) -> None:
    coffee = save(np.asarray(skimage.data.coffee()), tmp_path / "coffee.png")
    with pytest.raises(NoFaceInPair, match="no face"):
        measure_pair(coffee, save(np.asarray(skimage.data.coffee()), tmp_path / "again.png"))


@pytest.fixture(scope="module")
def engine(pair: tuple[Path, Path]) -> TransferEngine:
    return TransferEngine.from_pair(*pair)


def test_the_exemplars_own_photo_gets_back_its_retouch(engine: TransferEngine, pair: tuple[Path, Path]) -> None:
    before, after = (np.asarray(Image.open(path)) for path in pair)
    result = render(before, engine.propose(before, find(before, (512, 512))))
    copy_error = ((before.astype(float) - after) ** 2).mean()
    assert ((result.astype(float) - after) ** 2).mean() < 0.25 * copy_error


def test_every_face_or_the_largest(engine: TransferEngine, pair: tuple[Path, Path], astronaut: RGB8) -> None:
    face = astronaut[:256, 96:352]
    both = np.concatenate([face, face], axis=1)
    subject = find(both, (512, 256))
    assert [one.face for one in engine.propose(both, subject).faces] == [1, 2]
    largest = TransferEngine.from_pair(*pair, faces=FacePolicy.LARGEST)
    assert len(largest.propose(both, subject).faces) == 1


def test_a_query_without_a_face_is_told(engine: TransferEngine, astronaut: RGB8) -> None:
    with pytest.raises(NoFaceFound):
        engine.propose(astronaut, Subject((512, 512), ()))


def test_the_engine_travels_to_a_worker_and_proposes_the_same(engine: TransferEngine, astronaut: RGB8) -> None:
    subject = find(astronaut, (512, 512))
    here = engine.propose(astronaut, subject)
    there = pickle.loads(pickle.dumps(engine)).propose(astronaut, subject)
    np.testing.assert_array_equal(here.parts[0].warp().vectors, there.parts[0].warp().vectors)
