"""Figures for the front page."""

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from gateway.api.composition.asking import Asking, Asks, Shared
from gateway.api.composition.card_views import PARTIAL
from gateway.api.resources import Lent
from gateway.domain.composition.parts import Gathered, Part, gathered
from shared.edge import edge_router
from shared.identity import AnyCaller
from shared.reading import Fields

router = edge_router("stats", prefix="/api/v1/stats")
SECONDS = 1.5


class FiguresView(BaseModel):
    """The platform in figures; null where the service that counts did not answer."""

    matters: int | None = Field(description="公开的办事事项")
    cases_done: int | None = Field(description="已办结的办件，自 cases_since 起")
    cases_since: date | None
    on_time_rate: float | None = Field(description="在承诺时限内办结的比例", examples=[0.9987])
    satisfaction: float | None = Field(description="满意及以上的比例", examples=[0.9981])
    reviews: int | None = Field(description="计入满意率的评价")
    documents_valid: int | None = Field(description="现行有效的文件")
    documents: int | None = Field(description="收录的文件")
    policies: int | None = Field(description="公开的惠企政策")
    funds: int | None = Field(description="公开的专项资金和转移支付")


class PublicStatsView(FiguresView):
    """The figures, and which services are missing."""

    partial: list[str] = PARTIAL


def parts_of(asks: Asking, region_code: str) -> list[Part]:
    """What has to be asked for the figures."""
    return [
        Part("matters", "approvals", asks.public("matters", limit=1, count="true")),
        Part("cases", "approvals", asks.public("matters/statistics")),
        Part("library", "documents", asks.public("documents/stats")),
        Part("satisfaction", "feedback", asks.public("reviews/summary", region=region_code)),
        Part("policies_known", "policies", asks.public("policies", limit=1, count="true")),
        Part("funds_known", "budget", asks.public("budget/funds", limit=1, count="true")),
    ]


def figures_of(told: Gathered) -> dict[str, Any]:
    """The figures out of what was told."""
    cases, library = told.get("cases") or {}, told.get("library") or {}
    reviews = told.get("satisfaction") or {}
    return {
        "matters": _total(told, "matters"),
        "cases_done": cases.get("closed"),
        "cases_since": cases.get("since"),
        "on_time_rate": cases.get("on_time_rate"),
        "satisfaction": reviews.get("satisfaction_wide"),
        "reviews": reviews.get("reviews"),
        "documents_valid": library.get("in_force"),
        "documents": library.get("documents"),
        "policies": _total(told, "policies_known"),
        "funds": _total(told, "funds_known"),
    }


def _total(told: Gathered, name: str) -> int | None:
    page = told.get(name)
    return page["total"] if page else None


@router.get("/public", dependencies=[Fields])
async def read_public_stats(
    _: AnyCaller, asks: Asks, shared: Shared, lent: Lent
) -> PublicStatsView:
    """Counts for the front page: matters, cases done, on time, satisfaction, documents valid."""
    told = await gathered(parts_of(asks, lent.region_code), SECONDS)
    shared(told.partial)
    return PublicStatsView.model_validate({**figures_of(told), "partial": told.partial})
