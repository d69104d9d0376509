"""Files of real shape are read; hostile ones are refused with a reason."""

import zlib
from pathlib import Path

import pytest
from source_building import (
    LINES,
    ROWS,
    TITLE,
    a_docx,
    a_docx_of,
    a_numbered_docx,
    a_package,
    a_paragraph,
    a_pdf,
    a_scan,
    put,
)

from shared.refusals import Invalid
from svc_documents.adapters.source_files.reading import SourceReader
from svc_documents.domain.texts.blocks import Block, plain_of
from svc_documents.domain.texts.sources import (
    ReaderAway,
    SourceEmpty,
    SourceEncrypted,
    SourceIsAScan,
    SourceNoText,
    SourceText,
    SourceTooComplex,
    SourceUnreadable,
)

ANCHORS = ["chap-1", "art-1", "art-2", "art-2-i1", "art-2-i2", "art-2-p2", "art-3"]
PLAIN = "\n".join(LINES).replace("总 则", "总则")


async def read(folder: Path, kind: str, content: bytes, title: str = TITLE) -> SourceText:
    return await SourceReader().read(put(folder, content), kind, title)


def anchors(blocks: list[Block]) -> list[str]:
    return [one["anchor"] for one in blocks if "anchor" in one]


async def test_a_docx_keeps_its_articles_and_tables_and_drops_its_title(tmp_path: Path) -> None:
    blocks, left_out = await read(tmp_path, "DOCX", a_docx())

    assert anchors(blocks) == ANCHORS
    assert plain_of(blocks[:-1]) == PLAIN
    assert blocks[-1]["rows"] == [list(row) for row in ROWS]
    assert left_out == []


async def test_what_word_numbers_by_itself_is_numbered(tmp_path: Path) -> None:
    content = a_numbered_docx(
        (0, "为了保障。"),
        (0, "下列条件："),
        (1, "户籍；"),
        (1, "面积。"),
        (0, "申请："),
        (1, "受理。"),
    )

    blocks, _ = await read(tmp_path, "DOCX", content)

    assert anchors(blocks) == ["art-1", "art-2", "art-2-i1", "art-2-i2", "art-3", "art-3-i1"]
    assert blocks[1]["number"] == "第二条"


async def test_a_red_head_and_a_number_above_the_title_are_dropped(tmp_path: Path) -> None:
    head = ("怀化市鹤城区人民政府文件", "怀鹤政发〔2026〕3号", "鹤城区公共租赁", "住房管理办法")

    blocks, _ = await read(tmp_path, "DOCX", a_docx((*head[1:], *LINES), (), head[0]))

    assert plain_of(blocks) == PLAIN


async def test_revisions_are_read_as_accepted_and_hidden_text_not_at_all(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>第一条 甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + a_paragraph("第二条 戊。") + "</w:sdtContent></w:sdt>"
    )

    blocks, left_out = await read(tmp_path, "DOCX", a_docx_of(body))

    assert plain_of(blocks) == "第一条 甲丙\n第二条 戊。"
    assert left_out == ["修订中已删除的文字没有读入"]


async def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = [
        [
            cell.format('<w:gridSpan w:val="2"/>', a_paragraph("甲")),
            cell.format("", a_paragraph("乙")),
        ],
        [cell.format("<w:vMerge/>", a_paragraph("")), *[cell.format("", a_paragraph("丙"))] * 2],
    ]
    body = "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"

    blocks, _ = await read(tmp_path, "DOCX", a_docx_of(body))

    assert blocks[0]["rows"] == [["甲", "", "乙"], ["", "丙", "丙"]]


async def test_a_pdf_is_joined_into_paragraphs_over_its_pages(tmp_path: Path) -> None:
    blocks, _ = await read(tmp_path, "PDF", a_pdf((TITLE, *LINES), per_page=4))

    assert plain_of(blocks) == PLAIN
    assert anchors(blocks) == ANCHORS


async def test_a_government_page_is_read_without_its_navigation(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p style='text-indent:2em'>{line}</p>" for line in LINES)
    table = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in ROWS)
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head><body>"
        "<div class='nav'><a href='/'>首页</a></div>"
        f"<div id='zoom'><p>{TITLE}</p>{paragraphs}<table>{table}</table></div>"
        "<div class='foot'>版权所有</div></body></html>"
    )

    blocks, left_out = await read(tmp_path, "HTML", page.encode("gb18030"))

    assert plain_of(blocks[:-1]) == PLAIN
    assert blocks[-1]["rows"] == [list(row) for row in ROWS]
    assert left_out == ["脚本、框架或表单已去除"]


async def test_markdown_keeps_lists_and_tables_and_takes_html_for_characters(
    tmp_path: Path,
) -> None:
    source = (
        f"# {TITLE}\n\n## 第一章 总则\n\n第一条 甲：\n\n1. 乙\n2. 丙\n\n"
        "| 类别 | 标准 |\n| --- | --- |\n| 甲 | **乙** |\n\n第二条 <script>alert(1)</script>\n"
    )

    blocks, _ = await read(tmp_path, "Markdown", source.encode())

    assert anchors(blocks) == ["chap-1", "art-1", "art-1-i1", "art-1-i2", "art-2"]
    assert blocks[4]["rows"] == [["类别", "标准"], ["甲", "乙"]]
    assert blocks[-1]["text"] == "<script>alert(1)</script>"


def a_deep_docx() -> bytes:
    return a_docx_of(
        "<w:sdt><w:sdtContent>" * 3000 + a_paragraph("深") + "</w:sdtContent></w:sdt>" * 3000
    )


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"<w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body></w:document>"
)
HOSTILE = {
    "PDF with a password": ("PDF", a_pdf(password="geheim"), SourceEncrypted),
    "PDF of pictures": ("PDF", a_scan(), SourceIsAScan),
    "PDF cut off": ("PDF", a_pdf()[:300], SourceUnreadable),
    "no PDF at all": ("PDF", b"%PDF-1.7\n" + b"\0" * 500, SourceUnreadable),
    "DOCX without a document": ("DOCX", a_package({"x": b""}), SourceUnreadable),
    "DOCX cut off": ("DOCX", a_docx()[:500], SourceUnreadable),
    "DOCX with entities": ("DOCX", a_package({"word/document.xml": ENTITIES}), SourceUnreadable),
    "DOCX of broken XML": (
        "DOCX",
        a_package({"word/document.xml": b"<w:document"}),
        SourceUnreadable,
    ),
    "DOCX too deep": ("DOCX", a_deep_docx(), SourceTooComplex),
    "DOCX bomb": ("DOCX", a_package({"word/document.xml": b" " * 50_000_000}), SourceTooComplex),
    "DOCX of nothing": ("DOCX", a_docx_of(""), SourceEmpty),
    "too many paragraphs": ("DOCX", a_docx_of(a_paragraph("x") * 70_000), SourceTooComplex),
    "HTML with NUL": ("HTML", b"<p>a\0b</p>", SourceNoText),
    "HTML of script only": ("HTML", b"<html><script>alert(1)</script></html>", SourceEmpty),
    "Markdown of noise": ("Markdown", zlib.compress(b"noise" * 400), SourceNoText),
    "Markdown of escapes": ("Markdown", b"\x1b[2J\x07", SourceNoText),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_and_says_why(tmp_path: Path, name: str) -> None:
    kind, content, reason = HOSTILE[name]

    with pytest.raises(Invalid) as refused:
        await read(tmp_path, kind, content)

    assert type(refused.value) is reason
    assert refused.value.detail()


async def test_deeply_nested_html_is_read_to_its_end(tmp_path: Path) -> None:
    source = "<div>" * 30_000 + "第一条 深处。" + "</div>" * 30_000

    blocks, _ = await read(tmp_path, "HTML", source.encode())

    assert plain_of(blocks) == "第一条 深处。"


async def test_control_and_invisible_characters_do_not_reach_the_text(tmp_path: Path) -> None:
    source = "第一条\u3000\u200b甲\u202e乙\ufeff。\n"

    blocks, _ = await read(tmp_path, "Markdown", source.encode())

    assert plain_of(blocks) == "第一条 甲乙。"


async def test_a_reader_nobody_can_wait_for_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("svc_documents.adapters.source_files.reading.PATIENCE", 0.01)

    with pytest.raises(ReaderAway):
        await read(tmp_path, "DOCX", a_docx())
