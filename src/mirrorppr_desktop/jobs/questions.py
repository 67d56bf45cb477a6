"""What a window asks its lanes, and what they answer. Frozen values that travel between processes; light to import.

Pictures in answers are (H, W, 3) uint8 arrays in sRGB, upright. Positions are pixels of the file unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from mirrorppr_desktop.retouch.request import Adjustments, ExemplarPair, RetouchRequest

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.photo import RGB8, Size
    from mirrorppr_desktop.retouch.retouch import Retouch
    from mirrorppr_desktop.retouch.warp import Box, Vectors
    from mirrorppr_desktop.subject.subject import Subject


# --- thumbnails


@dataclass(frozen=True, slots=True)
class ThumbnailAsk:
    """A small picture of a photo, at most `long_side` on its longer side."""

    path: Path
    long_side: int


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """The small picture. size: of the photo, upright. captured: when it was taken, as "2026-11-14T09:30:00".

    is_rough: smaller than was asked for, until a better one comes.
    """

    path: Path
    pixels: RGB8
    size: Size | None = None
    captured: str | None = None
    is_rough: bool = False


@dataclass(frozen=True, slots=True)
class CarriedAsk:
    """The small pictures that many photos carry in themselves, or that were kept of them: no photo is decoded."""

    paths: tuple[Path, ...]
    long_side: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Answer to `CarriedAsk`: the pictures that there are; the other photos have none that is quick to get."""

    ask: CarriedAsk
    thumbnails: tuple[Thumbnail, ...]


# --- headers


@dataclass(frozen=True, slots=True)
class HeadersAsk:
    """What the headers of some photos say; no pixel is decoded."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """One of them. length: bytes of the file. size: upright, None where the file is no photo. captured: as above."""

    path: Path
    length: int
    size: Size | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """Answer to `HeadersAsk`: without the files that are not there."""

    headers: tuple[Header, ...]


# --- the exemplar pair


@dataclass(frozen=True, slots=True)
class PairAsk:
    """What was done between two photos; `pair` is in the order that the user, or the names, told.

    model: name of the identity model that tells whether it is one person, if there is one.
    """

    pair: ExemplarPair
    model: str | None = None


@dataclass(frozen=True, slots=True)
class FoundOperation:
    """A directed operation found in a pair; confidence and share of the motion 0..1.

    could_be: what explains the same motion nearly as well: directed names, two joined by " + " where it takes both.
    """

    name: str
    strength: float
    confidence: float
    share: float
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairFound:
    """What the pair shows.

    before, after: the face that was measured. movement: (H, W, 2) backward displacement in pixels of the file, on the
    grid of `before`. tone: words such as "lighter by 4 levels of 255", "" where it was left alone. residual: share of
    the difference that nothing explains. trust: 0..1. warnings: lines that a person should read before a run.
    """

    pair: ExemplarPair
    operations: tuple[FoundOperation, ...]
    before: RGB8
    after: RGB8
    movement: Vectors
    tone: str
    drift_px: float
    residual: float
    trust: float
    largest_motion_px: float
    face: int
    faces: int
    warnings: tuple[str, ...] = ()


class PairTrouble(StrEnum):
    """Why a pair cannot be used."""

    UNREADABLE = "unreadable"
    DIFFERENT_PEOPLE = "different people"
    DIFFERENT_CROP = "different crop"
    NO_FACE = "no face"
    NO_CHANGE = "no change"


@dataclass(frozen=True, slots=True)
class PairRefused:
    """The pair cannot be used; the reason names the files and says what to do.

    can_overrule: it is learned all the same where the user says that it is the same person.
    """

    pair: ExemplarPair
    trouble: PairTrouble
    reason: str
    can_overrule: bool = False


# --- looks


@dataclass(frozen=True, slots=True)
class LookAsk:
    """What a look does."""

    path: Path


@dataclass(frozen=True, slots=True)
class LookFound:
    """Answer to `LookAsk`. operations: directed names with strengths. licence: of the engine, in words."""

    path: Path
    name: str
    operations: tuple[tuple[str, float], ...]
    licence: str


@dataclass(frozen=True, slots=True)
class SaveLookAsk:
    """Write a look that does what `request` does, its strength and adjustments included.

    request: None for a look of the operations alone that its adjustments set. photo: for the little picture.
    """

    path: Path
    name: str
    request: RetouchRequest | None
    adjustments: Adjustments = field(default_factory=Adjustments)
    photo: Path | None = None


@dataclass(frozen=True, slots=True)
class LookSaved:
    """Answer to `SaveLookAsk`: the file that was written."""

    path: Path
    name: str


# --- one photo


@dataclass(frozen=True, slots=True)
class ViewAsk:
    """A screen-sized copy of a photo, who is in it, and what the engine of `request` would do to it.

    request: None where there is neither pair nor look yet. Its strength and adjustments are not looked at.
    """

    path: Path
    long_side: int
    request: RetouchRequest | None = None


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the file is. profile: name of its colour profile, "untagged" where it has none."""

    size: Size
    bits: int
    format: str
    profile: str


@dataclass(frozen=True, slots=True)
class View:
    """Answer to `ViewAsk`.

    subject: in pixels of the file, with the body. proposed: for the size of the file, at strength 1 and unadjusted;
    without parts where there is no request or nothing can be done, `trouble` then says why in words.
    """

    path: Path
    request: RetouchRequest | None
    pixels: RGB8
    facts: PhotoFacts
    subject: Subject
    proposed: Retouch
    notes: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DetailAsk:
    """Part of a photo at full size, before and after a retouch. box: x0, y0, x1, y1 in pixels of the file.

    token: comes back in the answer, which does not tell of which retouch it is.
    """

    path: Path
    box: Box
    retouch: Retouch | None = None
    token: int = 0


@dataclass(frozen=True, slots=True)
class Detail:
    """Answer to `DetailAsk`; the pictures are as large as the box. after: None where no retouch was given."""

    path: Path
    box: Box
    before: RGB8
    after: RGB8 | None
    token: int = 0


# --- a result


@dataclass(frozen=True, slots=True)
class CompareAsk:
    """How far a result is from its photo, face by face. model: name of the identity model to use, if there is one."""

    photo: Path
    result: Path
    model: str | None = None


@dataclass(frozen=True, slots=True)
class FaceCompared:
    """One face before and after.

    identity: similarity by the model, up to 1; None without one. face_ssim: SSIM of the face's crop. displacement: mean
    movement of the landmarks found anew, in eye distances.
    """

    face: int
    identity: float | None
    face_ssim: float
    displacement: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Answer to `CompareAsk`. model: that measured the identity. largest_move_px: of the retouch in the sidecar."""

    photo: Path
    result: Path
    model: str | None
    faces: tuple[FaceCompared, ...]
    largest_move_px: float


# --- the preview, in a thread of the window's process


@dataclass(frozen=True, slots=True)
class PreviewAsk:
    """A view retouched with other strengths than proposed."""

    view: View
    strength: float
    adjustments: Adjustments = field(default_factory=Adjustments)


@dataclass(frozen=True, slots=True)
class Preview:
    """Answer to `PreviewAsk`. pixels: of the size of the view. retouch: for the size of the file, as a run does it."""

    view: View
    strength: float
    adjustments: Adjustments
    pixels: RGB8
    retouch: Retouch
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """An ask that came to nothing. path: the file at fault. crashed: the process ended while at it."""

    ask: Ask
    path: Path
    reason: str
    crashed: bool = False

    @property
    def words(self) -> str:
        """The reason, which names the file."""
        return self.reason if self.path.name in self.reason else f"{self.path.name}: {self.reason}"


Ask: TypeAlias = (
    ThumbnailAsk
    | CarriedAsk
    | HeadersAsk
    | PairAsk
    | LookAsk
    | SaveLookAsk
    | ViewAsk
    | DetailAsk
    | CompareAsk
    | PreviewAsk
)
Answer: TypeAlias = (
    Thumbnail
    | Carried
    | Headers
    | PairFound
    | PairRefused
    | LookFound
    | LookSaved
    | View
    | Detail
    | Compared
    | Preview
    | Trouble
)
