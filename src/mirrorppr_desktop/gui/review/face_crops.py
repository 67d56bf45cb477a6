"""The face of a photo before and after, cut out of a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mirrorppr_desktop.jobs.questions import Preview
    from mirrorppr_desktop.photo.photo import RGB8

_AROUND = 0.35  # of the face's longer side, on every side


def face_crops(preview: Preview) -> tuple[RGB8, RGB8] | None:
    """The largest face before and after, (h, w, 3) each and square where the photo allows; None where there is none."""
    view = preview.view
    if not view.subject.faces:
        return None
    height, width = view.pixels.shape[:2]
    x0, y0, x1, y1 = max(view.subject.scaled_to((width, height)).faces, key=lambda face: face.scale).box
    reach = (0.5 + _AROUND) * max(x1 - x0, y1 - y0)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    left, top = max(0, int(cx - reach)), max(0, int(cy - reach))
    right, bottom = min(width, int(cx + reach) + 1), min(height, int(cy + reach) + 1)
    return view.pixels[top:bottom, left:right], preview.pixels[top:bottom, left:right]
