"""The light engine: vectors add up, strengths interpolate, what is drawn becomes a retouch of the original."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop import engines
from mirrorppr_desktop.errors import ModelFileError, NoFaceFound
from mirrorppr_desktop.jobs.plan import request_keys
from mirrorppr_desktop.neural import light
from mirrorppr_desktop.neural.config import LIGHTS
from mirrorppr_desktop.neural.light import LightEngine, WeightedPair
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import EngineName, ExemplarPair, FacePolicy, LightPlan, RetouchRequest
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.simulate import simulate
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject


@pytest.fixture(scope="module")
def astronaut() -> RGB8:
    """Her head, at a size at which the decoder still sees what moves."""
    return np.asarray(cv2.resize(skimage.data.astronaut()[:256, 96:352], (512, 512), interpolation=cv2.INTER_CUBIC))


@pytest.fixture(scope="module")
def subject(astronaut: RGB8) -> Subject:
    return find(astronaut, (512, 512))


def eyes(picture: RGB8, subject: Subject, strength: float) -> RGB8:
    """The picture with its eyes enlarged."""
    size = picture.shape[1], picture.shape[0]
    parts = tuple(simulate(face, [named("Enlarge eyes", strength)], size) for face in subject.scaled_to(size).faces)
    return render(picture, Retouch(size, parts, Provenance("test", "1")))


class FakeModel:
    """Sees in a pair by how much it got brighter, and draws eyes that many times larger."""

    tells_motion = False

    def __init__(self, subject: Subject, framing: float = 0.0) -> None:
        self.subject = subject
        self.config = replace(LIGHTS["tiny"], framing=framing)
        self.asked: list[RGB8] = []

    def embed(self, before: RGB8, after: RGB8) -> np.ndarray:
        embedding = np.zeros(64, np.float32)
        embedding[0] = (float(after.mean()) - float(before.mean())) / 10
        embedding[1] = 3  # of whatever picture: the embedding of no edit is not zero
        return embedding

    def draw(self, query: RGB8, embedding: np.ndarray) -> RGB8:
        assert embedding[1] == pytest.approx(3)
        self.asked.append(query)
        drawn = eyes(query, self.subject, float(embedding[0])) if embedding[0] else query
        return np.asarray(cv2.resize(drawn, (384, 368), interpolation=cv2.INTER_AREA))


class FramedModel(FakeModel):
    """The same for a model that is shown faces alone: their eyes are looked for in what it is shown."""

    def embed(self, before: RGB8, after: RGB8) -> np.ndarray:
        self.asked.append(before)
        return super().embed(before, after)

    def draw(self, query: RGB8, embedding: np.ndarray) -> RGB8:
        self.subject = find(query, (query.shape[1], query.shape[0]))
        return super().draw(query, embedding)


@pytest.fixture
def model(tmp_path: Path, subject: Subject, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "light.safetensors"
    file.write_bytes(b"a model")
    monkeypatch.setattr(light, "_loaded", lambda model, digest: FakeModel(subject))
    return file


@pytest.fixture
def pairs(tmp_path: Path) -> list[ExemplarPair]:
    """Three pairs that get brighter by 10, by 20, and darker by 5."""
    for level in (100, 110, 120, 95):
        Image.fromarray(np.full((48, 64, 3), level, np.uint8)).save(tmp_path / f"{level}.png")
    return [ExemplarPair(tmp_path / "100.png", tmp_path / f"{level}.png") for level in (110, 120, 95)]


def test_exemplars_add_up_with_their_weights(model: Path, pairs: list[ExemplarPair]) -> None:
    one = LightEngine.from_pairs(model, [WeightedPair(pairs[0])])
    assert (one.plain[:2], one.edit[:2]) == (pytest.approx((0, 3)), pytest.approx((1, 0)))
    weighted = [WeightedPair(pairs[0], 0.5), WeightedPair(pairs[1], 1.0), WeightedPair(pairs[2], -1.0)]
    several = LightEngine.from_pairs(model, weighted)
    assert several.edit[0] == pytest.approx(0.5 + 2 + 0.5)
    assert several.plain[:2] == pytest.approx((0, 3))  # a mean, however many there are
    assert several.exemplar_sha256 == one.exemplar_sha256
    assert pickle.loads(pickle.dumps(several)) == several


def _motion(retouch: Retouch, strength: float) -> np.ndarray:
    fields = replace(retouch, strength=strength).warps()
    return np.sum([one.dense((0, 0, 512, 512)) for one in fields], axis=0) if fields else np.zeros((512, 512, 2))


def test_what_is_drawn_becomes_a_warp_of_the_original(
    model: Path, pairs: list[ExemplarPair], astronaut: RGB8, subject: Subject
) -> None:
    engine = LightEngine.from_pairs(model, [WeightedPair(pairs[0])])
    retouch = engine.propose(astronaut, subject)
    assert (retouch.size, retouch.provenance.engine) == (subject.size, "light")
    assert [one.face for one in retouch.parts] == [1]
    truth, result = eyes(astronaut, subject, 1.0), render(astronaut, retouch)
    copy, ours = (float(((picture.astype(float) - truth) ** 2).mean()) for picture in (astronaut, result))
    assert ours < 0.3 * copy
    with pytest.raises(NoFaceFound):
        engine.propose(astronaut, Subject((512, 512), ()))


@pytest.fixture(scope="module")
def group() -> RGB8:
    """Two of her, smaller than the picture, on a grey ground."""
    head = cv2.resize(skimage.data.astronaut()[:256, 96:352], (360, 360), interpolation=cv2.INTER_CUBIC)
    picture = np.full((700, 1200, 3), 128, np.uint8)
    picture[40:400, 100:460], picture[280:640, 700:1060] = head, head[:, ::-1]
    return picture


def test_small_faces_are_looked_at_one_by_one(tmp_path: Path, group: RGB8, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = find(group, (1200, 700))
    fake = FramedModel(subject, framing=1.6)
    monkeypatch.setattr(light, "_loaded", lambda model, digest: fake)
    for name, brighter in (("before", 0), ("after", 10)):
        Image.fromarray(group + np.uint8(brighter)).save(tmp_path / f"{name}.png")
    (tmp_path / "model").write_bytes(b"a model")
    engine = LightEngine.from_pairs(
        tmp_path / "model", [WeightedPair(ExemplarPair(tmp_path / "before.png", tmp_path / "after.png"))]
    )
    assert {one.shape[0] == one.shape[1] and one.shape[0] < 400 for one in fake.asked} == {True}
    fake.asked.clear()
    large = np.asarray(cv2.resize(group, (2400, 1400), interpolation=cv2.INTER_CUBIC))
    retouch = engine.propose(group, find(group, (2400, 1400)))
    assert (retouch.size, [one.face for one in retouch.parts]) == ((2400, 1400), [1, 2])
    assert len(fake.asked) == 2
    truth, result = eyes(large, find(group, (2400, 1400)), 1.0), render(large, retouch)
    copy, ours = (float(((picture.astype(float) - truth) ** 2).mean()) for picture in (large, result))
    assert ours < 0.4 * copy
    assert engine.consistency(group, group + np.uint8(10), subject) == pytest.approx(1)


class MotionModel(FakeModel):
    """Tells a bump in the middle, three pixels high for an edit of 1, and half a pixel everywhere for no reason."""

    tells_motion = True

    def motion(self, query: RGB8, embedding: np.ndarray) -> np.ndarray:
        y, x = np.mgrid[-1:1:128j, -1:1:128j]
        bump = 3 * embedding[0] * np.exp(-8 * (x**2 + y**2))
        return np.stack([bump + 0.5, np.full_like(bump, 0.5)], axis=-1).astype(np.float32)


def test_what_a_model_tells_is_done_without_what_it_says_of_no_edit(
    model: Path, pairs: list[ExemplarPair], astronaut: RGB8, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(light, "_loaded", lambda model, digest: MotionModel(subject))
    engine = LightEngine.from_pairs(model, [WeightedPair(pairs[0])])
    done = _motion(engine.propose(astronaut, subject), 1.0)
    assert done[256, 256] == pytest.approx((4 * (3 - 0.2), 0), abs=0.3)  # 512 px for 128, less what is unsure
    assert np.abs(done[..., 1]).max() < 0.05
    assert not done[:40].any() and not done[:, -40:].any()
    twice = LightEngine.from_pairs(model, [WeightedPair(pairs[0], 2.0)])
    assert _motion(twice.propose(astronaut, subject), 1.0)[256, 256, 0] == pytest.approx(4 * (6 - 0.2), abs=0.5)


def test_a_model_that_looks_at_faces_refuses_a_pair_without_one(
    tmp_path: Path, pairs: list[ExemplarPair], subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").write_bytes(b"a model")
    monkeypatch.setattr(light, "_loaded", lambda model, digest: FakeModel(subject, framing=1.6))
    with pytest.raises(NoFaceFound, match=r"100\.png: no face was found"):
        LightEngine.from_pairs(tmp_path / "model", [WeightedPair(pairs[0])])


def test_a_strength_goes_through_the_embedding_and_stays_adjustable(
    model: Path, pairs: list[ExemplarPair], astronaut: RGB8, subject: Subject
) -> None:
    engine = LightEngine.from_pairs(model, [WeightedPair(pairs[0])], strength=0.5)
    assert engine.propose(astronaut, subject).parts
    # The pipeline performs it at the strength asked for: then it is what was drawn with half the edit.
    performed = _motion(engine.propose(astronaut, subject), 0.5)
    half_edit = LightEngine.from_pairs(model, [WeightedPair(pairs[0], 0.5)])
    assert performed == pytest.approx(_motion(half_edit.propose(astronaut, subject), 1.0), abs=1e-3)
    assert np.abs(performed).max() > 1
    assert LightEngine.from_pairs(model, [WeightedPair(pairs[0])], strength=0).propose(astronaut, subject).parts == ()


def test_a_request_builds_it(model: Path, pairs: list[ExemplarPair]) -> None:
    request = RetouchRequest(
        exemplar=pairs[0], engine=EngineName.LIGHT, light=LightPlan(model, 2.0, ((pairs[1], 0.5),)), strength=0.7,
        faces=FacePolicy.LARGEST,
    )  # fmt: skip
    built = engines.build(request)
    assert isinstance(built, LightEngine)
    assert (built.edit[0], built.strength, built.faces) == (pytest.approx(2 + 1), 0.7, FacePolicy.LARGEST)
    assert (built.name, built.version) == ("light", engines.version(EngineName.LIGHT))
    with pytest.raises(ValueError, match="needs the plan"):
        RetouchRequest(exemplar=pairs[0], engine=EngineName.LIGHT)
    with pytest.raises(ValueError, match="needs the plan"):
        RetouchRequest(exemplar=pairs[0], light=LightPlan(model))


def test_the_ledger_tells_models_exemplars_and_weights_apart(
    model: Path, pairs: list[ExemplarPair], tmp_path: Path
) -> None:
    def settings(plan: LightPlan | None) -> str:
        engine = EngineName.TRANSFER if plan is None else EngineName.LIGHT
        request = RetouchRequest(exemplar=pairs[0], engine=engine, light=plan)
        return request_keys(request, OutputOptions(), engines.version).settings_sha

    other = tmp_path / "other.safetensors"
    other.write_bytes(b"another model")
    same = tmp_path / "same.safetensors"
    same.write_bytes(model.read_bytes())
    plans = [None, LightPlan(model), LightPlan(other), LightPlan(model, 0.5), LightPlan(model, 1, ((pairs[1], 1.0),))]
    assert len({settings(one) for one in plans}) == len(plans)
    assert settings(LightPlan(same)) == settings(LightPlan(model))


def test_consistency_is_that_of_what_was_done(model: Path, pairs: list[ExemplarPair], astronaut: RGB8) -> None:
    engine = LightEngine.from_pairs(model, [WeightedPair(pairs[1])])
    brighter = np.full((48, 64, 3), 120, np.uint8)
    plain = np.full((48, 64, 3), 100, np.uint8)
    nobody = Subject((64, 48), ())
    assert engine.consistency(plain, brighter, nobody) == pytest.approx(1)
    assert engine.consistency(plain, plain, nobody) == pytest.approx(3 / np.hypot(2, 3))


def test_no_model_is_said_with_its_path(tmp_path: Path, pairs: list[ExemplarPair]) -> None:
    with pytest.raises(ModelFileError, match="train one first"):
        LightEngine.from_pairs(tmp_path / "none", [WeightedPair(pairs[0])])
