"""Texts are read as they were on a day, by version, by article, and compared."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from documents_building import Documents, a_document

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Force, Suspension
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.use_cases.documents.entering import NewText, enter_document

REAL = Path(__file__).parents[2] / "real_texts"
TITLE = "中华人民共和国国务院组织法"
OLD, NEW = date(1982, 12, 10), date(2024, 3, 11)


def a_real_text(day: date, **known: Any) -> NewText:
    blocks = structured_markdown((REAL / f"{TITLE}({day}).md").read_text("utf-8"))
    return NewText(TITLE, blocks, plain_of(blocks), applies_from=day, **known)


@pytest.fixture
async def law(documents: Documents) -> Document:
    """A law in two versions, the fifth article suspended for a while."""
    force = Force(first=OLD, suspensions=(Suspension(date(2026, 1, 1), None, "第五条", "复议"),))
    return await documents.enter(
        a_document(title=TITLE, force=force),
        a_real_text(OLD),
        a_real_text(NEW, kind="amendment", reason="2024年修订"),
    )


async def got(documents: Documents, path: str) -> dict[str, Any]:
    answer = await documents.as_().get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("on", "number"),
    [("1949-10-01", 1), ("1982-12-10", 1), ("2024-03-10", 1), ("2024-03-11", 2), ("2026-01-01", 2)],
)
async def test_the_text_of_a_day_is_the_one_that_applied_then(
    documents: Documents, law: Document, on: str, number: int
) -> None:
    text = await got(documents, f"/documents/{law.document_id}/text?on={on}")

    document = await got(documents, f"/documents/{law.document_id}?on={on}")

    assert text["version"]["number"] == number
    assert text["blocks"][0]["anchor"] == "art-1"
    assert (document["text"]["version"], document["text"]["versions"]) == (number, 2)


async def test_versions_are_listed_and_each_is_read(documents: Documents, law: Document) -> None:
    path = f"/documents/{law.document_id}/versions"

    listed = await got(documents, f"{path}?count=true&limit=1")
    second = await got(documents, f"{path}?cursor={listed['next_cursor']}")
    text = await got(documents, f"{path}/2")

    assert listed["total"] == 2
    assert second["items"][0]["reason"] == "2024年修订"
    assert text["version"] == second["items"][0]


async def test_an_article_is_read_of_any_day_and_says_whether_it_is_carried_out(
    documents: Documents, law: Document
) -> None:
    path = f"/documents/{law.document_id}/articles"

    then = await got(documents, f"{path}/第二条第二款?on=2000-01-01")
    now = await got(documents, f"{path}/5")
    other = await got(documents, f"{path}/art-6")

    assert then["text"].startswith("国务院实行总理负责制")
    assert (then["anchor"], then["version"]["number"]) == ("art-2-p2", 1)
    assert (now["suspended"], now["suspension_reason"]) == (True, "复议")
    assert (now["effect"]["effect"], other["suspended"]) == ("suspended", False)


async def test_two_versions_are_compared_by_number_or_by_day(
    documents: Documents, law: Document
) -> None:
    path = f"/documents/{law.document_id}/diff"

    last = await got(documents, path)
    asked = await got(documents, f"{path}?from=2000-01-01&to=2&unchanged=true")
    back = await got(documents, f"{path}?from=2&to=1")

    assert (last["from_version"]["number"], last["to_version"]["number"]) == (1, 2)
    assert last["counts"] == asked["counts"]
    fifth = next(one for one in last["changes"] if one["after"] == "第五条")
    assert (fifth["kind"], fifth["before"]) == ("changed", "第二条")
    assert {"op": "added", "text": "、中国人民银行行长"}.items() <= next(
        one for one in fifth["segments"] if "行长" in one["text"]
    ).items()
    assert back["counts"]["removed"] == last["counts"]["added"]


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("versions/3", 404, "text-version-not-found"),
        ("articles/第九十九条", 404, "part-not-found"),
        ("text?version=9", 404, "text-version-not-found"),
        ("diff?from=9", 404, "text-version-not-found"),
        ("diff?to=1", 422, "nothing-to-compare"),
        ("diff?from=x", 422, "invalid"),
        ("text?on=2020-02-30", 422, "invalid"),
        ("text?colour=red", 422, "unknown-parameter"),
    ],
)
async def test_what_is_not_there_is_refused(
    documents: Documents, law: Document, path: str, status: int, slug: str
) -> None:
    answer = await documents.as_().get(f"/documents/{law.document_id}/{path}")

    assert answer.status_code == status
    assert answer.json()["type"].endswith(slug)


async def test_a_stub_says_that_it_has_no_text(documents: Documents) -> None:
    async with documents.bench.unit_of_work(documents.now) as work:
        stub = a_document(stub=True)

        await enter_document(work, stub, ())

    answer = await documents.as_().get(f"/documents/{stub.document_id}/text")

    assert answer.status_code == 404
    assert answer.json()["type"].endswith("text-missing")
