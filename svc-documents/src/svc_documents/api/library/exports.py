"""Routes of exports: any list whole, as CSV, XLSX or lines of JSON, streamed page by page."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import Query, Request, Response
from starlette.responses import StreamingResponse

from shared.database import UnitOfWork
from shared.downloads import download_headers
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.sheets import MEDIA, Cell, as_csv, as_xlsx
from svc_documents.api.search.filters import Filters
from svc_documents.storage.library import shelves
from svc_documents.storage.library.shelves import ShelfRow
from svc_documents.storage.search.conditions import Narrowed

router = edge_router("library", prefix="/api/v1/documents")
AT_ONCE = 1000
LINES = "application/jsonl"
Format = Literal["csv", "xlsx", "jsonl"]
MEDIA_OF = {**MEDIA, "jsonl": LINES}
HEADING: list[Cell] = [
    "序号", "文件名称", "文号", "统一登记号", "发文日期", "效力状态", "状态起始日", "说明",
    "发文机关", "文种", "类别", "主题", "文件编号",
]  # fmt: skip
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for media in MEDIA_OF.values()
        }
    }
}


@router.get("/export", response_class=Response, responses=FILES)
async def export_documents(
    request: Request,
    work: Work,
    _: AnyCaller,
    filters: Filters,
    form: Annotated[Format, Query(alias="format", description="文件格式")] = "csv",
) -> Response:
    """The whole list with its effect on the day, the newest first."""
    await work.give_back()
    pages = _pages(request, work, filters)
    written = _as_lines(pages) if form == "jsonl" else _as_sheet(pages, form)
    name = f"文件库-{filters.on}.{form}"
    return StreamingResponse(written, media_type=MEDIA_OF[form], headers=download_headers(name))


async def _pages(
    request: Request, asked_in: UnitOfWork, filters: Narrowed
) -> AsyncIterator[list[ShelfRow]]:
    place: tuple[date, UUID] | None = None
    while True:
        async with UnitOfWork(request.app.state.pool, asked_in.now, actor=asked_in.actor) as work:
            rows = await shelves.listed(work, filters, place, AT_ONCE)
        if rows:
            yield rows
        if len(rows) < AT_ONCE:
            return
        place = rows[-1].place


def _as_sheet(pages: AsyncIterator[list[ShelfRow]], form: Format) -> AsyncIterator[bytes]:
    return as_csv(_cells(pages)) if form == "csv" else as_xlsx(_cells(pages))


async def _cells(pages: AsyncIterator[list[ShelfRow]]) -> AsyncIterator[list[list[Cell]]]:
    yield [HEADING]
    number = 0
    async for rows in pages:
        yield [_row(number + n, one) for n, one in enumerate(rows, 1)]
        number += len(rows)


def _row(number: int, one: ShelfRow) -> list[Cell]:
    effect = one.effect
    return [
        number, one.title, one.document_no, one.registration_no, _day(one.issued_on),
        effect.effect.label if effect.effect else "", _day(effect.since), effect.reason,
        one.organ_name, one.kind, one.category, one.theme, str(one.document_id),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


async def _as_lines(pages: AsyncIterator[list[ShelfRow]]) -> AsyncIterator[bytes]:
    async for rows in pages:
        yield b"".join(map(_line, rows))


def _line(one: ShelfRow) -> bytes:
    told = {name: getattr(one, name) for name in shelves.OWN}
    told["effect"] = one.effect._asdict()
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE, default=str)
