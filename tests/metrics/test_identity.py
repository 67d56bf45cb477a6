"""Faces before and after: the two stand-ins, and how identity models are asked.

The models here have random weights: they show that a face is cut out, turned into numbers and compared as it must be,
and nothing about who is who.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage
from identity_models import write_graph, write_identity_model
from onnx import helper
from PIL import Image

from mirrorppr_desktop.cli.demo import SHOOT
from mirrorppr_desktop.errors import ModelFileError, PicturesDiffer
from mirrorppr_desktop.metrics import embed
from mirrorppr_desktop.metrics.embed import TEMPLATE, align, forget_models, load_embedder, similarity
from mirrorppr_desktop.metrics.identity import compare_faces, five_points
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find


@pytest.fixture(scope="module")
def astronaut():
    return skimage.data.astronaut()


@pytest.fixture(scope="module")
def face(astronaut):
    return find(astronaut, (512, 512)).faces[0]


@pytest.fixture(scope="module")
def group():
    """Six people at a table."""
    photo = next(one for one in SHOOT if one.name == "group.jpg")
    package = pytest.importorskip(photo.package)
    return np.array(Image.open(Path(package.__file__).parent / photo.path).convert("RGB"))


@pytest.fixture(autouse=True)
def fresh():
    yield
    forget_models()


def enlarge_eyes(picture, face, strength=1.0):
    size = picture.shape[1], picture.shape[0]
    part = simulate(face, [OperationStrength("Enlarge eyes", strength)], size)
    return render(picture, Retouch(size, (part,), Provenance("llw", "1")))


@pytest.mark.parametrize("length", [128, 512], ids=["SFace", "ArcFace"])
def test_identical_pictures_are_identical(astronaut, face, tmp_path, length):
    model = write_identity_model(tmp_path / "m.onnx", length)
    (measured,) = compare_faces(astronaut, astronaut.copy(), (face,), model)
    assert (measured.face, measured.identity, measured.face_ssim, measured.displacement) == (1, 1.0, 1.0, 0.0)


@pytest.mark.parametrize("length", [128, 512], ids=["SFace", "ArcFace"])
def test_a_larger_edit_is_further_away(astronaut, face, tmp_path, length):
    model = write_identity_model(tmp_path / "m.onnx", length)
    some, more = (
        compare_faces(astronaut, enlarge_eyes(astronaut, face, strength), (face,), model)[0] for strength in (0.5, 1.5)
    )
    assert 1 > some.identity > more.identity > -1
    assert 1 > some.face_ssim > more.face_ssim > 0.5
    assert 0.001 < some.displacement < more.displacement < 0.1


def test_without_a_model_only_the_stand_ins_are_told(astronaut, face):
    (measured,) = compare_faces(astronaut, enlarge_eyes(astronaut, face), (face,), None)
    assert measured.identity is None
    assert measured.face_ssim < 1
    assert measured.displacement > 0


def test_each_face_is_measured_by_itself(group, tmp_path):
    size = group.shape[1], group.shape[0]
    faces = find(group, size).faces
    assert len(faces) >= 5
    after = enlarge_eyes(group, faces[2])
    measured = compare_faces(group, after, faces, write_identity_model(tmp_path / "m.onnx"))
    assert [one.face for one in measured] == [face.number for face in faces]
    for one in measured:
        if one.face == faces[2].number:
            assert one.identity < 1 and one.face_ssim < 0.999 and one.displacement > 0.001
        else:
            assert one.identity == pytest.approx(1, abs=1e-6)
            assert one.displacement == 0


def test_a_shift_is_measured_as_it_is_in_eye_distances(astronaut, face):
    after = np.roll(astronaut, (4, 3), axis=(0, 1))
    (measured,) = compare_faces(astronaut, after, (face,), None)
    assert measured.displacement == pytest.approx(5 / face.scale, rel=0.1)


def test_a_large_picture_gives_what_a_small_one_gives(astronaut, tmp_path):
    # 24 MP of one face: reduced without aliasing before it is looked at.
    large = cv2.resize(astronaut, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC)
    small_face, face = (find(astronaut, (side, side)).faces[0] for side in (512, 4096))
    model = write_identity_model(tmp_path / "m.onnx")
    after = enlarge_eyes(astronaut, small_face)
    large_after = cv2.resize(after, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC)
    (small,) = compare_faces(astronaut, after, (small_face,), model)
    (big,) = compare_faces(large, large_after, (face,), model)
    assert big.displacement == pytest.approx(small.displacement, rel=0.25)
    assert 1 - big.identity == pytest.approx(1 - small.identity, rel=0.35)


def test_where_no_face_is_left_the_displacement_is_infinite(astronaut, face, tmp_path):
    after = astronaut.copy()
    x0, y0, x1, y1 = (int(v) for v in face.box)
    after[y0 - 40 : y1 + 30, x0 - 40 : x1 + 40] = 128
    (measured,) = compare_faces(astronaut, after, (face,), write_identity_model(tmp_path / "m.onnx"))
    assert math.isinf(measured.displacement)
    assert measured.face_ssim < 0.3
    assert measured.identity < 1


def test_a_face_at_the_edge_is_measured(astronaut, face, tmp_path):
    x0, y0 = (int(v) for v in face.box[:2])
    cut = np.ascontiguousarray(astronaut[y0 - 8 :, x0 - 8 :])
    (at_edge,) = find(cut, (cut.shape[1], cut.shape[0])).faces
    (measured,) = compare_faces(cut, cut.copy(), (at_edge,), write_identity_model(tmp_path / "m.onnx"))
    assert (measured.identity, measured.face_ssim, measured.displacement) == (1.0, 1.0, 0.0)


def test_pictures_of_different_size_are_refused(astronaut, face):
    with pytest.raises(PicturesDiffer, match="512 x 512 and 500 x 512"):
        compare_faces(astronaut, astronaut[:, :500], (face,), None)


def test_the_alignment_is_that_of_insightface(astronaut, face):
    face_align = pytest.importorskip("insightface.utils.face_align")
    points = five_points(face.landmarks)
    ours = align(astronaut, points)
    with pytest.warns(FutureWarning):
        theirs = face_align.norm_crop(astronaut, points)
    assert np.abs(ours.astype(int) - theirs).max() <= 1


def test_the_eyes_come_to_lie_where_the_template_wants_them(face):
    points = five_points(face.landmarks)
    matrix = similarity(points, TEMPLATE)
    moved = points @ matrix[:, :2].T + matrix[:, 2]
    assert np.hypot(*(moved - TEMPLATE).T).max() < 8  # her smile is wider than the template's
    assert matrix[0, 0] == matrix[1, 1] and matrix[0, 1] == -matrix[1, 0]  # no shear, no mirror
    shifted = similarity(TEMPLATE.astype(np.float32) * 2 + 7, TEMPLATE)
    assert shifted == pytest.approx(np.array([[0.5, 0, -3.5], [0, 0.5, -3.5]]), abs=1e-5)


@pytest.mark.parametrize("normalises", [True, False])
def test_onnxruntime_alone_gives_what_insightface_gives(astronaut, face, tmp_path, monkeypatch, normalises):
    pytest.importorskip("insightface")
    path = write_identity_model(tmp_path / "m.onnx", normalises=normalises)
    points = five_points(face.landmarks)
    with_insightface = load_embedder(path)(astronaut, points)
    forget_models()
    monkeypatch.setitem(sys.modules, "insightface.model_zoo", None)
    alone = load_embedder(path)(astronaut, points)
    assert alone == pytest.approx(with_insightface, rel=1e-4, abs=1e-3)


def test_sface_sees_the_aligned_face_in_rgb(astronaut, face, tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    path = write_identity_model(tmp_path / "m.onnx", 128)
    points = five_points(face.landmarks)
    by_opencv = load_embedder(path)(astronaut, points)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    picture = align(astronaut, points).astype(np.float32).transpose(2, 0, 1)[None]
    by_hand = session.run(None, {"data": picture})[0].ravel().astype(np.float64)
    cosine = by_opencv @ by_hand / np.linalg.norm(by_opencv) / np.linalg.norm(by_hand)
    assert cosine > 0.999
    swapped = session.run(None, {"data": picture[:, ::-1]})[0].ravel().astype(np.float64)
    assert by_opencv @ swapped / np.linalg.norm(by_opencv) / np.linalg.norm(swapped) < cosine - 0.01


def test_a_model_is_loaded_once_until_its_file_changes(astronaut, face, tmp_path, monkeypatch):
    loads = []
    real = embed._load
    monkeypatch.setattr(embed, "_load", lambda path: loads.append(path) or real(path))
    path = write_identity_model(tmp_path / "m.onnx", 128)
    for _ in range(3):
        compare_faces(astronaut, astronaut, (face,), path)
    assert len(loads) == 1
    write_identity_model(path, 512)
    compare_faces(astronaut, astronaut, (face,), path)
    assert len(loads) == 2


def test_without_onnxruntime_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime.capi", None)
    with pytest.raises(ModelFileError, match=r"pip install onnxruntime. SFace does without"):
        load_embedder(write_identity_model(tmp_path / "m.onnx", 512))
    load_embedder(write_identity_model(tmp_path / "s.onnx", 128))


@pytest.mark.parametrize("length", [128, 512])
def test_a_network_that_cannot_run_is_told_when_it_is_loaded(tmp_path, length):
    node = helper.make_node("NoSuchOperator", ["data"], ["embedding"])
    path = write_graph(tmp_path / "broken.onnx", [node], [], (1, 3, 112, 112), (1, length))
    with pytest.raises(ModelFileError, match=r"broken\.onnx could not be loaded: .*"):
        load_embedder(path)


def test_a_network_that_answers_nothing_is_told(astronaut, face, tmp_path):
    path = write_identity_model(tmp_path / "dead.onnx", 512)
    black = np.zeros_like(astronaut)
    model = write_identity_model(tmp_path / "zero.onnx", 128)
    with pytest.raises(ModelFileError, match="no usable answer"):
        load_embedder(model)(black, five_points(face.landmarks))
    load_embedder(path)(black, five_points(face.landmarks))  # -1 is an answer


def test_a_missing_model_is_told(astronaut, face, tmp_path):
    with pytest.raises(ModelFileError, match=r"none\.onnx cannot be read"):
        compare_faces(astronaut, astronaut, (face,), tmp_path / "none.onnx")
