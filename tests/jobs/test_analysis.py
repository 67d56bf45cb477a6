"""What a window hears about pairs and photos, on real photos that packages ship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import insightface
import matplotlib
import numpy as np
import pytest
import pyvips
import skimage.data
import tifffile
from identity_models import write_identity_model
from PIL import Image

from mirrorppr_desktop.errors import DamagedPhoto, ModelFileError
from mirrorppr_desktop.jobs import analysis, pair_analysis
from mirrorppr_desktop.jobs.lane import Lane
from mirrorppr_desktop.jobs.photo_memory import PhotoMemory
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Detail,
    DetailAsk,
    PairAsk,
    PairFound,
    PairRefused,
    PairTrouble,
    View,
    ViewAsk,
)
from mirrorppr_desktop.metrics.embed import forget_models
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import ExemplarPair, RetouchRequest
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find

GROUP = Path(insightface.__file__).parent / "data" / "images" / "t1.jpg"
GRACE = Path(matplotlib.__file__).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"


def save(picture: RGB8, path: Path) -> Path:
    Image.fromarray(picture).save(path)
    return path


def retouched(picture: RGB8, number: int | None = None) -> RGB8:
    size = (picture.shape[1], picture.shape[0])
    faces = [face for face in find(picture, size, precise=True).faces if number in (None, face.number)]
    parts = tuple(simulate(face, [named("Enlarge eyes", 1), named("Plump lips", 1)], size) for face in faces)
    return render(picture, Retouch(size, parts, Provenance("test", "1")))


@pytest.fixture(scope="module")
def astronaut() -> RGB8:
    return np.asarray(skimage.data.astronaut())


@pytest.fixture(scope="module")
def pair(astronaut: RGB8, tmp_path_factory: pytest.TempPathFactory) -> ExemplarPair:
    folder = tmp_path_factory.mktemp("pair")
    return ExemplarPair(save(astronaut, folder / "before.png"), save(retouched(astronaut), folder / "after.png"))


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    analysis._photos.cache_clear()
    analysis._built.clear()


def found(pair: ExemplarPair) -> PairFound:
    answer = analysis.answer(PairAsk(pair))
    assert isinstance(answer, PairFound), answer
    return answer


def refused(pair: ExemplarPair) -> PairRefused:
    answer = analysis.answer(PairAsk(pair))
    assert isinstance(answer, PairRefused), answer
    return answer


# --- pairs


def test_a_pair_tells_its_operations_and_its_movement(pair: ExemplarPair) -> None:
    answer = found(pair)
    names = [one.name for one in answer.operations]
    assert "Enlarge eyes" in names
    assert all(one.name not in one.could_be for one in answer.operations)
    assert answer.before.shape == answer.after.shape and answer.movement.shape == (*answer.before.shape[:2], 2)
    longest = float(np.hypot(answer.movement[..., 0], answer.movement[..., 1]).max())
    assert longest == pytest.approx(answer.largest_motion_px, rel=0.3)  # in pixels of the file
    assert (answer.face, answer.faces, answer.tone, answer.drift_px) == (1, 1, "", 0)
    assert answer.trust > 0.8
    assert answer.warnings == ()


def test_a_small_face_and_what_moved_elsewhere_are_told(tmp_path: Path, astronaut: RGB8) -> None:
    small = cv2.resize(astronaut, (380, 380), interpolation=cv2.INTER_AREA)
    after = retouched(small)
    after[20:120, 5:105] = cv2.resize(small[25:115, 10:100], (100, 100))  # the flag behind her is drawn larger
    answer = found(ExemplarPair(save(small, tmp_path / "a.png"), save(after, tmp_path / "b.png")))
    assert len(answer.warnings) <= 3
    size, elsewhere = answer.warnings[-2:]
    assert size.startswith("The face in a.png is small: ") and "px between the eyes" in size
    assert elsewhere.startswith("Beyond the face: moved by up to ") and elsewhere.endswith("not carried over.")


def test_a_grade_is_told_in_words(pair: ExemplarPair, tmp_path: Path) -> None:
    after = np.asarray(Image.open(pair.after))
    graded = save(np.clip(after.astype(int) + 12, 0, 255).astype(np.uint8), tmp_path / "graded.png")
    assert found(ExemplarPair(pair.before, graded)).tone.startswith("lighter by 1")


def test_of_several_faces_the_retouched_one_is_named(tmp_path: Path, astronaut: RGB8) -> None:
    face = astronaut[:256, 96:352]
    both = np.full((300, 520, 3), 128, np.uint8)
    both[20:276, 10:266], both[60:220, 320:480] = face, cv2.resize(face, (160, 160), interpolation=cv2.INTER_AREA)
    answer = found(ExemplarPair(save(both, tmp_path / "a.png"), save(retouched(both, 2), tmp_path / "b.png")))
    assert (answer.face, answer.faces) == (2, 2)
    assert any(line.startswith("Face 2 of 2") for line in answer.warnings)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of random weights; what it is called by is looked up nowhere."""
    made = write_identity_model(tmp_path / "model.onnx")
    monkeypatch.setattr(pair_analysis, "ModelStore", lambda: SimpleNamespace(use=lambda _name: made))
    yield made
    forget_models()


@pytest.fixture
def negative(pair: ExemplarPair, tmp_path: Path) -> ExemplarPair:
    """The retouch printed as a negative: a model does not know her any more."""
    return ExemplarPair(pair.before, save(255 - np.asarray(Image.open(pair.after)), tmp_path / "negative.png"))


def test_a_model_says_that_these_are_two_people(model: Path, negative: ExemplarPair, pair: ExemplarPair) -> None:
    assert isinstance(analysis.answer(PairAsk(pair, "any")), PairFound)
    assert isinstance(analysis.answer(PairAsk(negative)), PairFound)  # without one nothing says so
    answer = analysis.answer(PairAsk(negative, "any"))
    assert isinstance(answer, PairRefused) and answer.trouble is PairTrouble.DIFFERENT_PEOPLE and answer.can_overrule
    told = re.fullmatch(
        r"before\.png and negative\.png show two different people \(similarity (-?0\.\d\d); a pair needs 0\.60\)\. "
        r"Nothing was learned\.",
        answer.reason,
    )
    assert told and float(told[1]) < 0.6


def test_the_user_knows_better(model: Path, negative: ExemplarPair) -> None:
    answer = analysis.answer(PairAsk(replace(negative, same_person=True), "any"))
    assert isinstance(answer, PairFound)
    assert {"Enlarge eyes", "Plump lips"} <= {one.name for one in answer.operations}


def test_a_model_that_cannot_be_used_leaves_the_stand_ins(
    model: Path, negative: ExemplarPair, pair: ExemplarPair, tmp_path: Path
) -> None:
    model.write_bytes(b"no model")
    assert isinstance(analysis.answer(PairAsk(negative, "any")), PairFound)
    hopper = save(np.asarray(Image.open(GRACE).convert("RGB").resize((512, 512))), tmp_path / "hopper.png")
    answer = analysis.answer(PairAsk(ExemplarPair(pair.before, hopper), "any"))
    assert isinstance(answer, PairRefused) and "no identity model; face-crop SSIM 0." in answer.reason


@pytest.mark.parametrize(("size", "can_overrule"), [((512, 512), True), ((400, 500), False)])
def test_what_can_be_overruled_is_told(
    size: tuple[int, int], can_overrule: bool, pair: ExemplarPair, tmp_path: Path
) -> None:
    hopper = save(np.asarray(Image.open(GRACE).convert("RGB").resize(size)), tmp_path / "hopper.png")
    answer = refused(ExemplarPair(pair.before, hopper))
    assert answer.trouble is PairTrouble.DIFFERENT_PEOPLE and answer.can_overrule is can_overrule
    assert "landmark displacement 0." in answer.reason


@pytest.mark.parametrize(
    ("make", "trouble", "words"),
    [
        ("same", PairTrouble.NO_CHANGE, "before.png and other.png hardly differ: largest movement 0.0 px, no tone"),
        ("graded", PairTrouble.NO_CHANGE, "px, the tone was changed (lighter by"),
        ("person", PairTrouble.DIFFERENT_PEOPLE, "do not show the same picture"),
        ("crop", PairTrouble.DIFFERENT_CROP, "other.png is cropped tighter than before.png ("),
        ("broken", PairTrouble.UNREADABLE, "other.png: damaged"),
        ("missing", PairTrouble.UNREADABLE, "other.png: no such file"),
    ],
)
def test_a_pair_that_cannot_be_used_says_of_which_kind(
    make: str, trouble: PairTrouble, words: str, pair: ExemplarPair, tmp_path: Path
) -> None:
    before, other = np.asarray(Image.open(pair.before)), tmp_path / "other.png"
    match make:
        case "same":
            save(before, other)
        case "graded":
            save(np.clip(before.astype(int) + 15, 0, 255).astype(np.uint8), other)
        case "person":
            save(np.asarray(Image.open(GRACE).convert("RGB").resize((512, 512))), other)
        case "crop":
            save(np.ascontiguousarray(before[:400, 60:460]), other)
        case "broken":
            other.write_bytes(pair.before.read_bytes()[:40_000])
    answer = refused(ExemplarPair(pair.before, other))
    assert answer.trouble is trouble and words in answer.reason
    assert "other.png" in answer.reason


def test_a_pair_without_a_face(tmp_path: Path) -> None:
    coffee = np.asarray(skimage.data.coffee())
    answer = refused(ExemplarPair(save(coffee, tmp_path / "a.png"), save(coffee, tmp_path / "b.png")))
    assert answer.trouble is PairTrouble.NO_FACE and "a.png: no face was found" in answer.reason


# --- views


def view(path: Path, pair: ExemplarPair | None = None, long_side: int = 800) -> View:
    request = None if pair is None else RetouchRequest(pair)
    answer = analysis.answer(ViewAsk(path, long_side, request))
    assert isinstance(answer, View) and answer.request == request and answer.path == path
    return answer


def test_a_view_of_a_group_with_what_the_pair_would_do(pair: ExemplarPair) -> None:
    answer = view(GROUP, pair)
    assert answer.pixels.shape == (554, 800, 3) and answer.pixels.dtype == np.uint8
    assert (answer.facts.size, answer.facts.bits, answer.facts.format) == ((1280, 886), 8, "jpeg")
    assert len(answer.subject.faces) == 6 and answer.subject.size == (1280, 886)
    assert answer.subject.silhouette is not None and answer.subject.body is not None
    assert [part.face for part in answer.proposed.faces] == [1, 2, 3, 4, 5, 6]
    assert answer.proposed.size == (1280, 886) and answer.proposed.strength == 1 and answer.trouble == ""


def test_a_view_without_a_pair_proposes_nothing() -> None:
    answer = view(GRACE)
    assert len(answer.subject.faces) == 1 and answer.proposed.parts == () and answer.trouble == ""


def test_a_photo_of_nobody_is_shown_all_the_same(pair: ExemplarPair, tmp_path: Path) -> None:
    path = save(np.asarray(skimage.data.coffee()), tmp_path / "cup.png")
    answer = view(path, pair)
    assert answer.pixels.shape == (400, 600, 3) and answer.proposed.parts == ()
    assert answer.trouble == "cup.png: no face was found. It may be turned away or smaller than 24 px."


def test_sixteen_bits_in_another_space_are_seen_as_they_look(tmp_path: Path, astronaut: RGB8) -> None:
    icc = bytes(pyvips.Image.profile_load("p3"))
    path = tmp_path / "deep.tif"
    tifffile.imwrite(path, astronaut.astype(np.uint16) * 257, photometric="rgb", iccprofile=icc)
    answer = view(path)
    assert (answer.facts.bits, answer.facts.format) == (16, "tiff")
    assert "P3" in answer.facts.profile
    assert np.array_equal(answer.pixels, srgb_view(read(path), 800))
    shirt, seen = astronaut[400:440, 150:170].mean(axis=(0, 1)), answer.pixels[400:440, 150:170].mean(axis=(0, 1))
    assert np.ptp(seen) > np.ptp(shirt) + 5  # the orange of a wide space is more orange in sRGB


def test_a_pair_that_cannot_be_used_leaves_the_photo_to_be_seen(tmp_path: Path) -> None:
    bad = ExemplarPair(save(np.zeros((64, 64, 3), np.uint8), tmp_path / "a.png"), tmp_path / "b.png")
    answer = view(GRACE, bad)
    assert ("b.png: no such file" in answer.trouble and answer.pixels.shape[0] == 606) or answer.pixels.size
    assert answer.proposed.parts == ()


def test_an_engine_is_built_once_and_anew_when_the_pair_changes(
    pair: ExemplarPair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[RetouchRequest] = []
    build = analysis.engines.build
    monkeypatch.setattr(analysis.engines, "build", lambda request: built.append(request) or build(request))
    for path in (GRACE, GROUP, GRACE):
        view(path, pair)
    assert len(built) == 1
    copy = ExemplarPair(pair.before, save(np.asarray(Image.open(pair.after)), tmp_path / "after.png"))
    view(GRACE, copy)
    save(np.asarray(Image.open(pair.before)), copy.after)  # exported again, without a change
    assert "hardly differ" in view(GRACE, copy).trouble or "no change" in view(GRACE, copy).trouble
    assert len(built) == 3


def test_without_models_a_photo_is_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModelFileError("the face model is missing")

    monkeypatch.setattr(analysis, "find", missing)
    answer = view(GRACE)
    assert answer.trouble == "the face model is missing" and answer.pixels.size


def test_a_damaged_photo_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "cut.jpg"
    path.write_bytes(GROUP.read_bytes()[:50_000])
    with pytest.raises(DamagedPhoto, match=r"cut\.jpg"):
        analysis.answer(ViewAsk(path, 800))


# --- details


def test_a_detail_is_what_a_run_would_write_there(pair: ExemplarPair) -> None:
    seen = view(GROUP, pair)
    x0, y0, x1, y1 = (int(v) for v in seen.subject.faces[2].box)
    answer = analysis.answer(DetailAsk(GROUP, (x0, y0, x1, y1), seen.proposed))
    assert isinstance(answer, Detail) and answer.after is not None
    pixels = read(GROUP).pixels
    assert np.array_equal(answer.before, pixels[y0:y1, x0:x1])
    assert np.array_equal(answer.after, render(pixels, seen.proposed)[y0:y1, x0:x1])
    assert (answer.after != answer.before).any()


def test_a_box_that_sticks_out_is_cut_to_the_photo() -> None:
    answer = analysis.answer(DetailAsk(GRACE, (-50, 590, 40, 900)))
    assert isinstance(answer, Detail) and answer.box == (0, 590, 40, 600) and answer.after is None
    assert answer.before.shape == (10, 40, 3)
    outside = analysis.answer(DetailAsk(GRACE, (5000, 0, 5100, 100)))
    assert isinstance(outside, Detail) and outside.before.size == 0


def test_photos_are_decoded_once_while_they_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    monkeypatch.setattr(
        "mirrorppr_desktop.jobs.photo_memory.read",
        lambda path, **more: decoded.append(path.name) or read(path, **more),
    )
    paths = [save(np.full((100, 100, 3), n, np.uint8), tmp_path / f"{n}.png") for n in range(3)]
    memory = PhotoMemory()
    for n in (0, 1, 0, 1, 2, 1, 0):
        assert memory.read(paths[n]).pixels[0, 0, 0] == n
    assert decoded == ["0.png", "1.png", "2.png", "0.png"]
    save(np.full((90, 100, 3), 7, np.uint8), paths[0])
    assert memory.read(paths[0]).pixels[0, 0, 0] == 7
    small = PhotoMemory(limit_bytes=20_000)
    for n in (1, 1):
        small.read(paths[n])
    assert decoded[-2:] == ["1.png", "1.png"]  # larger than the limit: not kept


def test_in_a_lane(pair: ExemplarPair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import queue

    monkeypatch.setenv("MIRRORPPR_HOME", str(tmp_path))
    answers: queue.Queue[Answer] = queue.Queue()
    lane = Lane("mirrorppr_desktop.jobs.analysis:answer", answers.put, name="analysis")
    try:
        lane.ask(PairAsk(pair))
        lane.ask(ViewAsk(GRACE, 400, RetouchRequest(pair)))
        first, second = answers.get(timeout=120), answers.get(timeout=120)
    finally:
        lane.close()
    assert isinstance(first, PairFound) and isinstance(second, View)
    assert len(second.proposed.faces) == 1
