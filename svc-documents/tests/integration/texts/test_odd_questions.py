"""Odd questions about texts are answered or refused, never with a fault."""

from datetime import date

import pytest
from documents_building import Documents, a_document, a_text
from life_building import EDITOR, Life

QUESTIONS = (
    "articles/%00", "articles/%2F..%2F", "articles/第〇条", "articles/第千百十条",
    "articles/art-3_2", "articles/第一条第零款", "articles/" + "第" * 60, "articles/١",
    "diff?from=0", "diff?from=-1",
    "diff?from=99999999999999999999", "diff?from=9999-12-31&to=0001-01-01", "diff?from=1&to=1",
    "text?on=9999-12-31", "text?on=0001-01-01", "text?version=32768", "versions?cursor=x",
    "versions?limit=0", "versions/0", "versions/x", "source", "source?version=7", "?format=",
    "?format=HTML", "?format=html&fields=title", "?fields=nothing",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
async def test_an_odd_question_is_no_fault(documents: Documents, question: str) -> None:
    text = a_text("通知", "第一条 甲。", applies_from=date(2020, 1, 1))
    document = await documents.enter(a_document(), text)
    join = "" if question.startswith("?") else "/"

    answer = await documents.as_().get(f"/documents/{document.document_id}{join}{question}")

    assert answer.status_code in {200, 400, 404, 422}, answer.text


async def test_a_request_without_a_file_is_refused(documents: Documents) -> None:
    life = Life(documents)
    await life.settle()
    path = f"/{(await life.begin())['document_id']}/text"

    plain = await life.ask("PUT", path, json={"file": "x"})
    word = await life.ask("PUT", path, data={"file": "x"}, files={"other": ("a", b"b")})
    named = await life.ask(
        "POST", path, EDITOR, files={"file": ("\x00\n/.", "第一条 甲。".encode())}
    )

    assert (plain.status_code, word.status_code, named.status_code) == (415, 422, 200)
