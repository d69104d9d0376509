"""Applications for policies as cases elsewhere, and what was granted."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_policy_match.storage.pushes import applications


async def note_application(
    work: UnitOfWork,
    matter_code: str,
    case_id: UUID,
    account_id: UUID,
    result: str,
    applied_at: datetime,
) -> None:
    """A case of a policy's matter ended: its applicant has applied for the policy."""
    await applications.note(work, matter_code, case_id, account_id, result, applied_at)


async def note_grant(
    work: UnitOfWork, policy_id: UUID, case_id: UUID, allocation_id: UUID, amount: int
) -> None:
    """Money was allocated in a case under a policy; each allocation counts once."""
    await applications.note_grant(work, policy_id, case_id, allocation_id, amount)
