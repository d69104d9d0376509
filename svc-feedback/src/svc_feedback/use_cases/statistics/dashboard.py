"""Look at how reviews come in."""

from datetime import datetime
from typing import NamedTuple

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_feedback.domain.figures import Figures
from svc_feedback.domain.periods import Period
from svc_feedback.domain.statistics.dashboards import number_of
from svc_feedback.domain.statistics.handling import Handling
from svc_feedback.domain.statistics.rankings import Ranked, ranking
from svc_feedback.storage import figures, handling, subjects

WORST = 5


class Dashboard(NamedTuple):
    """Today and this month of a region; ``number`` grows with every review, step and day."""

    number: int
    at: datetime
    today: Figures
    month: Figures
    handling: Handling
    hours: list[tuple[datetime, Figures]]
    channels: dict[str, Figures]
    worst: list[Ranked]
    names: dict[str, str]


async def show_dashboard(work: UnitOfWork, region: str) -> Dashboard:
    """The figures of a region and all within it, as they are now."""
    today = china_time(work.now).date()
    day, month = Period(today, today), Period.month_of(today)
    of_today, _ = await figures.of_region(work, region, day)
    of_month, reviews = await figures.of_region(work, region, month)
    handled, steps = await handling.of_region(work, region, month)
    matters = await figures.by_subject(work, "matter", month, region)
    bad = {code: counted for code, counted in matters.items() if counted.bad}
    worst = ranking(bad, "bad_rate")[:WORST]
    return Dashboard(
        number_of(today, reviews + steps), work.now, of_today, of_month, handled,
        await figures.by_hour(work, region, day),
        await figures.by_subject(work, "channel", month, region),
        worst,
        await subjects.names(work, "matter", [each.subject for each in worst]),
    )  # fmt: skip
