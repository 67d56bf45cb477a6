"""The folder of models: states, and how a file gets in, stays whole and gets out."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile
from pathlib import Path

import pytest
from identity_models import write_identity_model

from mirrorppr_desktop.errors import ModelFileError, WorkStopped
from mirrorppr_desktop.weights.catalogue import Model
from mirrorppr_desktop.weights.elsewhere import find_elsewhere
from mirrorppr_desktop.weights.record import RECORD_NAME
from mirrorppr_desktop.weights.state import State
from mirrorppr_desktop.weights.store import ModelStore


def _left_over(store: ModelStore) -> list[Path]:
    return list(store.folder.rglob("*.part"))


def _states(store: ModelStore) -> dict[str, State]:
    return {found.model.name: found.state for found in store.states()}


def test_at_first_only_what_comes_with_the_program_is_ready(store: ModelStore) -> None:
    states = _states(store)
    assert states.pop("mirrorppr") is State.NOT_PUBLISHED
    assert {name for name, state in states.items() if state is State.MISSING} == {"auraface", "sface", "buffalo_l"}
    assert {state for name, state in states.items() if "face-" in name or "pose" in name} == {State.READY}
    assert not store.folder.exists()  # looking makes nothing


def test_an_imported_file_is_ready_where_it_must_lie(store: ModelStore, files: dict[str, Path]) -> None:
    told: list[tuple[int, int]] = []
    found = store.import_file(files["auraface"], progress=lambda done, size: told.append((done, size)))
    assert found.state is State.READY
    assert found.path == store.folder / "face" / "auraface" / "glintr100.onnx"
    assert found.path.read_bytes() == files["auraface"].read_bytes()
    assert found.sha256 == store.model("auraface").sha256
    assert told[-1] == (found.model.size, found.model.size)
    assert store.use("auraface") == found.path
    assert not _left_over(store)


def test_content_goes_before_name(store: ModelStore, files: dict[str, Path], tmp_path: Path) -> None:
    renamed = tmp_path / "downloaded(1).onnx"
    renamed.write_bytes(files["sface"].read_bytes())
    assert store.import_file(renamed).model.name == "sface"


def test_the_name_with_other_content_is_refused_and_what_was_there_stays(
    store: ModelStore, files: dict[str, Path], tmp_path: Path
) -> None:
    good = store.import_file(files["auraface"])
    before = good.path.read_bytes()
    other = write_identity_model(tmp_path / "other" / "glintr100.onnx", seed=99)
    with pytest.raises(ModelFileError, match=r"glintr100\.onnx is not AuraFace v1.*Nothing was changed"):
        store.import_file(other)
    assert good.path.read_bytes() == before
    assert store.state("auraface").state is State.READY
    assert not _left_over(store)


def test_an_unknown_file_is_refused_without_a_copy(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "mystery.onnx"
    path.write_bytes(b"x" * 77)
    with pytest.raises(ModelFileError, match=r"none of the models of the catalogue.*glintr100\.onnx"):
        store.import_file(path)
    assert not store.folder.exists()


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".ckpt", ".bin", ".PTH"])
def test_a_pickle_is_refused_in_words(store: ModelStore, files: dict[str, Path], tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mirrorppr{suffix}"
    path.write_bytes(files["auraface"].read_bytes())
    with pytest.raises(ModelFileError, match="a model file is data"):
        store.import_file(path)


def test_a_pickle_under_another_name_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "mirrorppr.safetensors"
    path.write_bytes(pickle.dumps({"weights": [1, 2, 3]}))
    with pytest.raises(ModelFileError, match="a model file is data"):
        store.import_file(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.pkl", b"x")
    with pytest.raises(ModelFileError, match="archive"):
        store.import_file(path)


def test_where_no_hash_is_published_the_first_one_is_the_measure(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "mirrorppr.safetensors"
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + b"\0\0\0\0")
    found = store.import_file(path)
    assert found.state is State.READY
    assert len(found.sha256) == 64
    found.path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\1")
    assert store.state("mirrorppr").state is State.UNCHECKED
    assert store.verify("mirrorppr").state is State.DAMAGED
    assert store.state("mirrorppr").state is State.DAMAGED
    with pytest.raises(ModelFileError, match="MirrorPPR was not loaded"):
        store.use("mirrorppr")


def test_what_is_no_safetensors_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "mirrorppr.safetensors"
    path.write_bytes(b"\xff" * 64)
    with pytest.raises(ModelFileError, match="not safetensors"):
        store.import_file(path)
    assert store.state("mirrorppr").state is State.NOT_PUBLISHED


def test_a_file_put_there_by_hand_is_compared_before_use(store: ModelStore, files: dict[str, Path]) -> None:
    path = store.path(store.model("sface"))
    path.parent.mkdir(parents=True)
    path.write_bytes(files["sface"].read_bytes())
    assert store.state("sface").state is State.UNCHECKED
    assert store.use("sface") == path
    assert store.state("sface").state is State.READY


def test_one_changed_bit_is_noticed_by_verify_and_use(store: ModelStore, files: dict[str, Path]) -> None:
    path = store.import_file(files["sface"]).path
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    assert store.state("sface").state is State.UNCHECKED
    with pytest.raises(ModelFileError, match=r"SFace was not loaded: .*is not the published file"):
        store.use("sface")
    assert store.state("sface").state is State.DAMAGED
    path.write_bytes(content[:-9])
    assert store.state("sface").state is State.DAMAGED  # the size tells


def test_a_packaged_model_is_verified_too(store: ModelStore) -> None:
    assert store.verify("pose-detection").state is State.READY
    with pytest.raises(ModelFileError, match="comes with the program"):
        store.remove("pose-detection")


def test_a_research_model_stays_locked_until_its_licence_was_read(store: ModelStore, files: dict[str, Path]) -> None:
    assert store.import_file(files["buffalo_l"]).state is State.LOCKED
    with pytest.raises(ModelFileError, match=r"locked\. InsightFace allows .* AuraFace v1 .*models accept buffalo_l"):
        store.use("buffalo_l")
    assert store.accept_licence("buffalo_l").state is State.READY
    assert ModelStore(store.folder, store.models).state("buffalo_l").state is State.READY  # remembered
    store.remove("buffalo_l")
    assert store.state("buffalo_l").state is State.MISSING
    assert store.licence_accepted(store.model("buffalo_l"))


def test_a_damaged_record_costs_a_comparison_and_a_reading(store: ModelStore, files: dict[str, Path]) -> None:
    store.import_file(files["sface"])
    store.import_file(files["buffalo_l"])
    store.accept_licence("buffalo_l")
    (store.folder / RECORD_NAME).write_text('{"schema": 1, "seen": 3}')
    assert store.state("sface").state is State.UNCHECKED
    assert store.state("buffalo_l").state is State.LOCKED
    assert store.use("sface").is_file()


def test_a_folder_brings_what_it_has(store: ModelStore, files: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "got"
    (folder / "readme.txt").write_text("words")
    broken = folder / "again" / "w600k_r50.onnx"
    broken.parent.mkdir()
    broken.write_bytes(b"short")
    done = store.import_folder(folder)
    assert {found.model.name for found in done.states} == set(files)
    assert len(done.refused) == 1
    assert "w600k_r50.onnx" in done.refused[0]
    with pytest.raises(ModelFileError, match="no model of the catalogue was found"):
        store.import_folder(tmp_path / "person")


def test_an_import_can_be_stopped_and_leaves_nothing(store: ModelStore, files: dict[str, Path]) -> None:
    with pytest.raises(WorkStopped, match="stopped"):
        store.import_file(files["auraface"], cancelled=lambda: True)
    assert not _left_over(store)
    assert store.state("auraface").state is State.MISSING


def test_no_room_is_told_before_anything_is_copied(
    store: ModelStore, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)
    with pytest.raises(ModelFileError, match=r"no room for glintr100\.onnx"):
        store.import_file(files["auraface"])
    assert not _left_over(store)


def test_an_identity_model_must_be_one(store: ModelStore, auraface: Model, tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(b"\x08\x01 something that only has the right digest")
    with pytest.raises(ModelFileError, match="not an ONNX model"):
        store.adopt(auraface, staged, auraface.sha256)
    assert store.state("auraface").state is State.MISSING


def test_copies_of_other_programs_are_found_and_left_alone(
    store: ModelStore, files: dict[str, Path], home: Path
) -> None:
    aura, buffalo = store.model("auraface"), store.model("buffalo_l")
    assert find_elsewhere(aura) is None
    blob = home / "person" / ".cache" / "huggingface" / "hub" / "models--fal--AuraFace-v1" / "blobs" / aura.sha256
    pack = home / "person" / ".insightface" / "models" / "buffalo_l" / "w600k_r50.onnx"
    for path, name in ((blob, "auraface"), (pack, "buffalo_l")):
        path.parent.mkdir(parents=True)
        path.write_bytes(files[name].read_bytes())
    assert store.state("auraface").elsewhere == blob
    assert find_elsewhere(buffalo) == pack
    assert store.import_file(blob).state is State.READY
    assert blob.is_file()


def test_a_file_is_known_by_content_wherever_it_lies(store: ModelStore, files: dict[str, Path], tmp_path: Path) -> None:
    assert store.known_by_content(files["buffalo_l"]) == store.model("buffalo_l")
    assert store.known_by_content(write_identity_model(tmp_path / "mine.onnx", seed=5)) is None


def test_an_unknown_name_is_told_with_those_that_there_are(store: ModelStore) -> None:
    with pytest.raises(ModelFileError, match=r"no model 'arcface'; there are .*auraface"):
        store.use("arcface")
