"""What counts of an ended case, where, and as what."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from case_building import at, organ_of, the_clock

from svc_approvals.domain.cases.states import NodeState, Result
from svc_approvals.domain.supervision.counting import EndedCase, EndedNode, counted
from svc_approvals.domain.supervision.periods import Period, PeriodKind
from svc_approvals.domain.supervision.tallies import By, Member, Tally

DUE, LAW = at("2026-10-12 17:00"), at("2026-10-30 17:00")


def an_ended_node(key: str = "health", **changes: Any) -> EndedNode:
    node = EndedNode(
        key, organ_of(key), NodeState.APPROVED, at("2026-09-30 15:00"), at("2026-10-08 10:00"),
        DUE, LAW,
    )  # fmt: skip
    return replace(node, **changes)


def an_ended_case(*nodes: EndedNode, **changes: Any) -> EndedCase:
    case = EndedCase(
        case_id=uuid4(), region_code="431202", matter_code="M-1", channel="web",
        result=Result.APPROVED, submitted_at=at("2026-09-29 20:00"),
        clock_from=at("2026-09-30 15:00"), promised_due=DUE, statutory_due=LAW,
        decided_at=at("2026-10-08 10:00"), accepted_at=at("2026-09-30 15:00"),
        closed_at=at("2026-11-02 09:00"), supplemented=False, deferred=False, nodes=nodes,
    )  # fmt: skip
    return replace(case, **changes)


def tally_of(
    *cases: EndedCase, by: By = "matter", name: str = "M-1", kind: PeriodKind = "year",
    day: str = "2026-01-01",
) -> Tally:  # fmt: skip
    period = Period(kind, at(f"{day} 00:00").date())
    return counted(cases, the_clock()).get((Member("431202", by, name), period), Tally())


def test_each_figure_counts_on_its_own_day() -> None:
    case = an_ended_case()

    submitted = tally_of(case, kind="day", day="2026-09-29")
    accepted = tally_of(case, kind="day", day="2026-09-30")
    closed = tally_of(case, kind="day", day="2026-11-02")

    assert (submitted.submitted, submitted.accepted, submitted.closed) == (1, 0, 0)
    assert (accepted.submitted, accepted.accepted, accepted.closed) == (0, 1, 0)
    assert (closed.submitted, closed.accepted, closed.closed) == (0, 0, 1)


def test_a_holiday_takes_no_time() -> None:
    """From 15:00 before National Day to 10:00 after it: two hours and one."""
    assert tally_of(an_ended_case()).durations.mean == 180


def test_in_time_is_by_the_minute_and_by_both_limits() -> None:
    cases = [
        an_ended_case(decided_at=DUE),
        an_ended_case(decided_at=at("2026-10-12 17:01")),
        an_ended_case(decided_at=at("2026-11-02 09:00")),
    ]

    tally = tally_of(*cases)

    assert (tally.on_time_rate, tally.lawful_rate) == (0.3333, 0.6667)


@pytest.mark.parametrize("result", [Result.WITHDRAWN, Result.NOT_ACCEPTED, Result.TERMINATED])
def test_who_was_not_decided_is_neither_late_nor_slow(result: Result) -> None:
    tally = tally_of(an_ended_case(result=result, decided_at=None))

    assert (tally.closed, tally.decided, tally.on_time_rate) == (1, 0, None)
    assert tally.durations.count == 0


def test_a_draft_that_lapsed_was_never_an_application() -> None:
    lapsed = an_ended_case(result=Result.LAPSED, submitted_at=None, accepted_at=None)

    assert counted([lapsed], the_clock()) == {}


def test_rates_are_taken_of_those_they_can_concern() -> None:
    cases = [
        an_ended_case(supplemented=True, deferred=True),
        an_ended_case(result=Result.REFUSED),
        an_ended_case(result=Result.WITHDRAWN, accepted_at=None, decided_at=None),
        an_ended_case(result=Result.PARTLY),
    ]

    tally = tally_of(*cases)

    assert tally.supplement_rate == 0.25
    assert tally.deferral_rate == 0.3333
    assert tally.refusal_rate == 0.3333
    assert tally_of().refusal_rate is None


def test_a_node_counts_for_its_organ_and_for_itself_on_the_day_it_was_decided() -> None:
    case = an_ended_case(
        an_ended_node(), an_ended_node("tax", state=NodeState.REFUSED),
        an_ended_node("city", state=NodeState.SKIPPED),
    )  # fmt: skip

    health = tally_of(case, by="node", name="M-1/health", kind="month", day="2026-10-01")
    tax = tally_of(case, by="organ", name=str(organ_of("tax")), kind="day", day="2026-10-08")
    city = tally_of(case, by="node", name="M-1/city")

    assert (health.approved, health.durations.mean, health.on_time_rate) == (1, 180, 1)
    assert (tax.refused, tax.refusal_rate) == (1, 1)
    assert city == Tally()
