"""The supervisor looks on, presses, and lets a whole case rest."""

import pytest
from journeys.people import Officer, Refused, node_states
from journeys.town import Town


async def test_a_node_is_urged_and_its_case_suspended_and_resumed(town: Town) -> None:
    zhang, police = await town.citizen(), await town.approver("police")
    supervisor = await town.official("supervisor")
    case = await town.accepted_case(zhang)
    task = await police.task(case)
    on_the_board = [node["node_id"] async for node in supervisor.everything("/supervision/nodes")]
    assert task["node_id"] in on_the_board

    urged = await supervisor.post(
        f"/supervision/nodes/{task['node_id']}/urge", json={"text": "请尽快办理。"}
    )
    assert urged["urged"] == 1
    assert (await police.task(case))["urged"] == 1

    at_rest = f"/supervision/cases/{case['case_id']}"
    await supervisor.post(f"{at_rest}/suspend", json={"reason": "经营场所权属有争议。"})
    seen = await town.visitor.track(case["case_no"], case["query_code"])
    assert set(node_states(seen).values()) == {"paused", "waiting"}
    assert await refusal_of(police, task["node_id"]) == "node-resting"

    await supervisor.post(f"{at_rest}/resume")
    await town.everybody_approves(case)
    await town.issued(case)
    end = await town.visitor.track(case["case_no"], case["query_code"])
    assert (end["state"], end["result"]) == ("closed", "approved")


async def refusal_of(officer: Officer, node_id: str) -> str:
    """Why the officer cannot decide it now."""
    with pytest.raises(Refused) as refused:
        await officer.decide({"node_id": node_id}, "approve")
    return refused.value.reason


async def test_who_is_no_supervisor_supervises_nothing(town: Town) -> None:
    zhang, police = await town.citizen(), await town.approver("police")
    case = await town.accepted_case(zhang)

    for somebody in (zhang, police, town.visitor):
        with pytest.raises(Refused) as refused:
            await somebody.post(
                f"/supervision/cases/{case['case_id']}/suspend", json={"reason": "我想停。"}
            )
        assert refused.value.status in {401, 403}
