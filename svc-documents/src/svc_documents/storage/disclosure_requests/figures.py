"""What the yearly report counts."""

from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.disclosure_requests.report import CARRIED_IN, CARRIED_OUT, NEW, Count

MINE = "($1::uuid IS NULL OR organ_id = $1) AND ($2::text IS NULL OR region_code = $2)"
COUNTS = f"""
SELECT row, applicant_kind, count(*)::int AS number
FROM disclosure_request, LATERAL (VALUES
    ('{NEW}', received_on BETWEEN $3 AND $4),
    ('{CARRIED_IN}', received_on < $3 AND (closed_on IS NULL OR closed_on >= $3)),
    (report_row, closed_on BETWEEN $3 AND $4),
    ('{CARRIED_OUT}', received_on <= $4 AND (closed_on IS NULL OR closed_on > $4))
) AS counted (row, counts)
WHERE {MINE} AND counts
GROUP BY row, applicant_kind
"""
PACE = f"""
SELECT count(*)::int AS closed, count(*) FILTER (WHERE closed_on <= due_on)::int AS in_time,
       count(*) FILTER (WHERE steps ? 'extension')::int AS extended,
       count(*) FILTER (WHERE steps ? 'supplement')::int AS supplemented,
       coalesce(sum((steps->'fee'->>'amount')::numeric)
                FILTER (WHERE steps->'fee'->>'paid_on' IS NOT NULL), 0) AS fees
FROM disclosure_request WHERE {MINE} AND closed_on BETWEEN $3 AND $4
"""


async def counts(
    work: UnitOfWork, organ_id: UUID | None, region_code: str | None, first: date, last: date
) -> list[Count]:
    """Rows of the report by kind of applicant (one pass over what fits)."""
    rows = await work.fetch(COUNTS, organ_id, region_code, first, last)
    return [(row["row"], row["applicant_kind"], row["number"]) for row in rows]


async def pace(
    work: UnitOfWork, organ_id: UUID | None, region_code: str | None, first: date, last: date
) -> Row:
    """How many were closed in time, extended, supplemented, and what fees came in (one pass)."""
    row = await work.fetch_row(PACE, organ_id, region_code, first, last)
    if row is None:
        raise RuntimeError("an aggregate answers one row")
    return row
