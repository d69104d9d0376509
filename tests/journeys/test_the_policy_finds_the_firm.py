"""A policy is published: the firm it fits hears of it; its basis dies: it closes and says so."""

from datetime import date
from typing import Any
from uuid import uuid4

from journeys.library import entered, once
from journeys.people import Json, Person
from journeys.test_basis_guard_of_funds import relate
from journeys.town import Town

from shared.database import Pool
from svc_documents.domain.effects.effects import Force

HERE = "431202"


def policy(reference: str) -> Json:
    """A policy of the district for firms with at least twenty staff."""
    place = {"id": "place", "attr": "region", "op": "in", "value": [HERE], "sentence": "在本区登记"}
    many = {"id": "staff", "attr": "staff", "op": ">=", "value": 20, "unit": "人",
            "sentence": "从业人员不少于20人"}  # fmt: skip

    def profile(title: str, verdict: str, *people: int) -> Json:
        known: Json = {"region": HERE}
        if people:
            known["staff"] = {"value": people[0], "unit": "人"}
        return {"title": title, "verdict": verdict, "answers": known}

    return {
        "code": f"HC-{uuid4().hex[:8]}", "title": "稳就业补助", "level": "district",
        "region_code": HERE, "kind": "资金", "audience": "enterprise", "theme": "创业就业",
        "condition": {"all": [place, many]}, "basis_reference": reference,
        "benefit": {"kind": "fixed", "amount": "20", "unit": "万元"},
        "profiles": [profile("刚好", "matched", 20), profile("不到", "not_matched", 19),
                     profile("不知", "undecided")],
    }  # fmt: skip


async def the_firm(town: Town, people: int) -> Person:
    """The enterprise of the town has said how many work for it, and wants to be told."""
    firm = await town.citizen("firm")
    facts = [
        {"attribute": "region", "answer": HERE},
        {"attribute": "staff", "answer": {"value": people, "unit": "人"}},
    ]
    await firm.post("/profiles/me/facts", json={"facts": facts})
    await firm.ask("PUT", "/profiles/me/consents/push", json={"given": True})
    return firm


async def tidings(firm: Person, policy_id: str) -> list[str]:
    """What the firm was told of a policy, the first first."""
    items: list[Any] = (await firm.get("/inbox", limit=100))["items"]
    return [one["tiding"] for one in reversed(items) if one["policy_id"] == policy_id]


async def test_a_policy_reaches_the_firm_it_fits_and_closes_when_its_basis_dies(
    town: Town, library: Pool
) -> None:
    old = await entered(library, "辛", Force(date(2020, 1, 1)))
    new = await entered(library, "壬", Force(date(2026, 1, 1)))
    firm, editor = await the_firm(town, 35), await town.official("editor")

    draft = await editor.post("/policies", json=policy(old.document_no))
    policy_id = draft["policy_id"]
    path = f"/policies/{policy_id}"
    await editor.post(f"{path}/publish", json={}, headers={"If-Match": '"1"'})

    async def heard(tiding: str) -> bool:
        return tiding in await tidings(firm, policy_id)

    async def shows(effect: str) -> bool:
        basis = (await town.visitor.get(path))["basis"]
        return bool(basis and basis["effect"] == effect)

    await once(lambda: heard("matched"))
    await once(lambda: shows("valid"))
    found = await town.visitor.post(
        "/match", json={"answers": {"region": HERE, "staff": {"value": 19, "unit": "人"}}}
    )
    (near,) = [one for one in found["near"] if one["policy_id"] == policy_id]
    assert near["gaps"][0]["short_by"] == "还差 1 人"

    await relate(editor, new, "repeals", old)
    await once(lambda: shows("repealed"))
    page = await town.visitor.get(path)
    assert not page["accepts"]
    assert "已废止" in page["accepts_not_why"]
    await once(lambda: heard("basis_lost"))
    assert await tidings(firm, policy_id) == ["matched", "basis_lost"]
