"""Routes of the analysis: themes, their trend and heat, messages and bursts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import CursorInvalid, Page, Paging
from shared.problems import documented
from shared.reading import Fields
from svc_feedback.api.reading import CODE
from svc_feedback.api.voice.listed import listed_page
from svc_feedback.api.voice.views import (
    BurstView,
    HeatView,
    MessageView,
    SimilarMessageView,
    ThemeRowView,
    ThemeView,
    TrendDayView,
)
from svc_feedback.domain.voice import reasons
from svc_feedback.use_cases.voice import reading

router = edge_router("voice", prefix="/api/v1/voice")
Analyst = Annotated[Caller, Depends(role("editor", "supervisor"))]
Days = Annotated[int, Query(ge=1, le=366, description="最近多少天")]


@router.get(
    "/themes", dependencies=[Fields], response_model=Page[ThemeRowView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_themes(
    request: Request,
    response: Response,
    work: Work,
    caller: Analyst,
    page: Paging,
    days: Days = 28,
    matter: Annotated[str | None, Query(pattern=CODE, description="事项编码")] = None,
) -> dict[str, Any]:
    """What people of your place speak of, the most first."""
    listed = await reading.list_themes(work, caller, page, days, matter)
    return listed_page(request, response, page, listed, ("messages", "theme_id"))


@router.get(
    "/themes/{theme_id}", dependencies=[Fields], responses=documented(reasons.ThemeNotFound)
)
async def show_theme(work: Work, caller: Analyst, theme_id: UUID) -> ThemeView:
    """One theme spoken of at your place, with its terms."""
    return ThemeView.model_validate(dict(await reading.show_theme(work, caller, theme_id)))


@router.get("/themes/{theme_id}/trend", responses=documented(reasons.ThemeNotFound))
async def show_theme_trend(
    work: Work, caller: Analyst, theme_id: UUID, days: Days = 56
) -> list[TrendDayView]:
    """How often it was spoken of on each day; days without it are left out."""
    rows = await reading.show_trend(work, caller, theme_id, days)
    return [TrendDayView(**dict(row)) for row in rows]


@router.get("/themes/{theme_id}/heat", responses=documented(reasons.ThemeNotFound))
async def show_theme_heat(
    work: Work, caller: Analyst, theme_id: UUID, days: Days = 28
) -> list[HeatView]:
    """Where and about which matter it is spoken of, the hottest hundred."""
    rows = await reading.show_heat(work, caller, theme_id, days)
    return [HeatView(**dict(row)) for row in rows]


@router.get(
    "/themes/{theme_id}/messages", dependencies=[Fields], response_model=Page[MessageView],
    responses=documented(CursorInvalid, reasons.ThemeNotFound),
)  # fmt: skip
async def list_theme_messages(
    request: Request,
    response: Response,
    work: Work,
    caller: Analyst,
    page: Paging,
    theme_id: UUID,
) -> dict[str, Any]:
    """What was said about it, the newest first."""
    listed = await reading.list_messages(work, caller, theme_id, page)
    return listed_page(request, response, page, listed, ("day", "message_id"))


@router.get("/messages/{message_id}/similar", responses=documented(reasons.VoiceMessageNotFound))
async def list_similar_messages(
    work: Work,
    caller: Analyst,
    message_id: UUID,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[SimilarMessageView]:
    """The likest messages of the same theme, the likest first."""
    near = await reading.similar_messages(work, caller, message_id, limit)
    return [SimilarMessageView(**dict(row), nearness=nearness) for row, nearness in near]


@router.get(
    "/bursts", dependencies=[Fields], response_model=Page[BurstView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_bursts(
    request: Request, response: Response, work: Work, caller: Analyst, page: Paging
) -> dict[str, Any]:
    """Days on which a theme was spoken of far more than usual at your place, newest first."""
    listed = await reading.list_bursts(work, caller, page)
    return listed_page(request, response, page, listed, ("day", "theme_id", "region_code"))
