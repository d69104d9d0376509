"""Themes, which messages are theirs, and the days they burst."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.voice.bursts import Burst

KEPT = "SELECT theme_id, terms FROM theme WHERE last_day >= $1"
PUT = """
INSERT INTO theme (theme_id, label, terms, first_day, last_day) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (theme_id) DO UPDATE SET label = EXCLUDED.label, terms = EXCLUDED.terms,
    first_day = least(theme.first_day, EXCLUDED.first_day), last_day = EXCLUDED.last_day
"""
TO_READ = """
SELECT message_id, day, text, theme_id, region_code,
       coalesce(person_digest, convert_to(text, 'UTF8')) AS person
FROM message WHERE day BETWEEN $1 AND $2
ORDER BY day DESC, text, message_id LIMIT $3
"""
ASSIGN = """
UPDATE message m SET theme_id = a.theme_id
FROM unnest($1::uuid[], $2::uuid[]) AS a (message_id, theme_id)
WHERE m.message_id = a.message_id AND m.theme_id IS DISTINCT FROM a.theme_id
"""
ADD_BURST = """
INSERT INTO theme_burst (theme_id, day, region_code, messages, persons, usual, z)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING theme_id
"""
LABEL = "SELECT label FROM theme WHERE theme_id = $1"


async def kept(work: UnitOfWork, since: date) -> Mapping[UUID, Mapping[str, float]]:
    """The terms of the themes spoken of since a day."""
    return {row["theme_id"]: row["terms"] for row in await work.fetch(KEPT, since)}


async def to_read(work: UnitOfWork, since: date, until: date, most: int) -> list[Row]:
    """The newest messages of a span of days (an index range), with who wrote each, and where.

    Writers nobody knows are told apart by their words, so that one slip copied often is one person.
    """
    return await work.fetch(TO_READ, since, until, most)


async def put(work: UnitOfWork, themes: Sequence[tuple[Any, ...]]) -> None:
    """Keep themes as they are found today: id, label, terms, first and last day."""
    await work.write_many(PUT, themes)


async def assign(work: UnitOfWork, to: Mapping[UUID, UUID | None]) -> None:
    """Say which messages are whose; only those that change are written."""
    await work.write(ASSIGN, list(to), list(to.values()))


async def add_burst(
    work: UnitOfWork, theme_id: UUID, day: date, region_code: str, burst: Burst
) -> str | None:
    """Keep a burst at a place; answers the theme's label, None when it is kept already."""
    added = await work.write(
        ADD_BURST, theme_id, day, region_code, burst.messages, burst.persons, burst.usual, burst.z
    )
    return None if added is None else str(await work.fetch_value(LABEL, theme_id))
