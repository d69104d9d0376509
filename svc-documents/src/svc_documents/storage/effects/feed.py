"""The feed of effect changes, read in the order they were told in."""

from dataclasses import astuple, dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.effects.effects import Effect

FITTING = """
FROM effect_change c JOIN document d USING (document_id)
LEFT JOIN document r ON r.document_id = c.ended_by AND r.is_public
WHERE d.is_public AND ($1::timestamptz IS NULL OR c.told_at >= $1)
  AND ($2::text IS NULL OR c.effect = $2) AND ($3::uuid IS NULL OR c.document_id = $3)
"""
LISTED = f"""
SELECT c.position, c.document_id, d.title, d.document_no, d.organ_name, c.effect_before, c.effect,
       c.since, c.reason, c.told_at, r.document_id AS ender_id, r.document_no AS ender_no,
       r.title AS ender_title
{FITTING} AND c.position > $4 ORDER BY c.position LIMIT $5
"""
COUNTED = f"SELECT count(*) {FITTING}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: told since a moment, into which effect, of which document."""

    since: datetime | None = None
    effect: Effect | None = None
    document_id: UUID | None = None


async def listed(work: UnitOfWork, wanted: Wanted, after: int, limit: int) -> list[Row]:
    """Changes after a position (an index range in order)."""
    return await work.fetch(LISTED, *astuple(wanted), after, limit)


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED, *astuple(wanted)))
