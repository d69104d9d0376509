"""Routes of figures by policy: reached, read, applied, granted (知晓率, 申报率, 兑现率)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.reading import Fields, publicly
from svc_policy_match.api.money import yuan
from svc_policy_match.storage.pushes import stats

router = edge_router("policy-stats", prefix="/api/v1/policy-stats")


class PolicyStatsView(BaseModel):
    """The figures of one policy; below ten accounts none is told, and no number from 1 to 9."""

    policy_id: UUID
    title: str
    reached: int | None = Field(description="已推送符合条件的对象数；不足10个不公开")
    read: int | None = Field(description="其中已读；1至9个不公开")
    read_share: float | None = Field(description="知晓率", examples=[0.62])
    applied: int | None = Field(description="已申报的对象数；1至9个不公开")
    applied_share: float | None = Field(description="申报率")
    granted: int | None = Field(description="已兑现的对象数；1至9个不公开")
    granted_share: float | None = Field(description="兑现率：兑现数占申报数")
    granted_amount: str | None = Field(description="兑现金额（元）；兑现不足10个不公开")


class StatsView(BaseModel):
    """The figures of all policies that hold."""

    day: date
    items: list[PolicyStatsView]


FEWEST = 10


@router.get("", dependencies=[publicly(60), Fields])
async def list_policy_stats(
    work: Work,
    _: AnyCaller,
    policy_id: Annotated[UUID | None, Query()] = None,
) -> StatsView:
    """How many each policy reached, how many of them applied, and what was granted."""
    rows = await stats.by_policy(work, policy_id)
    return StatsView(day=work.now.date(), items=[_view(one) for one in rows])


def _view(one: stats.Figures) -> PolicyStatsView:
    if one.reached < FEWEST:
        return PolicyStatsView(
            policy_id=one.policy_id, title=one.title, reached=None, read=None, read_share=None,
            applied=None, applied_share=None, granted=None, granted_share=None,
            granted_amount=None,
        )  # fmt: skip
    read, applied, granted = _told(one.read), _told(one.applied), _told(one.granted)
    return PolicyStatsView(
        policy_id=one.policy_id, title=one.title, reached=one.reached,
        read=read, read_share=_share(read, one.reached),
        applied=applied, applied_share=_share(applied, one.reached),
        granted=granted, granted_share=_share(granted, applied),
        granted_amount=None if granted is None else yuan(one.amount),
    )  # fmt: skip


def _told(number: int) -> int | None:
    """A number of accounts as it may be told: none, or enough that nobody is recognised."""
    return None if 0 < number < FEWEST else number


def _share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else round(part / whole, 4)
