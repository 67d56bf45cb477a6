"""A folder of the program's own, and a catalogue of small models whose files the tests make."""

from __future__ import annotations

import dataclasses
import hashlib
import sys
from pathlib import Path

import pytest

FAKES = str(Path(__file__).parents[1] / "fakes")
if FAKES not in sys.path:
    sys.path.insert(0, FAKES)

from identity_models import write_identity_model  # noqa: E402

from mirrorppr_desktop.settings import HOME_VARIABLE  # noqa: E402
from mirrorppr_desktop.weights.catalogue import Model, read_catalogue  # noqa: E402
from mirrorppr_desktop.weights.store import ModelStore  # noqa: E402


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person who runs the tests is looked at or written."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "program"))
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """What a user may have got somewhere: a file for each identity model, under the name that it must have."""
    found = {}
    for seed, (name, length) in enumerate({"auraface": 512, "sface": 128, "buffalo_l": 512}.items()):
        model = next(one for one in read_catalogue() if one.name == name)
        found[name] = write_identity_model(tmp_path / "got" / name / model.file_name, length, seed=seed)
    return found


@pytest.fixture
def store(files: dict[str, Path]) -> ModelStore:
    """The catalogue as it is, but with size and digest of the tests' own files."""
    models = []
    for model in read_catalogue():
        if model.name in files:
            content = files[model.name].read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            models.append(dataclasses.replace(model, size=len(content), sha256=digest))
        else:
            models.append(model)
    return ModelStore(catalogue=tuple(models))


@pytest.fixture
def auraface(store: ModelStore) -> Model:
    return store.model("auraface")
