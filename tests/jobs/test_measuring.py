from __future__ import annotations

from pathlib import Path

import insightface
import numpy as np
import pytest
from PIL import Image

from mirrorppr_desktop.errors import ModelFileError, NotAPhoto
from mirrorppr_desktop.jobs import measuring
from mirrorppr_desktop.jobs.questions import CompareAsk, Compared
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import Asked, FileId, Record
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.settings import sidecar_path
from mirrorppr_desktop.subject.find import find

GROUP = Path(insightface.__file__).parent / "data" / "images" / "t1.jpg"


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """The third of six people retouched, with a sidecar."""
    picture = np.asarray(Image.open(GROUP).convert("RGB"))
    size = (picture.shape[1], picture.shape[0])
    part = simulate(find(picture, size).faces[2], [named("Enlarge eyes", 1.5)], size)
    retouch = Retouch(size, (part,), Provenance("llw", "1"))
    path = tmp_path / "result.png"
    Image.fromarray(render(picture, retouch)).save(path)
    digest = file_sha256(path)
    record = Record(
        FileId(GROUP.name, digest, 1), FileId(path.name, digest, 1), retouch, OutputOptions(),
        Asked(FacePolicy.ALL, digest, digest),
    )  # fmt: skip
    sidecar_path(path).write_text(record.to_text())
    return path


def compare(photo: Path, result: Path, model: str | None = None) -> Compared:
    answer = measuring.answer(CompareAsk(photo, result, model))
    assert isinstance(answer, Compared) and (answer.photo, answer.result) == (photo, result)
    return answer


def test_the_face_that_was_retouched_is_the_one_that_differs(result: Path) -> None:
    compared = compare(GROUP, result)
    assert [one.face for one in compared.faces] == [1, 2, 3, 4, 5, 6] and compared.model is None
    assert all(one.identity is None for one in compared.faces)
    assert min(compared.faces, key=lambda one: one.face_ssim).face == 3
    others = [one for one in compared.faces if one.face != 3]
    assert compared.faces[2].face_ssim < 0.999 and min(one.face_ssim for one in others) > 0.9999
    assert 1 < compared.largest_move_px < 20


def test_without_a_sidecar_no_move_is_told(result: Path) -> None:
    sidecar_path(result).unlink()
    assert compare(GROUP, result).largest_move_px == 0


def test_a_photo_with_itself(tmp_path: Path) -> None:
    compared = compare(GROUP, GROUP)
    assert all((one.face_ssim, one.displacement) == (1, 0) for one in compared.faces)


def test_a_result_that_is_gone_and_a_model_that_is_missing(result: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAPhoto, match=r"gone\.png"):
        compare(GROUP, result.with_name("gone.png"))
    monkeypatch.setenv("MIRRORPPR_HOME", str(result.parent / "home"))
    with pytest.raises(ModelFileError):
        compare(GROUP, result, "no such model")
