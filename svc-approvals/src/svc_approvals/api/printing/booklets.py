"""The booklet (办事指南汇编): cover, contents with page numbers, a chapter for each matter."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from shared.fonts import font_name, printable
from svc_approvals.api.printing.paper import (
    HEADING,
    SMALL,
    TITLE,
    NumberedCanvas,
    facts,
    grid,
    sheets,
    words,
)
from svc_approvals.domain.catalogue.booklets import (
    FEE_COLUMNS,
    MATERIAL_COLUMNS,
    STEP_COLUMNS,
    Booklet,
    Chapter,
    Row,
)

MATERIAL_WIDTHS = (0.07, 0.29, 0.07, 0.09, 0.13, 0.35)
STEP_WIDTHS = (0.07, 0.23, 0.26, 0.08, 0.08, 0.28)
FEE_WIDTHS = (0.22, 0.38, 0.2, 0.2)
NARROW = 0.15
GAP = 9
ROOM = 35 * mm  # a heading with less below it begins a new page


class ChapterTitle(Paragraph):
    """A title that stands in the contents too."""

    def __init__(self, text: str, mark: str) -> None:
        self.text, self.mark = text, mark
        super().__init__(escape(printable(text)), _style(TITLE - 3, below=6))


class BookletDocument(SimpleDocTemplate):
    """Tells the contents on which page each chapter begins."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Note the page of a title."""
        if isinstance(flowable, ChapterTitle):
            canvas: Any = self.canv
            canvas.bookmarkPage(flowable.mark)
            canvas.addOutlineEntry(printable(flowable.text), flowable.mark, 0)
            text = escape(printable(flowable.text))
            self.notify("TOCEntry", (0, text, self.page, flowable.mark))


def booklet_pdf(booklet: Booklet) -> bytes:
    """The booklet on A4; laid out until the page numbers in the contents are true."""
    out = BytesIO()
    document = sheets(booklet.title, out, BookletDocument)
    document.multiBuild(list(_parts(booklet)), canvasmaker=NumberedCanvas)
    return out.getvalue()


def _parts(booklet: Booklet) -> Iterator[Flowable]:
    yield from _cover(booklet)
    yield PageBreak()
    yield words("目录", TITLE, centred=True, below=10)
    yield _contents()
    for number, chapter in enumerate(booklet.chapters, 1):
        yield PageBreak()
        yield from _chapter(number, chapter)


def _cover(booklet: Booklet) -> Iterator[Flowable]:
    yield Spacer(0, 80 * mm)
    yield words(booklet.title, 28, centred=True, below=14)
    yield words(f"收录 {len(booklet.chapters)} 个事项", HEADING + 2, centred=True, below=6)
    day = booklet.made_on
    printed = f"{day.year} 年 {day.month} 月 {day.day} 日编印"
    yield words(printed, HEADING, centred=True, below=6)
    yield words("内容以办理当日的网上办事指南为准", HEADING, centred=True)


def _contents() -> TableOfContents:
    contents = TableOfContents()
    contents.levelStyles = [_style(HEADING, below=5)]
    contents.dotsMinLevel = 0
    contents.tableStyle = TableStyle([("FONTNAME", (0, 0), (-1, -1), font_name())])
    return contents


def _chapter(number: int, chapter: Chapter) -> Iterator[Flowable]:
    matter = chapter.matter
    yield ChapterTitle(f"{number}. {matter.name}", f"chapter-{number}")
    yield facts(chapter.facts())
    yield from _table("申请材料", MATERIAL_COLUMNS, chapter.materials(), MATERIAL_WIDTHS)
    yield from _table("办理流程", STEP_COLUMNS, chapter.steps(), STEP_WIDTHS)
    yield from _table("收费", FEE_COLUMNS, chapter.fees(), FEE_WIDTHS)
    if basis := chapter.basis():
        yield from _heading("设定依据")
        for i, one in enumerate(basis, 1):
            yield words(f"{i}. {one}", below=2)
    for name, text in (("权利", matter.rights), ("义务", matter.duties)):
        if text:
            yield Spacer(0, 4)
            yield words(f"申请人的{name}：{text}。", SMALL + 0.5)


def _table(
    name: str, columns: Row, rows: Sequence[Row], widths: Sequence[float]
) -> Iterator[Flowable]:
    if not rows:
        return
    yield from _heading(name)
    head: list[Flowable] = [words(one, centred=True) for one in columns]
    narrow = [width < NARROW for width in widths]
    body: list[list[Flowable]] = [
        [words(text, centred=small) for text, small in zip(row, narrow, strict=True)]
        for row in rows
    ]
    yield grid([head, *body], widths, header=True)


def _heading(name: str) -> Iterator[Flowable]:
    yield CondPageBreak(ROOM)
    yield Spacer(0, GAP)
    yield words(name, HEADING, below=4)


def _style(size: float, *, below: float) -> ParagraphStyle:
    return ParagraphStyle(
        "title",
        fontName=font_name(),
        fontSize=size,
        leading=size * 1.45,
        wordWrap="CJK",
        spaceAfter=below,
    )
