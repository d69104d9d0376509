"""Applications and grants as rows."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork

NOTE = """
INSERT INTO application (policy_id, case_id, account_id, applied_at, result)
SELECT policy_id, $2, $3, $5, $4 FROM policy
WHERE policy_id = $6 AND matter_code = $1 AND matter_code <> '' AND state <> 'draft'
ON CONFLICT (policy_id, case_id) DO UPDATE SET account_id = EXCLUDED.account_id,
    applied_at = EXCLUDED.applied_at, result = EXCLUDED.result
"""
GRANT = """
INSERT INTO application_grant (allocation_id, policy_id, case_id, amount)
VALUES ($1, $2, $3, $4)
ON CONFLICT (allocation_id) DO UPDATE SET amount = EXCLUDED.amount
"""


async def note(
    work: UnitOfWork,
    policy_id: UUID,
    matter_code: str,
    case_id: UUID,
    account_id: UUID,
    result: str,
    applied_at: datetime,
) -> None:
    """A case is an application for the policy it carries, if that one is applied for so."""
    await work.write(NOTE, matter_code, case_id, account_id, result, applied_at, policy_id)


async def note_grant(
    work: UnitOfWork, policy_id: UUID, case_id: UUID, allocation_id: UUID, amount: int
) -> None:
    """What was allocated in a case, in fen."""
    await work.write(GRANT, allocation_id, policy_id, case_id, amount)
