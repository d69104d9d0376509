"""Hearings, tests, expert reviews: which, on what basis, from when to when."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

BEGIN = """
INSERT INTO special_procedure (case_id, key, started_at, kind, basis, expected_days)
VALUES ($1, $2, $3, $4, $5, $6)
"""
END = """
UPDATE special_procedure SET ended_at = $3 WHERE case_id = $1 AND key = $2 AND ended_at IS NULL
"""
OF_CASE = """
SELECT key, kind, basis, expected_days, started_at, ended_at FROM special_procedure
WHERE case_id = $1 ORDER BY started_at
"""


async def begin(
    work: UnitOfWork, case_id: UUID, key: str, kind: str, basis: str, expected_days: int
) -> None:
    """Keep that a procedure has begun."""
    await work.write(BEGIN, case_id, key, work.now, kind, basis, expected_days)


async def end(work: UnitOfWork, case_id: UUID, key: str) -> None:
    """Keep that it is over."""
    await work.write(END, case_id, key, work.now)


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Every procedure of a case, in order (one indexed read)."""
    return await work.fetch(OF_CASE, case_id)
