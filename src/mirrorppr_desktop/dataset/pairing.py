"""A studio's own pairs: matched by name, examined, stored aligned, and judged together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mirrorppr_desktop.dataset import manifest
from mirrorppr_desktop.dataset.crew import Crashed, cores, crew
from mirrorppr_desktop.dataset.doctor import PAIRS, Examination, Examined, examined, judged_together, picture_places
from mirrorppr_desktop.dataset.draw import Kind
from mirrorppr_desktop.dataset.grid import MEGAPIXEL
from mirrorppr_desktop.dataset.listing import photo_names, stem_of
from mirrorppr_desktop.dataset.manifest import PairRecord, Stored, put_lines
from mirrorppr_desktop.dataset.matching import Leftover, Matching, match
from mirrorppr_desktop.dataset.parts import lines_of, part_path, settled
from mirrorppr_desktop.dataset.pictures import PictureFormat
from mirrorppr_desktop.dataset.simulating import Progress
from mirrorppr_desktop.errors import BadDataset, MirrorPPRError

REPORT: Final = "report.jsonl"


@dataclass(frozen=True, slots=True)
class Paired:
    """What came of two folders: every pair of names with what was found, and the names without a partner."""

    found: tuple[Examined, ...]
    leftovers: tuple[Leftover, ...]
    hints: tuple[str, ...]

    @property
    def usable(self) -> tuple[Examined, ...]:
        """The pairs that can be learned from."""
        return tuple(one for one in self.found if one.refused is None)


def pair_folders(
    before: Path,
    after: Path,
    out: Path,
    *,
    suffixes: Sequence[str] = (),
    megapixels: float = 4.0,
    format: PictureFormat = PictureFormat.JPEG,
    model: Path | None = None,
    processes: int | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Paired:
    """Match, examine and store. The same call again goes on where it was.

    Args:
        suffixes: what names after may have more than names before.
        model: an identity model, to tell whether both show one person.

    Raises:
        BadDataset: no two names match; or `out` holds something else. DiskFull, OutputNotWritable, ModelFileError
    """
    matching = match(photo_names(before, out), photo_names(after, out), suffixes)
    if not matching.pairs:
        hints = "".join(f"; {hint}" for hint in matching.hints)
        raise BadDataset(f"no name in {after} belongs to one in {before}{hints}")
    plan = {
        "format": "mirrorppr dataset",
        "version": 1,
        "kind": Kind.STUDIO.value,
        "megapixels": megapixels,
        "picture format": format.value,
        "identity model": None if model is None else model.name,
        "photos": _digest(before, after, matching),
    }
    tasks = [
        Examination(number, before / one, after / other, one, other, out, megapixels * MEGAPIXEL, format, model)
        for number, (one, other) in enumerate(matching.pairs)
    ]
    with settled(out, plan, (PAIRS,)):
        _examine_all(out, tasks, processes or cores(), on_progress)
        kept = (lines_of(part_path(out, "pair", task.number)) for task in tasks)
        found = judged_together([Examined.parsed(json.loads(lines[0])) for lines in kept])
        paired = Paired(tuple(found), matching.leftovers, matching.hints)
        _write(out, paired, format)
    return paired


def _digest(before: Path, after: Path, matching: Matching) -> str:
    digest = hashlib.sha256()
    for one, other in matching.pairs:
        sizes = (before / one).stat().st_size, (after / other).stat().st_size
        digest.update(f"{one}\0{other}\0{sizes}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _examine_all(
    out: Path, tasks: Sequence[Examination], processes: int, on_progress: Callable[[Progress], None]
) -> None:
    waiting = [task for task in tasks if not part_path(out, "pair", task.number).exists()]
    done = len(tasks) - len(waiting)
    with crew(_examine, processes) as many:
        for task, result in many.done(waiting):
            if isinstance(result, MirrorPPRError):
                raise result
            kept = result
            if isinstance(kept, Crashed):
                reason = "it ended the process that looked at it"
                kept = Examined(task.number, task.before_name, task.after_name, reason)
            put_lines(part_path(out, "pair", task.number), [manifest.as_line(kept.as_dict())])
            done += 1
            on_progress(Progress("pairs", done, len(tasks)))


def _examine(task: Examination) -> Examined | MirrorPPRError:
    try:
        return examined(task)
    except MirrorPPRError as error:
        return error
    except Exception as error:  # noqa: BLE001  the process border: one pair must not end the run
        reason = f"unexpected {type(error).__name__}: {error}"
        return Examined(task.number, task.before_name, task.after_name, reason)


def _write(out: Path, paired: Paired, format: PictureFormat) -> None:
    usable = paired.usable
    put_lines(out / REPORT, (manifest.as_line(one.as_dict()) for one in paired.found))
    put_lines(out / manifest.REFUSED, _refusals(paired))
    records = (manifest.pair_line(_record(one, format)) for one in usable)
    put_lines(out / manifest.MANIFEST, _with_header(manifest.header_line(Kind.STUDIO, len(usable)), records))


def _with_header(header: str, lines: Iterator[str]) -> Iterator[str]:
    yield header
    yield from lines


def _refusals(paired: Paired) -> Iterator[str]:
    for one in paired.found:
        if one.refused is not None:
            yield manifest.as_line({"before": one.before, "after": one.after, "reason": one.refused})
    for stray in paired.leftovers:
        yield manifest.as_line({stray.side: stray.name, "reason": stray.reason})


def _record(one: Examined, format: PictureFormat) -> PairRecord:
    before, after = (Stored(place) for place in picture_places(one.number, format))
    identity = one.before.partition("/")[0] if "/" in one.before else stem_of(one.before)
    # What a person did is not known exactly: the named operations are a measurement and stay in the report.
    return PairRecord(f"{one.number:09d}", before, after, one.size, one.before, identity, (), one.face, one.person)
