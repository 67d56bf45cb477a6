"""What a shoot remembers of the faces in a photo."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mirrorppr_desktop.subject.subject import Subject

_RIGHT_EYE, _LEFT_EYE, _NOSE_TIP = 33, 263, 4  # outer corners; points of the face mesh
_LARGEST_TURN: Final = 2.0


def face_facts(subject: Subject) -> dict[str, Any]:
    """As `Shoot.learn` takes them: see `Photo`."""
    if not subject.faces:
        return {"faces": 0, "face_share": None, "face_turn": None}
    largest = max(subject.faces, key=lambda face: face.scale)
    (x0, y0), (x1, y1), (nose_x, nose_y) = (largest.landmarks[i].tolist() for i in (_RIGHT_EYE, _LEFT_EYE, _NOSE_TIP))
    apart = math.hypot(x1 - x0, y1 - y0) or 1.0
    along = ((nose_x - (x0 + x1) / 2) * (x1 - x0) + (nose_y - (y0 + y1) / 2) * (y1 - y0)) / apart**2
    return {
        "faces": len(subject.faces),
        "face_share": round(apart / max(subject.size), 4),
        "face_turn": round(max(-_LARGEST_TURN, min(_LARGEST_TURN, along)), 3),
    }
