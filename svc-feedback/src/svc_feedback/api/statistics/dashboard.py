"""Routes of the dashboard, live as well.

Its counts are read from a few rows, so whoever looks at it reads them anew every
two seconds instead of waiting for each of a thousand reviews.
"""

from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, Field

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, logged_in
from shared.live import LONGEST_WAIT_SECONDS, Live, Version
from shared.moments import Moment
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import Unauthenticated
from svc_feedback.api.figure_views import SummaryView, summary_view
from svc_feedback.api.reading import RegionCode
from svc_feedback.api.statistics.handling import HandlingView, handling_view
from svc_feedback.use_cases.statistics.dashboard import Dashboard, show_dashboard

PREFIX = "/api/v1/feedback-stats/dashboard"
router = edge_router("feedback-stats", prefix=PREFIX)
live_router = APIRouter(prefix=PREFIX, tags=["feedback-stats"])
DASHBOARDS = UUID("8d2f6c1e-5f0b-4c39-9a43-0f5f5a4f7c11")


class HourView(BaseModel):
    """What came in one hour of today."""

    hour: Moment
    reviews: int
    bad: int


class ChannelView(BaseModel):
    """What came by one channel this month."""

    channel: str = Field(examples=["mini_program"])
    reviews: int
    bad: int


class WorstView(BaseModel):
    """A matter that is surely bad, as far as this month tells."""

    matter_code: str
    matter_name: str | None
    reviews: int
    bad: int
    bad_rate: float | None


class DashboardView(BaseModel):
    """Today and this month; ``number`` grows with every change, ``at`` is when it was read."""

    number: int
    at: Moment
    region: str
    today: SummaryView
    month: SummaryView
    handling: HandlingView = Field(description="本月差评的办理情况")
    hours: list[HourView]
    channels: list[ChannelView]
    worst_matters: list[WorstView]


class _Reader:
    """Reads one region's dashboard again and again, each time in a unit of work of its own."""

    def __init__(self, request: Request, region: str) -> None:
        self._state = request.app.state
        self._region = region

    async def read(self) -> Version:
        """The present view."""
        state = self._state
        async with UnitOfWork(state.pool, state.now(), actor="anonymous") as work:
            view = _view(await show_dashboard(work, self._region), self._region)
            return Version(view.number, view.model_dump(mode="json"))


@router.get("", dependencies=[Fields])
async def watch_reviews(
    request: Request,
    work: Work,
    _: AnyCaller,
    region: RegionCode = "",
    after: Annotated[int, Query(ge=-1)] = -1,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS)] = 0,
) -> DashboardView:
    """How reviews come in; with `wait`, as soon as the number is higher than `after`."""
    if not wait:
        return _view(await show_dashboard(work, region), region)
    await work.give_back()
    live, reader = _live(request), _Reader(request, region)
    version = await live.next_version(_dashboard_id(region), reader.read, after, wait)
    return DashboardView(**version.state)


@live_router.get(
    "/stream",
    response_class=Response,
    responses={
        **documented(Unauthenticated),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
async def stream_reviews(
    request: Request,
    region: RegionCode = "",
    last_event_id: Annotated[int, Header(ge=-1)] = -1,
) -> Response:
    """The same as server-sent events, for who has logged in; resumes at Last-Event-ID."""
    await logged_in(request)
    reader = _Reader(request, region)
    return _live(request).stream(_dashboard_id(region), reader.read, last_event_id, "dashboard")


def _live(request: Request) -> Live:
    live: Live = request.app.state.dashboards
    return live


def _dashboard_id(region: str) -> UUID:
    return uuid5(DASHBOARDS, region)


def _view(shown: Dashboard, region: str) -> DashboardView:
    plain: dict[str, Any] = {"number": shown.number, "at": shown.at, "region": region}
    return DashboardView(
        **plain,
        today=summary_view(shown.today),
        month=summary_view(shown.month),
        handling=handling_view(shown.handling),
        hours=[
            HourView(hour=hour, reviews=figures.reviews, bad=figures.bad)
            for hour, figures in shown.hours
        ],
        channels=[
            ChannelView(channel=channel, reviews=figures.reviews, bad=figures.bad)
            for channel, figures in sorted(shown.channels.items())
        ],
        worst_matters=[
            WorstView(
                matter_code=each.subject, matter_name=shown.names.get(each.subject),
                reviews=each.figures.reviews, bad=each.figures.bad, bad_rate=each.figures.bad_rate,
            )
            for each in shown.worst
        ],
    )  # fmt: skip
