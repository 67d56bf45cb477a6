"""The catalogue of model files (models/catalogue.toml), and whether the files are the ones it names."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mirrorppr_desktop.errors import ModelFileError

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "_models" / "catalogue.toml"
_IN_CHECKOUT = _PACKAGE.parents[1] / "models" / "catalogue.toml"


@dataclass(frozen=True, slots=True)
class Model:
    """One model file. `path` is relative to the Python package `packaged` that carries it; size in bytes."""

    name: str
    purpose: str
    licence: str
    commercial_use: bool
    source: str
    packaged: str
    path: str
    size: int
    sha256: str

    def file(self) -> Path:
        """Where the file should lie. The package that carries it is looked up, not imported.

        Raises:
            ModelFileError: that package is not installed.
        """
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
        again = f"Reinstall it: pip install --force-reinstall --no-deps {self.source.replace(' ', '==')}"
        if not path.is_file():
            raise ModelFileError(f"{self.name}: {path} is missing. {again}")
        if path.stat().st_size != self.size or _sha256(path) != self.sha256:
            raise ModelFileError(f"{self.name}: {path} is not the file of the catalogue. {again}")
        return path


def read_catalogue(path: Path | None = None) -> tuple[Model, ...]:
    """All models of the catalogue: the one in the installed package, or of the checkout that is being run.

    Raises:
        ModelFileError: the catalogue is missing, or not of the form that this version reads.
    """
    source = path or (_IN_WHEEL if _IN_WHEEL.is_file() else _IN_CHECKOUT)
    try:
        data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
        if data["schema"] != 1:
            raise ModelFileError(f"{source} has schema {data['schema']}; this version reads 1")
        return tuple(Model(**entry) for entry in data["model"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ModelFileError(f"the catalogue of models cannot be read: {source}: {error}") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
