"""Who would match a draft: counted before it is published, never fewer than ten."""

from typing import Any

from pushing_building import said
from service_building import Policies, citizen, staff


async def counted(service: Policies, name: str, industry: str, people: int | None) -> None:
    me = service.as_(citizen(name, "enterprise"))
    facts: list[dict[str, Any]] = [
        {"attribute": "region", "answer": "431202"}, {"attribute": "industry", "answer": industry},
    ]  # fmt: skip
    if people is not None:
        facts.append({"attribute": "staff", "answer": {"value": people, "unit": "人"}})
    await me.post("/profiles/me/facts", json={"facts": facts})
    await me.put("/profiles/me/consents/statistics", json={"given": True})


async def test_a_draft_is_counted_by_place_and_trade_without_names(service: Policies) -> None:
    for number in range(12):
        await counted(service, f"maker-{number}", "C", 30 if number < 8 else None)
    for number in range(3):
        await counted(service, f"shop-{number}", "F", 30)
    draft = await service.as_(staff()).post("/policies", json={"code": "HC-1", **said()})
    path = f"/policies/{draft.json()['policy_id']}/draft/simulate"
    answer = await service.as_(staff()).post(path, json={})

    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["total"]["matched"], found["total"]["possible"]) == (11, 15)
    trades = {one["code"]: (one["matched"], one["possible"]) for one in found["by_industry"]}
    assert trades == {"C": (8, 12), "F": (None, None)}
    assert found["by_region"][0]["name"] == "怀化市鹤城区"
    assert (await service.as_(staff("window")).post(path, json={})).status_code == 403


async def test_who_did_not_agree_is_not_counted(service: Policies) -> None:
    for number in range(12):
        await counted(service, f"maker-{number}", "C", 30)
    me = service.as_(citizen("maker-0", "enterprise"))
    await me.put("/profiles/me/consents/statistics", json={"given": False})
    draft = await service.as_(staff()).post("/policies", json={"code": "HC-1", **said()})
    path = f"/policies/{draft.json()['policy_id']}/draft/simulate"
    found = (await service.as_(staff()).post(path, json={})).json()
    assert found["total"]["possible"] == 11
