"""Articles that are repealed, amended or suspended stand in the text, when there is one."""

from datetime import date
from typing import Any

import httpx2
import pytest
from documents_building import Documents, a_text, articles_to, staff
from relations_building import declare, of_organ

from svc_documents.domain.documents.documents import Document

NAMED = ["第八十条", "第八十一条", "第三条第二款", "第三条第九款", "第一章", "第九章"]
WRONG = [
    ("/articles/1", "这份文件的正文中没有第八十一条；最后一条是第八十条。"),
    ("/articles/3", "这份文件的正文中没有第三条第九款；最后一条是第八十条。"),
    ("/articles/5", "这份文件的正文中没有第九章；最后一条是第八十条。"),
]


async def suspend(documents: Documents, document: Document, *named: str) -> httpx2.Response:
    """The registrar of the region suspends articles today."""
    body = {"articles": list(named), "reason": "复议审查认定不合法"}
    path = f"/documents/{document.document_id}/suspensions"
    return await documents.as_(staff("registrar")).post(path, json=body)


def wrong(answer: httpx2.Response) -> list[tuple[str, str]]:
    """What is refused, and where it stands."""
    assert answer.status_code == 422, answer.text
    errors: list[dict[str, Any]] = answer.json()["errors"]
    assert {one["code"] for one in errors} == {"no_such_part"}
    return [(one["pointer"], one["message"]) for one in errors]


@pytest.mark.parametrize("kind", ["repeals", "amends"])
async def test_articles_a_text_does_not_have_are_each_named_with_its_last_one(
    documents: Documents, kind: str
) -> None:
    own = await documents.enter(of_organ())
    old = await documents.enter(of_organ(), articles_to(80))

    assert wrong(await declare(documents, own, kind, old, articles=NAMED)) == WRONG
    assert await documents.pool.fetchval("SELECT count(*) FROM relation") == 0
    answer = await declare(documents, own, kind, old, articles=["第80条", "第三条第二款", "第一章"])
    assert answer.status_code == 201, answer.text


async def test_only_articles_of_the_text_are_suspended(documents: Documents) -> None:
    entered = await documents.enter(of_organ(), articles_to(80))

    assert wrong(await suspend(documents, entered, *NAMED)) == WRONG
    assert (await suspend(documents, entered, "第八十条", "第三条第二款")).status_code == 201


async def test_a_text_without_articles_has_none_to_repeal(documents: Documents) -> None:
    own, old = [await documents.enter(of_organ(), a_text("通知", "请执行。")) for _ in range(2)]

    answer = await declare(documents, own, "repeals", old, articles=["第一条"])

    assert wrong(answer) == [("/articles/0", "这份文件的正文中没有第一条；正文没有分条。")]


async def test_of_a_document_without_a_text_any_article_may_be_named(documents: Documents) -> None:
    own = await documents.enter(of_organ())
    stub = await documents.enter_with(of_organ(stub=True), ())

    answer = await declare(documents, own, "repeals", stub, articles=["第九百条"])
    suspended = await suspend(documents, stub, "第九百条")

    assert (answer.status_code, suspended.status_code) == (201, 201), answer.text


async def test_an_article_an_amendment_brings_in_may_be_named_of_its_day(
    documents: Documents,
) -> None:
    own = await documents.enter(of_organ())
    later = articles_to(4, kind="amendment", applies_from=date(2026, 12, 10))
    old = await documents.enter(of_organ(), articles_to(3), later)

    early = await declare(documents, own, "amends", old, articles=["第四条"])
    of_its_day = await declare(
        documents, own, "amends", old, articles=["第四条"], takes_effect_on="2026-12-10"
    )

    assert [one for _, one in wrong(early)] == ["这份文件的正文中没有第四条；最后一条是第三条。"]
    assert of_its_day.status_code == 201
