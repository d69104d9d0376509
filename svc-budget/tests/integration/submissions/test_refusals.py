"""What is refused when a workbook is uploaded, each with its reason in Chinese."""

from typing import Any

import pytest
from submissions_building import EDUCATION, SUBMISSIONS, Desk, a_book

from svc_budget.domain.workbooks.books import RecognisedBook

NOTHING = RecognisedBook(tables={}, unknown_sheets=("通讯录",))


@pytest.mark.parametrize(
    ("book", "problem", "said"),
    [
        (a_book(unit_name="怀化市鹤城区卫生健康局"), "workbook-of-another-unit", "卫生健康局"),
        (a_book(years_named=(2019,)), "workbook-of-another-year", "2019 年"),
        (NOTHING, "no-table-recognised", "通讯录"),
    ],
)
async def test_a_workbook_that_is_another_is_refused_and_nothing_is_kept(
    desk: Desk, book: RecognisedBook, problem: str, said: str
) -> None:
    desk.examined.book = book
    refused = await desk.upload()

    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (422, problem)
    assert said in refused.json()["detail"]
    assert await desk.budget.pool.fetchval("SELECT count(*) FROM submission") == 0


@pytest.mark.parametrize(
    ("known", "status", "problem"),
    [
        ({"unit": "xxx"}, 404, "unit-not-found"),
        ({"book": "government_final"}, 422, "book-not-of-this-unit"),
        ({"book": "account"}, 422, "invalid"),
        ({"year": "25"}, 422, "invalid"),
    ],
)
async def test_what_is_wrong_in_the_form_is_named(
    desk: Desk, known: dict[str, Any], status: int, problem: str
) -> None:
    refused = await desk.upload(**known)

    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (status, problem)


@pytest.mark.parametrize(
    ("content", "status", "problem"),
    [
        (b"", 422, "file-empty"),
        (b"%PDF-1.7 whatever", 415, "file-type-refused"),
        (b"PK\x03\x04" + b"\0" * 40, 415, "file-incomplete"),
    ],
)
async def test_what_is_no_workbook_is_refused(
    desk: Desk, content: bytes, status: int, problem: str
) -> None:
    files = {"file": ("决算.xlsx", content, "application/octet-stream")}
    data = {"unit": "jyj", "year": "2025", "book": "final"}
    refused = await desk.client(EDUCATION).post(SUBMISSIONS, data=data, files=files)

    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (status, problem)


async def test_a_refused_file_leaves_the_version_before_it_as_it_was(desk: Desk) -> None:
    one = await desk.uploaded()
    desk.examined.book = a_book(years_named=(2019,))
    await desk.upload()

    kept = (await desk.client().get(f"{SUBMISSIONS}/{one['submission_id']}")).json()
    assert (kept["file"], kept["state"]) == (one["file"], "checked")
