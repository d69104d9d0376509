"""The yearly report's table, and the kinds of answer as data."""

from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, Field

from shared.database import Row
from svc_documents.api.disclosure_requests.request_views import GroundView
from svc_documents.domain.disclosure_requests.answers import GROUNDS, KINDS, WITH_GROUNDS
from svc_documents.domain.disclosure_requests.report import COLUMNS, ROWS, Report


class ReportColumnView(BaseModel):
    """A kind of applicant."""

    kind: str
    title: str


class ReportRowView(BaseModel):
    """A row of the table."""

    row: str = Field(examples=["3.3.1"])
    title: str
    counts: dict[str, int] = Field(description="按申请人类型")
    total: int


class DisclosureReportView(BaseModel):
    """The table of a year (年度报告第三部分), and how fast requests were answered."""

    year: int
    organ_id: UUID | None
    region_code: str | None
    columns: list[ReportColumnView]
    rows: list[ReportRowView]
    adds_up: bool = Field(description="新收 + 上年结转 = 总计 + 结转下年度")
    closed: int
    closed_in_time: int
    extended: int
    supplemented: int
    fees: Decimal = Field(description="信息处理费（元）")


class AnswerKindView(BaseModel):
    """A kind of answer."""

    code: str
    title: str
    article: str
    needs_grounds: bool


class AnswerKindsView(BaseModel):
    """The kinds of answer and the grounds of refusal, with their articles."""

    kinds: list[AnswerKindView]
    grounds: list[GroundView]


def report_view(
    report: Report, pace: Row, year: int, organ_id: UUID | None, region_code: str | None
) -> DisclosureReportView:
    """The table as it is shown."""
    return DisclosureReportView(
        year=year,
        organ_id=organ_id,
        region_code=region_code,
        columns=[ReportColumnView(kind=kind, title=title) for kind, title in COLUMNS.items()],
        rows=[
            ReportRowView(
                row=row, title=title, counts=dict(report.of(row)), total=report.total(row)
            )
            for row, title in ROWS.items()
        ],
        adds_up=report.adds_up(),
        closed=pace["closed"],
        closed_in_time=pace["in_time"],
        extended=pace["extended"],
        supplemented=pace["supplemented"],
        fees=pace["fees"],
    )


def kinds_view() -> AnswerKindsView:
    """What there is to choose from."""
    kinds = [
        AnswerKindView(
            code=kind, title=words.title, article=words.article, needs_grounds=kind in WITH_GROUNDS
        )
        for kind, words in KINDS.items()
    ]
    grounds = [
        GroundView(code=code, title=words.title, article=words.article)
        for code, words in GROUNDS.items()
    ]
    return AnswerKindsView(kinds=kinds, grounds=grounds)
