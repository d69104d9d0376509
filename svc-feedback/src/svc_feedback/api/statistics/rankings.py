"""Routes of rankings."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.api.figure_views import SummaryView, summary_view
from svc_feedback.api.reading import FirstDay, LastDay, RegionCode
from svc_feedback.api.tools import Tools
from svc_feedback.domain.periods import Period, PeriodReversed
from svc_feedback.domain.statistics.rankings import Kind, Order, Ranked
from svc_feedback.use_cases.statistics.rankings import Asked, rank_subjects

router = edge_router("feedback-stats", prefix="/api/v1/feedback-stats")


class RankedView(BaseModel):
    """A subject in its place; ``key`` is the bound it is ranked by."""

    subject: str = Field(description="事项编码、部门编号、窗口编号、工号、地区代码或渠道")
    name: str | None
    key: float = Field(description="排名依据：区间下限")
    figures: SummaryView


async def asked_for(
    by: Annotated[Kind, Query(description="排名对象")],
    order: Annotated[Order, Query(description="满意率由高到低，或差评率由高到低")] = "satisfaction",
    region: RegionCode = "",
    first: FirstDay = None,
    last: LastDay = None,
    least: Annotated[int, Query(ge=1, le=1_000_000, description="参与排名的最少评价数")] = 1,
) -> Asked:
    """What is to be ranked; refused with PeriodReversed."""
    return Asked(by, order, Period.between(first, last), region, least)


@router.get(
    "/rankings",
    dependencies=[Fields, publicly(60)],
    responses=documented(CursorInvalid, PeriodReversed),
)
async def rank_reviews(
    request: Request,
    response: Response,
    work: Work,
    tools: Tools,
    _: AnyCaller,
    page: Paging,
    asked: Annotated[Asked, Depends(asked_for)],
) -> Page[RankedView]:
    """Subjects of one kind in order of a sure bound, so that few reviews cannot lead."""
    listed = await rank_subjects(work, asked, tools.least_of_person, page)
    rows = [_plain(each, listed.names) for each in listed.ranked]
    found = page_of(rows, page, ("key", "subject"), listed.total)
    link_next(request, response, found)
    return Page[RankedView].model_validate(found)


def _plain(ranked: Ranked, names: dict[str, str]) -> dict[str, object]:
    return {
        "subject": ranked.subject,
        "name": names.get(ranked.subject),
        "key": ranked.key,
        "figures": summary_view(ranked.figures),
    }
