"""The results travel: by courier to the door, told step by step, and only then is it closed."""

import asyncio

from journeys.people import SOON, Json
from journeys.town import Town


async def until_delivered(town: Town, case: Json) -> Json:
    """What tracking shows once the parcel has arrived."""
    seen: Json = {}
    async with asyncio.timeout(SOON):
        while seen.get("state") != "closed":
            seen = await town.visitor.track(
                case["case_no"], case["query_code"], after=seen.get("version", 0), wait=10
            )
    return seen


async def test_a_courier_brings_the_licences_and_the_case_closes_at_the_door(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang, delivery="courier")
    await town.everybody_approves(case)
    await town.issued(case)

    seen = await until_delivered(town, case)

    delivery = seen["delivery"]
    assert (delivery["kind"], delivery["state"]) == ("courier", "delivered")
    assert delivery["waybill_no"].startswith("YG")
    steps = [entry["text"] for entry in delivery["trail"]]
    assert steps == ["快递员已揽收", "已到达鹤城分拨中心", "快递员正在派送", "已签收"]
    assert (await zhang.invited(case))["case_no"] == case["case_no"]
