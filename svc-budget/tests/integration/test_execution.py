"""Monthly execution over HTTP: published, corrected, read as a series."""

import asyncio
from typing import Any

import httpx2
import pytest
from budget_building import REGION, Budget, id_of, staff

from svc_budget.storage.directory import Organ
from svc_budget.use_cases.directory import keep_organ

REPORTS = "/budget/execution/reports"


@pytest.fixture
async def finances(budget: Budget) -> Budget:
    """The service knows the finance department, and another."""
    organs = (("czj", "怀化市鹤城区财政局"), ("jyj", "怀化市鹤城区教育局"))
    async with budget.bench.unit_of_work(budget.now) as work:
        for code, name in organs:
            await keep_organ(work, Organ(id_of("organ", code), code, name, "", REGION))
    return budget


def a_line(cumulative: str, **known: Any) -> dict[str, Any]:
    return {"side": "支出", "key": "205", "label": "教育支出", "cumulative": cumulative} | known


async def publish(
    finances: Budget, month: int, *lines: dict[str, Any], organ: str = "czj", **known: Any
) -> httpx2.Response:
    body = {"year": 2026, "month": month, "lines": list(lines)} | known
    return await finances.as_(staff(organ=organ)).post(REPORTS, json=body)


async def test_a_year_reads_month_by_month_against_budget_and_pace(finances: Budget) -> None:
    await publish(finances, 1, a_line("300.00"), year=2025)
    await publish(finances, 1, a_line("360.00", budget="4800.00"))
    await publish(finances, 2, a_line("800.00", budget="4800.00"))

    asked: dict[str, Any] = {"region_code": REGION, "year": 2026}
    (line,) = (await finances.as_().get("/budget/execution", params=asked)).json()["items"]

    january, february = line["points"]
    assert (january["of_month"], january["year_on_year"]) == ("360.00", "20.00")
    assert (february["of_month"], february["percent"], february["pace"]) == (
        "440.00", "16.67", "16.67",
    )  # fmt: skip


async def test_a_sum_that_falls_needs_its_reason_and_shows_it(finances: Budget) -> None:
    await publish(finances, 1, a_line("300.00"))

    refused = await publish(finances, 2, a_line("299.99"))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/lines/0/reason"

    told = await publish(finances, 2, a_line("299.99", reason="收回上月多拨的资金"))
    assert told.status_code == 201
    asked: dict[str, Any] = {"region_code": REGION, "year": 2026}
    (line,) = (await finances.as_().get("/budget/execution", params=asked)).json()["items"]
    assert line["points"][1]["reason"] == "收回上月多拨的资金"


async def test_a_correction_says_why_and_what_was_stays_readable(finances: Budget) -> None:
    first = (await publish(finances, 1, a_line("300.00"))).json()

    silent = await publish(finances, 1, a_line("310.00"))
    assert (silent.status_code, silent.json()["report_id"]) == (409, first["report_id"])
    second = await publish(finances, 1, a_line("310.00"), correction_reason="漏计一笔")

    assert second.json()["version"] == 2
    former = (await finances.as_().get(f"{REPORTS}/{first['report_id']}")).json()
    assert (former["superseded"], former["lines"][0]["cumulative"]) == (True, "300.00")
    assert [one["version"] for one in former["versions"]] == [2, 1]
    (told,) = await finances.told("budget.execution.corrected.v1")
    assert told["reason"] == "漏计一笔"


async def test_of_two_who_publish_one_month_one_is_asked_for_a_reason(finances: Budget) -> None:
    answers = await asyncio.gather(*(publish(finances, 1, a_line("1.00")) for _ in range(4)))

    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


async def test_only_the_finance_department_speaks_for_the_region(finances: Budget) -> None:
    refused = await publish(finances, 1, a_line("1.00"), organ="jyj")

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("/not-the-finance-department")


@pytest.mark.parametrize(
    ("known", "pointer"),
    [
        ({"month": 12}, "#/month"),
        ({"lines": [a_line("1.00"), a_line("2.00")]}, "#/lines/1/key"),
        ({"lines": [a_line("1.005")]}, "#/lines/0/cumulative"),
        ({"lines": [a_line("1e400000000")]}, "#/lines/0/cumulative"),
        ({"lines": []}, "#/lines"),
    ],
)
async def test_what_is_wrong_in_a_month_is_named(
    finances: Budget, known: dict[str, Any], pointer: str
) -> None:
    body = {"year": 2026, "month": 1, "lines": [a_line("1.00")]} | known
    refused = await finances.as_(staff()).post(REPORTS, json=body)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_months_are_listed_the_newest_first(finances: Budget) -> None:
    for month in (1, 2, 3):
        await publish(finances, month, a_line(f"{month}.00"))
    client = finances.as_()

    page = (await client.get(REPORTS, params={"limit": 2, "count": True})).json()
    rest = (await client.get(REPORTS, params={"limit": 2, "cursor": page["next_cursor"]})).json()

    assert page["total"] == 3
    assert [one["month"] for one in page["items"] + rest["items"]] == [3, 2, 1]
