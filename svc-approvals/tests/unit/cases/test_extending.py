"""A longer limit in every position: asked for once, agreed to by somebody else (art. 42)."""

from datetime import datetime

import pytest
from case_building import MONDAY, a_running_case, a_step, approve, the_clock, the_issue, told
from position_building import COLLEAGUE, OFFICER, Place, at, everywhere, where_there_is_work

from svc_approvals.domain.cases import extending, facts, specials
from svc_approvals.domain.cases.reasons import (
    ExtendedOnceAlready,
    ExtensionNeedsAnother,
    ExtensionNotAsked,
    ExtensionTooLong,
    NodeClaimedByOther,
    NodeNotActive,
)


def ask(place: Place, days: int = 5, staff_no: str = OFFICER) -> None:
    extending.ask_extension(place.case, place.key, staff_no, days)


def answer(place: Place, staff_no: str = COLLEAGUE, *, agreed: bool = True) -> None:
    extending.answer_extension(place.case, place.key, staff_no, the_clock(), agreed=agreed)


def later(due: datetime | None, days: int) -> datetime:
    assert due is not None
    return the_clock().extended(due, days).at


@where_there_is_work
def test_an_extension_moves_this_nodes_limits_and_the_cases(where: str) -> None:
    place = at(where)
    others = place.others()
    node, case = place.node, place.case
    dues = [later(one, 5) for one in (node.promised_due, node.statutory_due, case.promised_due)]

    ask(place)
    answer(place)

    assert [node.promised_due, node.statutory_due, case.promised_due] == dues
    assert (node.extended_days, case.extended_days, node.extension_asked) == (5, 5, 0)
    assert place.others() == others


@pytest.mark.parametrize("where", ["while paused", "while suspended"])
def test_a_resting_node_is_given_more_minutes_for_later(where: str) -> None:
    place = at(where)
    left = place.node.promised_left
    assert left is not None

    ask(place)
    answer(place)

    assert place.node.promised_left == left + 5 * the_clock().hours.minutes_a_day
    assert place.node.promised_due is None


@everywhere
def test_it_is_asked_for_once_and_answered_once_by_somebody_else(where: str) -> None:
    place = at(where)
    with place.refused_with(ExtensionNotAsked):
        answer(place)

    ask(place)
    with place.refused_with(ExtendedOnceAlready):
        ask(place)
    with place.refused_with(ExtensionNeedsAnother):
        answer(place, OFFICER)
    answer(place)

    with place.refused_with(ExtendedOnceAlready):
        ask(place)
    with place.refused_with(ExtensionNotAsked):
        answer(place)


@everywhere
def test_what_is_declined_moves_nothing(where: str) -> None:
    place = at(where)
    before = (place.node.promised_due, place.node.promised_left, place.case.promised_due)
    ask(place)

    answer(place, agreed=False)

    assert (place.node.promised_due, place.node.promised_left, place.case.promised_due) == before
    assert told(place.case, facts.ExtensionDeclined)
    ask(place)


def test_ten_days_at_most_and_fifteen_where_departments_handle_jointly() -> None:
    place = at("alone")
    with place.refused_with(ExtensionTooLong):
        ask(place, 11)
    ask(place, 10)

    joint = Place(a_running_case(a_step("x"), the_issue("x"), statutory_days=45), "x")
    with joint.refused_with(ExtensionTooLong):
        ask(joint, 16)
    ask(joint, 15)


def test_two_branches_extended_move_the_case_by_the_longer_one() -> None:
    place = at("beside an active branch")
    other = Place(place.case, "y")
    due = place.case.promised_due
    ask(place, 4)
    ask(other, 10)

    answer(place)
    answer(other)

    assert (place.case.extended_days, place.case.promised_due) == (10, later(due, 10))


def test_the_other_branch_finishing_does_not_touch_what_was_asked() -> None:
    place = at("beside an active branch")
    ask(place)

    approve(place.case, "y")
    answer(place)

    assert place.node.extended_days == 5


def test_a_decision_withdraws_what_was_asked() -> None:
    place = at("beside an active branch")
    ask(place)

    approve(place.case, "x", staff_no=OFFICER)

    assert place.node.extension_asked == 0


def test_only_its_handler_asks_and_only_for_an_open_node() -> None:
    place = at("after a join")
    place.taken_by(OFFICER)
    with place.refused_with(NodeClaimedByOther):
        ask(place, staff_no=COLLEAGUE)

    with place.refused_with(NodeNotActive):
        extending.ask_extension(place.case, "issue", OFFICER, 5)


def test_an_extended_limit_survives_a_pause() -> None:
    place = at("alone")
    ask(place)
    answer(place)
    due = place.node.promised_due
    specials.start_special_procedure(place.case, "x", OFFICER, "testing", 5, MONDAY, the_clock())

    specials.end_special_procedure(place.case, "x", OFFICER, MONDAY, the_clock())

    assert place.node.promised_due == due
