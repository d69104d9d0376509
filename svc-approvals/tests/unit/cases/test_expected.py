"""When a case is expected to end, on the real calendar."""

from datetime import datetime
from typing import Any

import pytest
from case_building import at, the_clock

from svc_approvals.domain.cases.expected import (
    UNKNOWN,
    Expected,
    History,
    Step,
    Usual,
    expected,
    expected_end,
)

NOW = at("2026-09-30 10:00")  # the day before National Day; work goes on on 8 October
USUAL: History = {
    "health": Usual(40, 120, 300),
    "tax": Usual(40, 390, 780),
    "new": Usual(19, 1, 1),
    "issue": Usual(40, 30, 60),
}


def a_step(key: str, state: str = "waiting", *after: str, **changes: Any) -> Step:
    given: dict[str, Any] = {"after": after, "needed": len(after), "promised_days": 1, **changes}
    return Step(key, state, **given)


def at_work(key: str, since: str, **changes: Any) -> Step:
    return a_step(key, "active", clock_from=at(since), **changes)


def ends(*steps: Step, now: datetime = NOW) -> dict[str, Expected]:
    return expected(steps, USUAL, now, the_clock())


def test_a_node_at_work_takes_the_usual_time_from_its_arrival() -> None:
    end = ends(at_work("health", "2026-09-30 09:30"))["health"]

    assert end == Expected(at("2026-09-30 11:30"), at("2026-09-30 16:00"))


def test_a_node_beyond_its_usual_time_is_expected_any_moment() -> None:
    end = ends(at_work("health", "2026-09-29 16:00"))["health"]

    assert end == Expected(NOW, at("2026-09-30 14:30"))


def test_a_holiday_lies_in_between() -> None:
    end = ends(at_work("tax", "2026-09-30 09:30"))["tax"]

    assert end.median == at("2026-10-08 09:30")


def test_until_twenty_cases_have_ended_the_promised_limit_stands() -> None:
    due = at("2026-10-08 17:00")

    shown = ends(
        at_work("new", "2026-09-30 09:30", promised_due=due),
        a_step("unheard", "waiting", "new", promised_days=2),
    )

    assert shown["new"] == Expected(due, due)
    assert shown["unheard"].median == at("2026-10-10 17:00")  # a make-up Saturday


def test_what_waits_begins_when_the_last_before_it_ends() -> None:
    shown = ends(
        at_work("health", "2026-09-30 09:30"),
        at_work("tax", "2026-09-30 09:30"),
        a_step("issue", is_issue=True),
    )

    assert shown["issue"].median == at("2026-10-08 10:00")
    assert expected_end(shown.values()).median == at("2026-10-08 10:00")


def test_a_join_of_any_opens_with_the_first() -> None:
    shown = ends(
        at_work("health", "2026-09-30 09:30"),
        at_work("tax", "2026-09-30 09:30"),
        a_step("issue", "waiting", "health", "tax", needed=1),
    )

    assert shown["issue"].median == at("2026-09-30 12:00")


def test_nobody_knows_when_a_resting_node_and_what_is_behind_it_end() -> None:
    shown = ends(
        a_step("health", "paused"),
        at_work("tax", "2026-09-30 09:30"),
        a_step("issue", is_issue=True),
    )

    assert shown["health"] == shown["issue"] == UNKNOWN
    assert shown["tax"] != UNKNOWN
    assert expected_end(shown.values()) == UNKNOWN


def test_what_is_not_needed_takes_no_time_and_what_is_done_is_known() -> None:
    done = at("2026-09-30 09:50")
    shown = ends(
        a_step("health", "approved", finished_at=done),
        a_step("tax", "waiting", "health", applicable=False),
    )

    assert shown["health"] == Expected(done, done)
    assert shown["tax"] == Expected(NOW, NOW)


@pytest.mark.parametrize("steps", [(), (a_step("health", "paused"),)])
def test_a_case_without_a_known_end_has_none(steps: tuple[Step, ...]) -> None:
    assert expected_end(ends(*steps).values()) == UNKNOWN
