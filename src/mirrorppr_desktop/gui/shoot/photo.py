"""One photo of a shoot as the window knows it: values, and their JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from mirrorppr_desktop.retouch.request import Adjustments, SetStrength


class Flag(StrEnum):
    """What a person said about a result."""

    UNSET = "unset"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RunState(StrEnum):
    """Where a photo stands in a run."""

    NONE = "none"  # not run yet
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a photo; every change can be undone.

    strength, adjustments: None where the photo goes by what is set for the whole shoot.
    """

    flag: Flag = Flag.UNSET
    stars: int = 0
    strength: float | None = None
    adjustments: Adjustments | None = None

    @property
    def has_own_settings(self) -> bool:
        """Whether the photo is retouched in its own way."""
        return self.strength is not None or self.adjustments is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run told about a photo, and what was measured on its result.

    identity: smallest similarity over the faces, None where no model measured it. face_ssim: smallest over the faces.
    displacement: largest mean movement of a face's landmarks, in eye distances. moved_px: largest move of the retouch.
    made_with: `Shoot.made_with` of the photo when its result was ordered, "" where it is not known.
    """

    state: RunState = RunState.NONE
    result: Path | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    identity: float | None = None
    model: str | None = None
    face_ssim: float | None = None
    displacement: float | None = None
    moved_px: float | None = None
    made_with: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the shoot.

    captured: as "2026-11-14T09:30:00". length: of the file in bytes, None until its header was read. stage: what is
    being done to it right now. missing: its file is not there; found out anew whenever the shoot is opened.
    face_share: distance between the outer eye corners of the largest face over the photo's long side. face_turn: how
    far its nose lies beside the middle of the eyes, in that distance, 0 from the front. Both None as long as nobody
    looked, or where there is no face.
    """

    path: Path
    decision: Decision = field(default_factory=Decision)
    outcome: Outcome = field(default_factory=Outcome)
    captured: str | None = None
    size: tuple[int, int] | None = None
    faces: int | None = None
    length: int | None = None
    face_share: float | None = None
    face_turn: float | None = None
    stage: str = ""
    missing: bool = False

    @property
    def name(self) -> str:
        """The file's name, fit to be shown."""
        return self.path.name if self.path.name.isprintable() else ascii(self.path.name)

    @property
    def is_worked_on(self) -> bool:
        """Whether something was decided about it, or a run told something."""
        return self.decision != Decision() or self.outcome != Outcome()

    def below(self, floor: float) -> bool:
        """Whether the result's identity is below the floor."""
        return self.outcome.identity is not None and self.outcome.identity < floor

    def held_back(self, floor: float) -> bool:
        """Whether the result waits for a look: below the floor, and nobody has decided yet."""
        return self.outcome.state == RunState.DONE and self.below(floor) and self.decision.flag == Flag.UNSET


def adjustments_to_json(adjustments: Adjustments) -> dict[str, Any]:
    """As plain JSON values."""
    return asdict(adjustments)


def adjustments_from_json(data: dict[str, Any]) -> Adjustments:
    """What `adjustments_to_json` wrote.

    Raises:
        ValueError, TypeError, KeyError: it is something else.
    """
    return Adjustments(
        scale=tuple((str(name), float(factor)) for name, factor in data["scale"]),
        without=tuple(str(name) for name in data["without"]),
        residual=bool(data["residual"]),
        set=tuple(SetStrength(str(one["name"]), float(one["strength"]), one["face"]) for one in data["set"]),
        faces=tuple((int(face), float(factor)) for face, factor in data["faces"]),
    )


def to_json(photo: Photo) -> dict[str, Any]:
    """A photo as plain JSON values; the path is the key and not part of them."""
    decision, outcome = photo.decision, photo.outcome
    return {
        "decision": {
            "flag": decision.flag,
            "stars": decision.stars,
            "strength": decision.strength,
            "adjustments": None if decision.adjustments is None else adjustments_to_json(decision.adjustments),
        },
        "outcome": {
            **{name: getattr(outcome, name) for name in Outcome.__slots__},
            "result": None if outcome.result is None else str(outcome.result),
        },
        "captured": photo.captured,
        "size": photo.size,
        "faces": photo.faces,
        "length": photo.length,
        "face_share": photo.face_share,
        "face_turn": photo.face_turn,
    }


def from_json(path: Path, data: dict[str, Any]) -> Photo:
    """What `to_json` wrote. A photo that was in hand or waiting when the program ended stands at none again.

    Raises:
        ValueError, TypeError, KeyError: it is something else.
    """
    told, ran = data["decision"], data["outcome"]
    own = told["adjustments"]
    state = RunState(ran["state"])
    outcome = Outcome(
        **{
            **ran,
            "state": RunState.NONE if state in (RunState.WAITING, RunState.WORKING) else state,
            "result": None if ran["result"] is None else Path(ran["result"]),
            "notes": tuple(ran["notes"]),
        }
    )
    return Photo(
        path,
        Decision(
            Flag(told["flag"]),
            int(told["stars"]),
            told["strength"],
            None if own is None else adjustments_from_json(own),
        ),
        outcome,
        data["captured"],
        None if data["size"] is None else (int(data["size"][0]), int(data["size"][1])),
        data["faces"],
        data.get("length"),  # stores of earlier versions do not have what follows
        data.get("face_share"),
        data.get("face_turn"),
    )


def set_strength(adjustments: Adjustments, one: SetStrength) -> Adjustments:
    """The adjustments with one operation set anew; an earlier word on the same operation and face goes."""
    kept = tuple(other for other in adjustments.set if (other.name, other.face) != (one.name, one.face))
    return replace(adjustments, set=(*kept, one))


def forget_strength(adjustments: Adjustments, names: tuple[str, ...], face: int | None) -> Adjustments:
    """The adjustments without any word on these operations of that face: as the pair has them."""
    kept = tuple(one for one in adjustments.set if one.name not in names or one.face != face)
    return replace(adjustments, set=kept)
