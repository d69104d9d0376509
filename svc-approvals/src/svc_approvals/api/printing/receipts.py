"""The receipt of a case (受理通知书): what was accepted, until when, and how to follow it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from shared.fonts import font_name
from svc_approvals.api.printing.paper import (
    HEADING,
    SMALL,
    TITLE,
    WIDTH,
    QrCode,
    bound,
    facts,
    grid,
    words,
)

SIDE = 34 * mm


@dataclass(frozen=True, slots=True)
class ReceiptMaterial:
    """A material of the case and what became of it: 已收, 容缺至 2026-03-06, 告知承诺."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is printed; times and names are ready words, names masked where they have to be."""

    title: str
    case_no: str
    query_code: str
    matter_name: str
    applicant: str
    organ: str
    submitted_at: str = ""
    accepted_at: str = ""
    promised_due: str = ""
    statutory_due: str = ""
    clerk: str = ""
    consult_phone: str = ""
    supervise_phone: str = ""
    place: str = ""
    track_url: str = ""
    materials: tuple[ReceiptMaterial, ...] = ()
    note: str = ""


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt on A4, with a QR code that opens the tracking page."""
    return bound(f"{receipt.title} {receipt.case_no}", list(_parts(receipt)))


def _parts(receipt: Receipt) -> Iterator[Flowable]:
    yield words(receipt.title, TITLE, centred=True, below=4)
    yield words(receipt.organ, HEADING, centred=True, below=8)
    yield facts(_said(receipt))
    yield Spacer(0, 10)
    if receipt.materials:
        yield words("申请材料", HEADING, below=4)
        yield grid(_materials(receipt), (0.08, 0.62, 0.3), header=True)
        yield Spacer(0, 10)
    if receipt.note:
        yield words(receipt.note, below=8)
    if receipt.track_url:
        yield _follow(receipt)


def _said(receipt: Receipt) -> Iterator[tuple[str, str]]:
    yield "办件编号", receipt.case_no
    yield "查询码", receipt.query_code
    yield "事项名称", receipt.matter_name
    yield "申请人", receipt.applicant
    yield "提交时间", receipt.submitted_at
    yield "受理时间", receipt.accepted_at
    yield "承诺办结", receipt.promised_due
    yield "法定期限", receipt.statutory_due
    yield "窗口人员", receipt.clerk
    yield "办理地点", receipt.place
    yield "咨询电话", receipt.consult_phone
    yield "监督电话", receipt.supervise_phone


def _materials(receipt: Receipt) -> list[list[Flowable]]:
    rows: list[list[Flowable]] = [
        [words(str(number), centred=True), words(one.name), words(one.state)]
        for number, one in enumerate(receipt.materials, 1)
    ]
    return [[words("序号", centred=True), words("材料名称"), words("收取情况")], *rows]


def _follow(receipt: Receipt) -> Table:
    told: list[Flowable] = [
        words("扫描二维码，随时查看办理进度。", below=3),
        words("也可凭办件编号和查询码在网上或自助终端查询，无需登录。", SMALL + 0.5, below=3),
        words("查询码请妥善保管，不要告诉无关的人。", SMALL + 0.5),
    ]
    cells: list[Flowable | list[Flowable]] = [QrCode(receipt.track_url, SIDE), told]
    table = Table([cells], colWidths=[SIDE + 6 * mm, WIDTH - SIDE - 6 * mm])
    table.setStyle(
        [("FONTNAME", (0, 0), (-1, -1), font_name()), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    return table
