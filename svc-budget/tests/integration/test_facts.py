"""Sums of facts over HTTP, beside sums taken independently in Python."""

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from budget_building import Budget
from facts_building import Amount, publish, some_amounts

FACTS, PROVINCE = "/budget/facts", "430000"


@pytest.fixture
async def published(budget: Budget) -> list[Amount]:
    """Five departments over three years, a subordinate unit, a city's department."""
    chance = random.Random(4)  # noqa: S311 - the same figures every time
    held: list[Amount] = []
    for year in (2023, 2024, 2025):
        for number in range(1, 6):
            amounts = some_amounts(chance, f"43000{number}", PROVINCE, year)
            await publish(budget, amounts)
            held += amounts
    await publish(budget, some_amounts(chance, "430001-1", PROVINCE, 2025), parent="430001")
    city = some_amounts(chance, "431201", "431200", 2025)
    await publish(budget, city)
    return held + city


async def asked(budget: Budget, **known: Any) -> dict[str, Any]:
    answer = await budget.as_().get(FACTS, params=known)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def summed(
    amounts: list[Amount], key: Callable[[Amount], Any], column: str = "合计"
) -> dict[Any, str]:
    sums: dict[Any, int] = defaultdict(int)
    for one in amounts:
        if one.column == column:
            sums[key(one)] += one.fen
    return {name: f"{fen // 100}.{fen % 100:02d}" for name, fen in sums.items()}


@pytest.mark.parametrize(
    ("group_by", "known", "kept", "key"),
    [
        (["year"], {}, lambda _: True, lambda one: (one.year,)),
        (["region", "year"], {}, lambda _: True, lambda one: (one.region, one.year)),
        (["code"], {"year": 2025}, lambda one: one.year == 2025, lambda one: (one.code[:3],)),
        (["code"], {"level": 7, "region_code": PROVINCE}, lambda one: one.region == PROVINCE,
         lambda one: (one.code,)),
        (["year", "code"], {"level": 5, "function": "205"},
         lambda one: one.code.startswith("205"), lambda one: (one.year, one.code[:5])),
        (["unit"], {"year": 2024}, lambda one: one.year == 2024, lambda one: (one.unit,)),
        (["unit", "year"], {}, lambda _: True, lambda one: (one.unit, one.year)),
        (["unit", "code"], {"year": 2025, "level": 7}, lambda one: one.year == 2025,
         lambda one: (one.unit, one.code)),
        (["year", "code"], {"unit": "430002"}, lambda one: one.unit == "430002",
         lambda one: (one.year, one.code[:3])),
    ],
)  # fmt: skip
async def test_sums_are_those_taken_one_by_one(
    budget: Budget, published: list[Amount], group_by: list[str], known: dict[str, Any],
    kept: Callable[[Amount], bool], key: Callable[[Amount], Any],
) -> None:  # fmt: skip
    told = await asked(budget, group_by=group_by, **known)

    held = [one for one in published if kept(one)]
    found = {tuple(row[name] for name in group_by): row["amount"] for row in told["items"]}
    assert found == summed(held, key)
    assert told["total"] == summed(held, lambda _: ())[()]


async def test_a_column_is_chosen_by_what_it_means(budget: Budget, published: list[Amount]) -> None:
    told = await asked(budget, group_by="year", expenditure="项目支出")

    assert told["summed"]["column"] == "项目支出"
    found = {row["year"]: row["amount"] for row in told["items"]}
    assert found == summed(published, lambda one: one.year, "项目支出")


async def test_by_columns_the_total_is_that_of_one_of_them(
    budget: Budget, published: list[Amount]
) -> None:
    told = await asked(budget, group_by="column")

    assert {row["column"] for row in told["items"]} == {"合计", "基本支出", "项目支出"}
    assert told["total"] == summed(published, lambda _: ())[()]


async def test_subtotals_contain_what_stands_below_them(
    budget: Budget, published: list[Amount]
) -> None:
    told = await asked(budget, group_by=["year", "code"], rollup=True)

    years = {row["year"]: row["amount"] for row in told["items"] if row["subtotal"]}
    assert years.pop(None) == told["total"]
    assert years == summed(published, lambda one: one.year)


async def test_a_former_snapshot_stays_as_it_was(budget: Budget) -> None:
    first = [Amount("430001", PROVINCE, 2025, "2050101", "合计", 100)]
    former = await publish(budget, first)
    newest = await publish(budget, [first[0]._replace(fen=170)])

    then = await asked(budget, year=2025, snapshot=former, group_by="code")
    now = await asked(budget, year=2025, group_by="code")

    assert (then["snapshot"], then["total"]) == (former, "1.00")
    assert (now["snapshot"], now["total"]) == (newest, "1.70")
    assert (await budget.as_().get(FACTS, params={"snapshot": 99, "year": 2025})).status_code == 404


async def test_too_much_at_once_is_refused_with_what_to_do(
    budget: Budget, published: list[Amount]
) -> None:
    refused = await budget.as_().get(FACTS, params={"group_by": ["unit", "code"]})

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("/facts-too-broad")
    assert "year" in refused.json()["detail"]


async def test_2011_and_now_stand_side_by_side_under_their_own_names(budget: Budget) -> None:
    then = [
        Amount("430001", PROVINCE, 2011, "2100101", "合计", 500),
        Amount("430001", PROVINCE, 2011, "2011701", "合计", 300),
    ]
    await publish(budget, then)
    await publish(budget, [then[0]._replace(year=2025, fen=900)])

    answer = await budget.as_().get(
        "/budget/compare", params={"column": ["final:2011", "final:2025"], "level": 5}
    )
    rows = {row["code"]: row for row in answer.json()["items"]}
    by_class = await budget.as_().get(
        "/budget/compare", params={"column": ["final:2011", "final:2025"]}
    )

    of_2011 = await asked(budget, year=2011, group_by="code", level=5)
    named = {one["code"]: one["title"] for one in of_2011["items"]}

    assert answer.status_code == 200, answer.text
    assert named["20117"] == rows["20117"]["names"][0] == "质量技术监督与检验检疫事务"
    assert rows["21001"]["amounts"] == ["5.00", "9.00"]
    assert rows["20117"]["amounts"] == ["3.00", None]
    assert (rows["20117"]["retired_after"], rows["20117"]["successors"]) == (2018, ["20138"])
    health = next(one for one in by_class.json()["items"] if one["code"] == "210")
    assert health["names"][0] != health["names"][1]
    assert health["change"] == "4.00"
