"""Two at once: whoever is second is told what the first did, and nothing is lost."""

from asyncio import gather
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from approvals_building import Approvals
from crowd_building import accepted_cases
from operation_building import Operated, accepted, publish_every_place
from refusal_reading import what_is_kept

WHY = {"reason": "请重新核定"}


@pytest.fixture
async def case(approvals: Approvals) -> Operated:
    """A join of two decided branches is open."""
    await publish_every_place(approvals)
    return await accepted(approvals, "check", "health", "city")


def one_of(given: Iterable[httpx2.Response], *slugs: str) -> None:
    """One succeeded; the other was refused for one of these reasons."""
    answers = list(given)
    assert sorted(one.status_code for one in answers) == [200, 409], [a.text for a in answers]
    refused = next(one.json() for one in answers if one.status_code == 409)
    assert refused["type"].rsplit("/", 1)[-1] in slugs


async def test_a_decision_against_a_return(case: Operated) -> None:
    answers = await gather(
        case.act("joint", "decide", outcome="approve"),
        case.act("joint", "return", to="health", **WHY),
    )

    one_of(answers, "node-already-decided", "node-not-active")
    returned = answers[1].status_code == 200
    assert await case.stands("joint", "health") == {
        "joint": "waiting" if returned else "approved",
        "health": "active" if returned else "approved",
    }


async def test_a_take_back_against_the_next_nodes_claim(case: Operated) -> None:
    answers = await gather(case.act("health", "take-back"), case.act("joint", "claim"))

    one_of(answers, "next-node-acted", "node-not-active")


async def test_a_take_back_against_the_next_nodes_decision(case: Operated) -> None:
    answers = await gather(
        case.act("health", "take-back"), case.act("joint", "decide", outcome="approve")
    )

    one_of(answers, "next-node-acted", "node-not-active")


async def test_a_procedure_against_a_decision(case: Operated) -> None:
    procedure: dict[str, Any] = {"kind": "hearing", "basis": "第四十五条", "expected_days": 5}

    answers = await gather(
        case.act("joint", "start-special-procedure", **procedure),
        case.act("joint", "decide", outcome="approve"),
    )

    one_of(answers, "node-already-decided", "node-resting")


async def test_a_resumption_against_a_termination_leaves_the_case_ended(case: Operated) -> None:
    """A case that goes on may be terminated, so both may be granted, but never the other way."""
    assert (await case.supervise("suspend", reason="核查")).status_code == 200

    resumed, terminated = await gather(
        case.supervise("resume"), case.supervise("terminate", reason="已注销")
    )

    assert terminated.status_code == 200
    if resumed.status_code != 200:
        one_of([resumed, terminated], "case-not-suspended")
    shown = await case.shown()
    assert (shown["state"], shown["result"], shown["paused_for"]) == ("closed", "terminated", [])


async def test_two_terminations_are_one(case: Operated) -> None:
    answers = await gather(*(case.supervise("terminate", reason="已注销") for _ in range(2)))

    one_of(answers, "transition-not-allowed")


async def test_an_agreed_and_a_declined_extension_are_one_answer(case: Operated) -> None:
    await case.done("tax", "extend", days=5, reason="案情复杂")

    answers = await gather(
        *(case.act("tax", "answer-extension", "supervisor", agreed=one) for one in (True, False))
    )

    one_of(answers, "extension-not-asked")


async def test_two_experts_signing_together_are_both_counted(case: Operated) -> None:
    await case.approve("joint")

    answers = await gather(
        *(case.act("vote", "decide", f"expert-{n}", outcome="approve") for n in (1, 2))
    )

    assert [one.status_code for one in answers] == [200, 200]
    assert await case.stands("vote") == {"vote": "approved"}


async def test_two_branches_asking_together_both_get_their_answer(case: Operated) -> None:
    item: dict[str, Any] = {"items": [{"pointer": "materials/M1", "reason": "缺页"}]}

    answers = await gather(
        case.act("tax", "request-supplement", **item),
        case.act("joint", "request-supplement", **item),
    )

    assert [one.status_code for one in answers] == [200, 200]
    assert await case.stands("tax", "joint") == {"tax": "paused", "joint": "paused"}


async def test_two_requests_of_one_node_are_one(case: Operated) -> None:
    item: dict[str, Any] = {"items": [{"pointer": "materials/M1", "reason": "缺页"}]}

    for key in ("tax", "joint", "early"):
        answers = await gather(*(case.act(key, "request-supplement", **item) for _ in range(3)))
        assert sorted(one.status_code for one in answers) == [200, 409, 409]
        refused = [one.json()["type"] for one in answers if one.status_code == 409]
        assert all(one.endswith("/node-resting") for one in refused)


async def test_nobody_stumbles_over_signers_written_at_the_same_time(case: Operated) -> None:
    await case.approve("joint")
    votes = [case.act("vote", "decide", f"expert-{n}", outcome="approve") for n in (1, 2)]
    others = [case.act("tax", "claim"), case.supervise("urge", "vote", text="请尽快")]
    more = [case.supervise("urge", "vote", text="请尽快") for _ in range(3)]

    answers = await gather(*votes, *others, *more)

    assert {one.status_code for one in answers} <= {200, 409}, [one.text for one in answers]
    assert await case.stands("vote") == {"vote": "approved"}


async def test_a_hundred_decisions_at_once_have_an_answer_each(approvals: Approvals) -> None:
    cases = await accepted_cases(approvals, 60)
    mine = [str(one["wjj"]) for one in cases]
    officer = approvals.as_("approver-wjj", **{"Idempotency-Key": "bulk-1"})
    first = {"decisions": [{"node_id": one, "outcome": "approve"} for one in mine[:10]]}
    done = await approvals.as_("approver-wjj-2").post("/tasks/decide", json=first)
    assert {one["outcome"] for one in done.json()["items"]} == {"done"}
    asked = [*mine, *(str(one["scjg"]) for one in cases[:20]), *(str(uuid4()) for _ in range(18))]
    asked += [mine[20], mine[20]]  # the same one three times
    body = {"decisions": [{"node_id": one, "outcome": "refuse"} for one in asked]}
    assert len(asked) == 100

    answer = await officer.post("/tasks/decide", json=body)

    items = answer.json()["items"]
    assert [one["node_id"] for one in items] == asked
    assert [one["outcome"] for one in items] == (
        ["refused"] * 10 + ["done"] * 50 + ["refused"] * 40
    )
    why = [one["problem"]["type"].rsplit("/", 1)[-1] for one in items if one["problem"]]
    assert (
        why
        == ["node-already-decided"] * 10 + ["node-not-found"] * 38 + ["node-already-decided"] * 2
    )
    before = await what_is_kept(approvals)
    again = await officer.post("/tasks/decide", json=body)
    assert (again.status_code, again.json()) == (200, answer.json())
    assert await what_is_kept(approvals) == before
    more = {"decisions": [*body["decisions"], body["decisions"][0]]}
    too_many = await approvals.as_("approver-wjj").post("/tasks/decide", json=more)
    assert too_many.status_code == 422


async def test_two_lists_in_opposite_order_decide_each_node_once(approvals: Approvals) -> None:
    nodes = [str(one["wjj"]) for one in await accepted_cases(approvals, 12)]

    answers = await gather(
        *(
            approvals.as_(login).post(
                "/tasks/decide",
                json={"decisions": [{"node_id": one, "outcome": "approve"} for one in order]},
            )
            for login, order in (("approver-wjj", nodes), ("approver-wjj-2", nodes[::-1]))
        )
    )

    assert [one.status_code for one in answers] == [200, 200]
    done = [
        one["node_id"] for answer in answers for one in answer.json()["items"]
        if one["outcome"] == "done"
    ]  # fmt: skip
    assert sorted(done) == sorted(nodes)
