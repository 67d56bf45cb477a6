"""How fast a run goes and how long it will take, from the photos finished last: old speed is no prophet."""

from __future__ import annotations

from collections import deque

WINDOW = 20  # photos that the speed is taken from
_CURVE = 60  # points of the curve that is kept


class Pace:
    """Times of finished photos. Neither time that a run is held counts, nor the start of its workers."""

    def __init__(self) -> None:
        self._ends: deque[float] = deque(maxlen=WINDOW + 1)
        self._curve: deque[float] = deque(maxlen=_CURVE)
        self._held_since: float | None = None
        self._held = 0.0
        self._began: float | None = None
        self._has_worked = False

    def begin(self, now: float) -> None:
        """The run starts."""
        self._began = now
        self._ends.append(now)

    def work(self, now: float) -> None:
        """A photo is in hand; before the first one the workers were getting ready."""
        if len(self._ends) == 1 and not self._has_worked:
            self._ends[0] = self._running(now)
        self._has_worked = True

    def finish(self, now: float) -> None:
        """A photo that was in hand is finished, whichever way."""
        self._ends.append(self._running(now))
        rate = self.per_minute
        if rate is not None:
            self._curve.append(rate)

    def hold(self, now: float) -> None:
        """The run is held."""
        if self._held_since is None:
            self._held_since = now

    def release(self, now: float) -> None:
        """The run goes on."""
        if self._held_since is not None:
            self._held += now - self._held_since
            self._held_since = None

    def elapsed(self, now: float) -> float:
        """Seconds of running since the start."""
        return 0.0 if self._began is None else self._running(now) - self._began

    @property
    def per_minute(self) -> float | None:
        """Photos a minute over the last ones; None before two are finished."""
        if len(self._ends) < 3:
            return None
        span = self._ends[-1] - self._ends[0]
        return 60 * (len(self._ends) - 1) / span if span > 0 else None

    def left_s(self, photos: int) -> float | None:
        """Seconds that so many photos will take; None while there is nothing to go by."""
        rate = self.per_minute
        return None if rate is None else 60 * photos / rate

    @property
    def curve(self) -> tuple[float, ...]:
        """The speed as it was, oldest first."""
        return tuple(self._curve)

    def _running(self, now: float) -> float:
        if self._held_since is not None:
            now = self._held_since
        return now - self._held


def duration(seconds: float) -> str:
    """As in "40 s", "1 min 58 s", "2 h 05 min"; thin spaces before the units."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole}\u2009s"
    if whole < 3600:
        return f"{whole // 60}\u2009min {whole % 60:02d}\u2009s"
    return f"{whole // 3600}\u2009h {whole % 3600 // 60:02d}\u2009min"
