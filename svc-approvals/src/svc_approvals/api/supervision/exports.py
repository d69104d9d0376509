"""Export of what was closed in a region, as CSV or XLSX, streamed page by page."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Query, Request, Response
from starlette.responses import StreamingResponse

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.office_hours import china_time, moment_of
from shared.problems import documented
from shared.reading import NO_STORE
from shared.sheets import MEDIA, as_csv, as_xlsx
from svc_approvals.api.supervision.statistics import First, Last
from svc_approvals.api.tools import Supervisor, Tools
from svc_approvals.storage.supervision.exports import FIRST, Place
from svc_approvals.use_cases.supervision.exports import SHEETS, Cell, What, next_rows
from svc_approvals.use_cases.supervision.statistics import SpanBackwards

router = edge_router("supervision", prefix="/api/v1/supervision/export")
Format = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows, and as what."""

    first: First = None
    last: Last = None
    what: Annotated[What, Query(description="办件或环节")] = "cases"
    format: Annotated[Format, Query(description="文件格式")] = "csv"


@router.get(
    "",
    response_class=Response,
    responses={
        **documented(SpanBackwards),
        200: {
            "content": {
                media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for media in MEDIA.values()
            }
        },
    },
)
async def export_closed(
    request: Request,
    work: Work,
    tools: Tools,
    caller: Supervisor,
    asked: Annotated[Asked, Depends()],
) -> Response:
    """What was closed in the span, the first closed first; names are masked."""
    today = china_time(work.now).date()
    first, last = asked.first or date(today.year, 1, 1), asked.last or today
    if first > last:
        raise SpanBackwards
    pages = _pages(request, work, tools, caller.region_code, asked.what, (first, last))
    await work.give_back()
    written = as_csv(pages) if asked.format == "csv" else as_xlsx(pages)
    name = f"{asked.what}-{first}-{last}.{asked.format}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": NO_STORE,
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(written, media_type=MEDIA[asked.format], headers=headers)


async def _pages(
    request: Request,
    asked_in: UnitOfWork,
    tools: Tools,
    region_code: str,
    what: What,
    span: tuple[date, date],
) -> AsyncIterator[list[list[Cell]]]:
    yield [list(SHEETS[what])]
    place: Place | None = (moment_of(span[0], 0), FIRST)
    before = moment_of(span[1] + timedelta(days=1), 0)
    while place is not None:
        async with UnitOfWork(request.app.state.pool, asked_in.now, actor=asked_in.actor) as work:
            rows, place = await next_rows(work, tools, what, region_code, place, before)
        yield rows
