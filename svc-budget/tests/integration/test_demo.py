"""The demo is loaded through the steps everybody takes, and a second time changes nothing."""

from typing import Any

import pytest
from budget_building import REGION, Budget, id_of

from svc_budget.domain.funds.funds import Category
from svc_budget.settings import HERE
from svc_budget.storage.directory import Organ
from svc_budget.use_cases import demo, demo_books, demo_funds
from svc_budget.use_cases.directory import keep_organ

EDUCATION = "431202-102"
UNALLOCATED = "3690000.00"  # of the district, which passed nothing of it on


@pytest.fixture
async def loaded(budget: Budget) -> Budget:
    """A service that has heard of the district's organs, with the demo."""
    async with budget.bench.unit_of_work(budget.now) as work:
        for code in demo.organs_named(HERE / "demo"):
            name = "怀化市鹤城区财政局" if code == demo.FINANCE else f"怀化市鹤城区{code}"
            await keep_organ(work, Organ(id_of("organ", code), code, name, "", REGION))
    await load(budget)
    return budget


async def load(budget: Budget) -> tuple[int, int]:
    """How many funds and books were new."""
    office, folder = budget.app.state.office, HERE / "demo"

    def begin() -> Any:
        return budget.bench.unit_of_work(budget.now)

    async with begin() as work:
        await demo.load_units(work, folder)
    found = await demo_funds.load_funds(begin, office.disclosures, folder)
    return found, await demo_books.load_books(begin, office, folder)


async def page(budget: Budget, path: str, **asked: Any) -> dict[str, Any]:
    """What anybody reads."""
    told = await budget.as_().get(f"/budget/{path}", params=asked)
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


async def test_every_page_has_something_to_show_and_loading_again_changes_nothing(
    loaded: Budget,
) -> None:
    assert await load(loaded) == (0, 0)

    unit = await page(loaded, f"units/{EDUCATION}")
    assert set(unit["years"]) == {2011, 2023, 2024, 2025, 2026}
    beside = await page(loaded, "compare", column=["final:2011", "final:2025"], unit=EDUCATION)
    assert [one["year"] for one in beside["columns"]] == [2011, 2025]
    assert all(float(one["total"]) > 0 for one in beside["columns"])
    months = await page(loaded, "execution", region_code=REGION, year=2026)
    assert len(months["items"][0]["points"]) == 10
    ranked = await page(loaded, "openness", region_code=REGION, year=2025)
    assert ranked["items"][0]["score"] is not None
    charts: dict[str, dict[str, Any]] = {
        "treemap": {"year": 2025, "unit": EDUCATION}, "lines": {"unit": EDUCATION},
        "stack": {"region_code": REGION}, "matrix": {"region_code": REGION, "year": 2025},
    }  # fmt: skip
    for kind, asked in charts.items():
        assert (await page(loaded, f"charts/{kind}", **asked))["rows"], kind


async def test_the_demos_funds_show_what_does_not_add_up_and_what_is_missing(
    loaded: Budget,
) -> None:
    funds = (await page(loaded, "funds", limit=100))["items"]
    assert len(funds) == 61
    assert {one["category"] for one in funds if one["missing"]} == set(Category)
    by_name = {one["name"]: one["fund_id"] for one in funds}

    async def issues(name: str) -> list[str]:
        path = f"funds/{by_name[name]}/balances"
        return [one["kind"] for one in (await page(loaded, path, year=2026))["issues"]]

    assert await issues("人均基本公共卫生服务") == ["over_allocated"]
    assert await issues("衔接推进乡村振兴补助资金") == ["over_allocated"]
    assert await issues("交通运输事业发展专项") == ["paid_more"]
    shown = await page(loaded, f"funds/{by_name['交通运输事业发展专项']}")
    states = {one["kind"]: one["state"] for one in shown["disclosures"]}
    assert states["rules"] == "missing"
    transit = await page(loaded, f"funds/{by_name['义务教育经费保障机制']}/balances", year=2026)
    assert "2000000.00" in {one["in_transit"] for one in transit["balances"]}


async def test_the_demos_district_passes_on_late_too_much_or_nothing_at_all(
    loaded: Budget,
) -> None:
    funds = (await page(loaded, "funds", limit=100))["items"]
    by_name = {one["name"]: one["fund_id"] for one in funds}

    async def stood(name: str) -> list[tuple[str, str, str]]:
        found = await page(loaded, f"funds/{by_name[name]}/balances", year=2026)
        return [
            (one["began_on"], one["light"], one["left"])
            for one in found["passing_on"] if one["node"]["id"] == REGION
        ]  # fmt: skip

    assert await stood("基本药物制度财政补助") == [("2026-04-20", "late", "0.00")]
    assert await stood("水利发展资金") == [
        ("2026-04-17", "done", "0.00"), ("2026-09-03", "late", "0.00"),
    ]  # fmt: skip
    assert [light for _, light, _ in await stood("衔接推进乡村振兴补助资金")] == ["over"]
    ((_, light, left),) = await stood("农村综合改革")
    assert (light, left) == ("red", UNALLOCATED)


async def test_a_fund_of_the_demo_leads_to_its_document_its_policy_and_what_was_granted(
    loaded: Budget,
) -> None:
    funds = (await page(loaded, "funds", limit=100))["items"]
    fund_id = next(one["fund_id"] for one in funds if one["name"] == "创业带动就业专项")
    client = loaded.as_()
    base = str(client.base_url).removesuffix("/api/v1/")

    async def links(kind: str, thing_id: str) -> list[dict[str, Any]]:
        return list((await client.get(f"{base}/links/{kind}/{thing_id}")).json()["links"])

    found = await links("fund", fund_id)
    assert ("managed_by", "鹤人社规〔2022〕1号") in {(one["rel"], one["id"]) for one in found}
    (policy,) = [one for one in found if one["kind"] == "policy"]
    granted = [one for one in found if one["kind"] == "allocation"]
    assert granted == await links("policy", policy["id"])
    assert len(granted) == 2


async def test_a_draft_with_an_error_waits_and_a_corrected_book_says_why(loaded: Budget) -> None:
    health = await page(loaded, "units/431202-103/years/2025")
    assert not any(one["published"] for one in health["books"])
    farming = await page(loaded, "units/431202-108/years/2025/versions", book="final")
    assert [one["version"] for one in farming["items"]] == [2, 1]
    assert "更正" in farming["items"][0]["correction_reason"]
