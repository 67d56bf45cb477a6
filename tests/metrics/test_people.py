"""Whether a pair shows one person. The models have random weights: two faces lie far apart, and not by merit."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from identity_models import write_identity_model
from PIL import Image

from mirrorppr_desktop.metrics.embed import forget_models
from mirrorppr_desktop.metrics.people import (
    LEAST_SIMILARITY,
    PeopleMeasure,
    compare_people,
    compare_retouched,
    two_people_words,
    two_pictures_words,
)
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import MESH_POINTS


@pytest.fixture(autouse=True)
def fresh():
    yield
    forget_models()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """astronaut.png, hopper.png, and nobody.png, where no face is."""
    made = tmp_path_factory.mktemp("people")
    spec = importlib.util.find_spec("matplotlib")
    hopper = Path(spec.submodule_search_locations[0]) / "mpl-data" / "sample_data" / "grace_hopper.jpg"
    Image.open(hopper).convert("RGB").save(made / "hopper.png")
    Image.fromarray(skimage.data.astronaut()).save(made / "astronaut.png")
    Image.fromarray(np.full((200, 200, 3), 90, np.uint8)).save(made / "nobody.png")
    return made


@pytest.fixture
def model(tmp_path):
    return write_identity_model(tmp_path / "model.onnx")


def test_two_people_by_the_stand_ins(folder):
    found = compare_people(folder / "astronaut.png", folder / "hopper.png", None)
    assert found.identity is None and not found.are_two  # nothing says so without a model
    assert found.face_ssim < 0.4 and 0.02 < found.displacement < 0.3


def test_two_people_by_a_model(folder, model):
    found = compare_people(folder / "astronaut.png", folder / "hopper.png", model)
    assert found.are_two and -1 <= found.identity < LEAST_SIMILARITY


def test_one_person_wherever_the_face_lies(folder, model, tmp_path):
    picture = np.asarray(Image.open(folder / "astronaut.png"))
    elsewhere = np.full((900, 700, 3), 30, np.uint8)
    elsewhere[100:740, 50:690] = cv2.resize(picture, (640, 640))
    Image.fromarray(elsewhere).save(tmp_path / "elsewhere.png")
    found = compare_people(folder / "astronaut.png", tmp_path / "elsewhere.png", model)
    assert found.identity > 0.95 and found.face_ssim > 0.85 and found.displacement < 0.02
    assert not found.are_two


def test_without_a_face_nothing_is_known(folder):
    assert compare_people(folder / "astronaut.png", folder / "nobody.png", None) is None
    nobody = np.asarray(Image.open(folder / "nobody.png"))
    assert compare_retouched(nobody, nobody, np.zeros((MESH_POINTS, 2), np.float32), None) is None


def test_of_several_faces_the_retouched_one_is_compared(folder, model):
    face = skimage.data.astronaut()[:256, 96:352]
    both = np.ascontiguousarray(np.hstack([face, face]))
    altered = both.copy()
    altered[:, 256:] = 255 - altered[:, 256:]
    left, right = find(both, (512, 256)).faces
    same, other = (compare_retouched(both, altered, one.landmarks[:MESH_POINTS], model) for one in (left, right))
    assert same.identity == 1 and other.identity < 0


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        (None, "no face is in both"),
        (PeopleMeasure(0.31, 0.2, 0.1), "show two different people (similarity 0.31; a pair needs 0.60)"),
        (PeopleMeasure(0.83, 0.2, 0.1), "perhaps one person (similarity 0.83)"),
        (PeopleMeasure(None, 0.2, 0.1), "no identity model; face-crop SSIM 0.20, landmark displacement 0.10 of the"),
        (PeopleMeasure(None, 0.2, float("inf")), "no identity model; face-crop SSIM 0.20)"),
    ],
)
def test_words_tell_what_was_measured_and_by_what(measure, told):
    words = two_pictures_words("BP_0398.tif", "BP_0412_edit.tif", measure)
    assert words.startswith("BP_0398.tif and BP_0412_edit.tif ") and told in words and "Nothing was learned." in words
    assert two_people_words("a", "b", 0.5).endswith("Nothing was learned.")
