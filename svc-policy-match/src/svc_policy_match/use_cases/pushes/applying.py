"""Applications for policies as cases elsewhere, and what was granted."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_policy_match.storage.pushes import applications


async def note_application(
    work: UnitOfWork,
    policy_id: UUID,
    matter_code: str,
    case_id: UUID,
    account_id: UUID,
    result: str,
    applied_at: datetime,
) -> None:
    """A case that carries a policy ended: its applicant has applied for it.

    Of a policy nobody knows, or one applied for by another matter, nothing is noted: what a case
    carries is its applicant's word.
    """
    await applications.note(work, policy_id, matter_code, case_id, account_id, result, applied_at)


async def note_grant(
    work: UnitOfWork, policy_id: UUID, case_id: UUID, allocation_id: UUID, amount: int
) -> None:
    """Money was allocated in a case under a policy; each allocation counts once."""
    await applications.note_grant(work, policy_id, case_id, allocation_id, amount)
