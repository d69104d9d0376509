"""Builders for tests of pushing: accounts that want to be told, policies, the work jobs."""

from typing import Any
from uuid import UUID

from service_building import Policies, citizen, staff

from svc_policy_match.use_cases.pushes.profile_changes import tell_changed
from svc_policy_match.use_cases.pushes.pushing import push_part

PROFILES = [
    {"title": "刚好", "verdict": "matched",
     "answers": {"region": "431202", "staff": {"value": 20, "unit": "人"}}},
    {"title": "不到", "verdict": "not_matched",
     "answers": {"region": "431202", "staff": {"value": 1, "unit": "人"}}},
    {"title": "不知", "verdict": "undecided", "answers": {"region": "431202"}},
]  # fmt: skip


def said(least: int = 20, **other: Any) -> dict[str, Any]:
    """A policy for enterprises of the district with so many staff."""
    place = {"id": "place", "attr": "region", "op": "in", "value": ["431202"], "sentence": "本区"}
    size = {"id": "staff", "attr": "staff", "op": ">=", "value": least, "unit": "人",
            "sentence": f"不少于{least}人"}  # fmt: skip
    profiles = [dict(one) for one in PROFILES]
    profiles[0] = {
        **profiles[0], "answers": {"region": "431202", "staff": {"value": least, "unit": "人"}},
    }  # fmt: skip
    return {
        "title": "稳就业补助", "level": "district", "region_code": "431202", "kind": "资金",
        "audience": "enterprise", "condition": {"all": [place, size]},
        "benefit": {"kind": "fixed", "amount": "20", "unit": "万元"}, "profiles": profiles,
        **other,
    }  # fmt: skip


async def publish(service: Policies, code: str = "HC-1", **other: Any) -> UUID:
    """A policy is published by its editors."""
    me = service.as_(staff(), **{"If-Match": '"1"'})
    draft = await me.post("/policies", json={"code": code, **said(**other)})
    assert draft.status_code == 201, draft.text
    policy_id = draft.json()["policy_id"]
    done = await me.post(f"/policies/{policy_id}/publish", json={})
    assert done.status_code == 200, done.text
    return UUID(policy_id)


async def change(service: Policies, policy_id: UUID, **other: Any) -> None:
    """Another version of it is published."""
    path = f"/policies/{policy_id}"
    saved = await service.as_(staff(), **{"If-Match": '"0"'}).put(
        f"{path}/draft", json=said(**other)
    )
    assert saved.status_code == 200, saved.text
    done = await service.as_(staff(), **{"If-Match": '"1"'}).post(f"{path}/publish", json={})
    assert done.status_code == 200, done.text


async def account(service: Policies, name: str, staff_count: int | None) -> None:
    """An enterprise of the district that wants to be told."""
    me = service.as_(citizen(name, "enterprise"))
    facts: list[dict[str, Any]] = [{"attribute": "region", "answer": "431202"}]
    if staff_count is not None:
        facts.append({"attribute": "staff", "answer": {"value": staff_count, "unit": "人"}})
    said_ = await me.post("/profiles/me/facts", json={"facts": facts})
    assert said_.status_code == 200, said_.text
    await me.put("/profiles/me/consents/push", json={"given": True})


async def push_all(service: Policies, part: int = 5_000) -> int:
    """The jobs of pushing until nothing is left; answers how many parts there were."""
    office, parts = service.app.state.office, 0
    while True:
        async with service.bench.unit_of_work(service.now) as work:
            pushed = await push_part(work, office, part)
        async with service.bench.unit_of_work(service.now) as work:
            changed = await tell_changed(work, office)
        if not pushed and not changed:
            return parts
        parts += 1


async def inbox(service: Policies, name: str) -> list[tuple[str, int]]:
    """What an account was told, the first first: kinds and versions."""
    me = service.as_(citizen(name, "enterprise"))
    items = (await me.get("/inbox", params={"limit": 100})).json()["items"]
    return [(one["tiding"], one["version"]) for one in reversed(items)]
