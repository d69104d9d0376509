"""户口迁入: the police's own register gets its node, fetches the papers and decides, signed."""

import asyncio

import pytest
from journeys.people import PAPER, SOON, Json, Officer, Refused
from journeys.systems import PoliceSystem, police_system
from journeys.town import Town

from svc_approvals.domain.webhooks import WebhookKeys
from yangguang_local.testing import SYSTEM, OutsideSystem

SETTLING = "HC-YJS-0007"
ANSWERS: Json = {"degree": "college", "employed": "flexible", "wishes": ["household"]}
GRADUATE: Json = {
    "person_name": "张三",
    "person_id_no": "431202199003071011",
    "person_phone": "13874512345",
    "from_address": "长沙市岳麓区麓山南路1号",
    "to_address": "怀化市鹤城区金海路100号",
}


async def test_a_household_moves_in_by_the_registers_signed_answer(
    town: Town, outside_system: OutsideSystem
) -> None:
    zhang = await town.citizen()
    case = await zhang.begin(GRADUATE, ANSWERS, matter_code=SETTLING)
    await zhang.hand_in_all(case)
    await zhang.submit(case)

    async with police_system(outside_system) as register, asyncio.timeout(SOON):
        await (await town.clerk()).accept(case)
        push = await register.pushed.get()
        assert (push["case_no"], push["node_key"]) == (case["case_no"], "household")
        assert push["form"]["person_name"] == "张三"

        paper = await register.fetch(town.http, push, "M02")
        assert (paper.status_code, paper.content) == (200, PAPER)
        stranger = PoliceSystem(WebhookKeys((b"not the secret we share with them",)))
        forged = await stranger.answer(town.http, push, "m-0", outcome="refused")
        assert forged.status_code == 401
        said = {"outcome": "approved", "feedback": "户口已迁入。", "product_no": "HJ-2026-001"}
        answered = await register.answer(town.http, push, "m-1", **said)
        assert (answered.status_code, answered.json()["outcome"]) == (200, "approved")
        again = await register.answer(town.http, push, "m-1", **said)
        assert again.json() == answered.json()

    seen = await town.visitor.track(case["case_no"], case["query_code"])
    household = next(one for one in seen["nodes"] if one["key"] == "household")
    assert (household["state"], household["feedback"]) == ("approved", "户口已迁入。")


async def test_nobody_answers_at_the_register_and_an_officer_takes_over(town: Town) -> None:
    zhang, police = await town.citizen(), await town.approver("police")
    case = await zhang.begin(GRADUATE, ANSWERS, matter_code=SETTLING)
    await zhang.hand_in_all(case)
    await zhang.submit(case)
    await (await town.clerk()).accept(case)
    task = await police.task(case)

    with pytest.raises(Refused, match="node-awaits-system"):
        await police.decide(task, "approve")
    async with asyncio.timeout(SOON):
        while not (push := await push_of(police, case))["fault"]:  # noqa: ASYNC110  asks as an app does
            await asyncio.sleep(0.2)
    assert push["target"] == SYSTEM
    await police.act(task, "take-over", reason="业务系统停机检修")
    decided = await police.decide(task, "approve", feedback="已人工办理。")
    assert decided["state"] == "approved"


async def push_of(officer: Officer, case: Json) -> Json:
    """What the department sees of its pushed node."""
    pushes = [one async for one in officer.everything("/tasks/pushes")]
    return next(one for one in pushes if one["case_no"] == case["case_no"])
