"""The catalogue of model files (models/catalogue.toml): what each is for, its licence, and the bytes it must have."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.settings import models_folder

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "_models" / "catalogue.toml"
_IN_CHECKOUT = _PACKAGE.parents[1] / "models" / "catalogue.toml"
_SCHEMA: Final = 2


class Kind(StrEnum):
    """What a model is for."""

    FACES = "faces"  # finds people; comes with the program
    IDENTITY = "identity"  # tells how similar a face is before and after
    ENGINE = "engine"  # proposes retouches


@dataclass(frozen=True, slots=True)
class Model:
    """One model file.

    title: its name for people. licence_note: the licence in words. commercial_use: None where it is not known.
    packaged: the Python package that carries the file, "" where the user brings it. path: of the file in that package,
    or in the folder of models. size: bytes, 0 = not published. sha256: "" = not published.
    hash_from: who says so. url: of the very file, "" = not to be downloaded from here. page: where to get it by hand.
    """

    name: str
    title: str
    purpose: str
    kind: Kind
    licence: str
    commercial_use: bool | None
    licence_note: str
    source: str
    path: str
    packaged: str = ""
    size: int = 0
    sha256: str = ""
    hash_from: str = ""
    url: str = ""
    page: str = ""
    licence_page: str = ""

    @property
    def file_name(self) -> str:
        """The name that the file must have."""
        return self.path.rpartition("/")[2]

    @property
    def licence_tag(self) -> str:
        """The licence in the two words that matter."""
        if self.commercial_use is None:
            return "Licence unknown"
        return "Paid work allowed" if self.commercial_use else "Non-commercial"

    @property
    def is_published(self) -> bool:
        """Whether there is a file of this name anywhere."""
        return bool(self.packaged or self.sha256 or self.url or self.page)

    def file(self) -> Path:
        """Where the file should lie. The package that carries it is looked up, not imported.

        Raises:
            ModelFileError: that package is not installed.
        """
        if not self.packaged:
            return models_folder() / self.path
        spec = importlib.util.find_spec(self.packaged)
        if spec is None or not spec.submodule_search_locations:
            raise ModelFileError(f"{self.name}: the package {self.packaged} that carries it is not installed")
        return Path(spec.submodule_search_locations[0]) / self.path

    def verify(self) -> Path:
        """The file, after comparing all of its bytes with the catalogue.

        Raises:
            ModelFileError: missing or altered; the message says what to do.
        """
        path = self.file()
        if not path.is_file():
            raise ModelFileError(f"{self.name}: {path} is missing. {self.remedy}")
        if path.stat().st_size != self.size or sha256_of(path) != self.sha256:
            raise ModelFileError(f"{self.name}: {path} is not the file of the catalogue. {self.remedy}")
        return path

    @property
    def remedy(self) -> str:
        """How to get the file, or get it again."""
        if self.packaged:
            return f"Reinstall it: pip install --force-reinstall --no-deps {self.source.replace(' ', '==')}"
        return f"Import it: mirrorppr models import {self.file_name}"


def read_catalogue(path: Path | None = None) -> tuple[Model, ...]:
    """All models of the catalogue: the one in the installed package, or of the checkout that is being run.

    Raises:
        ModelFileError: the catalogue is missing, or not of the form that this version reads.
    """
    source = path or (_IN_WHEEL if _IN_WHEEL.is_file() else _IN_CHECKOUT)
    try:
        data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
        if data["schema"] != _SCHEMA:
            raise ModelFileError(f"{source} has schema {data['schema']}; this version reads {_SCHEMA}")
        return tuple(_model(entry) for entry in data["model"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ModelFileError(f"the catalogue of models cannot be read: {source}: {error}") from error


def sha256_of(path: Path) -> str:
    """Digest of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _model(entry: dict[str, Any]) -> Model:
    # TOML knows no null: a licence that nobody has stated is left out.
    return Model(**{"commercial_use": None, **entry, "kind": Kind(entry["kind"])})
