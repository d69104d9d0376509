"""A push from queue to answer, and when it is tried again."""

from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from case_building import MONDAY, a_running_case, a_step, states, the_clock, the_issue, told

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import NodeNotActive
from svc_approvals.domain.pushes.answering import Answer, take_answer, take_over
from svc_approvals.domain.pushes.pushes import Push, PushState
from svc_approvals.domain.pushes.reasons import PushAlreadyAnswered, PushTakenOver
from svc_approvals.domain.retries import GIVE_UP_AFTER, LONGEST, next_try

APPROVED, REFUSED = Answer("approved", feedback="已核准"), Answer("refused")


def a_pushed_case() -> tuple[Case, Push]:
    case = a_running_case(
        a_step("police", kind="push"), a_step("health"), the_issue("police", "health")
    )
    return case, a_push(case)


def a_push(case: Case, **changes: Any) -> Push:
    node = case.nodes["police"]
    given: dict[str, Any] = {
        "push_id": uuid4(), "case_id": case.case_id, "node_id": node.node_id, "key": "police",
        "organ_id": node.organ_id, "role": "approver", "target": "seals", "queued_at": MONDAY,
        "next_at": MONDAY,
    }  # fmt: skip
    return Push(**(given | changes))


@pytest.mark.parametrize(("answer", "state"), [(APPROVED, "approved"), (REFUSED, "refused")])
def test_an_answer_decides_the_node_as_an_officer_would(answer: Answer, state: str) -> None:
    case, push = a_pushed_case()

    take_answer(case, push, answer, MONDAY, the_clock())

    assert states(case)["police"] == state
    assert push.state is PushState.ANSWERED
    assert push.outcome == state
    assert case.nodes["police"].handler_no == "system:seals"
    assert [type(fact) for fact in case.facts[-2:]] == [facts.NodePushAnswered, facts.NodeDecided]


def test_progress_is_shown_and_decides_nothing() -> None:
    case, push = a_pushed_case()

    take_answer(case, push, Answer("progress", feedback="正在制章"), MONDAY, the_clock())

    assert states(case)["police"] == "active"
    assert case.nodes["police"].feedback == "正在制章"
    assert push.state is PushState.ACKNOWLEDGED  # whoever answers has received it
    assert push.next_at is None


def test_after_a_decision_another_answer_names_it() -> None:
    case, push = a_pushed_case()
    take_answer(case, push, APPROVED, MONDAY, the_clock())

    for late in (REFUSED, Answer("progress")):
        with pytest.raises(PushAlreadyAnswered) as refused:
            take_answer(case, push, late, MONDAY, the_clock())
        assert refused.value.outcome == "approved"


def test_a_late_answer_names_who_took_over() -> None:
    case, push = a_pushed_case()
    node = take_over(case, push, "S-7", "系统停机", MONDAY)

    assert node.handler_no == "S-7"
    assert told(case, facts.NodeTakenOver)[0].staff_no == "S-7"
    with pytest.raises(PushTakenOver) as refused:
        take_answer(case, push, APPROVED, MONDAY, the_clock())
    assert refused.value.staff_no == "S-7"


def test_a_node_that_ended_with_its_case_can_neither_be_answered_nor_taken_over() -> None:
    case, push = a_pushed_case()
    case.withdraw(MONDAY)

    for answer in (APPROVED, Answer("progress")):
        with pytest.raises(NodeNotActive):
            take_answer(case, push, answer, MONDAY, the_clock())
    with pytest.raises(NodeNotActive):
        take_over(case, a_push(case), "S-7", "系统停机", MONDAY)


def test_an_answer_after_we_gave_up_still_counts() -> None:
    case, push = a_pushed_case()
    push.state, push.attempts = PushState.SENT, 20
    assert push.put_off("status 500", MONDAY + GIVE_UP_AFTER, 0.5)
    assert push.state is PushState.FAILED

    take_answer(case, push, APPROVED, MONDAY, the_clock())

    assert states(case)["police"] == "approved"


def test_what_was_acknowledged_is_not_acknowledged_twice() -> None:
    _, push = a_pushed_case()

    assert push.acknowledge(MONDAY)
    assert not push.acknowledge(MONDAY)
    assert not push.put_off("status 500", MONDAY, 0.5)


def test_tries_grow_apart_and_end_after_a_day() -> None:
    now, tries = MONDAY, [MONDAY]
    while (following := next_try(len(tries), MONDAY, now, 0.5)) is not None:
        tries.append(now := following)
    delays = [later - before for before, later in pairwise(tries)]

    assert delays == sorted(delays)
    assert delays[0] == timedelta(seconds=10)
    assert delays[-1] == LONGEST
    assert GIVE_UP_AFTER - LONGEST < tries[-1] - MONDAY <= GIVE_UP_AFTER
    assert 15 <= len(tries) <= 25


def test_chance_spreads_what_failed_together() -> None:
    first, last = (next_try(1, MONDAY, MONDAY, chance) for chance in (0.0, 1.0))

    assert first == MONDAY + timedelta(seconds=8)
    assert last == MONDAY + timedelta(seconds=12)


def test_however_often_it_was_tried_the_next_one_can_be_reckoned() -> None:
    assert next_try(10_000, MONDAY, MONDAY, 0.5) == MONDAY + LONGEST
