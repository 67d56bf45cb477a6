"""A run in words: what a line of the window says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.run.pace import duration

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import RunFacts


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
