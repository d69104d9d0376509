"""Statistics: of a region for its supervisors, of a matter for everybody."""

from datetime import date
from typing import Annotated

from fastapi import Query

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.office_hours import china_time
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.supervision.statistics_views import (
    LineView,
    MatterStatisticsView,
    StatisticsView,
    days,
    line_view,
)
from svc_approvals.api.tools import Supervisor
from svc_approvals.domain.supervision.tallies import Tally
from svc_approvals.use_cases.catalogue.matters import MatterNotFound
from svc_approvals.use_cases.supervision import statistics
from svc_approvals.use_cases.supervision.statistics import Grouped, Question, SpanBackwards

router = edge_router("supervision", prefix="/api/v1/supervision/statistics")
matter_router = edge_router("matters", prefix="/api/v1/matters")
First = Annotated[
    date | None,
    Query(alias="from", description="第一天；默认今年一月一日", examples=["2026-01-01"]),
]
Last = Annotated[
    date | None,
    Query(alias="to", description="最后一天，含当天；默认今天", examples=["2026-06-30"]),
]


@router.get(
    "",
    dependencies=[Fields],
    responses=documented(SpanBackwards),
)
async def get_statistics(
    work: Work,
    caller: Supervisor,
    first: First = None,
    last: Last = None,
    by: Annotated[Grouped, Query(description="按什么分组")] = "matter",
    matter: Annotated[str | None, Query(max_length=50, description="只看一个事项")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> StatisticsView:
    """Volumes, durations in working days and rates of the supervisor's own region."""
    today = china_time(work.now).date()
    asked = Question(caller.region_code, first or date(today.year, 1, 1), last or today, by, matter)
    lines, waiting = await statistics.statistics(work, asked)
    shown: list[LineView] = [line_view(line) for line in lines[:limit]]
    return StatisticsView(
        first=asked.first, last=asked.last, by=by, region_code=asked.region_code,
        uncounted=waiting, total=len(lines), items=shown,
    )  # fmt: skip


@matter_router.get("/statistics", dependencies=[publicly(300), Fields])
async def get_public_statistics(work: Work, _: AnyCaller) -> MatterStatisticsView:
    """How long all matters took lately, and how often in time; since the begin of last year."""
    return _lately(*await statistics.of_everything(work))


@matter_router.get(
    "/{code}/statistics",
    dependencies=[publicly(300), Fields],
    responses=documented(MatterNotFound),
)
async def get_matter_statistics(work: Work, _: AnyCaller, code: str) -> MatterStatisticsView:
    """How long a matter took lately, and how often in time; since the begin of last year."""
    return _lately(*await statistics.of_matter(work, code))


def _lately(since: date, tally: Tally) -> MatterStatisticsView:
    return MatterStatisticsView(
        since=since,
        closed=tally.closed,
        on_time_rate=tally.on_time_rate,
        median_days=days(tally.durations.quantile(0.5)),
        p80_days=days(tally.durations.quantile(0.8)),
    )
