"""What staff read of the analysis, each of their own place."""

from datetime import date, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.places import prefix_of
from svc_feedback.domain.voice.nearness import nearness
from svc_feedback.domain.voice.reasons import ThemeNotFound, VoiceMessageNotFound
from svc_feedback.storage.voice import reading

COMPARED = 500
LEAST_NEARNESS = 0.1
NO_PLACE = "?"  # no code begins so
MOST_COUNTED = 1 << 62
Listed = tuple[list[Row], int | None]


def place_of(caller: Caller) -> str:
    """The beginning that the codes of a caller's places share: 431200 holds 431202."""
    return prefix_of(caller.region_code or NO_PLACE)


async def list_themes(
    work: UnitOfWork, caller: Caller, page: PageRequest, days: int, matter: str | None
) -> Listed:
    """Themes by how much they were spoken of in the last days."""
    since, place = since_of(work, days), place_of(caller)
    messages, theme_id = page.after_of(_count_of, UUID)
    rows = await reading.busiest(work, place, since, matter, (messages, theme_id), page.fetch)
    return rows, await reading.count(work, place, since, matter) if page.count else None


async def show_theme(work: UnitOfWork, caller: Caller, theme_id: UUID) -> Row:
    """One that was spoken of at the caller's place; refused with ThemeNotFound."""
    found = await reading.theme(work, place_of(caller), theme_id)
    if found is None:
        raise ThemeNotFound
    return found


async def show_trend(work: UnitOfWork, caller: Caller, theme_id: UUID, days: int) -> list[Row]:
    """Messages by day; refused with ThemeNotFound."""
    await show_theme(work, caller, theme_id)
    return await reading.trend(work, place_of(caller), theme_id, since_of(work, days))


async def show_heat(work: UnitOfWork, caller: Caller, theme_id: UUID, days: int) -> list[Row]:
    """Messages by place and matter; refused with ThemeNotFound."""
    await show_theme(work, caller, theme_id)
    return await reading.heat(work, place_of(caller), theme_id, since_of(work, days))


async def list_messages(
    work: UnitOfWork, caller: Caller, theme_id: UUID, page: PageRequest
) -> Listed:
    """A theme's messages, newest first; refused with ThemeNotFound."""
    await show_theme(work, caller, theme_id)
    place = place_of(caller)
    day, message_id = page.after_of(date.fromisoformat, UUID)
    rows = await reading.messages(work, place, theme_id, (day, message_id), page.fetch)
    return rows, await reading.message_count(work, place, theme_id) if page.count else None


async def similar_messages(
    work: UnitOfWork, caller: Caller, message_id: UUID, most: int
) -> list[tuple[Row, float]]:
    """The likest of the newest messages of the same theme; refused with VoiceMessageNotFound."""
    place = place_of(caller)
    asked = await reading.message(work, place, message_id)
    if asked is None:
        raise VoiceMessageNotFound
    if asked["theme_id"] is None:
        return []
    others = await reading.messages(work, place, asked["theme_id"], (None, None), COMPARED)
    near = [
        (row, round(nearness(asked["text"], row["text"]), 3))
        for row in others
        if row["message_id"] != message_id
    ]
    near = [pair for pair in near if pair[1] >= LEAST_NEARNESS]
    return sorted(near, key=lambda pair: -pair[1])[:most]


async def list_bursts(work: UnitOfWork, caller: Caller, page: PageRequest) -> Listed:
    """Days on which themes burst at the caller's place, newest first."""
    place, after = place_of(caller), page.after_of(date.fromisoformat, UUID, str)
    rows = await reading.bursts(work, place, after, page.fetch)
    return rows, await reading.burst_count(work, place) if page.count else None


def since_of(work: UnitOfWork, days: int) -> date:
    """The day before the first of the last so many days."""
    return china_time(work.now).date() - timedelta(days=days)


def _count_of(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < MOST_COUNTED:
        raise ValueError(value)
    return value
