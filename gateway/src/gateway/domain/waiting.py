"""Lanes in which messages wait, and how long a lane rests that nobody serves.

A new message is in the lane without a name; one that could not go is in the lane of the channel
that is away, or of the service whose words it needs. While a lane rests none of it is tried; then
one is, and when that goes, all do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

NEW = ""
CHANNELS = ("sms", "mini_program", "email")
RESTS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300))
AT_ONCE = 16
LONGEST_SENDING = timedelta(seconds=40)  # of one message by all its channels
LEASE = timedelta(seconds=60)  # nobody else takes a message that is being sent
LONGEST_WAIT = timedelta(days=7)  # what is older is of no use, and told as failed
TRIES = 8  # of a message that fails in a way nobody foresaw


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

    def is_served(self, name: str) -> bool:
        """Whether nothing is known against a lane; what comes new does not wait to find out."""
        return name not in self._rests

    def new(self) -> dict[str, int]:
        """How many to take of what is new."""
        return {NEW: AT_ONCE}

    def waiting(self, now: datetime) -> dict[str, int]:
        """How many to take of each lane that does not rest: one, until that one goes."""
        return {
            name: AT_ONCE if self.is_served(name) else 1
            for name in self.names
            if self.is_served(name) or now >= self._rests[name].until
        }

    def let_rest(self, name: str, now: datetime) -> None:
        """Nobody serves a lane: it rests, longer each time in a row."""
        rest = self._rests.get(name)
        if rest is not None and now < rest.until:
            return
        times = 0 if rest is None else rest.times + 1
        self._rests[name] = Rest(now + RESTS[min(times, len(RESTS) - 1)], times)

    def goes(self, name: str) -> None:
        """A lane is served."""
        self._rests.pop(name, None)


def pause_after(tries: int) -> timedelta:
    """How long a message that failed unforeseen is left alone."""
    return RESTS[min(tries, len(RESTS) - 1)]
