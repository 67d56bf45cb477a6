"""In which state a model is, and what that means for a user, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mirrorppr_desktop.weights.catalogue import Model


class State(StrEnum):
    """Whether a model can be used, and if not, why."""

    READY = "ready"
    UNCHECKED = "unchecked"  # a file lies there whose bytes were not compared yet
    MISSING = "missing"
    DAMAGED = "damaged"  # not the published bytes
    LOCKED = "locked"  # present, but its licence was not read
    NOT_PUBLISHED = "not published"  # nobody offers such a file
    PAUSED = "paused"  # part of a download lies there
    DOWNLOADING = "downloading"


@dataclass(frozen=True, slots=True)
class ModelState:
    """One model as it stands.

    path: where its file lies, or must lie. sha256: of the file as it was last read, "" = not read. checked: when that
    was, ISO 8601. have: bytes that lie there. elsewhere: a copy of another program that can be imported.
    """

    model: Model
    state: State
    path: Path
    sha256: str = ""
    checked: str = ""
    have: int = 0
    elsewhere: Path | None = None

    @property
    def usable(self) -> bool:
        """Whether it may be given to a loader; an unchecked file is compared first, by `ModelStore.use`."""
        return self.state in (State.READY, State.UNCHECKED)


def explain(found: ModelState) -> str:
    """Why a model cannot be used, and what to do, as a message."""
    model = found.model
    match found.state:
        case State.READY:
            return f"{model.title} is ready"
        case State.LOCKED:
            return (
                f"{model.title} is present but locked. {model.licence_note} "
                f"If you keep to that: mirrorppr models accept {model.name}"
            )
        case State.DAMAGED:
            digest = f" (its sha256 is {found.sha256[:8]}…)" if found.sha256 else ""
            return f"{model.title} was not loaded: {found.path} is not the published file{digest}. {model.remedy}"
        case State.NOT_PUBLISHED:
            return f"{model.title} has no weights: none are published. Yours must lie at {found.path}"
        case _:
            return f"{model.title} is missing: it must lie at {found.path}. {model.remedy}"
