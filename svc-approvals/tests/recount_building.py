"""Builders of the year end: 2027 as it is guessed, as its notice gives it, and what follows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from approvals_building import Approvals, Journey, a_handed_in_case
from case_building import at
from catalogue_building import barber_shop_source

from shared.database import Row
from shared.events.envelope import Envelope
from shared.events.identity import CalendarDay, CalendarImported
from shared.office_hours import china_time
from svc_approvals.events.reactions import reactions
from svc_approvals.storage.cases.recounts import LEASE, PAGE
from svc_approvals.use_cases.cases.recounts import SETTLED, recount_due
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.use_cases.office import Office

YEAR_END = at("2026-12-28 09:30")  # a Monday
SATURDAY = 5
FREE_2027 = {
    **{date(2027, 1, day): "元旦" for day in (1, 2, 3)},
    **{date(2027, 2, day): "春节" for day in range(5, 13)},
}
MADE_UP_2027 = {date(2027, 1, 30), date(2027, 2, 20)}  # two Saturdays


def a_guessed_year(year: int = 2027) -> CalendarImported:
    """As the gateway tells a year that has no notice yet."""
    days = tuple(
        CalendarDay(day=day, is_working=day.weekday() < SATURDAY, provisional=True)
        for day in days_in(year)
    )
    return CalendarImported(year=year, days=days, source="按周一至周五暂定，待放假通知公布")


def the_notice(free: Sequence[date] = tuple(FREE_2027)) -> CalendarImported:
    """As the gateway tells 2027 once ops have imported its notice."""
    days = tuple(
        CalendarDay(
            day=day,
            is_working=day in MADE_UP_2027 or (day.weekday() < SATURDAY and day not in free),
            name=FREE_2027.get(day),
        )
        for day in days_in(2027)
    )
    return CalendarImported(
        year=2027, days=days, source="国务院办公厅关于2027年部分节假日安排的通知"
    )


def days_in(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


async def hear(approvals: Approvals, told: CalendarImported) -> None:
    """The gateway tells it, and the consumer's reaction is committed."""
    react = reactions.to(CalendarImported.subject)
    assert react is not None
    envelope = Envelope(uuid4(), CalendarImported.subject, uuid4(), 1, approvals.now, {})
    async with approvals.work() as work:
        await react(told, work, envelope)
        await work.commit()


async def run_due(approvals: Approvals, office: Office | None = None, *, page: int = PAGE) -> int:
    """What the worker does until nothing is due; answers how many rounds it made."""
    rounds, tools = 0, office or approvals.office
    while await recount_due(approvals.bench, tools, approvals.now, page=page):
        rounds += 1
    return rounds


async def both_rounds(approvals: Approvals, office: Office | None = None) -> None:
    """The whole batch, the second round in its time."""
    await run_due(approvals, office)
    approvals.later(SETTLED)
    await run_due(approvals, office)


async def batches(approvals: Approvals) -> list[Row]:
    """The batches, the oldest first."""
    return list(await approvals.pool.fetch("SELECT * FROM recount ORDER BY requested_at, year"))


async def known_as_guessed(approvals: Approvals, **matter: Any) -> None:
    """2027 is guessed and counted so; the shop takes twenty working days."""
    approvals.set_clock(YEAR_END)
    await hear(approvals, a_guessed_year())
    await both_rounds(approvals)
    approvals.set_clock(YEAR_END)
    approvals.app.state.office = approvals.settings.office()
    async with approvals.work() as work:
        await publish_matter(work, barber_shop_source() | {"promised_days": 20} | matter)
        await work.commit()


async def an_accepted_case_of_december(approvals: Approvals) -> Journey:
    """Filed and accepted on 28 December, one material deferred for five working days."""
    journey = await a_handed_in_case(approvals)
    await journey.accept()
    return journey


async def told(approvals: Approvals, case_id: str, fact: str) -> list[dict[str, Any]]:
    """What was told of one case under one name."""
    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE aggregate_id = $1 AND subject = $2 ORDER BY sequence",
        UUID(case_id),
        f"approvals.case.{fact}.v1",
    )
    return [row["data"] for row in rows]


async def messages(approvals: Approvals, template: str) -> list[dict[str, Any]]:
    """Which messages of one template were asked for."""
    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE subject = 'approvals.notification.requested.v1'"
        " AND data->>'template' = $1 ORDER BY at",
        template,
    )
    return [row["data"] for row in rows]


async def timer_of(approvals: Approvals, case_id: str, kind: str, key: str = "") -> str:
    """When a timer of a case rings, on the clocks in the offices."""
    due = await approvals.pool.fetchval(
        "SELECT due_at FROM timer WHERE case_id = $1 AND kind = $2 AND key = $3",
        UUID(case_id),
        kind,
        key,
    )
    return shown(due)


def shown(moment: datetime | str) -> str:
    """`2027-01-26 17:00`."""
    one = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return china_time(one).strftime("%Y-%m-%d %H:%M")


def after_the_lease(approvals: Approvals) -> None:
    """Whoever had the batch is given up."""
    approvals.later(LEASE)
