"""Statistics as supervisors and the public read them."""

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from shared.work_calendar import USUAL_HOURS
from svc_approvals.domain.supervision.tallies import Tally
from svc_approvals.use_cases.supervision.statistics import Line

DAY = USUAL_HOURS.minutes_a_day


class ResultsView(BaseModel):
    """How cases ended; of nodes only approved and refused are counted."""

    approved: int
    partly: int
    refused: int
    not_accepted: int
    withdrawn: int
    terminated: int


class LineView(BaseModel):
    """The figures of one organ, matter, node, month or channel; durations in working days."""

    member: str = Field(examples=["HC-YJS-0001"])
    name: str = Field(examples=["我要开理发店（个体无房产证）"])
    submitted: int = Field(description="区间内首次提交的办件")
    accepted: int = Field(description="区间内受理的办件")
    closed: int = Field(description="区间内办结的办件（环节：作出决定的环节）")
    results: ResultsView
    mean_days: float | None = Field(description="平均办理工作日", examples=[0.58])
    p50_days: float | None
    p80_days: float | None
    p95_days: float | None
    on_time_rate: float | None = Field(description="在承诺时限内办结的比例", examples=[0.9712])
    lawful_rate: float | None = Field(description="在法定时限内办结的比例")
    supplement_rate: float | None = Field(description="补正率")
    deferral_rate: float | None = Field(description="容缺受理率")
    refusal_rate: float | None = Field(description="不予许可率")
    open: int = Field(description="目前在办")
    overdue: int = Field(description="目前已超承诺时限")


class StatisticsView(BaseModel):
    """The figures of a region. ``uncounted``: closed a moment ago and not in them yet."""

    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")
    by: str
    region_code: str
    uncounted: int
    total: int = Field(description="行数；items 按 limit 截取")
    items: list[LineView]


class MatterStatisticsView(BaseModel):
    """What the guide says of how a matter went lately."""

    since: date
    closed: int = Field(description="已办结的办件")
    on_time_rate: float | None
    median_days: float | None = Field(description="办理工作日的中位数")
    p80_days: float | None


def line_view(line: Line) -> LineView:
    """One line."""
    tally = line.tally
    return LineView(
        member=line.member,
        name=line.name,
        submitted=tally.submitted,
        accepted=tally.accepted,
        closed=tally.closed,
        results=ResultsView(**{name: getattr(tally, name) for name in ResultsView.model_fields}),
        **rates(tally),
        open=line.open,
        overdue=line.overdue,
    )


def rates(tally: Tally) -> dict[str, Any]:
    """Everything that is divided."""
    lasted = tally.durations
    return {
        "mean_days": days(lasted.mean),
        "p50_days": days(lasted.quantile(0.5)),
        "p80_days": days(lasted.quantile(0.8)),
        "p95_days": days(lasted.quantile(0.95)),
        "on_time_rate": tally.on_time_rate,
        "lawful_rate": tally.lawful_rate,
        "supplement_rate": tally.supplement_rate,
        "deferral_rate": tally.deferral_rate,
        "refusal_rate": tally.refusal_rate,
    }


def days(minutes: float | None) -> float | None:
    """Working days, to the hundredth."""
    return None if minutes is None else round(minutes / DAY, 2)
