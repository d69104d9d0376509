"""A certificate on paper: what it says in a frame, its seal, and a QR code to verify it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from shared.fonts import font_name
from svc_approvals.api.printing.paper import (
    BODY,
    SMALL,
    WIDTH,
    NumberedCanvas,
    QrCode,
    bound,
    words,
)
from svc_approvals.api.printing.seals import RED, Seal

GOLD = HexColor("#B08D3C")
LINE = HexColor("#D9CBA3")
SIDE = 32 * mm
SEAL_SIDE = 40 * mm
TITLE_SIZE, ITEM_SIZE = 28, 11.5
NOTE = "本电子证照与纸质证照具有同等效力，以扫码核验的结果为准；打印件上的印章为演示样章。"
ROOMY = 8  # so many lines stand on one sheet with wide spaces


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """What is printed; names, titles and values are ready words."""

    title: str
    number: str
    code: str
    holder: str
    organ: str
    valid_from: date
    valid_until: date | None
    state: str
    is_valid: bool
    items: tuple[tuple[str, str], ...]
    verify_url: str
    issued_no: str = ""


class FramedCanvas(NumberedCanvas):
    """Draws a double frame round every page."""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Frame the page before it is finished."""
        self.saveState()
        for inset, width in ((14.5 * mm, 1.8), (16.2 * mm, 0.6)):
            self.setStrokeColor(GOLD)
            self.setLineWidth(width)
            self.rect(inset, inset, A4[0] - 2 * inset, A4[1] - 2 * inset)
        self.restoreState()
        super().showPage()


def certificate_pdf(sheet: CertificateSheet) -> bytes:
    """The certificate on A4."""
    story = list(_parts(sheet))
    return bound(f"{sheet.title} {sheet.number}", story, canvas=FramedCanvas)


def _parts(sheet: CertificateSheet) -> Iterator[Flowable]:
    said = list(_said(sheet))
    room = 1.0 if len(said) <= ROOMY else 0.35
    yield Spacer(0, 20 * mm * room)
    yield words(sheet.title, TITLE_SIZE, centred=True)
    yield Spacer(0, 3 * mm)
    yield words("（电子证照）", ITEM_SIZE, centred=True, below=10)
    if not sheet.is_valid:
        yield words(f"本证照{sheet.state}，不得使用", 16, centred=True, colour=RED)
        yield Spacer(0, 4 * mm)
    yield _table(said, room)
    yield Spacer(0, 20 * mm * room)
    note = words(NOTE, SMALL, centred=True)
    yield KeepTogether([_signed_off(sheet), Spacer(0, 14 * mm * room), note])


def _said(sheet: CertificateSheet) -> Iterator[tuple[str, str]]:
    yield "证照编号", sheet.number
    if sheet.issued_no:
        yield "证号", sheet.issued_no
    if sheet.holder and sheet.holder not in {value for _, value in sheet.items}:
        yield "持证人", sheet.holder
    yield from sheet.items
    until = _day(sheet.valid_until) if sheet.valid_until else "长期"
    yield "有效期", f"{_day(sheet.valid_from)} 至 {until}"


def _table(pairs: list[tuple[str, str]], room: float) -> Table:
    rows = [[words(name, BODY + 0.5), words(value, ITEM_SIZE)] for name, value in pairs]
    table = Table(rows, colWidths=[WIDTH * 0.27, WIDTH * 0.59])
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), font_name()),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 8 * room),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 10 * room),
        ]
    )
    return table


def _signed_off(sheet: CertificateSheet) -> Table:
    verify = [
        QrCode(sheet.verify_url, SIDE),
        Spacer(0, 2 * mm),
        words("扫码核验真伪与状态", SMALL, centred=True),
        words(f"核验码 {sheet.code}", SMALL, centred=True),
    ]
    issued = [
        Seal(sheet.organ, SEAL_SIDE),
        Spacer(0, 1 * mm),
        words(sheet.organ, ITEM_SIZE, centred=True),
        words(_day(sheet.valid_from), BODY + 0.5, centred=True),
    ]
    cells: list[Any] = [verify, "", issued]
    table = Table([cells], colWidths=[SIDE + 10 * mm, WIDTH * 0.2, WIDTH * 0.46])
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), font_name()),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ]
    )
    return table


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
