"""Files as offices make them, and as nobody should."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

TITLE = "鹤城区公共租赁住房管理办法"
LINES = (
    "第一章 总 则",
    "第一条 为了保障住房困难家庭的基本居住，根据有关法律、法规，结合本区实际，制定本办法。",
    "第二条 申请公共租赁住房应当符合下列条件：",
    "（一）具有本区户籍；",
    "（二）家庭人均住房建筑面积低于十三平方米。",
    "符合前款规定的，由街道办事处初审。",
    "第三条 本办法自2027年1月1日起施行，有效期五年。",
)
ROWS = (("类别", "标准"), ("一居室", "35平方米"), ("两居室", "50平方米"))
NUMBERING = """<w:abstractNum {} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1">
<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""


def a_docx(
    lines: Sequence[str] = LINES, rows: Sequence[Sequence[str]] = ROWS, title: str = TITLE
) -> bytes:
    """A document with its title, paragraphs and a table."""
    made = docx.Document()
    made.add_paragraph(title)
    for line in lines:
        made.add_paragraph(line)
    if rows:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return _saved(made)


def a_numbered_docx(*paragraphs: tuple[int, str]) -> bytes:
    """A document whose articles and items Word numbers by itself."""
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(nsdecls("w"))))
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    ))  # fmt: skip
    for depth, text in paragraphs:
        properties = made.add_paragraph(text)._p.get_or_add_pPr()  # noqa: SLF001 - its only way
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
        ))  # fmt: skip
    return _saved(made)


def a_docx_of(body: str, **parts: bytes) -> bytes:
    """A document of bare XML."""
    xml = f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
    return a_package({"word/document.xml": xml.encode(), **parts})


def a_package(parts: dict[str, bytes]) -> bytes:
    """A ZIP that looks like a DOCX."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {"[Content_Types].xml": b"<Types/>", **parts}.items():
            package.writestr(name, content)
    return out.getvalue()


def a_paragraph(text: str) -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def a_pdf(lines: Sequence[str] = LINES, *, password: str = "", per_page: int = 9) -> bytes:
    """A PDF set as offices set it: 26 characters a line, two characters in, page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out, size = BytesIO(), 14
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=encryption)
    set_lines = [one for line in lines for one in _set(line, 26)]
    pages = [set_lines[n : n + per_page] for n in range(0, len(set_lines), per_page)] or [[]]
    for number, page in enumerate(pages, 1):
        canvas.setFont("STSong-Light", size)
        for n, (indent, text) in enumerate(page):
            canvas.drawString(80 + indent * size, A4[1] - 120 - n * 28, text)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_scan() -> bytes:
    """A PDF of nothing but a picture."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    from PIL import Image  # noqa: PLC0415 - comes with reportlab

    canvas.drawInlineImage(Image.new("RGB", (80, 120), "grey"), 60, 60, 400, 600)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _set(line: str, width: int) -> list[tuple[int, str]]:
    """A paragraph in lines, the first two characters in."""
    first, rest = line[: width - 2], line[width - 2 :]
    return [(2, first), *((0, rest[n : n + width]) for n in range(0, len(rest), width))]


def _saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def put(folder: Path, content: bytes) -> Path:
    """A file in a folder."""
    path = folder / "source"
    path.write_bytes(content)
    return path
