"""What is foretold: to the minute, in office hours, by the engine's own rules."""

from datetime import datetime
from typing import Any

import pytest
from case_building import MONDAY, at, the_clock
from catalogue_building import (
    FILLED_IN,
    SELF,
    a_matter,
    a_node,
    an_issue,
    answered,
    barber_shop,
    yes_no,
)

from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.process import Join
from svc_approvals.domain.catalogue.simulation import Assumptions, Foretold, simulate

TWO = (yes_no("x"), yes_no("y"))


def foretold(
    matter: Matter,
    start: datetime = MONDAY,
    answers: dict[str, Any] | None = None,
    **assumed: Any,
) -> Foretold:
    return simulate(resolve(matter, answers or {}), start, the_clock(), Assumptions(**assumed))


def finished(run: Foretold) -> dict[str, datetime | None]:
    return {key: node.finished_at for key, node in run.case.nodes.items()}


def states(run: Foretold) -> dict[str, str]:
    return {key: str(node.state) for key, node in run.case.nodes.items()}


def test_the_barber_shop_is_handed_out_at_the_close_of_its_promised_day() -> None:
    run = foretold(barber_shop(), at("2026-03-02 09:30"), SELF, form=FILLED_IN)

    assert run.ends_at == at("2026-03-03 17:00")
    assert run.critical_path[-1] == "issue"


def test_a_duration_is_counted_in_working_minutes() -> None:
    matter = a_matter(a_node("a"), an_issue("a"))

    run = foretold(matter, at("2026-03-06 16:59"), minutes={"a": 2, "issue": 1})

    assert finished(run) == {"a": at("2026-03-09 09:01"), "issue": at("2026-03-09 09:02")}
    assert run.case.nodes["issue"].arrived_at == at("2026-03-09 09:01")


def test_a_pause_for_lunch_and_the_holiday_take_no_time() -> None:
    matter = a_matter(a_node("a"), an_issue("a"))

    lunch = foretold(matter, at("2026-03-02 11:50"), minutes={"a": 20, "issue": 0})
    holiday = foretold(matter, at("2026-09-30 16:50"), minutes={"a": 20, "issue": 0})

    assert finished(lunch)["a"] == at("2026-03-02 13:40")
    assert finished(holiday)["a"] == at("2026-10-08 09:10")


def test_the_critical_path_is_what_holds_up_the_end() -> None:
    matter = a_matter(a_node("a"), a_node("b"), a_node("c", "a", "b"), an_issue("c"))

    run = foretold(matter, minutes={"a": 30, "b": 60, "c": 10, "issue": 5})

    assert run.critical_path == ("b", "c", "issue")
    assert (run.ends_at or MONDAY) - MONDAY == at("2026-03-02 10:15") - at("2026-03-02 09:00")


def test_a_rule_takes_no_time_and_decides_by_the_answers() -> None:
    rule = a_node("a", kind="rule", decides=answered("x"))
    matter = a_matter(rule, an_issue("a", promised_days=0), questions=TWO, kind="秒批")

    passed = foretold(matter, answers={"x": "yes", "y": "no"}, minutes={"issue": 0})
    failed = foretold(matter, answers={"x": "no", "y": "no"})

    assert passed.ends_at == MONDAY
    assert states(failed) == {"a": "refused", "issue": "cancelled"}
    assert (failed.case.result, failed.ends_at) == ("refused", MONDAY)


def test_a_refusal_stops_everything_or_only_its_branch() -> None:
    other = a_node("b", on_refuse="branch")
    matter = a_matter(a_node("a"), other, a_node("c", "b"), an_issue("a", "c"))

    partly = foretold(matter, outcomes={"b": "refuse"}, minutes={"a": 60, "b": 5, "issue": 0})
    stopped = foretold(matter, outcomes={"a": "refuse"}, minutes={"a": 60, "b": 5, "c": 300})

    assert states(partly) == {
        "a": "approved", "b": "refused", "c": "skipped", "issue": "approved",
    }  # fmt: skip
    assert partly.case.result == "partly"
    assert states(stopped) == {
        "a": "refused", "b": "approved", "c": "cancelled", "issue": "cancelled",
    }  # fmt: skip
    assert stopped.ends_at == stopped.case.nodes["a"].finished_at


def test_a_join_of_any_opens_with_the_first() -> None:
    first = a_node("c", "a", "b", join=Join("any"))
    matter = a_matter(a_node("a"), a_node("b"), first, an_issue("c"))

    run = foretold(matter, minutes={"a": 10, "b": 200, "c": 10, "issue": 0})

    assert run.case.nodes["c"].arrived_at == at("2026-03-02 09:10")
    assert run.critical_path == ("b", "issue")


def test_what_is_skipped_is_passed_at_once() -> None:
    skipped = a_node("b", "a", when=answered("x"))
    matter = a_matter(a_node("a"), skipped, a_node("c", "b"), an_issue("c"), questions=TWO)

    run = foretold(matter, answers={"x": "no", "y": "no"}, minutes=dict.fromkeys("ac", 10))

    assert states(run)["b"] == "skipped"
    assert run.critical_path == ("a", "c", "issue")


def test_history_is_asked_where_nothing_is_assumed() -> None:
    matter = a_matter(a_node("a"), a_node("b"), an_issue("a", "b"))

    run = foretold(matter, minutes={"a": 5}, history=lambda node: 7 if node.key == "b" else None)

    assert finished(run) == {
        "a": at("2026-03-02 09:05"), "b": at("2026-03-02 09:07"), "issue": at("2026-03-02 17:00"),
    }  # fmt: skip


def test_every_department_keeps_its_own_hours() -> None:
    run = foretold(a_matter(), hours={"scjg": "14:00-18:00"}, minutes={"only": 10, "issue": 0})

    assert finished(run)["only"] == at("2026-03-02 14:10")
    assert run.case.nodes["only"].promised_due == at("2026-03-03 18:00")


@pytest.mark.parametrize("start", ["2026-03-01 10:00", "2026-03-02 08:00"])
def test_what_begins_outside_office_hours_is_worked_on_when_they_begin(start: str) -> None:
    run = foretold(a_matter(), at(start), minutes={"only": 1, "issue": 0})

    assert finished(run)["only"] == at("2026-03-02 09:01")
