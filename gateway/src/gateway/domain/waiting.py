"""Lanes in which messages wait, and how long a lane rests that nobody serves.

A new message is in the lane without a name; one that could not go is in the lane of the channel
that is away, or of the service whose words it needs. While a lane rests nothing tries it; then one
message does, whichever meets it first, and when that goes, all do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

NEW = ""
CHANNELS = ("sms", "mini_program", "email")
RESTS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300))
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 1440))
AT_ONCE = 16
IN_FLIGHT = 64
LOOK_EVERY = timedelta(seconds=0.5)
LOOK_AFTER = timedelta(seconds=1)  # who sends slowly holds up the others for no longer
LONGEST_ANSWER = timedelta(seconds=10)  # of a channel; who is silent for longer is away
LONGEST_SENDING = timedelta(seconds=40)  # of one message by all its channels
LEASE = timedelta(seconds=60)  # nobody else takes a message that is being sent
LONGEST_WAIT = timedelta(days=7)  # what is older is of no use, and told as failed
TRIES = 8  # of a message that fails by itself: some two days


def words_of(owner: str) -> str:
    """The lane of messages that need words of a service."""
    return f"words of {owner}"


@dataclass
class Rest:
    """Until when a lane rests, and how often it did in a row."""

    until: datetime
    times: int


@dataclass
class Lanes:
    """What one process knows of the lanes; another finds out for itself."""

    names: Iterable[str]
    _rests: dict[str, Rest] = field(default_factory=dict)

    def new(self) -> dict[str, int]:
        """How many to take of what is new."""
        return {NEW: AT_ONCE}

    def waiting(self, now: datetime) -> dict[str, int]:
        """How many to take of each lane that does not rest: one, until that one goes."""
        return {
            name: 1 if name in self._rests else AT_ONCE
            for name in self.names
            if name not in self._rests or now >= self._rests[name].until
        }

    def may_try(self, name: str, now: datetime) -> bool:
        """Whether a message may find out if a lane is served.

        Of a lane that has rested long enough one may, whichever meets it first; the lane rests
        on, longer, until that one comes back.
        """
        rest = self._rests.get(name)
        if rest is None:
            return True
        if now < rest.until:
            return False
        self._rests[name] = _resting(now, rest.times + 1)
        return True

    def let_rest(self, name: str, now: datetime) -> None:
        """Nobody serves a lane; who finds that out after others makes the rest no longer."""
        self._rests.setdefault(name, _resting(now, 0))

    def goes(self, name: str) -> None:
        """A lane is served."""
        self._rests.pop(name, None)


def _resting(now: datetime, times: int) -> Rest:
    return Rest(now + RESTS[min(times, len(RESTS) - 1)], times)


def pause_after(tries: int) -> timedelta:
    """How long a message that failed by itself is left alone."""
    return PAUSES[min(tries, len(PAUSES) - 1)]
