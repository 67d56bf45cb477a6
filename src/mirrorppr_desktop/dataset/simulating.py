"""Pairs with the true operations, made from photos: the simulated and the professional subset of MirrorPPR.

The work is cut into blocks of photos and of pairs. A block is done when its part of the manifest is there, which is
written last; what a block yields depends on the plan alone. So a run that was killed goes on without a double or a gap,
and neither the number of processes nor the order in which they end shows in the result.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from mirrorppr_desktop.dataset import manifest
from mirrorppr_desktop.dataset.cluster import Cluster
from mirrorppr_desktop.dataset.crew import Crashed, cores, crew
from mirrorppr_desktop.dataset.draw import RECIPES, Kind, Recipe, drawn_operations
from mirrorppr_desktop.dataset.grid import MEGAPIXEL
from mirrorppr_desktop.dataset.listing import photo_names, stem_of
from mirrorppr_desktop.dataset.manifest import PairRecord, Stored, put, put_by, put_lines
from mirrorppr_desktop.dataset.parts import joined, lines_of, part_path, settled
from mirrorppr_desktop.dataset.pictures import PictureFormat, coded, decoded
from mirrorppr_desktop.dataset.survey import PHOTOS, SUBJECTS, Survey, Surveyed, photo_path, stored_subject, surveyed
from mirrorppr_desktop.errors import BadDataset, MirrorPPRError, OutputNotWritable
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.subject.subject import Subject

PAIRS: Final = "pairs"
SHARDS: Final = "shards"
PAIRS_PER_PHOTO: Final = 8
_PHOTOS_A_BLOCK: Final = 16
_PAIRS_A_BLOCK: Final = 64
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides the pairs, but for how many there are. photos: digest of the names and their bytes."""

    kind: Kind
    seed: int
    megapixels: float
    format: PictureFormat
    shards: bool
    strengths: tuple[float, float]
    photos: str

    @property
    def recipe(self) -> Recipe:
        """How operations are drawn."""
        recipe = RECIPES[self.kind]
        return Recipe(recipe.counts, recipe.weights, self.strengths)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as in the file."""
        plain: dict[str, Any] = json.loads(
            json.dumps({"format": "mirrorppr dataset", "version": _VERSION, **asdict(self)})
        )
        return plain


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. stage: "photos" or "pairs"."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of it. refused: photos by name with the reason."""

    pairs: int
    photos: int
    refused: tuple[tuple[str, str], ...]


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a plan: where photos come from and pairs go, by how many processes or which cluster, told to whom."""

    folder: Path
    out: Path
    plan: Plan
    processes: int
    cluster: Cluster | None
    on_progress: Listener


def simulate_dataset(
    folder: Path,
    out: Path,
    *,
    kind: Kind = Kind.LLW,
    pairs: int | None = None,
    seed: int = 0,
    shards: bool = False,
    megapixels: float | None = None,
    format: PictureFormat = PictureFormat.JPEG,
    strengths: tuple[float, float] | None = None,
    processes: int | None = None,
    cluster: Cluster | None = None,
    on_progress: Listener = lambda _: None,
) -> Simulated:
    """Make pairs from the photos below a folder. The same call again goes on where it was; more pairs can be asked for.

    Args:
        pairs: in all, spread evenly over the fit photos; 8 for each where it is None.
        megapixels: of a working copy, never more than the photo has; 1 for faces, 4 for professional pairs.
        strengths: range of the strength of an operation; see `draw.RECIPES`.
        cluster: machines that do the work in place of processes; they see `folder` and `out` under the same paths.

    Raises:
        BadDataset: no photo is fit; or `out` holds something else, or a dataset of another plan or of other photos.
        ClusterError: the cluster cannot do it. JobInUse: another run is at work in `out`.
        DiskFull, OutputNotWritable
    """
    if cluster is not None:  # elsewhere another folder is the current one
        folder, out = folder.absolute(), out.absolute()
    names = photo_names(folder, out)
    plan = Plan(
        kind,
        seed,
        megapixels or (4.0 if kind is Kind.PROFESSIONAL else 1.0),
        format,
        shards,
        strengths or RECIPES[kind].strengths,
        _digest(folder, names),
    )
    with settled(out, plan.as_dict(), (PHOTOS, SUBJECTS, SHARDS if shards else PAIRS)):
        return _simulated(_Run(folder, out, plan, processes or cores(), cluster, on_progress), names, pairs)


def _simulated(run: _Run, names: Sequence[str], pairs: int | None) -> Simulated:
    out = run.out
    looked_at = _survey_all(run, names)
    fit = [one for one in looked_at if one.refused is None]
    refused = tuple((one.name, one.refused) for one in looked_at if one.refused is not None)
    lines = (manifest.as_line({"photo": name, "reason": reason}) for name, reason in refused)
    put_lines(out / manifest.REFUSED, lines)
    if not fit:
        what = f"none of the {len(names)} photos is fit" if names else "there is no photo"
        raise BadDataset(f"{run.folder}: {what}; {out / manifest.REFUSED} says why")
    total = PAIRS_PER_PHOTO * len(fit) if pairs is None else pairs
    _pair_all(run, fit, total)
    parts = range(0, total, _PAIRS_A_BLOCK)
    header = manifest.header_line(run.plan.kind, total)
    put_lines(out / manifest.MANIFEST, joined(header, [part_path(out, "pairs", first) for first in parts]))
    return Simulated(total, len(fit), refused)


# --- the plan and its folder


def _digest(folder: Path, names: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\0{(folder / name).stat().st_size}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


# --- who does it


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Many = Callable[[Iterable[_Item]], Iterator[tuple[_Item, _Result | Crashed]]]


@contextmanager
def _hands(run: _Run, function: Callable[[_Item], _Result]) -> Iterator[_Many[_Item, _Result]]:
    """What does a function to many pieces of work: processes of this machine, or the cluster."""
    if run.cluster is None:
        with crew(function, run.processes) as many:
            yield many.done
    else:
        yield partial(run.cluster.done, function, run.out)


# --- photos


def _survey_all(run: _Run, names: Sequence[str]) -> list[Surveyed]:
    """Look at all photos, those that were not looked at yet."""
    out, plan = run.out, run.plan
    professional = plan.kind is Kind.PROFESSIONAL
    firsts = range(0, len(names), _PHOTOS_A_BLOCK)

    def missing() -> Iterator[tuple[Survey, ...]]:
        for first in firsts:
            if not part_path(out, "photos", first).exists():
                block = names[first : first + _PHOTOS_A_BLOCK]
                yield tuple(
                    Survey(first + i, name, run.folder, out, professional, plan.megapixels * MEGAPIXEL, plan.format)
                    for i, name in enumerate(block)
                )

    done = sum(_PHOTOS_A_BLOCK for first in firsts if part_path(out, "photos", first).exists())
    with _hands(run, _survey_block) as done_by_many, crew(_survey_block, 1) as single:
        for tasks, result in done_by_many(missing()):
            records = [_one_survey(single.done([(task,)])) for task in tasks] if isinstance(result, Crashed) else result
            if isinstance(records, MirrorPPRError):
                raise records
            put_lines(part_path(out, "photos", tasks[0].number), [manifest.as_line(one.as_dict()) for one in records])
            done = min(len(names), done + len(tasks))
            run.on_progress(Progress("photos", done, len(names)))
    return [Surveyed.parsed(json.loads(line)) for first in firsts for line in lines_of(part_path(out, "photos", first))]


def _one_survey(
    done: Iterator[tuple[tuple[Survey, ...], list[Surveyed] | MirrorPPRError | Crashed]],
) -> Surveyed:
    """Of a photo whose block ended the process: it alone is left out where it does so again."""
    (task,), result = next(done)
    if isinstance(result, MirrorPPRError):
        raise result
    if isinstance(result, Crashed):
        return Surveyed(task.number, task.name, "it ended the process that looked at it")
    return result[0]


def _survey_block(tasks: tuple[Survey, ...]) -> list[Surveyed] | MirrorPPRError:
    records: list[Surveyed] = []
    for task in tasks:
        try:
            records.append(surveyed(task))
        except OutputNotWritable as error:
            return error
        except MirrorPPRError as error:
            if not isinstance(error, BadDataset):
                return error
            records.append(Surveyed(task.number, task.name, str(error)))
        except Exception as error:  # noqa: BLE001  the process border: one photo must not end the run
            records.append(Surveyed(task.number, task.name, f"unexpected {type(error).__name__}: {error}"))
    return records


# --- pairs


@dataclass(frozen=True, slots=True)
class _Block:
    """Pairs `first`, `first` + 1, ... of a dataset, each with its photo."""

    out: Path
    plan: Plan
    first: int
    photos: tuple[Surveyed, ...]


def _pair_all(run: _Run, fit: Sequence[Surveyed], total: int) -> None:
    out, plan = run.out, run.plan
    firsts = range(0, total, _PAIRS_A_BLOCK)

    def is_done(first: int) -> bool:
        # A last block of an earlier run may have held fewer: it is made anew, the same pairs and more.
        wanted = min(_PAIRS_A_BLOCK, total - first)
        held = len(lines_of(part_path(out, "pairs", first)))
        return held == wanted

    waiting = [first for first in firsts if not is_done(first)]
    done = total - sum(min(_PAIRS_A_BLOCK, total - first) for first in waiting)
    blocks = (_block(out, plan, fit, first, total) for first in waiting)
    with _hands(run, _pair_block) as done_by_many:
        for block, result in done_by_many(blocks):
            if isinstance(result, Crashed):
                raise BadDataset(
                    f"pairs from {block.first} on end the process that makes them; a fault of this program"
                )
            if isinstance(result, MirrorPPRError):
                raise result
            put_lines(part_path(out, "pairs", block.first), result)
            done += len(block.photos)
            run.on_progress(Progress("pairs", done, total))


def _block(out: Path, plan: Plan, fit: Sequence[Surveyed], first: int, total: int) -> _Block:
    numbers = range(first, min(first + _PAIRS_A_BLOCK, total))
    return _Block(out, plan, first, tuple(fit[number % len(fit)] for number in numbers))


def _pair_block(block: _Block) -> list[str] | MirrorPPRError:
    try:
        return [manifest.pair_line(one) for one in (_sharded(block) if block.plan.shards else _loose(block))]
    except MirrorPPRError as error:
        return error


def _loose(block: _Block) -> list[PairRecord]:
    plan, out = block.plan, block.out
    records: list[PairRecord] = []
    folder = f"{PAIRS}/{block.first:09d}"
    (out / folder).mkdir(exist_ok=True)
    for number, photo in enumerate(block.photos, start=block.first):
        _, after, operations = make_pair(out, plan, number, photo)
        place = f"{folder}/{number:09d}{plan.format.suffix}"
        put(out / place, after)
        before = photo_path(out, photo.number, plan.format).relative_to(out).as_posix()
        records.append(_record(number, photo, operations, Stored(before), Stored(place)))
    return records


def _sharded(block: _Block) -> list[PairRecord]:
    """One tar as the library webdataset reads it: members KEY.before.EXT, KEY.after.EXT, KEY.json, keys in order."""
    plan, out = block.plan, block.out
    place = f"{SHARDS}/pairs-{block.first // _PAIRS_A_BLOCK:06d}.tar"
    records: list[PairRecord] = []

    def write(file: BinaryIO) -> None:
        # USTAR: names are short ASCII, and no header depends on the time or the user.
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for number, photo in enumerate(block.photos, start=block.first):
                before, after, operations = make_pair(out, plan, number, photo)
                stored = []
                for role, data in (("before", before), ("after", after)):
                    offset = _add(tar, f"{number:09d}.{role}{plan.format.suffix}", data)
                    stored.append(Stored(place, offset, len(data)))
                record = _record(number, photo, operations, stored[0], stored[1])
                _add(tar, f"{number:09d}.json", manifest.pair_line(record).encode())
                records.append(record)

    put_by(out / place, write)
    return records


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> int:
    """Add a member; where its data begins in the tar."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), 0o644
    offset = tar.offset + tarfile.BLOCKSIZE
    tar.addfile(member, io.BytesIO(data))
    return offset


def _record(
    number: int, photo: Surveyed, operations: tuple[OperationStrength, ...], before: Stored, after: Stored
) -> PairRecord:
    # Photos of one folder may well show one person: better too few identities than one on both sides of a split.
    identity = photo.name.partition("/")[0] if "/" in photo.name else stem_of(photo.name)
    key = f"{number:09d}"
    return PairRecord(
        key, before, after, photo.size, photo.name, identity, operations, photo.face, photo.person, photo.number
    )


def make_pair(
    out: Path, plan: Plan, number: int, photo: Surveyed
) -> tuple[bytes, bytes, tuple[OperationStrength, ...]]:
    """Pair `number`: the files before and after, and what was done. Decided by the plan, the number and the photo."""
    path = photo_path(out, photo.number, plan.format)
    try:
        before = path.read_bytes()
    except OSError as error:
        raise BadDataset(f"{path} cannot be read: {error.strerror or error}; make the dataset again") from error
    chance = random.Random(f"{plan.seed} {plan.kind} {number}")  # of a text: by its SHA-512, the same everywhere
    operations = drawn_operations(plan.recipe, photo.available, chance)
    picture = decoded(before, str(path))
    after, done = performed_on(picture, stored_subject(out, photo.number), operations)
    return before, coded(after, plan.format), done


def performed_on(
    picture: RGB8, subject: Subject, operations: Sequence[OperationStrength]
) -> tuple[RGB8, tuple[OperationStrength, ...]]:
    """A working copy with operations performed, and those that it could take."""
    performed = perform(subject, operations, subject.size)
    names = {one.name for part in performed.parts for one in part.operations}
    after = render(picture, Retouch(subject.size, performed.parts, Provenance("llw", "1")))
    return after.astype("uint8", copy=False), tuple(one for one in operations if one.name in names)
