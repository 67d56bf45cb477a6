"""The catalogue of models: what it says, and what is said about a file that is not as it says."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.subject import models
from mirrorppr_desktop.weights.catalogue import Kind, Model, read_catalogue

CATALOGUE = Path(__file__).parents[2] / "models" / "catalogue.toml"


def test_every_model_in_use_is_in_the_catalogue_and_no_other() -> None:
    used = {f"modules/{one.file}" for one in models.ALL}
    assert {one.path for one in read_catalogue() if one.kind is Kind.FACES} == used


def test_every_packaged_model_lies_there_with_the_bytes_of_the_catalogue() -> None:
    for model in read_catalogue():
        if not model.packaged:
            continue
        assert model.verify().stat().st_size == model.size
        assert model.licence == "Apache-2.0"
        assert model.commercial_use


def test_what_the_user_brings_is_told_whole() -> None:
    brought = {model.name: model for model in read_catalogue() if not model.packaged}
    assert set(brought) == {"auraface", "sface", "buffalo_l", "mirrorppr"}
    for model in brought.values():
        assert model.title and model.purpose and model.licence and model.licence_note.endswith(".")
        # A hash without its source, or a download without a hash, could not be trusted.
        assert bool(model.sha256) == bool(model.hash_from) == bool(model.size)
        assert re.fullmatch(r"([0-9a-f]{64})?", model.sha256)
        assert not model.url or (model.sha256 and model.url.startswith("https://"))
        assert model.url.endswith(model.file_name) or not model.url
        assert not Path(model.path).is_absolute() and ".." not in model.path


def test_licences_are_told_in_words() -> None:
    tags = {model.name: model.licence_tag for model in read_catalogue()}
    assert tags["auraface"] == tags["sface"] == "Paid work allowed"
    assert tags["buffalo_l"] == "Non-commercial"
    assert tags["mirrorppr"] == "Licence unknown"
    (research,) = (model for model in read_catalogue() if model.commercial_use is False)
    assert "AuraFace" in research.licence_note  # the free alternative is named
    assert not research.url  # what may not be used for paid work is not fetched by a click


def test_weights_that_nobody_publishes_have_no_hash_and_no_address() -> None:
    model = next(one for one in read_catalogue() if one.name == "mirrorppr")
    assert not model.is_published
    assert (model.size, model.sha256, model.url, model.page) == (0, "", "", "")


def test_the_checkout_s_catalogue_is_read() -> None:
    assert read_catalogue() == read_catalogue(CATALOGUE)


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Model, Path]:
    """A model in a package of the test's own, beside a true copy of its file."""
    model = read_catalogue()[0]
    package = tmp_path / "carrier"
    file = package / model.path
    file.parent.mkdir(parents=True)
    (package / "__init__.py").touch()
    shutil.copyfile(model.file(), file)
    monkeypatch.syspath_prepend(tmp_path)
    return dataclasses.replace(model, packaged="carrier"), file


def test_a_true_copy_is_trusted(altered: tuple[Model, Path]) -> None:
    model, file = altered
    assert model.verify() == file


def test_one_changed_bit_is_told(altered: tuple[Model, Path]) -> None:
    model, file = altered
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"not the file of the catalogue.*pip install.*mediapipe==0\.10\.21"):
        model.verify()


def test_a_missing_file_is_told(altered: tuple[Model, Path]) -> None:
    model, file = altered
    file.unlink()
    with pytest.raises(ModelFileError, match="is missing"):
        model.verify()


def test_a_missing_package_is_told() -> None:
    model = dataclasses.replace(read_catalogue()[0], packaged="no_such_package")
    with pytest.raises(ModelFileError, match="no_such_package"):
        model.verify()


@pytest.mark.parametrize(
    "text",
    ["", "schema = 1\n", "schema = 2\n", "schema = 2\n[[model]]\nname = 'x'\n", "schema = [", "schema = 2\nmodel = 3"],
)
def test_an_unreadable_catalogue_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(text)
    with pytest.raises(ModelFileError, match=r"catalogue\.toml"):
        read_catalogue(path)
