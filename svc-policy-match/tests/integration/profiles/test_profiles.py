"""The data account over HTTP: facts with source and expiry, consents, registry, erasure."""

from datetime import timedelta
from typing import Any

import pytest
from service_building import Policies, citizen

FIRM = citizen("firm", "enterprise")
CODE = "91990102MA0000001D"


async def state(service: Policies, *facts: dict[str, Any]) -> Any:
    return await service.as_(FIRM).post("/profiles/me/facts", json={"facts": list(facts)})


STAFF = {"attribute": "staff", "answer": {"value": 35, "unit": "人"}}
REVENUE = {"attribute": "revenue", "year": 2025, "answer": {"value": 2400, "unit": "万元"}}


async def test_facts_are_kept_with_their_source_and_end(service: Policies) -> None:
    answer = await state(service, STAFF, REVENUE)

    assert answer.status_code == 200, answer.text
    by_code = {one["attribute"]: one for one in answer.json()["items"]}
    assert by_code["revenue"]["title"] == "上一年度营业收入"
    assert by_code["revenue"]["text"] == "2,400 万元"
    assert by_code["staff"]["source_name"] == "自行填报"
    assert by_code["staff"]["valid_until"] > "2026-11-25"


async def test_what_expired_is_unknown_again(service: Policies) -> None:
    (kept,) = (await state(service, STAFF)).json()["items"]
    assert kept["believed"]
    service.set_clock(service.now + timedelta(days=4 * 366))
    (later,) = (await service.as_(FIRM).get("/profiles/me/facts")).json()["items"]
    assert (later["believed"], later["text"]) == (False, "")


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("unknown", {"attribute": "shoe", "answer": 1}, "unknown_attribute"),
    ("derived", {"attribute": "size", "answer": "small"}, "derived"),
    ("year missing", {**REVENUE, "year": None}, "year_missing"),
    ("year to come", {**REVENUE, "year": 2027}, "year_outside"),
    ("reversed", {"attribute": "staff", "answer": {"from": 2, "to": 1, "unit": "人"}},
     "interval_reversed"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "code"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
async def test_of_facts_that_cannot_be_read_none_is_kept(
    service: Policies, fact: dict[str, Any], code: str
) -> None:
    answer = await state(service, STAFF, fact)

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert error["pointer"].startswith("#/facts/1")
    assert (await service.as_(FIRM).get("/profiles/me/facts")).json()["items"] == []


async def test_a_registry_is_asked_only_with_consent_and_believed_before_what_is_said(
    service: Policies,
) -> None:
    me = service.as_(FIRM)
    await state(service, {"attribute": "founded_on", "answer": "2010-01-01"})
    refused = await me.post("/profiles/me/registry", json={"credit_code": CODE})
    assert (refused.status_code, refused.json()["title"]) == (403, "还没有取得您的同意。")

    await me.put("/profiles/me/consents/registry", json={"given": True})
    answer = await me.post("/profiles/me/registry", json={"credit_code": CODE})
    assert answer.status_code == 200, answer.text
    founded = {
        one["source"]: one for one in answer.json()["items"] if one["attribute"] == "founded_on"
    }
    assert (founded["registry"]["believed"], founded["self"]["believed"]) == (True, False)
    (access,) = (await me.get("/profiles/me/accesses")).json()["items"]
    assert access["who"] == "登记数据接口"
    assert (await me.get("/profiles/me")).json()["credit_code"] == CODE


@pytest.mark.parametrize(
    ("code", "status"), [("91990102MA0000001X", 422), ("12", 422), ("91431202MA0000002Q", 422)]
)
async def test_a_credit_code_whose_check_digit_is_wrong_is_refused(
    service: Policies, code: str, status: int
) -> None:
    me = service.as_(FIRM)
    await me.put("/profiles/me/consents/registry", json={"given": True})
    answer = await me.post("/profiles/me/registry", json={"credit_code": code})
    assert answer.status_code == status
    assert answer.json()["errors"][0]["code"] == "check_digit"


async def test_an_account_sees_itself_only_and_looking_keeps_nothing(service: Policies) -> None:
    await state(service, STAFF)
    other = service.as_(citizen("other", "enterprise"))

    assert (await other.get("/profiles/me")).json()["facts"] == 0
    assert (await other.get("/profiles/me/facts")).json()["items"] == []
    assert await service.pool.fetchval("SELECT count(*) FROM profile") == 1
    assert (await service.as_().get("/profiles/me")).status_code == 401


async def test_all_that_is_kept_can_be_taken_along_and_erased(service: Policies) -> None:
    me = service.as_(FIRM)
    await state(service, STAFF, REVENUE)
    await me.put("/profiles/me/consents/push", json={"given": True})
    export = (await me.get("/profiles/me/export")).json()
    assert {one["attribute"] for one in export["facts"]} == {"staff", "revenue"}

    erased = await me.request("DELETE", "/profiles/me")
    assert erased.status_code == 200, erased.text
    for table in ("profile", "profile_fact", "profile_consent", "profile_row", "told", "message"):
        assert await service.pool.fetchval(f"SELECT count(*) FROM {table}") == 0
    assert len(await service.told("policies.profile.erased.v1")) == 1


async def test_the_row_policies_are_matched_with_is_there_only_while_pushing_is_agreed_to(
    service: Policies,
) -> None:
    me = service.as_(FIRM)
    await state(service, STAFF, REVENUE)
    assert await service.pool.fetchval("SELECT count(*) FROM profile_row") == 0
    await me.put("/profiles/me/consents/push", json={"given": True})
    (row,) = await service.pool.fetch("SELECT * FROM profile_row")
    assert (row["staff_lo"], row["staff_hi"]) == (35, 35)
    assert row["revenue_y1_lo"] == 2_400_000_000
    await me.put("/profiles/me/consents/push", json={"given": False})
    assert await service.pool.fetchval("SELECT count(*) FROM profile_row") == 0


async def test_matching_with_what_is_known_needs_consent_and_is_noted(service: Policies) -> None:
    me = service.as_(FIRM)
    await state(service, STAFF)
    asked = {"use_profile": True, "answers": {"region": "431202"}}
    assert (await me.post("/match", json=asked)).status_code == 403
    assert (await service.as_().post("/match", json=asked)).status_code == 401

    await me.put("/profiles/me/consents/match", json={"given": True})
    answer = await me.post("/match", json=asked)
    assert answer.status_code == 200, answer.text
    kept = await service.pool.fetchval("SELECT answers FROM match_run")
    assert kept == {"staff": {"value": 35, "unit": "人"}, "region": "431202"}
    (access,) = (await me.get("/profiles/me/accesses")).json()["items"]
    assert (access["who"], access["purpose"]) == ("本人", "用数据账户匹配政策")
