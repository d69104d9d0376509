"""Default reviews: what a region's rules say of whoever does not review in time.

Only where a region has such a rule is a level taken for granted. It is kept as
`default`, is no active review, and is counted in no rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.work_calendar import WorkCalendar
from svc_feedback.domain.levels import Level
from svc_feedback.domain.places import narrowest

UNITS = ("natural_day", "working_day")


@dataclass(frozen=True, slots=True)
class DefaultRule:
    """A region's level for silence, and after how many days of which unit."""

    region_code: str
    level: Level
    days: int
    unit: str

    @property
    def needs_calendar(self) -> bool:
        """Whether days are working days."""
        return self.unit == "working_day"

    def end(self, opened_at: datetime, calendar: WorkCalendar | None) -> datetime:
        """Until when a person may review."""
        if calendar is not None and self.needs_calendar:
            return calendar.add_working_days(opened_at, self.days).at
        return opened_at + timedelta(days=self.days)


def rule_of(rules: Sequence[DefaultRule], region_code: str) -> DefaultRule | None:
    """The narrowest rule of a region; None: silence says nothing."""
    of_place = {rule.region_code: rule for rule in rules}
    place = narrowest(of_place, region_code)
    return None if place is None else of_place[place]


def read_default_rules(rows: Sequence[Mapping[str, Any]]) -> tuple[DefaultRule, ...]:
    """The rules of a file; ValueError says what is not in order."""
    return tuple(_rule(row) for row in rows)


def _rule(row: Mapping[str, Any]) -> DefaultRule:
    ((days, unit),) = row["after"].items()
    if not isinstance(days, int) or days < 1 or unit not in UNITS:
        raise ValueError(f"default reviews: {row['after']} is not a number of {' or '.join(UNITS)}")
    return DefaultRule(str(row["region"]), Level(row["level"]), days, unit)
