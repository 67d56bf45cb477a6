"""What votes mean, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.gui.blind.trial import CLEAR, Tally, least_clear, sign_test
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.widgets import figures


def _tr(words: str) -> str:
    return QCoreApplication.translate("BlindVerdict", words)


def probability(p: float) -> str:
    """As in "p = 0.04"; "p < 0.001" where it is smaller."""
    return "p\u00a0<\u00a00.001" if p < 0.001 else f"p\u00a0=\u00a0{figures.plain(p, 3 if p < 0.01 else 2)}"


def verdict(tally: Tally, first: str, second: str) -> str:
    """Which variant is preferred, if any; first, second: what they are called."""
    if least_clear(tally.decided) is None:
        count = QCoreApplication.translate("BlindVerdict", "%n vote(s) for one of the two", "", tally.decided)
        too_few = _tr("{0}: too few votes to mean anything.")
        return too_few.format(plural(count, tally.decided))
    most, name = max((tally.first, first), (tally.second, second))
    words = _tr("{0} of {1} for {2}: not by chance ({3}).")
    if tally.p >= CLEAR:
        words = _tr("{0} of {1} for {2}: no clear preference ({3}).")
    return words.format(most, tally.decided, name, probability(tally.p))


def bar(count: int) -> str:
    """From which count of so many votes on a preference is clear."""
    least = least_clear(count)
    if least is None:
        return _tr("So few votes mean nothing, however they fall. Six for the same side would be the least.")
    words = _tr(
        "With {0} votes, {1} to {2} or clearer is unlikely to be chance ({3}). Below that the page says “no clear "
        "preference”."
    )
    return words.format(count, least, count - least, probability(sign_test(least, count - least)))
