"""`mirrorppr retouch`: one exemplar pair, photos, a folder for the results."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.progress import count_photos, listeners
from mirrorppr_desktop.errors import DifferentPictures, DifferentProportions, JobError, RetouchError
from mirrorppr_desktop.jobs import job as jobs
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.jobs.stop import StopRequest
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.retouch.catalogue import find_operation, named
from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.request import (
    Adjustments,
    EngineName,
    ExemplarPair,
    FacePolicy,
    LightPlan,
    RetouchRequest,
    SetStrength,
)


def run(arguments: Namespace, makers: jobs.Makers | None = None) -> int:
    """Do the job. makers: where engine and eyes come from, if not from the program itself.

    Returns:
        0 all done; 1 the job could not go on; 3 some photos failed; 130 or 143 stopped by Ctrl-C or SIGTERM.

    Raises:
        JobError, PairError, BadLook, PhotoError: the job could not start.
    """
    job = _job(arguments)
    stop = StopRequest()
    with listeners(as_json=arguments.json) as tell, _signals_ask(stop) as received:
        try:
            summary = jobs.preview(job, tell, makers) if arguments.dry_run else jobs.run(job, tell, stop, makers)
        except DifferentProportions:  # nothing can be learned from it, whoever is in it
            raise
        except DifferentPictures as error:
            raise DifferentPictures(f"{error} If it is one picture of one person: --same-person") from error
    if received:
        return _stopped(received[0], summary.left)
    if summary.left and not arguments.dry_run:
        raise JobError(f"{count_photos(summary.left)} left undone; run the same command again to go on")
    return ExitCode.SOME_FAILED if summary.failed else ExitCode.DONE


def _stopped(number: int, left: int) -> int:
    if left:
        words = f"stopped with {count_photos(left)} left. Run the same command again to go on."
        print(f"mirrorppr: {words}", file=sys.stderr)
    return 128 + number


def _job(arguments: Namespace) -> Job:
    """The job that a command line asks for."""
    request = None
    if arguments.from_sidecars is None:
        request = RetouchRequest(
            exemplar=None
            if arguments.look is not None
            else ExemplarPair(arguments.before, arguments.after, arguments.same_person),
            look=arguments.look,
            engine=EngineName(arguments.engine),
            strength=arguments.strength,
            faces=FacePolicy(arguments.faces),
            adjustments=_adjustments(arguments),
            light=_light(arguments),
            witness=arguments.model,
        )
    options = OutputOptions(
        format=None if arguments.format == "same" else PhotoFormat(arguments.format),
        bits=None if arguments.bits == "same" else int(arguments.bits),
        quality=arguments.quality,
        subsampling=arguments.subsampling,
        keep_gps=not arguments.no_gps,
    )
    return Job(
        photos=tuple(arguments.photos),
        out=arguments.out,
        request=request,
        options=options,
        sidecars=arguments.from_sidecars,
        recursive=arguments.recursive,
        workers=arguments.workers,
        max_megapixels=arguments.max_megapixels,
        retry=arguments.retry,
    )


def _light(arguments: Namespace) -> LightPlan | None:
    if arguments.engine != EngineName.LIGHT:
        return None
    first, *weights = arguments.weight
    more = zip(arguments.more, weights, strict=True)
    return LightPlan(arguments.model, first, tuple((ExemplarPair(*pair), weight) for pair, weight in more))


def _adjustments(arguments: Namespace) -> Adjustments:
    """By the catalogue's own spelling of each operation; an unknown name is refused before anything starts."""
    return Adjustments(
        scale=tuple((named(name, factor).name, factor) for name, factor in arguments.scale),
        without=tuple(named(name, 1).name for name in arguments.without),
        residual=not arguments.no_residual,
        set=tuple(_set(face, name, strength) for face, name, strength in arguments.set),
        faces=tuple(sorted(dict(arguments.face_strength).items())),
    )


def _set(face: int | None, name: str, strength: float) -> SetStrength:
    operation = named(name, strength)
    if face is not None and not isinstance(find_operation(operation.name)[0], FaceOperation):
        raise RetouchError(f"--set {face}:{name}: it is an operation of the body; leave the number of the face out")
    return SetStrength(operation.name, operation.strength, face)


@contextmanager
def _signals_ask(stop: StopRequest) -> Iterator[list[int]]:
    """Within: Ctrl-C and SIGTERM ask the job to stop, a second one hurries it. Yields the signals received."""
    received: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        received.append(number)
        stop.ask()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
