"""Charts over HTTP: the option, the same figures as a table, and as CSV."""

import csv
import io
from typing import Any

import pytest
from budget_building import Budget
from drawing_charts import drawn
from facts_building import Amount, publish
from treasury_building import FUNDS, Treasury, an_item, node

CHARTS, CITY = "/budget/charts", "431200"


async def chart(budget: Budget, kind: str, **asked: Any) -> dict[str, Any]:
    """What anybody gets."""
    told = await budget.as_().get(f"{CHARTS}/{kind}", params=asked)
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


@pytest.fixture
async def published(budget: Budget) -> None:
    """Two years of a city, and one of a district in it."""
    for region, unit, year, fen in (
        (CITY, "431201", 2024, 1_000_000_00), (CITY, "431201", 2025, 1_200_000_00),
        ("431202", "101", 2025, 800_000_00),
    ):  # fmt: skip
        amounts = [
            Amount(unit, region, year, "2050201", "合计", fen),
            Amount(unit, region, year, "2080505", "合计", fen // 4),
        ]
        await publish(budget, amounts)
        await publish(budget, [one._replace(fen=one.fen * 9 // 10) for one in amounts],
                      book="budget")  # fmt: skip


async def test_the_table_agrees_with_the_sums_to_the_cent(budget: Budget, published: None) -> None:
    tree = await chart(budget, "treemap", year=2025, region_code=CITY)
    facts = await budget.as_().get(
        "/budget/facts", params={"year": 2025, "region_code": CITY, "group_by": "code"}
    )

    classes = {row[0]: row[2] for row in tree["rows"] if len(row[0]) == 3}
    assert classes == {one["code"]: one["amount"] for one in facts.json()["items"]}
    assert tree["unit"] == "万元"
    assert (await chart(budget, "sunburst", year=2025, unit="101"))["rows"][0][0] == "205"


async def test_the_csv_is_the_table(budget: Budget, published: None) -> None:
    tree = await chart(budget, "treemap", year=2025, region_code=CITY)
    told = await budget.as_().get(tree["csv"].removeprefix("/api/v1"))

    assert told.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert rows == [tree["columns"], *tree["rows"]]


async def test_years_are_drawn_in_prices_of_one_year_too(budget: Budget, published: None) -> None:
    lines = await chart(budget, "lines", region_code=CITY, prices_of=2024)
    assert [one["name"] for one in lines["option"]["series"]] == [
        "部门预算", "部门决算", "部门决算（2024年价格）",
    ]  # fmt: skip
    assert lines["rows"][0][-1] == lines["rows"][0][-2]
    assert lines["notes"][-1] == "没有2025年的价格指数，未折算。"
    refused = await budget.as_().get(f"{CHARTS}/lines", params={"prices_of": 1999})
    assert refused.json()["errors"][0]["code"] == "no_index"


async def test_regions_below_are_drawn_on_a_map_or_as_bars(budget: Budget, published: None) -> None:
    asked: dict[str, Any] = {"region_code": CITY, "year": 2025}
    on_map = await chart(budget, "map", **asked)
    assert [row[0] for row in on_map["rows"]] == ["431202"]
    assert on_map["option"]["series"][0]["map"] == CITY
    bars = await chart(budget, "map", bars="true", **asked)
    assert bars["option"]["series"][0]["type"] == "bar"
    nobody = await budget.as_().get(f"{CHARTS}/map", params={**asked, "per_head": True})
    assert (nobody.status_code, nobody.json()["title"]) == (404, "没有可以画图的数据。")


async def test_a_fund_is_drawn_from_its_budget_to_what_is_left(treasury: Treasury) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    province, city = node("region", "430000", "湖南省"), node("region", CITY, "怀化市")
    await treasury.allocate(
        fund_id, an_item(None, province, "1000.00"), an_item(province, city, "600.00")
    )
    sankey = await chart(treasury.budget, "sankey", fund_id=fund_id, year=2026)
    flow = await treasury.page(f"{FUNDS}/{fund_id}/flow", year=2026)

    assert {(row[0], row[1]): row[2] for row in sankey["rows"]} == {
        ("年度预算", "湖南省"): "1000.00", ("湖南省", "尚未分配"): "400.00",
        ("湖南省", "在途（下级尚未确认收到）"): "600.00",
    }  # fmt: skip
    drawn_keys = {one["name"] for one in sankey["option"]["series"][0]["data"]}
    assert drawn_keys <= {one["key"] for one in flow["nodes"]}
    assert "尚未分配" in await drawn(sankey["option"])


async def test_what_is_not_there_is_refused(budget: Budget) -> None:
    year, there = {"year": 2025}, {"year": 2025, "region_code": CITY}
    asked: dict[str, dict[str, Any]] = {
        "treemap": year, "sunburst": year, "lines": {}, "stack": {}, "map": there,
        "matrix": there, "pace": {**there, "key": "205"},
    }  # fmt: skip
    for kind, known in asked.items():
        told = await budget.as_().get(f"{CHARTS}/{kind}", params=known)
        assert told.status_code == 404, kind
        assert told.json()["type"].endswith("/nothing-to-draw"), kind
