"""How an ask is answered, in whatever process or thread does it: a function by its name, and errors in words.

Light to import: what answers is named as a string and loaded where the work is done.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TypeAlias, cast

from mirrorppr_desktop.errors import PhotoError
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Ask,
    CarriedAsk,
    CompareAsk,
    DetailAsk,
    HeadersAsk,
    LookAsk,
    PairAsk,
    PreviewAsk,
    SaveLookAsk,
    ThumbnailAsk,
    Trouble,
    ViewAsk,
)
from mirrorppr_desktop.jobs.surroundings import Surroundings, settle
from mirrorppr_desktop.jobs.trouble import one_line, refusal

Answerer: TypeAlias = Callable[[Ask], Answer]


@dataclass(frozen=True, slots=True)
class Ready:
    """First word of a process: it can be asked."""


@dataclass(frozen=True, slots=True)
class NotReady:
    """First and last word of a process that could not be set up."""

    reason: str


def answerer_named(name: str) -> Answerer:
    """The function of a name such as "package.module:function"."""
    module, _, function = name.partition(":")
    return cast(Answerer, getattr(importlib.import_module(module), function))


def path_of(ask: Ask) -> Path:
    """The file that an ask is about."""
    match ask:
        case ThumbnailAsk() | ViewAsk() | DetailAsk() | LookAsk() | SaveLookAsk():
            return ask.path
        case CarriedAsk() | HeadersAsk():
            return ask.paths[0]
        case PairAsk():
            return ask.pair.after
        case CompareAsk():
            return ask.result
        case PreviewAsk():
            return ask.view.path


def trouble_of(ask: Ask, error: BaseException) -> Trouble:
    """An error as an answer. What no one foresaw also goes to the log: a traceback holds no pixels and no values."""
    _, reason = refusal(error)
    if reason.startswith("unexpected"):
        traceback.print_exception(error)
    return Trouble(ask, error.path if isinstance(error, PhotoError) else path_of(ask), reason)


def main(
    connection: Connection, answerer: str, surroundings: Surroundings, preload: tuple[str, ...], nice: int
) -> None:
    """The life of a process that answers asks. Ends when the pipe is closed, and at once when the window is gone."""
    settle(surroundings)
    _give_way(nice)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            for name in preload:
                importlib.import_module(name)
            answer = answerer_named(answerer)
        except Exception as error:  # noqa: BLE001  the process border
            traceback.print_exception(error)
            connection.send(NotReady(one_line(f"{type(error).__name__}: {error}")))
            return
        connection.send(Ready())
        while True:
            ask: Ask = connection.recv()
            connection.send_bytes(_pickled_answer(answer, ask))


def _pickled_answer(answer: Answerer, ask: Ask) -> memoryview:
    try:
        return ForkingPickler.dumps(answer(ask), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  the process border: every error ends as the answer to one ask
        return ForkingPickler.dumps(trouble_of(ask, error), pickle.HIGHEST_PROTOCOL)


def _give_way(nice: int) -> None:
    """The window comes first, in time and when memory runs out."""
    with contextlib.suppress(OSError):
        if nice and hasattr(os, "nice"):
            os.nice(nice)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("300", encoding="ascii")
