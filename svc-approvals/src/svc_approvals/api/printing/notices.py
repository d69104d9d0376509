"""The notice that says everything once (一次性告知单), printed."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from svc_approvals.api.printing.paper import BODY, HEADING, SMALL, TITLE, bound, facts, grid, words
from svc_approvals.domain.catalogue.notices import COLUMNS, Notice, NoticeFee, NoticeLine

WIDTHS = (0.07, 0.29, 0.07, 0.07, 0.09, 0.29, 0.12)
YES, NO = "√", "—"


def notice_pdf(notice: Notice) -> bytes:
    """The notice on A4, every material row with its seven columns."""
    title = f"{notice.title} 一次性告知单"
    return bound(title, list(_parts(notice)))


def _parts(notice: Notice) -> Iterator[Flowable]:
    yield words("“一件事一次办”一次性告知单", TITLE, centred=True, below=4)
    yield words(notice.title, HEADING + 2, centred=True, below=8)
    yield facts(said(notice))
    yield Spacer(0, 10)
    yield words("申请材料", HEADING, below=4)
    yield grid([_header(), *(_row(line) for line in notice.lines)], WIDTHS, header=True)
    yield Spacer(0, 10)
    if notice.fees:
        yield words("收费", HEADING, below=4)
        yield grid(
            [_texts("收费项目", "收费标准", "收费依据", "收费部门"), *_fees(notice)],
            (0.24, 0.38, 0.2, 0.18),
            header=True,
        )
        yield Spacer(0, 10)
    if notice.rights:
        yield words(f"申请人的权利：{notice.rights}。", SMALL + 0.5, below=3)
    if notice.duties:
        yield words(f"申请人的义务：{notice.duties}。", SMALL + 0.5)


def said(notice: Notice) -> Iterator[tuple[str, str]]:
    """What stands above the materials: limit, place, hours, phones."""
    if notice.warning:
        yield "依据提示", notice.warning
    yield "事项编码", notice.code
    yield "办理情形", "；".join(notice.scenario)
    yield (
        "办结时限",
        f"承诺 {notice.promised_days} 个工作日（法定 {notice.statutory_days} 个工作日）",
    )
    yield "办理渠道", notice.channel
    yield "办理地点", notice.place
    yield "办理时间", notice.hours
    yield "咨询电话", notice.consult_phone
    yield "监督电话", notice.supervise_phone
    yield "结果送达", notice.delivery


def _header() -> list[Flowable]:
    return [words(column, centred=True) for column in COLUMNS]


def _row(line: NoticeLine) -> list[Flowable]:
    return [
        words(str(line.number), centred=True),
        words(line.name),
        words(str(line.sets), centred=True),
        words(YES if line.original else NO, centred=True),
        words(YES if line.copy else NO, centred=True),
        words(line.requirement or NO),
        words(line.sample or NO, BODY, centred=not line.sample),
    ]


def _fees(notice: Notice) -> Iterator[list[Flowable]]:
    for fee in notice.fees:
        yield _texts(*fee_columns(fee))


def fee_columns(fee: NoticeFee) -> tuple[str, str, str, str]:
    """A fee as it is printed: what, how much, on which authority, by whom."""
    return fee.name, fee.standard, fee.printed_basis, fee.collector


def _texts(*texts: str) -> list[Flowable]:
    return [words(text) for text in texts]
