"""`mirrorppr models`: which model files there are, under which licence, and how they get here."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.weights.catalogue import Model
from mirrorppr_desktop.weights.state import ModelState, State, explain
from mirrorppr_desktop.weights.store import ModelStore

_WELL = (State.READY, State.LOCKED, State.MISSING, State.NOT_PUBLISHED, State.PAUSED, State.UNCHECKED)


def run(arguments: Namespace) -> int:
    """Do what was asked for, and tell each model that it was done to.

    Raises:
        ModelFileError: no such model, or a file that cannot be one.
    """
    store = ModelStore()
    what = arguments.what
    if arguments.action == "import":
        return _import(store, arguments)
    if arguments.action == "path":
        for name in what:
            print(store.path(store.model(name)))
        return ExitCode.DONE
    if arguments.action == "list":
        return _told(store.states(), arguments)
    act: Callable[[str], ModelState]
    match arguments.action:
        case "verify":
            what = what or [found.model.name for found in store.states() if found.have]
            act = partial(_verified, store)
        case "accept":
            act = partial(_accepted, store)
        case "remove":
            act = store.remove
        case _:
            act = partial(_downloaded, store, arguments.yes)
    return _told((act(name) for name in what), arguments)


def _import(store: ModelStore, arguments: Namespace) -> int:
    done: list[ModelState] = []
    refused: list[str] = []
    for path in map(Path, arguments.what):
        if path.is_dir():
            found = store.import_folder(path)
            done += found.states
            refused += found.refused
        else:
            done.append(_with_bar(path.name, partial(store.import_file, path)))
    code = _told(done, arguments)
    for line in refused:
        print(f"Refused: {line}", file=sys.stderr)
    return ExitCode.NOT_RUN if refused and not done else code


def _accepted(store: ModelStore, name: str) -> ModelState:
    print(f"{store.model(name).title}: {store.model(name).licence_note}", file=sys.stderr)
    return store.accept_licence(name)


def _verified(store: ModelStore, name: str) -> ModelState:
    return _with_bar(name, partial(store.verify, name))


def _downloaded(store: ModelStore, yes: bool, name: str) -> ModelState:
    from mirrorppr_desktop.weights.download import download

    model = store.model(name)
    found = store.state(name)
    if found.state in (State.READY, State.UNCHECKED):
        return store.verify(name)
    if found.elsewhere is not None:
        print(f"{model.title} lies in {found.elsewhere} already and is copied from there", file=sys.stderr)
        return store.import_file(found.elsewhere)
    return _with_bar(name, lambda bar: download(store, name, allowed=yes or _agreed(model), progress=bar))


def _agreed(model: Model) -> bool:
    """Whether the user opens the network for this one file."""
    if not sys.stdin.isatty():
        return False
    question = f"Download {model.title}, {model.size / 1e6:.0f} MB, {model.licence}, from {model.url}? [y/N] "
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _with_bar(name: str, act: Callable[[Callable[[int, int], None]], ModelState]) -> ModelState:
    with tqdm(desc=name, unit="B", unit_scale=True, leave=False, file=sys.stderr, disable=None, delay=1) as bar:

        def show(done: int, size: int) -> None:
            bar.total = size
            bar.update(done - bar.n)

        return act(show)


def _told(states: Iterable[ModelState], arguments: Namespace) -> int:
    """Print each model; 1 where one is not as it should be."""
    well = True
    for found in states:
        well = well and found.state in _WELL
        if arguments.json:
            print(json.dumps(_as_json(found), ensure_ascii=False), flush=True)
        else:
            print(_words(found), flush=True)
    if not well:
        print("mirrorppr: a model is damaged; see above", file=sys.stderr)
    return ExitCode.DONE if well else ExitCode.NOT_RUN


def _words(found: ModelState) -> str:
    model = found.model
    size = f"{model.size / 1e6:.1f} MB" if model.size else "size not published"
    lines = [f"{model.name}: {model.title}, {model.purpose}", f"  {model.licence_tag} ({model.licence}), {size}"]
    lines.append(f"  {_state_words(found)}")
    if found.state in (State.MISSING, State.NOT_PUBLISHED, State.PAUSED):
        lines.append(f"  must lie at {found.path}")
        if model.page:
            lines.append(f"  to be had from {model.page}")
    if found.elsewhere is not None:
        lines.append(f"  there is a copy: mirrorppr models import {found.elsewhere}")
    if not model.sha256 and found.sha256:
        lines.append(f"  no hash is published; this file has {found.sha256}")
    return "\n".join(lines)


def _state_words(found: ModelState) -> str:
    if found.state in (State.LOCKED, State.DAMAGED):
        return explain(found)
    if found.state is State.READY:
        return "ready, comes with the program" if found.model.packaged else f"ready, compared {found.checked}"
    words = {
        State.UNCHECKED: "present, not compared yet: mirrorppr models verify",
        State.PAUSED: f"download paused, {found.have / 1e6:.1f} MB are kept",
        State.NOT_PUBLISHED: "no weights are published",
    }
    return words.get(found.state, str(found.state))


def _as_json(found: ModelState) -> dict[str, Any]:
    model = found.model
    return {
        "name": model.name,
        "title": model.title,
        "purpose": model.purpose,
        "kind": model.kind,
        "licence": model.licence,
        "commercial_use": model.commercial_use,
        "state": found.state,
        "path": str(found.path),
        "size": model.size or None,
        "sha256": model.sha256 or None,
        "sha256_of_file": found.sha256 or None,
        "elsewhere": None if found.elsewhere is None else str(found.elsewhere),
    }
