"""Find today's themes among the messages of the last weeks, and whether one of them bursts."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import TopicBurst
from shared.ids import new_id
from svc_feedback.domain.voice.bursts import MOST_WEEKS, burst_of
from svc_feedback.domain.voice.themes import Group, known_again
from svc_feedback.storage.voice import themes

SPAN = timedelta(weeks=MOST_WEEKS, days=1)
REMEMBERED = timedelta(weeks=26)  # a theme that comes back within it has its old id
MOST_READ = 50_000
WEEK = timedelta(weeks=1)


async def read_messages(work: UnitOfWork, today: date) -> list[Row]:
    """What is read today: the newest messages of eight weeks and today."""
    return await themes.to_read(work, today - SPAN, today, MOST_READ)


async def keep_themes(
    work: UnitOfWork, today: date, rows: Sequence[Row], groups: Sequence[Group]
) -> list[UUID]:
    """Keep the groups found in ``rows`` as themes, those known from before under their ids."""
    known = known_again(groups, await themes.kept(work, today - REMEMBERED))
    ids = [theme_id or new_id() for theme_id in known]
    to: dict[UUID, UUID | None] = {row["message_id"]: None for row in rows}
    found = []
    for theme_id, group in zip(ids, groups, strict=True):
        days = [rows[at]["day"] for at in group.members]
        found.append((theme_id, group.label, dict(group.terms), min(days), max(days)))
        to.update((rows[at]["message_id"], theme_id) for at in group.members)
    if found:
        await themes.put(work, found)
    await themes.assign(work, to)
    return ids


async def tell_bursts(work: UnitOfWork, day: date) -> list[UUID]:
    """Look at one day's counts and tell which themes burst, each day once."""
    first = await themes.first_day(work)
    if first is None:
        return []
    before = [day - WEEK * weeks for weeks in range(1, MOST_WEEKS + 1)]
    usual = [await themes.counted(work, one) for one in before if one >= first]
    told = []
    for theme_id, (messages, persons) in (await themes.counted(work, day)).items():
        burst = burst_of(messages, persons, [week.get(theme_id, (0, 0))[0] for week in usual])
        label = burst and await themes.add_burst(work, theme_id, day, burst)
        if burst and label:
            await work.announce(
                theme_id,
                TopicBurst(
                    theme_id=theme_id, label=label, day=day, messages=burst.messages,
                    persons=burst.persons, usual=round(burst.usual, 2), z=round(burst.z, 2),
                ),
            )  # fmt: skip
            told.append(theme_id)
    return told
