"""Pairs, views and details of photos. Works in a process of a lane, which keeps what was decoded and measured last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from mirrorppr_desktop import engines
from mirrorppr_desktop.errors import MirrorPPRError, ModelFileError, NoFaceFound
from mirrorppr_desktop.jobs.look_analysis import answer_look, save_look
from mirrorppr_desktop.jobs.pair_analysis import answer_pair
from mirrorppr_desktop.jobs.photo_memory import PhotoMemory
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Ask,
    Detail,
    DetailAsk,
    LookAsk,
    PairAsk,
    PhotoFacts,
    SaveLookAsk,
    View,
    ViewAsk,
)
from mirrorppr_desktop.jobs.trouble import one_line
from mirrorppr_desktop.photo.colour import profile_name, srgb_of, srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo, Size
from mirrorppr_desktop.retouch.engine import Engine
from mirrorppr_desktop.retouch.render import render_part
from mirrorppr_desktop.retouch.request import EngineName, ExemplarPair, FacePolicy, RetouchRequest
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject

_LEAST_FACE_PX = 24  # wide, in the picture that is searched


def answer(ask: Ask) -> Answer:
    """What was asked of a pair or a photo.

    Raises:
        PhotoError: the photo cannot be read. ModelFileError: a pair cannot be looked at.
    """
    match ask:
        case PairAsk():
            return answer_pair(ask)
        case LookAsk():
            return answer_look(ask)
        case SaveLookAsk():
            return save_look(ask, _engine, _photos().read)
        case ViewAsk():
            return _view(ask)
        case DetailAsk():
            return _detail(ask)
    raise TypeError(f"this lane does not answer {type(ask).__name__}")


# --- views


def _view(ask: ViewAsk) -> View:
    photo = _photos().read(ask.path)
    seen = srgb_view(photo, ANALYSIS_PX)
    trouble = ""
    try:
        # The same picture is searched as in a run, so faces have the same numbers there.
        subject = find(seen, photo.size, with_body=True, with_silhouette=True)
    except ModelFileError as error:
        subject, trouble = Subject(photo.size, ()), str(error)
    proposed = _nothing(photo.size)
    if not subject.faces:
        trouble = trouble or _no_face(ask.path, photo.size)
    elif ask.request is not None:
        try:
            proposed = _engine(ask.request).propose(seen, subject)
        except NoFaceFound:
            trouble = _no_face(ask.path, photo.size)
        except MirrorPPRError as error:
            trouble = str(error)
    return View(
        path=ask.path,
        request=ask.request,
        pixels=srgb_view(photo, ask.long_side),
        facts=PhotoFacts(photo.size, photo.header.bits, photo.header.format, _profile(photo)),
        subject=subject,
        proposed=proposed,
        notes=photo.notes,
        trouble=one_line(trouble),
    )


def _nothing(size: Size) -> Retouch:
    return Retouch(size, (), Provenance("none", "0"))


def _no_face(path: Path, size: Size) -> str:
    least = max(_LEAST_FACE_PX, round(_LEAST_FACE_PX * max(size) / ANALYSIS_PX))
    return f"{path.name}: no face was found. It may be turned away or smaller than {least} px."


def _profile(photo: Photo) -> str:
    return profile_name(photo.metadata.icc)


# --- engines


@dataclass(frozen=True, slots=True)
class _Key:
    """What an engine is built from; the files by their looks, since a pair may be exported anew."""

    exemplar: ExemplarPair | None
    look: Path | None
    engine: EngineName
    faces: FacePolicy
    files: tuple[tuple[int, int], ...]


_built: dict[_Key, Engine | MirrorPPRError] = {}  # none or one


def _engine(request: RetouchRequest) -> Engine:
    """The engine of a request, built once; so is the reason why it cannot be.

    Raises:
        MirrorPPRError: it cannot be built.
    """
    pair = request.exemplar
    paths = (pair.before, pair.after) if pair is not None else (request.look,) if request.look is not None else ()
    files = tuple(_looks(path) for path in paths)
    key = _Key(pair, request.look, request.engine, request.faces, files)
    if key not in _built:
        _built.clear()
        try:
            _built[key] = engines.build(request)
        except MirrorPPRError as error:
            _built[key] = error
    known = _built[key]
    if isinstance(known, MirrorPPRError):
        raise known
    return known


def _looks(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


# --- details


def _detail(ask: DetailAsk) -> Detail:
    photo = _photos().read(ask.path)
    width, height = photo.size
    x0, y0, x1, y1 = ask.box
    box = (max(0, min(x0, width)), max(0, min(y0, height)), max(0, min(x1, width)), max(0, min(y1, height)))
    if box[0] >= box[2] or box[1] >= box[3]:
        nothing: RGB8 = np.zeros((0, 0, 3), np.uint8)
        return Detail(ask.path, box, nothing, None if ask.retouch is None else nothing, ask.token)
    before = np.ascontiguousarray(photo.pixels[box[1] : box[3], box[0] : box[2]])
    after = None
    if ask.retouch is not None:
        after = srgb_of(render_part(photo.pixels, ask.retouch.resized(photo.size), box), photo.metadata.icc)
    return Detail(ask.path, box, srgb_of(before, photo.metadata.icc), after, ask.token)


@cache
def _photos() -> PhotoMemory:
    return PhotoMemory()
