"""A case that does not go straight: every end opens exactly one opportunity to review."""

import pytest
from journeys.people import Citizen, Json, Refused, node_states
from journeys.town import DEPARTMENTS, Town


async def the_end(town: Town, citizen: Citizen, case: Json) -> Json:
    """How the case ended, once the one opportunity has opened."""
    await citizen.invited(case)
    return await town.visitor.track(case["case_no"], case["query_code"])


async def test_what_is_missing_is_asked_for_once_and_the_case_goes_on(town: Town) -> None:
    zhang, clerk = await town.citizen(), await town.clerk()
    case = await town.submitted_case(zhang)

    asked = await clerk.ask_supplement(case, M07="未加盖街道办事处公章", M05="租赁合同缺页")
    assert asked["state"] == "supplement_requested"
    (told_me,) = (await zhang.case(case))["supplements"]
    assert told_me["items"] == {
        "materials/M05": "租赁合同缺页",
        "materials/M07": "未加盖街道办事处公章",
    }
    with pytest.raises(Refused, match="transition-not-allowed") as early:
        await clerk.accept(case)
    assert early.value.problem["state"] == "supplement_requested"

    await zhang.hand_in(case, "M05", b"%PDF-1.4\n% whole\n%%EOF\n")
    assert (await zhang.supplement(case))["state"] == "submitted"
    await clerk.accept(case)
    await town.everybody_approves(case)
    await town.issued(case)

    end = await the_end(town, zhang, case)
    assert (end["state"], end["result"]) == ("closed", "approved")
    told = [entry["text"] for entry in end["timeline"]]
    assert told.index("窗口一次性告知需补正 2 项内容。") < told.index("申请人已完成补正。")


async def test_one_department_refuses_and_the_case_ends_without_a_hand_out(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)

    await town.everybody_approves(case, "market", "tax")
    health = await town.approver("health")
    await health.handle(case, "refuse", feedback="场所不符合卫生要求。")

    end = await the_end(town, zhang, case)
    assert (end["state"], end["result"]) == ("closed", "refused")
    states = node_states(end)
    assert (states["market"], states["health"]) == ("approved", "refused")
    assert not {"active", "waiting"} & set(states.values())
    police = await town.approver("police")
    with pytest.raises(AssertionError, match="no task"):
        await police.task(case)


async def test_the_applicant_withdraws_while_departments_work(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)
    police = await town.approver("police")
    task = await police.task(case)
    await town.everybody_approves(case, "market")

    assert (await zhang.withdraw(case))["result"] == "withdrawn"

    end = await the_end(town, zhang, case)
    assert (end["state"], end["result"]) == ("closed", "withdrawn")
    with pytest.raises(Refused, match="node-not-active"):
        await police.decide(task, "approve")
    with pytest.raises(Refused, match="transition-not-allowed"):
        await zhang.withdraw(case)


async def test_the_window_declines_with_its_reason(town: Town) -> None:
    zhang, clerk = await town.citizen(), await town.clerk()
    case = await town.submitted_case(zhang)

    await clerk.refuse(case, "经营场所不在本区。")

    end = await the_end(town, zhang, case)
    assert (end["result"], end["reason"]) == ("not_accepted", "经营场所不在本区。")
    assert set(DEPARTMENTS).isdisjoint(node_states(end))
