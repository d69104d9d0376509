"""A document as PDF on A4: its header, title, text, tables; a watermark when it is not in force.

Set after GB/T 9704 where a single typeface allows: the title of 二号 centred, the text indented by
two characters, page numbers between dashes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from rjieba import cut

from shared.fonts import font_name, printable
from svc_documents.api.papers.line_breaking import balanced, broken
from svc_documents.domain.texts.blocks import HEADINGS, Block, line_of
from svc_documents.domain.texts.papers import Paper

SIDE, ABOVE, BELOW = 26 * mm, 28 * mm, 25 * mm
WIDTH = A4[0] - 2 * SIDE
TITLE_SIGNS = int(WIDTH / 22)
TITLE, HEADING, BODY, SMALL = 22, 14, 12, 9  # 二号, 四号, 小四, 小五
LEADING = 1.75
LONGEST_BOOKMARK = 60
MOST_COLUMNS = 16
FITS_A_PAGE = 300  # characters of a cell, however narrow, that are never broken over two pages
PADDING = 13  # of a cell, left and right
SHADE, RULE, RED = HexColor("#EEF1F5"), HexColor("#9AA3AF"), HexColor("#8C1D18")
MARK = Color(0.7, 0.15, 0.12, alpha=0.13)
MARK_SIZE = 92


def pdf_page(paper: Paper) -> bytes:
    """The document as PDF; the same document always gives the same bytes."""
    out = BytesIO()
    sheets = _Sheets(
        out, pagesize=A4, leftMargin=SIDE, rightMargin=SIDE, topMargin=ABOVE, bottomMargin=BELOW,
        title=printable(paper.title), lang="zh-CN", initialFontName=font_name(), invariant=1,
    )  # fmt: skip
    sheets.watermark = paper.watermark
    sheets.build(list(_parts(paper)), onFirstPage=sheets.edge, onLaterPages=sheets.edge)
    return out.getvalue()


class _Sheets(SimpleDocTemplate):
    """Pages with a number below and, behind the text, a watermark."""

    watermark = ""

    def edge(self, canvas: Canvas, _: Any) -> None:
        """What stands on every page beside the text."""
        canvas.saveState()
        if self.watermark:
            canvas.translate(A4[0] / 2, A4[1] / 2)
            canvas.rotate(35)
            canvas.setFont(font_name(), MARK_SIZE)
            canvas.setFillColor(MARK)
            canvas.drawCentredString(0, -MARK_SIZE / 3, self.watermark)
            canvas.rotate(-35)
            canvas.translate(-A4[0] / 2, -A4[1] / 2)
        canvas.setFillColor(black)
        canvas.setFont(font_name(), BODY - 1.5)
        canvas.drawCentredString(A4[0] / 2, 14 * mm, f"— {canvas.getPageNumber()} —")
        canvas.restoreState()


class _Bookmark(Flowable):
    """An entry of the outline that leads to what follows it."""

    keepWithNext = True  # noqa: N815 - reportlab's name
    width = height = 0

    def __init__(self, anchor: str, title: str, level: int) -> None:
        super().__init__()
        self._entry = anchor, title, level

    def draw(self) -> None:
        """Nothing is drawn."""
        anchor, title, level = self._entry
        self.canv.bookmarkHorizontal(anchor, 0, 2 * HEADING)
        self.canv.addOutlineEntry(title, anchor, level)


def _parts(paper: Paper) -> Iterator[Flowable]:
    yield _elements(paper.facts)
    yield Spacer(0, 8)
    for one in paper.notices:
        yield _words(one, BODY - 1.5, colour=RED, below=3)
    if paper.ended_by:
        yield _words(f"{paper.ended_by.role}：{paper.ended_by}", BODY - 1.5, colour=RED, below=3)
    yield Spacer(0, 26)
    for line in balanced(paper.title, cut(paper.title), TITLE_SIGNS):
        yield _words(line, TITLE, align=TA_CENTER, leading=1.45)
    yield Spacer(0, 10)
    if paper.document_no:
        yield _words(paper.document_no, BODY, align=TA_CENTER, below=18)
    yield from _text(paper.blocks)


def _text(blocks: Sequence[Block]) -> Iterator[Flowable]:
    deepest = -1
    for one in blocks:
        if one["kind"] == "table":
            yield from _table(one.get("rows", ()))
        elif one["kind"] in HEADINGS:
            heading = _heading(one)
            deepest = min(one.get("level", 1) - 1, deepest + 1)
            title = printable(line_of(one))[:LONGEST_BOOKMARK]
            yield _Bookmark(one.get("anchor", ""), title, deepest)
            yield heading
        else:
            yield _paragraph(one)


def _heading(one: Block) -> Paragraph:
    numbered = one["kind"] == "heading" and one.get("number")
    size = BODY + 1 if numbered or one["kind"] == "section" else HEADING
    made = _words(
        line_of(one), size, align=TA_LEFT if numbered else TA_CENTER, below=6, above=12,
        indent=2 * size if numbered else 0,
    )  # fmt: skip
    made.keepWithNext = True
    return made


def _paragraph(one: Block) -> Paragraph:
    kind = one["kind"]
    if kind == "signature":
        return _words(line_of(one), BODY, align=TA_RIGHT, below=2)
    text = line_of(one)
    if kind == "article" and one.get("number"):
        text = f"{one['number']}  {one['text']}"
    indent = 0 if kind == "addressee" else 2 * BODY
    return _words(text, BODY, indent=indent, below=2, above=4 if kind == "article" else 0)


def _words(  # noqa: PLR0913 - what a paragraph can be like
    text: str,
    size: float,
    *,
    align: Literal[0, 1, 2] = TA_LEFT,
    indent: float = 0,
    above: float = 0,
    below: float = 0,
    colour: Color = black,
    leading: float = LEADING,
    width: float = WIDTH,
) -> Paragraph:
    """Text in lines as Chinese is set; nothing in it is taken for markup."""
    style = ParagraphStyle(
        "words", fontName=font_name(), fontSize=size, leading=size * leading, alignment=align,
        firstLineIndent=indent, spaceBefore=above, spaceAfter=below, textColor=colour,
        splitLongWords=0,
    )  # fmt: skip
    lines = broken(printable(text), lambda one: size * _width(one), width, indent)
    return Paragraph("<br/>".join(_kept(line) for line in lines), style)


def _width(text: str) -> float:
    return sum(map(_width_of_sign, text))


@cache
def _width_of_sign(sign: str) -> float:
    return float(stringWidth(sign, font_name(), 1))


def _kept(line: str) -> str:
    """A line reportlab breaks no more: its spaces do not give way."""
    return escape(line).replace(" ", "\xa0")


def _elements(facts: Sequence[tuple[str, str]]) -> Table:
    widths = [WIDTH * share for share in (0.16, 0.34, 0.16, 0.34)]
    words = [word for pair in facts for word in pair]
    rows = [_row(words[at : at + 4], widths, SMALL) for at in range(0, len(words), 4)]
    made = Table(rows, colWidths=widths)
    shades = [("BACKGROUND", (at, 0), (at, -1), SHADE) for at in (0, 2)]
    made.setStyle(TableStyle([*_ruled(2), *shades]))
    return made


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Flowable]:
    """A table, or its rows as lines when it is too wide for a page."""
    columns = max(map(len, rows), default=0)
    if not columns:
        return
    if columns > MOST_COLUMNS:
        for row in rows:
            yield _words("　".join(filter(None, row)), SMALL + 1, below=2)
        return
    widths = _widths(rows, columns)
    cells = [_row(row, widths, SMALL + 1) for row in rows]
    longest = max(len(cell) for row in rows for cell in row)
    made = Table(cells, colWidths=widths, splitInRow=int(longest > FITS_A_PAGE))
    made.setStyle(TableStyle(_ruled(3)))
    yield Spacer(0, 6)
    yield made
    yield Spacer(0, 8)


def _row(cells: Sequence[str], widths: Sequence[float], size: float) -> list[Flowable]:
    return [
        _words(cell, size, leading=1.4, width=width - PADDING)
        for cell, width in zip(cells, widths, strict=True)
    ]


def _widths(rows: Sequence[Sequence[str]], columns: int) -> list[float]:
    """Wider for columns that say more, none narrower than half its even share."""
    said = [max(min(len(row[at]), 40) for row in rows) + 2 for at in range(columns)]
    even, total = WIDTH / columns, sum(said)
    return [even / 2 + WIDTH / 2 * one / total for one in said]


def _ruled(room: float) -> list[tuple[Any, ...]]:
    return [
        ("GRID", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), room), ("BOTTOMPADDING", (0, 0), (-1, -1), room + 1),
    ]  # fmt: skip
