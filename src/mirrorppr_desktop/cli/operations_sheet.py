"""The contact sheet of `mirrorppr operations`: each operation at both directions, cut out where it moves something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np

from mirrorppr_desktop.errors import NoFaceFound
from mirrorppr_desktop.metrics.sheet import CANVAS, Panel, contact_sheet, resized, save_png
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Subject

_VIEW_PX = 2400
_PANEL: Size = (320, 240)
_MARGIN = 0.12  # of the part that moves, around it
_DIRECTIONS_PER_ROW = 2  # operations side by side

Cut: TypeAlias = tuple[int, int, int, int]  # x0, y0, x1, y1; may reach beyond the photo


@dataclass(frozen=True, slots=True)
class Direction:
    """An operation in one direction: its field at strength 1, or why there is none."""

    name: str
    field: WarpField | None
    why: str = ""


def draw(photo: Path, out: Path) -> tuple[str, ...]:
    """Perform every operation on a photo and write the sheet.

    Returns:
        notes on operations that the photo cannot take.

    Raises:
        PhotoError: the photo cannot be read. NoFaceFound: nobody is in it. OutputNotWritable: `out` is locked.
    """
    view = srgb_view(read(photo), _VIEW_PX)
    size = (view.shape[1], view.shape[0])
    subject = find(_reduced(view), size, with_body=True, with_silhouette=True, precise=True)
    if not subject.faces:
        raise NoFaceFound(f"{photo.name}: no face was found; the sheet needs a photo with one")
    panels: list[Panel] = []
    notes: list[str] = []
    for operation in CATALOGUE:
        negative, positive = (_direction(subject, name, size) for name in (operation.negative, operation.positive))
        notes += [f"{one.name}: {one.why}" for one in (negative, positive) if one is not None and one.why]
        panels += _row(view, operation, negative, positive)
    sheet = contact_sheet(panels, 3 * _DIRECTIONS_PER_ROW, _PANEL[0], f"Operations at strength 1 on {photo.name}")
    save_png(sheet, out)
    return tuple(notes)


def _reduced(view: RGB8) -> RGB8:
    factor = min(1.0, ANALYSIS_PX / max(view.shape[:2]))
    return resized(view, (round(view.shape[1] * factor), round(view.shape[0] * factor)))


def _direction(subject: Subject, name: str | None, size: Size) -> Direction | None:
    """One direction performed on the largest face, or the body; None where the operation has no such direction."""
    if name is None:
        return None
    largest = max(subject.faces, key=lambda face: face.scale)
    performed = perform(subject, [OperationStrength(name, 1.0)], size, face=largest.number)
    field = next((part.warp() for part in performed.parts if part.operations), None)
    return Direction(name, field, "" if field is not None else _reason(performed.notes, name))


def _reason(notes: tuple[str, ...], name: str) -> str:
    return notes[0].rpartition(": ")[2] if notes else f"{name} moves nothing here"


def _row(view: RGB8, operation: Operation, negative: Direction | None, positive: Direction | None) -> list[Panel]:
    """Negative, original and positive of one operation, cut out alike."""
    fields = [one.field for one in (negative, positive) if one is not None and one.field is not None]
    cut = _cut([field.box for field in fields], (view.shape[1], view.shape[0]))
    still = _enlarged(view, cut)
    middle = Panel(still, f"original\n{operation.moves}")
    return [_panel(still, cut, negative, operation), middle, _panel(still, cut, positive, operation)]


def _panel(still: RGB8, cut: Cut, direction: Direction | None, operation: Operation) -> Panel:
    if direction is None:
        return Panel(np.full_like(still, CANVAS), f"(no opposite)\nof {operation.positive}")
    if direction.field is None:
        return Panel(np.full_like(still, CANVAS), f"{direction.name}\nnot on this photo: {direction.why}")
    x0, y0, x1, y1 = cut
    field = direction.field
    inside = replace(field, size=(x1 - x0, y1 - y0), origin=(field.origin[0] - x0, field.origin[1] - y0))
    size = (still.shape[1], still.shape[0])
    part = PartRetouch(1, residual=inside.resized(size))
    return Panel(np.asarray(render(still, Retouch(size, (part,), Provenance("llw", "1")))), direction.name)


def _cut(boxes: list[Cut], size: Size) -> Cut:
    """A rectangle of the panel's proportions around what moves; the whole photo where nothing does."""
    x0, y0, x1, y1 = (0, 0, *size)
    if boxes:
        x0, y0 = np.min(boxes, axis=0)[:2]
        x1, y1 = np.max(boxes, axis=0)[2:]
    width, height = (1 + 2 * _MARGIN) * (x1 - x0), (1 + 2 * _MARGIN) * (y1 - y0)
    width = min(max(width, height * _PANEL[0] / _PANEL[1]), size[0])
    height = min(width * _PANEL[1] / _PANEL[0], size[1])
    left = min(max(0.5 * (x0 + x1 - width), 0), size[0] - width)
    top = min(max(0.5 * (y0 + y1 - height), 0), size[1] - height)
    return int(left), int(top), int(left + width), int(top + height)


def _enlarged(view: RGB8, cut: Cut) -> RGB8:
    """The rectangle as large as a panel, so that a warp is seen as sharp as the photo is."""
    x0, y0, x1, y1 = cut
    scale = min(_PANEL[0] / (x1 - x0), _PANEL[1] / (y1 - y0))
    return resized(view[y0:y1, x0:x1], (round((x1 - x0) * scale), round((y1 - y0) * scale)))
