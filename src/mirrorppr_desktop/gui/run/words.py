"""A run in words: what a line of the window says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.run.pace import duration

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import RunFacts
    from mirrorppr_desktop.jobs.events import WorkerLost


def status(facts: RunFacts) -> str:
    """One line for the foot of the window."""
    if facts.is_held:
        return _tr("Paused at {0} of {1}").format(facts.finished, facts.total)
    if facts.is_running and facts.left_s is not None:
        return _tr("Running, {0} of {1}, {2} left").format(facts.finished, facts.total, duration(facts.left_s))
    if facts.is_running:
        return _tr("Running, {0} of {1}").format(facts.finished, facts.total)
    if facts.trouble:
        return _tr("The run stopped: {0}").format(facts.trouble)
    return end(facts) if facts.ended is not None else ""


def end(facts: RunFacts) -> str:
    """What came of a run that is over."""
    assert facts.ended is not None
    parts = [_tr("{0} of {1} done in {2}").format(facts.done, facts.total, duration(facts.elapsed_s))]
    if facts.failures:
        parts.append(_tr("{0} failed").format(len(facts.failures)))
    if facts.skipped:
        parts.append(_tr("{0} skipped").format(len(facts.skipped)))
    if facts.left:
        parts.append(_tr("{0} left").format(facts.left))
    return _tr("{0}. Originals unchanged; results in “{1}”.").format(", ".join(parts), facts.out.name)


def worker_lost(event: WorkerLost) -> str:
    """That a worker has ended: how, on which photo, and what comes of it."""
    how = _how_it_ended(event.how)
    if event.photo is None:
        return _tr("A worker ended before it had a photo ({0}). Another one is started.").format(how)
    ended = _tr("The worker on {0} ended unexpectedly ({1}) and was started again.").format(event.photo.name, how)
    again = _tr("The photo is tried once more, then listed as failed.")
    return f"{ended} {again if event.again else _tr('The photo is listed as failed.')}"


def _how_it_ended(how: str) -> str:
    """The name of a signal or exit with what it mostly means: "out of memory, or ended from outside: SIGKILL"."""
    kind, _, name = how.rpartition(" ")
    means = {
        "SIGKILL": _tr("memory ran out, or it was ended from outside"),
        "SIGSEGV": _tr("a fault in native code"),
        "SIGBUS": _tr("a fault in native code, or a file that was cut off while it was read"),
        "SIGFPE": _tr("a fault in native code"),
        "SIGILL": _tr("an instruction that this processor does not have"),
        "SIGABRT": _tr("native code gave up"),
        "SIGTERM": _tr("ended from outside"),
        "-1073741819": _tr("a fault in native code"),  # as Windows tells it
        "3221225477": _tr("a fault in native code"),
        "3221225725": _tr("a fault in native code"),
    }.get(name)
    if kind == "signal":
        return name if means is None else f"{means}: {name}"
    if kind == "exit code":
        shown = _tr("exit code {0}").format(name)
        return shown if means is None else f"{means}: {shown}"
    return how


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
