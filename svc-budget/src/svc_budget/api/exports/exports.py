"""Routes of downloads: asked for, watched, fetched, also in pieces."""

from typing import Annotated
from uuid import UUID

from fastapi import Header
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from shared.database import Row
from shared.downloads import resumable
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.problems import documented
from shared.reading import Fields
from svc_budget.api.tools import Tools
from svc_budget.domain.exports.exports import (
    MEDIA,
    ExportNotFound,
    ExportNotReady,
    ExportState,
    ExportTooLarge,
    Form,
    Wanted,
    wanted_of,
)
from svc_budget.domain.templates.templates import Book
from svc_budget.use_cases.exports.exporting import (
    ask_for_export,
    finished_export,
    show_export,
)
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

router = edge_router("exports", prefix="/api/v1/budget/exports")
ACCEPTED = 202
BudgetYear = Annotated[int, Field(ge=1994, le=2200)]


class ExportRequest(BaseModel):
    """Which facts are wanted, and in what form."""

    form: Form = Field(description="csv、xlsx，或 fdp（Fiscal Data Package 压缩包）")
    book: Book | None = None
    years: list[BudgetYear] = Field([], max_length=60)
    region_code: str | None = Field(None, pattern=r"^\d{6}$")
    unit: str | None = Field(None, max_length=40, pattern=r"^[^\x00-\x1f]+$")
    table: str | None = Field(None, max_length=20, pattern=r"^[A-Z0-9]+$", examples=["T3"])
    snapshot: int | None = Field(None, ge=1, lt=2**62, description="快照编号；默认最新")

    def wanted(self) -> Wanted:
        """As the domain takes it."""
        return Wanted(
            form=self.form, snapshot=self.snapshot or 0, book=self.book and self.book.value,
            years=tuple(sorted(set(self.years))), region=self.region_code, unit=self.unit,
            table=self.table,
        )  # fmt: skip


class ExportView(BaseModel):
    """A download, and how far it is."""

    export_id: UUID
    form: Form
    snapshot: int = Field(description="文件的全部内容都属于这一个快照")
    state: ExportState
    rows: int = Field(description="总行数，提交时即已算出")
    done: int = Field(description="已写出的行数")
    asked_at: Moment
    finished_at: Moment | None
    size: int | None = Field(description="文件字节数")
    href: str | None = Field(description="文件地址；支持断点续传（Range）")


@router.post(
    "",
    status_code=ACCEPTED,
    responses=documented(BudgetSnapshotNotFound, ExportTooLarge),
)
async def request_budget_export(work: Work, _: AnyCaller, body: ExportRequest) -> ExportView:
    """Ask for a file of facts; whoever asks for the same gets the same file."""
    return _view(await ask_for_export(work, body.wanted(), body.snapshot))


@router.get("/{export_id}", dependencies=[Fields], responses=documented(ExportNotFound))
async def show_budget_export(work: Work, _: AnyCaller, export_id: UUID) -> ExportView:
    """How far it is."""
    return _view(await show_export(work, export_id))


@router.get(
    "/{export_id}/file",
    response_class=StreamingResponse,
    responses=documented(ExportNotFound, ExportNotReady),
)
async def fetch_budget_export(
    work: Work,
    office: Tools,
    _: AnyCaller,
    export_id: UUID,
    wanted: Annotated[str | None, Header(alias="Range", max_length=100)] = None,
) -> StreamingResponse:
    """The file, or its rest (`Range: bytes=1000-`)."""
    found = await finished_export(work, export_id)
    asked = wanted_of(found["wanted"])
    media, ending = MEDIA[asked.form]
    name = f"预决算数据-快照{asked.snapshot}{ending}"
    return await resumable(office.files, found["file_key"], name, media, wanted)


def _view(row: Row) -> ExportView:
    asked, there = wanted_of(row["wanted"]), row["state"] == ExportState.DONE
    return ExportView(
        export_id=row["export_id"], form=asked.form, snapshot=asked.snapshot, state=row["state"],
        rows=row["rows"], done=row["done"], asked_at=row["asked_at"],
        finished_at=row["finished_at"], size=row["file_size"] if there else None,
        href=f"/api/v1/budget/exports/{row['export_id']}/file" if there else None,
    )  # fmt: skip
