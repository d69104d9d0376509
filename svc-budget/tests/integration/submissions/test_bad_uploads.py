"""Files that are no good, uploaded as people upload them: each refused, nothing half written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
import pytest
from budget_building import REGION, staff
from kept_building import kept
from real_books_building import EDUCATION_OFFICE, some_books, upload
from samples_building import SEED, shipped_forms
from submissions_building import EDUCATION, FINANCE, SUBMISSIONS, YEAR, Desk, a_unit
from workbook_files_building import (
    a_bomb,
    a_lying_bomb,
    a_protected_xls,
    a_protected_xlsx,
    a_wide_xlsx,
)
from xls_writing import xls

from shared.identity import Caller
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.runs import Made, Order, made
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import UnitKind
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.storage.units import units
from svc_budget.use_cases.submissions.slow_reading import read_next

SHEET = Grid("表五", (("支出决算表",), (1,)))
NEIGHBOUR = SampleUnit("jyj", "怀化市洪江市教育局", "县")
DISTRICT = SampleUnit("431202-zf", "怀化市鹤城区", "县")
OTHER_DISTRICT = SampleUnit("431281-zf", "怀化市洪江市", "县")


@cache
def _own() -> Made:
    return some_books()[Book.FINAL]


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _overwritten(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + b"\0" * 2000 + content[middle + 2000 :]


def _of(unit: SampleUnit, year: int = YEAR) -> bytes:
    return written(some_books(unit=unit, year=year)[Book.FINAL].drafts)


def _of_government(unit: SampleUnit) -> bytes:
    order = Order((), (YEAR,), SEED, governments=(unit,))
    return written(next(one.drafts for one in made(shipped_forms(), order)
                        if one.book.book is Book.GOVERNMENT_FINAL))  # fmt: skip


@dataclass(frozen=True)
class Bad:
    """A bad file, and what is said of it."""

    content: Callable[[], bytes]
    status: int
    problem: str
    said: str


BAD = {
    "a password, xls": Bad(lambda: a_protected_xls(SHEET), 422, "file-protected", "取消打开密码"),
    "a password, xlsx": Bad(a_protected_xlsx, 422, "file-protected", "取消打开密码"),
    "cut, xlsx": Bad(lambda: _half(written(_own().drafts)), 415, "file-incomplete", "另存一份"),
    "cut, xls": Bad(lambda: _half(xls(_own().drafts)), 415, "file-incomplete", "另存一份"),
    "damaged": Bad(
        lambda: _overwritten(written(_own().drafts)), 422, "workbook-corrupt", "能正常打开"
    ),
    "a bomb": Bad(a_bomb, 422, "archive-too-dense", "200 MiB"),
    "a bomb that lies": Bad(a_lying_bomb, 422, "workbook-corrupt", "能正常打开"),
    "6 million cells": Bad(
        lambda: a_wide_xlsx("A1", "CV60000"), 422, "too-many-cells", "5000000 个单元格"
    ),
    "another unit's": Bad(
        lambda: _of(SampleUnit("wjj", "怀化市鹤城区卫生健康局", "县")), 422,
        "workbook-of-another-unit", "卫生健康局",
    ),
    "another region's": Bad(
        lambda: _of(NEIGHBOUR), 422, "workbook-of-another-unit", "怀化市洪江市教育局"
    ),
    "another year's": Bad(
        lambda: _of(EDUCATION_OFFICE, 2023), 422, "workbook-of-another-year", "2023 年"
    ),
}  # fmt: skip


def _is_problem(answer: httpx2.Response, status: int, problem: str) -> dict[str, Any]:
    """The problem document, in Chinese, that says what to do."""
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (answer.status_code, told["type"].rpartition("/")[2]) == (status, problem), told
    assert "请" in told["detail"]
    return told


async def _upload(
    desk: Desk, content: bytes, caller: Caller = EDUCATION, **known: str
) -> httpx2.Response:
    files = {"file": ("决算.xlsx", content, "application/octet-stream")}
    data = {"unit": "jyj", "year": str(YEAR), "book": "final"} | known
    return await desk.client(caller).post(SUBMISSIONS, data=data, files=files)


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_file_is_refused_and_what_was_there_stays_to_the_last_row(
    real: Desk, name: str
) -> None:
    real.budget.app.state.office.patience = 60
    await upload(real, _own())
    before = await kept(real.budget)
    bad = BAD[name]

    refused = await _upload(real, bad.content())

    assert bad.said in _is_problem(refused, bad.status, bad.problem)["detail"]
    assert await kept(real.budget) == before


@pytest.mark.parametrize("caller", [staff(organ="jyj", region="431281"), staff(organ="hjczj")])
async def test_a_unit_of_another_region_is_not_found_by_who_uploads(
    real: Desk, caller: Caller
) -> None:
    async with real.budget.bench.unit_of_work(real.budget.now) as work:
        await units.put(work, [a_unit("hj-jyj", NEIGHBOUR.name, region_code="431281")])
    before = await kept(real.budget)

    refused = await _upload(real, _of(NEIGHBOUR), caller, unit="hj-jyj")

    _is_problem(refused, 404, "unit-not-found")
    assert await kept(real.budget) == before


async def test_a_government_uploads_its_own_book_and_no_other_regions(real: Desk) -> None:
    async with real.budget.bench.unit_of_work(real.budget.now) as work:
        own = a_unit(DISTRICT.code, "怀化市鹤城区人民政府", kind=UnitKind.GOVERNMENT,
                     region_code=REGION)  # fmt: skip
        await units.put(work, [own])
    known = {"unit": DISTRICT.code, "book": "government_final"}
    before = await kept(real.budget)

    refused = await _upload(real, _of_government(OTHER_DISTRICT), FINANCE, **known)
    assert "洪江市" in _is_problem(refused, 422, "workbook-of-another-unit")["detail"]
    assert await kept(real.budget) == before

    taken = await _upload(real, _of_government(DISTRICT), FINANCE, **known)
    assert taken.status_code == 201, taken.text


async def test_a_bad_file_that_takes_long_leaves_a_draft_that_says_why_and_nothing_else(
    real: Desk,
) -> None:
    office = real.budget.app.state.office
    office.patience = 0
    taken = await _upload(real, a_wide_xlsx("A1", "CV60000"))
    assert taken.status_code == 202
    assert await read_next(real.budget.bench.unit_of_work, office)

    shown = (await real.client().get(f"{SUBMISSIONS}/{taken.json()['submission_id']}")).json()
    fault = shown["progress"]["fault"]
    assert (shown["state"], fault["type"]) == ("draft", "too-many-cells")
    assert "请" in fault["detail"]
    for table in ("sheet", "receipt", "issue", "fact"):
        assert await real.budget.pool.fetchval(f"SELECT count(*) FROM {table}") == 0
