"""A policy's life over HTTP: drafted, checked, published, changed, closed, without its basis."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from service_building import Policies, staff

from shared.basis.effects import DocumentEffect
from svc_policy_match.use_cases.policies import basis

STAFF: dict[str, Any] = {
    "id": "staff", "attr": "staff", "op": ">=", "value": 20, "unit": "人",
    "sentence": "从业人员不少于20人",
}  # fmt: skip
PLACE: dict[str, Any] = {
    "id": "place", "attr": "region", "op": "in", "value": ["431202"], "sentence": "在本区登记注册",
}  # fmt: skip
HERE = {"region": "431202"}
PROFILES = [
    {"title": "刚好20人", "verdict": "matched",
     "answers": {**HERE, "staff": {"value": 20, "unit": "人"}}},
    {"title": "差1人", "verdict": "not_matched",
     "answers": {**HERE, "staff": {"value": 19, "unit": "人"}}},
    {"title": "不知道人数", "verdict": "undecided", "answers": HERE},
]  # fmt: skip


def said(**other: Any) -> dict[str, Any]:
    """A policy that can be published as it is."""
    return {
        "title": "稳就业补助", "level": "district", "region_code": "431202", "kind": "资金",
        "audience": "enterprise", "condition": {"all": [PLACE, STAFF]},
        "benefit": {"kind": "fixed", "amount": "20", "unit": "万元"}, "profiles": PROFILES, **other,
    }  # fmt: skip


async def drafted(service: Policies, code: str = "HC-1", **other: Any) -> dict[str, Any]:
    answer = await service.as_(staff()).post("/policies", json={"code": code, **said(**other)})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def published(service: Policies, code: str = "HC-1", **other: Any) -> dict[str, Any]:
    draft = await drafted(service, code, **other)
    answer = await service.as_(staff(), **{"If-Match": '"1"'}).post(
        f"/policies/{draft['policy_id']}/publish", json={}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_draft_is_seen_by_its_own_organ_only(service: Policies) -> None:
    draft = await drafted(service)
    path = f"/policies/{draft['policy_id']}"

    assert (await service.as_().get(path)).status_code == 404
    assert (await service.as_(staff(organ="wjj")).get(f"{path}/draft")).status_code == 404
    assert (await service.as_(staff("window")).get(f"{path}/draft")).status_code == 403
    own = await service.as_(staff()).get(f"{path}/draft")
    assert (own.status_code, own.headers["etag"]) == (200, '"1"')
    listed = (await service.as_(staff()).get("/policies/drafts")).json()["items"]
    assert [one["code"] for one in listed] == ["HC-1"]
    assert (await service.as_().get("/policies")).json()["items"] == []


async def test_a_published_policy_is_listed_where_it_holds_and_told(service: Policies) -> None:
    policy = await published(service, opens_on="2026-01-01", closes_on="2026-12-31")

    assert (policy["version"], policy["accepts"], policy["level_name"]) == (1, True, "区")
    for region, count in (("431202", 1), ("431200", 0), ("430000", 0)):
        listed = await service.as_().get("/policies", params={"region_code": region})
        assert len(listed.json()["items"]) == count
    (row,) = (await service.as_().get("/policies/guide")).json()["items"]
    assert (row["kind"], row["policies"]) == ("资金", 1)
    (event,) = await service.told("policies.policy.published.v1")
    assert (event["version"], event["region_code"]) == (1, "431202")


async def test_a_policy_is_open_on_the_days_of_its_window_both_included(service: Policies) -> None:
    policy = await published(service, opens_on="2026-11-25", closes_on="2026-11-25")
    assert policy["accepts"]
    for day, count in (("2026-11-24", 0), ("2026-11-25", 1), ("2026-11-26", 0)):
        listed = await service.as_().get("/policies", params={"open_on": day})
        assert len(listed.json()["items"]) == count


async def test_another_version_ends_the_one_before_and_both_stay_readable(
    service: Policies,
) -> None:
    policy = await published(service)
    path = f"/policies/{policy['policy_id']}"
    more = said(benefit={"kind": "fixed", "amount": "30", "unit": "万元"})

    saved = await service.as_(staff(), **{"If-Match": '"0"'}).put(f"{path}/draft", json=more)
    assert saved.status_code == 200, saved.text
    stale = await service.as_(staff(), **{"If-Match": '"0"'}).put(f"{path}/draft", json=more)
    assert stale.status_code == 412
    changed = await service.as_(staff(), **{"If-Match": '"1"'}).post(
        f"{path}/publish", json={"note": "提高补助上限"}
    )
    assert changed.json()["version"] == 2
    versions = (await service.as_().get(f"{path}/versions")).json()["items"]
    assert [(one["version"], one["note"], one["ended_at"] is None) for one in versions] == [
        (2, "提高补助上限", True),
        (1, "", False),
    ]
    first = await service.as_().get(path, params={"version": 1})
    assert first.json()["benefit"]["amount"] == "20"
    (event,) = await service.told("policies.policy.changed.v1")
    assert event["note"] == "提高补助上限"


BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("unknown attribute", {"condition": {"attr": "shoe", "op": "=", "value": 1}},
     "#/condition/attr", "unknown_attribute"),
    ("wrong unit", {"condition": {**STAFF, "unit": "元"}}, "#/condition/value", "wrong_unit"),
    ("no unit", {"condition": {**STAFF, "unit": None}}, "#/condition/value", "unit_missing"),
    ("unknown code", {"condition": {**PLACE, "value": ["431299"]}},
     "#/condition/value", "unknown_code"),
    ("too many leaves", {"condition": {"any": [{**STAFF, "id": f"c{n}"} for n in range(10_000)]}},
     "#/condition/any/200", "too_many_conditions"),
    ("window reversed", {"opens_on": "2026-02-01", "closes_on": "2026-01-31"},
     "#/closes_on", "window_reversed"),
    ("unknown region", {"region_code": "111111"}, "#/region_code", "unknown_region"),
    ("profile without verdict", {"profiles": [{"title": "甲", "answers": {}}]},
     "#/profiles/0/verdict", "no_verdict"),
    ("interval reversed",
     {"profiles": [{"title": "甲", "verdict": "matched",
                    "answers": {"staff": {"from": 9, "to": 8, "unit": "人"}}}]},
     "#/profiles/0/answers/staff", "interval_reversed"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "pointer", "code"), [one[1:] for one in BAD],
                         ids=[one[0] for one in BAD])  # fmt: skip
async def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_kept(
    service: Policies, change: dict[str, Any], pointer: str, code: str
) -> None:
    answer = await service.as_(staff()).post("/policies", json={"code": "HC-9", **said(**change)})

    assert answer.status_code == 422, answer.text
    assert (pointer, code) in {(one["pointer"], one["code"]) for one in answer.json()["errors"]}
    assert await service.pool.fetchval("SELECT count(*) FROM policy") == 0


CONTRADICTION = {"all": [STAFF, {**STAFF, "id": "less", "op": "<", "value": 10}]}
UNREADY: list[tuple[str, dict[str, Any], str]] = [
    ("contradiction", {"condition": CONTRADICTION, "profiles": PROFILES}, "contradiction"),
    ("always true", {"condition": {**STAFF, "value": 0}}, "always_true"),
    ("too few profiles", {"profiles": PROFILES[:1]}, "too_few_profiles"),
    ("other verdict", {"condition": {"all": [PLACE, {**STAFF, "value": 21}]}}, "other_verdict"),
]


@pytest.mark.parametrize(("change", "code"), [one[1:] for one in UNREADY],
                         ids=[one[0] for one in UNREADY])  # fmt: skip
async def test_what_checks_find_is_told_and_keeps_it_from_being_published(
    service: Policies, change: dict[str, Any], code: str
) -> None:
    draft = await drafted(service, **change)
    path = f"/policies/{draft['policy_id']}"

    found = (await service.as_(staff()).post(f"{path}/draft/check", json={})).json()
    assert not found["ready"]
    assert code in {one["code"] for one in found["findings"]}
    refused = await service.as_(staff(), **{"If-Match": '"1"'}).post(f"{path}/publish", json={})
    assert refused.status_code == 422
    assert code in {one["code"] for one in refused.json()["errors"]}


async def test_a_code_is_given_once(service: Policies) -> None:
    await drafted(service)
    again = await service.as_(staff()).post("/policies", json={"code": "HC-1", **said()})
    assert (again.status_code, again.json()["title"]) == (409, "政策编号已被使用。")


async def test_a_closed_policy_takes_no_applications_and_cannot_be_changed(
    service: Policies,
) -> None:
    policy = await published(service)
    path = f"/policies/{policy['policy_id']}"
    closed = await service.as_(staff()).post(f"{path}/close", json={"reason": "资金已用完"})

    assert (closed.json()["state"], closed.json()["accepts"]) == ("closed", False)
    draft = await service.as_(staff(), **{"If-Match": '"0"'}).put(f"{path}/draft", json=said())
    assert draft.status_code == 409
    assert (await service.as_().get("/policies")).json()["items"] == []
    with_closed = await service.as_().get("/policies", params={"closed": True})
    assert len(with_closed.json()["items"]) == 1
    (event,) = await service.told("policies.policy.closed.v1")
    assert event["reason"] == "资金已用完"


REFERENCE = "鹤政办发〔2024〕3号"


async def test_a_policy_whose_basis_dies_closes_for_application_and_says_so_once(
    service: Policies,
) -> None:
    policy = await published(service, basis_reference=REFERENCE)
    policy_id, document = policy["policy_id"], uuid4()
    (cited,) = await service.told("policies.basis.cited.v1")
    assert cited == {"citer": f"policies:policy:{policy_id}", "reference": REFERENCE}

    async with service.bench.unit_of_work(service.now) as work:
        known = DocumentEffect(REFERENCE, "valid", document, "办法", date(2024, 1, 1))
        await basis.keep_resolved(work, cited["citer"], known)
    for _ in range(2):  # told twice
        async with service.bench.unit_of_work(service.now) as work:
            await basis.keep_effect(work, document, "repealed", date(2026, 11, 20))
    page = (await service.as_().get(f"/policies/{policy_id}")).json()
    assert not page["accepts"]
    assert (
        page["accepts_not_why"] == f"本政策的依据“{REFERENCE}”自2026年11月20日起已废止。暂停申报。"
    )
    (row,) = (await service.as_().get("/policies")).json()["items"]
    assert row["basis_lost"]
    assert len(await service.told("policies.policy.basis_lost.v1")) == 1

    async with service.bench.unit_of_work(service.now) as work:
        await basis.keep_effect(work, document, "valid", date(2026, 11, 24))
    assert (await service.as_().get(f"/policies/{policy_id}")).json()["accepts"]
    assert len(await service.told("policies.policy.basis_regained.v1")) == 1


async def test_attributes_are_listed_with_what_may_be_asked_of_them(service: Policies) -> None:
    found = (await service.as_().get("/attributes")).json()["items"]
    by_code = {one["code"]: one for one in found}
    assert by_code["staff"]["operators"] == [">=", ">", "<=", "<", "=", "between"]
    whole = (await service.as_().get("/attributes/honours")).json()
    assert any(one["implies"] for one in whole["codes"])
    assert (await service.as_().get("/attributes/shoe")).status_code == 404


async def test_a_policy_without_a_draft_says_how_to_begin_one(service: Policies) -> None:
    policy = await published(service)
    path = f"/policies/{policy['policy_id']}/draft"
    answer = await service.as_(staff()).get(path)
    assert answer.status_code == 404
    assert "/api/v1/policies/{policy_id}/draft" in answer.json()["detail"]
