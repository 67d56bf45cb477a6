"""What is known of this computer and of the models on it. Looked at after the window stands."""

from __future__ import annotations

import os
from functools import cache

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.gui.models import said
from mirrorppr_desktop.gui.models.words import licence_tag
from mirrorppr_desktop.gui.this_computer import ComputerFacts
from mirrorppr_desktop.weights.catalogue import Kind
from mirrorppr_desktop.weights.state import ModelState
from mirrorppr_desktop.weights.store import ModelStore

NO_MODEL = "none"  # as a choice; "" leaves the choice to the program


def identity_model(chosen_name: str) -> ModelState | None:
    """The identity model in use: the one chosen, else the first that is there and may be used for paid work."""
    if chosen_name == NO_MODEL:
        return None
    try:
        states = [one for one in ModelStore().states() if one.model.kind is Kind.IDENTITY and one.usable]
    except ModelFileError:
        return None
    chosen = next((one for one in states if one.model.name == chosen_name), None)
    return chosen or next((one for one in states if one.model.commercial_use), None)


@cache
def model_title(name: str) -> str:
    """What a model of the catalogue is called; its plain name where it is none of it."""
    try:
        return ModelStore().model(name).title
    except ModelFileError:
        return name


def computer_facts(workers: int | None, chosen_model: str) -> ComputerFacts:
    """As the start page tells them. Takes its time: not for the window's thread."""
    from mirrorppr_desktop.gui.diagnostics import graphics_cards

    model = identity_model(chosen_model)
    return ComputerFacts(
        workers=workers or cores(),
        faces_trouble=_faces_trouble(),
        identity="" if model is None else said.title(model.model),
        identity_licence="" if model is None else f"{model.model.licence}: {licence_tag(model.model)[2]}",
        gpu=", ".join(graphics_cards()),
    )


def cores() -> int:
    """Cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _faces_trouble() -> str:
    """Why faces cannot be found; the files are looked for here, and compared with the catalogue by the doctor."""
    try:
        packaged = [model for model in ModelStore().states() if model.model.packaged]
    except ModelFileError as error:
        return str(error)
    missing = [one.path for one in packaged if not one.path.is_file()]
    return "" if not missing else f"{missing[0]} is missing; reinstall the program"
