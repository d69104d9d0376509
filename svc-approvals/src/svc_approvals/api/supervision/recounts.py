"""What became of open due dates after a calendar was imported."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from pydantic import Field

from shared.edge import Work, edge_router
from shared.moments import Moment
from shared.pages import Page, Paging, link_next, page_of
from shared.reading import Fields
from svc_approvals.api.shown import Shown
from svc_approvals.api.tools import Supervisor
from svc_approvals.storage.cases import recounts

router = edge_router("supervision", prefix="/api/v1/supervision")


class RecountView(Shown):
    """One batch: every open due date that reaches into a year, counted anew."""

    recount_id: UUID
    year: int = Field(examples=[2027])
    requested_at: Moment = Field(description="收到放假安排的时间")
    finished_at: Moment | None = Field(description="空为正在重新计算")
    round: int = Field(description="第几遍；共两遍，第二遍查漏", examples=[2])
    looked_at: int = Field(description="本遍核对的办件数", examples=[812])
    moved: int = Field(description="时限有变动的办件次数", examples=[640])
    failed: int = Field(description="本遍未能重新计算的办件数", examples=[0])


@router.get("/recounts", response_model=Page[RecountView], dependencies=[Fields])
async def list_recounts(
    work: Work, caller: Supervisor, paging: Paging, request: Request, response: Response
) -> Any:
    """Recounts of due dates, the newest first."""
    _ = caller
    after = paging.after_of(datetime.fromisoformat, UUID)
    rows = await recounts.listed(work, (after[0], after[1]), paging.fetch)
    total = await recounts.counted(work) if paging.count else None
    page = page_of([dict(row) for row in rows], paging, ("requested_at", "recount_id"), total)
    link_next(request, response, page)
    return page
