"""Two at once: the database decides, and everybody is told what happened."""

from asyncio import gather

import pytest
from approvals_building import (
    DEPARTMENTS,
    Approvals,
    a_begun_case,
    a_handed_in_case,
    an_accepted_case,
    an_application,
)


async def test_two_officers_cannot_give_one_node_two_decisions(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    answers = await gather(
        journey.decide("health", "approve", "approver-wjj"),
        journey.decide("health", "refuse", "approver-wjj-2"),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    done = next(answer.json() for answer in answers if answer.status_code == 200)
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["type"].endswith("/node-already-decided")
    assert (refused["decided_by"], refused["outcome"]) == (done["handler_no"], done["state"])
    assert done["handler_no"] in refused["detail"]
    assert (await approvals.announced(journey.case_id)).count("node_decided") == 1


async def test_ten_decisions_on_one_node_leave_one(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    answers = await gather(*(journey.decide("tax") for _ in range(10)))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert (await approvals.announced(journey.case_id)).count("node_decided") == 1


async def test_two_officers_cannot_claim_the_same_node(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    path = f"/tasks/{journey.tasks['health']}/claim"

    answers = await gather(
        approvals.as_("approver-wjj").post(path), approvals.as_("approver-wjj-2").post(path)
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["type"].endswith("/node-claimed-by-other")


async def test_five_departments_finishing_together_open_the_hand_out_once(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)

    answers = await gather(*(journey.decide(key) for key in DEPARTMENTS))

    assert {answer.status_code for answer in answers} == {200}
    opened = (await approvals.announced(journey.case_id)).count("node_opened")
    assert opened == len(DEPARTMENTS) + 1
    assert (await journey.track()).json()["progress"] == {"done": 5, "total": 6}


async def test_withdrawing_and_deciding_at_once_is_one_after_the_other(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)

    withdrawn, decided = await gather(
        approvals.as_("zhang").post(f"{journey.path}/withdraw"), journey.decide("market")
    )

    assert withdrawn.status_code == 200
    assert decided.status_code in {200, 409}
    told = await approvals.announced(journey.case_id)
    assert (told.count("withdrawn"), told[-1]) == (1, "closed")
    assert told.count("node_decided") == (decided.status_code == 200)


async def test_a_case_submitted_twice_at_once_is_submitted_once(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)
    await journey.hand_in_everything()
    zhang = approvals.as_("zhang")

    answers = await gather(*(zhang.post(f"{journey.path}/submit") for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert (await approvals.announced(journey.case_id)).count("submitted") == 1


async def test_two_clerks_cannot_both_answer_one_application(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    window = approvals.as_("window1")
    body = {"deferrals": [{"material": "M06", "due_days": 5}]}

    answers = await gather(
        window.post(f"{journey.desk}/accept", json=body),
        window.post(f"{journey.desk}/accept", json=body),
        window.post(f"{journey.desk}/refuse", json={"reason": "不属于受理范围"}),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    nodes = await approvals.pool.fetchval("SELECT count(*) FROM node")
    assert nodes == (6 if answers[2].status_code == 409 else 0)


async def test_one_key_sent_five_times_at_once_has_one_effect(approvals: Approvals) -> None:
    zhang = approvals.as_("zhang", **{"Idempotency-Key": "begin-1"})

    answers = await gather(*(zhang.post("/cases", json=an_application()) for _ in range(5)))

    done = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["case_id"] for answer in done}) == 1
    assert all(
        answer.headers["retry-after"] == "1" for answer in answers if answer.status_code == 409
    )
    assert await approvals.pool.fetchval("SELECT count(*) FROM kase") == 1


async def test_a_changed_draft_and_its_submission_do_not_mix(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)
    await journey.hand_in_everything()
    zhang = approvals.as_("zhang")
    version = (await zhang.get(journey.path)).headers["etag"]

    patched, submitted = await gather(
        zhang.patch(
            journey.path, json={"form": {"operator_phone": None}}, headers={"If-Match": version}
        ),
        zhang.post(f"{journey.path}/submit"),
    )

    outcome = (patched.status_code, submitted.status_code)
    assert outcome in {(200, 422), (409, 200), (412, 200)}, (patched.text, submitted.text)


@pytest.mark.parametrize("count", [12])
async def test_files_handed_in_together_are_all_there(approvals: Approvals, count: int) -> None:
    journey = await a_begun_case(approvals)

    await gather(*(journey.hand_in_everything() for _ in range(2)))

    rows = await approvals.pool.fetch("SELECT code FROM material")
    assert len(rows) == count - 3  # two are for agents, one is deferred


async def test_a_case_held_by_somebody_else_for_too_long_is_answered_as_busy(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)

    async with approvals.work(locks=True) as holding:
        await holding.lock()
        await holding.fetch("SELECT FROM kase WHERE case_id = $1 FOR UPDATE", journey.case_id)
        refused = await journey.decide("health")

    assert refused.status_code == 503
    assert refused.json()["type"].endswith("/too-busy")
    assert refused.headers["retry-after"] == "1"
    assert (await journey.decide("health")).status_code == 200
