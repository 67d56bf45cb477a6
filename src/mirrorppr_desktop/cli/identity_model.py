"""Which identity model `--identity` means: one of the catalogue by name, or a file; and what its licence asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.weights.catalogue import Kind
from mirrorppr_desktop.weights.model_file import refuse_code
from mirrorppr_desktop.weights.store import ModelStore


@dataclass(frozen=True, slots=True)
class IdentityModel:
    """A model file that may be used. note: what must be known about its licence, "" where paid work is allowed."""

    title: str
    path: Path
    note: str


def identity_model(chosen: str) -> IdentityModel:
    """The model of that name, or in that file.

    Raises:
        ModelFileError: there is none, it is altered, it can hold code, or its licence was not read yet.
    """
    store = ModelStore()
    by_name = next((model for model in store.models if model.name == chosen), None)
    if by_name is not None:
        if by_name.kind is not Kind.IDENTITY:
            raise ModelFileError(f"{by_name.title} is no identity model; there are {_names(store)}")
        return IdentityModel(by_name.title, store.use(chosen), _note(by_name.title, by_name.commercial_use))
    path = Path(chosen)
    if not path.is_file():
        raise ModelFileError(f"there is no identity model {chosen!r}, and no such file; there are {_names(store)}")
    refuse_code(path)
    known = store.known_by_content(path)
    if known is None:
        return IdentityModel(path.name, path, _note(path.name, None))
    if not store.licence_accepted(known):
        raise ModelFileError(
            f"{path.name} is {known.title}, which is locked. {known.licence_note} "
            f"If you keep to that: mirrorppr models accept {known.name}"
        )
    return IdentityModel(known.title, path, _note(known.title, known.commercial_use))


def _names(store: ModelStore) -> str:
    return ", ".join(model.name for model in store.models if model.kind is Kind.IDENTITY)


def _note(title: str, commercial_use: bool | None) -> str:
    if commercial_use is None:
        return f"{title} is not in the catalogue: look up its licence before you use it for paid work"
    return "" if commercial_use else f"{title} is non-commercial: not for paid work"
