"""Pre-reviews: one open per case by a unique index, the queue by a partial one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

ADD = """
INSERT INTO pre_review (review_id, case_id, region_code, state, requested_at, answered_by, remarks)
SELECT $1, case_id, region_code, 'open', $3, '', '{}' FROM kase WHERE case_id = $2
ON CONFLICT (case_id) WHERE state = 'open' DO NOTHING RETURNING review_id
"""
OPEN = """
SELECT review_id, case_id FROM pre_review
WHERE review_id = $1 AND region_code = $2 AND state = 'open'
"""
ANSWER = """
UPDATE pre_review SET state = 'answered', answered_at = $2, answered_by = $3, ready = $4,
    remarks = $5
WHERE review_id = $1 AND state = 'open' RETURNING review_id
"""
LAPSE = "UPDATE pre_review SET state = 'lapsed' WHERE case_id = $1 AND state = 'open'"
OF_CASE = """
SELECT review_id, state, requested_at, answered_at, answered_by, ready, remarks
FROM pre_review WHERE case_id = $1 ORDER BY requested_at, review_id
"""
QUEUE = """
SELECT p.review_id, p.case_id, p.requested_at, k.case_no, k.matter_code, k.matter_name,
       k.applicant_masked
FROM pre_review p JOIN kase k USING (case_id)
WHERE p.region_code = $1 AND p.state = 'open'
  AND ($2::text IS NULL OR k.matter_code = $2)
  AND ($3::timestamptz IS NULL OR (p.requested_at, p.review_id) > ($3, $4))
ORDER BY p.requested_at, p.review_id LIMIT $5
"""
COUNT = """
SELECT count(*) FROM pre_review p JOIN kase k USING (case_id)
WHERE p.region_code = $1 AND p.state = 'open' AND ($2::text IS NULL OR k.matter_code = $2)
"""


async def add(work: UnitOfWork, review_id: UUID, case_id: UUID) -> bool:
    """Keep a request; False when the case has an open one."""
    return await work.write(ADD, review_id, case_id, work.now) is not None


async def open_one(work: UnitOfWork, review_id: UUID, region_code: str) -> Row | None:
    """An open request of a region."""
    return await work.fetch_row(OPEN, review_id, region_code)


async def answer(
    work: UnitOfWork, review_id: UUID, staff_no: str, remarks: Mapping[str, str], *, ready: bool
) -> bool:
    """Keep the answer; False when somebody was faster."""
    row = await work.write(ANSWER, review_id, work.now, staff_no, ready, dict(remarks))
    return row is not None


async def lapse(work: UnitOfWork, case_id: UUID) -> None:
    """The draft is one no more: an open request ends with it."""
    await work.write(LAPSE, case_id)


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Every request of a case, in the order they were made."""
    return await work.fetch(OF_CASE, case_id)


async def waiting(
    work: UnitOfWork, region_code: str, matter: str | None, after: Sequence[Any], limit: int
) -> Sequence[Row]:
    """The open requests of a region, the oldest first (listed)."""
    return await work.fetch(QUEUE, region_code, matter, *after, limit)


async def count_waiting(work: UnitOfWork, region_code: str, matter: str | None) -> int:
    """How many are open (counted)."""
    return int(await work.fetch_value(COUNT, region_code, matter))
