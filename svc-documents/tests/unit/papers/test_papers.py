"""A document as a page, as PDF and as Markdown."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2
import pytest
from documents_building import a_document
from rjieba import cut
from starlette.requests import Request

from svc_documents.adapters.source_files import pdf as pdf_reading
from svc_documents.api.papers.forms import Form, form_of
from svc_documents.api.papers.html_pages import html_page
from svc_documents.api.papers.line_breaking import NOT_FIRST, NOT_LAST, balanced, broken
from svc_documents.api.papers.markdown_pages import markdown_page, plain
from svc_documents.api.papers.pdf_pages import pdf_page
from svc_documents.domain.effects.effects import Cause, Force, Suspension
from svc_documents.domain.texts.blocks import Block, table
from svc_documents.domain.texts.letterheads import without_letterhead
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.domain.texts.papers import Another, Paper, paper_of
from svc_documents.domain.texts.structure import structured

REAL = Path(__file__).parents[2] / "real_texts"
TITLE = "国家自然科学基金条例"
DAY = date(2026, 11, 25)
REPLACED = Force(first=date(2019, 11, 10), until=date(2024, 11, 10), cause=Cause.REPLACED)
WIDE = [table([["名称", "说明"], ["甲", "龘" * 1500]]), table([["列"] * 30, ["格"] * 30])]


def blocks_of(day: str) -> list[Block]:
    return structured_markdown((REAL / f"{TITLE}({day}).md").read_text("utf-8"))


def a_paper(blocks: list[Block] | None = None, **known: Any) -> Paper:
    document = a_document(**{"title": TITLE, "document_no": "国务院令第487号"} | known)
    return replace(
        paper_of(document, DAY, DAY),
        blocks=blocks or blocks_of("2007-02-24"),
        address="/d/x",
    )


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_every_article_of_a_page_has_its_anchor_and_the_contents_lead_to_the_chapters() -> None:
    page = lxml.html.document_fromstring(html_page(a_paper()))

    ids = page.xpath("//article//*[@id]/@id")
    assert len(ids) == len(set(ids))
    assert {"chap-1", "art-1", "art-10-i1", "art-10-p3"} <= set(ids)
    assert {one[1:] for one in page.xpath("//nav//li/a/@href")} <= set(ids)
    assert page.xpath("count(//table[@class='elements']//th)") == 14


def test_a_document_in_force_has_no_watermark_and_no_notice() -> None:
    page = html_page(a_paper())

    assert "data-watermark=" not in page.partition("<body")[2]
    assert 'class="notice"' not in page


def test_an_invalid_document_says_since_when_why_and_what_replaced_it() -> None:
    paper = replace(
        a_paper(force=REPLACED), ended_by=Another("新意见", "湘政发〔2024〕18号", "/d/y")
    )

    page, text = html_page(paper), words_of(pdf_page(paper))

    assert 'data-watermark="已被替代"' in page
    for shown in (page, text.replace("\r\n", "")):
        assert "本文件自2024年11月10日起被替代" in shown
        assert "《新意见》（湘政发〔2024〕18号）" in shown
    assert "> 替代它的文件：《新意见》" in markdown_page(paper)


@pytest.mark.parametrize(
    ("force", "watermark", "said"),
    [
        (Force(first=date(2027, 1, 1)), "尚未生效", "本文件自2027年1月1日起施行"),
        (
            Force(first=date(2019, 1, 1), until=date(2024, 1, 1), cause=Cause.LAPSED),
            "已失效", "起失效（有效期届满）",
        ),
        (
            Force(first=date(2019, 1, 1), until=date(2024, 1, 1), cause=Cause.REPEALED),
            "已废止", "起废止，",
        ),
        (
            Force(
                first=date(2019, 1, 1),
                suspensions=(Suspension(date(2026, 1, 1), None, "第五条", "行政复议"),),
            ),
            "", "第五条自2026年1月1日起停止执行（行政复议）。",
        ),
        (Force(), "", "施行日期不明"),
    ],
)  # fmt: skip
def test_what_is_to_be_known_first_is_said(force: Force, watermark: str, said: str) -> None:
    paper = a_paper(force=force)

    assert paper.watermark == watermark
    assert said in "".join(paper.notices)


def test_the_text_of_another_day_says_that_it_is() -> None:
    made = paper_of(a_document(), date(2020, 1, 1), DAY)

    assert made.notices == ("以下是2020年1月1日的文本和效力，不一定是现行的。",)


def test_a_pdf_holds_the_whole_text_and_the_same_paper_gives_the_same_bytes() -> None:
    paper = a_paper()

    content = pdf_page(paper)

    shown = "".join(words_of(content).split())
    assert all("".join(one["text"].split())[:12] in shown for one in paper.blocks)
    assert content == pdf_page(paper)
    outline = [one.get_title() for one in pypdfium2.PdfDocument(content).get_toc()]
    assert outline[0] == "第一章 总则"


def test_what_we_print_can_be_read_back_article_by_article(tmp_path: Path) -> None:
    paper = a_paper()
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_page(paper))

    lines = pdf_reading.read(path).lines
    begins = next(n for n, one in enumerate(lines) if one.text.startswith("第一章"))
    again = structured(without_letterhead(lines[begins:], TITLE))

    def articles(blocks: list[Block]) -> list[tuple[str, str]]:
        found = [one for one in blocks if one["kind"] == "article"]
        return [(one["anchor"], "".join(one["text"].split())) for one in found]

    assert articles(again) == articles(list(paper.blocks))


def test_tables_too_long_or_too_wide_for_a_page_are_printed_all_the_same() -> None:
    shown = words_of(pdf_page(a_paper(WIDE)))

    assert shown.count("龘") == 1500
    assert shown.count("格") == 30


def test_markdown_escapes_what_is_no_markup_and_is_read_back_the_same() -> None:
    paper = a_paper(blocks_of("2024-11-08"))

    source = markdown_page(paper)

    assert source.startswith(f"# {TITLE}\n")
    body = source.partition("## 第一章")
    assert structured_markdown(body[1] + body[2]) == list(paper.blocks)
    assert plain("1. <b> *x* a|b") == "1\\. \\<b\\> \\*x\\* a\\|b"


def test_lines_begin_with_no_closing_sign_and_end_with_no_opening_one() -> None:
    text = "根据《中华人民共和国刑法》（以下简称“刑法”）、《决定》等，作如下规定：第114条。" * 20

    for width in range(6, 30):
        lines = broken(text, len, width)
        assert "".join(lines) == text
        assert all(line[0] not in NOT_FIRST and line[-1] not in NOT_LAST for line in lines)


def test_a_title_is_broken_between_words_into_lines_of_like_length() -> None:
    title = "湖南省人民政府关于加强乡村教师队伍建设的意见"

    assert balanced(title, cut(title), 20) == ["湖南省人民政府关于加强", "乡村教师队伍建设的意见"]
    assert balanced("通知", ["通知"], 20) == ["通知"]


@pytest.mark.parametrize(
    ("accept", "asked", "form"),
    [
        ("*/*", None, Form.JSON),
        ("", None, Form.JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, Form.HTML),
        ("application/pdf", None, Form.PDF),
        ("text/markdown, text/html;q=0.5", None, Form.MARKDOWN),
        ("text/*;q=0.3, application/json", None, Form.JSON),
        ("text/html;q=0, */*;q=0.1", None, Form.JSON),
        ("image/png", None, Form.JSON),
        ("text/html;q=x", None, Form.JSON),
        ("text/html", Form.PDF, Form.PDF),
    ],
)
def test_the_form_is_what_the_client_likes_best(
    accept: str, asked: Form | None, form: Form
) -> None:
    headers = [(b"accept", accept.encode())] if accept else []

    assert form_of(Request({"type": "http", "headers": headers}), asked) is form
