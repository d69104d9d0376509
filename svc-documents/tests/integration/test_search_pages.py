"""No page of an answer is too deep, and its total is what its pages hold."""

from datetime import date, timedelta
from typing import Any

import pytest
from documents_building import Documents, a_document
from search_building import all_pages, entered, entered_together

MANY = 260  # more than are ranked


@pytest.fixture
async def library(documents: Documents) -> Documents:
    """Many papers on one subject and some on another."""
    first = date(2020, 1, 1)
    await entered_together(
        documents,
        [
            a_document(title=f"停车管理{'补充' * (n % 7)}办法", issued_on=first + timedelta(n // 3))
            for n in range(MANY)
        ],
    )
    for n in range(12):
        await entered(documents, f"第{n}号道路规定", "停车管理应当公开。")
    return documents


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"q": "停车管理"}, MANY + 12),
        ({"q": "“停车管理”"}, MANY + 12),
        ({"q": "停车 管理", "sort": "-issued_on"}, MANY + 12),
        ({"q": "停车管理", "sort": "title"}, MANY + 12),
        ({"q": "停车管理", "sort": "-views"}, MANY + 12),
        ({"q": "管理"}, MANY + 12),
        ({"q": "停车管理", "year": "2020", "effect": "valid"}, MANY),
        ({}, MANY + 12),
    ],
    ids=["ranked", "phrase", "newest", "by title", "most read", "common word", "narrowed", "all"],
)
async def test_every_document_of_an_answer_is_on_exactly_one_page(
    library: Documents, asked: dict[str, Any], total: int
) -> None:
    pages = await all_pages(library, **asked, limit="37", count="true")

    items = [one for page in pages for one in page["items"]]
    assert {page["total"] for page in pages} == {total}
    assert [one["no"] for one in items] == list(range(1, total + 1))
    assert len({one["document_id"] for one in items}) == total


async def test_the_newest_of_an_answer_may_come_while_it_is_paged_and_none_is_shown_twice(
    library: Documents,
) -> None:
    asked = {"q": "停车管理", "sort": "-issued_on", "limit": "100"}
    first = (await library.as_().get("/documents", params=asked)).json()
    await entered(library, "停车管理新规定", issued_on=date(2026, 11, 1))

    rest = await all_pages(library, **asked, cursor=first["next_cursor"])

    ids = [one["document_id"] for page in (first, *rest) for one in page["items"]]
    assert len(ids) == len(set(ids)) == MANY + 12
