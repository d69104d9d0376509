"""张三 waited past the promised time: his bad review ends in a limit that is kept, on the guide."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from journeys.library import once
from journeys.people import BARBER_SHOP, SOON, Citizen, Json, Officer, Refused
from journeys.town import Town

NOT_IN_TIME = 209
MATTER = f"/matters/{BARBER_SHOP}"
REPLY = "属实，承诺时限已经改正。"
CHANGED = "承诺时限由一个工作日改为两个工作日。"
DECIDED, HANDLES = "HC-SCJG-001", "HC-SCJG-002"
WAY = [
    "triage", "assigned", "contacted", "verified", "rectifying", "replied", "closed",
]  # fmt: skip


@pytest.fixture
async def promised(town: Town) -> AsyncIterator[Json]:
    """The barber shop as it is defined, and again when everything is over."""
    definition: Json = (await town.visitor.get(MATTER))["definition"]
    yield definition
    await publish(town, definition)


async def publish(town: Town, definition: Json) -> None:
    """The editor puts a new version of the barber shop in force."""
    editor = await town.official("editor")
    seen = (await town.visitor.ask("GET", MATTER)).headers["ETag"]
    await editor.ask("PUT", MATTER, json=definition, headers={"If-Match": seen})


async def bad_review_of(supervisor: Officer, review: Json) -> str:
    """Wait until the supervisor of the region sees it."""
    async with asyncio.timeout(SOON):
        while True:
            async for one in supervisor.everything("/bad-reviews"):
                if one["review_id"] == review["review_id"]:
                    return str(one["bad_review_id"])
            await asyncio.sleep(0.1)


async def takes(officer: Officer, bad_review_id: str, what: str, **body: object) -> Json:
    """One step."""
    answer = await officer.ask(
        "POST", f"/bad-reviews/{bad_review_id}/{what}", json=body, headers={"If-Match": "*"}
    )
    shown: Json = answer.json()
    return shown


async def says_it_took_too_long(town: Town, zhang: Citizen) -> Json:
    """A case that was closed, and what its applicant says of it from the mini-program."""
    case = await town.accepted_case(zhang)
    await town.everybody_approves(case)
    await town.issued(case)
    token = (await zhang.invited(case))["token"]
    said = {
        "token": token, "submission_id": str(uuid4()), "level": 2, "tags": [NOT_IN_TIME],
        "text": "说好一天，等了两天。", "anonymous": False, "channel": "mini_program",
    }  # fmt: skip
    return await zhang.post("/reviews", json=said)


async def says_it_is_well_now(zhang: Citizen, review: Json, officer: Officer, bad: str) -> Json:
    """The applicant finds the reply under their own reviews, and is content with it."""
    own = [one async for one in zhang.everything("/reviews/own") if one["asked"]]
    (mine,) = [one for one in own if one["review_id"] == review["review_id"]]
    shown = await zhang.get(f"/reviews/opportunities/{mine['token']}/handling")
    assert (shown["reply"], shown["improvement"]) == (REPLY, CHANGED)
    said = {"token": mine["token"], "submission_id": str(uuid4()), "satisfied": True}
    assert (await zhang.post("/reviews/revisits", json=said))["state_label"] == "已办结"
    return await officer.get(f"/bad-reviews/{bad}")


async def promises(town: Town, days: int) -> bool:
    """Whether everybody reads this limit on the guide."""
    guide = (await town.visitor.get(MATTER))["guide"]
    return bool(guide["promised_days"] == days)


async def improvements(town: Town) -> list[Json]:
    """改进记录 on the guide."""
    shown: list[Json] = (await town.visitor.get(MATTER))["guide"]["improvements"]
    return shown


async def test_a_bad_review_ends_in_a_promise_that_is_kept(town: Town, promised: Json) -> None:
    zhang, supervisor = await town.citizen(), await town.official("supervisor")
    market = await town.official("approver-scjg-2")
    review = await says_it_took_too_long(town, zhang)
    bad = await bad_review_of(supervisor, review)
    leads = await town.visitor.get("/organs/scjg")

    received = await takes(market, bad, "triage", grade="simple")
    assert (received["tags"], received["organ_id"]) == (["未在承诺时间内办结"], leads["id"])
    with pytest.raises(Refused) as refused:
        await takes(market, bad, "assign", staff_no=DECIDED)
    assert refused.value.reason == "reviewed-person-may-not-act"
    await takes(market, bad, "assign", staff_no=HANDLES)
    await takes(market, bad, "attempts", channel="phone", reached=True, note="已致歉。")
    await takes(market, bad, "verify", verdict="true", note="第二个工作日才办结。")
    await takes(market, bad, "rectify", note="五部门商定能够兑现的时限。")

    await publish(town, {**promised, "promised_days": 2})
    await once(lambda: promises(town, 2))
    await takes(market, bad, "reply", text=REPLY, change="guide", improvement=CHANGED)
    closed = await says_it_is_well_now(zhang, review, market, bad)

    assert [step["state"] for step in closed["steps"]] == WAY
    async with asyncio.timeout(SOON):
        while not (made := [one for one in await improvements(town) if one["text"] == CHANGED]):  # noqa: ASYNC110  looks as people do
            await asyncio.sleep(0.1)
    assert made[0]["change"] == "guide"
    assert made[0]["improved_at"][:10] == closed["closed_at"][:10]
