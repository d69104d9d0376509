"""When a case is expected to end, from how long its nodes usually take.

Per node, from the working minutes of ended cases: the median and the 80th
percentile, once there are twenty; until then the promised limit. The time of a
node starts from what is known now:

- finished: when it was;
- at work: its arrival and the usual minutes, but not before now;
- resting (补正, 特别程序, 中止): unknown until it goes on, and so is all behind it;
- waiting: the usual minutes after the nodes it waits for, as many as its join needs;
- not needed (无需办理): no time at all.

The case ends with the last of its nodes: the longest way through what is still
open. Adding up 80th percentiles along a way is on the safe side.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.states import FINISHED, NodeState

LEAST_CASES = 20
RESTING = "paused"


class Usual(NamedTuple):
    """How long a node took in ended cases, in working minutes."""

    cases: int
    median: float
    p80: float


class Expected(NamedTuple):
    """When something ends: as a rule, and in four of five cases; None: nobody can say."""

    median: datetime | None
    p80: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """What matters of a node: where it stands, and what it waits for."""

    key: str
    state: str
    after: Sequence[str]
    needed: int
    promised_days: int
    applicable: bool = True
    is_issue: bool = False
    clock_from: datetime | None = None
    finished_at: datetime | None = None
    promised_due: datetime | None = None
    hours: str = ""


History = Mapping[str, Usual]
Minutes = Callable[[Usual], float]
NO_HISTORY: History = {}
UNKNOWN = Expected(None, None)


def expected(
    steps: Iterable[Step], history: History, now: datetime, clock: Clock
) -> dict[str, Expected]:
    """When each node ends, by its key."""
    known = {step.key: step for step in steps}
    median = _Forecast(known, history, now, clock, lambda usual: usual.median)
    p80 = _Forecast(known, history, now, clock, lambda usual: usual.p80)
    return {key: Expected(median.end(key), p80.end(key)) for key in known}


def expected_end(ends: Iterable[Expected]) -> Expected:
    """When the whole case ends: with the last of its nodes."""
    listed = list(ends)
    return Expected(_latest([one.median for one in listed]), _latest([one.p80 for one in listed]))


def _latest(moments: Sequence[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None


class _Forecast:
    """One way to look ahead; every node once."""

    def __init__(
        self,
        steps: Mapping[str, Step],
        history: History,
        now: datetime,
        clock: Clock,
        minutes: Minutes,
    ) -> None:
        self._steps, self._history = steps, history
        self._now, self._clock, self._minutes = now, clock, minutes
        self._ends: dict[str, datetime | None] = {}

    def end(self, key: str) -> datetime | None:
        if key not in self._ends:
            self._ends[key] = self._end(self._steps[key])
        return self._ends[key]

    def _end(self, step: Step) -> datetime | None:
        if step.state in FINISHED:
            return step.finished_at
        if step.state == RESTING:
            return None
        if step.state == NodeState.ACTIVE:
            return self._at_work(step)
        begin = self._begin(step)
        if begin is None or not step.applicable:
            return begin
        return self._lasting(step, begin)

    def _at_work(self, step: Step) -> datetime | None:
        usual = self._usual(step)
        if usual is None or step.clock_from is None:
            return max(self._now, step.promised_due) if step.promised_due else None
        return max(self._now, self._after(step, step.clock_from, self._minutes(usual)))

    def _lasting(self, step: Step, begin: datetime) -> datetime:
        usual = self._usual(step)
        if usual is None:
            return self._clock.within(step.hours).due(begin, step.promised_days).at
        return self._after(step, begin, self._minutes(usual))

    def _usual(self, step: Step) -> Usual | None:
        usual = self._history.get(step.key)
        return usual if usual is not None and usual.cases >= LEAST_CASES else None

    def _after(self, step: Step, start: datetime, minutes: float) -> datetime:
        """History counts minutes of the usual day; an organ with other hours has its own."""
        own = self._clock.within(step.hours)
        share = own.hours.minutes_a_day / self._clock.hours.minutes_a_day
        return own.after(start, round(minutes * share)).at

    def _begin(self, step: Step) -> datetime | None:
        if step.is_issue:
            awaited = [one.key for one in self._steps.values() if not one.is_issue]
            needed = len(awaited)
        else:
            awaited, needed = list(step.after), step.needed
        if not needed or not awaited:
            return self._now
        ends = [self.end(key) for key in awaited]
        known = sorted(end for end in ends if end is not None)
        return max(self._now, known[needed - 1]) if len(known) >= needed else None
