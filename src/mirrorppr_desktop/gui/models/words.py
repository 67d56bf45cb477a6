"""A model's state as the page shows it: icon, colour, a word, and a line of what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.weights.catalogue import Kind, Model
from mirrorppr_desktop.weights.state import ModelState, State


@dataclass(frozen=True, slots=True)
class Shown:
    """role: a token of the theme. word: the state. hint: what stands behind it, or what to do."""

    icon: str
    role: str
    word: str
    hint: str


def shown(found: ModelState, *, in_use: bool) -> Shown:
    """How a state reads."""
    if found.state is State.READY:
        return Shown("check", "ok", tr("Ready, in use") if in_use else tr("Ready"), _ready_hint(found))
    if found.state is State.PAUSED:
        kept = tr("{0} of {1} are kept").format(figures.size(found.have), figures.size(found.model.size))
        return Shown("pause", "accent", tr("Paused"), kept)
    told = {
        State.UNCHECKED: Shown("waiting", "text_2", tr("Not compared yet"), tr("its bytes are compared before use")),
        State.LOCKED: Shown("lock", "warn", tr("Present, locked"), tr("read and accept the licence to use it")),
        State.DAMAGED: Shown("warning", "bad", tr("Damaged"), tr("hash differs: not loaded")),
        State.NOT_PUBLISHED: Shown(
            "minus", "text_2", tr("No weights published"), tr("put yours into {0}").format(folder(found))
        ),
    }
    return told.get(found.state, Shown("minus", "text_2", tr("Missing"), _missing_hint(found)))


def licence_tag(model: Model) -> tuple[str, str, str]:
    """State, icon and words of the licence tag."""
    if model.commercial_use is None:
        return "warn", "info", tr("Licence unknown")
    if model.commercial_use:
        return "ok", "check", tr("Paid work allowed")
    return "bad", "warning", tr("Non-commercial")


def group(kind: Kind) -> str:
    """The heading above the models of a kind."""
    return {
        Kind.FACES: tr("Come with the program"),
        Kind.IDENTITY: tr("Identity similarity: one is enough"),
        Kind.ENGINE: tr("MirrorPPR engine: Transfer works without"),
    }[kind]


def size(model: Model) -> str:
    """The size of its file."""
    return figures.size(model.size) if model.size else tr("not published")


def short(sha256: str) -> str:
    """The two ends of a digest."""
    return f"{sha256[:4]}…{sha256[-4:]}" if sha256 else ""


def folder(found: ModelState) -> str:
    """The folder of its file, from the folder of models on."""
    return f"models/{Path(found.model.path).parent.as_posix()}/"


def when(stamp: str) -> str:
    """A time of the record as people say it."""
    try:
        moment = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return ""
    if moment.date() == datetime.now().astimezone().date():
        return tr("today")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)


def tr(text: str) -> str:
    """In the language of the window."""
    return QCoreApplication.translate("Models", text)


def _ready_hint(found: ModelState) -> str:
    if found.model.packaged:
        return tr("comes with the program")
    told = tr("sha256 {0}, compared {1}") if found.model.sha256 else tr("sha256 {0}, none is published; read {1}")
    return told.format(short(found.sha256), when(found.checked))


def _missing_hint(found: ModelState) -> str:
    if found.model.packaged:
        return tr("install the program again")
    if found.elsewhere is not None:
        return tr("a copy of another program is on this computer")
    return tr("put it into {0}").format(folder(found))
