"""What a department does beyond deciding: it asks for more, takes back, and is sent back to."""

import pytest
from journeys.people import Refused, node_states
from journeys.town import DEPARTMENTS, Town


async def test_one_branch_waits_for_a_better_paper_and_the_others_go_on(town: Town) -> None:
    zhang, health = await town.citizen(), await town.approver("health")
    case = await town.accepted_case(zhang)
    task = await health.task(case)
    await health.claim(task)

    item = {"pointer": "materials/M10", "reason": "健康证明已过期"}
    resting = await health.act(task, "request-supplement", items=[item])
    assert (resting["state"], resting["held_by"]) == ("paused", ["supplement"])
    with pytest.raises(Refused, match="node-resting"):
        await health.decide(task, "approve")

    await town.everybody_approves(case, *(set(DEPARTMENTS) - {"health"}))
    meanwhile = await town.visitor.track(case["case_no"], case["query_code"])
    assert node_states(meanwhile)["health"] == "paused"
    assert meanwhile["progress"] == {"done": 4, "total": 6}

    await zhang.hand_in(case, "M10", b"%PDF-1.4\n% valid until 2027\n%%EOF\n")
    assert (await zhang.supplement(case))["state"] == "in_progress"
    await health.decide(task, "approve")
    await town.issued(case)

    end = await town.visitor.track(case["case_no"], case["query_code"])
    assert (end["state"], end["result"]) == ("closed", "approved")


async def test_an_officer_takes_back_a_decision_nobody_has_built_on(town: Town) -> None:
    zhang, tax = await town.citizen(), await town.approver("tax")
    case = await town.accepted_case(zhang)
    task = await tax.task(case)
    await tax.claim(task)
    await tax.decide(task, "approve", feedback="已登记。")

    taken_back = await tax.act(task, "take-back")
    assert taken_back["state"] == "active"
    seen = await town.visitor.track(case["case_no"], case["query_code"])
    assert next(one for one in seen["nodes"] if one["key"] == "tax")["feedback"] == ""

    await tax.decide(task, "approve", feedback="税种已核定。")
    await town.everybody_approves(case, *(set(DEPARTMENTS) - {"tax"}))
    clerk = await town.clerk()
    await clerk.claim(await clerk.task(case))
    with pytest.raises(Refused, match="next-node-acted") as late:
        await tax.act(task, "take-back")
    assert late.value.status == 409


async def test_the_window_sends_a_licence_back_and_only_that_department_works_again(
    town: Town,
) -> None:
    zhang, clerk = await town.citizen(), await town.clerk()
    case = await town.accepted_case(zhang)
    await town.everybody_approves(case)
    issue = await clerk.task(case)

    back = await clerk.act(issue, "return", to="market", reason="执照上字号写错了一个字。")
    assert back["state"] == "in_progress"
    seen = await town.visitor.track(case["case_no"], case["query_code"])
    assert node_states(seen) == {
        **dict.fromkeys(DEPARTMENTS, "approved"),
        "market": "active",
        "issue": "waiting",
    }
    with pytest.raises(Refused, match="node-not-active"):
        await clerk.decide(issue, "approve")

    market = await town.approver("market")
    await market.decide(await market.task(case), "approve", feedback="已更正。")
    await town.issued(case)
    end = await town.visitor.track(case["case_no"], case["query_code"])
    assert (end["state"], end["result"]) == ("closed", "approved")
