"""What is compared in a blind test, the votes, and what a count of votes means.

After the user study of MirrorPPR, Appendix E: anonymous candidates for the same photo, preference as a share of votes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from mirrorppr_desktop.gui.shoot.store import Store

CLEAR: Final = 0.05  # a count that chance brings more seldom than this is a preference
_FACT = "blind"
_SEEDS = 10_000


class Vote(StrEnum):
    """What a person said about two pictures."""

    LEFT = "left"
    RIGHT = "right"
    SAME = "no difference"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Trial:
    """One photo of a test, and whether the first of the two variants stands on the left."""

    photo: Path
    first_is_left: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes by variant."""

    first: int = 0
    second: int = 0
    same: int = 0
    neither: int = 0

    @property
    def decided(self) -> int:
        """Votes for one of the two."""
        return self.first + self.second

    @property
    def p(self) -> float:
        """How likely a count at least as clear is by chance alone."""
        return sign_test(self.first, self.second)


def draw(photos: Sequence[Path], count: int, seed: int) -> tuple[Trial, ...]:
    """So many photos by chance, in an order and with sides by chance; the same for the same seed and photos."""
    chance = random.Random(seed)
    chosen = chance.sample(list(photos), min(count, len(photos)))
    # Each side as often as the other, give or take one, so that a habit of voting left counts for neither.
    sides = [n % 2 == 0 for n in range(len(chosen))]
    chance.shuffle(sides)
    return tuple(Trial(photo, side) for photo, side in zip(chosen, sides, strict=True))


def new_seed() -> int:
    """A seed that nobody chose."""
    return random.SystemRandom().randrange(1, _SEEDS)


def sign_test(first: int, second: int) -> float:
    """Two-sided p-value of a count of votes against even odds; ties are left out before.

    Source: Dixon and Mood 1946, the statistical sign test; exact binomial tails.
    """
    count = first + second
    if count == 0:
        return 1.0
    tail: float = sum(math.comb(count, k) for k in range(min(first, second) + 1)) / 2**count
    return min(1.0, 2 * tail)


def least_clear(count: int) -> int | None:
    """The least votes of so many for one variant that are unlikely to be chance; None where no count is clear."""
    return next((votes for votes in range(count // 2, count + 1) if sign_test(votes, count - votes) < CLEAR), None)


class BlindTest:
    """One test: its draw and its votes, kept in the store of a shoot at every vote. Strengths: of the two variants."""

    def __init__(self, store: Store, definition: dict[str, Any]) -> None:
        self._store, self._told = store, definition
        self.seed = int(definition["seed"])
        self.first, self.second = float(definition["first"]), float(definition["second"])
        self.drawn_from = int(definition["of"])
        self.trials = tuple(Trial(Path(photo), bool(side)) for photo, side in definition["trials"])
        self._votes = [vote for vote in store.votes() if vote.get("test") == definition["test"]]

    @classmethod
    def begin(cls, store: Store, photos: Sequence[Path], count: int, strengths: tuple[float, float]) -> BlindTest:
        """Draw a new test and keep it."""
        seed = new_seed()
        trials = draw(photos, count, seed)
        definition = {
            "test": f"{datetime.now(UTC).isoformat(timespec='microseconds')} {seed}",
            "seed": seed,
            "first": strengths[0],
            "second": strengths[1],
            "of": len(photos),
            "trials": [[str(trial.photo), trial.first_is_left] for trial in trials],
            "skipped": [],
            "shown": False,
        }
        store.set_facts({_FACT: definition})
        return cls(store, definition)

    @classmethod
    def resume(cls, store: Store) -> BlindTest | None:
        """The test that was begun last and whose votes were not shown yet."""
        definition = store.fact(_FACT)
        try:
            return None if definition is None or definition["shown"] else cls(store, definition)
        except (KeyError, TypeError, ValueError):
            return None

    # --- where it stands

    @property
    def votes(self) -> tuple[dict[str, Any], ...]:
        """The votes in the order they were given."""
        return tuple(self._votes)

    @property
    def current(self) -> Trial | None:
        """The trial that waits for a vote; None after the last."""
        settled = {vote["photo"] for vote in self._votes} | set(self._told["skipped"])
        return next((trial for trial in self.trials if str(trial.photo) not in settled), None)

    @property
    def place(self) -> int:
        """How many trials are behind."""
        return len(self._votes) + len(self._told["skipped"])

    @property
    def is_shown(self) -> bool:
        """Whether the votes were shown; none can be given after that."""
        return bool(self._told["shown"])

    def has_seen(self, photo: Path) -> bool:
        """Whether a photo has its vote."""
        return any(vote["photo"] == str(photo) for vote in self._votes)

    # --- votes

    def vote(self, vote: Vote, seconds: float) -> None:
        """Give the trial in hand a vote."""
        trial = self.current
        if trial is None or self.is_shown:
            return
        left, right = (self.first, self.second) if trial.first_is_left else (self.second, self.first)
        record = {
            "test": self._told["test"],
            "photo": str(trial.photo),
            "left": left,
            "right": right,
            "vote": vote,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 1),
            "seed": self.seed,
        }
        self._store.add_vote(record)
        self._votes.append(record)

    def take_back(self) -> None:
        """Drop the vote given last; its photo comes again."""
        if self._votes and not self.is_shown:
            self._store.drop_last_vote()
            self._votes.pop()

    def skip(self, photo: Path) -> None:
        """Leave a photo out that cannot be shown."""
        self._told["skipped"].append(str(photo))
        self._store.set_facts({_FACT: self._told})

    def show(self) -> None:
        """End it: the votes may be seen."""
        self._told["shown"] = True
        self._store.set_facts({_FACT: self._told})

    @property
    def tally(self) -> Tally:
        """The votes by variant."""
        return count_votes(self._votes, self.first)

    @property
    def median_seconds(self) -> float | None:
        """The time that half of the votes took less than."""
        times = sorted(float(vote["seconds"]) for vote in self._votes)
        if not times:
            return None
        return (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2


def count_votes(votes: Iterable[dict[str, Any]], first: float) -> Tally:
    """Count votes; `first` is the strength of the first variant."""
    found = {"first": 0, "second": 0, "same": 0, "neither": 0}
    for vote in votes:
        match vote["vote"]:
            case Vote.SAME:
                found["same"] += 1
            case Vote.NEITHER:
                found["neither"] += 1
            case side:
                found["first" if vote[side] == first else "second"] += 1
    return Tally(**found)
