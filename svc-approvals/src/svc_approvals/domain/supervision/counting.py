"""From ended cases to tallies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.office_hours import china_time
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.states import NodeState, Result
from svc_approvals.domain.supervision.periods import Period, periods_of
from svc_approvals.domain.supervision.tallies import Member, Tally, node_member

DECIDED = {Result.APPROVED, Result.PARTLY, Result.REFUSED}


@dataclass(frozen=True, slots=True)
class EndedNode:
    """A node as its case ended; ``clock_from`` is where its limit counted from at last."""

    key: str
    organ_id: UUID
    state: NodeState
    clock_from: datetime | None
    finished_at: datetime | None
    promised_due: datetime | None
    statutory_due: datetime | None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class EndedCase:
    """A closed case."""

    case_id: UUID
    region_code: str
    matter_code: str
    channel: str
    result: Result
    submitted_at: datetime | None
    clock_from: datetime | None
    promised_due: datetime | None
    statutory_due: datetime | None
    decided_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime
    supplemented: bool
    deferred: bool
    nodes: Sequence[EndedNode]
    hours: str = ""


Counted = Mapping[tuple[Member, Period], Tally]


def counted(cases: Iterable[EndedCase], clock: Clock) -> Counted:
    """What these cases add, for everybody and every period they belong to."""
    sheet = _Sheet()
    for case in cases:
        members = [
            Member(case.region_code, "all", ""),
            Member(case.region_code, "matter", case.matter_code),
            Member(case.region_code, "channel", case.channel),
        ]
        if case.submitted_at is None:
            continue  # a draft that lapsed was never an application
        for tally in sheet.of(members, case.submitted_at):
            tally.submitted += 1
        if case.accepted_at is not None:
            for tally in sheet.of(members, case.accepted_at):
                tally.accepted += 1
        took = _case_minutes(case, clock)
        for tally in sheet.of(members, case.closed_at):
            _count_case(tally, case, took)
        for node in case.nodes:
            _count_node(sheet, case, node, clock)
    return sheet.tallies


class _Sheet:
    """Tallies by member and period."""

    def __init__(self) -> None:
        self.tallies: dict[tuple[Member, Period], Tally] = defaultdict(Tally)

    def of(self, members: Iterable[Member], at: datetime) -> Iterable[Tally]:
        """The tallies a moment counts in."""
        periods = periods_of(day_of(at))
        return [self.tallies[member, period] for member in members for period in periods]


def _case_minutes(case: EndedCase, clock: Clock) -> int:
    start, end = case.clock_from, case.decided_at
    return standard_minutes(clock, case.hours, start, end) if start and end else 0


def _count_case(tally: Tally, case: EndedCase, took: int) -> None:
    name = str(case.result)
    setattr(tally, name, getattr(tally, name) + 1)
    tally.supplemented += case.supplemented
    tally.deferred += case.deferred
    tally.ran += case.accepted_at is not None
    end, due, statutory = case.decided_at, case.promised_due, case.statutory_due
    if case.result in DECIDED and end and due and statutory:
        tally.timed(took, end, due, statutory)


def _count_node(sheet: _Sheet, case: EndedCase, node: EndedNode, clock: Clock) -> None:
    start, end = node.clock_from, node.finished_at
    due, statutory = node.promised_due, node.statutory_due
    if node.state not in {NodeState.APPROVED, NodeState.REFUSED}:
        return
    if not (start and end and due and statutory):
        return
    members = [
        Member(case.region_code, "organ", str(node.organ_id)),
        Member(case.region_code, "node", node_member(case.matter_code, node.key)),
    ]
    minutes = standard_minutes(clock, node.hours, start, end)
    for tally in sheet.of(members, end):
        tally.approved += node.state is NodeState.APPROVED
        tally.refused += node.state is NodeState.REFUSED
        tally.timed(minutes, end, due, statutory)


def standard_minutes(clock: Clock, hours: str, start: datetime, end: datetime) -> int:
    """Working minutes in an organ's own hours, as minutes of a usual day: days stay days."""
    own = clock.within(hours)
    return max(0, round(own.left(start, end) * day_length(clock) / day_length(own)))


def day_length(clock: Clock) -> int:
    """The working minutes of a day in these hours."""
    return clock.hours.minutes_a_day


def day_of(at: datetime) -> date:
    """The day in the offices."""
    return china_time(at).date()
