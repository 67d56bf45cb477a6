"""The 22 face operations (MirrorPPR, Tables 6 and 7): which points move, how far, and what holds still.

Strength 1.0 is the largest natural edit of an operation. Every length is told in units of the face, never in pixels.
The body's operations are in `body_operations`, and all of them by name in `catalogue`.
"""

from __future__ import annotations

from dataclasses import replace

from mirrorppr_desktop.retouch.face_motions import (
    about_centre,
    along_chin,
    along_nose,
    brow_thickness,
    from_nose_axis,
    lip_corners,
    together,
)
from mirrorppr_desktop.retouch.face_operation import FaceOperation, Part, Table, halves
from mirrorppr_desktop.retouch.names import both_ways
from mirrorppr_desktop.subject.landmarks import (
    FACE_OVAL,
    LEFT_BROW,
    LEFT_EYE,
    LIPS_INNER,
    LIPS_OUTER,
    RIGHT_BROW,
    RIGHT_EYE,
)

__all__ = ["FACE_OPERATIONS", "LLW_OPERATIONS", "FaceOperation", "Part"]

_EYES = RIGHT_EYE + LEFT_EYE
_LIPS = LIPS_OUTER + LIPS_INNER
_NOSE_BASE = (98, 327, 2, 129, 358)
_BRIDGE_SIDES = (193, 417, 122, 351, 196, 419, 3, 248, 51, 281)
_BRIDGE_MIDLINE = (168, 6, 197, 195, 5)
_ALAE = (129, 358, 49, 279, 48, 278, 64, 294, 98, 327, 102, 331)
_NOSE_LOWER = (1, 2, 4, 5, 19, 94, 195, *_ALAE)
_NOSE_TIP = (4, 1, 5, 19, 44, 274, 45, 275, 51, 281, 220, 440)
_CHIN = (152, 148, 377, 176, 400, 199)
_CHEEKS = (50, 280, 205, 425, 36, 266, 117, 346)

_BOTH_TABLES: tuple[Table, ...] = ("LLW", "professional")
_EYE_FEATHER = (0.0, 0.13)
_BROW_FEATHER = (0.0, 0.14)
_NOSE_FEATHER = (0.0, 0.2)
_LIP_FEATHER = (0.02, 0.18)
_SOFT = 0.02
_OUTLINE_FEATHER = (0.0, 0.3)
_OUTLINE_SPACING = 0.12

_EYE_PARTS = (
    Part(RIGHT_EYE, (*RIGHT_BROW, 168, 6, 197, *_CHEEKS, 127, 234), _EYE_FEATHER, half="right"),
    Part(LEFT_EYE, (*LEFT_BROW, 168, 6, 197, *_CHEEKS, 356, 454), _EYE_FEATHER, half="left"),
)
_EYELIDS = tuple(replace(part, spacing=0.045) for part in _EYE_PARTS)
_BROW_ANCHORS = (*RIGHT_EYE, 168, 6, 10, 67, 103, 54, 21, 162, 127, 234)
_BROW_PARTS = halves(RIGHT_BROW, _BROW_ANCHORS, _BROW_FEATHER)
_BROW_EDGES = halves(RIGHT_BROW, _BROW_ANCHORS, (0.0, 0.09), spacing=0.03)
_MOUTH_PART = (Part(_LIPS, (*_NOSE_BASE, *_CHIN, *_CHEEKS, *FACE_OVAL), _LIP_FEATHER),)
_SOFT_MOUTH_PART = (Part(_LIPS, (*_NOSE_BASE, *_CHIN, *_CHEEKS, *FACE_OVAL), _LIP_FEATHER, softness=_SOFT),)
_INNER_FACE = (61, 291, 0, 17, 2, 98, 327, 33, 263, 133, 362, 50, 280, 6)
_JAW = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148)
_CHIN_TIP = (152, 148, 377, 176, 400, 149, 378, 175, 199, 171, 396, 208, 428, 140, 369)
_CHIN_WEIGHTS = (0.9, 0.8, 0.8, 0.55, 0.55, 0.3, 0.3, 1, 1, 0.85, 0.85, 0.9, 0.9, 0.55, 0.55)

# The order is the order in which several operations are performed: the outline first, then from the top of the face
# down, places before shapes, sizes last.
FACE_OPERATIONS: tuple[FaceOperation, ...] = (
    FaceOperation(
        *both_ways("Sharpen face"),
        halves(
            _JAW, _INNER_FACE, _OUTLINE_FEATHER, (0.3, 0.45, 0.6, 0.75, 0.95, 1, 1, 0.9, 0.75, 0.45), _OUTLINE_SPACING
        ),
        0.07,
        "face scale",
        together(-1, -0.6),  # as professional edits of this name move it: most at the jaw, inward and half as much up
        "the sides of the face from the cheeks to the chin, inward and up, or outward and down",
    ),
    FaceOperation(
        *both_ways("Square jawline"),
        halves((132, 58, 172, 136, 150, 149), _INNER_FACE, (0.0, 0.26), (0.2, 0.8, 1, 0.6, 0.2, 0), _OUTLINE_SPACING),
        0.07,
        "face scale",
        together(1, 0.1),
        "the corners of the jaw, outward or inward",
    ),
    FaceOperation(
        *both_ways("Lengthen chin"),
        (Part(_CHIN_TIP, _INNER_FACE, (0.0, 0.22), _CHIN_WEIGHTS, spacing=_OUTLINE_SPACING),),
        0.11,
        "face scale",
        along_chin,
        "the chin, down or up; the lips stay",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Fill temples"),
        halves(
            (54, 21, 162, 127, 234, 139, 156),
            (*RIGHT_EYE, 10, 67, 109, 50, 93, 132, 168),
            (0.0, 0.26),
            (0.2, 0.75, 1, 0.7, 0, 0.5, 0),
            _OUTLINE_SPACING,
        ),
        0.065,
        "face scale",
        together(1, 0),
        "the sides of the head beside the eyes, outward or inward",
    ),
    FaceOperation(
        *both_ways("Increase eyebrow distance"),
        _BROW_PARTS,
        0.045,
        "face scale",
        together(1, 0),
        "both eyebrows, apart or together",
    ),
    FaceOperation(
        *both_ways("Move eyebrows upward"),
        _BROW_PARTS,
        0.05,
        "face scale",
        together(0, -1),
        "both eyebrows, up or down",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Thicken eyebrows"),
        _BROW_EDGES,
        0.4,
        "eyebrow height",
        brow_thickness,
        "the edges of the eyebrows, from their middle line or to it",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Increase eye distance"),
        _EYE_PARTS,
        0.05,
        "face scale",
        together(1, 0),
        "both eyes, apart or together",
        _BOTH_TABLES,
    ),
    FaceOperation(
        *both_ways("Move eyes upward"),
        _EYE_PARTS,
        0.04,
        "face scale",
        together(0, -1),
        "both eyes, up or down",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Increase eye height"),
        _EYELIDS,
        0.27,
        "eye height",
        about_centre(0, 1),
        "the lids, from the middle of the eye or to it",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Increase eye width"),
        _EYE_PARTS,
        0.16,
        "eye width",
        about_centre(1, 0),
        "the corners of the eyes, from the middle of the eye or to it",
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Enlarge eyes"),
        _EYE_PARTS,
        0.20,
        "eye size",
        about_centre(1, 0.7),
        "each eye as a whole, larger or smaller",
        _BOTH_TABLES,
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Widen nose bridge"),
        (Part(_BRIDGE_SIDES, (*_EYES, *_BRIDGE_MIDLINE, *_CHEEKS, 2, 98, 327), _NOSE_FEATHER),),
        0.15,
        "bridge width",
        from_nose_axis,
        "the sides of the nose between the eyes and the tip, from its axis or to it",
        _BOTH_TABLES,
    ),
    FaceOperation(
        *both_ways("Widen nasal alae"),
        (Part(_ALAE, (*_EYES, *_BRIDGE_MIDLINE, 2, *_LIPS, *_CHEEKS), _NOSE_FEATHER, softness=0.026),),
        0.28,
        "nose width",
        from_nose_axis,
        "the wings of the nose, from its axis or to it",
        _BOTH_TABLES,
    ),
    FaceOperation(
        *both_ways("Enlarge nose tip"),
        (
            Part(
                _NOSE_TIP,
                (*_EYES, 168, 6, *_LIPS, *_CHEEKS, 129, 358, 98, 327),
                (0.0, 0.14),
                spacing=0.045,
                softness=_SOFT,
            ),
        ),
        0.33,
        "nose tip size",
        about_centre(1, 0.7),
        "the tip of the nose, larger or smaller",
    ),
    FaceOperation(
        *both_ways("Lengthen nose"),
        (Part(_NOSE_LOWER, (*_EYES, 168, 6, *_LIPS, *_CHEEKS), _NOSE_FEATHER, softness=_SOFT),),
        0.075,
        "face scale",
        along_nose,
        "the lower nose, down or up; its root stays",
        _BOTH_TABLES,
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Enlarge nose"),
        (Part((*_NOSE_LOWER, 3, 248, 51, 281), (*_EYES, 168, 6, *_LIPS, *_CHEEKS), _NOSE_FEATHER, softness=_SOFT),),
        0.21,
        "nose size",
        about_centre(1, 0.6),
        "the lower nose as a whole, larger or smaller",
    ),
    FaceOperation(
        *both_ways("Move mouth upward"),
        _MOUTH_PART,
        0.07,
        "face scale",
        together(0, -1),
        "the lips, up or down",
        _BOTH_TABLES,
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Plump lips"),
        _MOUTH_PART,
        0.25,
        "lip height",
        about_centre(0, 1),
        "the edges of the lips, from the middle of the mouth or to it",
        _BOTH_TABLES,
        both_halves=False,
    ),
    FaceOperation(
        *both_ways("Raise mouth corners"),
        _SOFT_MOUTH_PART,
        0.055,
        "face scale",
        lip_corners,
        "the corners of the mouth, up or down",
    ),
    FaceOperation(
        *both_ways("Widen mouth"),
        _SOFT_MOUTH_PART,
        0.19,
        "mouth width",
        about_centre(1, 0),
        "the corners of the mouth, apart or together",
    ),
    FaceOperation(
        *both_ways("Enlarge mouth"),
        _SOFT_MOUTH_PART,
        0.235,
        "mouth size",
        about_centre(1, 0.85),
        "the mouth as a whole, larger or smaller",
        _BOTH_TABLES,
        both_halves=False,
    ),
)

LLW_OPERATIONS = tuple(one for one in FACE_OPERATIONS if "LLW" in one.tables)
