"""Documents whose validity ends soon, what was told of it, and how they were evaluated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

DAY = timedelta(days=1)
ENDING = """
is_public AND end_cause = 'lapsed' AND force_from <= $1
AND force_until > $1 AND force_until <= $2 AND ($3::uuid IS NULL OR organ_id = $3)
"""
OUTCOME = """
(SELECT outcome FROM evaluation e WHERE e.document_id = d.document_id
   AND e.last_day = d.force_until - 1 ORDER BY evaluation_id DESC LIMIT 1) AS outcome
"""
LISTED = f"""
SELECT document_id, title, document_no, organ_name, region_code, force_until - 1 AS last_day,
       {OUTCOME}
FROM document d WHERE {ENDING}
  AND ($4::date IS NULL OR (force_until - 1, document_id) > ($4, $5))
ORDER BY force_until, document_id LIMIT $6
"""
COUNTED = f"SELECT count(*) FROM document d WHERE {ENDING}"
DARK = f"""
SELECT document_id, title, document_no, region_code, force_until - 1 AS last_day,
       (SELECT min(days) FROM expiry_light l WHERE l.document_id = d.document_id
          AND l.last_day = d.force_until - 1) AS told
FROM document d WHERE {ENDING} ORDER BY document_id
"""
LIGHT = """
INSERT INTO expiry_light (document_id, last_day, days, told_at)
SELECT *, $4 FROM unnest($1::uuid[], $2::date[], $3::smallint[])
ON CONFLICT DO NOTHING RETURNING document_id
"""


@dataclass(frozen=True, slots=True)
class Ending:
    """Which ends: from a day to so many days later, of one organ or of all."""

    today: date
    days: int
    organ_id: UUID | None = None

    @property
    def arguments(self) -> tuple[Any, ...]:
        """A validity whose last day is the day itself still counts."""
        return self.today, self.today + DAY * (self.days + 1), self.organ_id


async def listed(
    work: UnitOfWork, ending: Ending, after: tuple[date | None, UUID | None], limit: int
) -> list[Row]:
    """The nearest end first (a range of the index of ends)."""
    return await work.fetch(LISTED, *ending.arguments, *after, limit)


async def counted(work: UnitOfWork, ending: Ending) -> int:
    """How many end (counted)."""
    return int(await work.fetch_value(COUNTED, *ending.arguments))


async def with_lights(work: UnitOfWork, ending: Ending) -> list[Row]:
    """Every document that ends soon, with the nearest light that was told of it."""
    return await work.fetch(DARK, *ending.arguments)


async def light(work: UnitOfWork, lights: Sequence[tuple[UUID, date, int]]) -> set[UUID]:
    """Note lights as told; answers whose nobody else has told meanwhile."""
    ids, last_days, days = ([list(one) for one in zip(*lights, strict=True)]) or ([], [], [])
    rows = await work.write_rows(LIGHT, ids, last_days, days, work.now)
    return {row["document_id"] for row in rows}
