"""Themes as they are shown to the staff of a region."""

from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork

PLACED = "m.region_code LIKE $1 || '%'"
SPOKEN = f"""
CROSS JOIN LATERAL (SELECT min(day) AS first_day, max(day) AS last_day FROM message m
                    WHERE m.theme_id = t.theme_id AND {PLACED}) spoken
"""
BUSIEST = f"""
SELECT t.theme_id, t.label, spoken.first_day, spoken.last_day, c.messages
FROM (SELECT theme_id, count(*) AS messages FROM message m
      WHERE theme_id IS NOT NULL AND {PLACED} AND day > $2
        AND ($3::text IS NULL OR m.matter_code = $3) GROUP BY theme_id
      HAVING $4::bigint IS NULL OR (-count(*), theme_id) > (-$4, $5::uuid)
      ORDER BY -count(*), theme_id LIMIT $6) c
JOIN theme t USING (theme_id) {SPOKEN}
ORDER BY -c.messages, t.theme_id
"""
COUNT = f"""
SELECT count(DISTINCT theme_id) FROM message m WHERE theme_id IS NOT NULL AND {PLACED} AND day > $2
  AND ($3::text IS NULL OR m.matter_code = $3)
"""
THEME = f"""
SELECT t.theme_id, t.label, t.terms, spoken.first_day, spoken.last_day
FROM theme t {SPOKEN} WHERE t.theme_id = $2 AND spoken.first_day IS NOT NULL
"""
TREND = f"""
SELECT day, count(*) AS messages FROM message m
WHERE {PLACED} AND theme_id = $2 AND day > $3 GROUP BY day ORDER BY day
"""
HEAT = f"""
SELECT m.region_code, m.matter_code, count(*) AS messages FROM message m
WHERE {PLACED} AND theme_id = $2 AND day > $3
GROUP BY m.region_code, m.matter_code
ORDER BY messages DESC, m.region_code, m.matter_code LIMIT 100
"""
SHOWN = "m.message_id, m.kind, m.day, m.text, m.region_code, m.matter_code, m.theme_id"
MESSAGES = f"""
SELECT {SHOWN} FROM message m
WHERE {PLACED} AND theme_id = $2
  AND ($3::date IS NULL OR (m.day, m.message_id) < ($3, $4::uuid))
ORDER BY m.day DESC, m.message_id DESC LIMIT $5
"""
MESSAGE_COUNT = f"SELECT count(*) FROM message m WHERE {PLACED} AND theme_id = $2"
MESSAGE = f"SELECT {SHOWN} FROM message m WHERE {PLACED} AND message_id = $2"
BURSTS = """
SELECT b.theme_id, t.label, b.day, b.region_code, b.messages, b.persons, b.usual, b.z
FROM theme_burst b JOIN theme t USING (theme_id)
WHERE b.region_code LIKE $1 || '%'
  AND ($2::date IS NULL OR (b.day, b.theme_id, b.region_code) < ($2, $3::uuid, $4))
ORDER BY b.day DESC, b.theme_id DESC, b.region_code DESC LIMIT $5
"""
BURST_COUNT = "SELECT count(*) FROM theme_burst WHERE region_code LIKE $1 || '%'"


async def busiest(
    work: UnitOfWork,
    place: str,
    since: date,
    matter: str | None,
    after: tuple[int | None, UUID | None],
    limit: int,
) -> list[Row]:
    """Themes by how much they were spoken of after a day (counted over that span)."""
    return await work.fetch(BUSIEST, place, since, matter, *after, limit)


async def count(work: UnitOfWork, place: str, since: date, matter: str | None) -> int:
    """How many themes were spoken of after a day (counted)."""
    return int(await work.fetch_value(COUNT, place, since, matter))


async def theme(work: UnitOfWork, place: str, theme_id: UUID) -> Row | None:
    """One theme that was spoken of at a place (one row by key, its messages' index range)."""
    return await work.fetch_row(THEME, place, theme_id)


async def trend(work: UnitOfWork, place: str, theme_id: UUID, since: date) -> list[Row]:
    """Messages by day after a day (an index range)."""
    return await work.fetch(TREND, place, theme_id, since)


async def heat(work: UnitOfWork, place: str, theme_id: UUID, since: date) -> list[Row]:
    """Messages by place and matter after a day, the hottest hundred (an index range)."""
    return await work.fetch(HEAT, place, theme_id, since)


async def messages(
    work: UnitOfWork,
    place: str,
    theme_id: UUID,
    after: tuple[date | None, UUID | None],
    limit: int,
) -> list[Row]:
    """A theme's messages, newest first (an index range)."""
    return await work.fetch(MESSAGES, place, theme_id, *after, limit)


async def message_count(work: UnitOfWork, place: str, theme_id: UUID) -> int:
    """How many messages a theme has (counted)."""
    return int(await work.fetch_value(MESSAGE_COUNT, place, theme_id))


async def message(work: UnitOfWork, place: str, message_id: UUID) -> Row | None:
    """One message (one row by key)."""
    return await work.fetch_row(MESSAGE, place, message_id)


async def bursts(
    work: UnitOfWork,
    place: str,
    after: tuple[date | None, UUID | None, str | None],
    limit: int,
) -> list[Row]:
    """Days on which themes burst at a place, newest first (an index range)."""
    return await work.fetch(BURSTS, place, *after, limit)


async def burst_count(work: UnitOfWork, place: str) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(BURST_COUNT, place))
