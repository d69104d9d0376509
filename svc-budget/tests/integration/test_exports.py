"""Downloads of facts: all forms of one snapshot say the same."""

import csv
import io
import json
import random
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from budget_building import Budget
from facts_building import Amount, publish, some_amounts
from frictionless import Package
from real_books_building import explained, some_books, upload
from submissions_building import Desk

from shared.sheets import FORMULA
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.templates.templates import Book
from svc_budget.use_cases.exports.exporting import make_next
from svc_budget.use_cases.office import Office

UNIT = {"csv": "预算单位", "fdp": "unit_name"}
AMOUNT = {"csv": "金额（元）", "fdp": "amount"}
LIKE_FORMULAS = (("=", "学前教育"), ("+", "初中教育"), ("-", "高中教育"), ("@", "行政运行"))
EXPORTS, PROVINCE = "/budget/exports", "430000"


@pytest.fixture
async def province(budget: Budget) -> Budget:
    """Three departments over two years."""
    chance = random.Random(9)  # noqa: S311 - the same figures every time
    for year in (2024, 2025):
        for number in range(1, 4):
            await publish(budget, some_amounts(chance, f"43000{number}", PROVINCE, year))
    return budget


async def made(budget: Budget, **body: Any) -> dict[str, Any]:
    asked = await budget.as_().post(EXPORTS, json=body)
    assert asked.status_code == 202, asked.text
    office: Office = budget.app.state.office
    while await make_next(lambda: budget.bench.unit_of_work(budget.now), office):
        pass
    shown: dict[str, Any] = (
        await budget.as_().get(f"{EXPORTS}/{asked.json()['export_id']}")
    ).json()
    assert (shown["state"], shown["done"]) == ("done", shown["rows"])
    return shown


async def content(budget: Budget, export: dict[str, Any]) -> bytes:
    answer = await budget.as_().get(f"{EXPORTS}/{export['export_id']}/file")
    assert answer.is_success, answer.text
    return bytes(answer.content)


def total_of(rows: list[dict[str, Any]], column: str = "amount", leaf: str = "leaf") -> Decimal:
    return sum((Decimal(str(row[column])) for row in rows if str(row[leaf]) == "1"), Decimal(0))


async def test_page_interface_and_every_form_of_download_agree_to_the_cent(
    province: Budget, tmp_path: Path
) -> None:
    client = province.as_()
    sums = (await client.get("/budget/facts", params={"group_by": "column"})).json()
    told = sum(Decimal(one["amount"]) for one in sums["items"])

    plain = await made(province, form="csv")
    text = (await content(province, plain)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert total_of(rows, "金额（元）", "是否末级") == told
    assert len(rows) == plain["rows"]

    book = openpyxl.load_workbook(
        io.BytesIO(await content(province, await made(province, form="xlsx")))
    )
    sheet = book.active
    assert sheet is not None
    heading, *cells = sheet.iter_rows(values_only=True)
    held = [dict(zip(map(str, heading), one, strict=True)) for one in cells]
    assert total_of(held, "金额（元）", "是否末级").quantize(Decimal("0.01")) == told

    packed = await made(province, form="fdp")
    with zipfile.ZipFile(io.BytesIO(await content(province, packed))) as archive:
        archive.extractall(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert descriptor.pop("profile") == "fiscal-data-package"  # its schema is fetched from afar
    report = Package.from_descriptor(descriptor, basepath=str(tmp_path)).validate()
    assert report.valid, report.flatten(["type", "message"])
    inside = (tmp_path / "facts.csv").read_text("utf-8")
    assert total_of(list(csv.DictReader(io.StringIO(inside)))) == told
    assert plain["snapshot"] == packed["snapshot"] == sums["snapshot"]


async def test_a_former_snapshot_is_downloaded_as_it_was(budget: Budget) -> None:
    first = Amount("430001", PROVINCE, 2025, "2050101", "合计", 100)
    former = await publish(budget, [first])
    await publish(budget, [first._replace(fen=-170)])

    then = await amounts(budget, snapshot=former)
    now = await amounts(budget)

    assert (then, now) == ({"1.00"}, {"-1.70"})


async def amounts(budget: Budget, **body: Any) -> set[str]:
    text = (await content(budget, await made(budget, form="csv", **body))).decode("utf-8-sig")
    return {row["金额（元）"] for row in csv.DictReader(io.StringIO(text))}


async def rows_of(budget: Budget, form: str) -> list[dict[str, str]]:
    """The rows of a download, by its own headings."""
    told = await content(budget, await made(budget, form=form))
    if form == "fdp":
        with zipfile.ZipFile(io.BytesIO(told)) as archive:
            told = archive.read("facts.csv")
    return list(csv.DictReader(io.StringIO(told.decode("utf-8-sig"), newline="")))


def like_formulas(draft: Draft) -> Draft:
    """The sheet with some labels that begin as formulas do."""
    for row, cells in enumerate(draft.rows):
        for column, cell in enumerate(cells):
            for first, label in LIKE_FORMULAS:
                if cell == label:
                    draft = draft.with_cell((row, column), f"{first}{label}")
    return draft


async def test_the_same_wish_gives_the_same_file_and_another_snapshot_another(
    province: Budget,
) -> None:
    body = {"form": "csv", "years": [2025, 2024, 2025]}
    one = await made(province, **body)
    again = await made(province, **body | {"years": [2024, 2025]})
    await publish(province, [Amount("430009", PROVINCE, 2025, "2050101", "合计", 1)])
    later = await made(province, **body)

    assert one["export_id"] == again["export_id"] != later["export_id"]
    assert later["rows"] > one["rows"]


async def test_a_broken_download_goes_on_where_it_broke(province: Budget) -> None:
    export = await made(province, form="csv", unit="430001")
    whole = await content(province, export)
    path = f"{EXPORTS}/{export['export_id']}/file"

    rest = await province.as_(Range="bytes=100-").get(path)
    beyond = await province.as_(Range=f"bytes={len(whole)}-").get(path)

    assert (rest.status_code, rest.content) == (206, whole[100:])
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert (beyond.status_code, beyond.content) == (200, whole)


@pytest.mark.parametrize("form", ["csv", "fdp"])
async def test_a_name_that_begins_like_a_formula_is_text(budget: Budget, form: str) -> None:
    names = [f"{first}1+1" for first in FORMULA]
    for name in names:
        await publish(budget, [Amount(name, PROVINCE, 2025, "2050101", "合计", -100)])

    rows = await rows_of(budget, form)

    assert {row[UNIT[form]] for row in rows} == {f"'{name}" for name in names}
    assert {row[AMOUNT[form]] for row in rows} == {"-1.00"}


async def test_labels_of_an_uploaded_workbook_are_text_in_what_is_downloaded(real: Desk) -> None:
    own = some_books()[Book.FINAL]
    drafts = tuple(like_formulas(draft) for draft in own.drafts)
    one = (await upload(real, replace(own, drafts=drafts))).json()
    assert one["errors"] == 0, one
    await real.done((await explained(real, one))["submission_id"], "approve")
    await real.done(one["submission_id"], "publish")

    rows = await rows_of(real.budget, "csv")

    said = {cell for row in rows for name, cell in row.items() if name != AMOUNT["csv"]}
    assert not [cell for cell in said if cell.startswith(FORMULA)]
    assert {f"'{first}{label}" for first, label in LIKE_FORMULAS} <= said


async def test_what_is_not_ready_or_not_there_is_refused(province: Budget) -> None:
    client = province.as_()
    asked = (await client.post(EXPORTS, json={"form": "csv"})).json()

    early = await client.get(f"{EXPORTS}/{asked['export_id']}/file")
    unknown = await client.get(f"{EXPORTS}/{asked['export_id'][:-4]}0000")
    future = await client.post(EXPORTS, json={"form": "csv", "snapshot": 999})

    assert (early.status_code, early.json()["type"].rsplit("/", 1)[1]) == (409, "export-not-ready")
    assert unknown.status_code == 404
    assert future.status_code == 404
