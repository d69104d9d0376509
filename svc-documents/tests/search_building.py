"""Builders for the tests of search: documents entered, and what is found."""

from collections.abc import Sequence
from typing import Any

from documents_building import Documents, a_document, a_text

from svc_documents.domain.documents.documents import Document
from svc_documents.use_cases.documents.entering import enter_document


async def found(documents: Documents, q: str, **asked: Any) -> dict[str, Any]:
    """What a search answers."""
    return await listed(documents, q=q, **asked)


async def listed(documents: Documents, **asked: Any) -> dict[str, Any]:
    """What a list answers."""
    answer = await documents.as_().get("/documents", params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def titles(documents: Documents, q: str, **asked: Any) -> list[str]:
    """The titles a search answers, in order."""
    return [one["title"] for one in (await found(documents, q, **asked))["items"]]


async def entered(documents: Documents, title: str, body: str = "", **known: Any) -> Document:
    """A document with a text is entered."""
    return await documents.enter(a_document(title=title, **known), a_text(title, body or "正文。"))


async def entered_together(documents: Documents, many: Sequence[Document]) -> None:
    """Many documents without a text, in one work."""
    async with documents.bench.unit_of_work(documents.now) as work:
        for document in many:
            await enter_document(work, document, ())


async def all_pages(documents: Documents, **asked: Any) -> list[dict[str, Any]]:
    """The pages of a list from the first, or from a cursor, to the last."""
    pages = [await listed(documents, **asked)]
    while pages[-1]["next_cursor"]:
        pages.append(await listed(documents, **asked | {"cursor": pages[-1]["next_cursor"]}))
    return pages
