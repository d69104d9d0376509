"""The work calendar: which days are worked, year by year."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from gateway.domain.calendar import Day, NoticeUnusable, Year, YearUnknown, year_of_notice
from gateway.storage import calendar
from gateway.use_cases.calendar import import_calendar
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, RoleMissing, role
from shared.problems import documented
from shared.reading import Fields, publicly

router = edge_router("calendar", prefix="/api/v1/calendar")
YearNumber = Annotated[int, Field(ge=2004, le=2100, examples=[2026])]
Administrator = Annotated[Caller, Depends(role("admin"))]


class DayView(BaseModel):
    """One day; `name` says why it is not an ordinary one."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    day: date = Field(examples=["2026-10-01"])
    is_working: bool = Field(examples=[False])
    name: Annotated[str | None, Field(max_length=30, examples=["国庆节"])] = None


class YearView(BaseModel):
    """A whole year; provisional until the State Council's notice has been imported."""

    year: int = Field(examples=[2026])
    provisional: bool
    source: str = Field(examples=["国务院办公厅放假通知"])
    working_days: int = Field(examples=[248])
    days: list[DayView]


class NoticeRequest(BaseModel):
    """A notice: the holidays and make-up working days it names; the rest goes by weekday."""

    model_config = ConfigDict(extra="forbid")

    year: YearNumber
    source: Annotated[str, Field(min_length=1, max_length=200, examples=["国办发明电〔2026〕7号"])]
    days: Annotated[list[DayView], Field(max_length=366)]


@router.get(
    "",
    response_model=YearView,
    dependencies=[publicly(300), Fields],
    responses=documented(YearUnknown),
)
async def read_calendar(
    work: Work, caller: AnyCaller, year: Annotated[int, Query(ge=2004, le=2100, examples=[2026])]
) -> YearView:
    """All days of a year."""
    _ = caller
    known = await calendar.year_of(work, year)
    if known is None:
        raise YearUnknown(year)
    return _view(known)


@router.post("/import", response_model=YearView, responses=documented(NoticeUnusable, RoleMissing))
async def import_notice(notice: NoticeRequest, work: Work, caller: Administrator) -> YearView:
    """Set a year by the State Council's notice; open due dates are counted anew by it."""
    _ = caller
    named = [Day(day.day, day.is_working, day.name) for day in notice.days]
    year = year_of_notice(notice.year, named, notice.source)
    await import_calendar(work, year)
    return _view(year)


def _view(year: Year) -> YearView:
    return YearView(
        year=year.number,
        provisional=year.provisional,
        source=year.source,
        working_days=year.working_days,
        days=[DayView.model_validate(day) for day in year.days],
    )
