"""What each photo of a job is to become: what is asked for it, how it is written, and what its result is called."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.jobs import plan
from mirrorppr_desktop.jobs.events import Listener, PhotoFailed, PhotoSkipped
from mirrorppr_desktop.jobs.ledger import Item, Keys, Ledger, signature
from mirrorppr_desktop.jobs.names import is_variant, result_names, told_apart_name, wished_name
from mirrorppr_desktop.jobs.order import Clash, Job, PhotoOrder
from mirrorppr_desktop.jobs.originals import pair_up
from mirrorppr_desktop.jobs.plan import Planned
from mirrorppr_desktop.jobs.scan import Found
from mirrorppr_desktop.jobs.schema import State
from mirrorppr_desktop.photo.publish import file_sha256
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.retouch.request import EngineName, FacePolicy, RetouchRequest
from mirrorppr_desktop.settings import sidecar_path

NO_SIDECAR = "no sidecar speaks of it"


@dataclass(frozen=True, slots=True)
class Wish:
    """One photo before its result has a name. request, sidecar: see `Planned`. stem: see `PhotoOrder`."""

    found: Found
    options: OutputOptions
    keys: Keys
    faces: FacePolicy
    request: RetouchRequest | None = None
    sidecar: Path | None = None
    stem: str | None = None


def planned(
    job: Job,
    photos: Sequence[Found],
    ledger: Ledger | None,
    engine_version: Callable[[EngineName], str],
    tell: Listener,
) -> list[Planned]:
    """The photos of a job that are to have results; whatever is passed over is told."""
    names = _Names(job, ledger)
    own = {plan.absolute(one.photo): one for one in job.own}
    orders = {one.path: own.get(plan.absolute(one.path), PhotoOrder(one.path)) for one in photos}
    rest = []
    for one in photos:
        if names.is_result(one.path):
            tell(PhotoSkipped(one.path, "a result of an earlier job"))
        else:
            rest.append(one)
    wishes = [*_by_own_sidecars(job, rest, orders, tell)]
    rest = [one for one in rest if orders[one.path].sidecar is None]
    if job.request is not None:
        wishes += _by_request(job, job.request, rest, orders, engine_version)
    elif job.sidecars is not None:
        wishes += _by_sidecars(job, job.sidecars, rest, orders, tell)
    else:
        for one in rest:
            tell(PhotoSkipped(one.path, NO_SIDECAR))
    place = {one.path: i for i, one in enumerate(photos)}
    if wishes and job.own:
        wishes.sort(key=lambda one: place[one.found.path])
    return list(names.settle(wishes, tell))


def _by_request(
    job: Job,
    request: RetouchRequest,
    photos: Sequence[Found],
    orders: dict[Path, PhotoOrder],
    engine_version: Callable[[EngineName], str],
) -> Iterator[Wish]:
    digests = plan.model_digests(request)
    known: dict[RetouchRequest, Keys] = {}
    for one in photos:
        order = orders[one.path]
        asked = replace(
            request,
            strength=request.strength if order.strength is None else order.strength,
            adjustments=request.adjustments if order.adjustments is None else order.adjustments,
        )
        if asked not in known:
            known[asked] = plan.request_keys(asked, job.options, engine_version, digests)
        own = None if asked == request else asked
        yield Wish(one, job.options, known[asked], request.faces, own, stem=order.stem)


def _by_own_sidecars(
    job: Job, photos: Sequence[Found], orders: dict[Path, PhotoOrder], tell: Listener
) -> Iterator[Wish]:
    for one in photos:
        order = orders[one.path]
        if order.sidecar is None:
            continue
        try:
            record = read_record(order.sidecar)
            keys = plan.sidecar_keys(order.sidecar, job.options)
        except BadSidecar as error:
            tell(PhotoFailed(one.path, str(error)))
        except OSError as error:
            tell(PhotoFailed(one.path, f"{order.sidecar.name}: cannot be read: {error.strerror}"))
        else:
            sidecar = order.sidecar.absolute()
            yield Wish(one, job.options, keys, record.asked.faces, sidecar=sidecar, stem=order.stem)


def _by_sidecars(
    job: Job, folder: Path, photos: Sequence[Found], orders: dict[Path, PhotoOrder], tell: Listener
) -> Iterator[Wish]:
    pairing = pair_up(folder, photos, recursive=job.recursive)
    for sidecar, reason in pairing.failed:
        tell(PhotoFailed(sidecar, reason))
    for path in pairing.unspoken:
        tell(PhotoSkipped(path, NO_SIDECAR))
    for pair in pairing.pairs:
        options = plan.written_again(job.options, pair.record.options)
        keys = plan.sidecar_keys(pair.sidecar, options)
        sidecar = pair.sidecar.absolute()
        stem = orders[pair.photo.path].stem
        yield Wish(pair.photo, options, keys, pair.record.asked.faces, sidecar=sidecar, stem=stem)


class _Names:
    """Names of results, and whose they are already."""

    def __init__(self, job: Job, ledger: Ledger | None) -> None:
        self._out, self._clash, self._with_sidecars = job.out, job.clash, job.write_sidecars
        self._out_resolved = job.out.resolve()  # results are found there whatever links lead to it
        self._ledger = ledger
        self._of_source: dict[Path, list[Item]] = {}
        self._by_name: dict[Path, Item] = {}
        for item in [] if ledger is None else ledger.items():
            self._by_name[item.result] = item
            if item.source is not None:
                self._of_source.setdefault(item.source, []).append(item)
        self._sources: set[Path] = set()

    def is_result(self, photo: Path) -> bool:
        """Whether a photo is a result that the ledger of this output folder knows; sidecars need not lie beside it."""
        if not self._by_name:
            return False
        try:
            name = photo.resolve().relative_to(self._out_resolved)
        except (ValueError, OSError):
            return False
        item = self._by_name.get(name)
        return item is not None and item.state == State.DONE and self._is_unchanged(item)

    def settle(self, wishes: Sequence[Wish], tell: Listener) -> Iterator[Planned]:
        """Name the results; names from earlier runs are kept. What is skipped for its name is told."""
        self._sources = {plan.absolute(one.found.path) for one in wishes}
        stems = {one.found.path: one.stem for one in wishes if one.stem is not None}
        suffixes = {one.found.path: self._suffix(one) for one in wishes}
        asked = Counter((one.found.folder, one.stem) for one in wishes)
        known = {}
        for one in wishes:
            earlier = self._earlier(one, suffixes[one.found.path], alone=asked[one.found.folder, one.stem] == 1)
            if earlier is not None:
                known[one.found.path] = earlier
        entries = [(one.found.path, one.found.folder, suffixes[one.found.path]) for one in wishes]
        numbered = self._clash is Clash.NUMBER
        is_held = self._is_held if numbered else lambda photo, name: False
        names = result_names(entries, known, stems=stems, is_held=is_held)
        for one in wishes:
            path = one.found.path
            why = None if numbered else self._why_taken(path, names[path])
            if why is None:
                yield Planned(path, names[path], one.keys, one.options, one.faces, one.sidecar, one.request)
            else:
                tell(PhotoSkipped(path, why))

    def _suffix(self, wish: Wish) -> str:
        for item in reversed(self._of_source.get(plan.absolute(wish.found.path), [])):
            if item.keys == wish.keys:
                return item.result.suffix  # what the file really is, was seen when it was opened
        return plan.result_suffix(wish.found.path, wish.options)

    def _earlier(self, wish: Wish, suffix: str, *, alone: bool) -> Path | None:
        """The name that the photo's result has from an earlier run, where it is still one for what is wished now.

        alone: whether no other photo of the job is to be called the same.
        """
        photo = wish.found.path
        names = [item.result for item in reversed(self._of_source.get(plan.absolute(photo), []))]
        plain = wished_name(photo, suffix, wish.stem)
        if wish.stem is None:
            forms = (plain, told_apart_name(photo, suffix))
            return next((one for one in names if any(is_variant(one.name, form) for form in forms)), None)
        exact = wish.found.folder / plain
        if exact in names:
            return exact
        if alone and not self._is_held(photo, exact) and not self._is_foreign(exact):
            return None  # what held the name once is gone
        return next((one for one in names if one.parent == exact.parent and is_variant(one.name, plain)), None)

    def _is_held(self, photo: Path, name: Path) -> bool:
        """Whether the result of another photo, which is not in this job, has a name.

        A photo that was moved or copied since is no other photo.
        """
        item = self._by_name.get(name)
        if item is None or item.source is None or item.state != State.DONE or item.source in self._sources:
            return False
        return item.source.exists() and self._is_unchanged(item) and not plan.same_content(photo, item.source_sha)

    def _is_unchanged(self, item: Item) -> bool:
        result = self._out / item.result
        seen = signature(result)
        return seen is not None and (seen == item.result_stat or plan.same_content(result, item.result_sha))

    def _is_foreign(self, file: Path) -> bool:
        """Whether something lies at a path (relative to the output folder) that this program did not write there."""
        path = self._out / file
        if not os.path.lexists(path):
            return False
        if self._ledger is None or path.is_symlink() or not path.is_file():
            return True
        try:
            return not self._ledger.is_ours(file, file_sha256(path))
        except OSError:
            return True

    def _why_taken(self, photo: Path, name: Path) -> str | None:
        """Why a photo is skipped where results get no number; None where its name is free, or its own."""
        if self._is_held(photo, name):
            return f"{name.name} is there already: the result of another photo"
        for file in (name, sidecar_path(name)) if self._with_sidecars else (name,):
            if self._is_foreign(file):
                return taken_words(file)
        return None


def taken_words(file: Path) -> str:
    """That a name is taken by somebody else's file."""
    return f"{file.name} is there already, and this program did not write it"
