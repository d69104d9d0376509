"""What stands around the figures: columns, search, glossary, tables, snapshots."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from submissions_building import EDUCATION, YEAR, Desk, a_book, a_table

from svc_budget.use_cases.exports.exporting import make_next

UNIT = "jyj"


async def page(desk: Desk, path: str, **asked: Any) -> dict[str, Any]:
    """What anybody reads."""
    told = await desk.client().get(f"/budget/{path}", params=asked)
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


@pytest.fixture
async def published(desk: Desk) -> dict[str, Any]:
    """A book with two codes, one of them of a code that is not used any more."""
    table = a_table("T5", {"2050201": {"合计": 1_234_50}, "2050202": {"合计": 65_50}})
    return await desk.published(a_book(table))


async def test_columns_say_how_much_is_public(desk: Desk, published: dict[str, Any]) -> None:
    found = {one["key"]: one["published"] for one in (await page(desk, "columns"))["items"]}
    assert list(found)[:3] == ["reports", "execution", "departments"]
    assert (found["departments"], found["special-funds"], found["history"]) == (1, 0, 1)


async def test_words_find_units_tables_codes_and_terms(
    desk: Desk, published: dict[str, Any]
) -> None:
    first = (await page(desk, "search", q="教育局"))["items"][0]
    assert (first["kind"], first["id"]) == ("unit", UNIT)
    kinds = {
        one["kind"] for one in (await page(desk, "search", q="一般公共预算", limit=100))["items"]
    }
    assert {"table", "term"} <= kinds
    code = (await page(desk, "search", q="2050201"))["items"][0]
    assert (code["kind"], code["title"]) == ("code", "学前教育")
    retired = (await page(desk, "search", q="2011701"))["items"][0]
    assert "用到2018年" in retired["about"]
    term = (await page(desk, "search", q="三公"))["items"]
    assert "“三公”经费" in [one["title"] for one in term]
    table = next(
        one for one in (await page(desk, "search", q="支出决算"))["items"] if one["kind"] == "table"
    )
    shown = await desk.client().get(table["href"].removeprefix("/api/v1"))
    assert shown.status_code == 200


async def test_the_glossary_explains_with_its_source(desk: Desk) -> None:
    (found,) = (await page(desk, "glossary", q="预备费"))["items"]
    assert "百分之一至百分之三" in found["means"]
    assert found["source"] == "预算法第四十条"
    assert len((await page(desk, "glossary"))["items"]) >= 40


async def test_a_published_table_is_shown_cell_by_cell(
    desk: Desk, published: dict[str, Any]
) -> None:
    path = f"tables/{published['submission_id']}/T5"
    table = await page(desk, path)
    cell = table["rows"][0]["cells"][0]
    assert (cell["raw"], cell["amount"], cell["address"]) == ("1234.50", "1234.50", "C6")
    first = await page(desk, path, limit=1)
    assert (len(first["rows"]), first["total_rows"], first["next_row"]) == (1, 2, 1)
    missing = await desk.client().get(f"/budget/tables/{published['submission_id']}/T9")
    assert missing.status_code == 404


async def test_a_draft_is_shown_to_nobody(desk: Desk) -> None:
    draft = await desk.uploaded()
    told = await desk.client(EDUCATION).get(f"/budget/tables/{draft['submission_id']}/T5")
    assert told.status_code == 404
    assert told.json()["type"].endswith("/published-table-not-found")


async def test_page_sums_and_downloads_of_one_snapshot_agree_to_the_cent(
    desk: Desk, published: dict[str, Any]
) -> None:
    number = published["published_as"]
    snapshot = await page(desk, f"snapshots/{number}")
    assert (snapshot["books"], snapshot["unit_code"]) == (1, UNIT)
    table = await page(desk, f"tables/{snapshot['submission_id']}/T5")
    on_page = sum(
        cents(cell["amount"])
        for row in table["rows"] for cell in row["cells"] if cell["column"] == "合计"
    )  # fmt: skip
    facts = await page(
        desk, "facts", snapshot=number, unit=UNIT, year=YEAR, table="T5", group_by="code", level=7
    )
    assert cents(facts["total"]) == on_page
    assert on_page == 1_300_00
    rows = await downloaded(desk, number)
    assert sum(cents(one["金额（元）"]) for one in rows if one["是否末级"] == "1") == on_page


def cents(amount: str) -> int:
    """Yuan with two decimals in fen."""
    return int(Decimal(amount) * 100)


async def downloaded(desk: Desk, snapshot: int) -> list[dict[str, str]]:
    """The rows of a snapshot's CSV."""
    asked = {"form": "csv", "snapshot": snapshot, "year": YEAR, "unit": UNIT}
    job = await desk.client().post("/budget/exports", json=asked)
    assert job.is_success, job.text
    budget = desk.budget
    while await make_next(lambda: budget.bench.unit_of_work(budget.now), budget.app.state.office):
        pass
    told = await desk.client().get(f"/budget/exports/{job.json()['export_id']}/file")
    return list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
