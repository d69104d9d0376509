"""Count what has ended; the figures are a moment behind, and say so."""

from shared.database import UnitOfWork
from shared.events.approvals import EndedCasesCounted
from shared.ids import new_id
from svc_approvals.domain.supervision.counting import counted
from svc_approvals.storage.supervision import counting
from svc_approvals.use_cases.office import Office

BATCH = 200


async def count_ended(work: UnitOfWork, office: Office, limit: int = BATCH) -> int:
    """Count a batch of closed cases and tell of it; answers how many there were."""
    cases = await counting.take_uncounted(work, limit)
    if cases:
        clock = await office.clock(work)
        await counting.add_counted(work, cases, counted(cases, clock))
        await work.announce(new_id(), EndedCasesCounted(cases=len(cases)))
    return len(cases)
