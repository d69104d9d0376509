"""Deferred materials of a case, as they are counted anew."""

from collections.abc import Iterable
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases.given_days import Deferral

OF_CASE = """
SELECT code, deferred_until, deferred_days FROM material
WHERE case_id = $1 AND state = 'deferred' AND deferred_until IS NOT NULL ORDER BY code
"""
MOVE = """
UPDATE material SET deferred_until = $3, updated_at = $4
WHERE case_id = $1 AND code = $2 AND state = 'deferred'
"""


async def of_case(work: UnitOfWork, case_id: UUID) -> list[Row]:
    """What is deferred (one index range)."""
    return await work.fetch(OF_CASE, case_id)


async def move(work: UnitOfWork, case_id: UUID, deferrals: Iterable[Deferral]) -> None:
    """Keep the days to which deferrals have moved."""
    rows = [(case_id, one.material_code, one.until, work.now) for one in deferrals]
    await work.write_many(MOVE, rows)
