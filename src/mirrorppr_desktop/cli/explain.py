"""`mirrorppr explain`: say what was done between the two pictures of an exemplar pair."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.look import look_from_engine, thumbnail_of, write_look
from mirrorppr_desktop.metrics.maps import difference_map, displacement_map
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, save_png
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.transfer.engine import TransferEngine
from mirrorppr_desktop.transfer.fitted import FittedOperation
from mirrorppr_desktop.transfer.pair import PairMeasurement, measure_pair
from mirrorppr_desktop.transfer.words import elsewhere_words, face_words, tone_words

_PANEL_PX = 600


def run(arguments: Namespace) -> int:
    """Measure the pair and tell what was found, in words or as one JSON object.

    Raises:
        PairError: the pair does not match or shows no face, or nothing that a look could hold.
        PhotoError: one of the two cannot be read. OutputNotWritable: the look or the sheet cannot be written.
    """
    measured = measure_pair(arguments.before, arguments.after, same_person=bool(arguments.same_person))
    saved = None if arguments.save_look is None else _save_look(measured, arguments)
    if arguments.sheet is not None:
        save_png(_sheet(measured, arguments.before.name, arguments.after.name), arguments.sheet)
    if arguments.json:
        print(json.dumps(_as_json(measured, arguments)))
    words = _words(measured)
    if arguments.sheet is not None:
        words += f"\nSheet: {arguments.sheet}"
    if saved is not None:
        words += f"\nLook: {saved}"
    print(words, file=sys.stderr if arguments.json else sys.stdout)
    return ExitCode.DONE


def _save_look(measured: PairMeasurement, arguments: Namespace) -> Path:
    engine = TransferEngine.from_measurement(measured, (arguments.before.name, arguments.after.name))
    engine = replace(engine, said_same_person=bool(arguments.same_person))
    look = look_from_engine(engine, arguments.save_look.stem, thumbnail_of(measured.after))
    return write_look(look, arguments.save_look)


def _as_json(measured: PairMeasurement, arguments: Namespace) -> dict[str, Any]:
    dark, middle, light = measured.displacement.tone.change.round(2).tolist()
    bend = measured.bend
    return {
        "before": str(arguments.before),
        "after": str(arguments.after),
        "operations": [_operation_json(one) for one in measured.operations],
        "tone": {"rgb_at_64": dark, "rgb_at_128": middle, "rgb_at_192": light},
        "drift_px": round(measured.drift_px, 3),
        "residual": round(measured.residual, 4),
        "trust": round(measured.trust, 4),
        "changes_shape": measured.changes_shape,
        "largest_motion_px": round(measured.largest_motion_px, 3),
        "motion_elsewhere_px": round(measured.motion_elsewhere_px, 3),
        "bend": bend and {"px": round(bend.px, 3), "share": round(bend.share, 3)},
        "face": measured.face,
        "faces": measured.faces,
    }


def _operation_json(one: FittedOperation) -> dict[str, Any]:
    return {
        "name": one.name,
        "strength": round(one.strength, 3),
        "confidence": round(one.confidence, 3),
        "share": round(one.share, 3),
        "could_be": list(one.or_else),
    }


def _words(measured: PairMeasurement) -> str:
    lines = [
        f"{one.name} {one.strength:+.2f}{_or_else(one)}"
        f"   (explains {one.share:.0%} of the motion, confidence {one.confidence:.0%})"
        for one in measured.operations
    ]
    lines += [words] if (words := face_words(measured)) else []
    if measured.changes_face:
        share = measured.largest_motion
        lines.append(f"Shape: moved by up to {measured.largest_motion_px:.1f} px ({share:.1%} of the eye distance)")
    else:
        lines.append("Shape: the face was left alone")
    if not measured.changes_shape:
        lines.append("There is nothing to carry over to other photos")
    lines += [words] if (words := elsewhere_words(measured)) else []
    if (bend := measured.bend) is not None:
        lines.append(
            f"Background: performed here, a straight line close beside the body is bent by up to {bend.px:.1f} px"
            f" ({bend.share:.0%} of the body's own move)"
        )
    tone = tone_words(measured)
    lines.append(f"Tone: {tone}; measured, not carried over" if tone else "Tone: left alone")
    lines.append(f"Drift removed: {f'{measured.drift_px:.2f} px' if measured.drift_px else 'none'}")
    lines.append(f"Not explained by shape, tone and drift: {measured.residual:.0%} of the difference")
    if measured.changes_face:
        lines.append(f"Trust in the measured motion: {measured.trust:.0%}")
    return "\n".join(lines)


def _or_else(one: FittedOperation) -> str:
    """As in ", or Widen mouth"."""
    return "".join(f", or {other.replace(' + ', ' with ')}" for other in one.or_else)


def _sheet(measured: PairMeasurement, before: str, after: str) -> RGB8:
    displacement = measured.displacement
    vectors = measured.edit.field.dense((0, 0, measured.before.shape[1], measured.before.shape[0]))
    panels = [
        Panel(measured.before, f"Before: {before}"),
        Panel(measured.after, f"After: {after}"),
        Panel(
            difference_map(displacement.tone.apply(measured.before), measured.after, width=_PANEL_PX),
            "Where the pictures differ, tone matched",
        ),
        Panel(
            displacement_map(
                displacement.vectors, background=measured.before, file_scale=measured.px_per_view, width=_PANEL_PX
            ),
            "What moved, without drift",
        ),
        Panel(
            displacement_map(vectors, background=measured.before, file_scale=measured.px_per_view, width=_PANEL_PX),
            "What is carried over to other faces",
        ),
    ]
    return contact_sheet(panels, columns=3, panel_width=_PANEL_PX, title=_words(measured).replace("\n", ". "))
