"""Nothing a file, a title or a header says can run in the page we make of it.

A hundred vectors after the OWASP filter evasion cheat sheet and the HTML5 security cheat sheet.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from documents_building import a_document

from svc_documents.adapters.source_files import html, markdown
from svc_documents.api.papers.html_pages import html_page
from svc_documents.domain.texts.blocks import Block, block, table
from svc_documents.domain.texts.papers import Another, paper_of
from svc_documents.domain.texts.structure import structured

DAY = date(2026, 11, 25)
ATTACKS = (Path(__file__).parent / "attacks.txt").read_text("utf-8").splitlines()
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "table", "tr", "th", "td", "div", "p",
    "h1", "h2", "h3", "h4", "nav", "details", "summary", "ol", "li", "a", "article", "footer",
    "tbody",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "class", "id", "href", "role", "open", "type",
    "data-watermark",
}  # fmt: skip
ADDRESS = "/api/v1/documents/x"


def a_page(title: str = "办法", blocks: list[Block] | None = None, **known: Any) -> str:
    document = a_document(title=title, **known)
    made = paper_of(document, DAY, DAY)
    return html_page(replace(made, blocks=blocks or [], address=ADDRESS))


def faults_of(page: str) -> Iterator[str]:
    """What stands in a page as a browser reads it and is not ours."""
    for one in lxml.html.document_fromstring(page).iter():
        if not isinstance(one.tag, str) or one.tag not in TAGS:
            yield f"tag {one.tag}"
        for name, value in one.attrib.items():
            if name not in ATTRIBUTES:
                yield f"attribute {name}"
            if name == "href" and not value.startswith(("#", ADDRESS)):
                yield f"address {value}"


def test_there_are_enough_attacks() -> None:
    assert len(set(ATTACKS)) >= 100


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_html_file_does_not_survive(attack: str) -> None:
    lines = html.lines_of(f"<html><body><p>第一条 前。</p>{attack}<p>第二条 后。</p></body></html>")

    assert list(faults_of(a_page(blocks=structured(lines)))) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_markdown_file_is_only_characters(attack: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(
        f"第一条 {attack}\n\n{attack}\n\n| {attack} |\n| --- |\n| {attack} |\n", "utf-8"
    )

    assert list(faults_of(a_page(blocks=structured(markdown.read(path).lines)))) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_anywhere_in_what_is_kept_is_only_characters(attack: str) -> None:
    kinds = (
        "article",
        "paragraph",
        "item",
        "chapter",
        "heading",
        "attachment",
        "signature",
        attack,
    )
    blocks = [block(kind, attack, attack, attack, 1) for kind in kinds] + [table([[attack] * 2])]
    document = a_document(
        title=attack, document_no=attack, organ_name=attack, theme=attack, index_no=attack
    )
    other = Another(attack, attack, ADDRESS)
    made = replace(
        paper_of(document, DAY, DAY), blocks=blocks, address=ADDRESS, notices=(attack,),
        ended_by=other, watermark=attack,
    )  # fmt: skip

    assert list(faults_of(html_page(made))) == []


def test_what_an_attack_surrounds_is_still_read() -> None:
    lines = html.lines_of("<p>第一条 前。</p><script>alert(1)</script><p onclick=x>第二条 后。</p>")

    assert [one["text"] for one in structured(lines)] == ["前。", "后。"]
