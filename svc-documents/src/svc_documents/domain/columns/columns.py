"""Columns (栏目): a tree of up to nine levels, each with who answers for it and how often.

A column that is not updated within its period turns red; it is told once for each lapse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple
from uuid import UUID

from shared.office_hours import china_time, moment_of
from shared.refusals import Invalid, NotFound
from shared.work_calendar import WorkCalendar

DEEPEST = 9
YELLOW_SHARE = 0.8
ColumnKind = Literal["list", "law_enforcement", "credit", "inspection", "fund"]


class ColumnLight(StrEnum):
    """Whether a column is kept up: red once its period is over."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(eq=False)
class ColumnNotFound(NotFound):
    """没有找到这个栏目。"""

    advice: ClassVar[str] = "请在栏目目录（/api/v1/columns）中选择。"


@dataclass(eq=False)
class ColumnUnsound(Invalid):
    """栏目的设置不正确。"""


class Period(NamedTuple):
    """How often a column has to be updated."""

    days: int
    working: bool = False

    def due_on(self, updated: date, calendar: WorkCalendar) -> date:
        """The last day on which the next update is in time."""
        if self.working:
            return working_days_after(calendar, updated, self.days)
        return updated + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; the top ones have no parent."""

    column_id: str
    name: str
    parent: str | None = None
    position: int = 0
    kind: ColumnKind = "list"
    description: str = ""
    organ_id: UUID | None = None
    organ_name: str = ""
    region_code: str = ""
    period: Period | None = None

    def light(self, updated: date | None, today: date, calendar: WorkCalendar) -> ColumnLight:
        """Red after the last day of its period; yellow when most of the period has gone by."""
        due = self.due_on(updated, calendar)
        if due is None or updated is None:
            return ColumnLight.GREEN
        if today > due:
            return ColumnLight.RED
        gone = (today - updated).days >= YELLOW_SHARE * (due - updated).days
        return ColumnLight.YELLOW if gone else ColumnLight.GREEN

    def due_on(self, updated: date | None, calendar: WorkCalendar) -> date | None:
        """When the next update is due; never without a period."""
        if self.period is None or updated is None:
            return None
        return self.period.due_on(updated, calendar)


def complaint_about(column: Column, parents: Mapping[str, str | None]) -> tuple[str, str] | None:
    """What is wrong with where a column would stand: a code and a sentence.

    ``parents`` are the parents of all other columns by their ids.
    """
    above, at = [column.column_id], column.parent
    while at is not None:
        if at == column.column_id:
            return "cycle", f"栏目不能放在自己之下：{' → '.join(reversed([*above, at]))}。"
        if at not in parents:
            return "unknown_parent", f"没有“{at}”这个上级栏目。"
        above.append(at)
        at = parents[at]
    if len(above) + _depth_below(column.column_id, parents) > DEEPEST:
        return "too_deep", f"栏目最多 {DEEPEST} 级，请放到更高的一级。"
    return None


def _depth_below(column_id: str, parents: Mapping[str, str | None]) -> int:
    children = [one for one, parent in parents.items() if parent == column_id and one != parent]
    return max((1 + _depth_below(one, parents) for one in children), default=0)


def working_days_after(calendar: WorkCalendar, day: date, number: int) -> date:
    """The so many-th working day after a day (民法典 art. 201: the day itself is not counted)."""
    return china_time(calendar.add_working_days(moment_of(day, 0), number).at).date()
