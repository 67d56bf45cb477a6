"""The models: what they are, that they are silent, and what is said when they are missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.subject import models
from mirrorppr_desktop.subject.find import clear, find


def in_a_new_process(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: Path(model.file).stem)
def test_each_model_gives_the_outputs_that_it_is_read_by(model):
    shapes = {
        models.FACE_DETECTION: [48 * 48 * 16, 48 * 48],
        models.FACE_MESH: [478 * 3, 1],
        models.POSE_DETECTION: [2254 * 12, 2254],
        models.POSE_LANDMARKS: [39 * 5, 1, 64 * 64 * 39],
        models.SEGMENTATION: [256 * 256],
    }
    outputs = models.run(model, np.random.default_rng(0).integers(0, 255, (*model.size[::-1], 3), np.uint8))
    for index, length in enumerate(shapes[model]):
        assert outputs[index].shape == (length,)
        assert np.isfinite(outputs[index]).all()


def test_outputs_outlive_the_next_run():
    size = (*models.FACE_DETECTION.size[::-1], 3)
    black = models.run(models.FACE_DETECTION, np.zeros(size, np.uint8))
    before = black[1].copy()
    models.run(models.FACE_DETECTION, np.random.default_rng(0).integers(0, 255, size, np.uint8))
    assert np.array_equal(black[1], before)


def test_nothing_heavy_comes_with_the_room_and_nothing_reaches_the_terminal():
    code = """
import sys
import numpy as np
import mirrorppr_desktop.subject.find as room
assert not [name for name in sys.modules if name.startswith("mediapipe")], "loaded before the first search"
rng = np.random.default_rng(0)
room.find(rng.integers(0, 255, (300, 400, 3), np.uint8), (400, 300), with_body=True, with_silhouette=True)
print(sorted(set(sys.modules) & {"mediapipe", "matplotlib", "sounddevice", "jax", "tensorflow"}))
"""
    done = in_a_new_process(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_a_home_that_cannot_be_written_to_is_no_matter(tmp_path):
    code = """
import numpy as np
from mirrorppr_desktop.subject.find import find
print(len(find(np.zeros((50, 50, 3), np.uint8), (50, 50), with_silhouette=True).faces))
"""
    home = str(tmp_path / "missing")
    done = in_a_new_process(code, HOME=home, XDG_CACHE_HOME=home, MPLCONFIGDIR=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")
    assert not Path(home).exists()


def test_mediapipe_itself_can_be_imported_afterwards(astronaut, look):
    assert len(look(astronaut).faces) == 1
    code = """
import numpy as np
from mirrorppr_desktop.subject.find import find
find(np.zeros((50, 50, 3), np.uint8), (50, 50))
import mediapipe
mesh = mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=True)
print(mesh.process(np.zeros((50, 50, 3), np.uint8)).multi_face_landmarks)
"""
    done = in_a_new_process(code)
    assert (done.returncode, done.stdout) == (0, "None\n"), done.stderr


def test_our_mesh_agrees_with_the_one_of_mediapipe(astronaut, look, tmp_path):
    (face,) = look(astronaut, precise=True).faces
    code = f"""
import numpy as np
import mediapipe
picture = np.load({str(tmp_path / "picture.npy")!r})
mesh = mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=True, refine_landmarks=True)
points = mesh.process(picture).multi_face_landmarks[0].landmark
np.save({str(tmp_path / "points.npy")!r}, np.array([(p.x, p.y) for p in points]) * picture.shape[1::-1])
"""
    np.save(tmp_path / "picture.npy", astronaut)
    done = in_a_new_process(code)
    assert done.returncode == 0, done.stderr
    # One look from another crop, and corners instead of centres: about 1.5 % of the distance of the eye corners.
    distances = np.hypot(*(np.load(tmp_path / "points.npy") - face.landmarks).T) / face.scale
    assert np.median(distances) < 0.025
    assert distances.max() < 0.1


def test_a_missing_model_is_named_with_what_to_do(monkeypatch, tmp_path):
    clear()
    monkeypatch.setattr(models, "_package", lambda: tmp_path)
    with pytest.raises(
        ModelFileError, match=r"face_detection_full_range_sparse\.tflite is missing.*mediapipe==0\.10\.21"
    ):
        find(np.zeros((40, 40, 3), np.uint8), (40, 40))
    assert len(models.missing_files()) == len(models.ALL)


def test_a_damaged_model_is_named(monkeypatch, tmp_path):
    damaged = tmp_path / "modules" / "damaged.tflite"
    damaged.parent.mkdir()
    damaged.write_bytes(b"not a model")
    monkeypatch.setattr(models, "_package", lambda: tmp_path)
    with pytest.raises(ModelFileError, match=r"damaged\.tflite does not run"):
        models.run(models.ModelFile("damaged.tflite", (8, 8), 0, (0,), 1), np.zeros((8, 8, 3), np.uint8))


def test_memory_and_threads_stay_flat(astronaut):
    process = psutil.Process()

    def search(times):
        for _ in range(times):
            picture = rng.integers(0, 255, (160, 160, 3), np.uint8)
            picture[:128, :128] = astronaut[50:178, 160:288]
            find(picture, (160, 160), with_body=True, with_silhouette=True)

    rng = np.random.default_rng(0)
    search(10)
    before, threads = process.memory_info().rss, process.num_threads()
    search(40)
    assert process.memory_info().rss - before < 12 << 20  # 0.3 MB per photo
    assert process.num_threads() <= threads


def test_models_start_again_after_being_closed(astronaut, look):
    first = look(astronaut)
    clear()
    files = psutil.Process().num_fds() if hasattr(psutil.Process(), "num_fds") else 0
    for _ in range(5):
        clear()
        assert np.array_equal(look(astronaut).faces[0].landmarks, first.faces[0].landmarks)
    if files:
        clear()
        assert psutil.Process().num_fds() <= files
