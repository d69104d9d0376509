"""What all printed documents share: the sheet, the styles, page numbers, the QR code."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, TypeVar
from xml.sax.saxutils import escape

import segno
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from shared.fonts import font_name, printable

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
GREY = HexColor("#555555")
RULES = HexColor("#888888")
SHADE = HexColor("#EEF1F5")
BODY, SMALL, HEADING, TITLE = 9.5, 8, 11, 18


def words(
    text: str,
    size: float = BODY,
    *,
    centred: bool = False,
    right: bool = False,
    indent: float = 0,
    below: float = 0,
    colour: Color = black,
) -> Paragraph:
    """Text that breaks between Chinese characters; nothing in it is taken for markup."""
    style = ParagraphStyle(
        "words",
        fontName=font_name(),
        fontSize=size,
        leading=size * 1.45,
        wordWrap="CJK",
        spaceAfter=below,
        firstLineIndent=indent,
        alignment=TA_CENTER if centred else TA_RIGHT if right else TA_LEFT,
        textColor=colour,
    )
    return Paragraph(escape(printable(text)), style)


def grid(
    rows: Sequence[list[Flowable]],
    widths: Sequence[float],
    *,
    header: bool = False,
    room: float = 3,
) -> Table:
    """A ruled table; a header is shaded and repeated on every page; `room` is left to write in."""
    table = Table(rows, colWidths=[WIDTH * width for width in widths], repeatRows=int(header))
    ruled: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), font_name()),
        ("GRID", (0, 0), (-1, -1), 0.5, RULES),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), room),
        ("BOTTOMPADDING", (0, 0), (-1, -1), room + 1),
    ]
    shaded = ((0, 0), (-1, 0)) if header else ((0, 0), (0, -1))
    table.setStyle(TableStyle([*ruled, ("BACKGROUND", *shaded, SHADE)]))
    return table


def facts(pairs: Iterable[tuple[str, str]]) -> Table:
    """A table of names and what is said of them; the unsaid is left out."""
    said = [(name, text) for name, text in pairs if text]
    return grid([[words(name), words(text)] for name, text in said], [0.18, 0.82])


class QrCode(Flowable):
    """A QR code drawn as squares, sharp at every size."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        self.matrix = segno.make_qr(text, error="m").matrix
        self.width = self.height = side

    def draw(self) -> None:
        """Draw the dark modules, row by row from the top."""
        step = self.width / len(self.matrix)
        self.canv.setFillColor(black)
        for i, row in enumerate(self.matrix):
            for j, dark in enumerate(row):
                if dark:
                    self.canv.rect(
                        j * step, self.height - (i + 1) * step, step, step, stroke=0, fill=1
                    )


class NumberedCanvas(Canvas):
    """Keeps the pages back until their number is known: 第 1 页，共 2 页."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Remember the page and begin another."""
        self.pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # not in the type stubs

    def save(self) -> None:
        """Draw every page with its footer, and finish the document."""
        pages = self.pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self.setFont(font_name(), SMALL)
            self.setFillColor(GREY)
            self.drawCentredString(A4[0] / 2, 10 * mm, f"第 {number} 页，共 {len(pages)} 页")
            super().showPage()
        super().save()


def bound(
    title: str, story: list[Flowable], *, canvas: type[NumberedCanvas] = NumberedCanvas
) -> bytes:
    """Bind the parts to a PDF; the same parts always give the same bytes."""
    out = BytesIO()
    sheets(title, out, SimpleDocTemplate).build(story, canvasmaker=canvas)
    return out.getvalue()


Sheets = TypeVar("Sheets", bound=SimpleDocTemplate)


def sheets(title: str, out: BytesIO, kind: type[Sheets]) -> Sheets:
    """Empty sheets of A4 with the margins of this house."""
    return kind(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        title=printable(title),
        lang="zh-CN",
        initialFontName=font_name(),
        invariant=1,
    )
