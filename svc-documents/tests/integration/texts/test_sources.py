"""A text comes as a file, published with its source; hostile files leave nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from documents_building import Documents, a_person, staff
from life_building import EDITOR, REGISTRAR, Life, an_organ
from source_building import LINES, TITLE, a_docx, a_package, a_pdf

MACROS = a_package({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"Sub Auto_Open()"})
OTHER = staff("editor", "jtj")


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle(an_organ(), an_organ("jtj"), an_organ("xzsp", "service_hall"))
    return made


async def sent(
    life: Life,
    path: str,
    content: bytes,
    name: str = "办法.docx",
    caller: Any = EDITOR,
    **form: str,
) -> httpx2.Response:
    return await life.ask("POST", path, caller, files={"file": (name, content)}, data=form)


async def test_a_draft_takes_the_text_of_a_file_and_keeps_the_file(life: Life) -> None:
    draft = await life.begin(title=TITLE)
    path, content = f"/{draft['document_id']}/text", a_docx()

    answer = await life.ask("PUT", path, files={"file": ("../办法.docx", content)})
    source = await life.ask("GET", f"/drafts/{draft['document_id']}/source")
    again = (await life.ask("GET", f"/drafts/{draft['document_id']}")).json()

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["articles"], told["left_out"]) == (3, [])
    assert told["contents"] == [{"anchor": "chap-1", "title": "第一章 总则", "level": 3}]
    assert source.content == content
    assert "filename*=UTF-8''%E5%8A%9E%E6%B3%95.docx" in source.headers["content-disposition"]
    assert again["revision"] == 2


async def test_everybody_has_the_source_once_it_is_published(life: Life) -> None:
    document_id = await life.at("submit-for-review", title=TITLE)
    content = a_pdf((TITLE, *LINES))
    await sent(life, f"/{document_id}/text", content, "办法.pdf")
    before = await life.ask("GET", f"/{document_id}/source", a_person())
    for stage in ("steps", "finish-review", "register", "number", "publish"):
        await life.take_one(document_id, stage)

    after = await life.ask("GET", f"/{document_id}/source", a_person())
    text = (await life.ask("GET", f"/{document_id}/text", a_person())).json()

    assert before.status_code == 404
    assert (after.content, after.headers["content-type"]) == (content, "application/pdf")
    assert text["version"]["source_name"] == "办法.pdf"
    assert [one["number"] for one in text["blocks"] if one["kind"] == "article"] == [
        "第一条", "第二条", "第三条",
    ]  # fmt: skip


async def test_a_published_text_is_corrected_by_a_file_and_both_stay(life: Life) -> None:
    document_id = await life.at("publish", title=TITLE)

    answer = await sent(
        life, f"/{document_id}/text/correct", a_docx(), caller=REGISTRAR, reason="漏排一款"
    )
    listed = (await life.ask("GET", f"/{document_id}/versions")).json()["items"]
    diff = (await life.ask("GET", f"/{document_id}/diff")).json()

    assert answer.status_code == 200, answer.text
    assert [(one["kind"], one["reason"]) for one in listed] == [
        ("original", ""), ("correction", "漏排一款"),
    ]  # fmt: skip
    assert diff["counts"]["added"] >= 1
    (told,) = await life.documents.told("documents.document.corrected.v1")
    assert told["text_number"] == 2


async def test_another_organs_draft_is_not_found_and_nothing_is_kept(life: Life) -> None:
    draft = await life.begin()

    answer = await sent(life, f"/{draft['document_id']}/text", a_docx(), caller=OTHER)
    source = await life.ask("GET", f"/drafts/{draft['document_id']}/source", OTHER)

    assert (answer.status_code, source.status_code) == (404, 404)
    assert files_of(life) == []


@pytest.mark.parametrize(
    ("name", "content", "status", "slug"),
    [
        ("宏.docx", MACROS, 415, "macros-refused"),
        ("密.pdf", a_pdf(password="geheim"), 422, "source-encrypted"),
        ("坏.docx", a_docx()[:900], 415, "file-incomplete"),
        ("老.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 415, "file-incomplete"),
        ("程序.docx", b"MZ\x90\x00" + b"\0" * 600, 415, "file-type-refused"),
        ("图.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 600, 415, "file-type-refused"),
        ("空.md", b"", 422, "file-empty"),
        ("大.html", b"<p>" + b"x" * (5 * 1024 * 1024), 413, "file-too-large"),
        ("弹.docx", a_package({"word/document.xml": b" " * 220_000_000}), 422, "archive-too-dense"),
        ("脚本.html", b"<html><script>alert(1)</script></html>", 422, "source-empty"),
    ],
)
async def test_a_hostile_file_is_refused_and_leaves_nothing(
    life: Life, name: str, content: bytes, status: int, slug: str
) -> None:
    draft = await life.begin(title=TITLE)

    answer = await sent(life, f"/{draft['document_id']}/text", content, name)

    problem = answer.json()
    assert (answer.status_code, problem["type"].rsplit("/", 1)[-1]) == (status, slug)
    assert problem["detail"]
    assert files_of(life) == []
    again = (await life.ask("GET", f"/drafts/{draft['document_id']}")).json()
    assert again["revision"] == draft["revision"]


async def test_200_megabytes_are_refused_while_they_come(life: Life) -> None:
    draft = await life.begin()
    sent_bytes = 0

    async def much() -> AsyncIterator[bytes]:
        nonlocal sent_bytes
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\nPK'
        for _ in range(200):
            sent_bytes += 1024 * 1024
            yield b"\0" * 1024 * 1024
        yield b"\r\n--x--\r\n"

    answer = await life.documents.as_(
        EDITOR, **{"Content-Type": "multipart/form-data; boundary=x"}
    ).post(f"/documents/{draft['document_id']}/text", content=much())

    assert answer.status_code == 413
    assert sent_bytes < 40 * 1024 * 1024
    assert files_of(life) == []


async def test_after_review_the_wording_stands(life: Life) -> None:
    document_id = await life.at("finish-review")

    answer = await sent(life, f"/{document_id}/text", a_docx())

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("wording-settled")
    assert files_of(life) == []


def files_of(life: Life) -> list[Path]:
    return [one for one in life.documents.settings.files_dir.rglob("*") if one.is_file()]
