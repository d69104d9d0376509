"""One address, four forms: each cached apart, none of them able to run anything."""

from datetime import date

import pytest
from documents_building import Documents, a_document, a_text

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Cause, Force


@pytest.fixture
async def replaced(documents: Documents) -> Document:
    """A document that another one has replaced."""
    newer = await documents.enter(a_document(title="新意见", document_no="湘政发〔2024〕18号"))
    force = Force(
        first=date(2019, 11, 10), until=date(2024, 11, 10), cause=Cause.REPLACED,
        ended_by=newer.document_id,
    )  # fmt: skip
    return await documents.enter(
        a_document(title="旧意见", force=force), a_text("旧意见", "正文<b>第一句</b>。")
    )


@pytest.mark.parametrize(
    ("accept", "media_type", "begins"),
    [
        ("text/html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("application/pdf", "application/pdf", b"%PDF-"),
        ("text/markdown", "text/markdown; charset=utf-8", "# 旧意见".encode()),
        ("*/*", "application/json", b"{"),
    ],
)
async def test_a_document_comes_in_the_form_that_is_accepted(
    documents: Documents, replaced: Document, accept: str, media_type: str, begins: bytes
) -> None:
    path, client = f"/documents/{replaced.document_id}", documents.as_()

    answer = await client.get(path, headers={"Accept": accept})
    etag = answer.headers["etag"]
    again = await client.get(path, headers={"Accept": accept, "If-None-Match": etag})

    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.content.startswith(begins)
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["cache-control"].startswith("public, max-age=60")
    assert (again.status_code, again.headers["vary"]) == (304, "Accept")


async def test_each_form_has_an_etag_of_its_own_and_a_policy(
    documents: Documents, replaced: Document
) -> None:
    path, client = f"/documents/{replaced.document_id}", documents.as_()

    answers = [
        await client.get(f"{path}?format={form}") for form in ("json", "html", "pdf", "markdown")
    ]

    assert len({one.headers["etag"] for one in answers}) == 4
    for one in answers[1:]:
        assert one.headers["content-security-policy"].startswith("default-src 'none'")
        assert one.headers["x-content-type-options"] == "nosniff"
        assert "%E6%97%A7%E6%84%8F%E8%A7%81" in one.headers["content-disposition"]


async def test_the_page_of_a_day_shows_the_effect_of_that_day(
    documents: Documents, replaced: Document
) -> None:
    path, client = f"/documents/{replaced.document_id}?format=html", documents.as_()

    now, then = (await client.get(path)).text, (await client.get(f"{path}&on=2020-01-01")).text

    assert 'data-watermark="已被替代"' in now
    assert "《新意见》（湘政发〔2024〕18号）" in now
    assert "正文&lt;b&gt;第一句&lt;/b&gt;。" in now
    assert "data-watermark=" not in then.partition("<body")[2]
    assert "以下是2020年1月1日的文本和效力" in then


async def test_an_unknown_form_is_refused(documents: Documents, replaced: Document) -> None:
    answer = await documents.as_().get(f"/documents/{replaced.document_id}?format=docx")

    assert answer.status_code == 422
