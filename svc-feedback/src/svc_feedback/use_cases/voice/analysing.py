"""Find today's themes among the messages of the last weeks, and whether one of them bursts."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import TopicBurst
from shared.ids import new_id
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.domain.voice.bursts import MOST_WEEKS, burst_of
from svc_feedback.domain.voice.counts import NONE, Counts, Said, counts_of
from svc_feedback.domain.voice.placing import placed
from svc_feedback.domain.voice.themes import Group
from svc_feedback.storage.voice import themes
from svc_feedback.use_cases.voice.hearing import UnitOf, hear

SPAN = timedelta(weeks=MOST_WEEKS, days=1)
REMEMBERED = timedelta(weeks=26)  # a theme that comes back within it has its old id
MOST_READ = 50_000
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)

GroupApart = Callable[[Sequence[str]], Awaitable[list[Group]]]


async def analyse(
    unit_of: UnitOf, secrets: PersonalData, group: GroupApart, now: datetime
) -> list[UUID]:
    """Find themes up to a moment, and tell which burst on its day or the day before.

    Messages are grouped elsewhere; no transaction waits for it.
    """
    today = china_time(now).date()
    await hear(unit_of, secrets, now)
    async with unit_of(now) as work:
        rows = await themes.to_read(work, today - SPAN, today, MOST_READ)
    groups = await group([row["text"] for row in rows])
    async with unit_of(now) as work:
        ids = await keep_themes(work, today, rows, groups)
        counts = counts_of([_said(row) for row in rows], groups, ids)
        days = (today - DAY, today)
        return [theme for day in days for theme in await tell_bursts(work, day, counts)]


async def keep_themes(
    work: UnitOfWork, today: date, rows: Sequence[Row], groups: Sequence[Group]
) -> list[UUID]:
    """Keep the groups found in ``rows`` as themes; the theme of each group."""
    earlier = await themes.kept(work, today - REMEMBERED)
    borne = [row["theme_id"] if row["theme_id"] in earlier else None for row in rows]
    found = placed(groups, earlier, borne, [row["text"] for row in rows], new_id)
    days: dict[UUID, list[date]] = {}
    labels: dict[UUID, str] = {}
    for theme_id, group in zip(found.groups, groups, strict=True):
        days.setdefault(theme_id, []).extend(rows[at]["day"] for at in group.members)
        labels.setdefault(theme_id, Group((), found.terms[theme_id]).label)
    if days:
        await themes.put(
            work,
            [
                (theme_id, labels[theme_id], dict(found.terms[theme_id]), min(spoken), max(spoken))
                for theme_id, spoken in days.items()
            ],
        )
    to = zip((row["message_id"] for row in rows), found.messages, strict=True)
    await themes.assign(work, dict(to))
    return found.groups


async def tell_bursts(work: UnitOfWork, day: date, counts: Mapping[str, Counts]) -> list[UUID]:
    """Look at one day's counts and tell which themes burst where, each day once.

    Weeks before anything at all was heard tell nothing of what is usual.
    """
    first = min((min(days) for days in counts.values()), default=day)
    before = [one for weeks in range(1, MOST_WEEKS + 1) if (one := day - WEEK * weeks) >= first]
    told = []
    for region_code in sorted(counts):
        told += await _tell_bursts_at(work, region_code, day, counts[region_code], before)
    return told


async def _tell_bursts_at(
    work: UnitOfWork, region_code: str, day: date, counts: Counts, before: Sequence[date]
) -> list[UUID]:
    usual = [counts.get(one, {}) for one in before]
    told = []
    today = counts.get(day, {})
    for theme_id, spoken in today.items():
        weeks = [week.get(theme_id, NONE).messages for week in usual]
        burst = burst_of(spoken.messages, spoken.persons, weeks, len(today))
        label = burst and await themes.add_burst(work, theme_id, day, region_code, burst)
        if burst and label:
            await work.announce(
                theme_id,
                TopicBurst(
                    theme_id=theme_id, label=label, day=day, messages=burst.messages,
                    persons=burst.persons, usual=round(burst.usual, 2), z=round(burst.z, 2),
                    region_code=region_code,
                ),
            )  # fmt: skip
            told.append(theme_id)
    return told


def _said(row: Row) -> Said:
    return Said(row["day"], row["person"], row["region_code"])
