"""Ways back over HTTP, beside other branches: return, to the window, take-back."""

import pytest
from approvals_building import Approvals
from operation_building import Operated, accepted, publish_every_place

WHY = {"reason": "面积与图纸不符，请重新核定"}


@pytest.fixture
async def case(approvals: Approvals) -> Operated:
    """Three departments side by side; the join of any is open already."""
    await publish_every_place(approvals)
    return await accepted(approvals, "check", "city")


async def test_a_join_returns_to_one_branch_and_the_other_stays_decided(case: Operated) -> None:
    await case.approve("health")
    assert await case.stands("joint") == {"joint": "active"}

    done = await case.done("joint", "return", to="health", **WHY)

    assert done["state"] == "in_progress"
    assert await case.stands("health", "city", "tax", "joint", "early") == {
        "health": "active", "city": "approved", "tax": "active", "joint": "waiting",
        "early": "active",
    }  # fmt: skip
    timeline = [one["text"] for one in (await case.shown())["timeline"]]
    assert "joint环节：已退回“health环节”重新办理。" in timeline
    await case.approve("health")
    assert await case.stands("joint", "rule", "vote") == {
        "joint": "active", "rule": "waiting", "vote": "waiting",
    }  # fmt: skip


async def test_a_return_orphans_no_branch(case: Operated) -> None:
    problem = await case.refuses(409, "return-would-orphan", "health", "return", to="check", **WHY)
    assert "tax环节" in problem["nodes"]
    await case.refuses(409, "return-would-orphan", "early", "return", to="check", **WHY)
    await case.approve("health", "tax", "early", "joint")
    await case.refuses(409, "return-would-orphan", "vote", "return", to="health", **WHY)
    for nowhere in ("issue", "vote", "nobody"):
        await case.refuses(422, "return-target-not-earlier", "most", "return", to=nowhere, **WHY)


async def test_the_hand_out_returns_to_a_branch_and_the_result_stands_no_more(
    case: Operated,
) -> None:
    await case.approve("health", "tax", "early", "joint", "most", "vote")
    await case.done("vote", "decide", "expert-2", outcome="approve")
    assert (await case.shown())["state"] == "decided"

    await case.done("issue", "return", to="most", **WHY)

    shown = await case.shown()
    assert (shown["state"], shown["result"]) == ("in_progress", None)
    await case.approve("most", "issue")
    assert (await case.shown())["state"] == "issued"


async def test_back_at_the_window_it_is_accepted_anew(approvals: Approvals) -> None:
    await publish_every_place(approvals)
    case = await accepted(approvals, defer=True)

    done = await case.done("check", "return", to="window", **WHY)

    assert (done["state"], done["promised_due"], done["deferrals_open"]) == ("submitted", None, 0)
    shown = await case.shown()
    assert (shown["nodes"], shown["acceptance_due"] is not None) == ([], True)
    window = approvals.as_("window1")
    missing = await window.post(f"{case.desk}/accept", json={})
    assert missing.status_code == 422
    again = {"deferrals": [{"material": "M2", "due_days": 5}]}
    assert (await window.post(f"{case.desk}/accept", json=again)).status_code == 200
    await case.look_up_tasks()
    await case.approve("check")
    assert await case.stands("check", "health") == {"check": "approved", "health": "active"}


async def test_the_window_gets_nothing_back_once_another_branch_has_begun(
    case: Operated,
) -> None:
    await case.refuses(409, "return-would-orphan", "health", "return", to="window", **WHY)


async def test_a_decision_is_taken_back_while_another_branch_finishes(case: Operated) -> None:
    await case.approve("health")
    await case.approve("tax")

    taken = await case.done("health", "take-back")

    assert (taken["state"], taken["finished_at"]) == ("active", None)
    assert await case.stands("joint", "most", "early", "tax") == {
        "joint": "waiting", "most": "active", "early": "active", "tax": "approved",
    }  # fmt: skip
    await case.done("health", "decide", outcome="refuse")
    assert await case.stands("joint") == {"joint": "skipped"}


async def test_not_what_somebody_else_decided_nor_after_the_next_has_acted(
    case: Operated,
) -> None:
    await case.approve("health")
    await case.refuses(409, "not-your-decision", "health", "take-back", "approver-wjj-2")
    await case.refuses(409, "not-your-decision", "tax", "take-back")
    await case.done("joint", "claim")

    problem = await case.refuses(409, "next-node-acted", "health", "take-back")

    assert "joint环节" in problem["nodes"]
    await case.done("joint", "release")
    assert (await case.done("health", "take-back"))["state"] == "active"


async def test_nothing_is_taken_back_while_the_case_is_suspended(case: Operated) -> None:
    await case.approve("health")
    assert (await case.supervise("suspend", reason="核查")).status_code == 200

    await case.refuses(409, "case-suspended", "health", "take-back")

    assert (await case.supervise("resume")).status_code == 200
    await case.done("health", "take-back")


async def test_a_case_handed_out_is_final(case: Operated) -> None:
    await case.approve("health", "tax", "early", "joint", "most", "vote")
    await case.done("vote", "decide", "expert-2", outcome="approve")
    await case.approve("issue")

    await case.refuses(409, "transition-not-allowed", "issue", "take-back")
    await case.refuses(409, "transition-not-allowed", "vote", "take-back", "expert-2")
