"""Real files through the whole pipeline: read, recognised, checked, published, marked."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from real_books_building import Write, explained, some_books, upload
from submissions_building import EDUCATION, SUBMISSIONS, YEAR, Desk
from xls_writing import html, xls

from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.templates.templates import Book
from svc_budget.use_cases.submissions.slow_reading import read_next

RED, ORANGE = "FFFF9C9C", "FFFFC56B"


@pytest.mark.parametrize(
    ("write", "name"), [(written, "决算.xlsx"), (xls, "决算.xls"), (html, "决算.xls")]
)
@pytest.mark.parametrize("book", [Book.FINAL, Book.BUDGET])
async def test_a_clean_book_of_any_form_is_published(
    real: Desk, write: Write, name: str, book: Book
) -> None:
    sample = some_books(messy=write is not html)[book]
    answer = await upload(real, sample, write, name)
    one = answer.json()

    assert (answer.status_code, one["errors"]) == (201, 0), one
    await explained(real, one)
    await real.done(one["submission_id"], "approve")
    assert (await real.done(one["submission_id"], "publish"))["published_as"] == 1


async def test_the_figures_of_a_book_are_its_facts(real: Desk) -> None:
    sample = some_books()[Book.FINAL]
    one = (await upload(real, sample)).json()
    await real.done((await explained(real, one))["submission_id"], "approve")

    rows = await real.budget.pool.fetch("SELECT table_code, sheet, cell FROM fact")
    stands = {(draft.name, draft.address_of(place)): place for draft in sample.drafts
              for place in draft.places}  # fmt: skip
    assert {(row["sheet"], row["cell"]) for row in rows} <= set(stands)
    tables = {
        row["code"] for row in await real.budget.pool.fetch("SELECT table_code AS code FROM fact")
    }
    assert {f"T{number}" for number in range(1, 8)} <= tables


async def test_a_fault_is_found_at_its_cell_and_marked_in_the_uploaders_workbook(
    real: Desk,
) -> None:
    sample = some_books("F21")[Book.FINAL]
    (planted,) = sample.planted
    one = (await upload(real, sample)).json()
    path = f"{SUBMISSIONS}/{one['submission_id']}"
    issues = (await real.client().get(f"{path}/issues", params={"rule": "F21"})).json()["items"]

    found = {(cell["sheet"], cell["address"]) for each in issues for cell in each["left"]}
    found |= {(cell["sheet"], cell["address"]) for each in issues for cell in each["right"]}
    assert found & set(sample.where(planted))
    answer = await real.client().get(f"{path}/annotated")
    marked = openpyxl.load_workbook(BytesIO(answer.content))
    sheet, address = next(iter(found))
    assert marked[sheet][address].fill.fgColor.rgb in {RED, ORANGE}
    assert "F21" in marked[sheet][address].comment.text


@pytest.mark.parametrize("write", [xls, html])
async def test_older_forms_come_back_marked_as_xlsx(real: Desk, write: Write) -> None:
    sample = some_books("F21")[Book.FINAL]
    one = (await upload(real, sample, write, "决算.xls")).json()
    answer = await real.client().get(f"{SUBMISSIONS}/{one['submission_id']}/annotated")

    marked = openpyxl.load_workbook(BytesIO(answer.content))
    comments = [
        cell.comment.text for sheet in marked for row in sheet for cell in row if cell.comment
    ]
    assert any("F21" in text for text in comments)
    assert ".xlsx" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        ({"unit": "jyj-01"}, "workbook-of-another-unit"),
        ({"year": "2024"}, "workbook-of-another-year"),
        ({"book": "budget"}, "workbook-of-another-kind"),
    ],
)
async def test_a_book_uploaded_as_another_is_refused(
    real: Desk, known: dict[str, Any], problem: str
) -> None:
    answer = await upload(real, some_books()[Book.FINAL], **known)

    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, problem)
    assert answer.json()["found"]


async def test_what_was_published_the_year_before_is_compared_with(real: Desk) -> None:
    before = some_books(year=YEAR - 1)[Book.FINAL]
    one = await explained(real, (await upload(real, before)).json())
    await real.done(one["submission_id"], "approve")
    await real.done(one["submission_id"], "publish")
    this = (await upload(real, some_books()[Book.FINAL])).json()

    path = f"{SUBMISSIONS}/{this['submission_id']}/receipts"
    receipts = {each["rule"]: each for each in (await real.client().get(path)).json()["items"]}
    assert receipts["F33"]["outcome"] == "pass"


async def test_a_book_that_takes_longer_comes_to_the_same(real: Desk) -> None:
    office = real.budget.app.state.office
    sample = some_books()[Book.FINAL]
    office.patience = 0
    slow = await upload(real, sample)
    assert slow.status_code == 202
    assert await read_next(real.budget.bench.unit_of_work, office)
    office.patience = 60
    read = await real.client(EDUCATION).get(f"{SUBMISSIONS}/{slow.json()['submission_id']}")
    again = (await upload(real, sample)).json()

    same = ("state", "outcomes", "errors", "warnings", "file")
    assert {name: again[name] for name in same} == {name: read.json()[name] for name in same}
