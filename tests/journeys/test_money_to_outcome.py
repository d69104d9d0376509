"""From a special fund of the demo to a review of what it paid for, and all the way back."""

from typing import Any
from uuid import uuid4

from journeys.library import once
from journeys.people import BARBER_SHOP, Citizen, Json
from journeys.town import Town

from shared.edge import clock
from shared.office_hours import china_time

POLICY = "个体工商户创业担保贷款贴息"


async def a_policy_with_its_fund(town: Town) -> tuple[str, Json]:
    """The demo's policy that is applied for with the barber shop, and the fund that pays for it."""
    async for one in town.visitor.everything("/policies"):
        if one["title"] == POLICY:
            policy = await town.visitor.get(f"/policies/{one['policy_id']}")
            fund = await town.visitor.get(f"/budget/funds/{policy['fund_id']}")
            return one["policy_id"], fund
    raise AssertionError("the demo has no policy that leads from a fund to a matter")


async def paid_in(town: Town, fund: Json, policy_id: str, case: Json) -> str:
    """What the finance department granted the applicant in the case."""
    finance = await town.official("finance")
    unit = {"kind": "unit", "id": fund["unit_code"], "name": fund["organ_name"]}
    person = {"kind": "recipient", "name": "张三", "natural_person": True}
    today = china_time(clock()).date()
    item: Json = {
        "year": today.year, "source": unit, "target": person, "amount": "5000.00",
        "document": "鹤财预〔2026〕88号", "allocated_on": f"{today}", "policy_id": policy_id,
        "case_id": case["case_id"],
    }  # fmt: skip
    made: Any = await finance.post(
        f"/budget/funds/{fund['fund_id']}/allocations", json={"items": [item]}
    )
    return str(made[0]["allocation_id"])


async def a_reviewed_case(town: Town, zhang: Citizen, policy_id: str) -> tuple[Json, Json]:
    """A case for what a policy gives that was decided and praised by name."""
    case = await town.accepted_case(zhang, policy_id=policy_id)
    await town.everybody_approves(case)
    await town.issued(case)
    said = {
        "token": (await zhang.invited(case))["token"], "submission_id": str(uuid4()), "level": 5,
        "tags": [], "text": "", "anonymous": False,
    }  # fmt: skip
    return case, await zhang.post("/reviews", json=said)


async def met(town: Town, kind: str, thing_id: str) -> dict[tuple[str, str], int]:
    """Everything the walk meets, and how far away."""
    walked = await town.visitor.whole(f"/trace/{kind}/{thing_id}")
    return {(one["kind"], one["id"]): one["distance"] for one in walked["things"]}


async def test_the_walk_leads_from_the_fund_to_the_review_and_back(town: Town) -> None:
    policy_id, fund = await a_policy_with_its_fund(town)
    assert fund["category"] == "special_fund"
    assert ("policy", policy_id) in await met(town, "fund", fund["fund_id"])
    zhang = await town.citizen()
    case, review = await a_reviewed_case(town, zhang, policy_id)
    allocation_id = await paid_in(town, fund, policy_id, case)
    start, end = ("fund", fund["fund_id"]), ("review", review["review_id"])

    async def there() -> bool:
        seen = await met(town, *start)
        return {end, ("case", case["case_id"]), ("allocation", allocation_id)} <= set(seen)

    await once(there)
    seen = await met(town, *start)
    assert seen[("policy", policy_id)] == 1
    assert ("matter", BARBER_SHOP) in seen
    assert any(kind == "document" and away == 1 for (kind, _), away in seen.items())

    back = await met(town, *end)
    assert start in back
    assert back[("case", case["case_id"])] == 1
    told = str(await town.visitor.whole(f"/trace/fund/{fund['fund_id']}"))
    assert case["case_no"] not in told
    assert "张三" not in told


async def test_what_is_not_public_has_no_trace_and_says_so(town: Town) -> None:
    answer = await town.http.get(f"/trace/policy/{uuid4()}")

    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/trace-unknown")
