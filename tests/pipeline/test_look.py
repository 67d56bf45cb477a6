"""Looks: what goes in comes out, to the bit; and whatever else is read is refused in words."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skimage.data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mirrorppr_desktop import engines
from mirrorppr_desktop.errors import BadLook, MirrorPPRError, UnknownOperation
from mirrorppr_desktop.look import (
    MAX_BYTES,
    THUMBNAIL_PX,
    Look,
    look_from_engine,
    look_from_operations,
    read_look,
    thumbnail_of,
    write_look,
)
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.catalogue import named
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, FacePolicy, RetouchRequest, SetStrength
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.retouch.sidecar import to_json
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.transfer.engine import VERSION, TransferEngine

SIZE = (512, 512)


@pytest.fixture(scope="module")
def astronaut() -> RGB8:
    return np.asarray(skimage.data.astronaut())


@pytest.fixture(scope="module")
def subject(astronaut: RGB8) -> Subject:
    return find(astronaut, SIZE, with_body=True, precise=True)


@pytest.fixture(scope="module")
def pair(astronaut: RGB8, subject: Subject, tmp_path_factory: pytest.TempPathFactory) -> ExemplarPair:
    folder = tmp_path_factory.mktemp("pair")
    operations = [named("Enlarge eyes", 1), named("Plump lips", 1)]
    done = perform(subject, operations, SIZE)
    Image.fromarray(astronaut).save(folder / "before.png")
    after = render(astronaut, Retouch(SIZE, done.parts, Provenance("test", "1")))
    Image.fromarray(after).save(folder / "after.png")
    return ExemplarPair(folder / "before.png", folder / "after.png")


@pytest.fixture(scope="module")
def engine(pair: ExemplarPair) -> TransferEngine:
    return TransferEngine.from_pair(pair.before, pair.after)


@pytest.fixture(scope="module")
def file(engine: TransferEngine, astronaut: RGB8, tmp_path_factory: pytest.TempPathFactory) -> Path:
    look = look_from_engine(engine, "Soft eyes é", thumbnail_of(astronaut))
    return write_look(look, tmp_path_factory.mktemp("look") / "soft.mplook")


def test_a_look_of_a_pair_proposes_the_identical_retouch(
    engine: TransferEngine, file: Path, astronaut: RGB8, subject: Subject
) -> None:
    built = engines.build(RetouchRequest(look=file))
    ours, theirs = engine.propose(astronaut, subject), built.propose(astronaut, subject)
    assert json.dumps(to_json(ours)) == json.dumps(to_json(theirs))  # to the last bit of every vector
    assert ours.parts and ours.parts[0].operations and ours.parts[0].residual is not None
    assert (built.name, built.version, built.needs_body) == (engine.name, engine.version, engine.needs_body)


def test_the_largest_face_is_asked_for_by_the_request(file: Path) -> None:
    built = engines.build(RetouchRequest(look=file, faces=FacePolicy.LARGEST))
    assert isinstance(built, TransferEngine) and built.faces is FacePolicy.LARGEST


def test_what_a_look_holds(engine: TransferEngine, file: Path) -> None:
    look = read_look(file)
    assert (look.name, look.made_by.engine_version) == ("Soft eyes é", VERSION)
    assert look.made_by.exemplar_sha256 == engine.exemplar_sha256
    assert "paid work" in look.licence
    assert look.operations == engine.plan.operations + engine.body
    assert look.thumbnail is not None
    with Image.open(io.BytesIO(look.thumbnail)) as picture:
        assert picture.size == (THUMBNAIL_PX, THUMBNAIL_PX)
    text = file.read_text(encoding="utf-8")
    assert str(file.parent) not in text and "before.png" not in text  # no path, no name


def test_named_operations_are_performed_exactly(tmp_path: Path, astronaut: RGB8, subject: Subject) -> None:
    operations = [named("Enlarge eyes", 0.4), named("Narrow shoulders", 0.6), named("Thin lips", 0.3)]
    path = write_look(look_from_operations(operations, "by hand"), tmp_path / "hand.mplook")
    built = engines.build(RetouchRequest(look=path))
    assert built.needs_body
    proposed = built.propose(astronaut, subject)
    wanted = perform(subject, operations, SIZE)
    assert {part.face: to_json(replace(proposed, parts=(part,)))["parts"] for part in proposed.parts} == {
        part.face: to_json(replace(proposed, parts=(part,)))["parts"] for part in wanted.parts
    }
    assert all(part.residual is None for part in proposed.parts) and proposed.provenance.exemplar_sha256 is None


def test_a_look_of_the_body_alone_leaves_faces_alone(tmp_path: Path, astronaut: RGB8, subject: Subject) -> None:
    look = look_from_operations([named("Narrow shoulders", 0.6)], "body")
    assert [part.face for part in look.to_engine().propose(astronaut, subject).parts] == [None]
    with pytest.raises(UnknownOperation):
        look_from_operations([replace(named("Thin lips", 1), name="Thinner lips")], "x")


def test_a_file_that_is_there_is_replaced_only_on_request(tmp_path: Path) -> None:
    look = look_from_operations([named("Enlarge eyes", 0.4)], "one")
    path = write_look(look, tmp_path / "a.mplook")
    other = replace(look, name="two")
    assert write_look(other, path).name == "a_2.mplook" and read_look(path).name == "one"
    assert write_look(other, path, replace_it=True) == path and read_look(path).name == "two"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mplook", "a_2.mplook"]


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    look = replace(look_from_operations([named("Enlarge eyes", 0.4)], "x"), trust=1.5)
    with pytest.raises(BadLook, match="trust"):
        write_look(look, tmp_path / "a.mplook")
    assert list(tmp_path.iterdir()) == []


# --- hostile files


def changed(file: Path, key: str, value: object) -> str:
    """The look's text with a value replaced; a key is a path with dots."""
    data = json.loads(file.read_text(encoding="utf-8"))
    *way, last = key.split(".")
    entry = data
    for step in way:
        entry = entry[int(step)] if isinstance(entry, list) else entry[step]
    entry[int(last) if isinstance(entry, list) else last] = value
    return json.dumps(data)


def floats(*values: float, count: int = 468 * 2) -> str:
    numbers = np.resize(np.array(values, "<f4"), count)
    return base64.b64encode(zlib.compress(numbers.tobytes())).decode()


BOMB = base64.b64encode(zlib.compress(bytes(1 << 26))).decode()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("kind", "mirrorppr sidecar", "no look of this program"),
        ("schema", 2, "newer version"),
        ("schema", True, "schema"),
        ("engine", "neural", "needs the engine 'neural'"),
        ("name", "x" * 300, "name"),
        ("trust", float("nan"), "no number"),
        ("trust", 1e308, "trust"),
        ("exemplar_sha256", ["A" * 64, "b" * 64], "SHA-256"),
        ("exemplar_sha256", ["a" * 64], "two digests"),
        ("face.operations.0.name", "Enlarge noses", "no operation is called"),
        ("face.operations.0.name", "enlarge eyes", "not an operation that can stand here"),
        ("face.operations.0.name", "Slim waist", "not an operation that can stand here"),
        ("face.operations.0.strength", -1, "strength"),
        ("face.operations", [{}] * 200, "at most 100"),
        ("body", [{"name": "Enlarge eyes", "strength": 1, "confidence": 1, "share": 1}], "can stand here"),
        ("face.carried.size", [1 << 20, 5], "size"),
        ("face.carried.landmarks", BOMB, "as many numbers"),
        ("face.carried.landmarks", floats(float("inf")), "not finite"),
        ("face.carried.landmarks", floats(1e9), "leave the photo"),
        ("face.carried.landmarks", floats(7.0), "not those of a face"),
        ("face.carried.landmarks", floats(0.0, 0.01), "not those of a face"),
        ("face.carried.field.vectors", BOMB, "as many numbers"),
        ("face.carried.field.vectors", "!!", "unpacked"),
        ("face.carried.field.nodes", [1 << 15, 1 << 15], "too many nodes"),
        ("face.carried.field.step", [100.0, 100.0], "not those of a face"),
        ("face.carried.field.step", [0, 1], "step"),
        ("face", {"operations": [], "carried": None}, "neither"),
        ("thumbnail", "!!!!", "unpacked"),
        ("thumbnail", base64.b64encode(b"<svg/>").decode(), "JPEG or PNG"),
        ("thumbnail", base64.b64encode(b"\xff\xd8\xff").decode(), "thumbnail"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(file: Path, tmp_path: Path, key: str, value: object, words: str) -> None:
    path = tmp_path / "bad.mplook"
    path.write_text(changed(file, key, value))
    with pytest.raises(BadLook, match=words) as told:
        read_look(path)
    assert str(told.value).startswith("bad.mplook: ")


def test_a_thumbnail_that_would_unpack_to_much_is_refused(file: Path, tmp_path: Path) -> None:
    coded = io.BytesIO()
    Image.new("L", (9000, 9000)).save(coded, "PNG")
    path = tmp_path / "bad.mplook"
    path.write_text(changed(file, "thumbnail", base64.b64encode(coded.getvalue()).decode()))
    with pytest.raises(BadLook, match="too large"):
        read_look(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"[" * 200_000, b'{"schema": ' + b"9" * 5000 + b"}", b"\xff\xfe\x00", os.urandom(999)],
)
def test_what_is_no_look_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.mplook"
    path.write_bytes(content)
    with pytest.raises(BadLook, match=r"^bad\.mplook: "):
        read_look(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadLook, match="no such file"):
        read_look(tmp_path / "gone.mplook")
    with pytest.raises(BadLook):
        read_look(tmp_path)
    os.mkfifo(tmp_path / "pipe.mplook")
    with pytest.raises(BadLook):
        read_look(tmp_path / "pipe.mplook")
    with (tmp_path / "long.mplook").open("wb") as long:
        long.truncate(MAX_BYTES * 100)  # sparse
    with pytest.raises(BadLook, match="longer than"):
        read_look(tmp_path / "long.mplook")


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_CARRIED = [f"face.carried.{key}" for key in ("size", "landmarks", "moved", "field", "field.origin", "field.step")]
_KEYS = [
    *("kind", "schema", "program", "name", "licence", "engine", "engine_version", "exemplar_sha256", "trust", "face"),
    *("body", "thumbnail", "face.operations", "face.operations.0", "face.operations.0.strength", "face.carried"),
    *(*_CARRIED, "face.carried.field.nodes", "face.carried.field.vectors"),
]


def _read_or_refused(path: Path, text: str | bytes) -> Look | None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        return read_look(path)
    except BadLook as refused:
        assert str(refused).startswith(f"{path.name}: ")
        return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(_KEYS), _JSON)
def test_anything_in_any_place_is_read_or_refused(file: Path, tmp_path: Path, key: str, value: object) -> None:
    _read_or_refused(tmp_path / "x.mplook", changed(file, key, value))


def test_damaged_bytes_are_read_or_refused(file: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(7), file.read_bytes()
    refused = 0
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = damaged[: chance.randrange(len(damaged))] if chance.random() < 0.3 else damaged
        refused += _read_or_refused(tmp_path / "x.mplook", bytes(cut)) is None
    assert refused > 100


def _scrambled(landmarks: np.ndarray) -> np.ndarray:
    return np.random.default_rng(3).permutation(landmarks)


def _mirrored(landmarks: np.ndarray) -> np.ndarray:
    return landmarks * np.float32([-1, 1]) + np.float32([500, 0])


def _shrunk(landmarks: np.ndarray) -> np.ndarray:
    return landmarks * np.float32(0.3)


def _line(landmarks: np.ndarray) -> np.ndarray:
    return landmarks * np.float32([1, 0])


@pytest.mark.parametrize("bend", [_scrambled, _mirrored, _shrunk, _line])
def test_a_face_that_is_none_costs_one_photo_and_little_memory(
    file: Path, tmp_path: Path, astronaut: RGB8, subject: Subject, bend: Callable[[np.ndarray], np.ndarray]
) -> None:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    raw = zlib.decompress(base64.b64decode(data["face"]["carried"]["landmarks"]))
    bent = bend(np.frombuffer(raw, "<f4").reshape(468, 2))
    look = _read_or_refused(
        tmp_path / "x.mplook", changed(file, "face.carried.landmarks", floats(*bent.ravel().tolist()))
    )
    tracemalloc.start()
    try:
        if look is not None:
            look.to_engine().propose(astronaut, subject)
    except MirrorPPRError:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 1 << 30


def test_a_look_keeps_what_a_person_changed(tmp_path: Path) -> None:
    made = look_from_operations([named("Enlarge eyes", 0.5), named("Plump lips", 0.4)], "mine")
    own = Adjustments(
        without=("Plump lips",), set=(SetStrength("Enlarge nose tip", 0.3), SetStrength("Shrink eyes", 0.2, 2))
    )
    changed = look_from_engine(made.to_engine(), "changed", own=own, own_strength=0.5)
    path = write_look(changed, tmp_path / "changed.mplook")
    again = read_look(path)
    assert again.strengths == {"Enlarge eyes": 0.25, "Enlarge nose tip": 0.15}  # nothing about face 2
    engine = again.to_engine()
    assert (engine.own.without, engine.own_strength) == (("Plump lips",), 0.5)
    assert [one.face for one in engine.own.set] == [None]
