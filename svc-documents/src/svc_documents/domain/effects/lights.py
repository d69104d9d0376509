"""Lights before the end of a validity: how near it is, and when the organ must evaluate."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from svc_documents.domain.effects.terms import months_before
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdictions


class Light(StrEnum):
    """How near an end or a deadline is."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"
    OVERDUE = "overdue"


RED_DAYS, YELLOW_DAYS = 30, 90


class Notice(NamedTuple):
    """So many days before the end lights go on; so many months before it evaluation begins."""

    days: tuple[int, ...] = (180, 90, 30)
    evaluation_months: int = 6

    def reached(self, last_day: date, today: date) -> int | None:
        """The nearest light that is on: 90 from the 90th day before the last day on."""
        left = (last_day - today).days
        return min((days for days in self.days if 0 <= left <= days), default=None)

    def evaluation_from(self, last_day: date) -> date:
        """From when on the drafting organ evaluates."""
        return months_before(last_day, self.evaluation_months)


USUAL = Notice()


def notice_of(rules: Jurisdictions, region_code: str) -> Notice:
    """The lead times of a region, or the usual ones."""
    found = rules.of_region(region_code)
    return Notice(found.notice_days, found.evaluation_months) if found else USUAL


def longest_notice(rules: Jurisdictions) -> int:
    """The earliest light anybody has, in days."""
    return max((day for one in rules.all for day in one.notice_days), default=max(USUAL.days))


def light_of(day: date, today: date) -> Light:
    """The light of a deadline that is still met on its day."""
    left = (day - today).days
    if left < 0:
        return Light.OVERDUE
    if left <= RED_DAYS:
        return Light.RED
    return Light.YELLOW if left <= YELLOW_DAYS else Light.BLUE
