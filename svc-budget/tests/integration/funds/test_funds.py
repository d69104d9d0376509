"""Funds over HTTP: their pages, the five disclosures, what is missing, what they rest on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from budget_building import id_of
from treasury_building import (
    DISTRICT,
    FARMING,
    FUNDS,
    HEALTH,
    TREASURY,
    Treasury,
    a_fund,
    an_item,
    node,
)

from shared.basis.effects import DocumentEffect
from shared.database import UnitOfWork
from svc_budget.use_cases.funds import basis
from svc_budget.use_cases.funds.disclosing import keep_telling_missing, tell_missing

REFERENCE = "湘财农〔2025〕8号"
DOCUMENT = id_of("document")
PROVINCE = node("region", "430000", "湖南省")


def disclosed(page: dict[str, Any], kind: str, year: int | None = 2026) -> dict[str, Any]:
    """One of the five on a fund's page."""
    found: dict[str, Any] = next(
        one for one in page["disclosures"] if (one["kind"], one["year"]) == (kind, year)
    )
    return found


async def rules(treasury: Treasury, fund_id: str, **known: Any) -> None:
    """The fund's management document is published."""
    said = {"stated": "published", "reference": REFERENCE, "published_on": "2025-03-10"} | known
    told = await treasury.disclose(fund_id, "rules", **said)
    assert told.status_code == 200, told.text


async def test_a_fund_says_which_of_the_five_are_missing_and_since_when(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    await rules(treasury, fund_id)
    await treasury.allocate(fund_id, an_item(None, PROVINCE, "1000.00"))

    page = await treasury.page(f"{FUNDS}/{fund_id}")

    found = disclosed(page, "rules", None)
    assert (found["state"], found["due_on"], found["light"]) == ("published", "2025-03-21", "green")
    missing = disclosed(page, "allocation")
    assert (missing["state"], missing["due_on"], missing["missing_since"]) == (
        "missing", "2026-03-21", "2026-03-22",
    )  # fmt: skip
    assert missing["light"] == "red"
    assert disclosed(page, "performance")["state"] == "waiting"
    assert page["years"] == [2026]


async def test_what_is_secret_or_does_not_exist_is_stated_with_its_basis(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    silent = await treasury.disclose(fund_id, "review", 2026, stated="none")
    said = await treasury.disclose(
        fund_id, "review", 2026, stated="none", basis="按因素法分配，不组织评审。"
    )

    assert silent.status_code == 422
    assert silent.json()["errors"][0]["pointer"] == "#/basis"
    assert said.json()["state"] == "none"
    again = await treasury.disclose(fund_id, "review", 2026, stated="none", basis="其他")
    assert again.status_code == 412
    yearly = await treasury.disclose(fund_id, "rules", 2026, stated="none", basis="其他")
    assert yearly.json()["errors"][0]["pointer"] == "query:year"


async def test_a_missing_disclosure_is_told_once_and_listed(treasury: Treasury) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    budget = treasury.budget
    for _ in range(2):
        async with budget.bench.unit_of_work(budget.now) as work:
            await tell_missing(work, budget.app.state.office.disclosures)

    told = await budget.told("budget.fund.disclosure_missing.v1")
    assert [(one["kind"], one["year"], one["due_on"]) for one in told] == [
        ("rules", None, "2025-03-21"), ("call", 2026, "2026-05-01"),
    ]  # fmt: skip
    listed = await treasury.page(FUNDS, missing="true")
    assert [(one["fund_id"], one["missing"]) for one in listed["items"]] == [(fund_id, 2)]
    await rules(treasury, fund_id)
    listed = await treasury.page(FUNDS, missing="true")
    assert listed["items"][0]["missing"] == 1


async def test_the_list_says_what_pages_say_whether_or_not_the_job_has_looked(
    treasury: Treasury,
) -> None:
    old = (await treasury.fund())["fund_id"]
    young = (await treasury.fund(name="农村发展专项", established_on="2026-11-20"))["fund_id"]
    for said in (old, young):
        await treasury.disclose(said, "call", 2026, stated="none", basis="按因素法分配。")
    for moment in (datetime(2026, 11, 25, 2, tzinfo=UTC), datetime(2027, 7, 2, 2, tzinfo=UTC)):
        treasury.budget.set_clock(moment)
        pages = {one: await missing_on_page(treasury, one) for one in (old, young)}
        listed = (await treasury.page(FUNDS))["items"]
        assert {one["fund_id"]: one["missing"] for one in listed} == pages
        for missing in (True, False):
            found = await treasury.page(FUNDS, missing=str(missing).lower(), count="true")
            wanted = {one for one, number in pages.items() if (number > 0) is missing}
            assert {one["fund_id"] for one in found["items"]} == wanted
            assert found["total"] == len(wanted)
    assert pages[old] > 0
    assert await treasury.budget.told("budget.fund.disclosure_missing.v1") == []


async def missing_on_page(treasury: Treasury, fund_id: str) -> int:
    """How many of the five the page of a fund says are missing."""
    page = await treasury.page(f"{FUNDS}/{fund_id}")
    return sum(one["state"] == "missing" for one in page["disclosures"])


async def test_lists_of_what_is_missing_go_on_from_page_to_page(treasury: Treasury) -> None:
    made = [(await treasury.fund(name=f"专项{number}"))["fund_id"] for number in range(5)]
    await rules(treasury, made[2])
    await treasury.disclose(made[2], "call", 2026, stated="none", basis="按因素法分配。")

    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await treasury.page(FUNDS, missing="true", limit=2, **cursor)
        found += [one["fund_id"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert found == [one for one in made if one != made[2]]


async def test_the_job_tells_what_has_become_missing_and_nothing_twice(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    budget, looked = treasury.budget, asyncio.Semaphore(0)

    @asynccontextmanager
    async def begin() -> AsyncIterator[UnitOfWork]:
        async with budget.bench.unit_of_work(budget.now) as work:
            yield work
        looked.release()

    async def looks(times: int) -> list[tuple[str, int | None]]:
        async with asyncio.timeout(20):
            for _ in range(times):
                await looked.acquire()
        told = await budget.told("budget.fund.disclosure_missing.v1")
        assert {one["fund_id"] for one in told} == {fund_id}
        return [(one["kind"], one["year"]) for one in told]

    job = asyncio.create_task(
        keep_telling_missing(begin, budget.app.state.office.disclosures, every=0.01)
    )
    try:
        assert await looks(3) == [("rules", None), ("call", 2026)]
        budget.set_clock(datetime(2027, 7, 2, 2, tzinfo=UTC))
        assert await looks(3) == [
            ("rules", None), ("call", 2026), ("performance", 2026), ("call", 2027),
        ]  # fmt: skip
    finally:
        job.cancel()
        await asyncio.wait([job])


async def test_a_late_disclosure_shows_how_many_days(treasury: Treasury) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    await rules(treasury, fund_id, published_on="2025-03-31")
    page = await treasury.page(f"{FUNDS}/{fund_id}")
    assert disclosed(page, "rules", None)["days_late"] == 10


async def test_a_fund_is_flagged_when_its_document_dies_and_cleared_when_it_is_rebased(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    await rules(treasury, fund_id)
    (cited,) = await treasury.budget.told("budget.basis.cited.v1")
    assert cited == {"citer": f"budget:fund:{fund_id}", "reference": REFERENCE}
    known = DocumentEffect(REFERENCE, "valid", DOCUMENT, "专项资金管理办法", date(2025, 3, 1))

    async with treasury.budget.bench.unit_of_work(treasury.budget.now) as work:
        await basis.keep_resolved(work, cited["citer"], known)
    alive = (await treasury.page(f"{FUNDS}/{fund_id}"))["basis"]
    async with treasury.budget.bench.unit_of_work(treasury.budget.now) as work:
        await basis.keep_effect(work, DOCUMENT, "repealed", date(2026, 3, 1))
    dead = (await treasury.page(f"{FUNDS}/{fund_id}"))["basis"]

    assert (alive["effect"], alive["flag"]) == ("valid", "")
    assert dead["flag"].startswith(f"本资金的管理办法“{REFERENCE}”自2026年3月1日起已废止")
    assert [one["fund_id"] for one in (await treasury.page(FUNDS, flagged="true"))["items"]] == [
        fund_id
    ]
    (told,) = await treasury.budget.told("budget.fund.basis_flagged.v1")
    assert (told["fund_id"], told["effect"]) == (fund_id, "repealed")

    rebased = await treasury.disclose(
        fund_id, "rules", version="1", stated="published", reference="湘财农〔2026〕9号",
        published_on="2026-03-02",
    )  # fmt: skip
    assert rebased.status_code == 200, rebased.text
    assert (await treasury.page(f"{FUNDS}/{fund_id}"))["basis"]["flag"] == ""
    (again,) = await treasury.budget.told("budget.fund.rebased.v1")
    assert (again["old"], again["new"]) == (REFERENCE, "湘财农〔2026〕9号")


async def test_a_document_that_is_in_force_again_clears_the_flag(treasury: Treasury) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    await rules(treasury, fund_id)
    citer = f"budget:fund:{fund_id}"
    for effect in ("suspended", "lapsed", "valid"):
        known = DocumentEffect(REFERENCE, effect, DOCUMENT, "办法", date(2026, 1, 1))
        async with treasury.budget.bench.unit_of_work(treasury.budget.now) as work:
            await basis.keep_resolved(work, citer, known)
    assert len(await treasury.budget.told("budget.fund.basis_flagged.v1")) == 1
    assert len(await treasury.budget.told("budget.fund.basis_cleared.v1")) == 1


async def test_a_fund_is_changed_by_whoever_manages_it_and_nobody_else(
    treasury: Treasury,
) -> None:
    local = await treasury.fund(DISTRICT, region_code="431202", unit_code="nyj")
    path = f"{FUNDS}/{local['fund_id']}"
    body = a_fund(region_code="431202", unit_code="nyj", purpose="支持春耕")

    by_unit = await treasury.client(FARMING, **{"If-Match": '"1"'}).put(path, json=body)
    stale = await treasury.client(DISTRICT, **{"If-Match": '"1"'}).put(path, json=body)
    foreign = await treasury.client(HEALTH, **{"If-Match": "*"}).put(path, json=body)
    above = await treasury.client(TREASURY, **{"If-Match": "*"}).put(path, json=body)
    given_away = await treasury.client(DISTRICT, **{"If-Match": "*"}).put(
        path, json=body | {"region_code": "430000", "unit_code": None}
    )

    assert by_unit.status_code == 200, by_unit.text
    assert (by_unit.json()["version"], by_unit.headers["etag"]) == (2, '"2"')
    assert stale.status_code == 412
    assert (foreign.status_code, above.status_code, given_away.status_code) == (404, 404, 404)


@pytest.mark.parametrize(
    ("known", "pointer"),
    [
        ({"last_year": 2025}, "#/last_year"),
        ({"established_on": "2027-01-01"}, "#/established_on"),
        ({"category": "gift"}, "#/category"),
        ({"region_code": "43"}, "#/region_code"),
    ],
)
async def test_what_is_wrong_in_a_fund_is_named(
    treasury: Treasury, known: dict[str, Any], pointer: str
) -> None:
    refused = await treasury.client(TREASURY).post(FUNDS, json=a_fund(**known))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_of_allocations_with_a_fault_none_is_kept_and_each_fault_is_named(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    city = node("region", "431200", "怀化市")
    refused = await treasury.allocate(
        fund_id, an_item(None, PROVINCE, "10.00"), an_item(PROVINCE, city, "5.00", year=2020),
        an_item(city, PROVINCE, "5.00"), an_item(PROVINCE, city, "5.00"),
        an_item(PROVINCE, node("recipient", "110101199003070011", "某某"), "1.00"),
    )  # fmt: skip
    assert refused.status_code == 422
    found = {(one["pointer"], one["code"]) for one in refused.json()["errors"]}
    assert ("#/items/1/year", "year_outside") in found
    assert ("#/items/2/target", "circular") in found
    assert (await treasury.page(f"{FUNDS}/{fund_id}/allocations", count="true"))["total"] == 0
    assert await treasury.budget.told("budget.fund.allocated.v1") == []


async def test_funds_are_listed_by_category_class_and_name(treasury: Treasury) -> None:
    for name, category in (
        ("甲", "special_fund"),
        ("乙", "central_subsidy"),
        ("丙", "special_fund"),
    ):
        await treasury.fund(name=name, category=category)
    first = await treasury.page(FUNDS, limit=2, count="true")
    rest = await treasury.page(FUNDS, limit=2, cursor=first["next_cursor"])
    assert first["total"] == 3
    assert [one["name"] for one in first["items"] + rest["items"]] == ["乙", "丙", "甲"]
    assert (await treasury.page(FUNDS, year=2024))["items"] == []
    assert len((await treasury.page(FUNDS, category="special_fund"))["items"]) == 2


async def test_a_year_later_what_was_waiting_is_missing(treasury: Treasury) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    treasury.budget.set_clock(datetime(2027, 7, 2, 2, tzinfo=UTC))
    page = await treasury.page(f"{FUNDS}/{fund_id}")
    assert disclosed(page, "performance", 2026)["missing_since"] == "2027-07-01"
