"""The folder of models: what lies in it, in which state, and how a file gets in."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mirrorppr_desktop.errors import ModelFileError, WorkStopped
from mirrorppr_desktop.settings import models_folder
from mirrorppr_desktop.weights.catalogue import Model, read_catalogue
from mirrorppr_desktop.weights.elsewhere import find_elsewhere
from mirrorppr_desktop.weights.model_file import refuse_code, refuse_unfit
from mirrorppr_desktop.weights.record import Record, Seen, read_record, write_record
from mirrorppr_desktop.weights.staging import (
    Cancelled,
    Progress,
    digest_of,
    files_below,
    put_in_place,
    size_of,
    stage,
)
from mirrorppr_desktop.weights.state import ModelState, State, explain

_record_lock: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a folder: the models that are there now, and a line for each file that was refused."""

    states: tuple[ModelState, ...]
    refused: tuple[str, ...]


class ModelStore:
    """The models of the catalogue in one folder. Every method may be called from any thread."""

    def __init__(self, folder: Path | None = None, catalogue: tuple[Model, ...] | None = None) -> None:
        self.folder = models_folder() if folder is None else folder
        self.models = read_catalogue() if catalogue is None else catalogue

    def model(self, name: str) -> Model:
        """A model by its name.

        Raises:
            ModelFileError: there is none of that name; the message lists those that there are.
        """
        for model in self.models:
            if model.name == name:
                return model
        raise ModelFileError(f"there is no model {name!r}; there are {', '.join(m.name for m in self.models)}")

    def path(self, model: Model) -> Path:
        """Where its file lies, or must lie."""
        return model.file() if model.packaged else self.folder / model.path

    def part(self, model: Model) -> Path:
        """Where a download of it grows."""
        path = self.path(model)
        return path.with_name(f"{path.name}.part")

    def states(self) -> tuple[ModelState, ...]:
        """All models as they stand. Sizes and times are looked at, no file is read through."""
        record = read_record(self.folder)
        return tuple(self._state(model, record) for model in self.models)

    def state(self, name: str) -> ModelState:
        """One model as it stands."""
        return self._state(self.model(name), read_record(self.folder))

    def verify(self, name: str, progress: Progress | None = None, cancelled: Cancelled | None = None) -> ModelState:
        """Read the whole file and compare it with the catalogue, or with what was imported.

        Raises:
            ModelFileError: the file cannot be read. WorkStopped: by the user.
        """
        model = self.model(name)
        path = self.path(model)
        if not path.is_file():
            return self.state(name)
        try:
            status = path.stat()  # before reading: what is written meanwhile makes the file a changed one
            digest = digest_of(path, progress, cancelled)
        except OSError as error:
            raise ModelFileError(f"{path} cannot be read: {error.strerror}") from error
        known = read_record(self.folder).seen.get(name)
        wanted = model.sha256 or (known.wanted if known else "") or digest
        seen = Seen.of(status, digest, wanted)
        if model.packaged:  # remembered by nobody: `mirrorppr doctor` compares them each time
            state = State.READY if digest == wanted else State.DAMAGED
            return ModelState(model, state, path, digest, seen.when, status.st_size)
        self._remember(lambda record: record.with_seen(name, seen))
        return self.state(name)

    def use(self, name: str) -> Path:
        """The file of a model, ready to be loaded.

        Raises:
            ModelFileError: missing, damaged, or locked by its licence; the message says what to do.
        """
        found = self.state(name)
        if found.state is State.UNCHECKED:
            found = self.verify(name)
        if found.state is State.READY:
            return found.path
        raise ModelFileError(explain(found))

    def import_file(
        self, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> ModelState:
        """Copy a model file into the folder of models, where it is one of the catalogue. The original stays.

        It is recognised by its content, then by its name. What lay there before is kept until the copy is whole.

        Raises:
            ModelFileError: not a model of the catalogue, altered, or one that can hold code; nothing was changed.
            WorkStopped: by the user.
        """
        refuse_code(path)
        candidates = self._candidates(path)
        if not candidates:
            names = ", ".join(sorted(model.file_name for model in self.models if not model.packaged))
            raise ModelFileError(
                f"{path.name} is none of the models of the catalogue, neither by size nor by name. "
                f"Nothing was copied. They are named {names}"
            )
        staged = self.folder / f".{uuid.uuid4().hex}.part"
        try:
            digest = stage(path, staged, progress, cancelled)
            return self.adopt(_recognised(path, digest, candidates), staged, digest)
        finally:
            with suppress(OSError):
                staged.unlink()

    def import_folder(
        self, folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Imported:
        """Import every model of the catalogue that lies in a folder or below it; other files are passed over.

        Raises:
            ModelFileError: there is none. WorkStopped: by the user; what was imported until then stays.
        """
        states: dict[str, ModelState] = {}
        refused: list[str] = []
        for path in files_below(folder):
            if not self._candidates(path):
                continue
            try:
                found = self.import_file(path, progress, cancelled)
            except WorkStopped:
                raise
            except ModelFileError as error:
                refused.append(str(error))
            else:
                states[found.model.name] = found
        if not states and not refused:
            raise ModelFileError(f"no model of the catalogue was found in {folder}. Nothing was copied")
        return Imported(tuple(states.values()), tuple(refused))

    def adopt(self, model: Model, staged: Path, digest: str) -> ModelState:
        """Give a staged file its place, after a last look at what it is.

        Raises:
            ModelFileError: not the published bytes, or not what the model must be.
        """
        if model.sha256 and digest != model.sha256:
            raise ModelFileError(
                f"{model.title}: this is not the published file (its sha256 is {digest[:8]}… instead of "
                f"{model.sha256[:8]}…). It was not kept. Get it again from {model.page or model.source}"
            )
        refuse_unfit(model, staged)
        status = put_in_place(staged, self.path(model))
        self._remember(lambda record: record.with_seen(model.name, Seen.of(status, digest, model.sha256 or digest)))
        return self.state(model.name)

    def remove(self, name: str) -> ModelState:
        """Delete the file of a model from the folder of models, and what was downloaded of it.

        Raises:
            ModelFileError: it comes with the program, or cannot be deleted.
        """
        model = self.model(name)
        if model.packaged:
            raise ModelFileError(f"{model.title} comes with the program and stays: finding people needs it")
        for path in (self.path(model), self.part(model)):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise ModelFileError(f"{path} cannot be deleted: {error.strerror}") from error
        self._remember(lambda record: record.with_seen(name, None))
        return self.state(name)

    def accept_licence(self, name: str) -> ModelState:
        """Remember that the user has read the licence of a model and will keep to it."""
        self.model(name)
        self._remember(lambda record: record.with_accepted(name))
        return self.state(name)

    def licence_accepted(self, model: Model) -> bool:
        """Whether the model may be used as far as its licence goes: it allows paid work, or was read."""
        return model.commercial_use is not False or model.name in read_record(self.folder).accepted

    def known_by_content(self, path: Path) -> Model | None:
        """Which model of the catalogue a file is, wherever it lies and whatever its name; None where it is none.

        Raises:
            ModelFileError: it cannot be read.
        """
        size = size_of(path)
        alike = [model for model in self.models if model.sha256 and model.size == size]
        try:
            digest = digest_of(path, None, None) if alike else ""
        except OSError as error:
            raise ModelFileError(f"{path} cannot be read: {error.strerror}") from error
        return next((model for model in alike if model.sha256 == digest), None)

    def _remember(self, change: Callable[[Record], Record]) -> None:
        with _record_lock:
            try:
                write_record(self.folder, change(read_record(self.folder)))
            except OSError as error:
                raise ModelFileError(f"{self.folder} cannot be written to: {error.strerror}") from error

    def _candidates(self, path: Path) -> list[Model]:
        size = size_of(path)
        mine = (model for model in self.models if not model.packaged)
        return [model for model in mine if (model.size and model.size == size) or model.file_name == path.name]

    def _state(self, model: Model, record: Record) -> ModelState:
        try:
            path = self.path(model)
        except ModelFileError:  # the package that carries it is not installed
            return ModelState(model, State.MISSING, Path(model.packaged) / model.path)
        size = size_of(path)
        if size < 0:
            return self._absent(model, path)
        if model.packaged:
            # A look at the size must do here; `mirrorppr doctor` and `mirrorppr models verify` compare every byte.
            return ModelState(model, State.READY if size == model.size else State.DAMAGED, path, have=size)
        seen = record.seen.get(model.name)
        known = seen if seen is not None and seen.is_still(path) else None
        if (model.size and size != model.size) or (known and known.sha256 != (model.sha256 or known.wanted)):
            state = State.DAMAGED
        elif model.commercial_use is False and model.name not in record.accepted:
            state = State.LOCKED
        else:
            state = State.READY if known else State.UNCHECKED
        return ModelState(model, state, path, known.sha256 if known else "", known.when if known else "", size)

    def _absent(self, model: Model, path: Path) -> ModelState:
        if model.packaged:
            return ModelState(model, State.MISSING, path)
        if (have := size_of(self.part(model))) > 0:
            return ModelState(model, State.PAUSED, path, have=have, elsewhere=find_elsewhere(model))
        state = State.MISSING if model.is_published else State.NOT_PUBLISHED
        return ModelState(model, state, path, elsewhere=find_elsewhere(model))


def _recognised(path: Path, digest: str, candidates: list[Model]) -> Model:
    for model in candidates:
        if model.sha256 == digest:
            return model
    by_name = [model for model in candidates if model.file_name == path.name]
    for model in by_name:
        if not model.sha256:
            return model
    model = (by_name or candidates)[0]
    raise ModelFileError(
        f"{path.name} is not {model.title}: its sha256 is {digest[:8]}… and not {model.sha256[:8]}…. It is another "
        f"model, or was altered. Nothing was changed. Get it again from {model.page or model.source}"
    )
