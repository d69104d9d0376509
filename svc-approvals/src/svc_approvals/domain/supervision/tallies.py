"""Tallies: what is counted of ended cases and their nodes, and the rates that follow.

A case counts when it is closed, and every figure on the day it belongs to:
submitted on the day it was first submitted, accepted on the day of acceptance,
everything else on the day it was closed. So nothing that may still be taken
back, returned or resumed is counted; what is under way is added when read.

- *Decided* are approved, partly and refused. Only they have a duration, from
  acceptance to decision, and only they are on time or late. Withdrawn, not
  accepted and terminated cases are counted as such and in no rate of time.
- *Duration*: working minutes while the clock ran. A pause moves the start of
  the count, so what was not to be counted by law (art. 45) is not.
- *On time*: decided by the promised due date as it stood at the end, in which
  pauses and a granted extension are contained; *lawful*: by the statutory one.
- *Supplement rate*: closed cases sent back at least once, of all closed.
- *Deferral rate*: cases accepted with a material missing, of all accepted that closed.
- *Refusal rate*: refused, of all decided.

A rate over nothing is no rate, neither 0 nor 100 %. A node counts likewise, on
the day it was decided, once its case is closed: approved or refused, never
skipped or cancelled.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Literal, NamedTuple

from svc_approvals.domain.supervision.durations import Durations

By = Literal["all", "matter", "channel", "organ", "node"]
RATE_DIGITS = 4


@dataclass(slots=True)
class Tally:
    """Counts of one member of one period."""

    submitted: int = 0
    accepted: int = 0
    approved: int = 0
    partly: int = 0
    refused: int = 0
    not_accepted: int = 0
    withdrawn: int = 0
    terminated: int = 0
    on_time: int = 0
    lawful: int = 0
    supplemented: int = 0
    deferred: int = 0
    ran: int = 0
    durations: Durations = field(default_factory=Durations)

    @property
    def decided(self) -> int:
        """What departments decided."""
        return self.approved + self.partly + self.refused

    @property
    def closed(self) -> int:
        """Everything that came to an end."""
        return self.decided + self.not_accepted + self.withdrawn + self.terminated

    @property
    def on_time_rate(self) -> float | None:
        """按承诺时限办结率."""
        return share(self.on_time, self.decided)

    @property
    def lawful_rate(self) -> float | None:
        """按法定时限办结率."""
        return share(self.lawful, self.decided)

    @property
    def supplement_rate(self) -> float | None:
        """补正率."""
        return share(self.supplemented, self.closed)

    @property
    def deferral_rate(self) -> float | None:
        """容缺受理率."""
        return share(self.deferred, self.ran)

    @property
    def refusal_rate(self) -> float | None:
        """不予许可率."""
        return share(self.refused, self.decided)

    def timed(self, minutes: int, at: datetime, due: datetime, statutory: datetime) -> None:
        """Note how long it took and whether that was in time."""
        self.durations.add(minutes)
        self.on_time += at <= due
        self.lawful += at <= statutory

    def merge(self, more: "Slice") -> None:
        """Add another period's counts."""
        for name, number in zip(COUNTERS, more.counters, strict=True):
            if number:
                setattr(self, name, getattr(self, name) + number)
        self.durations.merge(more.minutes, zip(more.buckets, more.numbers, strict=True))


COUNTERS = [one.name for one in fields(Tally) if one.name != "durations"]


class Member(NamedTuple):
    """Whose tally it is: an organ's id, a matter's code, a channel, ``matter/node``."""

    region_code: str
    by: By
    name: str


class Slice(NamedTuple):
    """One member's counts of one period, as they are kept; counters in the order of COUNTERS."""

    member: str
    first_day: date
    counters: Sequence[int]
    minutes: int
    buckets: Sequence[int]
    numbers: Sequence[int]


def merged(slices: Iterable[Slice], name_of: Callable[[Slice], str]) -> dict[str, Tally]:
    """Slices added up by name."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for one in slices:
        tallies[name_of(one)].merge(one)
    return tallies


def share(part: int, whole: int) -> float | None:
    """Part of a whole; nothing of nothing."""
    return round(part / whole, RATE_DIGITS) if whole else None


def node_member(matter_code: str, key: str) -> str:
    """A node is known by its matter and its key, whatever the version."""
    return f"{matter_code}/{key}"
