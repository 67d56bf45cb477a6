"""What a job is, and what it comes to: which photos are to be done, under which names, and which need nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from mirrorppr_desktop import pipeline
from mirrorppr_desktop.errors import JobError, OutputNotWritable
from mirrorppr_desktop.jobs.ledger import Item, Keys, Ledger, signature
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.neural.files import model_digest
from mirrorppr_desktop.photo.names import RAW_SUFFIXES
from mirrorppr_desktop.photo.photo import PhotoFormat, PhotoHeader
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.photo.write import OutputOptions, extension_for, output_format
from mirrorppr_desktop.retouch.request import EngineName, FacePolicy, LightPlan, RetouchRequest
from mirrorppr_desktop.settings import ANALYSIS_PX, JOB_FOLDER

ALREADY_DONE = "already done"
MIN_FREE_BYTES = 16 << 20  # below this a ledger may not even be able to say that the disk is full
_FORMATS = {
    ".png": PhotoFormat.PNG,
    ".tif": PhotoFormat.TIFF,
    ".tiff": PhotoFormat.TIFF,
    ".webp": PhotoFormat.WEBP,
    **dict.fromkeys(RAW_SUFFIXES, PhotoFormat.RAW),
}
# How many times longer than its original a result may be, for the look at the free space.
_GROWTH = {PhotoFormat.JPEG: 1.5, PhotoFormat.PNG: 1.5, PhotoFormat.TIFF: 1.5, PhotoFormat.WEBP: 6, PhotoFormat.RAW: 6}


@dataclass(frozen=True, slots=True)
class Planned:
    """One photo to have a result.

    result: relative to the output folder. sidecar: what to do, where a file says it. request: what is asked for this
    photo, where that is not what is asked for the job.
    """

    source: Path
    result: Path
    keys: Keys
    options: OutputOptions
    faces: FacePolicy
    sidecar: Path | None = None
    request: RetouchRequest | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A photo that needs nothing more. result: None where it has none. seen: original, and how both files look now."""

    planned: Planned
    state: State
    reason: str
    result: Path | None
    seen: tuple[Path, str, str] | None = None


@dataclass(slots=True)
class Queue:
    """What is left of a plan when the ledger has been asked."""

    todo: list[tuple[Item, Planned]] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)


def model_digests(request: RetouchRequest) -> dict[str, object]:
    """What a request goes by, pair or look, as it counts for the keys: by content, not by name."""
    if request.light is not None:
        return {
            **model_digests(replace(request, engine=EngineName.TRANSFER, light=None)),
            "light": _light(request.light),
        }
    if request.exemplar is not None:
        return {"exemplar": [file_sha256(request.exemplar.before), file_sha256(request.exemplar.after)]}
    assert request.look is not None
    return {"look": file_sha256(request.look)}


def _light(plan: LightPlan) -> object:
    more = [[file_sha256(pair.before), file_sha256(pair.after), weight] for pair, weight in plan.more]
    return [model_digest(plan.model), plan.weight, more]


def request_keys(
    request: RetouchRequest,
    options: OutputOptions,
    engine_version: Callable[[EngineName], str],
    digests: dict[str, object] | None = None,
) -> Keys:
    """Digests of all that decides a result besides the original. digests: `model_digests`, where they are known."""
    adjustments = asdict(request.adjustments)
    for added in ("set", "faces"):  # which ledgers of earlier versions do not know of
        if not adjustments[added]:
            del adjustments[added]
    settings = {
        "engine": request.engine,
        "strength": request.strength,
        "faces": request.faces,
        "adjustments": adjustments,
        **(model_digests(request) if digests is None else digests),
        # Told in the sidecar. Left out where nobody said so: ledgers of earlier versions do not know of it.
        **({"same_person": True} if request.exemplar is not None and request.exemplar.same_person else {}),
        "output": asdict(options),
    }
    models = {
        "engine": request.engine,
        "version": engine_version(request.engine),
        "pipeline": pipeline.VERSION,
        "view": ANALYSIS_PX,
    }
    return Keys(canonical_sha(settings), canonical_sha(models))


def sidecar_keys(sidecar: Path, options: OutputOptions) -> Keys:
    """The same for a photo that is done again from a sidecar: its bytes are the settings, no engine is involved."""
    settings = {"sidecar": file_sha256(sidecar), "output": asdict(options)}
    return Keys(canonical_sha(settings), canonical_sha({"pipeline": pipeline.VERSION}))


def canonical_sha(value: object) -> str:
    """SHA-256 of a plain value as JSON with sorted keys and no spaces."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def absolute(path: Path) -> Path:
    """A path as the ledger has it: from the root, links kept as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100  Path.absolute keeps "..", which would make two names of one file


def result_suffix(photo: Path, options: OutputOptions) -> str:
    """The suffix of a photo's result, going by the photo's name; its content is looked at when its turn comes."""
    guess = _FORMATS.get(photo.suffix.lower(), PhotoFormat.JPEG)
    header = PhotoHeader(photo, guess, (1, 1), 8, 1)
    return extension_for(output_format(header, options), photo)


def enqueue(ledger: Ledger, planned: Iterable[Planned], out: Path, *, retry: bool = False) -> Queue:
    """Ask the ledger about each planned photo; new and changed ones become rows that wait.

    Photos that were in hand when an earlier run ended abruptly come last: should one of them be what ended it, the
    others are done before it is met again.
    """
    queue = Queue()
    for one in planned:
        item = ledger.by_result(one.result)
        if item is None:
            queue.todo.append((ledger.add(absolute(one.source), one.result, one.keys), one))
        elif (end := settled(item, one, out, retry=retry)) is not None:
            queue.settled.append(end)
            if end.seen is not None and end.seen != (item.source, item.source_stat, item.result_stat):
                ledger.met_again(item, *end.seen)
        else:
            if item.state != State.PENDING or item.keys != one.keys or item.source != absolute(one.source):
                ledger.renew(item, absolute(one.source), one.keys, "to be done")
            queue.todo.append((ledger.item(item.id), one))
    queue.todo.sort(key=lambda entry: entry[0].attempts)  # stable: otherwise the order of the plan
    return queue


def settled(item: Item, one: Planned, out: Path, *, retry: bool) -> Settled | None:
    """Whether a row's end still holds for what is planned now, or None. Reads a file only where it looks changed."""
    ends = (State.DONE, State.SKIPPED) if retry else (State.DONE, State.SKIPPED, State.QUARANTINED)
    if item.keys != one.keys or item.state not in ends:
        return None
    source_seen = signature(one.source)
    if source_seen is None or (source_seen != item.source_stat and not same_content(one.source, item.source_sha)):
        return None
    if item.state != State.DONE:
        return Settled(one, item.state, item.reason or "", None)
    result = out / item.result
    result_seen = signature(result)
    if result_seen is None:  # deleted or moved away by its owner: made again
        return None
    if result_seen != item.result_stat and not same_content(result, item.result_sha):
        reason = f"{result.name} was changed by someone since; delete or rename it to have it made again"
        return Settled(one, State.SKIPPED, reason, result)
    return Settled(one, State.DONE, ALREADY_DONE, result, (absolute(one.source), source_seen, result_seen))


def same_content(path: Path, sha: str | None) -> bool:
    """Whether a file is there and has that digest."""
    try:
        return sha is not None and file_sha256(path) == sha
    except OSError:
        return False


def check_output(out: Path) -> None:
    """Make the output folder, and see that it can be written to.

    Raises:
        OutputNotWritable: it cannot.
    """
    folder = out / JOB_FOLDER
    trial = folder / f"trial-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"mirrorppr")
        trial.unlink()
    except OSError as cause:
        raise OutputNotWritable(
            f"{out}: cannot be written to ({cause.strerror}); choose another folder for results"
        ) from cause


def space_needed(queue: Queue) -> int:
    """About how many bytes the results of a queue will take."""
    total = 0.0
    for _, one in queue.todo:
        guess = _FORMATS.get(one.source.suffix.lower(), PhotoFormat.JPEG)
        growth = _GROWTH[guess]
        if guess == PhotoFormat.JPEG and one.options.format in (PhotoFormat.TIFF, PhotoFormat.PNG):
            growth = 12
        try:
            total += growth * one.source.stat().st_size
        except OSError:
            continue  # it will be named when its turn comes
    return int(total)


def free_space(out: Path) -> int:
    """Bytes free on the disk of a folder."""
    try:
        return shutil.disk_usage(out).free
    except OSError as cause:
        raise JobError(f"{out}: the free space cannot be told ({cause.strerror})") from cause


def written_again(options: OutputOptions, recorded: OutputOptions) -> OutputOptions:
    """How to write a result again: as recorded, except for what the user asked for this time."""
    plain = OutputOptions()
    changed = {name: value for name, value in asdict(options).items() if value != getattr(plain, name)}
    return replace(recorded, **changed)
